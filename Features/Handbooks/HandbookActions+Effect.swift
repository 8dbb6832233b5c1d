import Database
import Handbook
import Kernel

/// What happens when the date of an edition has come.
extension Handbooks {
    /// So many cases are restated in one transaction.
    static let casesAtOnce = 100

    /// Chore: takes note of editions in effect, one at a time in the order of their dates, and works their law of
    /// transition in. Answers whether there is more. Safe to run twice: a case that has been restated is judged by the
    /// new edition and is not found again.
    func takeEffect() throws -> Bool {
        if let version = try tx.handbookTransitions.nextToRestate() {
            let others = try editions(of: version.code).filter {
                $0.id != version.id && $0.effectiveAt <= version.effectiveAt
            }
            let cases = try tx.cases.open(under: others.map(\.id), limit: Self.casesAtOnce)
            for id in cases { try restate(id, under: version) }
            if cases.count < Self.casesAtOnce { try tx.handbookTransitions.finish(version.id) }
            return true
        }
        guard let version = try tx.handbookTransitions.nextToTakeEffect() else { return false }
        let law = try handbook(of: version).document.transition
        try tx.handbookTransitions.insert(version.id, law: law, isDone: law == .keep)
        let event = try tx.record(
            .handbookTookEffect, about: version.subject, in: try homes(of: version.code).first?.id, by: nil,
            details: ["version": version.version, "transition": law.rawValue])
        try relieveReaders(before: version, under: event)
        return true
    }

    /// Nobody need read an edition any more that another has replaced; who was late already, was late.
    private func relieveReaders(before version: HandbookVersion, under event: Event) throws {
        for edition in try editions(of: version.code)
        where edition.id != version.id && edition.effectiveAt <= version.effectiveAt {
            for var obligation in try open(.acknowledgeHandbook, on: edition, limit: 10_000)
            where obligation.breachedAt == nil && obligation.dueAt >= tx.now {
                obligation.end(.void, at: tx.now, by: nil)
                try tx.obligations.save(obligation, endedBy: event.id)
            }
        }
    }

    private func restate(_ id: Case.ID, under version: HandbookVersion) throws {
        let file = try tx.cases.file(id)
        let record = file.record
        let handbook = try handbook(of: version)
        let owing = Owing(
            subject: record.subject, unit: record.unit, circumstances: record.circumstances, round: record.round,
            version: version.id, handbook: handbook,
            calendar: try tx.calendars.calendar(of: record.unit, under: handbook),
            holder: { try tx.holder(of: $0, for: file) })
        let restatement = HandbookRestatement(
            of: try tx.obligations.open(of: record.subject), under: handbook, circumstances: record.circumstances,
            on: owing.calendar, at: tx.now)
        let event = try tx.record(
            .handbookTookEffect, about: record.subject, in: record.unit, by: nil,
            details: ["version": version.version, "transition": Handbook.Transition.restate.rawValue])
        try tx.cases.restate(record, under: version.id)
        try write(restatement, of: owing, under: event)
        try tx.cases.noteNextDeadlines(of: [id])
    }

    private func write(_ restatement: HandbookRestatement, of owing: Owing, under event: Event) throws {
        for var obligation in restatement.voided {
            obligation.end(.void, at: tx.now, by: nil)
            try tx.obligations.save(obligation, endedBy: event.id)
        }
        for successor in restatement.opened {
            var obligation = try Obligation(successor.clock, id: tx.ids.make(), of: owing)
            obligation.warnings = successor.warnings
            obligation.rungs = successor.rungs
            if obligation.pausedSince == nil {
                obligation.actAt = obligation.nextMoment(under: owing.handbook, on: owing.calendar)?.at
            }
            // The pauses go along with their reasons.
            obligation.pauses = []
            try tx.obligations.insert(obligation, openedBy: event.id)
            for pause in try tx.obligations.pauses(of: successor.predecessor) {
                try tx.obligations.insert(pause.during, of: obligation.id, reason: pause.reason)
            }
        }
        for check in restatement.checksAgain {
            guard case .attestation(let attestation) = owing.handbook.clause(check.clause)?.enforcement else {
                continue
            }
            try tx.obligations.insert(
                Obligation(
                    id: tx.ids.make(), clause: check.clause, version: owing.version, rule: .attestation,
                    subject: check.subject, item: check.item, round: check.round, unit: check.unit,
                    owedBy: attestation.by, owedByStaff: try owing.holder(attestation.by), startedAt: check.startedAt,
                    within: check.within, dueAt: check.dueAt, state: .open, pausedSince: nil, pauses: [],
                    breachedAt: nil, warnings: check.warnings, rungs: 0, actAt: check.actAt),
                openedBy: event.id)
        }
    }
}
