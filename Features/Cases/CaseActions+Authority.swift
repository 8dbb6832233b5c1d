import Database
import Handbook
import Kernel

/// In which post somebody decides, and whether what they grant goes beyond the lowest who decides: kept with the decision,
/// because a form of a finished case shows it as it was (F-12, CHAIN-56).
struct DecidingAuthority: Equatable, Sendable {
    /// Of the posts they hold, the one whose word goes furthest.
    let post: String?
    let isBeyond: Bool
}

extension Cases {
    /// `instant` is now for whoever decides, and then for a decision from before this was kept.
    func authority(
        of actor: Actor, deciding given: Money, in unit: Unit.ID, under handbook: Handbook, at instant: Instant
    ) throws -> DecidingAuthority {
        let highest = actor.posts.max { $0.compensationLimit < $1.compensationLimit }
        let deciding =
            handbook.decidingPosts
            ?? handbook.posts.filter { $0.permissions.contains(.decideCase) }
            .sorted { $0.compensationLimit < $1.compensationLimit }
        let lowest = try deciding.first { try !tx.appointments.holders(of: $0.code, in: unit, at: instant).isEmpty }
        return DecidingAuthority(
            post: highest?.code, isBeyond: lowest.map { given > Money(fen: $0.compensationLimit) } ?? false)
    }
}

extension CaseFile {
    /// What a decision for a proposal gives away: its cost, else the dearest that had been asked for by then.
    func given(by proposal: Proposal.ID?, at instant: Instant) -> Money {
        proposals.first { $0.id == proposal }?.cost
            ?? compensations.filter { $0.askedAt <= instant }.map(\.value).max() ?? .zero
    }
}
