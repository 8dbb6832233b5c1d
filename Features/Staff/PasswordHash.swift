import CArgon2
import Kernel

/// How much work one guess costs. OWASP's second choice for argon2id: 19 MiB, two passes, one lane.
struct PasswordCost: Equatable, Sendable {
    /// KiB
    let memory: UInt32
    let passes: UInt32
    let lanes: UInt32

    static let house = PasswordCost(memory: 19_456, passes: 2, lanes: 1)
}

/// A password as it is kept: argon2id (RFC 9106) in its encoded form, which carries its salt and its cost with it.
///
/// Computing one takes about 30 ms and 19 MiB by design, so it happens on the thread of passwords alone, never inside
/// a transaction.
struct PasswordHash: Hashable, Sendable {
    /// `$argon2id$v=19$m=19456,t=2,p=1$…$…`
    let encoded: String

    init(encoded: String) { self.encoded = encoded }

    /// `salt` has 16 bytes nobody could guess.
    static func make(of secret: String, salt: [UInt8], cost: PasswordCost) throws(Argon2Failure) -> PasswordHash {
        let password = Array(secret.utf8)
        let length = argon2_encodedlen(
            cost.passes, cost.memory, cost.lanes, UInt32(salt.count), hashLength, Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let code = argon2id_hash_encoded(
            cost.passes, cost.memory, cost.lanes, password, password.count, salt, salt.count, Int(hashLength),
            &encoded, encoded.count)
        guard code == ARGON2_OK.rawValue else { throw Argon2Failure(code: code) }
        return PasswordHash(
            encoded: String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    func matches(_ secret: String) throws(Argon2Failure) -> Bool {
        let password = Array(secret.utf8)
        let code = argon2id_verify(encoded, password, password.count)
        switch code {
        case ARGON2_OK.rawValue: return true
        case ARGON2_VERIFY_MISMATCH.rawValue: return false
        default: throw Argon2Failure(code: code)
        }
    }

    /// Kept under other parameters than today's: replaced when the person next signs in, when the password is at hand.
    func isOutdated(for cost: PasswordCost) -> Bool {
        !encoded.hasPrefix("$argon2id$v=19$m=\(cost.memory),t=\(cost.passes),p=\(cost.lanes)$")
    }

    /// What is verified for an account that does not exist: the same work, and no password that fits it is known.
    static func decoy(_ cost: PasswordCost) -> PasswordHash {
        PasswordHash(
            encoded: """
                $argon2id$v=19$m=\(cost.memory),t=\(cost.passes),p=\(cost.lanes)\
                $cWluZ3RpbmctZGVjb3ktMQ$RGVjb3kuRGVjb3kuRGVjb3kuRGVjb3kuRGVjb3kuRGU
                """)
    }

    private static let hashLength: UInt32 = 32
}

/// The library could not compute: mostly, there was no memory.
struct Argon2Failure: Error, Equatable, CustomStringConvertible {
    let code: Int32

    var description: String { "argon2: \(String(cString: argon2_error_message(code)))" }
}
