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

    /// Of a head that names ten thousand letters the last count, and nobody holds each against each.
    @Test(.timeLimit(.minutes(1))) func aHeadThatNamesWithoutMeasureCostsLittle() throws {
        let many = (0..<30_000).map { String($0 % 10) }.joined(separator: " ")
        let letter = "From: a@example.com\nIn-Reply-To: \(many)\nReferences: <x@example.com>\n\nx\n"
        let mail = try #require(ReceivedMail(Self.letter(letter)))
        #expect(mail.answers.count == 40)
    }

    /// What looks like the beginning of an encoded word is a text like another, in the subject of a letter of ours.
    @Test(arguments: ["=?", "退货 =?Y \"é\" 很急", "=?utf-8?B?YQ==?=", String(repeating: "=?长", count: 60)])
    func aSubjectOfMarksStays(subject: String) throws {
        let letter = WrittenMail(
            from: "a@example.com", to: "b@example.com", subject: subject, text: "x", messageID: "1@example.com",
            writtenAt: 1_767_600_000)
        #expect(try ReceivedMail(#require(letter.bytes))?.subject == subject)
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

    /// What stands in a script is no markup, whatever it looks like, and hides nothing behind it; nor does what never ends.
    @Test(arguments: [
        "<script>if (a <b) { x = \"<i>\" }</script>鞋底开胶了", "<SCRIPT>a<b</Script >鞋底开胶了",
        "<style>p<b) {}</style\n>鞋底开胶了",
        "<script>never closed <b 鞋底开胶了", "<!-- never closed 鞋底开胶了", "<svg><text>x<b)</text></svg>鞋底开胶了",
        "<script/>鞋底开胶了", "<style></styles></style>鞋底开胶了", "<!-- <script> --><p>鞋底开胶了</p><!-- </script> -->",
    ])
    func aScriptHidesNothingBehindIt(page: String) throws {
        let mail = try #require(
            ReceivedMail(
                Self.letter(
                    "From: a@example.cn\nSubject: s\nContent-Type: text/html; charset=utf-8\n\n<p>您好</p>\(page)\n")))
        #expect(mail.text.contains("您好") && mail.text.contains("鞋底开胶了"))
        #expect(!mail.text.contains("{"))
    }

    /// Long lists of receivers are cut in heads alone. A line of a text is whole, or it is said that something is left
    /// out.
    @Test func aLineOfATextThatLooksLikeAnAddressIsWhole() throws {
        let line = "To: " + String(repeating: "鞋底开胶", count: 1000)
        let many = (0..<300).map { "a\($0)@example.cn" }.joined(separator: ", ")
        func read(_ type: String, _ body: String) throws -> ReceivedMail {
            try #require(ReceivedMail(Self.letter("From: a@example.cn\nTo: \(many)\nSubject: s\n\(type)\n\(body)\n")))
        }
        let plain = try read("Content-Type: text/plain; charset=utf-8\n", line)
        #expect(plain.text == line && !plain.isCut && plain.to?.address == "a0@example.cn")
        let part = "--B\nContent-Type: text/plain;\n charset=utf-8\n\n"
        let several = try read("Content-Type: multipart/mixed; boundary=B\n", "\(part)\(line)\n\n\(line)\n--B--")
        #expect(several.text == "\(line)\n\n\(line)" && !several.isCut)
        // Here it may be the head of a part.
        let dashed = try read("Content-Type: text/plain; charset=utf-8\n", "--\n--B\n\(line)")
        #expect(dashed.isCut || dashed.text.hasSuffix(line))
        let untyped = try read("", line)
        #expect(untyped.isCut)
    }

    /// Groups of addresses within groups, where a head may stand further down: nowhere is the stack used up.
    @Test(arguments: [
        "Content-Type: message/rfc822\n\n", "Content-Type: multipart/digest; boundary=B\n\n--B\n\n",
        "Content-Type:\n message/rfc822\n\n", "Content-Type: text/plain\nContent-Type: message/rfc822\n\n",
        "Content-Type: multipart/report; boundary=B\n\n--B\nContent-Type: text/rfc822-headers\n\n",
        "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n",
    ])
    func headsFurtherDownAreCutToo(way: String) throws {
        let signs = String(repeating: "a:", count: 200_000)
        let mail = ReceivedMail(
            Self.letter("From: a@example.cn\nSubject: outer\n\(way)From: \(signs)\nTo: \(signs)\n\nx\n"))
        #expect(mail?.subject == "outer")
    }

    /// A report says which letter it is about, whole or by its head alone (RFC 3462, RFC 3464).
    @Test(arguments: [
        "text/rfc822-headers\n\nMessage-ID: <x1.answer@example.com>\nSubject: s\nTo: wang@example.cn",
        "message/rfc822\n\nMessage-ID: <x1.answer@example.com>\nSubject: s\n\ntext",
    ])
    func aReportSaysWhichLetterItIsAbout(returned: String) throws {
        let mail = try #require(
            ReceivedMail(
                Self.letter(
                    """
                    Return-Path: <>
                    From: MAILER-DAEMON@example.net
                    Subject: Undelivered
                    Content-Type: multipart/report; report-type=delivery-status; boundary=R

                    --R

                    I could not deliver it.
                    --R
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; mx.example.net

                    Final-Recipient: rfc822; wang@example.cn
                    Action: failed
                    Diagnostic-Code: smtp; 550 no such user
                    --R
                    Content-Type: \(returned)
                    --R--

                    """)))
        #expect(mail.enclosed == ["x1.answer@example.com"] && mail.files.isEmpty)
        #expect(mail.text.contains("could not deliver") && mail.text.contains("550 no such user"))
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
