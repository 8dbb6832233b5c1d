import Database
import Kernel

extension Chore {
    /// Nobody gets a case because they forgot to say that they went home.
    static let presenceLapsing = Chore(
        name: "presence.lapse", rhythm: .every(.minutes(1)),
        isNeeded: { tx in try !tx.presence.lapsed().isEmpty },
        work: { tx in
            _ = try tx.presence.endLapsed()
            return .done
        })
}
