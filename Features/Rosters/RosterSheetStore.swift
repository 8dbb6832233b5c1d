import Database
import Handbook
import Kernel

extension Rosters {
    func sheet(_ id: Roster.ID, _ kind: RosterSheet.Kind, for actor: Actor, in language: Language) throws -> RosterSheet
    {
        let view = try view(
            id, from: nil, for: actor, days: Roster.mostDays, changes: RosterSheet.mostChanges,
            withFindings: kind == .roster)
        let chain = try tx.units.chain(from: view.roster.unit)
        let handbook = try tx.handbooks.inForce(in: view.roster.unit)
        // Who had the duty everybody may know; what happened in it only its log's own readers.
        let mayReadLog = try kind == .duties && tx.dutyLogs.mayRead(view.roster.unit, actor)
        let duties = mayReadLog ? view.duties : []
        return RosterSheet(
            kind: kind, view: view, log: try tx.dutyLogs.of(duties), signatures: try tx.dutyLogs.signatures(of: duties),
            company: chain.last?.name ?? "",
            document: handbook.map { ($0.document.number, $0.document.version) }, printedBy: actor.staff.name,
            printedAt: tx.now, zone: view.calendar.zone, language: language)
    }

    func notePrint(_ roster: Roster, _ kind: RosterSheet.Kind, _ way: String, by actor: Actor) throws {
        try tx.record(
            .paperPrinted, about: roster.subject, in: roster.unit, by: actor.staff.id,
            details: ["text": "\(kind.form) \(way)"])
    }
}
