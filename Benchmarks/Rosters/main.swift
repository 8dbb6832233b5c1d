// Solves the public rostering instances and tells what was reached:
// `rosters NAME… [--seconds 30] [--seed 1] [--processor] [--markdown]`. The solver has one thread: seconds of the processor
// (`--processor`) are those that a machine with nothing else to do would take.
import Foundation
import RosterInstances
import Rostering

var names: [String] = []
var seconds = 30.0
var isTable = false
var isOfProcessor = false
var seed: UInt64 = 1
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
    switch word {
    case "--seconds": seconds = words.popFirst().flatMap { Double($0) } ?? seconds
    case "--seed": seed = words.popFirst().flatMap { UInt64($0) } ?? seed
    case "--markdown": isTable = true
    case "--processor": isOfProcessor = true
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
    let clock = isOfProcessor ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC
    let now: @Sendable () -> Double = {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let begin = now()
    let elapsed: @Sendable () -> Double = { now() - begin }
    var reached: (seconds: Double, cost: Int) = (0, .max)
    var first = ""
    let solver = try RosterSolver(plan, seed: seed) { word in
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
