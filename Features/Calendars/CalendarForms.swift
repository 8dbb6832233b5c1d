import Handbook
import Kernel
import Web

/// The hours of a unit and the holidays of a year, as people type them.
enum CalendarForms {
    /// Lines of a text area: more than ten years of single dates.
    static let mostLines = 4000

    static func hours(_ typed: FormData, of unit: Unit.ID, in t: Language) throws(Invalid) -> CalendarChange {
        if typed.sent("inherit") != nil { return .hours(nil, of: unit) }
        let fields = try form(
            typed.value("zone", or: t(.calendarZoneProblem)) { Zone($0)?.identifier },
            week(typed, in: t), typed.ticked("holidays"), exceptions(typed, in: t))
        let plan = CalendarPlan(
            zone: fields.0, week: fields.1, keepsStatutoryHolidays: fields.2, exceptions: fields.3)
        do {
            _ = try plan.calendar()
        } catch {
            throw Invalid([error.field: error.sentence(in: t)])
        }
        return .hours(plan, of: unit)
    }

    static func holidays(_ typed: FormData, in t: Language) throws(Invalid) -> CalendarChange {
        let year = try form(typed.integer("year", in: StatutoryNotice.years))
        let text = try form(typed.required("days", max: 40_000))
        let days = text.hasPrefix("{") ? try json(text, year: year, in: t) : try lines(text, year: year, in: t)
        guard !days.isEmpty else { throw Invalid(["days": t(.holidaysEmpty)]) }
        return .holidays(days, year: year)
    }

    /// What stands in the form before anybody has typed.
    static func values(of plan: CalendarPlan) -> [String: String] {
        var values = ["zone": plan.zone]
        for weekday in Weekday.allCases { values[weekday.code] = text(plan.week[weekday] ?? []) }
        if plan.keepsStatutoryHolidays { values["holidays"] = "1" }
        values["exceptions"] = plan.exceptions.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value.isEmpty ? "closed" : text($0.value))" }.joined(separator: "\n")
        return values
    }

    private static func text(_ hours: [Range<TimeOfDay>]) -> String { hours.map(\.hours).joined(separator: ", ") }

    /// One field for each weekday; the problem stands at the first that is wrong.
    private static func week(_ typed: FormData, in t: Language) -> Field<[Weekday: [Range<TimeOfDay>]]> {
        var week: [Weekday: [Range<TimeOfDay>]] = [:]
        for weekday in Weekday.allCases {
            let text = typed.text(weekday.code)
            guard !text.isEmpty else { continue }
            guard text.count <= 200, let plan = hours(text) else {
                return .bad(name: weekday.code, problem: t(.calendarHoursProblem, String(text.prefix(40))))
            }
            week[weekday] = plan
        }
        return .good(week)
    }

    private static func exceptions(_ typed: FormData, in t: Language) -> Field<[Day: [Range<TimeOfDay>]]> {
        var exceptions: [Day: [Range<TimeOfDay>]] = [:]
        for (number, line) in numbered(typed.text("exceptions")) {
            guard let day = Day(iso: line.prefix(10)), let plan = hours(String(line.dropFirst(10))) else {
                let problem = t(.calendarExceptionProblem, "\(number)", String(line.prefix(40)))
                return .bad(name: "exceptions", problem: problem)
            }
            guard exceptions.updateValue(plan, forKey: day) == nil else {
                return .bad(name: "exceptions", problem: t(.calendarExceptionTwice, "\(day)"))
            }
        }
        return .good(exceptions)
    }

    /// `09:00-12:00, 13:00-18:00`, or closed in either language.
    private static func hours(_ text: String) -> [Range<TimeOfDay>]? {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if Word.closedTyped.contains(text) { return [] }
        return BusinessCalendar.Plan(text)?.hours
    }

    private static func json(
        _ text: String, year: Int, in t: Language
    ) throws(Invalid) -> [Day: StatutoryHolidays.Holiday] {
        do {
            let given = try StatutoryHolidays().adding(holidayCN: Array(text.utf8))
            guard given.years.isEmpty || given.years == [year] else { throw Invalid(["days": t(.holidaysUnreadable)]) }
            return given.days
        } catch let invalid as Invalid {
            throw invalid
        } catch {
            throw Invalid(["days": t(.holidaysUnreadable)])
        }
    }

    /// `2027-01-01~2027-01-03 元旦 休`: first and last date, name, off or worked.
    private static func lines(
        _ text: String, year: Int, in t: Language
    ) throws(Invalid) -> [Day: StatutoryHolidays.Holiday] {
        var days: [Day: StatutoryHolidays.Holiday] = [:]
        for (number, line) in numbered(text) {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "\u{3000}" }
            let dates = (words.first ?? "").split { $0 == "~" || $0 == "\u{FF5E}" }.map { Day(iso: $0) }
            guard words.count == 3, (1...2).contains(dates.count), let first = dates[0],
                let last = dates[dates.count - 1],
                first <= last, last.number - first.number < 60, words[1].count <= 20,
                let isOff = Word.offTyped[String(words[2])]
            else {
                throw Invalid(["days": t(.holidaysLineProblem, "\(number)", String(line.prefix(40)))])
            }
            for day in first...last {
                guard day.year == year || day.year == year - 1 && day.month == 12 else {
                    throw Invalid(["days": t(.holidaysOtherYear, "\(day)", "\(year)")])
                }
                days[day] = StatutoryHolidays.Holiday(name: String(words[1]), isOff: isOff)
            }
        }
        return days
    }

    private static func numbered(_ text: String) -> [(Int, Substring)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).prefix(mostLines).enumerated().compactMap {
            let line = $1.trimmed
            return line.isEmpty ? nil : ($0 + 1, line)
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}

extension CalendarPlan.Refusal {
    /// The field at which the problem is told.
    fileprivate var field: String {
        switch self {
        case .unknownZone: "zone"
        case .hours(.neverOpens): "mon"
        case .hours(.withoutLength(_, let place)), .hours(.outsideTheDay(_, let place)),
            .hours(.overlapping(_, _, let place)), .hours(.runsInto(_, let place, _, _)):
            switch place {
            case .weekday(let weekday): weekday.code
            case .day: "exceptions"
            }
        case .hours(.tooManyExceptions): "exceptions"
        }
    }

    func sentence(in language: Language) -> String {
        switch self {
        case .unknownZone: language(.calendarZoneProblem)
        case .hours(let refusal): refusal.sentence(in: language)
        }
    }
}
