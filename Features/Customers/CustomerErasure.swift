import Kernel

/// One person asks that a customer's data go, another agrees: two acts that cannot be taken back.
///
///     asked ──agree (another person)──▶ done
///       └────decline────▶ declined
struct CustomerErasure: Entity {
    enum Act: String, CaseIterable, Sendable {
        /// PIPL 47: everything personal is replaced, for good; the cases stay without a name.
        case anonymise
        /// The record itself goes: only where nothing has to be kept.
        case delete
    }

    enum State: Equatable, Sendable {
        case asked
        case done(Customer.Stamp)
        case declined(Customer.Stamp, text: String)
    }

    enum Refusal: Error, Equatable {
        case askedAlready
        case decidedAlready
        /// Nobody agrees to their own request.
        case ownRequest
        /// What has been brought or merged is kept: anonymise instead.
        case mustBeKept(Kept)
    }

    /// Why a record may not be deleted.
    enum Kept: String, CaseIterable, Sendable {
        case cases
        case merges
    }

    let id: ID
    let customer: Customer.ID
    let number: String
    let unit: Unit.ID
    let act: Act
    let reason: String
    let by: Staff.ID
    let at: Instant
    private(set) var state: State

    mutating func finish(by person: Staff.ID, at now: Instant) throws(Refusal) {
        try requireOpen()
        guard person != by else { throw .ownRequest }
        state = .done(Customer.Stamp(by: person, at: now))
    }

    mutating func decline(by person: Staff.ID, saying text: String, at now: Instant) throws(Refusal) {
        try requireOpen()
        guard person != by else { throw .ownRequest }
        state = .declined(Customer.Stamp(by: person, at: now), text: text)
    }

    private func requireOpen() throws(Refusal) {
        guard state == .asked else { throw .decidedAlready }
    }
}
