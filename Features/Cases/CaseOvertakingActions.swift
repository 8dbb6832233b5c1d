import Database
import Handbook
import Kernel

extension Cases {
    /// `seen` is the last event that the sender's page showed; nothing where no page was open (programs, timers).
    func refuseIfOvertaken(_ id: Case.ID, since seen: String, by actor: Actor) throws {
        guard !seen.isEmpty else { return }
        let record = try reachable(id, by: actor)
        // As many as a page shows: who has not looked for that long has everything told.
        let events = try tx.events.about(record.subject, limit: 200)
        let place = events.firstIndex { $0.id.rawValue == seen }
        let missed = events.suffix(from: place.map { $0 + 1 } ?? events.startIndex)
            .filter { $0.kind.overtakes && $0.actor != nil && $0.actor != actor.staff.id }
        guard !missed.isEmpty else { return }
        let names = try tx.names(of: Set(missed.compactMap(\.actor)))
        let entries = try parts(of: id).entries()
        throw CaseOvertaken(
            changes: missed.suffix(CaseOvertaken.most).compactMap { event in
                guard let by = event.actor else { return nil }
                let said = entries.last { $0.author == by && $0.at == event.at }?.text
                let told = ["text", "reason", "note", "cause"].compactMap { event.details[$0] }.first
                return CaseOvertaken.Change(
                    kind: event.kind, by: by, name: names[by] ?? "", at: event.at, text: said ?? told ?? "")
            })
    }
}
