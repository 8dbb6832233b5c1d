import Database
import Handbook
import Kernel

/// Writing the log of a duty, following what it leaves open, and signing it (SOFT-66).
extension DutyLogs {
    @discardableResult
    func write(_ draft: DutyLogEntry.Draft, in id: DutyAssignment.ID, by actor: Actor) throws -> DutyLogEntry {
        let duty = try own(id, by: actor)
        try DutyLogEntry.check(draft, of: duty, at: tx.now)
        guard try count(of: id) < DutyLogEntry.most else { throw DutyLogEntry.Refusal.tooMany(DutyLogEntry.most) }
        let entry = DutyLogEntry(
            id: tx.ids.make(), duty: id, unit: duty.unit, draft: draft, by: actor.staff.id, enteredAt: tx.now)
        try insert(entry)
        let event = try record(.dutyLogWritten, duty, by: actor)
        // Who has the duty with the writer hears of what went wrong; so does who leads, unless they wrote it.
        if draft.isAbnormal {
            let leader = try tx.appointments.dutySupervisor(of: duty.unit, at: tx.now)
            try tx.notify(
                (duty.people + [leader].compactMap(\.self)).filter { $0 != actor.staff.id }.uniqued(), of: event)
        }
        return entry
    }

    /// By whoever has a duty of the unit now, or arranges them.
    func close(_ id: DutyLogEntry.ID, saying text: String, by actor: Actor) throws {
        guard var entry = try find(id), try mayRead(entry.unit, actor) else { throw DutyLogEntry.Refusal.unknown }
        let here = try tx.duties.at([entry.unit], tx.now).contains { $0.people.contains(actor.staff.id) }
        guard here || actor.may(.reassignCase, in: entry.unit, isOwn: false) else {
            throw DutyLogEntry.Refusal.notOnDuty
        }
        try entry.close(by: actor.staff.id, saying: text, at: tx.now)
        try save(entry)
        try record(.dutyMatterClosed, try tx.duties.require(entry.duty), by: actor)
    }

    func sign(_ id: DutyAssignment.ID, saying remark: String, by actor: Actor) throws {
        let duty = try own(id, by: actor)
        try insert(DutyLogSignature(duty: id, by: actor.staff.id, at: tx.now, remark: remark))
        try record(.dutyLogSigned, duty, by: actor)
    }

    /// Whoever has a duty there around this time, and who reads the unit's cases: a log names customers.
    func mayRead(_ unit: Unit.ID, _ actor: Actor) throws -> Bool {
        if actor.may(.readCase, in: unit, isOwn: false) { return true }
        let around = (tx.now - DutyLogEntry.afterwards)..<(tx.now + DutyLogEntry.afterwards)
        return try tx.duties.of(actor.staff.id, between: around).contains { $0.unit == unit }
    }

    /// What keeps a person from writing in the log of a duty; nothing: they may.
    func obstacle(_ duty: DutyAssignment, _ signature: DutyLogSignature?, for actor: Actor) throws
        -> DutyLogEntry.Refusal?
    {
        guard duty.people.contains(actor.staff.id) else { return .notOnDuty }
        guard signature == nil else { return .signed }
        guard duty.span.lowerBound <= tx.now else {
            let zone = try tx.rosters.setting(of: duty.unit).calendar.zone
            return .notBegun(duty.span.lowerBound.dateAndTime(in: zone))
        }
        return tx.now < duty.span.upperBound + DutyLogEntry.afterwards ? nil : .over
    }

    private func own(_ id: DutyAssignment.ID, by actor: Actor) throws -> DutyAssignment {
        guard let duty = try tx.duties.find(id), duty.isLive, try mayRead(duty.unit, actor),
            try tx.rosters.require(duty.roster).state.isBinding
        else { throw DutyLogEntry.Refusal.unknown }
        if let obstacle = try obstacle(duty, try signatures(of: [duty])[id], for: actor) { throw obstacle }
        return duty
    }

    @discardableResult
    private func record(_ kind: EventKind, _ duty: DutyAssignment, by actor: Actor) throws -> Event {
        try tx.record(
            kind, about: Subject(.roster, duty.roster.rawValue), in: duty.unit, by: actor.staff.id,
            details: ["kind": duty.kind.rawValue, "day": duty.day.description])
    }
}
