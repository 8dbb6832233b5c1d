/// The lines of a CSV file (RFC 4180), one after another, as places in its bytes: nothing is copied, so that a file of
/// millions of lines costs no more than reading it once.
///
/// Lines end in LF, CRLF or CR; empty ones are passed over; the last may end with the file. A quotation mark inside an
/// unquoted field is an ordinary character.
public struct CommaLines {
    public struct Field {
        public var range: Range<Int>
        /// `""` stands for one quotation mark.
        public var holdsDoubledQuotes = false
    }

    public enum Line: Sendable {
        case fields
        /// A quoted field that does not close within the file, or within `longestField`. Reading goes on with the next
        /// line of the file, so that one lost quotation mark does not swallow all that follows. Nothing is read over more
        /// than twice: another quotation mark within that length would have closed it.
        case unclosedQuote
        /// Something between a closing quotation mark and the next separator.
        case textAfterQuote
    }

    public let bytes: UnsafeBufferPointer<UInt8>
    /// Fields further right are read over, so that a line of a million commas costs no memory.
    public var kept = 1000
    /// In bytes: a quoted field that is longer counts as one that does not close.
    public var longestField = 1_048_576
    /// Otherwise a quotation mark is an ordinary character everywhere.
    public var knowsQuotes = true
    public private(set) var fields: [Field] = []
    /// Where the present line begins, and where the next one does.
    public private(set) var start = 0
    public private(set) var place = 0
    /// Which row of the sheet the present line is, as a spreadsheet counts: from 1, empty rows too, and line ends inside
    /// a quoted field not.
    public private(set) var row = 0

    private let separator: UInt8

    /// Begins behind the byte order mark, if there is one.
    public init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8 = UInt8(ascii: ",")) {
        self.bytes = bytes
        self.separator = separator
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    public mutating func next() -> Line? {
        // The end of the line before counts for its own row; before the first line there is none.
        let ends = skipLineEnds()
        row = row == 0 ? ends + 1 : row + ends
        guard place < bytes.count else { return nil }
        start = place
        fields.removeAll(keepingCapacity: true)
        while true {
            if knowsQuotes, place < bytes.count, bytes[place] == quote {
                guard let field = quotedField() else { return leave(.unclosedQuote, from: start) }
                guard place == bytes.count || isFieldEnd(bytes[place]) else {
                    return leave(.textAfterQuote, from: place)
                }
                keep(field)
            } else {
                let begin = place
                while place < bytes.count, !isFieldEnd(bytes[place]) { place += 1 }
                keep(Field(range: begin..<place))
            }
            guard place < bytes.count, bytes[place] == separator else { return .fields }
            place += 1
        }
    }

    /// The text of a field, without white space at either end.
    public static func read<Value>(
        _ field: Field, of bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        guard field.holdsDoubledQuotes else { return body(trimmed(UnsafeBufferPointer(rebasing: bytes[field.range]))) }
        var text: [UInt8] = []
        var isSecond = false
        for byte in bytes[field.range] {
            isSecond = byte == quote && !isSecond
            if !isSecond { text.append(byte) }
        }
        return text.withUnsafeBufferPointer { body(trimmed($0)) }
    }

    private mutating func skipLineEnds() -> Int {
        var ends = 0
        while place < bytes.count, isLineEnd(bytes[place]) {
            let isPair =
                bytes[place] == UInt8(ascii: "\r") && place + 1 < bytes.count
                && bytes[place + 1] == UInt8(ascii: "\n")
            place += isPair ? 2 : 1
            ends += 1
        }
        return ends
    }

    private func isFieldEnd(_ byte: UInt8) -> Bool { byte == separator || isLineEnd(byte) }

    private mutating func keep(_ field: Field) {
        if fields.count < kept { fields.append(field) }
    }

    /// From the opening quotation mark to behind the closing one.
    private mutating func quotedField() -> Field? {
        let begin = place + 1
        var holdsDoubledQuotes = false
        place = begin
        while place < bytes.count, place - begin <= longestField {
            if bytes[place] == quote {
                guard place + 1 < bytes.count, bytes[place + 1] == quote else {
                    place += 1
                    return Field(range: begin..<place - 1, holdsDoubledQuotes: holdsDoubledQuotes)
                }
                holdsDoubledQuotes = true
                place += 1
            }
            place += 1
        }
        return nil
    }

    private mutating func leave(_ line: Line, from position: Int) -> Line {
        place = position
        while place < bytes.count, !isLineEnd(bytes[place]) { place += 1 }
        return line
    }
}

private let quote = UInt8(ascii: "\"")

private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || isLineEnd(byte)
}

private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (begin, end) = (0, bytes.count)
    while begin < end, isBlank(bytes[begin]) { begin += 1 }
    while end > begin, isBlank(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[begin..<end])
}
