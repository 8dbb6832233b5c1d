import Handbook
import Kernel

/// 投诉移交单: what the hand that lets go tells the hand that takes, and what came of it (SOFT-76, F-44). It is kept
/// whatever becomes of the transfer.
///
///     pending ─▶ signed ─▶ result back to whoever handed it on
///        │         └─▶ returned (within the time of the handbook)
///        ├─▶ returned
///        └─▶ settled (the case was given to somebody by another way)
struct TransferSlip: Entity {
    /// 客户情绪
    enum Mood: String, CaseIterable, Sendable {
        case calm, anxious, upset, furious
    }

    struct Pledge: Equatable, Codable, Sendable {
        var text: String
        let due: Int64
    }

    struct Signature: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
    }

    struct Rejection: Equatable, Sendable {
        var reason: String
        let at: Instant
    }

    struct Report: Equatable, Sendable {
        var result: String
        let by: Staff.ID
        let at: Instant
    }

    let id: ID
    let from: Staff.ID?
    let to: Staff.ID
    var reason: String
    var known: String
    /// Nothing where nobody asked: at the end of a shift.
    let mood: Mood?
    var wanted: String
    /// The matter as it was reported then, and what had been promised: what the receiving hand signs for is not changed
    /// by what becomes known later.
    var matter: String
    var promises: [Pledge]
    let at: Instant
    var signature: Signature? = nil
    var rejection: Rejection? = nil
    var settledAt: Instant? = nil
    var report: Report? = nil

    var isPending: Bool { signature == nil && rejection == nil && settledAt == nil }
    var isUnreported: Bool { signature != nil && rejection == nil && report == nil && from != nil }
}
