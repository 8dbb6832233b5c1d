import Database
import Foundation
import Handbook
import Kernel
import Testkit
import Testing

@testable import Desk
@testable import Deskkit

/// A department that has been played, small enough for a test.
struct PlayedDepartment: Sendable {
    let database: any Database
    let summary: DemoHistory.Summary
    let now: Instant

    static let shelf = PackShelf.ofTheHouse

    /// Wednesday, 16 September 2026, in the middle of a working afternoon.
    static let afternoon = Zone.shanghai.instant(Day(2026, 9, 16), .at(15, 20))

    static func play(
        _ pack: String, on engine: Engine = .sqlite, until now: Instant = afternoon, cases: Int = 32, dice: UInt64 = 7,
        _ body: (PlayedDepartment) async throws -> Void
    ) async throws {
        let time = TimeMachine(DemoHistory.beginning(before: now))
        try await withDatabase(engine, clock: time, migrations: Schema.migrations) { database in
            let summary = try await DemoHistory.play(
                pack, from: shelf, into: database, clock: SimulatedClock(time), until: now, dice: dice, cases: cases,
                passwords: PasswordThread(cost: PasswordCost(memory: 64, passes: 1, lanes: 1)))
            try await body(PlayedDepartment(database: database, summary: summary, now: now))
        }
    }

    /// How many cases stand in each state.
    func states() async throws -> [Case.State: Int] {
        try await database.read { tx in
            let rows = try tx.execute(
                "SELECT state, COUNT(*) AS n FROM service_case GROUP BY state ORDER BY state LIMIT 50")
            return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.choice("state"), try $0.int("n")) })
        }
    }

    func adherence(by grouping: Adherence.Grouping = .clause) async throws -> Adherence {
        let period = DemoHistory.beginning(before: now)..<(now + .days(1))
        return try await database.read { tx in
            try tx.obligations.adherence(.init(period: period), by: grouping, in: .shanghai)
        }
    }

    func count(_ question: SQL) async throws -> Int {
        try await database.read { tx in try tx.execute(question).first?.int("n") ?? 0 }
    }
}
