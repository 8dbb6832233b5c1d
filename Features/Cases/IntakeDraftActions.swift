import Database
import Handbook
import Kernel

extension Cases {
    /// What somebody who may take matters in has typed so far; nothing is no draft.
    func keepIntakeDraft(_ body: String?, by actor: Actor) throws {
        guard actor.holds(.createCase) else { throw NotAllowed(permission: .createCase, isElsewhere: false) }
        guard let body else { return try removeIntakeDraft(of: actor.staff.id) }
        try save(IntakeDraft(body: body, at: tx.now), of: actor.staff.id)
    }
}
