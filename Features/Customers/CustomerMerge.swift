import Kernel

/// Two records were joined by a person, field by field, with all that is needed to part them again.
struct CustomerMerge: Entity {
    enum Refusal: Error, Equatable {
        case sameRecord
        /// One is blocked and the other is not: a person settles that first.
        case blockedDifferently
        case alreadyUndone
        /// The record that was kept has itself gone on: a later merge is undone first, an emptied record never.
        case survivorGone
        case tooManyCases(Int)
        case notAPair
    }

    /// Cases that one merge may move.
    static let mostCases = 10_000

    let id: ID
    let survivor: Customer.ID
    let absorbed: Customer.ID
    let by: Staff.ID
    let at: Instant
    let reason: String
    /// The survivor's facts before and after.
    let before: CustomerFacts
    let after: CustomerFacts
    /// The standing of the absorbed before.
    let absorbedBlock: Customer.Block?
    private(set) var undone: Customer.Stamp?

    /// What belonged to the absorbed and moved, by kind.
    enum Moved: String, CaseIterable, Sendable {
        case serviceCase = "case"
        case contactPoint = "contact-point"
        case contact
        case consent
        /// A contact point that was primary before and is not now.
        case primary
    }

    mutating func undo(by person: Staff.ID, at now: Instant) throws(Refusal) {
        guard undone == nil else { throw .alreadyUndone }
        undone = Customer.Stamp(by: person, at: now)
    }

    /// The survivor's facts as they were, but for what was changed after the merge.
    func restored(_ now: CustomerFacts) -> CustomerFacts {
        var facts = now
        for field in CustomerFacts.Field.allCases where now[field] == after[field] { facts[field] = before[field] }
        return facts
    }
}

/// Which of two records each field is taken from.
struct MergeChoice: Equatable, Sendable {
    var fromAbsorbed: Set<CustomerFacts.Field>

    /// What a person sees first: the survivor's value where there is one, else the other's.
    static func proposed(_ survivor: CustomerFacts, _ absorbed: CustomerFacts) -> MergeChoice {
        MergeChoice(
            fromAbsorbed: Set(
                CustomerFacts.Field.allCases.filter { survivor[$0].isEmpty && !absorbed[$0].isEmpty }))
    }

    func facts(_ survivor: CustomerFacts, _ absorbed: CustomerFacts) -> CustomerFacts {
        var facts = survivor
        for field in fromAbsorbed { facts[field] = absorbed[field] }
        return facts
    }
}
