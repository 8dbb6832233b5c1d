public import Kernel

/// How many members bought last so many days ago: 0–30, 31–60 … and longer ago (M-24 and its kin, LostRule).
public struct RecencyBuckets: Sendable {
    /// The highest day of each bucket but the last, which has no end.
    public let ends: [Int]
    /// One more than there are ends.
    public let counts: [Int]

    /// - Parameter ends: that rise; 30, 60, 90, 180 unless the handbook says otherwise.
    public init(_ totals: MemberTotals, on day: Day, ends: [Int] = [30, 60, 90, 180]) {
        precondition(zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 })
        var counts = [Int](repeating: 0, count: ends.count + 1)
        for total in totals.totals where total.isBuyer {
            let ago = day.number - Int(total.last)
            counts[ends.firstIndex { ago <= $0 } ?? ends.count] += 1
        }
        self.ends = ends
        self.counts = counts
    }

    /// `0-30`, `31-60` … `>180`
    public var names: [String] {
        var from = 0
        var names: [String] = []
        for end in ends {
            names.append("\(from)-\(end)")
            from = end + 1
        }
        return names + [">\(ends.last ?? 0)"]
    }
}
