import Database
import Handbook
import Kernel

extension Handbooks {
    /// An edition as this person sees it. A draft is seen by those who may draft or issue; for others there is none.
    func view(of version: HandbookVersion, for actor: Actor) throws -> HandbookView {
        let mayDraft = try may(actor, .draftHandbook, over: version.code)
        let mayIssue = try may(actor, .issueHandbook, over: version.code)
        let handbook = try handbook(of: version, seenBy: actor)
        let inForce = try inForce(version.code, at: tx.now)
        let isOwnDraft = if case .draft(let author) = version.state { author == actor.staff.id } else { false }
        let zone = Zone(handbook.calendar.zone) ?? .shanghai
        return HandbookView(
            version: version, handbook: handbook,
            standing: HandbookView.Standing(of: version, inForce: inForce, at: tx.now), zone: zone,
            kept: version.id == inForce?.id ? try keptLately(version.code, in: zone) : nil,
            acknowledgement: try tx.acknowledgements.find(version.id, by: actor.staff.id),
            toRead: try open(.acknowledgeHandbook, on: version, of: actor.staff.id, limit: 1).first,
            review: try editions(of: version.code).compactMap {
                try open(.reviewHandbook, on: $0, limit: 1).first
            }.first,
            inForce: inForce?.id, others: try others(than: version.code),
            rights: HandbookView.Rights(
                mayDraft: mayDraft, mayIssue: mayIssue,
                mayReadAdherence: actor.units(permitting: .readAdherence) != .nothing, isOwnDraft: isOwnDraft))
    }

    /// The text of an edition for whoever may see it: an issued one is everybody's.
    func handbook(of version: HandbookVersion, seenBy actor: Actor) throws -> Handbook {
        let maySee =
            try version.isIssued || may(actor, .draftHandbook, over: version.code)
            || may(actor, .issueHandbook, over: version.code)
        guard maySee else { throw NotFound() }
        return try handbook(of: version)
    }

    /// The code of the handbook by which a person works, through their first post.
    func code(for actor: Actor) throws -> String? {
        try actor.mainHolding.flatMap { try tx.units.handbookCode(of: $0.unit) } ?? codes().first
    }

    private func keptLately(_ code: String, in zone: Zone) throws -> [String: Adherence.Counts] {
        // What has just begun counts, too.
        let end = tx.now + .milliseconds(1)
        let filter = Adherence.Filter(period: (end - .days(HandbookView.daysBack))..<end, handbook: code)
        let report = try tx.obligations.adherence(filter, by: .clause, in: zone)
        return Dictionary(report.lines.map { ($0.key, $0.counts) }) { first, _ in first }
    }

    private func others(than code: String) throws -> [(code: String, title: String)] {
        try codes().filter { $0 != code }.compactMap { other in
            try inForce(other, at: tx.now).map { (other, $0.title) }
        }
    }
}
