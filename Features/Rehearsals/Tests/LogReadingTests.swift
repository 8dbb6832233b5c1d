import Handbook
import Kernel
import Testing

@testable import Desk

/// Files as people send them: what is understood, what is counted, what is refused whole.
struct LogReadingTests {
    private func report(_ text: String) throws -> Rehearsal.Report { try report(Array(text.utf8)) }
    private func report(_ bytes: [UInt8]) throws -> Rehearsal.Report {
        try Rehearsal(handbook: Stage.handbook([.complete("48h")])).run(bytes)
    }

    private func refusal(_ bytes: [UInt8]) throws -> Rehearsal.Refusal? {
        do throws(Rehearsal.Refusal) {
            _ = try Rehearsal.Log(bytes, zone: .utc)
            return nil
        } catch { return error }
    }

    @Test(arguments: ["\n", "\r\n", "\r", "\n\n\r\n"]) func everyKindOfLineEndIsUnderstood(end: String) throws {
        let lines = ["record,event,at", "A,reported,2026-01-05T09:00Z", "A,completed,2026-01-05T10:00Z"]
        #expect(try report(lines.joined(separator: end)).clauses[0].glance == "1/0/0")
        #expect(try report(lines.joined(separator: end) + end).clauses[0].glance == "1/0/0")
    }

    @Test func columnsMayStandInAnyOrderBesideOthers() throws {
        let text = """
            unit,AT,note, Record ,actor,event
            一组,2026-01-05 09:00:00,"a, ""b""
            c",A,李明,reported
            一组,2026-01-05 10:00:00,,A,李明,completed,more,than,asked
            """
        let report = try report("\u{FEFF}" + text)
        #expect(report.clauses[0].glance == "1/0/0")
        #expect(report.log.lines == 2)
    }

    @Test func quotedNamesAreTheSameNamesWithCommasQuotesAndLineBreaks() throws {
        let text =
            "record,event,at\n\"工单,\"\"甲\"\"\n一\",reported,2026-01-05 09:00\n"
            + "\"工单,\"\"甲\"\"\n一\",\"completed\",\"2026-01-05 10:00\"\nA B,reported,2026-01-05 09:00\n A B ,completed,2026-01-05 09:30"
        let report = try report(text)
        #expect(report.log.records == 2)
        #expect(report.clauses[0].glance == "2/0/0")
    }

    @Test func linesThatCannotBeReadAreCountedByReasonAndTheRestIsAnswered() throws {
        let text = """
            record,event,at
            A,reported,2026-01-05 09:00
            A,reported
            ,reported,2026-01-05 09:00
            A,,2026-01-05 09:00
            A,completed,
            A,completed,yesterday
            A,completed,2026-02-30 09:00
            A,completed,2026-01-05
            A,"comp"leted,2026-01-05 09:30
            A,comp\0leted,2026-01-05 09:30
            record,event,at
            A,Completed,2026-01-05 09:40
            A,cancelled,2026-01-05 09:41
            A,cancelled,2026-01-05 09:42
            "B,completed,2026-01-05 09:30
            A,completed,2026-01-05 10:00
            """
        let report = try report(text)
        #expect(
            report.log.malformed == [
                .init(name: "too_few_columns", count: 1), .init(name: "no_record", count: 1),
                .init(name: "no_event", count: 1), .init(name: "no_time", count: 1),
                .init(name: "unreadable_time", count: 3), .init(name: "unclosed_quote", count: 1),
                .init(name: "text_after_quote", count: 1), .init(name: "nul_byte", count: 1),
                .init(name: "repeated_header", count: 1),
            ])
        #expect(report.log.unknown == [.init(name: "cancelled", count: 2), .init(name: "Completed", count: 1)])
        #expect(report.log.lines == 16)
        #expect(report.log.events == 2)
        #expect(report.clauses[0].glance == "1/0/0")
        #expect(report.clauses[0].elapsed.sum == 1)
    }

    @Test func linesOutOfOrderAreCountedAndPutInOrder() throws {
        let report = try report(
            "record,event,at\nA,completed,2026-01-05 10:00\nB,reported,2026-01-01 09:00\nA,reported,2026-01-05 09:00")
        #expect(report.log.outOfOrder == 1)
        #expect(report.clauses[0].glance == "1/0/1")
    }

    @Test func countlessUnknownWordsAreCountedTogether() throws {
        let word = String(repeating: "怪", count: 200)
        let lines = (0..<150).map { "A,word \($0),2026-01-05 09:00" } + ["B,\(word),2026-01-05 09:00"]
        let report = try report((["record,event,at"] + lines).joined(separator: "\n"))
        #expect(report.log.unknown.count == 101)
        #expect(report.log.unknown[0] == .init(name: "…", count: 51))
        #expect(report.log.unknown.allSatisfy { $0.name.count <= 60 })
    }

    @Test func aFieldOfAHundredKilobytesIsOneFieldAndOneThatNeverClosesSwallowsNothing() throws {
        let long = String(repeating: "长", count: 34_000)
        let text = "record,event,at,note\nA,reported,2026-01-05 09:00,\"\(long)\"\n\(long),reported,2026-01-05 09:00,\n"
        #expect(try report(text + "A,completed,2026-01-05 10:00,").clauses[0].glance == "1/0/1")

        let open = "A,reported,2026-01-05 09:00,\"" + String(repeating: "x\n", count: 600_000)
        let report = try report("record,event,at,note\n\(open)A,completed,2026-01-05 10:00,")
        #expect(
            report.log.malformed == [
                .init(name: "too_few_columns", count: 600_000 - 1), .init(name: "unclosed_quote", count: 1),
            ])
        #expect(report.clauses[0].glance == "0/0/0 no_start 1")
    }

    @Test func aFileThatIsNoLogIsRefusedWithOneSentence() throws {
        #expect(try refusal([]) == .empty)
        #expect(try refusal(Array("\u{FEFF}\r\n\n".utf8)) == .empty)
        #expect(
            try refusal(Array("record;event;at\nA;reported;2026".utf8)) == .missingColumns(["record", "event", "at"]))
        #expect(try refusal(Array("record,when,what".utf8)) == .missingColumns(["event", "at"]))
        #expect(try refusal(Array("record,event,at,event".utf8)) == .repeatedColumns(["event"]))
        #expect(try refusal(Array("record,event,at,unit,UNIT".utf8)) == .repeatedColumns(["unit"]))
        #expect(
            try refusal(Array("\"record,event,at\nA,reported,2026-01-05 09:00".utf8))
                == .missingColumns(["record", "event", "at"]))
    }

    @Test func otherEncodingsAreRefusedWithTheLine() throws {
        // 投诉 in GB18030, then in UTF-16 without and with byte order mark.
        #expect(
            try refusal(Array("record,event,at,note\nA,reported,2026-01-05 09:00,".utf8) + [0xCD, 0xB6, 0xCB, 0xDF])
                == .notUTF8(line: 2))
        #expect(try refusal([0xFF, 0xFE, 0x72, 0x00]) == .notUTF8(line: 1))
        #expect(
            try refusal(Array("record".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }))
                == .missingColumns(["record", "event", "at"]))
        // Overlong, surrogate, beyond Unicode, cut off.
        for bytes: [UInt8] in [
            [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE6, 0x8A], [0x80],
        ] {
            #expect(try refusal(Array("record,event,at\n".utf8) + bytes) == .notUTF8(line: 2))
        }
        #expect(try refusal(Array("record,event,at\n投诉😀é\u{7FF}\u{FFFF}\u{10FFFF}".utf8)) == nil)
    }

    @Test func moreLinesThanTheLimitAreRefused() throws {
        let bytes = Stage.log(
            "A,reported,2026-01-05 09:00", "A,completed,2026-01-05 10:00", "A,reopened,2026-01-05 11:00")
        #expect(throws: Rehearsal.Refusal.tooManyLines(limit: 2)) { try Rehearsal.Log(bytes, zone: .utc, atMost: 2) }
        #expect(try Rehearsal.Log(bytes, zone: .utc, atMost: 3).recordCount == 1)
    }

    @Test func aHeaderAloneIsAnEmptyLog() throws {
        let report = try report("record,event,at")
        #expect(report.log.lines == 0)
        #expect(report.clauses[0].glance == "0/0/0")
        #expect(report.clauses[0].elapsed.median == nil)
    }

    @Test(arguments: 0..<200) func noRubbishCrashesTheReader(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let pieces = [
            "record,event,at\n", "\"", "\"\"", ",", "\n", "\r", "A", "reported", "2026-01-05 09:00", "\0", "é",
            "\u{FEFF}", " ",
        ]
        let text = (0..<Int.random(in: 0...60, using: &dice)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &dice)]
        }.joined()
        var bytes = Array(("record,event,at\n" + text).utf8)
        if seed % 4 == 0 { bytes.append(UInt8.random(in: 0...255, using: &dice)) }
        if try refusal(bytes) == nil {
            let log = try report(bytes).log
            let counted = (log.unknown + log.malformed).reduce(log.events) { $0 + $1.count }
            #expect(counted == log.lines)
        }
    }

    @Test func everyRefusalIsASentenceInBothLanguages() {
        let refusals: [Rehearsal.Refusal] = [
            .calendar(.unknownZone("Mars/Olympus")), .calendar(.hours(.neverOpens)), .empty, .notUTF8(line: 3),
            .missingColumns(["event", "at"]), .repeatedColumns(["at"]), .tooManyLines(limit: 5_000_000),
        ]
        let sentences = refusals.flatMap { refusal in Language.allCases.map { refusal.sentence(in: $0) } }
        #expect(Set(sentences).count == 14)
        #expect(sentences.allSatisfy { !$0.contains("{") && ($0.hasSuffix("。") || $0.hasSuffix(".")) })
    }
}
