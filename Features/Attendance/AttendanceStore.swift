import Database
import Handbook
import Kernel

/// A person's month, computed: from rosters, leave, swaps, clocks and overtime as they stand now.
struct AttendanceMonth: Sendable {
    let staff: Staff.ID
    /// Its first day.
    let month: Day
    let days: [AttendanceDay]

    var totals: AttendanceTotals { AttendanceTotals(days) }
}

/// Gathers what a day of attendance is judged by. Nothing of it is stored until a month is confirmed.
struct Attendance {
    let tx: Transaction

    func month(of staff: Staff.ID, _ month: Day, on ground: AbsenceGround) throws -> AttendanceMonth {
        try months(of: [staff], month, on: ground)[staff] ?? AttendanceMonth(staff: staff, month: month, days: [])
    }

    /// Of several people at once: a handful of statements whatever their number.
    func months(of people: [Staff.ID], _ month: Day, on ground: AbsenceGround) throws -> [Staff.ID: AttendanceMonth] {
        let days = month.firstOfMonth...month.lastOfMonth
        let judged = try judge(people, days, on: ground)
        return judged.mapValues { AttendanceMonth(staff: $0.staff, month: days.lowerBound, days: $0.days) }
    }

    func judge(
        _ people: [Staff.ID], _ days: ClosedRange<Day>, on ground: AbsenceGround
    ) throws -> [Staff.ID: (staff: Staff.ID, days: [AttendanceDay])] {
        let zone = ground.zone
        let span =
            zone.instant(days.lowerBound, .midnight)..<zone.instant(days.upperBound.advanced(by: 1), .midnight)
        // The neighbours say which clocks are theirs.
        let wide = (span.lowerBound - .days(2))..<(span.upperBound + .days(2))
        let shifts = try tx.shifts.of(people, between: wide)
        let missed = try missed(by: people, between: wide)
        let agreed = Dictionary(grouping: try tx.leaves.away(of: people, in: wide), by: \.staff)
        let work = try tx.leaves.work(of: agreed.keys.sorted { $0.rawValue < $1.rawValue }, around: wide)
        let punches = try tx.clockEvents.punches(of: people, between: wide)
        let overtime = try tx.overtimes.agreed(of: people, on: days.lowerBound.advanced(by: -1)...days.upperBound)
        let judgement = AttendanceJudgement(
            grades: grades(on: ground), handover: handover(on: ground), zone: zone, now: tx.now,
            statutory: statutory(days))
        var judged: [Staff.ID: (staff: Staff.ID, days: [AttendanceDay])] = [:]
        for person in people {
            let extra = overtime[person] ?? []
            let leaves = agreed[person] ?? []
            let facts = AttendanceJudgement.Facts(
                shifts: shifts[person] ?? [], missed: missed[person] ?? [],
                leaves: leaves.map { inForce($0, on: ground) },
                workdays: workdays(leaves, work[person] ?? LeaveWork(), in: wide, on: ground),
                punches: punches[person] ?? [],
                overtime: extra.reduce(into: [:]) { $0[$1.day, default: 0] += $1.minutes ?? 0 },
                overtimeHours: extra.map(\.plan.hours))
            judged[person] = (person, judgement.days(days, facts))
        }
        return judged
    }

    /// Who worked, or was to work, in a month: by a roster of the unit, or of one above it for whoever belongs to this one
    /// (the groups of a department are rostered together, and each leader sees their own).
    func people(of unit: Unit.ID, _ month: Day, in zone: Zone) throws -> [Staff.ID] {
        let first = zone.instant(month.firstOfMonth, .midnight)
        let end = zone.instant(month.lastOfMonth.advanced(by: 1), .midnight)
        let chain = try tx.units.chain(from: unit).map(\.id)
        // Of its groups also those for whom the roster has no shift because they were away.
        let members = try tx.shiftGroups.members(of: unit, on: month.firstOfMonth...month.lastOfMonth).map(\.staff)
        let away = try tx.leaves.away(of: members.uniqued(), in: first..<end).map(\.staff)
        let rostered = try tx.execute(
            """
            SELECT DISTINCT shift_assignment.staff_id AS staff_id FROM shift_assignment
            JOIN roster ON roster.id = shift_assignment.roster_id
            WHERE shift_assignment.unit_id IN \(list: chain)
                AND shift_assignment.starts_at >= \(first) AND shift_assignment.starts_at < \(end)
                AND shift_assignment.staff_id IS NOT NULL AND (taken_back_at IS NULL OR taken_back_for = 'leave')
                AND roster.state IN ('published', 'in_force', 'closed')
                AND (shift_assignment.unit_id = \(unit) OR shift_assignment.staff_id IN (
                    SELECT appointment.staff_id FROM appointment
                    WHERE appointment.unit_id = \(unit) AND appointment.starts_at < \(end)
                        AND (appointment.ends_at IS NULL OR appointment.ends_at > \(first))
                ))
            ORDER BY shift_assignment.staff_id
            LIMIT \(Roster.mostPeople)
            """
        ).map { try $0.id("staff_id") as Staff.ID }
        return (rostered + away).uniqued()
    }

    func grades(on ground: AbsenceGround) -> AttendanceGrades {
        if case .attendanceGrade(let grades)? = ground.gate(.attendanceGrade)?.gate { return grades }
        return .usual
    }

    /// A night that begins on the last day ends on the one after.
    private func statutory(_ days: ClosedRange<Day>) -> Set<Day> {
        let count = days.lowerBound.distance(to: days.upperBound) + 1
        return Set((0...count).map { days.lowerBound.advanced(by: $0) }.filter(StatutoryDays.contains))
    }

    private func handover(on ground: AbsenceGround) -> Int? {
        if case .clockEarly(let minutes)? = ground.gate(.clockEarly)?.gate { return minutes }
        return nil
    }

    private func missed(
        by people: [Staff.ID], between interval: Range<Instant>
    ) throws -> [Staff.ID: [AttendanceJudgement.Missed]] {
        guard !people.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT staff_id, day_on, starts_at, ends_at, break_minutes FROM shift_assignment
            WHERE staff_id IN \(list: people) AND starts_at >= \(interval.lowerBound)
                AND starts_at < \(interval.upperBound) AND taken_back_for = 'leave'
            ORDER BY staff_id, starts_at
            LIMIT \(Roster.mostShifts)
            """
        )
        var missed: [Staff.ID: [AttendanceJudgement.Missed]] = [:]
        for row in rows {
            let starts = try row.instant("starts_at")
            let ends = try row.instant("ends_at")
            missed[try row.id("staff_id"), default: []].append(
                AttendanceJudgement.Missed(
                    day: try row.day("day_on"), span: starts..<ends, breakMinutes: try row.int("break_minutes")))
        }
        return missed
    }

    private func inForce(_ leave: Leave, on ground: AbsenceGround) -> AttendanceJudgement.Leave {
        let isAttendance = ground.handbook.leaveType(leave.plan.type)?.isAttendance ?? false
        return AttendanceJudgement.Leave(type: leave.plan.type, hours: leave.absence, isAttendance: isAttendance)
    }

    /// Where the roster was made around a leave, or there is none: what would have been worked by the calendar.
    private func workdays(
        _ leaves: [Leave], _ work: LeaveWork, in wide: Range<Instant>, on ground: AbsenceGround
    ) -> [Day: [Range<Instant>]] {
        leaves.reduce(into: [:]) { days, leave in
            let hours = leave.absence.clamped(to: wide)
            guard !hours.isEmpty else { return }
            let mine = work.days(of: hours, agreedAt: leave.decision?.at, by: ground.calendar)
            days.merge(mine) { first, _ in first }
        }
    }
}

extension Transaction {
    var attendance: Attendance { Attendance(tx: self) }
}
