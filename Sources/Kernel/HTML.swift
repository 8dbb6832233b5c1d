/// Markup whose tags were written by a programmer and whose text was not.
///
/// Interpolating a `String` escapes it; interpolating `HTML` splices it. There is no way from a `String` to markup.
public struct HTML: ExpressibleByStringInterpolation, Sendable, CustomStringConvertible {
    public let description: String

    // `StaticString` closes the back door: only text that stands in the source can become markup.
    public init(stringLiteral text: StaticString) { description = text.description }
    public init(stringInterpolation parts: Parts) { description = parts.text }
    public init(_ children: [HTML]) { description = children.map(\.description).joined() }

    public static let empty: HTML = ""

    public struct Parts: StringInterpolationProtocol {
        var text = ""
        public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }
        public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        public mutating func appendInterpolation(_ markup: HTML) { text += markup.description }
        public mutating func appendInterpolation(_ markup: HTML?) { text += markup?.description ?? "" }
        public mutating func appendInterpolation(_ children: [HTML]) {
            for child in children { text += child.description }
        }
        public mutating func appendInterpolation(_ value: String) { text += value.escapedForHTML }
        public mutating func appendInterpolation(_ value: String?) { text += value?.escapedForHTML ?? "" }
        public mutating func appendInterpolation(_ value: Int) { text += String(value) }

        /// `<option\(attribute: "selected", if: chosen)>`
        public mutating func appendInterpolation(attribute name: StaticString, if condition: Bool) {
            if condition { text += " \(name.description)" }
        }
    }
}

extension String {
    /// Byte by byte, not character by character: `"` followed by a combining accent is one `Character` that is
    /// not equal to `"`, and a browser would still see the quote.
    public var escapedForHTML: String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(utf8.count)
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
