import Kernel

/// How much of a long table is read.
public struct LongLimits: Sendable {
    /// Rows that hold something.
    public var rows = 50_000_000
    public var columns = 200
    /// Bytes of one quoted cell.
    public var cellBytes = 1 << 20
    /// Bytes of one row.
    public var rowBytes = 4 << 20
    /// So much of the file is held at a time.
    public var pieceBytes = 8 << 20
    /// What a packed file may unpack to.
    public var unpackedBytes = 64 << 30
    /// How many times larger than itself a packed file may become, once it is larger than `innocentBytes`.
    public var ratio = 250
    public var innocentBytes = 20 << 20

    public init() {}
}

/// A table saved as text, of any length: read once from the front, a piece at a time, packed or not, in any of the encodings
/// of `TextEncoding`. No `String` is made of a cell that nobody asks for, so that ten million rows cost their bytes' reading
/// and no memory.
///
///     let table = try LongTable(path: path)
///     while let row = try table.next() { add(row.number, row.cell(0), row.cell(3)) }
///
/// Rows that cannot be read (a quotation mark that never closes) come as rows with a `fault`, and reading goes on behind them.
public final class LongTable {
    public enum Separator: String, CaseIterable, Sendable {
        case comma, semicolon, tab
        /// Blanks and tabs, however many; there are no quotation marks. Only where somebody says so.
        case blanks

        fileprivate var byte: UInt8 {
            switch self {
            case .comma: UInt8(ascii: ",")
            case .semicolon: UInt8(ascii: ";")
            case .tab: UInt8(ascii: "\t")
            // A line is one field, and parted afterwards.
            case .blanks: 0
            }
        }
    }

    public let separator: Separator
    /// As far as it has been read: a file that is ASCII so far is UTF-8.
    public var encoding: TextEncoding { source.encoding }

    private let limits: LongLimits
    private let source: LongText
    private var buffer: LongBuffer
    private var lines: CommaLines
    /// Rows of the sheet before the piece.
    private var rowsBefore = 0
    private var rowsRead = 0
    fileprivate private(set) var cells: [Range<Int>] = []

    /// - Parameter separator: nothing: what stands most often in the first line of comma, semicolon and tab.
    public convenience init(path: String, separator: Separator? = nil, limits: LongLimits = LongLimits()) throws {
        let file = try OpenFile(path)
        try self.init(reading: file.read, separator: separator, limits: limits)
    }

    public init(
        reading bytes: @escaping ByteSource, separator: Separator? = nil, limits: LongLimits = LongLimits()
    ) throws {
        var text = LongText(bytes, pieceBytes: limits.pieceBytes)
        var beginning = try text.peek(4096)
        guard !beginning.isEmpty else { throw SheetFault.empty }
        if beginning.starts(with: Gzip.signature) {
            let unpacking = try Unpacking(bytes, beginning: Array(beginning), limits: limits)
            text = LongText(unpacking.read, pieceBytes: limits.pieceBytes)
            beginning = try text.peek(4096)
        }
        guard !beginning.isEmpty else { throw SheetFault.empty }
        guard !SheetFile.isWorkbook(beginning), !SheetFile.isOther(beginning) else { throw SheetFault.notATable }
        self.limits = limits
        source = text
        buffer = LongBuffer(limits.pieceBytes * 2)
        lines = CommaLines(UnsafeBufferPointer(start: nil, count: 0))
        try Self.fill(&buffer, from: source, limits, rowsBefore: 0)
        self.separator = separator ?? TextTable.separator(of: buffer.text.prefix(65_536)).longSeparator
        startPiece()
    }

    /// The next row that holds something. What the row before it gave is valid no longer.
    public func next() throws -> LongRow? {
        while let line = try nextLine() {
            cells.removeAll(keepingCapacity: true)
            var fault: SheetFault?
            switch line {
            case .fields where separator == .blanks: partByBlanks()
            case .fields: part()
            case .unclosedQuote: fault = .openQuote(row: number)
            case .textAfterQuote: fault = .textAfterQuote(row: number)
            }
            if cells.count > limits.columns {
                let columns = buffer.text[lines.start..<lines.place].count { $0 == separator.byte } + 1
                cells.removeAll(keepingCapacity: true)
                fault = .tooManyColumns(found: columns, limit: limits.columns)
            }
            guard fault != nil || cells.contains(where: { !$0.isEmpty }) else { continue }
            rowsRead += 1
            guard rowsRead <= limits.rows else { throw SheetFault.tooManyRows(limit: limits.rows) }
            return LongRow(self, number, fault)
        }
        return nil
    }

    private var number: Int { rowsBefore + lines.row }

    /// A line that is whole, more of the file being read until one is.
    private func nextLine() throws -> CommaLines.Line? {
        while true {
            let line = lines.next()
            if source.isAtEnd { return line }
            let isWhole =
                switch line {
                case .fields?, .textAfterQuote?: lines.place < buffer.count
                case .unclosedQuote?: buffer.count - lines.start > limits.rowBytes
                case nil: false
                }
            if isWhole { return line }
            // Empty lines at the end of the piece are behind us; a line that is not whole is read again.
            rowsBefore += lines.row - 1
            try refill(from: line == nil ? buffer.count : lines.start)
        }
    }

    private func refill(from start: Int) throws {
        guard buffer.count - start <= limits.rowBytes else {
            throw SheetFault.cellTooLong(row: rowsBefore + 1, column: lines.fields.count, limit: limits.rowBytes)
        }
        buffer.drop(before: start)
        try Self.fill(&buffer, from: source, limits, rowsBefore: rowsBefore)
        startPiece()
    }

    private func startPiece() {
        lines = CommaLines(buffer.text, separator: separator.byte)
        lines.kept = limits.columns + 1
        lines.longestField = limits.cellBytes
        lines.knowsQuotes = separator != .blanks
    }

    /// At least one byte more, or the end; never ends between the two characters of a line's end.
    private static func fill(
        _ buffer: inout LongBuffer, from source: LongText, _ limits: LongLimits, rowsBefore: Int
    ) throws {
        let before = buffer.count
        do {
            repeat {
                try source.read(into: &buffer)
            } while !source.isAtEnd && (buffer.count == before || buffer.text.last == UInt8(ascii: "\r"))
        } catch SheetFault.unknownEncoding(let row) {
            throw SheetFault.unknownEncoding(row: rowsBefore + row)
        } catch SheetFault.mixedEncodings(let utf8Row, let otherRow) {
            throw SheetFault.mixedEncodings(utf8Row: rowsBefore + utf8Row, otherRow: rowsBefore + otherRow)
        }
    }

    /// Blanks around cells go, doubled quotation marks become one, where they stand.
    private func part() {
        for field in lines.fields {
            var (start, end) = (field.range.lowerBound, field.range.upperBound)
            if field.holdsDoubledQuotes { end = buffer.halveQuotes(start..<end) }
            // Files that were put one behind another have a mark at the beginning of a row.
            if cells.isEmpty, buffer.text[start..<end].starts(with: CommaText.mark) { start += CommaText.mark.count }
            while start < end, isBlank(buffer.bytes[start]) { start += 1 }
            while end > start, isBlank(buffer.bytes[end - 1]) { end -= 1 }
            cells.append(start..<end)
        }
    }

    private func partByBlanks() {
        guard let line = lines.fields.first?.range else { return }
        let bytes = buffer.text
        var place = line.lowerBound
        while cells.count <= limits.columns {
            while place < line.upperBound, isBlank(bytes[place]) { place += 1 }
            let start = place
            while place < line.upperBound, !isBlank(bytes[place]) { place += 1 }
            guard place > start else { break }
            cells.append(start..<place)
        }
    }

    fileprivate func bytes(of cell: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer.text)[cell])
    }
}

/// One row of a long table; its cells are valid until the next one is asked for.
public struct LongRow {
    /// As a spreadsheet counts: from 1, empty rows too.
    public let number: Int
    /// Why it cannot be read; it has no cells then.
    public let fault: SheetFault?
    /// How many cells it has, empty ones too.
    public let count: Int
    private let table: LongTable

    fileprivate init(_ table: LongTable, _ number: Int, _ fault: SheetFault?) {
        self.table = table
        self.number = number
        self.fault = fault
        count = table.cells.count
    }

    /// UTF-8 without blanks at either end; empty beyond the last cell.
    public func cell(_ column: Int) -> UnsafeRawBufferPointer {
        guard table.cells.indices.contains(column) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return table.bytes(of: table.cells[column])
    }

    public func text(_ column: Int) -> String {
        String(decoding: cell(column), as: UTF8.self).withoutGuard
    }
}

extension LongBuffer {
    /// Answers where the shorter text ends.
    fileprivate func halveQuotes(_ range: Range<Int>) -> Int {
        var (end, isSecond) = (range.lowerBound, false)
        for place in range {
            isSecond = bytes[place] == UInt8(ascii: "\"") && !isSecond
            if isSecond { continue }
            bytes[end] = bytes[place]
            end += 1
        }
        return end
    }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

extension Character {
    fileprivate var longSeparator: LongTable.Separator {
        LongTable.Separator.allCases.first { $0 != .blanks && Character(UnicodeScalar($0.byte)) == self } ?? .comma
    }
}
