import Handbook
import Kernel

/// 期限证明 of one obligation: what started it, what counted, what stood still and why, by which clause of which
/// edition. It keeps nothing of its own: all of it is found anew from ledger, events and the calendar of its day.
struct ObligationProof: Sendable {
    let obligation: Obligation
    /// Nothing where the edition has lost the clause, which no edition that was issued does.
    let clause: Clause?
    let handbook: Handbook
    let version: HandbookVersion
    let opening: Event
    /// Nothing where no length of time was counted: a promise, or a check on the spot.
    let proof: DeadlineProof?
    let zone: Zone
    /// The names of the people in it.
    let names: [Staff.ID: String]

    /// The ledger keeps another instant than the calendar says.
    var differs: Bool { proof.map { $0.due != obligation.dueAt } ?? false }
}

extension Obligation {
    /// The instant whose calendar decided: a deadline that passed or was met stays as it was counted then, one that is
    /// still open follows every change of hours.
    func countedAsOf(_ now: Instant) -> Instant {
        if let breachedAt { return breachedAt }
        switch state {
        case .open: return now
        case .ended(_, let at, _): return at
        }
    }
}
