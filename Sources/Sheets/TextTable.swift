public import Kernel

/// A table saved as text: CSV with commas, semicolons or tabs.
public struct TextTable: Sendable {
    public let encoding: TextEncoding
    public let separator: Character
    private let text: [UInt8]
    private let limits: SheetLimits

    public init(_ bytes: [UInt8], limits: SheetLimits = SheetLimits()) throws(SheetFault) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
        let read = try TextEncoding.read(bytes)
        encoding = read.encoding
        // A file that went through two programs may have two marks.
        var text = read.text[...]
        while text.starts(with: CommaText.mark) { text = text.dropFirst(CommaText.mark.count) }
        self.text = Array(text)
        guard text.contains(where: { $0 > 0x20 }) else { throw .empty }
        self.limits = limits
        separator = Self.separator(of: self.text)
    }

    /// Every row that holds something, one after another. Whatever `body` throws ends the reading.
    public func rows(_ body: (SheetRow) throws -> Void) throws {
        try text.withUnsafeBufferPointer { bytes in
            var lines = CommaLines(bytes, separator: separator.asciiValue ?? UInt8(ascii: ","))
            lines.kept = limits.columns + 1
            lines.longestField = limits.cellBytes
            var count = 0
            while let line = lines.next() {
                switch line {
                case .unclosedQuote: throw SheetFault.openQuote(row: lines.row)
                case .textAfterQuote: throw SheetFault.textAfterQuote(row: lines.row)
                case .fields: break
                }
                var cells = lines.fields.map { field in
                    CommaLines.read(field, of: bytes, Self.cell)
                }
                while cells.last?.isEmpty == true { cells.removeLast() }
                guard !cells.isEmpty else { continue }
                guard cells.count <= limits.columns else {
                    throw SheetFault.tooManyColumns(found: columns(of: lines, in: bytes), limit: limits.columns)
                }
                if let long = cells.firstIndex(where: { $0.utf8.count > limits.cellBytes }) {
                    throw SheetFault.cellTooLong(row: lines.row, column: long + 1, limit: limits.cellBytes)
                }
                count += 1
                guard count <= limits.rows else { throw SheetFault.tooManyRows(limit: limits.rows - 1) }
                try body(SheetRow(number: lines.row, cells: cells))
            }
            if count == 0 { throw SheetFault.empty }
        }
    }

    /// Files that were put one behind another have a mark at the beginning of a row, which is no part of its text.
    private static func cell(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var rest = bytes[...]
        while rest.starts(with: CommaText.mark) {
            rest = rest.dropFirst(CommaText.mark.count).drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        }
        return String(decoding: rest, as: UTF8.self).withoutGuard
    }

    /// What stands most often in the first line, outside quotation marks.
    static func separator(of text: some Sequence<UInt8>) -> Character {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in text.prefix(65_536) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), !counts.isEmpty { break }
            if [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(byte) {
                counts[byte, default: 0] += 1
            }
        }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best.map { Character(UnicodeScalar($0.key)) } ?? ","
    }

    /// How many there are is only said, so counting the separators of the line is near enough.
    private func columns(of lines: CommaLines, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        bytes[lines.start..<lines.place].count { $0 == separator.asciiValue } + 1
    }
}

extension String {
    /// What our own exports put before a text that a spreadsheet would calculate is taken away again.
    var withoutGuard: String {
        var scalars = unicodeScalars.makeIterator()
        guard scalars.next() == "'", let second = scalars.next(), CommaText.calculates(second) else { return self }
        return String(dropFirst())
    }
}
