import Kernel
import Testing

@testable import Web

struct FieldTests {
    private enum Severity: String { case low, high }

    private func typed(_ values: [String: String], _ language: Language = .chinese) -> FormData {
        FormData(values.mapValues { [$0] }, language: language, zone: .shanghai)
    }

    @Test func aFormTellsAllItsProblemsAtOnce() throws {
        let form = typed(["phone": "abc", "amount": "1.234", "due": "tomorrow", "severity": "worst"])
        let invalid = #expect(throws: Invalid.self) {
            try Kernel.form(
                form.required("name"), form.phone("phone"), form.money("amount"), form.localTime("due"),
                form.choice("severity", of: Severity.self))
        }
        let problems = try #require(invalid).problems
        #expect(Set(problems.keys) == ["name", "phone", "amount", "due", "severity"])
    }

    @Test func problemsAreToldInTheLanguageOfTheReader() {
        #expect(typed([:], .english).required("name").problem == "Please fill this in.")
        #expect(typed([:]).required("name").problem == "请填写此项。")
    }

    @Test func whatMayBeLeftOutIsNilAndWhatIsTypedIsHeldToTheSameRule() {
        #expect(typed(["phone": "  "]).optionalPhone("phone").value == .some(nil))
        #expect(typed(["phone": "138 0013 8000"]).optionalPhone("phone").value == PhoneNumber(stored: "13800138000"))
        #expect(typed(["phone": "x"]).optionalPhone("phone").isBad)
    }

    @Test func charactersAreCountedAsPeopleCountThem() {
        #expect(typed(["name": "👩‍👩‍👧李雷"]).required("name", max: 3).value == "👩‍👩‍👧李雷")
        #expect(typed(["name": "一二三四"]).required("name", max: 3).problem == "最多 3 个字，现有 4 个字。")
    }

    @Test func controlCharactersAreRefusedLineEndsAreNot() {
        #expect(typed(["text": "a\u{8}b"]).required("text").isBad)
        #expect(typed(["text": "a\n\tb"]).required("text").value == "a\n\tb")
    }

    @Test func fullWidthDigitsAreDigits() {
        #expect(typed(["count": "１２"]).integer("count").value == 12)
        #expect(typed(["amount": "￥１２．５０"]).money("amount").value == Money(fen: 1250))
    }

    @Test(arguments: ["-1", "1e3", "0x10", "99999999999999999999", "1 000", "一", ""])
    func whatIsNoWholeNumberWithinBoundsIsRefused(_ text: String) {
        #expect(typed(["count": text]).integer("count", in: 0...100).isBad)
    }

    @Test func aLocalTimeIsMeantInTheZoneOfTheReader() {
        #expect(typed(["due": "2026-01-05T09:00"]).localTime("due").value == TestSessions.start)
        #expect(typed(["due": "2026-01-05 09:00"]).localTime("due").value == TestSessions.start)
    }

    @Test(arguments: [
        "2026-02-29T09:00", "2026-01-05T24:00", "2026-01-05T9", "2026-01-05", "T09:00", "2026-01-05T09:00 tomorrow",
        "2026-01-05T09:00+99:99", "2026-01-05T09:00:61", "9999-12-31T23:00-01:00",
    ])
    func aTimeThatDoesNotExistIsRefused(_ text: String) {
        #expect(typed(["due": text]).localTime("due").isBad)
    }

    @Test func aDayIsADay() {
        #expect(typed(["on": "2026-01-05"]).day("on").value == Day(2026, 1, 5))
        #expect(typed(["on": "2026-13-05"]).day("on").isBad)
    }
}

extension Field {
    var isBad: Bool { problem != nil }
    var value: Value? { if case .good(let value) = self { value } else { nil } }
    var problem: String? { if case .bad(_, let problem) = self { problem } else { nil } }
}
