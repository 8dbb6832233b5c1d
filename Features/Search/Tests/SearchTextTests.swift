import Kernel
import Testing
import Testkit

@testable import Desk

/// How text is cut, and what is found in it.
@Suite struct SearchTextTests {
    private func finds(_ typed: String, in text: String) -> Bool {
        let query = SearchQuery(typed)
        let cut = SearchText(text)
        // The index must know every cut of the question, and the text must really hold it.
        let isKnown = Set(query.cuts).isSubset(of: cut.words)
        let isThere = query.places(in: cut) != nil
        if isThere { #expect(isKnown, "«\(typed)» stands in «\(text)» and the index would not say so") }
        return isKnown && isThere
    }

    @Test(arguments: [
        ("羽", "羽绒服洗后变形", true), ("绒服", "羽绒服洗后变形", true), ("羽绒服 变形", "羽绒服洗后变形", true),
        ("变形 羽绒服", "羽绒服洗后变形", true), ("羽变", "羽绒服洗后变形", false), ("羽绒服", "羽绒和绒服", false),
        ("羽绒服", "羽绒，服", false), ("羽絨服", "羽绒服", true), ("退貨", "要求退货", true), ("退货", "要求退貨", true),
        ("ＡＢＣ", "型号abc", true), ("iph", "iPhone 15 充电", true), ("phone", "iPhone 15 充电", false),
        ("iphone充", "iPhone充电", true), ("iph充", "iPhone充电", false), ("A3区", "A3区杜鹃路", true),
        ("zx90", "型号 ZX9021", true),
        ("１５", "iPhone 15", true), ("1", "iPhone 15", false), ("20260105-10001", "20260105-10001\n羽绒服", true),
        ("10001", "20260105-10001", true), ("𠮷野家", "在𠮷野家吃饭", true), ("䶮", "姓䶮的先生", true), ("😀", "很好😀谢谢", true),
        ("好😀谢", "很好😀谢谢", true), ("اهلا", "اهلا وسهلا", true), ("", "羽绒服", false), ("，。", "羽绒服，。", false),
    ])
    func whatIsTypedIsFoundWhereItStands(typed: String, text: String, isFound: Bool) {
        #expect(finds(typed, in: text) == isFound)
    }

    @Test(arguments: [
        ("13800138000", true), ("１３８００１３８０００", true), ("8000", true), ("1380013", false), ("138001", false),
        ("0138", false), ("38000", false), ("tel13800138000", true),
    ])
    func aTelephoneIsFoundWholeOrByItsLastFour(typed: String, isFound: Bool) {
        #expect(finds(typed, in: "客户电话tel13800138000，请回电") == isFound)
    }

    /// A law: every text is found by every pair of Chinese characters that stand side by side in it, by each of its
    /// characters, and by every word.
    @Test func everyTextIsFoundByItsOwnCuts() {
        var dice = SeededDice(seed: 10)
        let stock = Array("羽绒服退货絨貨𠮷䶮壹，。 \n-abzXYé１２3789😀㍿鿿㐀")
        for _ in 0..<300 {
            let text = String(
                (0..<Int.random(in: 1...40, using: &dice)).map { _ in stock.randomElement(using: &dice) ?? "羽" })
            let cut = SearchText(text)
            for token in cut.tokens { #expect(finds(token.text, in: text), "«\(token.text)» in «\(text)»") }
            for (one, two) in zip(cut.tokens, cut.tokens.dropFirst())
            where one.kind == .han && two.kind == .han && two.isJoined {
                #expect(finds(one.text + two.text, in: text), "«\(one.text + two.text)» in «\(text)»")
                #expect(cut.words.contains(one.text + two.text))
            }
        }
    }

    @Test func anExcerptShowsThePlaceAndNothingIsLostAtItsEdges() throws {
        let text = String(repeating: "前", count: 40) + "羽绒服" + String(repeating: "后", count: 200)
        let places = try #require(SearchQuery("羽绒服").places(in: SearchText(text)))
        let excerpt = Excerpt(of: text, around: places)
        #expect(excerpt.pieces.map(\.text).joined().contains("羽绒服"))
        #expect(excerpt.pieces.filter(\.isFound).map(\.text) == ["羽绒服"])
        #expect(excerpt.pieces.first?.text == "…" && excerpt.pieces.last?.text == "…")
        #expect(excerpt.pieces.map(\.text.count).reduce(0, +) <= Excerpt.length + 2)
    }

    @Test func whatIsShownCannotBecomeMarkup() throws {
        let text = "<b>羽绒服</b><script>alert(1)</script> 13800138000"
        let places = try #require(SearchQuery("羽绒服").places(in: SearchText(text)))
        let html = SearchPages.marked(Excerpt(of: text, around: places)).description
        #expect(html == "&lt;b&gt;<mark>羽绒服</mark>&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt; 138****8000")
    }

    @Test func hostileTextsAreCutWithoutHarm() {
        let long = String(repeating: "羽绒服a1", count: 200_000)
        #expect(SearchText(long).words.count <= SearchText.most + 20)
        #expect(SearchQuery(long).cuts.count < 200)
        #expect(SearchQuery("\u{0}\u{202E}羽\u{FE0F}").cuts == ["羽"])
    }

    @Test func numbersAreInTheOrderOfTime() {
        let now = TimeMachine.start
        let early = SearchNumber(now, of: "case/a/"), late = SearchNumber(now + .milliseconds(1), of: "case/b/")
        #expect(early < late && early.instant == now && late.instant == now + .milliseconds(1))
        #expect(SearchNumber(now, of: "x", tries: 1) != SearchNumber(now, of: "x"))
        #expect(SearchNumber(now, of: "x", tries: 1 << 20).instant == now)
    }
}
