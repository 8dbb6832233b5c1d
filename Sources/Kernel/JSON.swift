import Foundation

/// As JSON (RFC 8259): members in order, so that the same value is the same text.
public func encodedJSON(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
}

/// The same as a text.
public func textOfJSON(_ value: some Encodable) throws -> String {
    String(decoding: try encodedJSON(value), as: UTF8.self)
}
