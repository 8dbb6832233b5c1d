// Solves the public rostering instances and tells what was reached: `rosters NAME… [--seconds 30] [--markdown]`.
import Foundation
import RosterInstances
import Rostering

var names: [String] = []
var seconds = 30.0
var isTable = false
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
    switch word {
    case "--seconds": seconds = words.popFirst().flatMap { Double($0) } ?? seconds
    case "--markdown": isTable = true
    default: names.append(word)
    }
}

let chosen = SharedInstances.all.filter { names.isEmpty || names.contains($0.name) }
if isTable {
    print(
        "| Instance | Days × people × shifts | Best known | Reached | Gap to it | Bound | Gap to it | First answer | Seconds |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
}
for instance in chosen {
    let plan = try instance.plan()
    let begin = ContinuousClock.now
    let elapsed: @Sendable () -> Double = {
        let gone = (ContinuousClock.now - begin).components
        return Double(gone.seconds) + Double(gone.attoseconds) / 1e18
    }
    var reached: (seconds: Double, cost: Int) = (0, .max)
    var first = ""
    let solver = try RosterSolver(plan, seed: 1) { word in
        if word.cost < reached.cost { reached = (word.seconds, word.cost) }
        if first.isEmpty, word.cost < .max { first = String(format: "%d after %.1f s", word.cost, word.seconds) }
        guard !isTable else { return }
        print(String(format: "%8.2f s  cost %d  bound %@", word.seconds, word.cost, word.bound.map { "\($0)" } ?? "-"))
    }
    let answer = solver.solve(Effort(seconds: seconds, elapsed: elapsed))
    let score = answer.score
    let gap = instance.best.map { String(format: "%.2f %%", Double(score.total - $0) / Double($0) * 100) } ?? "–"
    let size = "\(plan.days) × \(plan.members.count) × \(plan.shifts.count)"
    let proven = answer.isProvenBest ? "proven" : answer.gap.map { String(format: "%.2f %%", $0 * 100) } ?? "–"
    let best = instance.best.map { "\($0)" } ?? "–"
    let bound = answer.bound.map { "\($0)" } ?? "–"
    let time = String(format: "%.1f of %.1f", reached.seconds, elapsed())
    let cells: [String] = [instance.name, size, best, "\(score.total)", gap, bound, proven, first, time]
    print("| " + cells.joined(separator: " | ") + " |")
    if !isTable, !solver.impossible.isEmpty { print("no row possible for", solver.impossible) }
}
