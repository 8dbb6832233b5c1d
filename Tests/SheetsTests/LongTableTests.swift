import Foundation
import Kernel
import Sheets
import Testing
import Testkit

/// CHAIN-43, CHAIN-67: files of tills are as long as they are, and nothing of them is dropped without a word.
struct LongTableTests {
    /// Every row as its number and its texts, however few bytes are held at a time.
    private func read(
        _ bytes: [UInt8], pieces: Int = 64, gives: Int = .max, separator: LongTable.Separator? = nil,
        _ change: (inout LongLimits) -> Void = { _ in }
    ) throws -> (encoding: TextEncoding, rows: [String]) {
        var limits = LongLimits()
        limits.pieceBytes = pieces
        change(&limits)
        var place = 0
        let table = try LongTable(
            reading: { room in
                let count = min(room.count, gives, bytes.count - place)
                room.copyBytes(from: bytes[place..<(place + count)])
                place += count
                return count
            }, separator: separator, limits: limits)
        var rows: [String] = []
        while let row = try table.next() {
            let cells = row.fault.map { "\($0)" } ?? (0..<row.count).map(row.text).joined(separator: "|")
            rows.append("\(row.number) \(cells)")
        }
        return (table.encoding, rows)
    }

    private func fault(_ body: () throws -> some Any) throws -> SheetFault? {
        do {
            _ = try body()
            return nil
        } catch let fault as SheetFault { return fault }
    }

    /// A law: however the file is cut into pieces, its rows are those that are read of all of it at once.
    @Test(arguments: 1...60) func piecesMakeNoDifference(seed: UInt64) throws {
        var dice = SeededDice(seed: seed)
        let words = [
            "编号", "主题", "衣服变形", "7", "12.50", "", " x ", "\"\"", "a,b", "a\r\nb", "𠮷", "䶮", "'=1", "很长的话一二三四五",
        ]
        var text = "编号,主题,价\r\n"
        for _ in 0..<Int.random(in: 1...40, using: &dice) {
            let cells = (0..<Int.random(in: 1...5, using: &dice)).map { _ -> String in
                let word = words.randomElement(using: &dice) ?? ""
                let mustQuote = word.contains { ",\r\n\"".contains($0) } || word.contains("\r\n")
                return mustQuote || Bool.random(using: &dice) ? "\"\(word)\"" : word
            }
            text += cells.joined(separator: ",") + (["\n", "\r\n", "\r", "\n\n"].randomElement(using: &dice) ?? "\n")
        }
        var expected: [String] = []
        try TextTable(Array(text.utf8)).rows { row in
            expected.append("\(row.number) " + row.cells.joined(separator: "|"))
        }
        let pieces = Int.random(in: 64...300, using: &dice)
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let files: [([UInt8], TextEncoding)] = [
            (Array(text.utf8), .utf8), ([0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8Marked),
            ([0xFF, 0xFE] + little, .utf16Little), ([0xFE, 0xFF] + big, .utf16Big),
        ]
        for (bytes, encoding) in files {
            let gives = Int.random(in: 1...70, using: &dice)
            let read = try read(bytes, pieces: pieces, gives: gives, separator: .comma)
            // Empty cells at the end of a row are said to be there.
            let rows = read.rows.map { $0.replacing(/\|+$/, with: "") }
            #expect(rows == expected && read.encoding == encoding, "pieces of \(pieces), \(gives) at a time")
        }
    }

    /// Ten million bytes as a Chinese spreadsheet saves them, with a text over two lines where the second piece begins.
    @Test func tenMillionBytesOfGB18030() throws {
        let line = gb18030("编号,\"主题，衣服\",𠮷䶮,12.50\r\n")
        let quoted = gb18030("编号,\"衣服\r\n\"\"变形\"\"\",\"𠮷,䶮\",7\r\n")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10_100_000)
        var plain = 0
        // Until some bytes before the cut of eight megabytes.
        while bytes.count + line.count < (8 << 20) - 10 {
            bytes += line
            plain += 1
        }
        bytes += quoted
        #expect(bytes.count > 8 << 20, "the quoted text lies on both sides")
        var after = 0
        while bytes.count < 10_000_000 {
            bytes += line
            after += 1
        }
        var place = 0
        let table = try LongTable(reading: { room in
            let count = min(room.count, bytes.count - place)
            room.copyBytes(from: bytes[place..<(place + count)])
            place += count
            return count
        })
        var (rows, cells, sum) = (0, 0, Int64(0))
        while let row = try table.next() {
            rows += 1
            cells += row.count
            sum += try TypedNumber.read(row.cell(3), decimals: 2).get().value
            if rows == plain + 1 {
                #expect(row.text(1) == "衣服\r\n\"变形\"" && row.text(2) == "𠮷,䶮" && row.text(9) == "")
            } else if rows == 1 || rows == plain + 2 {
                #expect(row.number == rows && row.text(1) == "主题，衣服" && row.text(2) == "𠮷䶮")
            }
        }
        #expect(table.encoding == .gb18030 && rows == plain + after + 1 && cells == rows * 4)
        #expect(sum == Int64(plain + after) * 1250 + 700)
    }

    /// The first Chinese word comes late, and two letters of it look like UTF-8.
    @Test func theEncodingIsFoundWhereItShows() throws {
        let ascii = String(repeating: "1,2\n", count: 1000)
        let late = try read(Array(ascii.utf8) + [0xD2, 0xBB, 0x2C, 0x33, 0x0A] + gb18030("编号,主题\n衣服变形,4\n"))
        #expect(late.encoding == .gb18030 && late.rows.count == 1003)
        #expect(Array(late.rows.suffix(3)) == ["1001 一|3", "1002 编号|主题", "1003 衣服变形|4"])
        #expect(try read(Array((ascii + "衣服\n").utf8)).encoding == .utf8)
    }

    @Test func encodingsThatDoNotGoTogether() throws {
        let utf8 = Array("编号主题,1\n衣服变形,2\n".utf8)
        #expect(
            try fault { try read(utf8 + gb18030("编号,3\n"), pieces: 1 << 16) }
                == .mixedEncodings(utf8Row: 1, otherRow: 3))
        // Later in the file than one piece: the row says where.
        let long = Array(String(repeating: "编号主题,1\n", count: 50).utf8)
        #expect(try fault { try read(long + gb18030("编号,3\n")) } == .unknownEncoding(row: 51))
        #expect(try fault { try read(Array("a,b\n".utf8) + [0xFF, 0x0A]) } == .unknownEncoding(row: 2))
        #expect(try fault { try read(Array("a,b\n".utf8) + [0xE7]) } == .unknownEncoding(row: 2))
    }

    /// One lost quotation mark is one bad row, wherever the pieces are cut.
    @Test(arguments: [64, 100, 1 << 16]) func rowsThatCannotBeReadAreTold(pieces: Int) throws {
        let text =
            "a,b\n1,\"2\n" + String(repeating: "3,4\n", count: 6) + "5,\"6\"x,7\n"
            + String(repeating: "8,9\n", count: 40)
        let rows = try read(Array(text.utf8), pieces: pieces) { limits in
            (limits.cellBytes, limits.rowBytes) = (20, 40)
        }.rows
        let bad = ["2 \(SheetFault.openQuote(row: 2))", "9 \(SheetFault.textAfterQuote(row: 9))"]
        #expect(rows == ["1 a|b", bad[0]] + (3...8).map { "\($0) 3|4" } + [bad[1]] + (10...49).map { "\($0) 8|9" })
        let open = try read(Array("a,b\n1,\"2\n3,4".utf8), pieces: pieces).rows
        #expect(open == ["1 a|b", "2 \(SheetFault.openQuote(row: 2))", "3 3|4"])
    }

    @Test func limits() throws {
        let wide = try read(Array("a,b\n1,2,3,4,5\n,,,,7\n6,7\n".utf8)) { $0.columns = 3 }.rows
        #expect(
            wide == [
                "1 a|b", "2 \(SheetFault.tooManyColumns(found: 5, limit: 3))",
                "3 \(SheetFault.tooManyColumns(found: 5, limit: 3))", "4 6|7",
            ])
        #expect(try fault { try read(Array("1\n2\n3\n".utf8)) { $0.rows = 2 } } == .tooManyRows(limit: 2))
        let long = Array(("a,b\n" + String(repeating: "x", count: 1000)).utf8)
        #expect(
            try fault { try read(long) { $0.rowBytes = 200 } } == .cellTooLong(row: 2, column: 1, limit: 200))
        #expect(try read(long).rows.count == 2)
    }

    @Test func separators() throws {
        #expect(try read(Array("a;b\n1,5;2\n".utf8)).rows == ["1 a|b", "2 1,5|2"])
        #expect(try read(Array("a\tb\n1\t2\n".utf8)).rows == ["1 a|b", "2 1|2"])
        #expect(
            try read(Array("  00004 \"1\t19970101   2\n\n 5\n".utf8), separator: .blanks).rows
                == ["1 00004|\"1|19970101|2", "3 5"])
        #expect(try read(Array("\n\n a , b \n,,\n ,1,\n".utf8)).rows == ["3 a|b", "5 |1|"])
    }

    @Test func whatIsNoTable() throws {
        #expect(try fault { try read([]) } == .empty)
        #expect(try fault { try read(Array("PK\u{3}\u{4}".utf8)) } == .notATable)
        #expect(try fault { try read(Array("%PDF-1.7".utf8)) } == .notATable)
        #expect(try fault { try read([0x1F, 0x8B, 1, 2, 3]) } == .damaged)
        #expect(throws: UnreadableFile.self) { try LongTable(path: "/nowhere/at/all.csv") }
        #expect(try read([0x0A, 0x0A]).rows == [])
    }

    /// Packed files are unpacked while they are read; two packs one behind the other are one file.
    @Test func packedFiles() async throws {
        let text = "编号,主题\n" + (1...5000).map { "\($0),衣服\n" }.joined()
        try await withTemporaryFile(named: "sales.csv") { path in
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            let pack = Process()
            pack.executableURL = URL(fileURLWithPath: "/bin/gzip")
            pack.arguments = [path]
            try pack.run()
            pack.waitUntilExit()
            let packed = try Data(contentsOf: URL(fileURLWithPath: path + ".gz"))
            for (bytes, rows) in [(Array(packed), 5001), (Array(packed + packed), 10_002)] {
                let read = try read(bytes, pieces: 500, gives: 100)
                #expect(read.rows.count == rows && read.encoding == .utf8)
                #expect(read.rows[5000] == "5001 5000|衣服")
            }
            #expect(try fault { try read(Array(packed.dropLast(20))) } == .damaged)
            let table = try LongTable(path: path + ".gz")
            #expect(try table.next()?.text(1) == "主题")
            let bomb = try fault {
                try read(Array(packed)) { limits in (limits.innocentBytes, limits.ratio) = (1000, 2) }
            }
            #expect(bomb == .swells(limit: 1000))
            #expect(try fault { try read(Array(packed)) { $0.unpackedBytes = 999 } } == .swells(limit: 999))
        }
    }
}
