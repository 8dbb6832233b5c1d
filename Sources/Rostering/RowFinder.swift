/// Finds the cheapest row of one person: a shortest path through their automaton, with prices for each day.
///
/// Labels are kept per node and exact sum; of two labels there, one that is dearer and has no smaller capped sum is
/// dropped. Two ways of looking: *quickly*, where few labels of a node are followed whatever their sums, so that the rows
/// keep every rule and the cheapest may be missed; and *exactly*, which begins with the quick answer and follows
/// only what can become cheaper than that (`WayToGo`). Not for two threads at once.
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

    /// The cheapest rows, best first, that end in different sums; nothing where no row that the rules allow is below the
    /// limit. The first is the cheapest there is.
    /// - Parameter prices: for each day and kind of day, kind by kind; infinity forbids.
    func rows(of machine: Automaton, prices: [Double], atMost wanted: Int = 1, below limit: Double = .infinity) -> [Row]
    {
        let near = quickRows(of: machine, prices: prices, atMost: wanted, below: limit)
        guard machine.counters.contains(where: { !$0.isExact }) else { return near }
        let plan = CounterPlan(machine)
        let toGo = WayToGo(machine, plan, prices: prices)
        var found = near
        for breadth in [32, .max] {
            found =
                search(machine, plan, prices, toGo, breadth, wanted, min(limit, found.first?.cost ?? .infinity)) + found
        }
        return Array(found.prefix(wanted))
    }

    /// Rows that keep every rule, best first; perhaps not the cheapest, and perhaps none where there is one.
    /// - Parameter breadth: how many labels of a day's node and exact sums are followed.
    func quickRows(
        of machine: Automaton, prices: [Double], atMost wanted: Int = 1, below limit: Double = .infinity,
        breadth: Int = 1
    ) -> [Row] {
        search(machine, CounterPlan(machine), prices, nil, breadth, wanted, limit)
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

    /// - Parameter toGo: what is left costs at least that; where it is given, only what can end below the limit is followed.
    private func search(
        _ machine: Automaton, _ plan: CounterPlan, _ prices: [Double], _ toGo: WayToGo?, _ breadth: Int,
        _ wanted: Int, _ limit: Double
    ) -> [Row] {
        prices.withUnsafeBufferPointer { prices in
            machine.arcs.withUnsafeBufferPointer { arcs in
                machine.arcStart.withUnsafeBufferPointer { starts in
                    search(machine, plan, prices, arcs, starts, toGo, breadth, wanted, limit)
                }
            }
        }
    }

    private func search(
        _ machine: Automaton, _ plan: CounterPlan, _ prices: UnsafeBufferPointer<Double>,
        _ arcs: UnsafeBufferPointer<Automaton.Arc>, _ starts: UnsafeBufferPointer<Int32>, _ toGo: WayToGo?,
        _ breadth: Int, _ wanted: Int, _ limit: Double
    ) -> [Row] {
        guard machine.nodes[0] < machine.nodes[1] else { return [] }
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
                    if let toGo, new.cost + toGo.least(from: Int(arc.to), exact: new.exact) >= limit - 1e-9 {
                        continue
                    }
                    offer(new, breadth: breadth)
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

    /// - Parameter breadth: how many labels stay for each node and exact sums; of more, the dearest goes.
    private func offer(_ new: Label, breadth: Int) {
        let slot = slot(node: new.node, exact: new.exact)
        guard stamps[slot] == stamp else {
            stamps[slot] = stamp
            heads[slot] = Int32(truncatingIfNeeded: count)
            used += 1
            append(new)
            return
        }
        var place = heads[slot]
        var before = Int32(-1)
        var (alive, dearest) = (0, Int32(-1))
        while place >= 0 {
            let old = labels[Int(place)]
            if old.cost <= new.cost, breadth == 1 || isNoLarger(old.capped, new.capped) { return }
            if new.cost <= old.cost, breadth == 1 || isNoLarger(new.capped, old.capped) {
                labels[Int(place)].isAlive = false
                if before < 0 { heads[slot] = old.next } else { labels[Int(before)].next = old.next }
            } else {
                alive += 1
                if dearest < 0 || old.cost > labels[Int(dearest)].cost { dearest = place }
                before = place
            }
            place = old.next
        }
        var new = new
        if alive >= breadth {
            guard new.cost < labels[Int(dearest)].cost else { return }
            new.next = labels[Int(dearest)].next
            labels[Int(dearest)] = new
            return
        }
        new.next = heads[slot]
        heads[slot] = Int32(truncatingIfNeeded: count)
        append(new)
    }

    private func isNoLarger(_ a: UInt64, _ b: UInt64) -> Bool {
        a == b || ((b | guards) - a) & guards == guards
    }

    private let guards = Automaton.guards
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
