import Database
import Kernel
import Synchronization
import Testkit

@testable import Desk

/// Twenty people at work at once, wave after wave; after each wave everything is done again in line.
struct Run: Sendable {
    let database: any Database
    let department: Department
    let marks: Marks
    let clock: TickingClock
    let seed: UInt64
    var acts = Act.all
    /// Acts of each person in one wave.
    var each = 3
    /// Goes on after a law was broken, to see which others are.
    var goesOn = false

    /// What came of it, for whoever wants to know whether the dice were any good.
    struct Report: Sendable {
        var acts = 0
        var done: [String: Int] = [:]
        var refused: [String: Int] = [:]
        var violations: [String] = []
        /// The two departments are no longer the same.
        var isAstray = false
        var known: Set<String> = []
    }

    func go(acts count: Int, beside mirror: Mirror?) async throws -> Report {
        var report = Report()
        try await furnish(beside: mirror, &report)
        var dice = SeededDice(seed: seed)
        var number = 0
        while report.acts < count, report.violations.isEmpty || (goesOn && !report.isAstray) {
            number += 1
            let witnesses = try await wave(number)
            report.acts += witnesses.count
            for witness in witnesses { report.count(witness) }
            if let mirror {
                let found = try await mirror.follow(witnesses, as: database)
                report.note(found, "seed \(seed), wave \(number)")
                report.isAstray = !found.isEmpty
            }
            let kept = try await database.read { [department] tx in try Law.broken(in: tx, of: department) }
            report.note(kept, "seed \(seed), wave \(number)")
            // Minutes mostly, now and then a night or a week: what is owed falls due, periods end.
            clock.advance(by: .minutes(Int.random(in: 1...40, using: &dice)))
            if number % 6 == 0 { clock.advance(by: .hours(Int.random(in: 5...30, using: &dice))) }
            if number % 25 == 0 { clock.advance(by: .days(9)) }
        }
        let chain = try await AuditVerification(database).run()
        if !chain.isIntact { report.violations.append("the chain of events: \(chain.findings.prefix(3))") }
        return report
    }

    /// The same department in both.
    private func furnish(beside mirror: Mirror?, _ report: inout Report) async throws {
        let founding = try await database.write { [marks, department] tx in
            let number = marks.next()
            try marks.within(number) { try department.furnish(tx) }
            return (number, tx.now)
        }
        guard let mirror else { return }
        try await mirror.found(department, number: founding.0, at: founding.1)
    }

    private func wave(_ number: Int) async throws -> [Witness] {
        let counter = Counter()
        return try await withThrowingTaskGroup(of: [Witness].self) { group in
            for (place, person) in department.people.enumerated() {
                group.addTask { try await work(person.id, seed(number, place), counter) }
            }
            // The house seals what happened meanwhile.
            group.addTask {
                for _ in 0..<3 {
                    try await database.write { tx in _ = try tx.seals.sealWaiting(limit: 100) }
                }
                return []
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func seed(_ wave: Int, _ place: Int) -> UInt64 { seed &* 1_000_003 &+ UInt64(wave * 100 + place) }

    /// Looks, chooses, does.
    private func work(_ person: Staff.ID, _ seed: UInt64, _ counter: Counter) async throws -> [Witness] {
        var witnesses: [Witness] = []
        var dice = SeededDice(seed: seed)
        for _ in 0..<each {
            let act = Act.draw(from: acts, &dice)
            let own = SeededDice(seed: dice.next())
            let deed = try await database.read { [department] tx in
                try act.choose(Room(tx, department, person, own))
            }
            guard let deed else { continue }
            witnesses.append(
                await Doing(database: database, marks: marks).perform(act.name, deed) { counter.next() })
        }
        return witnesses
    }
}

/// In which order things were heard to be over.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

extension Run.Report {
    /// Each once: what is broken stays broken.
    mutating func note(_ found: [String], _ moment: String) {
        for said in found where known.insert(said).inserted { violations.append("\(moment): \(said)") }
    }

    mutating func count(_ witness: Witness) {
        switch witness.outcome {
        case .done: done[witness.act, default: 0] += 1
        case .refused: refused[witness.act, default: 0] += 1
        case .fault(let said): violations.append("\(witness.label) met a fault: \(said)")
        }
    }

    /// What was done how often, and how often refused.
    var summary: String {
        let names = Set(done.keys).union(refused.keys).sorted()
        let done = done.values.reduce(0, +)
        return "\(acts) acts, \(done) done: "
            + names.map { "\($0) \(self.done[$0] ?? 0)/\((self.done[$0] ?? 0) + (refused[$0] ?? 0))" }
            .joined(separator: ", ")
    }
}
