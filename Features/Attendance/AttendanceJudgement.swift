import Handbook
import Kernel

/// What a clock says of a roster (GAME-51, GAME-54, GAME-103). Pure: instants only, so that a night across midnight, or one
/// in which the clocks on the wall change, is as long as it was.
struct AttendanceJudgement {
    let grades: AttendanceGrades
    /// So many minutes before the shift one is there in time for the handover; nothing where no clause asks for it.
    let handover: Int?
    let zone: Zone
    let now: Instant
    /// Of the days that are judged and the one after: on which the law pays threefold.
    var statutory: Set<Day> = []

    /// A shift that was taken back for leave, and what of it was away.
    struct Missed: Hashable, Sendable {
        let day: Day
        let span: Range<Instant>
        let breakMinutes: Int
    }

    struct Leave: Hashable, Sendable {
        let type: String
        let hours: Range<Instant>
        let isAttendance: Bool
    }

    /// Everything about one person in a stretch of days.
    struct Facts: Sendable {
        var shifts: [ShiftAssignment] = []
        /// Taken back for leave.
        var missed: [Missed] = []
        /// In force: agreed to, begun or over; until the person was back.
        var leaves: [Leave] = []
        /// Hours of work of days of leave for which no roster has a shift: by the calendar (LeaveWork).
        var workdays: [Day: [Range<Instant>]] = [:]
        var punches: [Punch] = []
        /// Overtime that was counted, by the date on which it began.
        var overtime: [Day: Int] = [:]
        /// Hours of overtime that was agreed to: who clocks near them does so for a reason.
        var overtimeHours: [Range<Instant>] = []
    }

    /// So long before and after a stretch of work a clock belongs to it, unless another one is nearer.
    static let before = Duration.hours(4)
    static let after = Duration.hours(6)
    /// Beyond these it is a whole day of work.
    static let halfDayMinutes = 240

    func days(_ range: ClosedRange<Day>, _ facts: Facts) -> [AttendanceDay] {
        let stretches = stretches(of: facts.shifts.flatMap { worked($0, facts.leaves) })
        let windows = windows(of: stretches)
        var days: [Day: AttendanceDay] = [:]
        for day in range { days[day] = AttendanceDay(day: day, overtimeMinutes: facts.overtime[day] ?? 0) }
        let away = away(facts)
        for (day, parts) in away { days[day]?.away = parts }
        let perDay = Dictionary(grouping: stretches.indices, by: { stretches[$0].day })
        var used: Set<Punch> = []
        for (day, indices) in perDay {
            guard days[day] != nil else {
                for index in indices { used.formUnion(facts.punches.filter { windows[index].contains($0.at) }) }
                continue
            }
            var owed = owed(indices.map { stretches[$0] }, beside: away[day] ?? [])
            for index in indices {
                let mine = facts.punches.filter { windows[index].contains($0.at) }
                used.formUnion(mine)
                let due = owed.removeFirst()
                let turn = judge(stretches[index], due: due, mine, until: windows[index].upperBound)
                days[day]?.turns.append(turn)
                let holiday = holidayMinutes(turn, of: stretches[index])
                if holiday > 0 { days[day]?.work(onHoliday: holiday) }
                if stretches[index].isLeg { days[day]?.isSwapped = true }
            }
            // Leave beside work takes what is left of the day.
            if let turns = days[day]?.turns, !turns.isEmpty, var parts = days[day]?.away, !parts.isEmpty {
                var left = max(0, 2 - turns.reduce(0) { $0 + $1.dueHalves })
                parts = parts.map { part in
                    let taken = min(part.halves, left)
                    left -= taken
                    return AttendanceDay.Away(type: part.type, halves: taken, isAttendance: part.isAttendance)
                }
                days[day]?.away = parts.filter { $0.halves > 0 }
            }
        }
        for punch in facts.punches where !used.contains(punch) {
            let isForOvertime = facts.overtimeHours.contains {
                punch.at >= $0.lowerBound - .hours(2) && punch.at < $0.upperBound + .hours(4)
            }
            if !isForOvertime { days[zone.day(of: punch.at)]?.strays.append(punch.at) }
        }
        return range.compactMap { days[$0] }
    }

    /// Shifts that follow each other without a gap are one stretch: nobody clocks between them.
    struct Stretch: Hashable, Sendable {
        let day: Day
        var span: Range<Instant>
        var paidMinutes: Int
        var isLeg: Bool
    }

    func stretches(of shifts: [ShiftAssignment]) -> [Stretch] {
        let sorted = shifts.filter(\.isLive).sorted { $0.span.lowerBound < $1.span.lowerBound }
        var stretches: [Stretch] = []
        for shift in sorted {
            if let last = stretches.last, last.span.upperBound >= shift.span.lowerBound {
                let place = stretches.count - 1
                stretches[place].span =
                    last.span.lowerBound..<max(last.span.upperBound, shift.span.upperBound)
                stretches[place].paidMinutes += shift.paidMinutes
                stretches[place].isLeg = last.isLeg || shift.origin.isLeg
            } else {
                stretches.append(
                    Stretch(
                        day: shift.day, span: shift.span, paidMinutes: shift.paidMinutes, isLeg: shift.origin.isLeg))
            }
        }
        return stretches
    }

    /// Which clocks belong to which stretch: up to the middle between it and its neighbours.
    func windows(of stretches: [Stretch]) -> [Range<Instant>] {
        stretches.indices.map { place in
            let span = stretches[place].span
            var from = span.lowerBound - Self.before
            var to = span.upperBound + Self.after
            if place > 0 { from = max(from, middle(stretches[place - 1].span.upperBound, span.lowerBound)) }
            if place + 1 < stretches.count {
                to = min(to, middle(span.upperBound, stretches[place + 1].span.lowerBound))
            }
            return from..<max(to, span.upperBound)
        }
    }

    private func middle(_ one: Instant, _ other: Instant) -> Instant {
        Instant(milliseconds: one.milliseconds + (other.milliseconds - one.milliseconds) / 2)
    }

    /// How many half days each stretch of a day owes: the day is two, a short one alone is one. Into however many stretches
    /// it falls, there are no more than two halves, less what leave takes, and they are the longest ones'.
    private func owed(_ stretches: [Stretch], beside away: [AttendanceDay.Away]) -> [Int] {
        let taken = away.reduce(0) { $0 + $1.halves }
        if stretches.count == 1 {
            let isShort = stretches[0].paidMinutes <= Self.halfDayMinutes
            return [isShort || taken > 0 ? 1 : 2]
        }
        let longest = stretches.indices.sorted {
            (stretches[$1].paidMinutes, $0) < (stretches[$0].paidMinutes, $1)
        }.prefix(max(1, 2 - taken))
        return stretches.indices.map { longest.contains($0) ? 1 : 0 }
    }

    /// What is left of a shift beside leave in force: nobody owes what they were let off (GAME-57), also where the shift still
    /// stands on the roster.
    private func worked(_ shift: ShiftAssignment, _ leaves: [Leave]) -> [ShiftAssignment] {
        let off = leaves.map(\.hours).filter { $0.overlaps(shift.span) }
        guard !off.isEmpty, shift.isLive else { return [shift] }
        return RosterExamination.rest(of: shift.span, without: off).map { part in
            var piece = shift
            piece.shorten(to: part)
            return piece
        }
    }

    /// Each day of leave against all that was to be worked on it, each minute once: a shift that was given back and taken
    /// again, or cut into pieces, is the same work. However many leaves, a day is two halves, a short one is one.
    private func away(_ facts: Facts) -> [Day: [AttendanceDay.Away]] {
        let shifts = facts.shifts.filter(\.isLive).map {
            Missed(day: $0.day, span: $0.span, breakMinutes: $0.breakMinutes)
        }
        var away: [Day: [AttendanceDay.Away]] = [:]
        func count(_ day: Day, _ work: [Range<Instant>], breakMinutes: Int) {
            let whole = work.reduce(0) { $0 + length($1) }
            let isShort = whole / 60_000 - Int64(breakMinutes) <= Int64(Self.halfDayMinutes)
            var left = isShort ? 1 : 2
            for leave in facts.leaves.sorted(by: { $0.hours.lowerBound < $1.hours.lowerBound }) where left > 0 {
                let taken = work.reduce(0) { $0 + length($1.clamped(to: leave.hours)) }
                guard taken > 0 else { continue }
                let halves = min(left, isShort || taken * 2 <= whole ? 1 : 2)
                left -= halves
                away[day, default: []].append(
                    AttendanceDay.Away(type: leave.type, halves: halves, isAttendance: leave.isAttendance))
            }
        }
        let rostered = Dictionary(grouping: facts.missed + shifts, by: \.day)
        for (day, work) in rostered {
            let outer = work.filter { one in
                !work.contains { $0.span != one.span && $0.span.clamped(to: one.span) == one.span }
            }
            let breaks = Dictionary(outer.map { ($0.span, $0.breakMinutes) }, uniquingKeysWith: max)
            count(day, RosterExamination.stretches(work.map(\.span)), breakMinutes: breaks.values.reduce(0, +))
        }
        for (day, work) in facts.workdays where rostered[day] == nil { count(day, work, breakMinutes: 0) }
        return away.mapValues { $0.sorted { $0.type < $1.type } }
    }

    private func length(_ span: Range<Instant>) -> Int64 { (span.upperBound - span.lowerBound).milliseconds }

    /// One stretch, the clocks that belong to it, and until when another one may come.
    func judge(_ stretch: Stretch, due: Int, _ punches: [Punch], until: Instant) -> AttendanceTurn {
        let (first, last) = Self.pick(punches, stretch.span)
        var turn = AttendanceTurn(
            starts: stretch.span.lowerBound, ends: stretch.span.upperBound, dueHalves: due, stage: .over,
            clockedIn: first, clockedOut: last)
        if let first {
            turn.lateMinutes = Self.begun(first - stretch.span.lowerBound)
            turn.lateGrade = grades.grade(of: turn.lateMinutes)
            if let handover, turn.lateGrade == 0 {
                turn.isLateForHandover = first > stretch.span.lowerBound - .minutes(handover)
            }
        }
        if now < stretch.span.upperBound {
            turn.stage = first == nil && now < stretch.span.lowerBound ? .ahead : .running
            return settled(turn)
        }
        if let last {
            turn.earlyMinutes = Self.begun(stretch.span.upperBound - last)
            turn.earlyGrade = grades.grade(of: turn.earlyMinutes)
        }
        switch (first, last) {
        case (nil, nil): turn.missing = .both
        case (nil, _?): turn.missing = .in
        case (_?, nil):
            if now < until { turn.stage = .running } else { turn.missing = .out }
        case (_?, _?): break
        }
        return settled(turn)
    }

    /// What of a turn that is over was worked on statutory days, from midnight to midnight: without what was late or early
    /// beyond the grace, the break taken from it evenly. A clock that is missing is half an absence, and half of it counts.
    func holidayMinutes(_ turn: AttendanceTurn, of stretch: Stretch) -> Int {
        guard turn.stage == .over, turn.missing != .both, !statutory.isEmpty else { return 0 }
        let from = turn.lateGrade > 0 ? max(turn.starts, turn.clockedIn ?? turn.starts) : turn.starts
        let to = turn.earlyGrade > 0 ? min(turn.ends, turn.clockedOut ?? turn.ends) : turn.ends
        guard from < to else { return 0 }
        let dates = zone.day(of: from)...zone.day(of: to - .milliseconds(1))
        let minutes = statutory.filter(dates.contains).reduce(Int64(0)) { sum, day in
            let whole = zone.instant(day, .midnight)..<zone.instant(day.advanced(by: 1), .midnight)
            return sum + length((from..<to).clamped(to: whole)) / 60_000
        }
        let present = length(stretch.span) / 60_000
        guard present > 0 else { return 0 }
        let paid = Int(minutes * Int64(stretch.paidMinutes) / present)
        return turn.missing == nil ? paid : paid / 2
    }

    private func settled(_ turn: AttendanceTurn) -> AttendanceTurn {
        var turn = turn
        if turn.lateGrade == 0 { turn.lateMinutes = 0 }
        if turn.earlyGrade == 0 { turn.earlyMinutes = 0 }
        var halves = (turn.lateGrade == 4 ? 1 : 0) + (turn.earlyGrade == 4 ? 1 : 0)
        switch turn.missing {
        case .both: halves = turn.dueHalves
        case .in, .out: halves += 1
        case nil: break
        }
        turn.absentHalves = min(halves, turn.dueHalves)
        return turn
    }

    /// The first clock in and the last clock out. A single clock that does not say which it was is the nearer one.
    static func pick(_ punches: [Punch], _ span: Range<Instant>) -> (first: Instant?, last: Instant?) {
        let sorted = punches.sorted { $0.at < $1.at }
        if sorted.count == 1, let only = sorted.first, only.kind == .unknown {
            let isNearStart =
                abs((only.at - span.lowerBound).milliseconds) <= abs((span.upperBound - only.at).milliseconds)
            return isNearStart ? (only.at, nil) : (nil, only.at)
        }
        let first = sorted.first { $0.kind.mayBeIn && $0.at < span.upperBound }
        let last = sorted.last { $0.kind.mayBeOut && $0.at != first?.at && $0.at > (first?.at ?? span.lowerBound) }
        return (first?.at, last?.at)
    }

    /// Minutes that have begun: who comes forty seconds late is late (GAME-51).
    static func begun(_ time: Duration) -> Int {
        time.milliseconds <= 0 ? 0 : Int((time.milliseconds + 59_999) / 60_000)
    }
}
