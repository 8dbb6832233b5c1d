import Kernel
import Testing
import Testkit

@testable import Sheets

/// Tables saved as text.
@Suite struct TextTableTests {
    @Test func rowsHaveTheNumbersThatASpreadsheetShows() throws {
        let text = "编号,主题\r\n1,\"两行\r\n的字\"\r\n\r\n3,\"他说\"\"好\"\"\"\r\n"
        let rows = try SheetFile.read(Array(text.utf8))
        #expect(rows.map(\.number) == [1, 2, 4])
        #expect(rows[1].cells == ["1", "两行\r\n的字"])
        #expect(rows[2].cells == ["3", "他说\"好\""])
    }

    @Test func everyEncodingOfChineseOfficesIsUnderstood() throws {
        let expected = [["编号", "主题"], ["1", "衣服变形𠮷"]]
        let text = "编号,主题\n1,衣服变形𠮷\n"
        func wide(_ text: String, _ isBig: Bool) -> [UInt8] {
            text.utf16.flatMap { unit in
                isBig ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
            }
        }
        let tabbed = text.replacing(",", with: "\t")
        for (encoding, bytes) in [
            (TextEncoding.utf8, Array(text.utf8)), (.utf8Marked, [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
            (.gb18030, gb18030(text)), (.utf16Little, [0xFF, 0xFE] + wide(tabbed, false)),
            (.utf16Big, [0xFE, 0xFF] + wide(tabbed, true)),
        ] {
            #expect(try SheetFile.read(bytes).map(\.cells) == expected, "\(encoding)")
            guard case .text(let table) = try SheetFile(bytes) else { throw SheetFault.notATable }
            #expect(table.encoding == encoding)
        }
    }

    /// Of two marks at the beginning neither is text, and none where files were put together.
    @Test func whatNobodySeesIsNoPartOfACell() throws {
        let marked = CommaText.mark + CommaText.mark + Array("\"编号\",主题\n".utf8)
        #expect(try SheetFile.read(marked)[0].cells == ["编号", "主题"])
        let joined = Array("编号,主题\n".utf8) + marked
        #expect(try SheetFile.read(joined).map { $0[1] } == ["主题", "主题"])
        #expect(try SheetFile.read(Array("\n\u{FEFF} 1,2\n".utf8))[0].cells == ["1", "2"])
        #expect(try SheetFile.read([0xFF, 0xFE, 0xFF, 0xFE, 0x61, 0x00])[0].cells == ["a"])
    }

    @Test func twoEncodingsInOneFileAreRefusedWithTheRowsOfEither() throws {
        let bytes = Array("编号,主题\n1,衣服变形衣服\n".utf8) + gb18030("2,衣服变形\n")
        #expect(try SheetFile.fault(bytes) == .mixedEncodings(utf8Row: 1, otherRow: 3))
        #expect(try SheetFile.fault([0xEF, 0xBB, 0xBF] + Array("编,号\n".utf8) + [0xFF, 0xC0, 0x0A]) != nil)
        #expect(try SheetFile.fault(Array("a,b\n1,".utf8) + [0x81, 0x20, 0x0A]) == .unknownEncoding(row: 2))
    }

    @Test func semicolonsAndTabsSeparateToo() throws {
        #expect(
            try SheetFile.read(Array("a;b;c\n1;2,5;3\n".utf8)).map(\.cells) == [["a", "b", "c"], ["1", "2,5", "3"]])
        #expect(try SheetFile.read(Array("a\tb\n\"x\ty\"\tz\n".utf8)).map(\.cells) == [["a", "b"], ["x\ty", "z"]])
        #expect(try SheetFile.read(Array("只有一列\n甲\n".utf8)).map(\.cells) == [["只有一列"], ["甲"]])
    }

    @Test func strangeTextArrivesWhole() throws {
        let strange = ["𠮷野家 䶮", "👨‍👩‍👧‍👦 表情", "مرحبا \u{202E}倒", "a\u{0}b", String(repeating: "长", count: 1_700_000)]
        let text = strange.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
        #expect(try SheetFile.read(Array(text.utf8)).map(\.cells) == [strange])
    }

    @Test func whatCannotBeATableIsSaidToBeNone() throws {
        var limits = SheetLimits()
        limits.rows = 3
        limits.columns = 4
        limits.cellBytes = 100
        limits.bytes = 10_000
        let wide = Array(String(repeating: "x,", count: 3000).utf8) + Array("x\n".utf8)
        #expect(try SheetFile.fault([]) == .empty)
        #expect(try SheetFile.fault(Array("\n \n".utf8)) == .empty)
        #expect(try SheetFile.fault(Array(",,\n".utf8)) == .empty)
        #expect(try SheetFile.fault(Array("%PDF-1.7".utf8)) == .notATable)
        #expect(try SheetFile.fault([0x89, 0x50, 0x4E, 0x47, 0x0D]) == .notATable)
        #expect(try SheetFile.fault([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) == .oldOrLocked)
        #expect(try SheetFile.fault((0..<200).map { UInt8($0 % 7) }) == .notATable)
        #expect(try SheetFile.fault(wide, limits: limits) == .tooManyColumns(found: 3001, limit: 4))
        #expect(try SheetFile.fault(Array("a\nb\nc\nd\n".utf8), limits: limits) == .tooManyRows(limit: 2))
        #expect(
            try SheetFile.fault(Array("a,\(String(repeating: "b", count: 101))\n".utf8), limits: limits)
                == .cellTooLong(row: 1, column: 2, limit: 100))
        #expect(
            try SheetFile.fault([UInt8](repeating: 65, count: 10_001), limits: limits)
                == .tooLarge(bytes: 10_001, limit: 10_000))
        #expect(try SheetFile.fault(Array("a,b\n1,\"2\n3,4\n".utf8)) == .openQuote(row: 2))
        #expect(try SheetFile.fault(Array("a,b\n1,\"2\"x\n".utf8)) == .textAfterQuote(row: 2))
    }

    /// Bytes thrown by dice are read or refused, and nothing else happens.
    @Test func noisyFilesAreReadOrRefused() throws {
        var dice = SeededDice(seed: 41)
        let letters: [UInt8] = Array(",;\t\"\r\n a'=-".utf8) + [0, 0xB1, 0xE0, 0xE7, 0xBC, 0x96, 0xFF, 0xFE, 0xEF]
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...60, using: &dice)).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &dice)]
            }
            _ = try SheetFile.fault(bytes)
        }
    }

    /// What we write we read again, and a spreadsheet calculates none of it.
    @Test func writtenLinesAreSafeAndReadBackTheSame() throws {
        let cells = [
            "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1", "-12.50", "+8613800138000", "a,b;c", "他说\"好\"",
            "两\n行", "", "'撇号", "普通",
        ]
        let line = CommaText.line(cells)
        let written = line.split(separator: ",").first
        #expect(written == "'=1+1")
        #expect(line.contains("'@SUM(A1)"))
        #expect(line.contains(",-12.50,+8613800138000,"))
        let rows = try SheetFile.read(CommaText.mark + Array(line.utf8))
        #expect(rows.map(\.cells) == [cells])
    }
}
