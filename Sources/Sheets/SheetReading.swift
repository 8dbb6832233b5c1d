import Kernel

/// The rows of one sheet's XML, as it streams past.
final class SheetReading {
    private let strings: SharedStrings
    private let formats: NumberFormats
    private let isFrom1904: Bool
    private let limits: SheetLimits
    /// As the format has it.
    private static let mostRows = 1_048_576

    private var row = SheetRow(number: 0, cells: [])
    private var column = 0
    private var kind = "n"
    private var style = 0
    private var text: [UInt8] = []
    private var isText = false
    private var isPhonetic = false
    private var isTooLong = false

    init(strings: SharedStrings, formats: NumberFormats, isFrom1904: Bool, limits: SheetLimits) {
        self.strings = strings
        self.formats = formats
        self.isFrom1904 = isFrom1904
        self.limits = limits
    }

    func read(
        _ unpack: ((UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Bool, _ body: (SheetRow) throws -> Void
    ) throws {
        try withoutActuallyEscaping(body) { body in
            let markup = try Markup(
                began: { [unowned self] name, attributes in try begin(name, attributes) },
                ended: { [unowned self] name in
                    try end(name)
                    if name == "row" { try body(row) }
                },
                text: { [unowned self] in take($0) })
            guard try unpack({ try markup.read($0) }) else { throw SheetFault.damaged }
            try markup.finish()
        }
    }

    private func begin(_ name: String, _ attributes: Markup.Attributes) throws {
        switch name {
        case "row":
            let number = max(attributes["r"].flatMap { Int($0) } ?? 0, row.number + 1)
            guard number <= Self.mostRows else { throw SheetFault.damaged }
            row = SheetRow(number: number, cells: [])
            column = 0
        case "c":
            let place = attributes["r"].flatMap { CellPlace($0) }
            column = max(place?.column ?? 0, column + 1)
            kind = attributes["t"] ?? "n"
            style = attributes["s"].flatMap { Int($0) } ?? 0
            text.removeAll(keepingCapacity: true)
            isTooLong = false
        case "v", "t": isText = !isPhonetic
        case "rPh": isPhonetic = true
        default: break
        }
    }

    private func end(_ name: String) throws {
        switch name {
        case "v", "t": isText = false
        case "rPh": isPhonetic = false
        case "c":
            if isTooLong {
                throw SheetFault.cellTooLong(row: row.number, column: column, limit: limits.cellBytes)
            }
            let value = try value()
            text.removeAll(keepingCapacity: true)
            guard !value.isEmpty else { return }
            guard column <= limits.columns else {
                throw SheetFault.tooManyColumns(found: column, limit: limits.columns)
            }
            row.cells += Array(repeating: "", count: max(0, column - 1 - row.cells.count))
            row.cells.append(value)
        default: break
        }
    }

    private func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isText, !isTooLong else { return }
        text += bytes
        isTooLong = text.count > limits.cellBytes
    }

    private func shared(_ place: String) throws -> String {
        guard let place = Int(place), let text = strings[place] else { return "" }
        guard text.count <= limits.cellBytes else {
            throw SheetFault.cellTooLong(row: row.number, column: column, limit: limits.cellBytes)
        }
        return trimmed(String(decoding: text, as: UTF8.self).withoutEscapes)
    }

    private func value() throws -> String {
        let raw = String(decoding: text, as: UTF8.self)
        switch kind {
        case "s": return try shared(raw)
        case "str", "inlineStr": return trimmed(raw.withoutEscapes)
        case "b": return raw == "1" ? "TRUE" : "FALSE"
        case "e": return raw
        case "d": return trimmed(raw).replacing("T", with: " ")
        default:
            guard !raw.isEmpty else { return "" }
            if formats.isDate(style: style), let date = SheetNumber.date(raw, from1904: isFrom1904) { return date }
            return SheetNumber.text(raw)
        }
    }

    private func trimmed(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            first.properties.isWhitespace || last.properties.isWhitespace
        else { return text }
        var scalars = text.unicodeScalars[...]
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return String(scalars)
    }
}
