import Desk
import Foundation
import Kernel

/// The one place where the real clock, real identifiers and real chance are made. Everybody else is handed them.
struct RealWorld: Sendable {
    let clock: @Sendable () -> Instant
    let ids: IDs
    let chance: @Sendable () -> Double

    init() {
        let clock: @Sendable () -> Instant = { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        let sequence = UUIDSequence()
        self.clock = clock
        ids = IDs { sequence.next(at: clock(), randomBits: (.random(in: .min ... .max), .random(in: .min ... .max))) }
        chance = { .random(in: 0..<1) }
    }
}
