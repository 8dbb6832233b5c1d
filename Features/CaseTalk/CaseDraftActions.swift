import Database
import Handbook
import Kernel

/// Drafts: kept while one writes, given up when what was written is sent.
extension Cases {
    /// An empty draft is none. Whoever may read a case may write a note on it, so may have a draft.
    func keepDraft(_ id: Case.ID, _ text: String, as kind: CaseEntry.Kind, by actor: Actor) throws {
        _ = try reachable(id, by: actor)
        guard !text.isEmpty else { return try parts(of: id).removeDraft(of: actor.staff.id) }
        try parts(of: id).save(CaseDraft(kind: kind, text: text, at: tx.now), of: actor.staff.id)
    }

    /// The case without its parts, for acts that change nothing of it; who may not read it is told there is none.
    func reachable(_ id: Case.ID, by actor: Actor) throws -> Case {
        let record = try require(id)
        guard actor.may(.readCase, in: record.unit, isOwn: record.concerns(actor.staff.id)) else { throw NotFound() }
        return record
    }
}
