/// As JSON (RFC 8259): members in the order of the value, those of dictionaries by name, so that the same value is the
/// same text.
public func encodedJSON(_ value: some Encodable) throws -> [UInt8] { try JSONWriter.bytes(of: value) }

/// The same as a text.
public func textOfJSON(_ value: some Encodable) throws -> String {
    String(decoding: try encodedJSON(value), as: UTF8.self)
}
