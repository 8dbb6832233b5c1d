import Kernel

/// Somebody who comes to us: by name, by number, or both.
struct Customer: Entity {
    let id: ID
    let name: PersonName
    let phone: PhoneNumber?
    let memberNumber: String
    let unit: Unit.ID
    let knownSince: Instant
}

/// «显示完整号码»: a person looked at personal data, and why.
struct Reveal: Equatable, Sendable {
    /// How many full numbers a person may look at in an hour before a supervisor has to be asked.
    static let hourlyLimit = 30

    enum Refusal: Error, Equatable {
        case reasonMissing
        case tooMany(Int)
    }

    let customer: Customer.ID
    let by: Staff.ID
    let reason: String
    let at: Instant
}
