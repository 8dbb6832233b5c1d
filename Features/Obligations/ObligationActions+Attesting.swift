import Database
import Handbook
import Kernel

/// Checks that lie outside software: a named post looks, and says so. A check that is missing or failed is counted.
extension Obligations {
    /// How long a check may wait after the case was solved.
    private static let patience = Span(count: 5, unit: .workingDays)

    /// A solved case asks for the checks of every case.
    func attestations(after happening: Happening, of owing: Owing, open: [Obligation]) throws -> [Obligation] {
        guard happening.kind == .caseCompleted else { return [] }
        return try owing.handbook.clauses.compactMap { clause in
            guard case .attestation(let attestation) = clause.enforcement, attestation.rhythm == .everyCase,
                attestation.condition.applies(to: owing.circumstances), let patience = Self.patience,
                !open.contains(where: { $0.clause == clause.number && $0.round == happening.round })
            else { return nil }
            let due = patience.deadline(from: happening.at, on: owing.calendar)
            return Obligation(
                id: tx.ids.make(), clause: clause.number, version: owing.version, rule: .attestation,
                subject: owing.subject, item: nil, round: happening.round, unit: owing.unit, owedBy: attestation.by,
                owedByStaff: try owing.holder(attestation.by), startedAt: happening.at, within: patience, dueAt: due,
                state: .open, pausedSince: nil, pauses: [], breachedAt: nil, warnings: 0, rungs: 0,
                actAt: due + .milliseconds(1))
        }
    }

    /// An archived case has been checked or has not; of one that goes another way nobody asks any more.
    func endAttestations(_ event: Event, _ happening: Happening, among open: inout [Obligation]) throws {
        switch happening.kind {
        case .caseArchived, .caseWithdrawn, .caseReferred, .caseReopened:
            for place in open.indices where open[place].rule == .attestation {
                open[place].end(
                    happening.kind == .caseArchived ? .broken : .void, at: happening.at, by: event.actor)
                try save(open[place], endedBy: event.id)
            }
        default:
            break
        }
    }

    /// Records a check: it holds, or it does not and is counted as broken. Nothing happens to one that is recorded.
    func attest(_ id: Obligation.ID, holds: Bool, note: String, by actor: Actor) throws {
        guard var obligation = try find(id), obligation.rule == .attestation else { throw NotFound() }
        let isTheirs = try isOwed(obligation, by: actor.staff.id)
        try authorize(actor, .attest, in: obligation.unit, isOwn: isTheirs)
        // Nobody ticks another's check, or a team leader could make the manager's.
        guard isTheirs else { throw NotAllowed(permission: .attest, isElsewhere: true) }
        guard obligation.isOpen else { return }
        obligation.end(holds ? (tx.now <= obligation.dueAt ? .kept : .late) : .broken, at: tx.now, by: actor.staff.id)
        let event = try tx.record(
            .attested, about: obligation.subject, in: obligation.unit, by: actor.staff.id,
            details: ["clause": obligation.clause, "holds": holds ? "yes" : "no", "note": note])
        try save(obligation, endedBy: event.id)
        try noteNextDeadline(of: obligation.subject)
    }

    private func isOwed(_ obligation: Obligation, by person: Staff.ID) throws -> Bool {
        if let owing = obligation.owedByStaff { return owing == person }
        guard case .post(let code) = obligation.owedBy else { return true }
        return try tx.appointments.holders(of: code, in: obligation.unit, at: tx.now).contains(person)
    }

    /// A case shows its next deadline in lists: whoever ends an obligation without an act on the case says so here.
    func noteNextDeadline(of subject: Subject) throws {
        guard subject.kind == .serviceCase, let record = try tx.cases.find(Case.ID(subject.id)) else { return }
        try tx.cases.noteNextDeadline(of: record)
    }
}
