import Foundation
import Mail
import Testing
import Testkit

/// Letters as they really come: in `Golden/letters`, and what is made out of each in `Golden/letters.txt`.
@Suite struct ReceivedMailTests {
    /// CHAIN-11: whatever a customer's program makes of a letter, it can be read and answered.
    @Test func awkwardLettersAreReadAsTheyWereMeant() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden/letters")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".eml") }
        #expect(names.count > 15)
        let read = try names.sorted().map { name in
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            return "## \(name)\n\(ReceivedMail(bytes).map(Self.told) ?? "no letter")\n"
        }
        golden(read.joined(separator: "\n"), named: "letters")
    }

    private static func told(_ mail: ReceivedMail) -> String {
        func address(_ address: ReceivedMail.Address?) -> String {
            address.map { "\($0.name) <\($0.address)>" } ?? "-"
        }
        let marks = mail.marks
        let said = [
            marks.autoSubmitted, marks.autoReply, marks.precedence, marks.listID, marks.hasNullSender ? "<>" : "",
            marks.isReport ? "report" : "",
        ].filter { !$0.isEmpty }
        return """
            subject: \(mail.subject)
            from: \(address(mail.from)) to: \(address(mail.to))
            id: \(mail.messageID) answers: \(mail.answers.joined(separator: " ")) at: \(mail.writtenAt.map(String.init) ?? "-")
            marks: \(said.joined(separator: ", ")) cut: \(mail.isCut) damages: \(mail.damages)
            files: \(mail.files.map { "\($0.name) (\($0.bytes.count))" }.joined(separator: ", "))
            \(mail.text)
            """
    }

    private static func letter(_ lines: String) -> [UInt8] { Array(lines.replacing("\n", with: "\r\n").utf8) }

    @Test func aHeadOfAPageThatIsNeverClosedHidesNoText() throws {
        let mail = try #require(
            ReceivedMail(
                Self.letter(
                    "From: a@example.cn\nSubject: s\nContent-Type: text/html; charset=utf-8\n\n"
                        + "<html><head><meta charset=utf-8><title>t</title><body>鞋底开胶了</body></html>\n")))
        #expect(mail.text.contains("鞋底开胶了"))
        #expect(!mail.text.contains("<"))
    }

    @Test func marksHungOnOneCharacterAreBounded() throws {
        let mail = try #require(
            ReceivedMail(
                Self.letter(
                    "From: a@example.cn\nSubject: s\nContent-Type: text/plain; charset=utf-8\n\na"
                        + String(repeating: "\u{301}", count: 300_000) + "\n")))
        #expect(mail.text.unicodeScalars.count <= ReceivedMail.Limits().text)
    }

    @Test func tenThousandPartsAreABombAndAreCut() throws {
        let part = "--M\nContent-Type: text/plain; name=\"a.txt\"\nContent-Disposition: attachment\n\nx\n"
        let bytes = Self.letter(
            "Subject: bomb\nContent-Type: multipart/mixed; boundary=M\n\n" + String(repeating: part, count: 10_000)
                + "--M--\n")
        let mail = try #require(ReceivedMail(bytes))
        #expect(mail.isCut && mail.files.count == ReceivedMail.Limits().files)
    }

    @Test(arguments: [100, 5000])
    func partsWithinPartsAreFollowedAFewLevelsDown(levels: Int) throws {
        var text = "From: a@example.cn\nSubject: nest\n"
        for level in 0..<levels { text += "Content-Type: multipart/mixed; boundary=B\(level)\n\n--B\(level)\n" }
        let mail = try #require(ReceivedMail(Self.letter(text + "Content-Type: text/plain\n\nin the middle\n")))
        #expect(mail.isCut && mail.subject == "nest")
    }

    @Test func lettersWithinLettersAreFollowedAFewLevelsDown() throws {
        let inner = String(
            repeating: "Content-Type: message/rfc822\n\nFrom: a@example.cn\nSubject: inner\n", count: 400)
        let mail = try #require(ReceivedMail(Self.letter("Subject: outer\n\(inner)\nx\n")))
        #expect(mail.isCut && mail.subject == "outer")
    }

    /// Groups within groups of addresses are followed by recursion: a head of nothing but colons uses up no stack.
    @Test(arguments: ["a:", "(", "<", "\"", "a@b,", ";"])
    func aHeadOfNothingButSignsIsReadAndCut(sign: String) throws {
        let signs = String(repeating: sign, count: 200_000)
        let bytes = Self.letter("From: \(signs)\nTo: \(signs)\nContent-Type: \(signs)\nSubject: signs\n\nx\n")
        #expect(ReceivedMail(bytes)?.subject == "signs")
    }

    @Test func aHugeHeadAndAHugeTextAreCut() throws {
        let long = String(repeating: "长", count: 2_000_000)
        let bytes = Self.letter(
            "Subject: \(long)\nX-Padding: \(long)\nFrom: \"\(long)\" <a@example.cn>\nContent-Type: text/plain; charset=utf-8\n\n\(long)"
        )
        let mail = try #require(ReceivedMail(bytes))
        #expect(mail.subject.count <= 400 && mail.text.count == 100_000 && mail.isCut)
        #expect(mail.from?.name.count ?? 0 <= 400)
    }

    /// Nobody waits for markup that was written to be slow.
    @Test(arguments: ["<", "<a ", "&", "<!--", "</", "<style>", "&#", "<td>", "<p"])
    func markupWithoutEndIsReadAtOnce(piece: String) throws {
        let bytes = Self.letter(
            "Subject: x\nContent-Type: text/html; charset=utf-8\n\n"
                + String(repeating: piece, count: 3_000_000 / piece.count))
        let clock = ContinuousClock()
        let start = clock.now
        _ = try #require(ReceivedMail(bytes))
        #expect(clock.now - start < .seconds(60), "a busy machine needs some; a slow way would take hours")
    }

    /// Whatever is thrown at it, it answers: every letter of the collection, with bytes changed at random.
    @Test func scratchedLettersDoNotBreakTheReader() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden/letters")
        var dice = SeededDice(seed: 20260105)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let whole = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            for _ in 0..<60 {
                var bytes = whole
                for _ in 0..<8 where !bytes.isEmpty {
                    bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
                }
                if Bool.random(using: &dice) { bytes.removeLast(Int.random(in: 0...bytes.count, using: &dice)) }
                if let mail = ReceivedMail(bytes) {
                    #expect(!mail.text.contains("\0") && !mail.subject.contains("\0") && !mail.subject.contains("\n"))
                }
            }
        }
    }

    @Test func whatWeWriteReadsBackAsItWasWritten() throws {
        var written = WrittenMail(
            from: "service@example.com", to: "wang@example.cn", subject: "回复：𠮷田䶮的投诉 😀\r\nBcc: all@example.cn",
            text: "您好：\n\n已为您退款。\n.\n客服部", messageID: "case.2@service.example.com", writtenAt: 1_767_576_600)
        written.fromName = "蜻蜓百货客服部"
        written.answers = ["x1@example.cn", "a1@example.cn"]
        let bytes = try #require(written.bytes)
        let mail = try #require(ReceivedMail(bytes))
        #expect(mail.subject.hasPrefix("回复：𠮷田䶮的投诉 😀"))
        #expect(mail.from?.name == "蜻蜓百货客服部" && mail.from?.address == "service@example.com")
        #expect(mail.to?.address == "wang@example.cn")
        #expect(mail.text == "您好：\n\n已为您退款。\n.\n客服部")
        #expect(mail.messageID == "case.2@service.example.com" && mail.answers == ["x1@example.cn", "a1@example.cn"])
        #expect(mail.writtenAt == 1_767_576_600 && mail.marks.autoSubmitted.isEmpty)
        let head = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")[0]
        #expect(!head.contains("\nBcc:") && !head.contains("\nbcc:"))
        written.isAutomatic = true
        let automatic = try #require(written.bytes)
        #expect(ReceivedMail(automatic)?.marks.autoSubmitted == "auto-replied")
    }
}
