/// The bounds of the counters, laid out for a label's packed sums.
struct CounterPlan {
    private struct Soft {
        var isExact: Bool
        var shift: UInt64
        var most: UInt64
        var cost: Double
    }

    private struct End {
        var isExact: Bool
        var shift: UInt64
        var least: UInt64
        var cost: Double
        var isHard: Bool
    }

    let isAny: Bool
    private let guards = Automaton.guards
    private var hardExact = Self.everything
    private var hardCapped = Self.everything
    private var soft: [Soft] = []
    /// By day: sums that end with it.
    private var ends: [[End]]
    /// By day: what exact sums must have reached after it, if they are still to reach their lower bound.
    private var needed: [UInt64]

    private static let mask: UInt64 = 2047
    /// As much as a field holds: no bound.
    private static let everything = (0..<Automaton.fields).reduce(UInt64(0)) {
        $0 | mask << UInt64($1 * Automaton.bits)
    }

    /// - Parameter chosen: these counters alone; the others are left aside.
    init(_ machine: Automaton, only chosen: [Automaton.Counter]? = nil) {
        let counters = chosen ?? machine.counters
        isAny = !counters.isEmpty
        ends = Array(repeating: [], count: machine.days)
        needed = Array(repeating: 0, count: machine.days)
        for counter in counters {
            let shift = UInt64(counter.field * Automaton.bits)
            if counter.isHardHere {
                let bound = ~(Self.mask << shift)
                if counter.isExact {
                    hardExact = hardExact & bound | UInt64(counter.most) << shift
                } else {
                    hardCapped = hardCapped & bound | UInt64(counter.most) << shift
                }
            } else {
                soft.append(
                    Soft(
                        isExact: counter.isExact, shift: shift, most: UInt64(counter.most),
                        cost: Double(counter.weight.cost)))
            }
            for period in counter.periods where !period.isEmpty && period.upperBound <= machine.days {
                ends[period.upperBound - 1].append(
                    End(
                        isExact: counter.isExact, shift: shift, least: UInt64(counter.least),
                        cost: Double(counter.weight.cost), isHard: counter.isHardHere))
                guard counter.isHardHere, counter.isExact, let worth = counter.worth else { continue }
                var need = counter.least
                for day in stride(from: period.upperBound - 2, through: period.lowerBound, by: -1) {
                    need -= worth.max() ?? 0
                    guard need > 0 else { break }
                    needed[day] |= UInt64(need) << shift
                }
            }
        }
    }

    /// Pays for what is beyond the bounds after a day; false where a hard bound is broken or out of reach.
    @inline(__always)
    func settle(_ cost: inout Double, _ exact: inout UInt64, _ capped: inout UInt64, after day: Int) -> Bool {
        if ((hardExact | guards) - exact) & guards != guards { return false }
        if ((hardCapped | guards) - capped) & guards != guards { return false }
        if needed[day] != 0, ((exact | guards) - needed[day]) & guards != guards { return false }
        for counter in soft {
            let value = ((counter.isExact ? exact : capped) >> counter.shift) & Self.mask
            guard value > counter.most else { continue }
            let beyond = value - counter.most
            cost += Double(beyond) * counter.cost
            if counter.isExact { exact -= beyond << counter.shift } else { capped -= beyond << counter.shift }
        }
        for end in ends[day] {
            let value = ((end.isExact ? exact : capped) >> end.shift) & Self.mask
            if value < end.least {
                if end.isHard { return false }
                cost += Double(end.least - value) * end.cost
            }
            if end.isExact { exact -= value << end.shift } else { capped -= value << end.shift }
        }
        return true
    }
}
