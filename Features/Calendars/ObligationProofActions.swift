import Database
import Handbook
import Kernel

extension Obligations {
    /// The proof of one deadline, for whoever may see its record; for others there is no such obligation.
    func proof(of id: Obligation.ID, for actor: Actor, in language: Language) throws -> ObligationProof {
        guard let obligation = try find(id), try isVisible(obligation, to: actor),
            let version = try tx.handbooks.find(obligation.version), let opening = try opening(of: id)
        else { throw NotFound() }
        let handbook = try tx.handbooks.handbook(of: version)
        let calendar = try tx.calendars.calendar(
            of: obligation.unit, under: handbook, asOf: obligation.countedAsOf(tx.now))
        let pauses = try pauses(of: id).map { pause in
            DeadlineProof.Pause(reason: Self.text(of: pause.reason, in: language), during: pause.during)
        }
        let people = [opening.actor, obligation.owedByStaff].compactMap(\.self)
        return ObligationProof(
            obligation: obligation, clause: handbook.clause(obligation.clause), handbook: handbook, version: version,
            opening: opening,
            proof: obligation.within.map { span in
                DeadlineProof(start: obligation.startedAt, span: span, calendar: calendar, pauses: pauses)
            },
            zone: calendar.zone, names: try tx.staff.find(people).mapValues(\.name))
    }

    /// Who may read a case sees what it owes; what a person owes is theirs; whoever reads adherence sees it all.
    private func isVisible(_ obligation: Obligation, to actor: Actor) throws -> Bool {
        let isOwn = obligation.owedByStaff == actor.staff.id
        switch obligation.subject.kind {
        case .serviceCase:
            guard let record = try tx.cases.find(Case.ID(obligation.subject.id)) else { return false }
            return actor.may(.readCase, in: record.unit, isOwn: isOwn || record.concerns(actor.staff.id))
        case .contact, .message, .receptionChannel, .roster:
            return isOwn || actor.may(.readCase, in: obligation.unit, isOwn: false)
        case .handbook, .staff, .unit, .calendar, .exception, .session, .customer, .dataImport, .dataExport,
            .leave, .shiftSwap, .liability, .handover, .attendance, .clockCorrection, .leavePost, .overtime, .shift,
            .dispatch, .dailyReport, .dayPlan:
            return isOwn || actor.may(.readAdherence, in: obligation.unit, isOwn: false)
        }
    }

    private func opening(of id: Obligation.ID) throws -> Event? {
        let row = try tx.execute("SELECT opened_by_event FROM obligation WHERE id = \(id)").first
        return try row.flatMap { try tx.events.find($0.id("opened_by_event")) }
    }

    /// The reasons of the closed list in the reader's language; what the house noted by itself likewise.
    private static func text(of reason: String, in language: Language) -> String {
        PauseReason(rawValue: reason).map { language($0.word) } ?? reason
    }
}
