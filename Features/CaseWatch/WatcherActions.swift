import Database
import Kernel

extension Watchers {
    /// «Still here.» Colleagues are told only of what changes: somebody came, begins to write, or stops; in between the
    /// row is written at most every `Watcher.rest`.
    func beat(_ id: Case.ID, isTyping: Bool, by actor: Actor) throws {
        _ = try tx.cases.reachable(id, by: actor)
        let before = try standing(id, actor.staff.id)
        let isHere = before.map { $0.seenAt > tx.now - Watcher.life } ?? false
        let isNews = !isHere || before?.isTyping != isTyping
        guard isNews || before.map({ $0.seenAt <= tx.now - Watcher.rest }) ?? true else { return }
        try save(id, actor.staff.id, isTyping: isTyping)
        if isNews { tx.announce("watch:\(id.rawValue)") }
    }

    func leave(_ id: Case.ID, by actor: Actor) throws {
        guard try standing(id, actor.staff.id) != nil else { return }
        try remove(id, actor.staff.id)
        tx.announce("watch:\(id.rawValue)")
    }
}
