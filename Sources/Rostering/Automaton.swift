/// The rules of one person as a machine that reads a row day by day: what must be remembered of the days before is a
/// node, what a day costs stands on the arc to the next node, and sums (hours, weekends) are counted beside it.
///
/// People with the same rules and past share one. A row's cost by the machine is its cost by the scorer, except for
/// wishes and what is settled, which come in as prices.
final class Automaton {
    struct Arc {
        var day: UInt8
        var to: Int32
        var cost: Int32
        /// What the counters grow by, packed like a `Label`'s.
        var exact: UInt64
        var capped: UInt64
    }

    /// A sum that rules speak about. One with a lower bound must be told apart exactly; of two rows that differ only in
    /// sums with upper bounds, the cheaper with the smaller sums is enough.
    struct Counter {
        var isExact: Bool
        var field: Int
        var unit: Int
        var worth: [Int]?
        var stretchRule: Int?
        var periods: [Range<Int>]
        var least: Int
        var most: Int
        var weight: Weight
        var isHardHere: Bool
    }

    /// Too much for one row: sums beyond what a packed counter holds, or too many of them.
    struct TooManySums: Error {}

    static let bits = 12
    static let fields = 5
    static let largest = 2047
    static let guards = (0..<fields).reduce(UInt64(0)) { $0 | 1 << UInt64($1 * bits + bits - 1) }

    let days: Int
    let kinds: Int
    private(set) var counters: [Counter] = []
    /// First node of each day; the last number is the number of nodes.
    private(set) var nodes: [Int32] = []
    /// First arc of each node.
    private(set) var arcStart: [Int32] = []
    private(set) var arcs: [Arc] = []
    /// What ends at the end of the plan, by node of the last layer.
    private(set) var endCost: [Int32] = []

    /// - Parameter isRelaxed: hard rules cost instead of forbidding.
    init(_ rules: [Rule], past: [Int], days: Int, shifts: Int, isRelaxed: Bool) throws {
        self.days = days
        kinds = shifts + 1
        let memory = Memory(rules, past: past, days: days, kinds: shifts + 1, isRelaxed: isRelaxed)
        try makeCounters(rules, memory: memory, isRelaxed: isRelaxed)
        unfold(memory)
    }

    private func makeCounters(_ rules: [Rule], memory: Memory, isRelaxed: Bool) throws {
        guard rules.count <= 64 else { throw TooManySums() }
        var (exact, capped) = (0, 0)
        for (place, rule) in rules.enumerated() {
            var counter: Counter
            switch rule.shape {
            case .total(let worth, let stretches, let least, let most):
                let unit = max(1, worth.reduce(0, gcd))
                guard worth.allSatisfy({ $0 >= 0 }) else { throw TooManySums() }
                // A bound beyond anything that can happen is none.
                let highest = stretches.map { $0.count * (worth.max() ?? 0) }.max() ?? 0
                let bound = most.map { $0 >= highest ? highest : $0 } ?? highest
                guard least > 0 || bound < highest else { continue }
                // Hard bounds are rounded inward to whole units. A priced one must lie on a unit, or its price a unit would
                // be wrong: then the unit is one.
                let isPriced = rule.weight != .hard || isRelaxed
                let step = isPriced && (least % unit != 0 || bound % unit != 0) ? 1 : unit
                counter = Counter(
                    isExact: least > 0, field: 0, unit: step, worth: worth.map { $0 / step }, stretchRule: nil,
                    periods: stretches, least: (least + step - 1) / step, most: bound / step,
                    weight: .each(rule.weight.cost * step), isHardHere: rule.weight == .hard && !isRelaxed)
                if rule.weight == .hard { counter.weight = .each(Weight.violation * step) }
            case .stretches(let stretches, _, let least, let most):
                let bound = min(most ?? stretches.count, stretches.count)
                guard least > 0 || bound < stretches.count else { continue }
                counter = Counter(
                    isExact: least > 0, field: 0, unit: 1, worth: nil, stretchRule: place, periods: [0..<days],
                    least: least, most: bound, weight: .each(rule.weight.cost),
                    isHardHere: rule.weight == .hard && !isRelaxed)
            default: continue
            }
            // Room for the sum before it is cut back to its bound.
            let step = (counter.worth?.max() ?? 1)
            guard counter.most + step <= Self.largest, counter.least <= Self.largest else { throw TooManySums() }
            if counter.isExact {
                counter.field = exact
                exact += 1
            } else {
                counter.field = capped
                capped += 1
            }
            counters.append(counter)
        }
        guard exact <= Self.fields, capped <= Self.fields else { throw TooManySums() }
    }

    /// Breadth first, day by day; then what leads nowhere is cut off.
    private func unfold(_ memory: Memory) {
        struct Found {
            var day: Int
            var to: Int
            var cost: Int
            var hits: UInt64
        }
        var layers: [[[UInt16]]] = [[memory.beginning]]
        var found: [[[Found]]] = []
        for day in 0..<days {
            var places: [[UInt16]: Int] = [:]
            var next: [[UInt16]] = []
            var ofLayer: [[Found]] = []
            for state in layers[day] {
                var ofNode: [Found] = []
                for kind in 0..<kinds {
                    guard let step = memory.step(state, day: day, kind: kind) else { continue }
                    let place = places[step.state] ?? next.count
                    if place == next.count {
                        places[step.state] = place
                        next.append(step.state)
                    }
                    ofNode.append(Found(day: kind, to: place, cost: step.cost, hits: step.hits))
                }
                ofLayer.append(ofNode)
            }
            layers.append(next)
            found.append(ofLayer)
        }
        let ends = layers[days].map { memory.end($0) }
        var lives: [[Bool]] = Array(repeating: [], count: days + 1)
        lives[days] = ends.map { $0 != nil }
        for day in stride(from: days - 1, through: 0, by: -1) {
            lives[day] = found[day].map { $0.contains { lives[day + 1][$0.to] } }
        }
        var numbers: [[Int32]] = []
        var total: Int32 = 0
        for layer in lives {
            nodes.append(total)
            numbers.append(
                layer.map { alive in
                    guard alive else { return -1 }
                    total += 1
                    return total - 1
                })
        }
        nodes.append(total)
        for day in 0..<days {
            for (place, ofNode) in found[day].enumerated() where lives[day][place] {
                arcStart.append(Int32(arcs.count))
                for arc in ofNode where lives[day + 1][arc.to] {
                    let (exact, capped) = growth(day: day, kind: arc.day, hits: arc.hits)
                    arcs.append(
                        Arc(
                            day: UInt8(arc.day), to: numbers[day + 1][arc.to],
                            cost: Int32(min(arc.cost, 1_000_000_000)),
                            exact: exact, capped: capped))
                }
            }
        }
        for (place, cost) in ends.enumerated() where lives[days][place] {
            arcStart.append(Int32(arcs.count))
            endCost.append(Int32(cost ?? 0))
        }
        arcStart.append(Int32(arcs.count))
    }

    private func growth(day: Int, kind: Int, hits: UInt64) -> (exact: UInt64, capped: UInt64) {
        var grown: (exact: UInt64, capped: UInt64) = (0, 0)
        for counter in counters {
            let amount: Int
            if let worth = counter.worth {
                amount = counter.periods.contains { $0.contains(day) } ? worth[kind] : 0
            } else {
                amount = counter.stretchRule.map { hits >> UInt64($0) & 1 == 1 } == true ? 1 : 0
            }
            let bits = UInt64(amount) << UInt64(counter.field * Self.bits)
            if counter.isExact { grown.exact += bits } else { grown.capped += bits }
        }
        return grown
    }
}

func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }

/// What the rules remember of the days before: one small number for each rule that remembers anything.
private struct Memory {
    private enum Part {
        case last([(first: ShiftSet, next: ShiftSet, weight: Weight)])
        /// State: length of the run up to `longest`, and 256 where it may have begun before the known days.
        case run(ShiftSet, least: Int, most: Int?, closedEnd: Bool, Weight)
        /// State: one bit for each beginning of the pattern that fits until here.
        case pattern([ShiftSet], starts: [Bool], Weight)
        /// State: whether the stretch at hand has a day already.
        case stretch([Int], ShiftSet, rule: Int)
        /// State: the run of stretches × 2 + whether the one at hand has a day already.
        case stretchRun([Int], [Range<Int>], ShiftSet, least: Int, most: Int?, Weight)
    }

    private var parts: [Part] = []
    private(set) var beginning: [UInt16] = []
    private let isRelaxed: Bool
    private let days: Int

    init(_ rules: [Rule], past: [Int], days: Int, kinds: Int, isRelaxed: Bool) {
        self.isRelaxed = isRelaxed
        self.days = days
        let all = ShiftSet(rawValue: UInt32((UInt64(1) << UInt64(kinds)) - 1))
        var successions: [(first: ShiftSet, next: ShiftSet, weight: Weight)] = []
        for (place, rule) in rules.enumerated() {
            switch rule.shape {
            case .never(let first, let next):
                successions.append((first.intersection(all), next.intersection(all), rule.weight))
            case .run(let set, let least, let most, let closedStart, let closedEnd):
                parts.append(.run(set, least: least, most: most, closedEnd: closedEnd, rule.weight))
                let length = past.prefix { set.has($0) }.count
                let isWhole = length < past.count || closedStart
                beginning.append(state(length, isWhole: isWhole || length >= least, least, most))
            case .pattern(let cells, let starts):
                guard !cells.isEmpty, cells.count <= days else { continue }
                var marks = Array(repeating: starts == nil, count: days)
                for start in starts ?? [] where marks.indices.contains(start) { marks[start] = true }
                for start in marks.indices where start + cells.count > days { marks[start] = false }
                parts.append(.pattern(cells, starts: marks, rule.weight))
                beginning.append(0)
            case .stretches(let stretches, let set, _, _):
                parts.append(.stretch(Self.places(stretches, days), set, rule: place))
                beginning.append(0)
            case .stretchRun(let stretches, let set, let least, let most):
                parts.append(
                    .stretchRun(Self.places(stretches, days), stretches, set, least: least, most: most, rule.weight))
                beginning.append(0)
            case .total: break
            }
        }
        if !successions.isEmpty {
            parts.append(.last(successions))
            beginning.append(past.first.map { UInt16($0) } ?? UInt16.max)
        }
    }

    private static func places(_ stretches: [Range<Int>], _ days: Int) -> [Int] {
        var places = Array(repeating: -1, count: days)
        for (place, stretch) in stretches.enumerated() {
            for day in stretch where places.indices.contains(day) { places[day] = place }
        }
        return places
    }

    private func state(_ length: Int, isWhole: Bool, _ least: Int, _ most: Int?) -> UInt16 {
        let cut = UInt16(min(length, max(least, most ?? 0), 255))
        return isWhole || length >= least ? cut : cut | 256
    }

    /// The day after, and its cost; nothing where a hard rule forbids it.
    func step(_ state: [UInt16], day: Int, kind: Int) -> (state: [UInt16], cost: Int, hits: UInt64)? {
        var next = state
        var cost = 0
        var hits: UInt64 = 0
        func pay(_ weight: Weight, _ amount: Int) -> Bool {
            cost += weight.cost * amount
            return weight != .hard || isRelaxed
        }
        for (place, part) in parts.enumerated() {
            let old = state[place]
            switch part {
            case .last(let successions):
                for rule in successions where old != .max && rule.first.has(Int(old)) && rule.next.has(kind) {
                    guard pay(rule.weight, 1) else { return nil }
                }
                // Kinds that no rule tells apart are one.
                next[place] = UInt16(kind)
                for same in 0..<kind
                where successions.allSatisfy({ $0.first.has(same) == $0.first.has(kind) }) {
                    next[place] = UInt16(same)
                    break
                }
            case .run(let set, let least, let most, _, let weight):
                let length = Int(old & 255)
                if set.has(kind) {
                    if let most, length >= most { guard pay(weight, 1) else { return nil } }
                    next[place] = self.state(length + 1, isWhole: old & 256 == 0, least, most)
                } else {
                    if length > 0, length < least, old & 256 == 0 {
                        guard pay(weight, least - length) else { return nil }
                    }
                    next[place] = 0
                }
            case .pattern(let cells, let starts, let weight):
                var marks = UInt64(0)
                let before = UInt64(old) << 1 | (starts[day] ? 1 : 0)
                for length in cells.indices where before >> UInt64(length) & 1 == 1 && cells[length].has(kind) {
                    marks |= 1 << UInt64(length)
                }
                if marks >> UInt64(cells.count - 1) & 1 == 1 {
                    guard pay(weight, 1) else { return nil }
                }
                next[place] = UInt16(marks & ((1 << UInt64(cells.count - 1)) - 1))
            case .stretch(let places, let set, let rule):
                let isNew = day == 0 || places[day] != places[day - 1]
                let had = isNew ? 0 : old
                let has: UInt16 = places[day] >= 0 && (had == 1 || set.has(kind)) ? 1 : 0
                if has == 1, had == 0 { hits |= 1 << UInt64(rule) }
                next[place] = has
            case .stretchRun(let places, let stretches, let set, let least, let most, let weight):
                guard places[day] >= 0 else { break }
                let isNew = stretches[places[day]].lowerBound == day
                var (run, had) = (Int(old >> 1), isNew ? false : old & 1 == 1)
                if !had, set.has(kind) {
                    had = true
                    run += 1
                    if let most, run > most {
                        guard pay(weight, 1) else { return nil }
                        run = max(most, least)
                    }
                }
                if stretches[places[day]].upperBound - 1 == day {
                    if !had {
                        if run > 0, run < least { guard pay(weight, least - run) else { return nil } }
                        run = 0
                    }
                    had = false
                    next[place] = UInt16(run << 1)
                } else {
                    next[place] = UInt16(run << 1 | (had ? 1 : 0))
                }
            }
        }
        return (next, cost, hits)
    }

    /// What a row still owes when the plan ends.
    func end(_ state: [UInt16]) -> Int? {
        var cost = 0
        for (place, part) in parts.enumerated() {
            let short: Int
            let weight: Weight
            switch part {
            case .run(_, let least, _, true, let ofRun):
                let length = Int(state[place] & 255)
                short = length > 0 && length < least && state[place] & 256 == 0 ? least - length : 0
                weight = ofRun
            case .stretchRun(_, _, _, let least, _, let ofRun):
                let run = Int(state[place] >> 1)
                short = run > 0 && run < least ? least - run : 0
                weight = ofRun
            default: continue
            }
            guard short == 0 || weight != .hard || isRelaxed else { return nil }
            cost += short * weight.cost
        }
        return cost
    }
}
