import CCrypto
import Foundation

/// Bytes nobody can guess, and the few functions by which they are kept and compared. The arithmetic is OpenSSL's
/// (libcrypto); this is the one home of chance that guards something. Dice for everything else come in as arguments.
public enum Secrets {
    /// The system could not give random bytes. Nothing secret may be made then.
    public struct NoRandomness: Error, Equatable {}

    /// Bytes from the system's generator (RAND_bytes). Costs about a microsecond for 32 of them.
    public static func random(bytes count: Int) throws(NoRandomness) -> [UInt8] {
        precondition((1...1 << 20).contains(count), "a secret has 1 byte to 1 MiB")
        var bytes = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw NoRandomness() }
        return bytes
    }

    /// SHA-256 (FIPS 180-4), 32 bytes.
    public static func sha256(_ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(message, message.count, &digest)
        return digest
    }

    /// SHA-256 of a text's UTF-8, in hexadecimal: how tokens are kept at rest.
    public static func sha256(ofText text: String) -> String { hex(sha256(Array(text.utf8))) }

    /// HMAC-SHA-256 (RFC 2104), 32 bytes.
    public static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &digest, nil)
        return digest
    }

    /// Takes as long for the first different byte as for the last. That the lengths differ is no secret.
    public static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
    }
}

/// Bytes as text, for cookies, addresses and columns.
extension Secrets {
    /// Lower-case, two digits a byte.
    public static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Reads both cases; nil for an odd length and for anything that is no hexadecimal digit.
    public static func bytes(hex text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// RFC 4648 §4, with padding: signatures in header fields.
    public static func base64(_ bytes: [UInt8]) -> String {
        let plain = base64url(bytes).replacing("-", with: "+").replacing("_", with: "/")
        return plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
    }

    /// RFC 4648 §4 with its padding; nothing for any other spelling.
    public static func bytes(base64 text: String) -> [UInt8]? {
        guard !text.isEmpty, let data = Data(base64Encoded: text) else { return nil }
        return Array(data)
    }

    /// RFC 4648 §5 without padding: 43 letters for 32 bytes, none of which needs escaping in a cookie or an address.
    public static func base64url(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(letters[Int(bits >> count & 63)])
            }
        }
        if count > 0 { text.append(letters[Int(bits << (6 - count) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
