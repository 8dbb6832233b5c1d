import Foundation
import Handbook
import Testing

/// Files that were made to do harm: each is refused with a sentence, before it has grown or broken anything.
@Suite(.timeLimit(.minutes(1)))
struct HostileTests {
    private func refusal(of text: String) throws -> PackProblem {
        try #require(try Trial.problems(text).first)
    }

    private func refusal(of bytes: [UInt8]) throws -> PackProblem {
        let refusal = #expect(throws: PackProblems.self) { try PackText(file: "trial.yaml", bytes: bytes) }
        return try #require(refusal?.problems.first)
    }

    @Test func aBillionLaughsAreNotLaughed() throws {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
        var text = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for (name, before) in zip(names.dropFirst(), names) {
            let aliases = Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
            text += "\(name): &\(name) [\(aliases)]\n"
        }
        #expect(try refusal(of: text).sentence.contains("不用锚点"))
    }

    @Test(arguments: [
        "handbook: &x trial", "handbook: *x", "handbook: !!str trial", "handbook: !local trial", "- &x\n  a: 1",
        "{a: &b c}", "[&a b]", "a:\n  - *b", "? &a b\n: c", "--- &a\nhandbook: trial", "<<: *base",
    ])
    func anchorsAliasesAndTagsAreRefusedWhereverAValueMayBegin(text: String) throws {
        #expect(try refusal(of: text).sentence.contains("不用锚点"))
    }

    @Test func anAmpersandOrStarInsideASentenceIsHarmless() throws {
        let handbook = try Trial.read(
            Trial.pack("  - {no: \"1.1\", text: R&D 与 Q&A 及 5*8 小时，务必！}", "  - {no: \"1.2\", text: 甲 & 乙 * 丙}"))
        #expect(handbook.clause("1.1")?.text == "R&D 与 Q&A 及 5*8 小时，务必！")
        #expect(handbook.clause("1.2")?.text == "甲 & 乙 * 丙")
    }

    @Test func aFileOfFiftyMegabytesIsRefusedAfterItsFirst() throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "handbook-of-50-megabytes-\(ProcessInfo.processInfo.processIdentifier).yaml")
        try Data("handbook: trial\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 50_000_000)
        try handle.close()
        let refusal = #expect(throws: PackProblems.self) { try Shelf.packs.handbook(at: file) }
        #expect(refusal?.problems.first?.sentence.contains("文件超过 1 MB") == true)
    }

    @Test(arguments: ["[", "{", "[{a: ", "- ", "? ", "{a: "])
    func nestingToADepthOfAHundredThousandIsRefused(opening: String) throws {
        let problem = try refusal(of: "handbook: trial\n" + String(repeating: opening, count: 100_000))
        #expect(problem.file == "trial.yaml")
    }

    @Test func indentationWithoutEndIsRefused() throws {
        let text = (0..<1400).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
        #expect(try refusal(of: text).file == "trial.yaml")
    }

    @Test func deeperThanAnyHandbookNeedsIsRefusedWithItsLine() throws {
        let text = "handbook: trial\ncauses: \(String(repeating: "[", count: 30))\(String(repeating: "]", count: 30))\n"
        let problem = try refusal(of: text)
        #expect(problem.line == 2)
        #expect(problem.sentence.contains("嵌套超过"))
    }

    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32])
    func otherUnicodeEncodingsAreRefused(encoding: String.Encoding) throws {
        let bytes = try #require("handbook: 手册\n".data(using: encoding))
        let sentence = try refusal(of: [UInt8](bytes)).sentence
        #expect(sentence.contains("UTF-8") || sentence.contains("控制字符"))
    }

    @Test func aFileInTheOldChineseEncodingIsRefusedByName() throws {
        // 手册 as GB 18030 writes it.
        let bytes: [UInt8] = [UInt8]("handbook: ".utf8) + [0xCA, 0xD6, 0xB2, 0xE1, 0x0A]
        #expect(try refusal(of: bytes).sentence.contains("请另存为 UTF-8"))
    }

    @Test(arguments: [0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F] as [UInt8])
    func controlCharactersAreRefusedWithTheirLine(byte: UInt8) throws {
        let problem = try refusal(of: [UInt8]("handbook: trial\ncauses: [甲".utf8) + [byte] + [UInt8]("]\n".utf8))
        #expect(problem.line == 2)
        #expect(problem.sentence.contains("控制字符"))
    }

    @Test func brokenUTF8IsRefused() throws {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE6, 0x89]] {
            #expect(try refusal(of: bytes).sentence.contains("不是 UTF-8"))
        }
    }

    @Test func aSingleWordOfAMegabyteIsRefused() throws {
        #expect(try refusal(of: "handbook: " + String(repeating: "x", count: 1_000_000)).sentence.contains("1–40 个字"))
        #expect(try refusal(of: "handbook: a" + String(repeating: "\u{301}", count: 400_000)).sentence.contains("1–40"))
    }

    @Test func aKeyThatStandsTwiceIsRefused() throws {
        #expect(try refusal(of: "handbook: trial\nhandbook: other\n").sentence.contains("stands twice"))
    }

    @Test(arguments: Flood.all)
    func aFloodOfSmallPiecesIsRefusedBeforeAnythingIsBuiltOfThem(flood: Flood) throws {
        #expect(try refusal(of: flood.text).sentence.contains("超过 100000 个"))
    }

    struct Flood: CustomTestStringConvertible {
        let testDescription: String
        let text: String

        static let all = [
            Flood(testDescription: "lines", text: String(repeating: "a:\n", count: 300_000)),
            Flood(testDescription: "items", text: String(repeating: "- a\n", count: 250_000)),
            Flood(testDescription: "commas", text: "handbook: [" + String(repeating: "a,", count: 500_000) + "]"),
            Flood(testDescription: "lists in lists", text: String(repeating: "- - - - x\n", count: 90_000)),
            Flood(testDescription: "keys", text: (0..<80_000).map { "k\($0): 1" }.joined(separator: "\n")),
        ]
    }

    @Test func aBombOfLongKeysIsRefusedInFewWords() throws {
        let keys = (0..<1000).map { "\(String(repeating: "k", count: 900))\($0): 1" }
        let problems = try Trial.problems("{\(keys.joined(separator: ", "))}")
        #expect(problems.count == 200)
    }

    @Test func thousandsOfContradictionsAreToldInAtMostTwoHundredSentences() throws {
        let clauses = (0..<2000).map {
            "  - {no: \"1.\($0)\", text: 正文, rule: complaint.complete, within: 2d, owed-by: handler}"
        }
        #expect(try Trial.problems(Trial.pack(clauses.joined(separator: "\n"))).count == 200)
    }

    @Test func moreClausesOrPostsThanAnyDepartmentHasAreRefused() throws {
        let clauses = (0...2000).map { "  - {no: \"1.\($0)\", text: 正文}" }
        #expect(try refusal(of: Trial.pack(clauses.joined(separator: "\n"))).sentence.contains("超过 2000 条"))
        let posts = (0...200).map { "  p\($0): {title: 岗位, superior: p\($0 + 1)}" }.joined(separator: "\n")
        let problems = try Trial.problems(Trial.pack("posts:\n", instead: "posts:\n\(posts)\n"))
        #expect(problems.contains { $0.sentence.contains("岗位超过 200 个") })
    }

    @Test(arguments: ["", " \n", "# 只有注释\n", "---\n", "null\n", "[]\n", "42\n", "\u{FEFF}"])
    func aFileWithNothingInItIsRefused(text: String) throws {
        _ = try refusal(of: text)
    }

    @Test(arguments: [
        "handbook: [trial", "handbook: {trial: ", "handbook: \"trial", "handbook: trial: trial", "\thandbook: trial",
        "handbook: |\n trial\nx", "%TAG\n---\na: 1", "---\na: 1\n---\nb: 2\n", "[a]: b", "{a: 1}: b",
    ])
    func brokenYAMLIsRefusedWithItsFile(text: String) throws {
        #expect(try refusal(of: text).file == "trial.yaml")
    }

    @Test func aByteOrderMarkBeforeTheTextIsHarmless() throws {
        let text = try PackText(file: "trial.yaml", bytes: [0xEF, 0xBB, 0xBF] + [UInt8]("handbook: trial\n".utf8))
        #expect(try Pack(text).code == "trial")
    }
}
