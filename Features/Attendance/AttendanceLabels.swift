import Handbook
import Kernel
import Web

/// What a day of attendance came to, in words and as the code of F-64.
struct AttendanceText {
    let t: Language
    let zone: Zone
    let handbook: Handbook

    /// Everything there is to say of a day; at least one thing.
    func verdicts(_ day: AttendanceDay) -> [(tone: Tone, text: String)] {
        var said: [(tone: Tone, text: String)] = []
        for turn in day.turns { said += verdicts(turn) }
        for away in day.away where away.halves > 0 {
            said.append((.plain, "\(type(away.type)) \(LeaveCheck.halves(away.halves))"))
        }
        if day.isSwapped { said.append((.plain, t(.attendanceSwapped))) }
        if day.overtimeMinutes > 0 {
            said.append((.plain, t(.attendanceOvertimeOf, Overtimes.hours(day.overtimeMinutes))))
        }
        if let minutes = day.holidayMinutes {
            said.append((.plain, t(.attendanceHolidayOf, Overtimes.hours(minutes))))
        }
        if !day.strays.isEmpty { said.append((.warned, t(.attendanceStray))) }
        if said.isEmpty { said.append((.plain, t(.attendanceRest))) }
        return said
    }

    private func verdicts(_ turn: AttendanceTurn) -> [(tone: Tone, text: String)] {
        var said: [(tone: Tone, text: String)] = []
        if turn.lateGrade > 0 {
            said.append((.warned, graded(t(.attendanceLate, String(turn.lateMinutes)), turn.lateGrade)))
        }
        if turn.earlyGrade > 0 {
            said.append((.warned, graded(t(.attendanceEarly, String(turn.earlyMinutes)), turn.earlyGrade)))
        }
        switch turn.missing {
        case .in: said.append((.broken, t(.attendanceMissingIn)))
        case .out: said.append((.broken, t(.attendanceMissingOut)))
        case .both, nil: break
        }
        if turn.absentHalves > 0 {
            let isWhole = turn.absentHalves == turn.dueHalves && turn.dueHalves == 2
            said.append((.broken, t(isWhole ? .attendanceAbsent : .attendanceHalfAbsent)))
        }
        if turn.isLateForHandover { said.append((.plain, t(.attendanceHandoverLate))) }
        guard said.isEmpty else { return said }
        return switch turn.stage {
        case .ahead: [(.plain, t(.attendanceAhead))]
        case .running: [(.going, t(.attendanceRunning))]
        case .over: [(.done, t(.attendanceOnTime))]
        }
    }

    private func graded(_ text: String, _ grade: Int) -> String {
        grade > 3 ? text : t(.attendanceGrade, text, String(grade))
    }

    func badges(_ day: AttendanceDay) -> HTML {
        HTML(verdicts(day).map { StateBadge($0.tone, $0.text).html })
    }

    func type(_ code: String) -> String { handbook.leaveType(code)?.name(in: t) ?? code }

    func clock(_ instant: Instant?) -> String { instant.map { $0.local(zone).time.description } ?? "–" }

    /// 08:52–21:03; of whoever is at work `08:52 起`, of a clock that is missing `未打卡–21:03`. Nothing where nobody has
    /// clocked yet.
    func clocks(_ turn: AttendanceTurn) -> String {
        if turn.clockedIn == nil, turn.clockedOut == nil { return "" }
        if turn.stage == .running, turn.clockedOut == nil { return t(.attendanceFrom, clock(turn.clockedIn)) }
        func time(_ instant: Instant?) -> String { instant.map(clock) ?? t(.attendanceNoClock) }
        return "\(time(turn.clockedIn))–\(time(turn.clockedOut))"
    }

    /// 09:00–21:00; a night ends after midnight.
    func hours(_ turn: AttendanceTurn) -> String { "\(clock(turn.starts))–\(clock(turn.ends))" }

    /// The sums of a month, each with its name, in the order of F-64.
    func sums(_ totals: AttendanceTotals) -> [(Word, String)] {
        let away = totals.awayHalves.sorted { $0.key < $1.key }.map { "\(type($0.key)) \(LeaveCheck.halves($0.value))" }
        return [
            (.attendanceDue, LeaveCheck.halves(totals.dueHalves)),
            (.attendanceWorked, LeaveCheck.halves(totals.workedHalves)),
            (.attendanceLateTimes, "\(totals.lateCount)/\(totals.lateMinutes)"),
            (.attendanceEarlyTimes, "\(totals.earlyCount)/\(totals.earlyMinutes)"),
            (.attendanceMissingTimes, "\(totals.missingCount)"),
            (.attendanceAbsentDays, LeaveCheck.halves(totals.absentHalves)),
            (.attendanceAwayDays, away.isEmpty ? "0" : away.joined(separator: t(.listGap))),
            (.attendanceOvertimeHours, Overtimes.hours(totals.overtimeMinutes)),
            (.attendanceHolidayHours, Overtimes.hours(totals.holidayMinutes)),
            (.attendanceSwaps, "\(totals.swaps)"), (.attendanceHandoverTimes, "\(totals.handoverLate)"),
        ]
    }
}
