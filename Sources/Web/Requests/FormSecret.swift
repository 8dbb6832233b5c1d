import Kernel

/// The secret of a session as pages carry it: under another mask in every page. A page is compressed, and what somebody
/// makes us repeat in it shortens it where it resembles the secret; a secret that is never written twice the same way
/// cannot be guessed so (BREACH, 2013).
enum FormSecret {
    private static let mark = "m."
    private static let maskBytes = 8

    /// The mask, and the secret's bytes under it, in hexadecimal.
    static func masked(_ secret: String) throws -> String {
        guard !secret.isEmpty else { return secret }
        let mask = try Secrets.random(bytes: maskBytes)
        return mark + Secrets.hex(mask) + Secrets.hex(under(mask, Array(secret.utf8)))
    }

    /// What a form sent, masked or as it is. Takes as long for a wrong first byte as for a wrong last one.
    static func isRight(_ sent: String, _ secret: String) -> Bool {
        guard !secret.isEmpty else { return false }
        return Secrets.areEqual(unmasked(sent), Array(secret.utf8))
    }

    private static func unmasked(_ sent: String) -> [UInt8] {
        guard sent.hasPrefix(mark), let bytes = Secrets.bytes(hex: String(sent.dropFirst(mark.count))),
            bytes.count > maskBytes
        else { return Array(sent.utf8) }
        return under(Array(bytes.prefix(maskBytes)), Array(bytes.dropFirst(maskBytes)))
    }

    private static func under(_ mask: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        bytes.enumerated().map { $1 ^ mask[$0 % mask.count] }
    }
}
