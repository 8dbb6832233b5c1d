import Handbook
import Kernel

/// One thing that a day came to, as it stands in the square of F-64.
struct AttendanceMark: Equatable, Sendable {
    /// Beside another one: 迟.
    let short: String
    /// Alone: 迟12.
    let full: String

    init(_ short: String, _ full: String? = nil) {
        self.short = short
        self.full = full ?? short
    }
}

/// The squares of F-64 and their legend.
extension AttendanceText {
    /// One mark as it is, two in short beside each other, of more the weightiest and how many others there are: a square is
    /// never higher than a line, and says that there is more.
    func square(_ day: AttendanceDay) -> String {
        let marks = marks(day)
        guard let first = marks.first else { return day.isRest ? t(.codeRest) : "" }
        return switch marks.count {
        case 1: first.full
        case 2: marks.map(\.short).joined()
        default: "\(first.short)+\(marks.count - 1)"
        }
    }

    /// The same at length: 迟12 年½.
    func line(_ day: AttendanceDay) -> String {
        let marks = marks(day)
        return marks.isEmpty ? square(day) : marks.map(\.full).joined(separator: " ")
    }

    /// All there is to say of a day, each once, the weightiest first; nothing of a day off and of one that is still to come.
    func marks(_ day: AttendanceDay) -> [AttendanceMark] {
        let trouble = trouble(day.turns)
        var others = leave(day.away)
        if day.isSwapped { others.append(AttendanceMark(t(.codeSwapped))) }
        if day.overtimeMinutes > 0 {
            others.append(AttendanceMark(t(.codeOvertime), "+\(Overtimes.hours(day.overtimeMinutes))"))
        }
        if day.holidayMinutes != nil { others.append(AttendanceMark(t(.codeHoliday))) }
        let isInOrder = trouble.isEmpty && day.turns.contains { $0.stage == .over }
        return trouble + others + (isInOrder ? [AttendanceMark("√")] : [])
    }

    private func trouble(_ turns: [AttendanceTurn]) -> [AttendanceMark] {
        let here = turns.filter { $0.absentHalves < 2 || $0.absentHalves < $0.dueHalves }
        let absent = turns.reduce(0) { $0 + $1.absentHalves }
        let late = here.filter { $0.lateGrade > 0 }.reduce(0) { $0 + $1.lateMinutes }
        let early = here.filter { $0.earlyGrade > 0 }.reduce(0) { $0 + $1.earlyMinutes }
        var marks: [AttendanceMark] = []
        if absent > 0 { marks.append(AttendanceMark(t(absent > 1 ? .codeAbsent : .codeHalf))) }
        if here.contains(where: { $0.missing == .in || $0.missing == .out }) {
            marks.append(AttendanceMark(t(.codeMissing)))
        }
        if late > 0 { marks.append(AttendanceMark(t(.codeLate), "\(t(.codeLate))\(late)")) }
        if early > 0 { marks.append(AttendanceMark(t(.codeEarly), "\(t(.codeEarly))\(early)")) }
        return marks
    }

    private func leave(_ away: [AttendanceDay.Away]) -> [AttendanceMark] {
        let halves = Dictionary(away.map { ($0.type, $0.halves) }, uniquingKeysWith: +)
        return away.map(\.type).uniqued().filter { halves[$0] != 0 }.map { type in
            let mark = leaveMarks[type] ?? type
            return AttendanceMark(mark, halves[type] == 1 ? "\(mark)½" : mark)
        }
    }

    /// Each kind of leave of the handbook by a mark that nothing else has: 事, 年; Pe, An.
    var leaveMarks: [String: String] {
        var taken = Set(Word.codes.map { t($0) })
        var marks: [String: String] = [:]
        for type in handbook.leaveTypes {
            let letters = type.name(in: t).filter { !$0.isWhitespace }
            let candidates: [String] =
                switch t {
                case .chinese: letters.map { String($0) }
                case .english: letters.dropFirst().map { "\(letters.prefix(1).uppercased())\($0.lowercased())" }
                }
            let mark = candidates.first { !taken.contains($0) } ?? type.name(in: t)
            taken.insert(mark)
            marks[type.code] = mark
        }
        return marks
    }

    /// What every mark of a month means.
    func legend(of days: [AttendanceDay]) -> String {
        let used = Set(days.flatMap { $0.away.filter { $0.halves > 0 }.map(\.type) })
        let marks = leaveMarks
        let leave = handbook.leaveTypes.filter { used.contains($0.code) }.map {
            "\(marks[$0.code] ?? $0.code) \($0.name(in: t))"
        }
        return ([t(.attendanceLegend)] + leave).joined(separator: "　")
    }
}

extension Word {
    static let codeAbsent = Word("旷", "A")
    static let codeMissing = Word("缺", "M")
    static let codeLate = Word("迟", "L")
    static let codeEarly = Word("早", "E")
    static let codeHalf = Word("半", "H")
    static let codeSwapped = Word("换", "S")
    static let codeOvertime = Word("加", "O")
    static let codeHoliday = Word("节", "P")
    static let codeRest = Word("休", "–")

    /// All of them: a kind of leave takes none.
    static let codes = [
        codeAbsent, codeMissing, codeLate, codeEarly, codeHalf, codeSwapped, codeOvertime, codeHoliday, codeRest,
    ]
}
