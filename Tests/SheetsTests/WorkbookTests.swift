import Foundation
import Kernel
import Testing
import Testkit

@testable import Sheets

/// Workbooks, read and written.
@Suite struct WorkbookTests {
    @Test func everyKindOfCellIsReadAsPeopleSeeIt() throws {
        let bytes = try Zip.workbook(
            rows: """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>内</t></r><r><t>嵌</t></r></is></c></row>
                <row r="3"><c r="A3"><v>13800138000</v></c><c r="B3"><v>1.38E10</v></c><c r="C3"><v>0.1</v></c>
                <c r="D3"><v>0.30000000000000004</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#N/A</v></c>
                <c r="G3" s="1"><v>46027</v></c><c r="H3" s="2"><v>46027.4375</v></c><c r="I3" s="1"><v>0.5</v></c>
                <c r="J3" t="str"><f>A1</f><v>算得_x000D_ _x0041_</v></c><c r="K3"><v>-7</v></c></row>
                <row><c><v>5</v></c><c t="s"><v>99</v></c></row>
                """,
            styles: """
                <numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; hh:mm"/>\
                <numFmt numFmtId="171" formatCode="[Red]0.00&quot;d&quot;"/></numFmts>\
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>
                """,
            strings: "<si><t> 首 </t><rPh><t>shou</t></rPh></si>")
        let rows = try SheetFile.read(bytes)
        #expect(rows.map(\.number) == [1, 3, 4])
        #expect(rows[0].cells == ["首", "", "内嵌"])
        #expect(
            rows[1].cells == [
                "13800138000", "13800000000", "0.1", "0.3", "TRUE", "#N/A", "2026-01-05", "2026-01-05 10:30:00",
                "12:00:00", "算得\r A", "-7",
            ])
        #expect(rows[2].cells == ["5"])
    }

    @Test func theFirstSheetInSightIsReadAndTheOthersAreNamed() throws {
        let bytes = try Zip.workbook(rows: "<row><c><v>1</v></c></row>")
        let workbook = try Workbook(bytes, notes: ["填写说明"])
        #expect(workbook.sheet == "数据")
        #expect(workbook.otherSheets == ["其他"])
    }

    @Test func mergedCellsHoldTheirTextInEveryRow() throws {
        let bytes = try Zip.workbook(
            rows: """
                <row r="1"><c r="A1" t="str"><v>部门</v></c><c r="B1" t="str"><v>事由</v></c></row>
                <row r="2"><c r="A2" t="str"><v>售后</v></c><c r="B2" t="str"><v>一</v></c></row>
                <row r="3"><c r="B3" t="str"><v>二</v></c></row><row r="4"><c r="B4" t="str"><v>三</v></c></row>
                """, after: "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A1:XFD1048576x\"/></mergeCells>")
        #expect(try SheetFile.read(bytes).map { $0[0] } == ["部门", "售后", "售后", ""])
    }

    /// No program writes areas that overlap; twenty thousand of them over every row are not gone through for each.
    @Test(.timeLimit(.minutes(1))) func mergedAreasWithoutMeasureCostLittle() throws {
        let rows = (1...50_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c></row>" }.joined()
        let areas = String(repeating: "<mergeCell ref=\"B1:C1048576\"/>", count: 20_000)
        let bytes = try Zip.workbook(rows: rows, after: "<mergeCells>\(areas)</mergeCells>")
        let start = ContinuousClock.now
        #expect(try SheetFile.read(bytes).count == 50_000)
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test func whatIsNoEscapeIsText() throws {
        let rows = "<row><c t=\"str\"><v>a_x0041_b</v></c><c t=\"str\"><v>_x+041_</v></c></row>"
        #expect(try SheetFile.read(Zip.workbook(rows: rows))[0].cells == ["aAb", "_x+041_"])
    }

    /// A merged area over a short row, the last row number there is, a cell in a cell: each stopped the program once.
    @Test func oddWorkbooksAreReadOrRefusedAndStopNobody() throws {
        let short = try Zip.workbook(
            rows: """
                <row r="1"><c r="A1" t="str"><v>一</v></c><c r="D1" t="str"><v>四</v></c></row>
                <row r="2"><c r="A2" t="str"><v>二</v></c></row>
                """, after: "<mergeCells><mergeCell ref=\"D1:E2\"/></mergeCells>")
        #expect(try SheetFile.read(short).map(\.cells) == [["一", "", "", "四"], ["二", "", "", "四"]])
        let last = "<row r=\"9223372036854775807\"></row><row><c t=\"str\"><v>x</v></c></row>"
        #expect(try SheetFile.fault(Zip.workbook(rows: last)) == .damaged)
        let nested = "<row r=\"1\"><c r=\"A1\" t=\"str\"><c r=\"B1\" t=\"str\"><v>x</v></c></c></row>"
        #expect(try SheetFile.read(Zip.workbook(rows: nested)).map(\.cells) == [["", "x"]])
    }

    @Test func dates1904AreOtherDates() throws {
        let bytes = try Zip.workbook(
            rows: "<row><c s=\"1\"><v>44565</v></c></row>",
            styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>", book: "<workbookPr date1904=\"1\"/>"
        )
        #expect(try SheetFile.read(bytes).map(\.cells) == [["2026-01-05"]])
    }

    @Test func hostileWorkbooksAreRefusedWithTheirReason() throws {
        var limits = SheetLimits()
        limits.innocentBytes = 1 << 20
        let bomb = "<row><c t=\"str\"><v>" + String(repeating: "0", count: 30 << 20) + "</v></c></row>"
        #expect(try SheetFile.fault(Zip.workbook(rows: bomb), limits: limits) == .swells(limit: limits.unpackedBytes))
        limits.unpackedBytes = 4 << 20
        limits.ratio = 100_000
        #expect(try SheetFile.fault(Zip.workbook(rows: bomb), limits: limits) == .swells(limit: 4 << 20))

        // Texts that cells share are held as long as the file is read: many or large ones are refused, one that no cell
        // could hold is told of at its cell, and a place beyond them is empty.
        let cells = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>9</v></c></row>"
        let shared = "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>_x000D_丙</t></r></si>"
        #expect(try SheetFile.read(Zip.workbook(rows: cells, strings: shared)).map(\.cells) == [["甲", "乙\r丙"]])
        var small = SheetLimits()
        small.sharedStrings = 1
        #expect(
            try SheetFile.fault(Zip.workbook(rows: cells, strings: shared), limits: small)
                == .swells(limit: small.sharedBytes))
        small = SheetLimits()
        small.sharedBytes = 8
        #expect(try SheetFile.fault(Zip.workbook(rows: cells, strings: shared), limits: small) == .swells(limit: 8))
        small = SheetLimits()
        small.cellBytes = 5
        #expect(
            try SheetFile.fault(Zip.workbook(rows: cells, strings: shared), limits: small)
                == .cellTooLong(row: 1, column: 2, limit: 5))

        let wide = "<row r=\"1\"><c r=\"NTP1\" t=\"str\"><v>x</v></c></row>"
        #expect(try SheetFile.fault(Zip.workbook(rows: wide)) == .tooManyColumns(found: 10_000, limit: 200))
        let styledOnly = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row>"
        #expect(try SheetFile.read(Zip.workbook(rows: styledOnly)).map(\.cells) == [["1"]])

        let laughs = """
            <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>
            """
        #expect(
            try SheetFile.fault(Zip.workbook(rows: "<row><c t=\"str\"><v>&lol2;</v></c></row>", prolog: laughs))
                == .entities)
        let drawnIn = "<!DOCTYPE x [<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>"
        #expect(try SheetFile.fault(Zip.workbook(rows: "<row/>", prolog: drawnIn)) == .entities)

        var few = SheetLimits()
        few.parts = 3
        #expect(try SheetFile.fault(Zip.workbook(rows: ""), limits: few) == .tooManyParts(limit: 3))
        few.parts = 100
        few.rows = 2
        let three = String(repeating: "<row><c><v>1</v></c></row>", count: 3)
        #expect(try SheetFile.fault(Zip.workbook(rows: three), limits: few) == .tooManyRows(limit: 1))
        few.rows = 10
        few.cellBytes = 10
        let long = "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>01234567890</v></c></row>"
        #expect(
            try SheetFile.fault(Zip.workbook(rows: long), limits: few) == .cellTooLong(row: 2, column: 2, limit: 10))

        #expect(try SheetFile.fault(Zip.workbook(rows: "")) == .empty)
        #expect(try SheetFile.fault(Zip.workbook(rows: "<row><c>")) == .damaged)
        #expect(try SheetFile.fault(Zip.archive([("readme.txt", Array("x".utf8))])) == .damaged)
        let nested = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
        #expect(try SheetFile.fault(Zip.workbook(rows: nested)) == .damaged)
    }

    /// A good workbook with bytes exchanged by dice is read or refused, and nothing else happens.
    @Test func damagedWorkbooksAreReadOrRefused() throws {
        var dice = SeededDice(seed: 7)
        let good = try Zip.workbook(
            rows: (1...50).map { "<row r=\"\($0)\"><c t=\"str\"><v>第 \($0) 行</v></c></row>" }.joined())
        for _ in 0..<400 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...20, using: &dice) {
                bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
            }
            if Int.random(in: 0..<4, using: &dice) == 0 {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &dice))
            }
            _ = try SheetFile.fault(bytes)
        }
    }

    @Test func whatIsWrittenIsReadBackWithItsTypes() async throws {
        try await withTemporaryFile(named: "out.xlsx") { path in
            let mark = Watermark(title: "工单 & 投诉", author: "王主管", line: "导出号 E-12 · 王主管 · 2026-01-05 10:30")
            let writer = try SheetWriter(at: path, watermark: mark)
            try writer.begin(
                "工单[1]",
                [
                    SheetColumn("编号", width: 18), SheetColumn("类型", choices: ["投诉", "咨询"], note: "请选择"),
                    SheetColumn("金额"),
                ])
            let time = Zone.shanghai.instant(Day(2026, 1, 5), .at(10, 30))
            let long = String(repeating: "长", count: 40_000)
            try writer.write([
                .text("=1+1"), .text("𠮷 👍🏽 a\u{0}b\u{1}"), .money(Money(fen: 123_450)), .day(Day(2026, 1, 5)),
                .time(time, .shanghai), .number(2.5), .empty, .text(long),
            ])
            try writer.close()
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let rows = try SheetFile.read(bytes)
            #expect(rows[0].cells == ["编号", "类型", "金额"])
            let cells = rows[1].cells
            #expect(
                Array(cells.prefix(7)) == [
                    "=1+1", "𠮷 👍🏽 a␀b\u{1}", "1234.5", "2026-01-05", "2026-01-05 10:30:00", "2.5", "",
                ])
            #expect(cells[7].hasSuffix("…(40000)") && cells[7].count < SheetWriter.longestCell)
            let sheet = try parts(of: bytes, "xl/worksheets/sheet1.xml")
            #expect(!sheet.contains("<f>"), "a formula")
            #expect(sheet.contains("导出号 E-12"))
            #expect(sheet.contains("&quot;投诉,咨询&quot;") || sheet.contains("\"投诉,咨询\""))
            #expect(try parts(of: bytes, "docProps/core.xml").contains("王主管"))
        }
    }

    private func parts(of bytes: [UInt8], _ name: String) throws -> String {
        let content = try Archive(bytes, limits: SheetLimits()).content(name)
        return String(decoding: content ?? [], as: UTF8.self)
    }
}
