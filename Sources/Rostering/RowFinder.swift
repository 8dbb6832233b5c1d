/// Finds the cheapest row of one person: a shortest path through their automaton, with prices for each day.
///
/// Labels are kept per node and exact sum; of two labels there, one that is dearer and has no smaller capped sum is
/// dropped. Exact: no heuristics. Not for two threads at once.
final class RowFinder {
    struct Row {
        var cost: Double
        /// 0 for off, 1 for the first shift and so on, day by day.
        var kinds: [Int]
    }

    private struct Label {
        var cost: Double
        var exact: UInt64
        var capped: UInt64
        var node: Int32
        var parent: Int32
        /// The next label of the same node and exact sums, or −1.
        var next: Int32
        var day: UInt8
        var isAlive: Bool
    }

    private var labels: UnsafeMutablePointer<Label>
    private var room = 1 << 14
    private var count = 0
    /// A table of buckets by node and exact sums; `stamp` says for which day an entry was made.
    private var heads: UnsafeMutablePointer<Int32>
    private var stamps: UnsafeMutablePointer<Int32>
    private var slots = 1 << 12
    private var stamp: Int32 = 0

    init() {
        labels = .allocate(capacity: room)
        heads = .allocate(capacity: slots)
        stamps = .allocate(capacity: slots)
        stamps.initialize(repeating: 0, count: slots)
    }

    deinit {
        labels.deallocate()
        heads.deallocate()
        stamps.deallocate()
    }

    /// The cheapest rows, best first, that end in different sums; nothing where the rules allow no row.
    /// - Parameter prices: for each day and kind of day, kind by kind; infinity forbids.
    func rows(of machine: Automaton, prices: [Double], atMost wanted: Int = 1, below limit: Double = .infinity) -> [Row]
    {
        prices.withUnsafeBufferPointer { prices in
            machine.arcs.withUnsafeBufferPointer { arcs in
                machine.arcStart.withUnsafeBufferPointer { starts in
                    search(machine, prices, arcs, starts, wanted, limit)
                }
            }
        }
    }

    /// Every row cheaper than a limit, or nothing where there are more than `most`.
    ///
    /// Depth first; what is left of a row costs at least the shortest path from its node on, sums left aside.
    func all(of machine: Automaton, prices: [Double], below limit: Double, most: Int) -> [Row]? {
        let (days, kinds) = (machine.days, machine.kinds)
        let plan = CounterPlan(machine)
        var toGo = Array(repeating: Double.infinity, count: Int(machine.nodes[days + 1]))
        for node in Int(machine.nodes[days])..<toGo.count {
            toGo[node] = Double(machine.endCost[node - Int(machine.nodes[days])])
        }
        for day in stride(from: days - 1, through: 0, by: -1) {
            for node in Int(machine.nodes[day])..<Int(machine.nodes[day + 1]) {
                for number in Int(machine.arcStart[node])..<Int(machine.arcStart[node + 1]) {
                    let arc = machine.arcs[number]
                    let cost = prices[day * kinds + Int(arc.day)] + Double(arc.cost) + toGo[Int(arc.to)]
                    toGo[node] = min(toGo[node], cost)
                }
            }
        }
        var found: [Row] = []
        var row = Array(repeating: 0, count: days)
        var steps = 0
        func follow(_ node: Int, _ day: Int, _ cost: Double, _ exact: UInt64, _ capped: UInt64) -> Bool {
            steps += 1
            guard steps < 200 * most else { return false }
            if day == days {
                found.append(Row(cost: cost + toGo[node], kinds: row))
                return found.count <= most
            }
            for number in Int(machine.arcStart[node])..<Int(machine.arcStart[node + 1]) {
                let arc = machine.arcs[number]
                var next = cost + prices[day * kinds + Int(arc.day)] + Double(arc.cost)
                guard next < .infinity else { continue }
                var (newExact, newCapped) = (exact + arc.exact, capped + arc.capped)
                if plan.isAny, !plan.settle(&next, &newExact, &newCapped, after: day) { continue }
                guard next + toGo[Int(arc.to)] < limit else { continue }
                row[day] = Int(arc.day)
                guard follow(Int(arc.to), day + 1, next, newExact, newCapped) else { return false }
            }
            return true
        }
        guard machine.nodes[0] < machine.nodes[1] else { return [] }
        return follow(0, 0, 0, 0, 0) ? found : nil
    }

    private func search(
        _ machine: Automaton, _ prices: UnsafeBufferPointer<Double>, _ arcs: UnsafeBufferPointer<Automaton.Arc>,
        _ starts: UnsafeBufferPointer<Int32>, _ wanted: Int, _ limit: Double
    ) -> [Row] {
        guard machine.nodes[0] < machine.nodes[1] else { return [] }
        let plan = CounterPlan(machine)
        count = 0
        append(Label(cost: 0, exact: 0, capped: 0, node: 0, parent: -1, next: -1, day: 0, isAlive: true))
        var first = 0
        for day in 0..<machine.days {
            stamp &+= 1
            let last = count
            let offset = day * machine.kinds
            for place in first..<last where labels[place].isAlive {
                let label = labels[place]
                let node = Int(label.node)
                for number in Int(starts[node])..<Int(starts[node + 1]) {
                    let arc = arcs[number]
                    let price = prices[offset + Int(arc.day)]
                    guard price < .infinity else { continue }
                    var new = Label(
                        cost: label.cost + price + Double(arc.cost), exact: label.exact + arc.exact,
                        capped: label.capped + arc.capped, node: arc.to, parent: Int32(truncatingIfNeeded: place),
                        next: -1,
                        day: arc.day, isAlive: true)
                    if plan.isAny, !plan.settle(&new.cost, &new.exact, &new.capped, after: day) { continue }
                    offer(new)
                }
            }
            first = last
            guard first < count else { return [] }
        }
        let firstEnd = Int(machine.nodes[machine.days])
        var ends = (first..<count).filter { labels[$0].isAlive }.map {
            (cost: labels[$0].cost + Double(machine.endCost[Int(labels[$0].node) - firstEnd]), place: $0)
        }.filter { $0.cost < limit }
        ends.sort { $0.cost < $1.cost || ($0.cost == $1.cost && $0.place < $1.place) }
        return ends.prefix(wanted).map { Row(cost: $0.cost, kinds: kinds(of: $0.place, days: machine.days)) }
    }

    private func kinds(of place: Int, days: Int) -> [Int] {
        var kinds = Array(repeating: 0, count: days)
        var place = place
        for day in stride(from: days - 1, through: 0, by: -1) {
            kinds[day] = Int(labels[place].day)
            place = Int(labels[place].parent)
        }
        return kinds
    }

    private func append(_ label: Label) {
        if count == room {
            let larger = UnsafeMutablePointer<Label>.allocate(capacity: room * 2)
            larger.moveInitialize(from: labels, count: count)
            labels.deallocate()
            labels = larger
            room *= 2
        }
        (labels + count).initialize(to: label)
        count += 1
    }

    private func offer(_ new: Label) {
        let slot = slot(node: new.node, exact: new.exact)
        guard stamps[slot] == stamp else {
            stamps[slot] = stamp
            heads[slot] = Int32(truncatingIfNeeded: count)
            used += 1
            append(new)
            return
        }
        var place = Int(heads[slot])
        while place >= 0 {
            let old = labels[place]
            if old.isAlive {
                if old.cost <= new.cost, isNoLarger(old.capped, new.capped) { return }
                if new.cost <= old.cost, isNoLarger(new.capped, old.capped) { labels[place].isAlive = false }
            }
            place = Int(old.next)
        }
        var new = new
        new.next = heads[slot]
        heads[slot] = Int32(truncatingIfNeeded: count)
        append(new)
    }

    private func isNoLarger(_ a: UInt64, _ b: UInt64) -> Bool {
        a == b || ((b | Automaton.guards) - a) & Automaton.guards == Automaton.guards
    }

    private var used = 0
    private var usedOf: Int32 = 0

    /// Linear probing; grows before it is half full.
    private func slot(node: Int32, exact: UInt64) -> Int {
        if usedOf != stamp {
            usedOf = stamp
            used = 0
        }
        if used * 2 > slots { grow() }
        var hash = (exact &+ UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15)
        hash ^= hash >> 29
        hash &*= 0xBF58_476D_1CE4_E5B9
        hash ^= hash >> 32
        var slot = Int(hash & UInt64(slots - 1))
        while stamps[slot] == stamp {
            let label = labels[Int(heads[slot])]
            if label.node == node, label.exact == exact { return slot }
            slot = (slot + 1) & (slots - 1)
        }
        return slot
    }

    private func grow() {
        let (oldHeads, oldStamps, oldSlots) = (heads, stamps, slots)
        slots *= 4
        heads = .allocate(capacity: slots)
        stamps = .allocate(capacity: slots)
        stamps.initialize(repeating: 0, count: slots)
        let kept = used
        used = 0
        for old in 0..<oldSlots where oldStamps[old] == stamp {
            let label = labels[Int(oldHeads[old])]
            let place = slot(node: label.node, exact: label.exact)
            stamps[place] = stamp
            heads[place] = oldHeads[old]
        }
        used = kept
        oldHeads.deallocate()
        oldStamps.deallocate()
    }
}

/// The bounds of the counters, laid out for a label's packed sums.
private struct CounterPlan {
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

    init(_ machine: Automaton) {
        isAny = !machine.counters.isEmpty
        ends = Array(repeating: [], count: machine.days)
        needed = Array(repeating: 0, count: machine.days)
        for counter in machine.counters {
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
        let guards = Automaton.guards
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
