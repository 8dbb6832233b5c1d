import Kernel
import Mathematics

/// How many people each half hour needs, from what came in before (0070): the same weekday, holidays apart, Erlang for
/// what cannot wait. Pure.
struct ProposalDemand: Equatable, Sendable {
    /// What came in on a day, by half hour on the wall.
    struct Past: Equatable, Sendable {
        let day: Day
        var contacts = [Double](repeating: 0, count: slots)
        var cases = [Double](repeating: 0, count: slots)
    }

    static let slots = 48

    let needed: [Int]
    let calls: [Double]
    let basis: ProposedRoster.Basis

    init(
        _ days: ClosedRange<Day>, past: [Past], handling: Int?, terms: StaffingTerms, calendar: BusinessCalendar,
        promised: [Range<Instant>]
    ) {
        func forecast(_ part: KeyPath<Past, [Double]>) -> CallForecast {
            CallForecast(
                history: past.map { .init($0.day, Self.kind($0.day, calendar), calls: $0[keyPath: part]) })
        }
        let (contacts, cases) = (forecast(\.contacts), forecast(\.cases))
        var (needed, calls): ([Int], [Double]) = ([], [])
        for day in days {
            let kind = Self.kind(day, calendar)
            // A holiday of which there has been none yet is taken for an ordinary day: too many are better than nobody.
            func expected(_ forecast: CallForecast) -> [Double]? {
                (forecast.expected(on: day, kind) ?? forecast.expected(on: day))?.calls
            }
            let (came, fell) = (expected(contacts), expected(cases))
            for slot in 0..<Self.slots {
                let call = came?[slot] ?? 0
                let begin = calendar.instant(day, TimeOfDay(minutes: slot * 30))
                let isPromised = promised.contains { $0.contains(begin) }
                let agents = terms.agents(calls: call, cases: fell?[slot] ?? 0, handling: handling)
                needed.append(max(agents, isPromised ? terms.least : 0))
                calls.append(call)
            }
        }
        self.needed = needed
        self.calls = calls
        basis = ProposedRoster.Basis(
            days: past.count { $0.contacts.contains { $0 > 0 } },
            contacts: Int(past.reduce(0) { $0 + $1.contacts.reduce(0, +) }),
            cases: Int(past.reduce(0) { $0 + $1.cases.reduce(0, +) }),
            handling: terms.handling ?? handling ?? StaffingTerms.usualHandling,
            missed: contacts.measured(weeks: 3).map { Int(($0.ofIntervals * 100).rounded()) })
    }

    var isEmpty: Bool { !needed.contains { $0 > 0 } }

    /// A named day is a holiday, or one that is worked in exchange where it falls on a weekend and is worked.
    static func kind(_ day: Day, _ calendar: BusinessCalendar) -> CallForecast.Kind {
        guard calendar.names[day] != nil else { return .ordinary }
        // A weekend day opened for a holiday elsewhere; a holiday on which the unit works as on any day is one all the same.
        let isOpened = calendar.exceptions[day] != nil && calendar.isWorkingDay(day)
        return isOpened && day.weekday.isWeekend ? .makeUpDay : .holiday
    }
}
