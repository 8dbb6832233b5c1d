import Database
import Handbook
import Kernel
import Testkit

@testable import Desk
@testable import Deskkit

/// The service department at the headquarters of a chain: a manager, two specialists, and above them who runs the centre and
/// the company. The clock stands on Monday, 5 January 2026, 09:00; the day ends at six.
struct ReportDesk: Sendable {
    let database: any Database
    let clock: TimeMachine

    static let unit: Desk.Unit.ID = "hq"
    static let wang: Staff.ID = "wang"
    static let chen: Staff.ID = "chen"
    static let manager: Staff.ID = "li"
    static let director: Staff.ID = "zhao"
    /// Stands above everybody: nobody reads theirs.
    static let chief: Staff.ID = "qian"

    /// `strength` of the clause that asks for the report before the clock.
    static func open(
        _ engine: Engine, clause strength: String = "require",
        _ body: @Sendable (ReportDesk) async throws -> Void
    ) async throws {
        let clock = TimeMachine()
        try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            let texts = try HousePacks.lineage("chain-retail").map { text in
                try PackText(
                    file: text.file,
                    bytes: Array(
                        text.text.replacing(
                            "strength: require\n    rule: report.clock-out",
                            with: "strength: \(strength)\n    rule: report.clock-out"
                        ).utf8))
            }
            let handbook = try HousePacks.handbook(of: texts)
            try await database.write { tx in
                let edition = try tx.issue(handbook, texts, digest: "digest-report-desk-\(strength)")
                try tx.found(unit, "客服部", by: "chain-retail")
                for (id, name, post) in [
                    (wang, "王芳", "agent"), (chen, "陈晨", "agent"), (manager, "李经理", "manager"),
                    (director, "赵总监", "executive"), (chief, "钱总", "general-manager"),
                ] { try tx.join(id, name, as: post, in: unit, reading: edition) }
            }
            try await body(ReportDesk(database: database, clock: clock))
        }
    }

    @discardableResult
    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    func press(_ kind: ClockKind, as person: Staff.ID = wang) async throws {
        try await act(as: person) { tx, actor in try tx.clockEvents.press(kind, by: actor) }
    }

    func report(of person: Staff.ID = wang, on day: Day = Day(2026, 1, 5)) async throws -> DailyReport? {
        try await database.read { tx in try tx.dailyReports.find(person, on: day) }
    }

    func stand(_ hour: Int, _ minute: Int = 0, on day: Day = Day(2026, 1, 5)) {
        clock.set(to: Zone.shanghai.instant(day, .at(hour, minute)))
    }

    static func words(_ plan: [String] = ["回访三位会员"], _ problems: String = "无") -> DailyReport.Words {
        DailyReport.Words(problems: problems, plan: plan)
    }

    func ledger(_ report: DailyReport) async throws -> [String] {
        try await database.read { tx in
            try tx.obligations.all(of: report.subject).map { obligation in
                let state =
                    switch obligation.state {
                    case .open: "open"
                    case .ended(let outcome, _, _): outcome.rawValue
                    }
                return "\(obligation.rule.name) \(state)"
            }.sorted()
        }
    }
}
