import Kernel

/// What somebody asks for on a day 排班意愿: to be off, to work a shift, or not to work it. Heard, weighed, never promised.
struct ShiftWish: Entity {
    enum Kind: String, CaseIterable, Sendable {
        case off
        case works
        case avoids
    }

    enum Refusal: Error, Equatable {
        case unknown
        /// For a day that is over.
        case past
        case tooMany(Int)
        case templateMissing
    }

    /// Of one person, from today on.
    static let most = 60
    /// How much it matters: 1 would be nice, 3 matters a lot.
    static let strengths = 1...3

    let id: ID
    let staff: Staff.ID
    let day: Day
    let kind: Kind
    /// By its code: units of one department name their shifts alike.
    let code: String
    let strength: Int

    /// One wish a day: a newer one takes its place.
    static func make(
        id: ID, by staff: Staff.ID, on day: Day, _ kind: Kind, code: String, strength: Int, today: Day, there: Int
    ) throws(Refusal) -> ShiftWish {
        guard day > today else { throw .past }
        guard there < most else { throw .tooMany(most) }
        guard kind == .off || !code.isEmpty else { throw .templateMissing }
        return ShiftWish(
            id: id, staff: staff, day: day, kind: kind, code: kind == .off ? "" : code,
            strength: min(max(strength, strengths.lowerBound), strengths.upperBound))
    }
}
