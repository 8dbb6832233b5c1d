public import Kernel

/// A table in a file that somebody sent: what it is is told by its content, never by its name.
public enum SheetFile {
    case workbook(Workbook)
    case text(TextTable)

    public init(_ bytes: [UInt8], limits: SheetLimits = SheetLimits(), notes: Set<String> = []) throws {
        guard bytes.count <= limits.bytes else {
            throw SheetFault.tooLarge(bytes: bytes.count, limit: limits.bytes)
        }
        guard !bytes.isEmpty else { throw SheetFault.empty }
        // What was packed once is unpacked once: a pack within a pack is no table.
        let bytes = bytes.starts(with: Gzip.signature) ? try Gzip.unpack(bytes, limits: limits) : bytes
        guard !bytes.isEmpty else { throw SheetFault.empty }
        if Self.isWorkbook(bytes) {
            self = .workbook(try Workbook(bytes, limits: limits, notes: notes))
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw SheetFault.oldOrLocked
        } else if Self.isOther(bytes) {
            throw SheetFault.notATable
        } else {
            self = .text(try TextTable(bytes, limits: limits))
        }
    }

    public func rows(_ body: (SheetRow) throws -> Void) throws {
        switch self {
        case .workbook(let workbook): try workbook.rows(body)
        case .text(let table): try table.rows(body)
        }
    }

    /// Packed as workbooks are; whether it is one is seen when it is opened.
    public static func isWorkbook(_ beginning: some Sequence<UInt8>) -> Bool {
        let signature = Array(beginning.prefix(4))
        return signature == [0x50, 0x4B, 0x03, 0x04] || signature == [0x50, 0x4B, 0x05, 0x06]
    }

    /// Other kinds of files by their first bytes, and whatever is full of control characters.
    static func isOther(_ bytes: some Sequence<UInt8>) -> Bool {
        let signatures: [[UInt8]] = [
            Array("%PDF".utf8), [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8),
            [0x7F, 0x45, 0x4C, 0x46],
            Array("MZ".utf8) + [0x90, 0x00], Array("Rar!".utf8), [0x1F, 0x8B], [0x37, 0x7A, 0xBC, 0xAF],
        ]
        if signatures.contains(where: { bytes.starts(with: $0) }) { return true }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return false }
        let beginning = Array(bytes.prefix(4096))
        let control = beginning.count { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }
        return control * 10 > beginning.count
    }
}
