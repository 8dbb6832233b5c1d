/// What the rest of a row costs at least, from a node and a sum on: the shortest path to the end of the plan, with one of
/// the sums that must reach a lower bound (a month's hours, its working days) counted and the others left aside.
struct WayToGo {
    /// More than this many numbers are not worth making: then no sum is counted.
    private static let most = 4_000_000

    private let least: [Double]
    /// How many values the sum has; 1 where none is counted.
    private let width: Int
    private let shift: UInt64
    private let mask: UInt64

    /// Costs a step for each arc and value of the sum.
    init(_ machine: Automaton, _ plan: CounterPlan, prices: [Double]) {
        let nodes = Int(machine.nodes[machine.days + 1])
        let counted = machine.counters.first {
            $0.isExact && nodes * ($0.most + 1) <= Self.most
        }
        let width = (counted?.most ?? 0) + 1
        let shift = UInt64((counted?.field ?? 0) * Automaton.bits)
        let mask: UInt64 = counted == nil ? 0 : UInt64(Automaton.largest)
        let alone = CounterPlan(machine, only: counted.map { [$0] } ?? [])
        var least = Array(repeating: Double.infinity, count: nodes * width)
        let firstEnd = Int(machine.nodes[machine.days])
        for node in firstEnd..<nodes {
            for value in 0..<width { least[node * width + value] = Double(machine.endCost[node - firstEnd]) }
        }
        for day in stride(from: machine.days - 1, through: 0, by: -1) {
            for node in Int(machine.nodes[day])..<Int(machine.nodes[day + 1]) {
                for number in Int(machine.arcStart[node])..<Int(machine.arcStart[node + 1]) {
                    let arc = machine.arcs[number]
                    let step = prices[day * machine.kinds + Int(arc.day)] + Double(arc.cost)
                    guard step < .infinity else { continue }
                    let growth = arc.exact >> shift & mask
                    for value in 0..<width {
                        var cost = step
                        var exact = (UInt64(value) + growth) << shift
                        var capped: UInt64 = 0
                        if alone.isAny, !alone.settle(&cost, &exact, &capped, after: day) { continue }
                        let place = node * width + value
                        let rest = least[Int(arc.to) * width + Int(exact >> shift & mask)]
                        if cost + rest < least[place] { least[place] = cost + rest }
                    }
                }
            }
        }
        self.least = least
        self.width = width
        self.shift = shift
        self.mask = mask
    }

    @inline(__always)
    func least(from node: Int, exact: UInt64) -> Double { least[node * width + Int(exact >> shift & mask)] }
}
