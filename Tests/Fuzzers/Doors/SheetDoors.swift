import CZlib
import Kernel

@testable import Sheets

extension Door {
    /// A table saved as text: what is read is read again from what we would write of it.
    static let csv = Door(name: "csv", longest: 4096) { bytes in
        try whole {
            let rows = try rows(of: SheetFile(bytes, limits: small))
            let written = CommaText.mark + rows.flatMap { CommaText.line($0.cells).utf8 }
            let again = try Door.rows(of: .text(TextTable(written, limits: large)))
            try hold(rows.map(\.cells) == again.map(\.cells), "what we write of a table is read as the same table")
        }
    }

    /// A workbook as bytes.
    static let xlsx = Door(name: "xlsx", longest: 8192) { bytes in
        try whole { _ = try rows(of: SheetFile(bytes, limits: small, notes: ["填写说明"])) }
    }

    /// A workbook by its parts: the sheet, the shared texts, the styles, the relations, the list of sheets; one a line.
    static let workbook = Door(
        name: "workbook", longest: 4096,
        words: [
            "<row r=\"1\">", "</row>", "<c r=\"A1\" t=\"s\">", "<c t=\"inlineStr\">", "</c>", "<v>", "</v>", "<is><t>",
            "</t></is>", "<si><t>", "</si>", "<rPh>", "mergeCell ", "<mergeCell ref=\"A1:B2\"/>", "numFmt", "cellXfs",
            "<xf numFmtId=\"14\"/>", "_x0000_", "_x000D_", "date1904=\"1\"", "&#10;", "<!DOCTYPE", "<![CDATA[", "xml:",
        ]
    ) { bytes in
        let parts = bytes.pieces(5)
        func part(_ place: Int, or usual: String) -> [UInt8] {
            place < parts.count && !parts[place].isEmpty ? parts[place] : Array(usual.utf8)
        }
        let archive = Packed.archive([
            ("xl/worksheets/sheet1.xml", part(0, or: "<worksheet/>")),
            ("xl/sharedStrings.xml", part(1, or: "<sst/>")),
            ("xl/styles.xml", part(2, or: "<styleSheet/>")),
            (
                "xl/_rels/workbook.xml.rels",
                part(3, or: "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>")
            ),
            (
                "xl/workbook.xml",
                part(4, or: "<workbook xmlns:r=\"r\"><sheets><sheet name=\"一\" r:id=\"r1\"/></sheets></workbook>")
            ),
        ])
        try whole { _ = try rows(of: SheetFile(archive, limits: small)) }
    }

    /// Limits that small inputs can reach.
    private static let small: SheetLimits = {
        var limits = SheetLimits()
        limits.rows = 200
        limits.columns = 40
        limits.cellBytes = 1000
        limits.innocentBytes = 1 << 20
        limits.unpackedBytes = 4 << 20
        return limits
    }()

    private static let large: SheetLimits = {
        var limits = small
        limits.bytes = 1 << 24
        limits.cellBytes = 1 << 20
        return limits
    }()

    private static func whole(_ read: () throws -> Void) throws {
        do { try read() } catch is SheetFault {}
    }

    private static func rows(of file: SheetFile) throws -> [SheetRow] {
        var rows: [SheetRow] = []
        try file.rows { row in
            try hold(row.number > rows.last?.number ?? 0, "rows come in their order")
            try hold(row.cells.count <= small.columns, "a row has no more columns than may be")
            try hold(row.cells.last?.isEmpty == false, "a row ends with something")
            for cell in row.cells {
                try hold(cell.utf8.count <= 6 * small.cellBytes, "a cell is no longer than may be")
            }
            rows.append(row)
        }
        try hold((1...small.rows).contains(rows.count), "a table has rows, and no more than may be")
        return rows
    }
}

/// An archive whose entries are stored as they are (PKWARE APPNOTE 4.3).
private enum Packed {
    static func archive(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let name = Array(part.name.utf8)
            let sum = UInt32(crc32(0, part.content, UInt32(part.content.count)))
            let size = UInt32(part.content.count)
            let head =
                two(20) + two(0) + two(0) + two(0) + two(0x21) + four(sum) + four(size) + four(size)
                + two(UInt16(name.count)) + two(0)
            let place = UInt32(bytes.count)
            bytes += four(0x0403_4B50) + head + name + part.content
            directory += four(0x0201_4B50) + two(20) + head + two(0) + two(0) + two(0) + four(0) + four(place) + name
        }
        let count = UInt16(parts.count)
        let start = UInt32(bytes.count)
        return bytes + directory + four(0x0605_4B50) + two(0) + two(0) + two(count) + two(count)
            + four(UInt32(directory.count)) + four(start) + two(0)
    }

    private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func four(_ value: UInt32) -> [UInt8] {
        two(UInt16(value & 0xFFFF)) + two(UInt16(value >> 16))
    }
}
