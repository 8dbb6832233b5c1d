/// `name=value&name=value`, with `+` for a space and `%41` for a byte.
public enum URLEncoding {
    /// Every byte of the UTF-8 text that is not unreserved as `%XX` (RFC 3986): fit for addresses and for RFC 8187.
    public static func encoded(_ text: String) -> String { encode(text) }

    /// Pieces without a name are passed over, as browsers' own parsers do.
    /// A NUL in a value is refused, or with `keepingNul` left for whoever can tell the person in which field it stands.
    static func decode(
        _ bytes: some Sequence<UInt8>, limit: Int, keepingNul: Bool = false
    ) throws(FormUnreadable) -> [String: [String]] {
        var fields: [String: [String]] = [:]
        var count = 0
        var name: [UInt8] = []
        var value: [UInt8] = []
        var isInValue = false

        func finish() throws(FormUnreadable) {
            defer {
                name.removeAll(keepingCapacity: true)
                value.removeAll(keepingCapacity: true)
                isInValue = false
            }
            guard !name.isEmpty else { return }
            count += 1
            guard count <= limit else { throw .tooManyFields(limit: limit) }
            fields[try text(name), default: []].append(try text(value, keepingNul: keepingNul))
        }

        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): try finish()
            case UInt8(ascii: "=") where !isInValue: isInValue = true
            default: if isInValue { value.append(byte) } else { name.append(byte) }
            }
        }
        try finish()
        return fields
    }

    /// Bytes of the unreserved set stay; every other byte of the UTF-8 text becomes `%XX`.
    static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            default:
                encoded += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)

    /// NUL is refused with what is no UTF-8: PostgreSQL keeps neither.
    private static func text(_ bytes: [UInt8], keepingNul: Bool = false) throws(FormUnreadable) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.count, let high = nibble(bytes[index + 1]), let low = nibble(bytes[index + 2])
                else { throw .notText }
                decoded.append(high << 4 | low)
                index += 2
            case let byte: decoded.append(byte)
            }
            index += 1
        }
        guard keepingNul || !decoded.contains(0), let text = String(validating: decoded, as: UTF8.self) else {
            throw .notText
        }
        return text
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
