/// 期限证明: why a deadline is what it is. What counted, interval by interval; what stood still and why; what was due.
///
/// It is worked out anew from the same facts as the deadline and keeps nothing of its own, so it cannot disagree.
public struct DeadlineProof: Sendable {
    /// A time during which the clock stood still, and the reason people gave for it.
    public struct Pause: Hashable, Sendable {
        public var reason: String
        public var during: Range<Instant>

        public init(reason: String, during: Range<Instant>) {
            self.reason = reason
            self.during = during
        }
    }

    /// A pause and what it gave back. Where pauses overlap, the one that began first gives back the common part.
    public struct Return: Hashable, Sendable {
        public let pause: Pause
        public let amount: Amount
        /// It began when the deadline had been reached, and changed nothing.
        public let cameTooLate: Bool
    }

    /// One thing that counted.
    public enum Counted: Hashable, Sendable {
        case time(Range<Instant>)
        case date(Day)
    }

    public enum Amount: Hashable, Sendable {
        case time(Duration)
        case dates(Int)

        public var isZero: Bool { self == .time(.zero) || self == .dates(0) }
    }

    /// So many counted intervals or dates are listed one by one; what follows is summed.
    public static let listLimit = 400

    public let start: Instant
    public let span: Span
    public let calendar: BusinessCalendar
    public let due: Instant
    /// In the order of time, at most `listLimit`.
    public let counted: [Counted]
    /// What counted beyond the list.
    public let rest: Amount
    /// By their beginning.
    public let returns: [Return]

    public init(start: Instant, span: Span, calendar: BusinessCalendar, pauses: [Pause] = []) {
        let times = pauses.map(\.during)
        let due = span.deadline(from: start, on: calendar, pauses: times)
        let evidence = DeadlineEvidence(start: start, due: due, calendar: calendar, pauses: Pauses(times, from: start))
        self.start = start
        self.span = span
        self.calendar = calendar
        self.due = due
        switch SpanMeasure(span) {
        case .time(let length, let workingOnly):
            let intervals = evidence.intervals(workingOnly: workingOnly)
            let listed = intervals.reduce(Int64(0)) { $0 + $1.upperBound.milliseconds - $1.lowerBound.milliseconds }
            counted = intervals.map(Counted.time)
            rest = .time(.milliseconds(length - listed))
            returns = evidence.returns(pauses, isTooLate: { $0 >= due }) {
                .time(.milliseconds(calendar.milliseconds($0, workingOnly: workingOnly)))
            }
        case .dates(let count, let workingOnly):
            let first = calendar.day(of: start)
            let days = evidence.dates(workingOnly: workingOnly)
            counted = days.map(Counted.date)
            rest = .dates(count - days.count)
            returns = evidence.returns(pauses, isTooLate: { $0 > due }) {
                .dates(calendar.dates(beginningIn: $0, after: first, workingOnly: workingOnly))
            }
        }
    }
}
