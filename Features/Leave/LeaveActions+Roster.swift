import Database
import Handbook
import Kernel

/// What a leave does to the roster, and what an approver sees of it (GAME-60, GAME-66, SOFT-70).
extension Leaves {
    func circumstances(
        _ plan: Leave.Plan, _ type: LeaveType, of staff: Staff.ID, on ground: AbsenceGround
    ) throws -> LeaveCheck.Circumstances {
        let shifts = try tx.shifts.of(staff, between: plan.hours)
        let halves = try halves(of: staff, in: plan.hours, agreed: nil, but: nil, on: ground)
        let days = LeaveWork.days(of: plan.hours, in: ground.zone)
        let known = try tx.calendars.holidays(asOf: tx.now)
        let holidays = (0...days.lowerBound.distance(to: days.upperBound)).compactMap { offset -> String? in
            known.holiday(on: days.lowerBound.advanced(by: offset))
        }
        let need = try need(halves, of: staff, type.balance, on: days.lowerBound)
        return LeaveCheck.Circumstances(
            askedAt: tx.now, hours: plan.hours, firstShiftAt: shifts.first?.span.lowerBound ?? plan.hours.lowerBound,
            holidays: holidays.uniqued(), hasLegs: shifts.contains { $0.origin.isLeg },
            left: need?.left, halfDays: need?.needed ?? LeaveDays.sum(halves), takes: LeaveDays.sum(halves),
            zone: ground.zone)
    }

    /// How many are there in each shift that the leave touches, now and afterwards.
    func coverage(of leave: Leave) throws -> [AbsenceCoverage] {
        let shifts = try tx.shifts.of(leave.staff, between: leave.hours)
        return try tx.absenceCoverage(without: shifts, instead: leave.plan.substitute)
    }

    /// `seen`: how many are there, as whoever decides has it in view.
    func approvalChecks(
        _ leave: Leave, _ type: LeaveType, seeing seen: [AbsenceCoverage], on ground: AbsenceGround
    ) throws -> [GateCheck] {
        var checks = ground.check(.leaveApproval, missing: nil)
        let isPast = leave.rule == .retroactive
        // What has been missed already is not made good by a number (GAME-57).
        if !isPast {
            let short = seen.first(where: \.isShort)
            checks += ground.check(
                .absenceCoverage,
                missing: short.map {
                    Sentence(
                        .leaveBelowMinimum, "\($0.name) \($0.hours.lowerBound.dateAndTime(in: ground.zone))",
                        String($0.after), String($0.minimum))
                })
            checks += ground.check(
                .leaveSubstitute,
                missing: try leave.plan.substitute == nil && holdsChannel(leave, in: ground.zone)
                    ? Sentence(.leaveNeedsSubstitute) : nil)
            checks += try standInChecks(leave.plan, of: leave.staff, on: ground)
            checks += try dutyChecks(leave, on: ground)
            checks += try tx.absenceMentors.checks(try mentorPassings(leave), on: ground)
        }
        let first = firstDay(of: leave, on: ground)
        if let need = try need(try halves(of: leave, on: ground), of: leave.staff, type.balance, on: first) {
            checks += ground.check(
                .leaveBalance,
                missing: need.needed <= need.left
                    ? nil
                    : Sentence(
                        .leaveBeyondBalance, LeaveCheck.halves(need.needed), LeaveCheck.halves(max(0, need.left))))
        }
        return checks
    }

    /// Who learns beside the person in these hours (GAME-04); of what has been missed already nobody.
    func mentorPassings(_ leave: Leave) throws -> [AbsenceMentors.Passing] {
        if leave.rule == .retroactive { return [] }
        return try tx.shifts.of(leave.staff, between: leave.hours).flatMap {
            try tx.absenceMentors.passings(of: $0, in: leave.hours, to: leave.plan.substitute)
        }
    }

    /// Whether the person answers for a reception channel in some of these hours (SOFT-70); looked at every half hour of
    /// a week at most.
    private func holdsChannel(_ leave: Leave, in zone: Zone) throws -> Bool {
        let slots = try tx.receptionChannels.held(by: leave.staff)
        guard !slots.isEmpty else { return false }
        let end = min(leave.hours.upperBound, leave.hours.lowerBound + .days(7))
        var instant = leave.hours.lowerBound
        while instant < end {
            let minute = zone.minuteOfWeek(at: instant)
            if slots.contains(where: { $0.hours.contains(minute) }) { return true }
            instant = instant + .minutes(30)
        }
        return false
    }

    /// Only what is approved changes the roster: the person's shifts are taken back, and what they leave is the
    /// substitute's, or open to be taken. What lies outside the leave stays theirs. Of the kind of leave the roster says
    /// nothing: it hangs on the wall. Answers what is worked in their place, by the substitute or by nobody yet.
    @discardableResult
    func takeOffRoster(_ leave: Leave, by staff: Staff.ID) throws -> [ShiftAssignment] {
        var covers: [ShiftAssignment] = []
        for var shift in try tx.shifts.of(leave.staff, between: leave.hours) {
            let missed = shift.span.clamped(to: leave.hours)
            var cover = shift.handed(
                to: leave.rule == .retroactive ? nil : leave.plan.substitute, as: .cover, id: tx.ids.make(), by: staff,
                at: tx.now)
            cover.shorten(to: missed)
            var pieces: [ShiftAssignment] = []
            for rest in [shift.span.lowerBound..<missed.lowerBound, missed.upperBound..<shift.span.upperBound]
            where !rest.isEmpty {
                var piece = shift.handed(to: leave.staff, as: .adjusted, id: tx.ids.make(), by: staff, at: tx.now)
                piece.shorten(to: rest)
                pieces.append(piece)
            }
            // A shift that is over is nobody's to take, and nobody learns in place of another (GAME-04).
            let isNobodys = missed.upperBound <= tx.now || shift.isShadow
            try tx.shifts.insert((isNobodys ? [] : [cover]) + pieces)
            if !isNobodys { covers.append(cover) }
            try shift.takeBack(for: .leave, by: staff, at: tx.now, replacedBy: isNobodys ? pieces.first?.id : cover.id)
            try tx.shifts.save(shift)
            // Everybody reads it: who and when, and never which kind of leave.
            try tx.rosters.note(
                .leave, on: shift.roster, of: leave.staff, day: shift.day, was: try tx.rosterLine(shift),
                became: isNobodys ? "" : try tx.rosterLine(cover), because: leave.number, by: staff)
        }
        return covers
    }

    /// Withdrawn before it began, or back before its end: what of these hours nobody else works meanwhile is the person's
    /// again, and so is whoever learned beside them.
    func putBackOnRoster(_ leave: Leave, _ hours: Range<Instant>, by staff: Staff.ID) throws {
        for shift in try tx.shifts.takenBack(of: leave.staff, for: .leave, between: hours) {
            if shift.isShadow {
                try goOnLearning(shift, leave, hours, by: staff)
                continue
            }
            guard let next = shift.replacedBy, var cover = try tx.shifts.find(next), cover.isLive,
                cover.span.overlaps(hours), cover.staff == nil || cover.staff == leave.plan.substitute,
                // A stand-in who has begun works to the end.
                cover.staff == nil || cover.span.lowerBound >= tx.now
            else { continue }
            var back = cover.handed(to: leave.staff, as: .adjusted, id: tx.ids.make(), by: staff, at: tx.now)
            back.shorten(to: cover.span.clamped(to: hours))
            let learners = try tx.absenceMentors.passings(of: cover, in: back.span, to: leave.staff)
            try tx.shifts.insert([back])
            try cover.takeBack(for: .adjusted, by: staff, at: tx.now, replacedBy: back.id)
            try tx.shifts.save(cover)
            try tx.rosters.note(
                .leave, on: shift.roster, of: leave.staff, day: shift.day, was: try tx.rosterLine(cover),
                became: try tx.rosterLine(back), because: leave.number, by: staff)
            try tx.absenceMentors.pass(learners, .leave, because: leave.number, by: staff)
        }
    }

    /// Of a shift that was there to learn nobody had what was left of it: it is the person's again, beside their mentor or
    /// whoever works in the mentor's place by now; never alone (GAME-04).
    private func goOnLearning(
        _ shift: ShiftAssignment, _ leave: Leave, _ hours: Range<Instant>, by staff: Staff.ID
    ) throws {
        let part = shift.span.clamped(to: hours)
        guard !part.isEmpty, part.upperBound > tx.now, try tx.shifts.of(leave.staff, between: part).isEmpty else {
            return
        }
        var back = shift.handed(to: leave.staff, as: .adjusted, id: tx.ids.make(), by: staff, at: tx.now)
        back.shorten(to: part)
        guard let mentor = try tx.absenceMentors.teacher(in: back) else { return }
        back.learn(beside: mentor)
        try tx.shifts.insert([back])
        try tx.rosters.note(
            .leave, on: shift.roster, of: leave.staff, day: shift.day, was: "", became: try tx.rosterLine(back),
            because: leave.number, by: staff)
    }

    /// From when on somebody who is back now works again: from the end of the shift that another is working in their place.
    func backFrom(_ leave: Leave) throws -> Instant {
        let minute = tx.now..<(tx.now + .milliseconds(1))
        let running = try tx.shifts.takenBack(of: leave.staff, for: .leave, between: minute).compactMap { shift in
            try shift.replacedBy.flatMap { try tx.shifts.find($0) }
        }
        return running.filter { $0.isLive && $0.staff != nil && $0.staff != leave.staff && $0.span.contains(tx.now) }
            .map(\.span.upperBound).max() ?? tx.now
    }
}

extension Transaction {
    /// `马俊 2026-12-16 D 09:00-21:00`: one shift as the record of changes of a roster says it (F-60).
    func rosterLine(_ shift: ShiftAssignment) throws -> String {
        try rosters.describe(shift, rosters.setting(of: shift.unit).calendar.zone)
    }

    /// How many are there in a shift with somebody and without, and with whoever stands in.
    func absenceCoverage(without shift: ShiftAssignment, instead substitute: Staff.ID?) throws -> AbsenceCoverage {
        coverage(without: shift, instead: substitute, on: try absenceRoster(of: shift.unit, in: shift.span))
    }

    /// Of several shifts, in time; what their unit has is read a month at a time, and not again for each of them.
    func absenceCoverage(
        without shifts: [ShiftAssignment], instead substitute: Staff.ID?
    ) throws -> [AbsenceCoverage] {
        var known: [Unit.ID: AbsenceRoster] = [:]
        return try shifts.map { shift in
            if let roster = known[shift.unit], roster.covers(shift.span) {
                return coverage(without: shift, instead: substitute, on: roster)
            }
            let ends = shifts.filter { $0.unit == shift.unit }.map(\.span.upperBound)
            let until = ends.filter { $0 <= shift.span.lowerBound + .days(31) }.max() ?? shift.span.upperBound
            let roster = try absenceRoster(of: shift.unit, in: shift.span.lowerBound..<until)
            known[shift.unit] = roster
            return coverage(without: shift, instead: substitute, on: roster)
        }
    }

    private func absenceRoster(of unit: Unit.ID, in hours: Range<Instant>) throws -> AbsenceRoster {
        let calendar = try rosters.setting(of: unit).calendar
        let promised = try rosters.promised(
            in: unit, LeaveWork.days(of: hours, in: calendar.zone), by: calendar)
        return AbsenceRoster(
            hours: hours, shifts: try shifts.covering(unit, hours, withTakenBack: true),
            groups: try shiftGroups.of(unit),
            promised: promised, members: try rosters.lineMembers(of: promised))
    }

    private func coverage(
        without shift: ShiftAssignment, instead substitute: Staff.ID?, on roster: AbsenceRoster
    ) -> AbsenceCoverage {
        // Nobody learns in place of another.
        let cover = substitute.flatMap { person in
            shift.isShadow ? nil : shift.handed(to: person, as: .cover, id: ids.make(), by: nil, at: now)
        }
        return roster.coverage(without: shift, instead: cover)
    }
}

extension ShiftAssignment {
    /// Part of its hours, with as much of its break.
    mutating func shorten(to part: Range<Instant>) {
        guard part != span else { return }
        let whole = (span.upperBound - span.lowerBound).milliseconds
        let length = (part.upperBound - part.lowerBound).milliseconds
        breakMinutes = Int(Int64(breakMinutes) * length / max(1, whole))
        template = nil
        span = part
    }
}
