import Dispatch
import Kernel
import Synchronization

/// One thread for the slow arithmetic of passwords. The threads of the house's tasks must never wait, and many
/// sign-ins at once must not take all memory: they stand in line here.
final class PasswordThread: Sendable {
    /// In line at most; at 30 ms each, the last one waits three seconds.
    static let longestLine = 100

    /// More people sign in at once than the house can check.
    struct Busy: Error, Equatable {}

    private let queue = DispatchQueue(label: "qingting.passwords", qos: .userInitiated)
    private let inLine = Atomic<Int>(0)
    private let computed = Atomic<Int>(0)
    private let cost: PasswordCost

    init(cost: PasswordCost = .house) { self.cost = cost }

    /// A new hash, under a salt of its own.
    func hash(_ secret: String) async throws -> PasswordHash {
        let salt = try Secrets.random(bytes: 16)
        return try await run { [cost] in try PasswordHash.make(of: secret, salt: salt, cost: cost) }
    }

    /// Whether the secret fits. Without a hash the same work is done, and the answer is no.
    func matches(_ secret: String, _ hash: PasswordHash?) async throws -> Bool {
        let fits = try await run { [cost] in try (hash ?? .decoy(cost)).matches(secret) }
        return hash != nil && fits
    }

    /// How many hashes have been computed since the start: what the door costs, whoever stands before it.
    var hashes: Int { computed.load(ordering: .relaxed) }

    func isOutdated(_ hash: PasswordHash) -> Bool { hash.isOutdated(for: cost) }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard inLine.add(1, ordering: .relaxed).newValue <= Self.longestLine else {
            inLine.subtract(1, ordering: .relaxed)
            throw Busy()
        }
        defer { inLine.subtract(1, ordering: .relaxed) }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                self.computed.add(1, ordering: .relaxed)
                continuation.resume(with: Result { try work() })
            }
        }
    }
}
