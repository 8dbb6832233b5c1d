import Database
import Handbook
import Kernel

/// 签收: each person confirms having read an edition (GAME-03, SOFT-05), and owes it from the day it was issued, or from
/// the day they came.
extension Handbooks {
    /// So many people are asked in one transaction; the chore asks the others.
    static let readersAtOnce = 500

    /// The person's word that they have read it. A second time changes nothing.
    func acknowledge(_ id: HandbookVersion.ID, by actor: Actor) throws {
        guard let version = try find(id) else { throw NotFound() }
        guard version.isIssued else { throw HandbookVersion.Refusal.notIssued }
        let me = actor.staff.id
        guard try tx.acknowledgements.find(id, by: me) == nil else { return }
        try tx.acknowledgements.insert(Acknowledgement(version: id, staff: me, at: tx.now))
        let event = try tx.record(
            .handbookAcknowledged, about: version.subject, in: actor.mainHolding?.unit, by: me,
            details: ["version": version.version])
        try end(.acknowledgeHandbook, on: version, of: me, under: event)
    }

    /// Chore: whoever came to a unit since is asked to read what binds there, and what soon will. Answers whether there
    /// are more.
    func askNewReaders() throws -> Bool {
        for code in try codes() {
            let inForce = try inForce(code, at: tx.now)
            let coming = try editions(of: code).filter { $0.isIssued && $0.effectiveAt > tx.now }
            for version in [inForce].compactMap(\.self) + coming where try !readersNotAsked(version, limit: 1).isEmpty {
                guard try !tx.handbooks.handbook(of: version).deadlines(.acknowledgeHandbook, for: .init()).isEmpty
                else {
                    continue
                }
                let event = try tx.record(
                    .handbookIssued, about: version.subject, in: try homes(of: code).first?.id, by: nil,
                    details: ["version": version.version, "to": "newcomers"])
                if try askReaders(version, under: event) == Self.readersAtOnce { return true }
            }
        }
        return false
    }

    /// Opens the clock of reading for people not asked yet, each for themselves; answers how many.
    ///
    /// One person at a time and past the ledger's own door: that one loads everything open on a record, which here
    /// would be a row for each of the staff, each time.
    @discardableResult
    func askReaders(_ version: HandbookVersion, under event: Event) throws -> Int {
        let handbook = try handbook(of: version)
        let readers = try readersNotAsked(version, limit: Self.readersAtOnce)
        for reader in readers {
            let happening = Happening(.handbookIssued, at: tx.now, item: reader.staff.rawValue)
            try open(happening, on: version, handbook, in: reader.unit, under: event)
        }
        try tx.notify(readers.map(\.staff), of: event)
        return readers.count
    }

    /// What an event opens by the rules of the handbook about itself.
    func open(
        _ happening: Happening, on version: HandbookVersion, _ handbook: Handbook, in unit: Unit.ID, under event: Event
    ) throws {
        let owing = Owing(
            subject: version.subject, unit: unit, circumstances: Circumstances(), round: 1, version: version.id,
            handbook: handbook, calendar: try tx.calendars.calendar(of: unit, under: handbook),
            holder: { duty in
                switch duty {
                case .dutySupervisor: try tx.appointments.dutySupervisor(of: unit, at: tx.now)
                case .everyone, .firstReceiver, .handler, .decider, .investigator, .transferor, .post: nil
                }
            })
        let changes = handbook.changes(after: happening, to: owing.circumstances, running: [], on: owing.calendar)
        for case .opened(let clock) in changes {
            try tx.obligations.insert(Obligation(clock, id: tx.ids.make(), of: owing), openedBy: event.id)
        }
    }

    /// What was owed has been done: in time up to and including the due instant.
    func end(
        _ rule: DeadlineRule, on version: HandbookVersion, of staff: Staff.ID? = nil, under event: Event
    ) throws {
        for var obligation in try open(rule, on: version, of: staff) {
            obligation.end(event.at <= obligation.dueAt ? .kept : .late, at: event.at, by: event.actor)
            try tx.obligations.save(obligation, endedBy: event.id)
        }
    }
}
