import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// What was counted of each day is what the ledger holds, whatever happens to its rows and however far it was counted.
struct AdherenceCountTests {
    @Test(arguments: TestDatabase.engines, 1...3)
    func whatWasCountedIsTheLedger(engine: Engine, seed: Int) async throws {
        try await Department.open(engine) { department in
            var dice = SeededDice(seed: UInt64(seed))
            try await department.write { tx in try tx.throwObligations(150, seed: UInt64(seed)) }
            for round in 0..<12 {
                let fate = UInt64.random(in: 0...UInt64.max, using: &dice)
                try await department.write { tx in try tx.shake(seed: fate) }
                // Counted in pieces of any size, so that a piece ends among what has just changed, or has not come to it yet.
                let limit = Int.random(in: 1...60, using: &dice)
                if round > 1 { _ = try await department.write { tx in try tx.adherenceCounts.countUp(limit: limit) } }
                try await department.holds(seed: fate)
            }
            while try await department.write({ tx in try tx.adherenceCounts.countUp(limit: 40) }) {}
            #expect(try await department.read { tx in try !tx.adherenceCounts.isBehind })
            try await department.holds(seed: 1)
            let left = try await department.read { tx in
                try tx.execute("SELECT n FROM adherence_day WHERE n <= 0").count
            }
            #expect(left == 0, "what is gone leaves no row")
        }
    }

    /// The days of a handbook whose zone was changed begin at other hours: they are asked of the ledger itself.
    @Test(arguments: TestDatabase.engines)
    func aZoneThatCutsTheDaysOtherwiseIsAskedOfTheLedger(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.write { tx in try tx.throwObligations(200, seed: 5) }
            while try await department.write({ tx in try tx.adherenceCounts.countUp() }) {}
            let zone = try #require(Zone("Europe/Paris"))
            try await department.read { tx in
                #expect(try tx.adherenceCounts.isCut(by: .shanghai, "ledger"))
                #expect(try !tx.adherenceCounts.isCut(by: zone, "ledger"))
                let period = zone.instant(Day(2025, 11, 20), .midnight)..<zone.instant(Day(2025, 12, 20), .midnight)
                for code in ["ledger", nil] {
                    let told = try tx.obligations.adherence(
                        Adherence.Filter(period: period, handbook: code), by: .unit, in: zone)
                    let rows = try tx.obligations.records(
                        Adherence.Filter(period: period, handbook: "ledger"), limit: 1, offset: 0)
                    #expect(told.total.applied == rows.total)
                }
            }
        }
    }

    @Test func aSlackIsToldInRoundFigures() {
        var dice = SeededDice(seed: 9)
        for _ in 0..<2000 {
            let slack = Int64.random(in: -(1 << 34)...(1 << 34), using: &dice) >> Int64.random(in: 0...30, using: &dice)
            let told = Adherence.told(slack)
            #expect(told.magnitude <= slack.magnitude && told.signum() * slack.signum() >= 0)
            let lost = Int64(slack.magnitude - told.magnitude)
            // Never more than a twelfth part is lost, and below two hours less than a minute.
            #expect(lost < max(60_000, Int64(slack.magnitude / 10)))
            #expect(Adherence.told(told) == told)
        }
        #expect(Adherence.told(-61_000) == -60_000)
        #expect(Adherence.told(7_199_999) == 7_140_000)
        #expect(Adherence.told(19 * 3_600_000 + 59_000) == 19 * 3_600_000)
    }
}

extension Department {
    /// Every cut of every period that has been counted says what the ledger says.
    fileprivate func holds(seed: UInt64) async throws {
        try await read { tx in
            var dice = SeededDice(seed: seed)
            let today = Zone.shanghai.day(of: tx.now)
            for grouping in Adherence.Grouping.allCases {
                for _ in 0..<6 {
                    let from = today.advanced(by: -Int.random(in: 0...70, using: &dice))
                    let last = from.advanced(by: Int.random(in: 1...70, using: &dice))
                    let period =
                        Zone.shanghai.instant(from, .midnight)..<Zone.shanghai.instant(last, .midnight)
                    let units: [[Unit.ID]?] = [nil, nil, [], [Department.east], [Department.west, Department.hq]]
                    let people: [Adherence.Person?] = [nil, nil, .nobody, .staff(Department.zhang)]
                    let outcomes: [Adherence.Outcome?] = [nil, nil] + Adherence.Outcome.allCases
                    var filter = Adherence.Filter(
                        period: period, handbook: "ledger", clause: Bool.random(using: &dice) ? "2.10" : nil,
                        units: units[Int.random(in: 0..<5, using: &dice)],
                        person: people[Int.random(in: 0..<4, using: &dice)],
                        outcome: outcomes[Int.random(in: 0..<7, using: &dice)])
                    let counted = try tx.obligations.adherence(filter, by: grouping, in: .shanghai)
                    // Without its name every handbook is asked, of which there is one: row by row.
                    filter.handbook = nil
                    let walked = try tx.obligations.adherence(filter, by: grouping, in: .shanghai)
                    #expect(counted.lines == walked.lines, "\(filter) by \(grouping)")
                    #expect(counted.total == walked.total, "\(filter) by \(grouping)")
                }
            }
        }
    }
}

extension Transaction {
    /// What happens to obligations, by dice: new ones, ends, breaches, other hands, what is taken back, void, put off.
    fileprivate func shake(seed: UInt64) throws {
        var dice = SeededDice(seed: seed)
        try throwObligations(Int.random(in: 1...8, using: &dice), seed: seed)
        let known = try obligations.load("ORDER BY id LIMIT 1000")
        let event = try record(.caseNoted, about: Department.complaint, in: Department.east, by: nil).id
        for _ in 0..<20 {
            var obligation = known[Int.random(in: 0..<known.count, using: &dice)]
            obligation = try obligations.find(obligation.id) ?? obligation
            switch Int.random(in: 0..<6, using: &dice) {
            case 0:
                obligation.state = .open
                obligation.breachedAt = nil
            case 1:
                obligation.breachedAt = obligation.dueAt
            case 2:
                let people: [Staff.ID?] = [nil, Department.zhang, Department.zhao]
                obligation.owedByStaff = people[Int.random(in: 0..<3, using: &dice)]
            case 3: obligation.dueAt = obligation.dueAt + .minutes(Int.random(in: -300...300, using: &dice))
            default:
                let outcomes = Obligation.Outcome.allCases
                obligation.end(
                    outcomes[Int.random(in: 0..<outcomes.count, using: &dice)],
                    at: obligation.startedAt + .minutes(Int.random(in: 0...4000, using: &dice)), by: Department.wang)
            }
            try obligations.save(obligation, endedBy: event)
        }
        try obligations.hand(.handler, of: Department.complaint, to: Department.zhao)
    }
}
