public import Kernel

/// 每日流程: the steps of a working day, for a kind of shift, a post or a kind of unit (SOFT-78, MART-26, GAME-43).
public struct DayPlanTerms: Equatable, Sendable {
    /// Who does the steps where several work.
    public enum Takers: String, CaseIterable, Sendable {
        /// Everybody all of them, each for themselves.
        case each
        /// One list for the shift, its steps dealt out among its people.
        case shared
        /// All steps by one person of the shift, another one the next time.
        case turn
    }

    /// A moment of a shift: by the clock on the wall, or so long before or after it begins or ends.
    public enum Moment: Equatable, Sendable {
        case clock(TimeOfDay)
        case start(minutes: Int)
        case end(minutes: Int)

        /// `10:00`, `start`, `start-20m`, `end+5m`; up to twelve hours away.
        public init?(_ text: String) {
            if let time = TimeOfDay(text), time < .at(24) {
                self = .clock(time)
                return
            }
            guard let base = ["start", "end"].first(where: text.hasPrefix) else { return nil }
            let rest = text.dropFirst(base.count)
            var minutes = 0
            if !rest.isEmpty {
                guard rest.hasSuffix("m"), let sign = rest.first, sign == "+" || sign == "-",
                    rest.dropFirst().dropLast().allSatisfy({ ("0"..."9").contains($0) }),
                    let count = Int(rest.dropFirst().dropLast()), (1...720).contains(count)
                else { return nil }
                minutes = sign == "-" ? -count : count
            }
            self = base == "start" ? .start(minutes: minutes) : .end(minutes: minutes)
        }
    }

    public struct Step: Equatable, Sendable {
        public let code: String
        public let name: String
        public let english: String
        public let at: Moment
        /// By when it is done; the clause says how long after its time where nothing stands here.
        public let until: Moment?
        /// Again and again, every so many minutes from `at` through `until`.
        public let everyMinutes: Int?
        /// In what a number is to be entered: 元、辆. Empty where none is.
        public let measure: String
        public let expected: Int?
        /// Somebody who leads has to agree that it was done.
        public let isConfirmed: Bool
        /// A page of the house on which it is done.
        public let link: String

        public func name(in language: Language) -> String { language == .chinese ? name : english }
    }

    public let code: String
    public let name: String
    public let english: String
    /// Codes of shifts, posts and kinds of unit; of each that is not empty, one has to fit.
    public let shifts: [String]
    public let posts: [String]
    public let places: [HandoverPlace]
    public let takers: Takers
    public let steps: [Step]

    public func name(in language: Language) -> String { language == .chinese ? name : english }

    /// Whether it is for somebody of these posts, in a unit of this kind, on such a shift (nothing: no roster).
    public func isFor(shift: String?, posts held: Set<String>, at place: HandoverPlace?) -> Bool {
        (shifts.isEmpty || shift.map(shifts.contains) ?? false)
            && (posts.isEmpty || posts.contains(where: held.contains))
            && (places.isEmpty || place.map(places.contains) ?? false)
    }
}

extension DayPlanTerms {
    /// One step at one time, as it falls on a shift.
    public struct Laid: Equatable, Sendable {
        public let step: Step
        public let at: Instant
        /// Where the pack says by when.
        public let until: Instant?
    }

    /// What is done more than so often in one shift is no step.
    public static let mostTimes = 24
    /// How long before a shift, or after it, a step by the clock still belongs to it.
    public static let margin = Duration.hours(2)

    /// The steps of one shift in time. A step by the clock that does not fall on the shift is left out.
    public func laid(over shift: Range<Instant>, on day: Day, in zone: Zone) -> [Laid] {
        steps.enumerated().flatMap { place, step -> [(place: Int, laid: Laid)] in
            guard let at = step.at.instant(over: shift, on: day, in: zone) else { return [] }
            let until = step.until.flatMap { $0.instant(over: shift, on: day, in: zone) }
            guard let every = step.everyMinutes else {
                return [(place, Laid(step: step, at: at, until: until))]
            }
            guard let until, at <= until else { return [] }
            let times = min(Self.mostTimes, Int((until - at).milliseconds / 60_000) / every + 1)
            return (0..<times).map { (place, Laid(step: step, at: at + .minutes($0 * every), until: nil)) }
        }.sorted { ($0.laid.at, $0.place) < ($1.laid.at, $1.place) }.map(\.laid)
    }
}

extension DayPlanTerms.Moment {
    fileprivate func instant(over shift: Range<Instant>, on day: Day, in zone: Zone) -> Instant? {
        switch self {
        case .start(let minutes): return shift.lowerBound + .minutes(minutes)
        case .end(let minutes): return shift.upperBound + .minutes(minutes)
        case .clock(let time):
            let around = (shift.lowerBound - DayPlanTerms.margin)...(shift.upperBound + DayPlanTerms.margin)
            // Of a shift over midnight also on the morning after.
            return [day, day.advanced(by: 1)].map { zone.instant($0, time) }.first(where: around.contains)
        }
    }
}

extension Handbook {
    public func dayPlan(_ code: String) -> DayPlanTerms? { dayPlans.first { $0.code == code } }
}
