import Database
import Handbook
import Kernel

/// Putting a forgotten clock right (GAME-103).
extension ClockCorrections {
    @discardableResult
    func ask(_ plan: ClockCorrection.Plan, by actor: Actor) throws -> ClockCorrection {
        guard plan.at <= tx.now else { throw ClockCorrection.Refusal.future }
        let staff = actor.staff.id
        let near = (plan.at - .hours(18))..<(plan.at + .hours(18))
        let shifts = try tx.shifts.of(staff, between: near)
        let judgement = AttendanceJudgement(grades: .usual, handover: nil, zone: .utc, now: tx.now)
        let stretches = judgement.stretches(of: shifts)
        let windows = judgement.windows(of: stretches)
        guard let place = windows.firstIndex(where: { $0.contains(plan.at) }),
            let shift = shifts.first(where: { $0.span.lowerBound == stretches[place].span.lowerBound })
        else { throw ClockCorrection.Refusal.noShift }
        let clocks = try tx.clockEvents.of(staff, between: windows[place])
        if let same = clocks.first(where: { $0.kind == plan.kind && $0.at == plan.at }) {
            throw ClockCorrection.Refusal.clocked(same.at, try tx.rosters.setting(of: shift.unit).calendar.zone)
        }
        // Their leader sits where they do, also where the roster is that of a larger unit.
        let unit = actor.mainHolding?.unit ?? shift.unit
        let ground = try tx.absenceGround(of: unit)
        try refuseLocked(staff, shift.day)
        let today = ground.zone.day(of: tx.now)
        let correction = ClockCorrection(
            id: tx.ids.make(), number: try nextNumber(on: today), unit: unit, staff: staff, plan: plan,
            day: shift.day, askedAt: tx.now)
        var missing: Sentence?
        if case .clockCorrection(let count, let days)? = ground.gate(.clockCorrection)?.gate {
            let used = try self.count(of: staff, month: shift.day)
            if shift.day.distance(to: today) > days {
                missing = Sentence(
                    .correctionTooLate, shift.day.description, shift.day.advanced(by: days).description)
            }
            if used >= count { missing = Sentence(.correctionTooOften, String(used), String(count)) }
        }
        let owing = try owing(correction, on: ground)
        let passage = try tx.obligations.pass(ground.check(.clockCorrection, missing: missing), of: owing)
        try insert(correction, on: today)
        let event = try tx.record(
            .correctionAsked, of: owing, by: staff, passage: passage, details: ["number": correction.number])
        try tx.notify(try deciders(correction), of: event)
        return correction
    }

    /// The clock has it from now on; what the day comes to is computed anew.
    func approve(_ id: ClockCorrection.ID, saying opinion: String, by actor: Actor) throws {
        let (correction, ground) = try decide(id, .approved, saying: opinion, by: actor)
        try refuseLocked(correction.staff, correction.day)
        let at = correction.plan.at
        let known = try tx.clockEvents.of(correction.staff, between: at..<(at + .milliseconds(1)))
        if known.contains(where: { $0.kind == correction.plan.kind }) {
            throw ClockCorrection.Refusal.clocked(at, ground.zone)
        }
        try save(correction)
        try tx.clockEvents.insert(
            ClockEvent(
                id: tx.ids.make(), unit: correction.unit, staff: correction.staff, kind: correction.plan.kind, at: at,
                source: .correction, device: "", enteredBy: actor.staff.id, enteredAt: tx.now),
            correction: correction.id)
        try told(.correctionApproved, correction, on: ground, by: actor)
    }

    func reject(_ id: ClockCorrection.ID, saying opinion: String, by actor: Actor) throws {
        let (correction, ground) = try decide(id, .rejected, saying: opinion, by: actor)
        try save(correction)
        try told(.correctionRejected, correction, on: ground, by: actor)
    }

    func withdraw(_ id: ClockCorrection.ID, by actor: Actor) throws {
        var correction = try open(id, by: actor)
        try correction.withdraw(by: actor.staff.id)
        try save(correction)
        let ground = try tx.absenceGround(of: correction.unit)
        let event = try tx.record(
            .correctionWithdrawn, of: try owing(correction, on: ground), by: actor.staff.id,
            details: ["number": correction.number])
        try tx.notify(try deciders(correction), of: event)
    }

    /// Whoever asked, and whoever may agree in the unit; to others it is not there.
    func open(_ id: ClockCorrection.ID, by actor: Actor) throws -> ClockCorrection {
        guard let correction = try find(id),
            correction.staff == actor.staff.id || actor.may(.approveAbsence, in: correction.unit, isOwn: false)
        else { throw ClockCorrection.Refusal.unknown }
        return correction
    }

    /// Of somebody else's, and not by what they have lent (GAME-60).
    func mayDecide(_ correction: ClockCorrection, _ actor: Actor) -> Bool {
        correction.staff != actor.staff.id
            && actor.apart(from: [correction.staff]).may(.approveAbsence, in: correction.unit, isOwn: false)
    }

    private func decide(
        _ id: ClockCorrection.ID, _ verdict: ClockCorrection.State, saying opinion: String, by actor: Actor
    ) throws -> (ClockCorrection, AbsenceGround) {
        var correction = try open(id, by: actor)
        if correction.staff == actor.staff.id { throw ClockCorrection.Refusal.ownAct }
        try authorize(actor.apart(from: [correction.staff]), .approveAbsence, in: correction.unit, isOwn: false)
        try correction.decide(verdict, by: actor.staff.id, saying: opinion, at: tx.now)
        return (correction, try tx.absenceGround(of: correction.unit))
    }

    private func told(
        _ kind: EventKind, _ correction: ClockCorrection, on ground: AbsenceGround, by actor: Actor
    ) throws {
        let event = try tx.record(
            kind, of: try owing(correction, on: ground), by: actor.staff.id, details: ["number": correction.number])
        try tx.notify([correction.staff], of: event)
    }

    private func refuseLocked(_ staff: Staff.ID, _ day: Day) throws {
        if try tx.attendanceSheets.isLocked(staff, in: day.firstOfMonth) {
            throw AttendanceSheet.Refusal.locked(AttendanceSheet.text(of: day))
        }
    }

    /// The nearest superior who agrees to absences; whoever does where there is none.
    private func deciders(_ correction: ClockCorrection) throws -> [Staff.ID] {
        let handbook = try tx.absenceGround(of: correction.unit).handbook
        var code = try tx.actor(correction.staff).mainHolding?.post.superior
        // The pack's reader has refused posts that report to each other in a circle.
        while let post = code.flatMap(handbook.post) {
            if post.permissions.contains(.approveAbsence) {
                let found = try tx.deciders([post.code], for: correction.unit, but: correction.staff)
                if !found.isEmpty { return found }
            }
            code = post.superior
        }
        let posts = handbook.posts.filter { $0.permissions.contains(.approveAbsence) }.map(\.code)
        return try tx.deciders(posts, for: correction.unit, but: correction.staff)
    }

    private func owing(_ correction: ClockCorrection, on ground: AbsenceGround) throws -> Owing {
        tx.absenceOwing(
            correction.subject, on: ground, deciders: try deciders(correction), handler: correction.staff)
    }
}
