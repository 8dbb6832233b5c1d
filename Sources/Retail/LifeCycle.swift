public import Kernel

/// Where a member stands by how long ago they bought 会员生命周期 (M-27, M-30, CHAIN-45, CHAIN-89).
///
///     newcomer ──▶ active ──▶ quiet ──▶ sleeping ──▶ lost
///         └───────── a purchase leads back to active ◀──┘
///
/// Each bound belongs to the livelier stage: exactly 90 days ago is active. Whoever never bought is none of these and is
/// counted apart: nothing was lost with them.
public struct LifeCycle: Hashable, Sendable {
    /// In days.
    public struct Terms: Hashable, Sendable {
        /// Since the first purchase.
        public var new: Int
        /// Since the last one.
        public var active: Int
        public var quiet: Int
        public var sleeping: Int

        public init(new: Int = 30, active: Int = 90, quiet: Int = 180, sleeping: Int = 365) {
            precondition(new >= 0 && active < quiet && quiet < sleeping)
            self.new = new
            self.active = active
            self.quiet = quiet
            self.sleeping = sleeping
        }

        public func stage(first: Int, last: Int, on day: Int) -> Stage {
            if day - first <= new { return .newcomer }
            switch day - last {
            case ...active: return .active
            case ...quiet: return .quiet
            case ...sleeping: return .sleeping
            default: return .lost
            }
        }
    }

    public enum Stage: Int, CaseIterable, Comparable, Sendable {
        case newcomer, active, quiet, sleeping, lost

        public static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }
    }

    public let terms: Terms
    /// Members of each stage, by its number.
    public private(set) var counts = [Int](repeating: 0, count: Stage.allCases.count)
    /// Members who never bought.
    public let neverBought: Int

    /// - Parameters:
    ///   - totals: from the first ticket there is to the day.
    ///   - inForce: members in force on the day, those who never bought too; nothing: whoever bought.
    public init(_ totals: MemberTotals, on day: Day, terms: Terms = Terms(), inForce: Set<Int32>? = nil) {
        self.terms = terms
        var buyers = 0
        for (member, stage) in totals.stages(on: day, terms: terms).enumerated() {
            guard let stage, inForce?.contains(Int32(member)) ?? true else { continue }
            counts[stage.rawValue] += 1
            buyers += 1
        }
        neverBought = inForce.map { $0.count - buyers } ?? 0
    }

    public subscript(stage: Stage) -> Int { counts[stage.rawValue] }

    /// In force: of all stages, and those who never bought.
    public var members: Int { counts.reduce(neverBought, +) }

    public func share(of stage: Stage) -> Ratio { Ratio(self[stage], of: members) }

    /// M-30
    public var sleepingRate: Ratio { share(of: .sleeping) }
}

extension MemberTotals {
    /// Every member's stage on a day, by the member's number; nothing for whoever never bought.
    public func stages(on day: Day, terms: LifeCycle.Terms = LifeCycle.Terms()) -> [LifeCycle.Stage?] {
        totals.map { total in
            total.isBuyer ? terms.stage(first: Int(total.first), last: Int(total.last), on: day.number) : nil
        }
    }

    /// M-36: who has been away for longer than so many of their own intervals, dearest ratio first. Only members with
    /// three purchases, at least two of them on different days, and who are not lost: those stand on another list.
    /// - Parameter tenths: 20: twice their own interval.
    public func atRisk(
        on day: Day, terms: LifeCycle.Terms = LifeCycle.Terms(), tenths: Int = 20,
        between: PurchaseIntervals.Between = .tickets
    ) -> [(member: Int32, ratio: Ratio)] {
        regulars(on: day, terms: terms, between: between)
            .filter { $0.ratio.part * 10 > Int64(tenths) * $0.ratio.whole }
            .sorted { ($1.ratio.value ?? 0, $0.member) < ($0.ratio.value ?? 0, $1.member) }
    }

    /// Whoever has intervals of their own, and how many of them they have been away.
    public func regulars(
        on day: Day, terms: LifeCycle.Terms = LifeCycle.Terms(), between: PurchaseIntervals.Between = .tickets
    ) -> [(member: Int32, ratio: Ratio)] {
        totals.enumerated().compactMap { member, total in
            let times = Int64(between == .tickets ? total.tickets : total.days)
            let (span, away) = (Int64(total.last - total.first), Int64(day.number) - Int64(total.last))
            guard times >= 3, span > 0,
                terms.stage(first: Int(total.first), last: Int(total.last), on: day.number) != .lost
            else { return nil }
            return (Int32(member), Ratio(away * (times - 1), of: span))
        }
    }
}
