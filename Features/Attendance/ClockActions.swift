import Database
import Handbook
import Kernel

/// Pressing the clock on the web (GAME-51, GAME-103).
extension ClockEvents {
    /// A second press within a minute is the first one: nothing happens twice. The first clock in of a shift is held against
    /// its beginning, and what is owed before the work begins to run (GAME-52); so does the report of the day, without which
    /// a clause may not let the clock out (CHAIN-82).
    @discardableResult
    func press(_ kind: ClockKind, by actor: Actor) throws -> ClockEvent {
        guard let home = actor.mainHolding?.unit else { throw ClockEvent.Refusal.noPost }
        let staff = actor.staff.id
        let recent = try of(staff, between: (tx.now - ClockEvent.samePress)..<(tx.now + .milliseconds(1)))
        if let same = recent.last(where: { $0.kind == kind && $0.source == .web }) { return same }
        let facing = try facing(staff)
        let event = ClockEvent(
            id: tx.ids.make(), unit: facing?.shift.unit ?? home, staff: staff, kind: kind, at: tx.now, source: .web,
            device: "", enteredBy: staff, enteredAt: tx.now)
        try insert(event)
        let what: EventKind = kind == .out ? .clockedOut : .clockedIn
        guard let facing, kind == .in, !facing.hasComeIn else {
            let leaving = kind == .out ? try tx.dailyReports.passLeaving(actor, shift: facing?.shift) : nil
            let pressed = try tx.record(what, about: Subject(.staff, staff.rawValue), in: event.unit, by: staff)
            if let leaving { try tx.obligations.enter(leaving, under: pressed) }
            if kind == .in { try tx.dailyReports.openOwed(by: actor, shift: facing?.shift) }
            return event
        }
        let ground = try tx.absenceGround(of: facing.shift.unit)
        let owing = tx.absenceOwing(
            facing.shift.subject, on: ground, deciders: [], handler: staff)
        let passage = try tx.obligations.pass(Self.checks(at: tx.now, facing.shift, on: ground), of: owing)
        let late = max(0, AttendanceJudgement.begun(tx.now - facing.shift.span.lowerBound))
        try tx.record(what, of: owing, by: staff, passage: passage, details: ["minutes": String(late)])
        try tx.dailyReports.openOwed(by: actor, shift: facing.shift)
        return event
    }

    /// What the clauses say of a clock in; they advise, so nobody is kept out.
    private static func checks(at now: Instant, _ shift: ShiftAssignment, on ground: AbsenceGround) -> [GateCheck] {
        let start = shift.span.lowerBound
        var checks: [GateCheck] = []
        if case .clockEarly(let minutes)? = ground.gate(.clockEarly)?.gate {
            let isEarly = now <= start - .minutes(minutes)
            checks += ground.check(.clockEarly, missing: isEarly ? nil : Sentence(.clockNotEarly, String(minutes)))
        }
        if case .attendanceGrade(let grades)? = ground.gate(.attendanceGrade)?.gate {
            let late = AttendanceJudgement.begun(now - start)
            checks += ground.check(
                .attendanceGrade, missing: grades.grade(of: late) == 0 ? nil : Sentence(.clockLate, String(late)))
        }
        return checks
    }

    /// The shift to which a clock at this minute belongs, and whether they have come in for it already.
    func facing(_ staff: Staff.ID) throws -> (shift: ShiftAssignment, hasComeIn: Bool)? {
        guard let (shift, hours) = try window(of: staff) else { return nil }
        let earlier = try of(staff, between: hours.lowerBound..<tx.now)
        return (shift, earlier.contains { $0.kind.mayBeIn })
    }

    /// When they came for the shift to which a clock at this minute belongs: on the web or at the wall.
    func arrival(of staff: Staff.ID) throws -> Instant? {
        guard let (_, hours) = try window(of: staff) else { return nil }
        return try of(staff, between: hours.lowerBound..<(tx.now + .milliseconds(1))).first { $0.kind.mayBeIn }?.at
    }

    private func window(of staff: Staff.ID) throws -> (ShiftAssignment, Range<Instant>)? {
        let around = (tx.now - AttendanceJudgement.after)..<(tx.now + AttendanceJudgement.before)
        let shifts = try tx.shifts.of(
            staff, between: (around.lowerBound - .hours(12))..<(around.upperBound + .hours(12)))
        let judgement = AttendanceJudgement(grades: .usual, handover: nil, zone: .utc, now: tx.now)
        let stretches = judgement.stretches(of: shifts)
        let windows = judgement.windows(of: stretches)
        guard let place = windows.firstIndex(where: { $0.contains(tx.now) }),
            let shift = shifts.first(where: { $0.span.lowerBound == stretches[place].span.lowerBound })
        else { return nil }
        return (shift, windows[place])
    }
}
