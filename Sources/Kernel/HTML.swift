/// Markup whose tags were written by a programmer and whose text was not.
///
/// Interpolating a `String` escapes it; interpolating `HTML` splices it. There is no way from a `String` to markup.
/// Kept as the bytes that are sent, in UTF-8: a page is put together from some thousand pieces, each copied as it is.
public struct HTML: ExpressibleByStringInterpolation, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    // `StaticString` closes the back door: only text that stands in the source can become markup.
    public init(stringLiteral text: StaticString) { bytes = text.withUTF8Buffer { Array($0) } }
    public init(stringInterpolation parts: Parts) { bytes = parts.bytes }
    public init(_ children: [HTML]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(children.reduce(0) { $0 + $1.bytes.count })
        for child in children { bytes.append(contentsOf: child.bytes) }
        self.bytes = bytes
    }

    public static let empty: HTML = ""

    public var isEmpty: Bool { bytes.isEmpty }
    public var description: String { String(decoding: bytes, as: UTF8.self) }

    public struct Parts: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) { bytes.reserveCapacity(literalCapacity * 2) }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }
        public mutating func appendInterpolation(_ markup: HTML) { bytes.append(contentsOf: markup.bytes) }
        public mutating func appendInterpolation(_ markup: HTML?) {
            if let markup { bytes.append(contentsOf: markup.bytes) }
        }
        public mutating func appendInterpolation(_ children: [HTML]) {
            for child in children { bytes.append(contentsOf: child.bytes) }
        }
        public mutating func appendInterpolation(_ value: String) { bytes.append(escaping: value) }
        public mutating func appendInterpolation(_ value: String?) { if let value { bytes.append(escaping: value) } }
        public mutating func appendInterpolation(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }

        /// `<option\(attribute: "selected", if: chosen)>`
        public mutating func appendInterpolation(attribute name: StaticString, if condition: Bool) {
            guard condition else { return }
            bytes.append(UInt8(ascii: " "))
            appendLiteral(name)
        }
    }
}

extension [UInt8] {
    /// Byte by byte, not character by character: `"` followed by a combining accent is one `Character` that is
    /// not equal to `"`, and a browser would still see the quote. A text that turns the direction of what follows turns
    /// nothing but itself.
    fileprivate mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { read in
            var copied = 0
            for (place, byte) in read.enumerated() {
                guard let entity = entity(for: byte) else { continue }
                append(contentsOf: read[copied..<place])
                entity.withUTF8Buffer { append(contentsOf: $0) }
                copied = place + 1
            }
            append(contentsOf: read[copied...])
        }
        append(contentsOf: text.directionEnds.utf8)
    }
}

private func entity(for byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
}
