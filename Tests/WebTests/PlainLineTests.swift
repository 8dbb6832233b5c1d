import Logging
import Testing

@testable import Web

/// Nobody writes a line of the log but the house (CWE-117), and nothing that came commands the terminal it is read on
/// (CWE-150).
struct PlainLineTests {
    @Test func whatCannotBeSeenStandsThereByItsName() {
        #expect(plainLine("/cases/7 王芳 «ok» 100 %") == "/cases/7 王芳 «ok» 100 %")
        #expect(plainLine("a\nb\r\nc\td") == "a\\nb\\r\\nc\\td")
        #expect(plainLine("\u{1B}[31mred\u{9B}2J\u{7}") == "\\u{1B}[31mred\\u{9B}2J\\u{7}")
        #expect(plainLine("a\u{202E}gpj.exe\u{2066}\u{200F}") == "a\\u{202E}gpj.exe\\u{2066}\\u{200F}")
        #expect(
            plainLine("a\u{2028}b\u{2029}c\u{85}\u{FEFF}\u{200B}") == "a\\u{2028}b\\u{2029}c\\u{85}\\u{FEFF}\\u{200B}")
        #expect(plainLine("C:\\n") == "C:\\\\n", "a backslash that came is none of ours")
        #expect(plainLine("\u{0}\u{7F}\u{A0}\u{E0041}") == "\\u{0}\\u{7F}\\u{A0}\\u{E0041}")
    }

    @Test func everySingleSignThatStaysIsVisible() {
        for value in (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init) {
            let line = plainLine(String(Character(value)))
            let shows = line.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            }
            if !shows { Issue.record("U+\(String(value.value, radix: 16)) goes through") }
        }
    }

    @Test func anEntryIsOneLineWhateverCame() {
        let log = MemoryLog()
        var logger = Logger(label: "test") { _ in PlainLines(log) }
        logger[metadataKey: "hb.request.id"] = "1\n2"
        logger.error(
            "fault\u{1B}[2J",
            metadata: [
                "error": "first\n2026-01-05T09:00:00+0800 info qingting: [Web] staff=boss signed in",
                "bad\nkey": "x", "list": ["a\u{202E}", "b"], "more": ["deep": "\r"],
                "said": .stringConvertible(Said()), "path": "/cases/7",
            ])
        let lines = log.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 1)
        let line = lines.first ?? ""
        for part in [
            "error fault\\u{1B}[2J", "bad\\nkey=x", "hb.request.id=1\\n2", "path=/cases/7",
            "list=\"[a\\u{202E}, b]\"", "more=\"[deep: \\r]\"",
            "error=\"first\\n2026-01-05T09:00:00+0800 info qingting: [Web] staff=boss signed in\"",
            "said=\"\\\"it\\\" \\t\"",
        ] {
            #expect(line.contains(part), "\(part) in \(line)")
        }
    }

    private struct Said: CustomStringConvertible {
        var description: String { "\"it\" \t" }
    }
}
