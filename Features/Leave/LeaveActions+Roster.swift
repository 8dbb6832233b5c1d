import Database
import Handbook
import Kernel

/// What a leave does to the roster, and what an approver sees of it (GAME-60, GAME-66, SOFT-70).
extension Leaves {
    func circumstances(
        _ plan: Leave.Plan, _ type: LeaveType, of staff: Staff.ID, on ground: AbsenceGround
    ) throws -> LeaveCheck.Circumstances {
        let shifts = try tx.shifts.of(staff, between: plan.hours)
        let work = try work(of: staff, in: plan.hours, shifts, on: ground)
        let halfDays = LeaveDays.halfDays(of: plan.hours, work: work)
        let first = ground.zone.day(of: plan.hours.lowerBound)
        let last = ground.zone.day(of: plan.hours.upperBound - .milliseconds(1))
        let known = try tx.calendars.holidays(asOf: tx.now)
        let holidays = (0...first.distance(to: last)).compactMap { offset -> String? in
            known[first.advanced(by: offset)].flatMap { $0.isOff ? $0.name : nil }
        }
        return LeaveCheck.Circumstances(
            askedAt: tx.now, hours: plan.hours, firstShiftAt: shifts.first?.span.lowerBound ?? plan.hours.lowerBound,
            holidays: holidays.uniqued(), hasLegs: shifts.contains { $0.origin.isLeg },
            left: try left(of: staff, type.balance, on: first), halfDays: halfDays, zone: ground.zone)
    }

    /// By roster where one binds, by the calendar where none does.
    private func work(
        of staff: Staff.ID, in hours: Range<Instant>, _ shifts: [ShiftAssignment], on ground: AbsenceGround
    ) throws -> [Day: [Range<Instant>]] {
        let first = ground.zone.day(of: hours.lowerBound)
        let last = ground.zone.day(of: hours.upperBound - .milliseconds(1))
        let bound = try tx.rosters.binding(on: ground.unit, days: first...last)
        var work = Dictionary(grouping: shifts, by: \.day).mapValues { $0.map(\.span) }
        for offset in 0...first.distance(to: last) {
            let day = first.advanced(by: offset)
            if work[day] == nil, !bound.contains(where: { $0.days.contains(day) }) {
                work[day] = ground.calendar.openings(on: day)
            }
        }
        return work
    }

    /// How many are there in each shift that the leave touches, now and afterwards.
    func coverage(of leave: Leave) throws -> [AbsenceCoverage] {
        let shifts = try tx.shifts.of(leave.staff, between: leave.hours)
        return try shifts.map { try tx.absenceCoverage(without: $0, instead: leave.plan.substitute) }
    }

    func approvalChecks(_ leave: Leave, _ type: LeaveType, on ground: AbsenceGround) throws -> [GateCheck] {
        var checks = ground.check(.leaveApproval, missing: nil)
        let isPast = leave.rule == .retroactive
        // What has been missed already is not made good by a number (GAME-57).
        if !isPast {
            let short = try coverage(of: leave).first(where: \.isShort)
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
        }
        if let left = try left(of: leave.staff, type.balance, on: firstDay(of: leave, on: ground)) {
            checks += ground.check(
                .leaveBalance,
                missing: leave.halfDays <= left
                    ? nil
                    : Sentence(
                        .leaveBeyondBalance, LeaveCheck.halves(leave.halfDays), LeaveCheck.halves(max(0, left))))
        }
        return checks
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
    /// nothing: it hangs on the wall.
    func takeOffRoster(_ leave: Leave, by staff: Staff.ID) throws {
        if let substitute = leave.plan.substitute {
            let busy = try tx.shifts.of(substitute, between: leave.hours)
            let mine = try tx.shifts.of(leave.staff, between: leave.hours)
            if busy.contains(where: { other in mine.contains { $0.overlaps(other) } }) {
                throw Leave.Refusal.substituteBusy
            }
            if try !live(of: substitute, in: leave.hours).isEmpty { throw Leave.Refusal.substituteBusy }
        }
        let zone = try tx.absenceGround(of: leave.unit).zone
        for var shift in try tx.shifts.of(leave.staff, between: leave.hours) {
            let was = try tx.rosters.describe(shift, zone)
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
            // A shift that is over is nobody's to take.
            let isOver = missed.upperBound <= tx.now
            try tx.shifts.insert((isOver ? [] : [cover]) + pieces)
            try shift.takeBack(for: .leave, by: staff, at: tx.now, replacedBy: isOver ? pieces.first?.id : cover.id)
            try tx.shifts.save(shift)
            try tx.rosters.note(
                .leave, on: shift.roster, of: leave.staff, day: shift.day, was: was,
                became: isOver ? "" : try tx.rosters.describe(cover, zone), because: leave.number, by: staff)
        }
    }

    /// Withdrawn before it began: what nobody has taken in the meantime is the person's again.
    func putBackOnRoster(_ leave: Leave, by staff: Staff.ID) throws {
        let zone = try tx.absenceGround(of: leave.unit).zone
        for shift in try tx.shifts.takenBack(of: leave.staff, for: .leave, between: leave.hours) {
            guard let next = shift.replacedBy, var cover = try tx.shifts.find(next), cover.isLive,
                cover.staff == nil || cover.staff == leave.plan.substitute
            else { continue }
            let back = cover.handed(to: leave.staff, as: .adjusted, id: tx.ids.make(), by: staff, at: tx.now)
            try tx.shifts.insert([back])
            try cover.takeBack(for: .adjusted, by: staff, at: tx.now, replacedBy: back.id)
            try tx.shifts.save(cover)
            try tx.rosters.note(
                .leave, on: shift.roster, of: leave.staff, day: shift.day,
                was: try tx.rosters.describe(cover, zone), became: try tx.rosters.describe(back, zone),
                because: leave.number, by: staff)
        }
    }
}

/// How many are there in one shift when somebody is not: what an approver has in view (GAME-66).
struct AbsenceCoverage: Equatable, Sendable {
    /// The group; empty for the whole unit.
    let name: String
    let hours: Range<Instant>
    let before: Int
    let after: Int
    let minimum: Int

    var isShort: Bool { after < minimum }
}

extension Transaction {
    /// Of the group the shift belongs to, or of the unit where it belongs to none.
    func absenceCoverage(without shift: ShiftAssignment, instead substitute: Staff.ID?) throws -> AbsenceCoverage {
        let all = try shifts.covering(shift.unit, shift.span, withTakenBack: true)
        let groups = try shiftGroups.of(shift.unit)
        let needs = ShiftCoverage.needs(of: groups, working: all)
        let part: ShiftCoverage.Part = shift.group.map { .group($0) } ?? .unit
        var others = all.filter { $0.id != shift.id }
        if let substitute {
            others.append(shift.handed(to: substitute, as: .cover, id: ids.make(), by: nil, at: now))
        }
        func fewest(_ shifts: [ShiftAssignment]) -> (present: Int, minimum: Int) {
            let cells = ShiftCoverage(shift.span, shifts: shifts, needs: needs).cells(of: part)
            let worst = cells.min { $0.present - $0.minimum < $1.present - $1.minimum }
            return (worst?.present ?? 0, worst?.minimum ?? 0)
        }
        let before = fewest(all)
        let after = fewest(others)
        return AbsenceCoverage(
            name: groups.first { $0.id == shift.group }?.name ?? "", hours: shift.span, before: before.present,
            after: after.present, minimum: after.minimum)
    }
}

extension ShiftAssignment {
    /// Part of its hours, with as much of its break.
    fileprivate mutating func shorten(to part: Range<Instant>) {
        guard part != span else { return }
        let whole = (span.upperBound - span.lowerBound).milliseconds
        let length = (part.upperBound - part.lowerBound).milliseconds
        breakMinutes = Int(Int64(breakMinutes) * length / max(1, whole))
        template = nil
        span = part
    }
}
