import Handbook
import Kernel

/// One time somebody pressed the clock, as a day is judged by it.
struct Punch: Hashable, Codable, Sendable {
    let at: Instant
    let kind: ClockKind
}

/// Which way somebody went; many clocks on a wall do not say.
enum ClockKind: String, CaseIterable, Codable, Sendable {
    case `in`, out, unknown

    var mayBeIn: Bool { self != .out }
    var mayBeOut: Bool { self != .in }
}

/// One stretch of work of a day as it was worked (GAME-54, GAME-103).
struct AttendanceTurn: Hashable, Codable, Sendable {
    enum Stage: String, Codable, Sendable {
        /// Has not begun.
        case ahead
        /// Goes on, or its last clock may still come.
        case running
        case over
    }

    enum Missing: String, Codable, Sendable {
        case `in`, out, both
    }

    let starts: Instant
    let ends: Instant
    /// In half days: what of the day is owed in it.
    let dueHalves: Int
    var stage: Stage
    var clockedIn: Instant?
    var clockedOut: Instant?
    var lateMinutes = 0
    /// 1 to 3; 4: half a day; 0: in time.
    var lateGrade = 0
    var earlyMinutes = 0
    var earlyGrade = 0
    /// In time for the shift, and too late for a proper handover (GAME-51).
    var isLateForHandover = false
    var missing: Missing?
    var absentHalves = 0
}

/// A person's day of attendance. It belongs to the date on which its shift began.
struct AttendanceDay: Hashable, Codable, Sendable {
    /// What of it was leave.
    struct Away: Hashable, Codable, Sendable {
        /// The code of a kind of leave of the handbook.
        let type: String
        let halves: Int
        /// Counts as attendance: official business, outside study (GAME-59).
        let isAttendance: Bool
    }

    let day: Day
    var turns: [AttendanceTurn] = []
    var away: [Away] = []
    /// A swapped shift, or the return of one (GAME-67).
    var isSwapped = false
    var overtimeMinutes = 0
    /// Worked by roster on statutory days, whichever day they are counted to: paid threefold (劳动法 article 44 (3)). Nothing
    /// where there was none, and of days that were confirmed before it was counted.
    var holidayMinutes: Int?
    /// Clocks of a day on which nothing was owed.
    var strays: [Instant] = []

    var dueHalves: Int { turns.reduce(0) { $0 + $1.dueHalves } + away.reduce(0) { $0 + $1.halves } }
    var absentHalves: Int { turns.reduce(0) { $0 + $1.absentHalves } }
    var lateMinutes: Int { turns.reduce(0) { $0 + $1.lateMinutes } }
    var earlyMinutes: Int { turns.reduce(0) { $0 + $1.earlyMinutes } }
    var missing: [AttendanceTurn.Missing] { turns.compactMap(\.missing) }
    var isRest: Bool { turns.isEmpty && away.isEmpty }
    var isOver: Bool { turns.allSatisfy { $0.stage == .over } }

    mutating func work(onHoliday minutes: Int) { holidayMinutes = (holidayMinutes ?? 0) + minutes }

    /// Somebody has to look at it.
    var isException: Bool {
        turns.contains { $0.lateGrade > 0 || $0.earlyGrade > 0 || $0.missing != nil } || !strays.isEmpty
    }
}

/// The sums of a month, as F-64 has them.
struct AttendanceTotals: Hashable, Sendable {
    var dueHalves = 0
    var workedHalves = 0
    var lateCount = 0
    var lateMinutes = 0
    /// How often each grade: first, second, third; beyond it half a day is an absence.
    var lateGrades = [0, 0, 0, 0]
    var earlyCount = 0
    var earlyMinutes = 0
    var missingCount = 0
    var absentHalves = 0
    var handoverLate = 0
    var awayHalves: [String: Int] = [:]
    var overtimeMinutes = 0
    var holidayMinutes = 0
    var swaps = 0

    init() {}

    init(_ days: [AttendanceDay]) {
        for day in days {
            swaps += day.isSwapped ? 1 : 0
            overtimeMinutes += day.overtimeMinutes
            holidayMinutes += day.holidayMinutes ?? 0
            for away in day.away {
                dueHalves += away.halves
                awayHalves[away.type, default: 0] += away.halves
                workedHalves += away.isAttendance ? away.halves : 0
            }
            for turn in day.turns where turn.stage != .ahead { add(turn) }
        }
    }

    private mutating func add(_ turn: AttendanceTurn) {
        dueHalves += turn.dueHalves
        absentHalves += turn.absentHalves
        workedHalves += turn.stage == .over ? turn.dueHalves - turn.absentHalves : 0
        if turn.lateGrade > 0 {
            lateCount += 1
            lateMinutes += turn.lateMinutes
            lateGrades[turn.lateGrade - 1] += 1
        }
        if turn.earlyGrade > 0 {
            earlyCount += 1
            earlyMinutes += turn.earlyMinutes
        }
        if turn.missing == .in || turn.missing == .out { missingCount += 1 }
        handoverLate += turn.isLateForHandover ? 1 : 0
    }
}
