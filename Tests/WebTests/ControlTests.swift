import Kernel
import Testing

@testable import Web

struct ControlTests {
    private let hostile = "\"><script>alert('x')</script>"

    @Test func aProblemStandsBesideItsFieldAndWhatWasTypedStays() {
        let form = FormData(["name": ["张三丰"]])
        let html = Controls(Typed(form, Invalid(["name": "最多 2 个字。"])), in: .chinese)
            .text("name", "姓名", required: true, hint: "与身份证一致").description
        #expect(html.contains("value=\"张三丰\""))
        #expect(html.contains("aria-describedby=\"f-name-hint f-name-problem\" aria-invalid=\"true\""))
        #expect(html.contains("<p class=\"problem\" id=\"f-name-problem\">最多 2 个字。</p>"))
        #expect(html.contains("aria-required=\"true\""))
        #expect(html.contains("<label class=\"form-label\" for=\"f-name\">"))
    }

    @Test func nothingThatPeopleTypeBecomesMarkup() {
        let controls = Controls(
            Typed(FormData(["f": [hostile]]), Invalid(["f": hostile])), in: .chinese, prefix: "")
        let choices = [Choice(hostile, hostile)]
        let all: [HTML] = [
            controls.text("f", hostile, hint: hostile, placeholder: hostile), controls.textarea("f", hostile),
            controls.select("f", hostile, choices, blank: hostile), controls.segmented("f", hostile, choices),
            controls.checkboxes("f", hostile, choices), controls.checkbox("f", hostile), controls.hidden("f", hostile),
            controls.summary(["f": hostile]), ClauseMark(hostile, url: hostile).html, StateBadge(.broken, hostile).html,
            PromiseBar(used: 0.5, proof: hostile).html(in: .chinese), EmptyState(icon: hostile, hostile).html,
            Table(hostile, [.init(hostile)]).html([.init(["\(hostile)"], url: hostile)]),
        ]
        for html in all {
            #expect(!html.description.contains("<script"))
            #expect(!html.description.contains("\"><" + "script"))
        }
    }

    @Test func aPasswordIsNeverShownAgain() {
        let html = Controls(Typed(["password": "hunter2"]), in: .chinese).password("password", "密码").description
        #expect(!html.contains("hunter2"))
    }

    @Test func theChosenEntryStaysChosen() {
        let choices = [Choice("low", "一般"), Choice("high", "紧急")]
        let controls = Controls(Typed(["severity": "high"]), in: .chinese)
        #expect(controls.select("severity", "", choices).description.contains("value=\"high\" selected>"))
        #expect(controls.segmented("severity", "", choices).description.contains("value=\"high\" checked>"))
        #expect(!controls.select("severity", "", choices).description.contains("value=\"low\" selected"))
    }

    @Test func theSummaryNamesTheFieldsInTheOrderOfThePage() throws {
        let typed = Typed(.empty, Invalid(["b": "二", "a": "一", "z": "其他"]))
        let html = Controls(typed, in: .chinese).summary(["b": "内容", "a": "姓名"]).description
        let lines = html.matches(of: /<a href="#f-(.)">([^<]*)/).map { "\($0.1) \($0.2)" }
        #expect(lines == ["b 内容：二", "a 姓名：一", "z 其他"])
    }
}
