import Database
import Handbook
import Kernel
import Testkit

@testable import Desk
@testable import Deskkit

/// A department under one of the packs with a roster in force in January 2026, one kind of shift, three people on it, two
/// leaders; the clock stands on Monday, 5 January, 06:00.
struct PlannedDesk: Sendable {
    let database: any Database
    let clock: TimeMachine

    static let unit: Desk.Unit.ID = "desk"
    static let people: [Staff.ID] = ["an", "bai", "chu"]
    static let leader: Staff.ID = "lin"
    static let other: Staff.ID = "mo"
    static let stranger: Staff.ID = "stranger"
    static let monday = Day(2026, 1, 5)

    /// `posts`: of those at the desk, and of their leaders.
    static func open<T: Sendable>(
        _ pack: String, _ code: String, _ hours: Range<TimeOfDay>, posts: (String, String) = ("agent", "team-leader"),
        rostered: Bool = true, zone: String = Zone.shanghai.identifier, on engine: Engine,
        _ body: @Sendable (PlannedDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine(Zone.shanghai.instant(monday, .at(6)))
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            let texts = try HousePacks.lineage(pack).map { text in
                try PackText(file: text.file, text: text.text.replacing("zone: Asia/Shanghai", with: "zone: \(zone)"))
            }
            let handbook = try HousePacks.handbook(of: texts)
            try await database.write { tx in
                let edition = try tx.issue(handbook, texts, digest: "digest-planned-\(pack)-\(zone)")
                try tx.found(unit, "服务台", by: pack)
                try tx.found("elsewhere", "另一处", by: pack)
                for id in people { try tx.join(id, "员工\(id)", as: posts.0, in: unit, reading: edition) }
                for id in [leader, other] { try tx.join(id, "主管\(id)", as: posts.1, in: unit, reading: edition) }
                try tx.join(stranger, "外人", as: posts.1, in: "elsewhere", reading: edition)
                guard rostered else { return }
                let template = ShiftTemplate(
                    id: "template", unit: unit, code: code, chinese: "班", english: "Shift", starts: hours.lowerBound,
                    lengthMinutes: hours.upperBound.minutes - hours.lowerBound.minutes, breakMinutes: 0, isNight: false)
                try tx.shiftTemplates.insert(template)
                var roster = try Roster.make(
                    id: "roster", unit: unit, from: Day(2026, 1, 1), until: Day(2026, 1, 31), by: leader, at: tx.now)
                try tx.rosters.insert(roster)
                try roster.publish(by: leader, at: tx.now)
                try tx.rosters.save(roster)
                for id in people { try shift(tx, template, id, monday) }
            }
            return try await body(PlannedDesk(database: database, clock: clock))
        }
    }

    static func shift(_ tx: Transaction, _ template: ShiftTemplate, _ person: Staff.ID, _ day: Day) throws {
        try tx.shifts.insert([
            ShiftAssignment(
                id: ShiftAssignment.ID("\(person)-\(day)"), roster: "roster", unit: unit, staff: person,
                template: template.id, day: day, span: template.span(on: day, in: .shanghai), enteredBy: leader,
                enteredAt: tx.now)
        ])
    }

    func shift(_ person: Staff.ID, _ day: Day) async throws {
        try await database.write { tx in
            try Self.shift(tx, tx.shiftTemplates.require("template"), person, day)
        }
    }

    /// The shift of a person is taken back for leave.
    func takeBack(_ person: Staff.ID) async throws {
        try await database.write { tx in
            var shift = try tx.shifts.require(ShiftAssignment.ID("\(person)-\(Self.monday)"))
            try shift.takeBack(for: .leave, by: Self.leader, at: tx.now)
            try tx.shifts.save(shift)
        }
    }

    @discardableResult
    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    /// What the house does by itself, at this minute; answers how many plans were laid out.
    @discardableResult
    func chores() async throws -> Int {
        try await database.write { tx in
            let laid = try tx.dayPlans.lay(limit: 100)
            _ = try tx.dayPlans.openDue(limit: 200)
            _ = try tx.dayPlans.closeOver(limit: 100)
            _ = try tx.obligations.act()
            return laid
        }
    }

    func to(_ hour: Int, _ minute: Int = 0, _ day: Day = monday) async throws {
        clock.set(to: Zone.shanghai.instant(day, .at(hour, minute)))
        try await chores()
    }

    func plans() async throws -> [DayPlan] {
        try await database.read { tx in try tx.dayPlans.of(Self.unit, on: Zone.shanghai.day(of: tx.now)) }
    }

    func steps() async throws -> [DayStep] {
        try await database.read { tx in
            let plans = try tx.dayPlans.of(Self.unit, on: Zone.shanghai.day(of: tx.now))
            return try tx.daySteps.of(plans.map(\.id))
        }
    }

    func step(_ code: String, _ number: Int = 0) async throws -> DayStep {
        let found = try await steps().filter { $0.terms.code == code }
        guard found.indices.contains(number) else { throw DayPlan.Refusal.unknown }
        return found[number]
    }

    /// Of one step: rule → how it stands, one after another.
    func ledger(_ step: DayStep) async throws -> [String] {
        try await database.read { tx in
            try tx.obligations.all(of: Subject(.dayPlan, step.plan.rawValue)).filter { $0.item == step.id.rawValue }
                .sorted { ($0.startedAt, $0.rule.name) < ($1.startedAt, $1.rule.name) }
                .map { obligation in
                    switch obligation.state {
                    case .open: "\(obligation.rule.name) \(obligation.breachedAt == nil ? "open" : "overdue")"
                    case .ended(let outcome, _, _): "\(obligation.rule.name) \(outcome.rawValue)"
                    }
                }
        }
    }

    func tick(_ code: String, _ number: Int? = nil, by person: Staff.ID) async throws {
        let step = try await step(code)
        try await act(as: person) { tx, actor in
            try tx.dayPlans.tick(step.id, number: number, saying: "", by: actor)
        }
    }
}
