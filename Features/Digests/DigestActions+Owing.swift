import Database
import Handbook
import Kernel

/// What a unit owes for a period: its digest of a month, the reading of its days and weeks, its countermeasures. The
/// clauses say who; the record of all of them is the unit, the item is the period or the measure.
extension Digests {
    /// The one door: the event, and the clocks that follow from it.
    @discardableResult
    func record(
        _ kind: EventKind, in unit: Unit.ID, by staff: Staff.ID?, item: String, at instant: Instant? = nil,
        promised: Instant? = nil, round: Int = 1, handler: Staff.ID? = nil, details: [String: String] = [:]
    ) throws -> Event {
        let subject = Subject(.unit, unit.rawValue)
        let event = try tx.record(kind, about: subject, in: unit, by: staff, details: details)
        guard let version = try tx.handbooks.inForce(tx.units.handbookCode(of: unit), at: tx.now) else { return event }
        let handbook = try tx.handbooks.handbook(of: version)
        let owing = Owing(
            subject: subject, unit: unit, circumstances: Circumstances(), round: round, version: version.id,
            handbook: handbook, calendar: try tx.calendars.calendar(of: unit, under: handbook),
            holder: { [tx] duty in
                switch duty {
                case .handler: handler
                case .dutySupervisor: try tx.appointments.dutySupervisor(of: unit, at: tx.now)
                case .firstReceiver, .decider, .investigator, .transferor, .everyone, .post: nil
                }
            })
        try tx.obligations.follow(
            event, Happening(kind, at: instant ?? tx.now, item: item, promised: promised, round: round), of: owing)
        return event
    }

    /// Whom the handbook in force names for a report of a unit, and which clause does; nothing where none does.
    func responsible(for rule: DeadlineRule, in unit: Unit.ID) throws -> (clause: Clause, people: [Staff.ID])? {
        guard let handbook = try tx.handbooks.inForce(in: unit),
            let (clause, deadline) = handbook.deadlines(rule, for: Circumstances()).first
        else { return nil }
        switch deadline.owedBy {
        case .post(let code): return (clause, try tx.appointments.holders(of: code, in: unit, at: tx.now))
        case .dutySupervisor:
            return (clause, try tx.appointments.dutySupervisor(of: unit, at: tx.now).map { [$0] } ?? [])
        case .firstReceiver, .handler, .decider, .investigator, .transferor, .everyone: return (clause, [])
        }
    }

    /// Opens the digest of the month that is over, in every unit that owes one; answers how many. Safe to run as often
    /// as one likes. The clock starts with the new month, whenever the house wakes up (GAME-94, CHAIN-59).
    func openDue() throws -> Int {
        var opened = 0
        for (code, units) in try tx.obligations.unitsByHandbook().sorted(by: { $0.key < $1.key }) {
            guard let version = try tx.handbooks.inForce(code, at: tx.now) else { continue }
            let handbook = try tx.handbooks.handbook(of: version)
            guard let (_, deadline) = handbook.deadlines(.publishDigest, for: Circumstances()).first else { continue }
            for unit in try tx.obligations.units(units, owing: deadline.owedBy, under: handbook) {
                let zone = try tx.calendars.calendar(of: unit, under: handbook).zone
                let month = Digest.Month(of: zone.day(of: tx.now)).before
                let end = month.period(in: zone).upperBound
                // A month before the edition was in force is not owed under it.
                guard version.effectiveAt < end, try !isAsked(unit, month) else { continue }
                let event = try record(
                    .digestDue, in: unit, by: nil, item: month.description, at: end,
                    details: ["month": month.description])
                try tx.notify(try responsible(for: .publishDigest, in: unit)?.people ?? [], of: event)
                opened += 1
            }
        }
        return opened
    }

    /// Submitted, or asked for already.
    private func isAsked(_ unit: Unit.ID, _ month: Digest.Month) throws -> Bool {
        if let digest = try find(of: unit, month), digest.submission != nil { return true }
        return try !tx.execute(
            """
            SELECT 1 AS one FROM obligation
            WHERE subject_kind = 'unit' AND subject_id = \(unit) AND rule = \(DeadlineRule.publishDigest.rawValue)
                AND item = \(month.description)
            LIMIT 1
            """
        ).isEmpty
    }
}
