import Database
import Handbook
import Kernel

/// What becomes of duties when somebody is let off: whoever is behind takes over, or whoever works in their place
/// (SOFT-66, MART-13).
extension Duties {
    /// The hours of a duty in which somebody is away, and who has it then; nobody: there is none who may.
    struct Passing {
        let duty: DutyAssignment
        let hours: Range<Instant>
        let to: Staff.ID?
        /// The person was the one behind: nobody has to take it over.
        let isBehind: Bool
    }

    /// `others`: who works in their place, in order. What is over stays as it was.
    func passings(
        of person: Staff.ID, in hours: Range<Instant>, to others: [Staff.ID], under handbook: Handbook
    ) throws -> [Passing] {
        try of(person, between: hours).compactMap { duty in
            let part = duty.span.clamped(to: hours).clamped(to: tx.now..<max(tx.now, duty.span.upperBound))
            guard !part.isEmpty else { return nil }
            guard duty.primary == person else {
                return Passing(duty: duty, hours: part, to: duty.primary, isBehind: true)
            }
            let next = try ([duty.backup].compactMap(\.self) + others).first { other in
                try other != person && mayHave(duty.kind, other, under: handbook)
                    && tx.leaves.away(of: [other], in: part).isEmpty
            }
            return Passing(duty: duty, hours: part, to: next, isBehind: false)
        }
    }

    /// Where a clause asks for somebody on duty, none is left without.
    func checks(_ passings: [Passing], on ground: AbsenceGround) throws -> [GateCheck] {
        ground.handbook.gates().compactMap { clause, gate in
            guard case .dutyManned(let kind, _, _) = gate else { return nil }
            let mine = passings.filter { $0.duty.kind == kind }
            guard !mine.isEmpty else { return nil }
            let alone = mine.first { $0.to == nil }
            return GateCheck(
                clause: clause, rule: gate.rule, duty: .handler,
                missing: alone.map { Sentence(.leaveDutyAlone, $0.hours.lowerBound.dateAndTime(in: ground.zone)) })
        }
    }

    /// Written into the record of changes of the roster and told to both. Who has nobody to take over keeps the duty: asked
    /// who is on duty, the house says that they are away.
    func pass(_ passings: [Passing], because number: String, by staff: Staff.ID) throws {
        for passing in passings {
            guard let person = passing.to else { continue }
            var old = passing.duty
            try old.takeBack(by: staff, at: tx.now)
            try save(old)
            let behind = passing.isBehind || person == old.backup ? nil : old.backup
            let rest = [
                old.span.lowerBound..<passing.hours.lowerBound, passing.hours.upperBound..<old.span.upperBound,
            ].filter { !$0.isEmpty }
            let new = old.handed(
                to: person, behind: behind, in: passing.hours, id: tx.ids.make(), by: staff, at: tx.now)
            try insert(
                [new]
                    + rest.map {
                        old.handed(
                            to: old.primary, behind: old.backup, in: $0, id: tx.ids.make(), by: staff, at: tx.now)
                    })
            try tell(old, new, because: number, by: staff)
        }
    }

    /// What was passed on at an instant and has not been touched since goes back.
    func giveBack(
        to person: Staff.ID, in hours: Range<Instant>, passedAt: Instant, because number: String, by staff: Staff.ID
    ) throws {
        for old in try passed(by: person, in: hours, at: passedAt) where old.span.lowerBound >= tx.now {
            let pieces = try covering(old.unit, old.span).filter {
                $0.roster == old.roster && $0.kind == old.kind && $0.enteredAt == passedAt
            }
            let length = pieces.reduce(Int64(0)) { $0 + ($1.span.upperBound - $1.span.lowerBound).milliseconds }
            guard var first = pieces.first, length == (old.span.upperBound - old.span.lowerBound).milliseconds else {
                continue
            }
            for var piece in pieces {
                try piece.takeBack(by: staff, at: tx.now)
                try save(piece)
                if !piece.people.contains(person) { first = piece }
            }
            let again = old.handed(
                to: old.primary, behind: old.backup, in: old.span, id: tx.ids.make(), by: staff, at: tx.now)
            try insert([again])
            try tell(first, again, because: number, by: staff)
        }
    }

    /// Who of some people is on leave that was agreed to.
    func away(among people: [Staff.ID], at instant: Instant) throws -> Set<Staff.ID> {
        Set(try tx.leaves.away(of: people, in: instant..<(instant + .milliseconds(1))).map(\.staff))
    }

    private func mayHave(_ kind: DutyKind, _ person: Staff.ID, under handbook: Handbook) throws -> Bool {
        guard try tx.staff.find(person)?.isActive == true else { return false }
        guard kind == .supervisor else { return true }
        return try tx.actor(person).posts.contains { handbook.post($0.code)?.isDutySupervisor ?? false }
    }

    private func tell(
        _ old: DutyAssignment, _ new: DutyAssignment, because number: String, by staff: Staff.ID
    ) throws {
        guard let roster = try tx.rosters.find(new.roster) else { return }
        let zone = try tx.rosters.setting(of: new.unit).calendar.zone
        let names = try tx.names(of: [old.primary, new.primary])
        func line(_ duty: DutyAssignment) -> String { "\(names[duty.primary] ?? "") \(duty.hours(in: zone))" }
        try tx.rosters.note(
            .duty, on: roster.id, of: new.primary, day: new.day, was: line(old), became: line(new), because: number,
            by: staff)
        let event = try tx.record(
            .dutyArranged, about: roster.subject, in: roster.unit, by: staff,
            details: ["kind": new.kind.rawValue, "day": new.day.description, "staff": new.primary.rawValue])
        try tx.notify(Set(old.people + new.people + [roster.published?.by].compactMap(\.self)), of: event)
    }
}

extension DutyAssignment {
    /// Some of its hours in other hands.
    func handed(
        to person: Staff.ID, behind backup: Staff.ID?, in hours: Range<Instant>, id: ID, by staff: Staff.ID,
        at now: Instant
    ) -> DutyAssignment {
        DutyAssignment(
            id: id, roster: roster, unit: unit, kind: kind, day: day, span: hours, primary: person, backup: backup,
            phone: phone, enteredBy: staff, enteredAt: now)
    }
}

extension DutyAnswer.Because {
    /// Whom the table names and who is not there.
    var away: Staff.ID? {
        if case .onLeave(let person, _) = self { return person }
        return nil
    }
}
