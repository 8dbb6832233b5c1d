import Database
import Handbook
import Kernel

/// Who may stand in for somebody on leave: the same is asked as of anybody who is put on a shift (GAME-04, SOFT-70, A-10).
extension Leaves {
    /// Refused where the person is not here any more, does not work where the shifts are, or is busy or away themselves; what
    /// the clauses on training and rest say comes back, to be passed with the others.
    func standInChecks(_ plan: Leave.Plan, of staff: Staff.ID, on ground: AbsenceGround) throws -> [GateCheck] {
        guard let person = plan.substitute else { return [] }
        guard try tx.staff.find(person)?.isActive == true else { throw Leave.Refusal.noColleague }
        let shifts = try tx.shifts.of(staff, between: plan.hours)
        for unit in shifts.isEmpty ? [ground.unit] : shifts.map(\.unit).uniqued() {
            let people = try tx.colleagues(of: unit, limit: Roster.mostPeople, withBeside: shifts.isEmpty)
            guard people.contains(where: { $0.id == person }) else { throw Leave.Refusal.substituteNotOfUnit }
        }
        let busy = try tx.shifts.of(person, between: plan.hours)
        if busy.contains(where: { other in shifts.contains { $0.overlaps(other) } }) {
            throw Leave.Refusal.substituteBusy
        }
        if try !live(of: person, in: plan.hours).isEmpty { throw Leave.Refusal.substituteBusy }
        var checks: [GateCheck] = []
        if case .rosterQualified(let skill)? = ground.gate(.rosterQualified)?.gate {
            checks += ground.check(.rosterQualified, missing: try untrained(person, for: shifts, skill))
        }
        if case .rosterRest(let hours)? = ground.gate(.rosterRest)?.gate {
            checks += ground.check(
                .rosterRest, missing: try tired(person, in: plan.hours, shifts, hours: hours, on: ground))
        }
        return checks
    }

    /// GAME-04: nobody untrained stands alone, nobody on a line for which they lack a skill.
    private func untrained(_ person: Staff.ID, for shifts: [ShiftAssignment], _ skill: String) throws -> Sentence? {
        let skills = try tx.skills.of([person])[person] ?? [:]
        var lacking = !shifts.isEmpty && skills[skill] == nil ? skill : nil
        for shift in shifts where lacking == nil { lacking = try tx.shiftSwaps.lacking(person, for: shift) }
        return try lacking.map { Sentence(.swapLacksSkill, try tx.names(of: [person])[person] ?? "", $0) }
    }

    private func tired(
        _ person: Staff.ID, in hours: Range<Instant>, _ shifts: [ShiftAssignment], hours asked: Int,
        on ground: AbsenceGround
    ) throws -> Sentence? {
        guard let first = shifts.first, let last = shifts.last else { return nil }
        let around = (first.span.lowerBound - .days(2))..<(last.span.upperBound + .days(2))
        var taken: [ShiftAssignment] = []
        for shift in shifts {
            var cover = shift.handed(to: person, as: .cover, id: tx.ids.make(), by: nil, at: tx.now)
            cover.shorten(to: shift.span.clamped(to: hours))
            taken.append(cover)
        }
        let ids = Set(taken.map(\.id))
        let own = try tx.shifts.of(person, between: around)
        for case .shortRest(let one, let other, let minutes)
            in RestCheck(own + taken, restMinutes: asked * 60, weekMinutes: nil).findings
        where ids.contains(one) || ids.contains(other) {
            let at = taken.first { $0.id == one || $0.id == other }?.span.lowerBound ?? first.span.lowerBound
            return Sentence(
                .swapTired, try tx.names(of: [person])[person] ?? "", at.dateAndTime(in: ground.zone),
                String(minutes / 60), String(asked))
        }
        return nil
    }

    /// SOFT-66, MART-13: no duty is left without anybody.
    func dutyChecks(_ leave: Leave, on ground: AbsenceGround) throws -> [GateCheck] {
        let standIn = [leave.plan.substitute].compactMap(\.self)
        return try tx.duties.checks(
            tx.duties.passings(of: leave.staff, in: leave.hours, to: standIn, under: ground.handbook), on: ground)
    }

    /// What had been passed on when the leave was agreed to, and has not begun, is the person's again.
    func giveBackDuties(_ leave: Leave, _ hours: Range<Instant>, by staff: Staff.ID) throws {
        guard let decision = leave.decision else { return }
        try tx.duties.giveBack(to: leave.staff, in: hours, passedAt: decision.at, because: leave.number, by: staff)
    }
}
