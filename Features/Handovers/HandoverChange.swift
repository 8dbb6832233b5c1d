import Kernel

/// 交接班: where one shift of a unit ends, who hands over and who takes over; from the shifts as they bind.
struct HandoverChange: Equatable, Sendable {
    let unit: Unit.ID
    /// When the outgoing shift ends.
    let until: Instant
    let outgoing: [Staff.ID]
    let incoming: [Staff.ID]
    /// The hours of the shift that takes over; nothing where none follows within the time that is looked at.
    let next: Range<Instant>?

    /// Whoever begins and has not just worked the shift itself. Nobody where only the same people come back.
    var takers: [Staff.ID] { incoming.filter { !outgoing.contains($0) } }

    /// How far ahead the next shift is looked for: over a long weekend.
    static let horizon = Duration.days(5)

    /// The hours whose shifts say who hands over at an instant and who takes over.
    static func around(_ until: Instant) -> Range<Instant> {
        (until - ShiftAssignment.longest)..<(until + horizon)
    }

    /// `shifts` hold those of the unit around `until`; of others nothing is taken. Who takes over begins after the outgoing shift began and stays longer;
    /// of those the first to begin. Whoever works on through the next shift hands nothing over to themselves: the shift that
    /// takes over is the first with somebody else in it (GAME-50, GAME-53: both sign).
    init?(in unit: Unit.ID, at until: Instant, among shifts: [ShiftAssignment]) {
        let around = Self.around(until)
        let live = shifts.filter {
            $0.isLive && $0.unit == unit && $0.staff != nil && !$0.isShadow && $0.span.overlaps(around)
        }
        let ending = live.filter { $0.span.upperBound == until }
        guard let began = ending.map(\.span.lowerBound).min() else { return nil }
        let outgoing = ending.compactMap(\.staff).uniqued()
        let after = live.filter { $0.span.lowerBound > began && $0.span.upperBound > until }
        let others = after.filter { shift in !outgoing.contains { $0 == shift.staff } }
        let first = (others.isEmpty ? after : others).min {
            ($0.span.lowerBound, $0.id.rawValue) < ($1.span.lowerBound, $1.id.rawValue)
        }
        self.unit = unit
        self.until = until
        self.outgoing = outgoing.sorted { $0.rawValue < $1.rawValue }
        next = first.map { first in
            let together = after.filter { $0.span.lowerBound == first.span.lowerBound }
            return first.span.lowerBound..<(together.map(\.span.upperBound).max() ?? first.span.upperBound)
        }
        incoming = after.filter { $0.span.lowerBound == first?.span.lowerBound }.compactMap(\.staff).uniqued()
            .sorted { $0.rawValue < $1.rawValue }
    }

    /// The shift a person is about to hand over, or has just worked: the one that is on, else the last that ended.
    static func own(_ shifts: [ShiftAssignment], at now: Instant) -> ShiftAssignment? {
        let mine = shifts.filter { $0.isLive && !$0.isShadow }
        return mine.first { $0.span.contains(now) }
            ?? mine.filter { $0.span.upperBound <= now }.max { $0.span.upperBound < $1.span.upperBound }
    }
}
