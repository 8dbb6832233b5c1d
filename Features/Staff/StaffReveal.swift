import Kernel

/// «显示完整号码» of a colleague: who looked, and why (GB/T 35273-2020, 7.1).
struct StaffReveal: Entity {
    /// Full numbers a person may look at in an hour.
    static let hourlyLimit = 30
    static let shortestReason = 2

    enum Refusal: Error, Equatable {
        case reasonMissing
        case tooMany(Int)
    }

    let id: ID
    let by: Staff.ID
    let of: Staff.ID
    let reason: String
    let at: Instant

    /// `count` is how often the person looked in the last hour.
    static func look(
        id: ID, by person: Staff.ID, of colleague: Staff.ID, because reason: String, after count: Int, at now: Instant
    ) throws(Refusal) -> StaffReveal {
        guard reason.count >= shortestReason else { throw .reasonMissing }
        guard count < hourlyLimit else { throw .tooMany(hourlyLimit) }
        return StaffReveal(id: id, by: person, of: colleague, reason: reason, at: now)
    }
}
