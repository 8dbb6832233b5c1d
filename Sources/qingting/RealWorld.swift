import Desk
import Foundation
import Kernel

/// The one place where the real clock, real identifiers and real chance are made. Everybody else is handed them.
struct RealWorld: Sendable {
    let clock: @Sendable () -> Instant
    let ids: IDs
    let chance: @Sendable () -> Double

    private init(clock: @escaping @Sendable () -> Instant, ids: IDs, chance: @escaping @Sendable () -> Double) {
        self.clock = clock
        self.ids = ids
        self.chance = chance
    }

    /// The same world under another clock: a history that is played, not lived. Identifiers follow that clock, so that
    /// they sort by it.
    func telling(_ clock: @escaping @Sendable () -> Instant) -> RealWorld {
        let sequence = UUIDSequence()
        let ids = IDs {
            sequence.next(at: clock(), randomBits: (.random(in: .min ... .max), .random(in: .min ... .max)))
        }
        return RealWorld(clock: clock, ids: ids, chance: chance)
    }

    init() {
        let clock: @Sendable () -> Instant = { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        let sequence = UUIDSequence()
        self.clock = clock
        ids = IDs { sequence.next(at: clock(), randomBits: (.random(in: .min ... .max), .random(in: .min ... .max))) }
        chance = { .random(in: 0..<1) }
    }
}
