import Testing

@testable import Kernel

/// A name or a subject that turns the direction of text turns nothing but itself, and stays as it was typed.
@Suite struct TextDirectionTests {
    @Test(arguments: [
        ("</script>\u{202E}(1)trela", "\u{202C}"), ("\u{202D}+86 138\u{202C}", ""), ("\u{2067}אבג", "\u{2069}"),
        ("\u{202E}a\u{2066}b", "\u{2069}\u{202C}"), ("\u{2066}a\u{202E}b\u{2069}", ""), ("مرحبا “好”…", ""), ("普通", ""),
    ])
    func whatATextOpensIsClosedAfterIt(text: String, ends: String) {
        #expect(text.directionEnds == ends)
    }

    @Test func thePageKeepsTheTextAndTurnsNothingElse() {
        let subject = "\u{202E}abc<"
        let line: HTML = "<td>\(subject)</td><td>\("次")</td>"
        #expect(line.description == "<td>\u{202E}abc&lt;\u{202C}</td><td>次</td>")
        #expect(PersonName("\u{202E}张三").masked == "张*")
    }
}
