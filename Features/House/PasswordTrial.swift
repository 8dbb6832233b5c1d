package import Kernel

/// Tries whether passwords can be kept and checked on this machine at all: `doctor` asks.
package enum PasswordTrial {
    /// Keeps a password under the house's cost and checks a right and a wrong one. Answers how long one check takes.
    package static func run(clock: () -> Instant) throws -> Duration? {
        let hash = try PasswordHash.make(of: "trial", salt: try Secrets.random(bytes: 16), cost: .house)
        let start = clock()
        let accepts = try hash.matches("trial")
        let end = clock()
        return try accepts && !hash.matches("error") ? end - start : nil
    }
}
