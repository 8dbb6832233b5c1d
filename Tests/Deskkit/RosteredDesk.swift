import Database
import Handbook
import Kernel
import Testkit

@testable import Desk

/// A support centre of a game company with two leaders, agents, one group of which two must be there, and a roster in
/// force for January and February 2026; the clock stands on Monday, 5 January, 09:00.
struct RosteredDesk: Sendable {
    let database: any Database
    let clock: TimeMachine

    static let unit: Desk.Unit.ID = "centre"
    static let group: ShiftGroup.ID = "group-a"
    static let leader: Staff.ID = "zhou"
    static let otherLeader: Staff.ID = "qian"
    static let supervisor: Staff.ID = "sun"
    static let manager: Staff.ID = "li"
    static let personnel: Staff.ID = "wu"
    static func agent(_ number: Int) -> Staff.ID { Staff.ID("agent-\(number)") }

    static func open<T: Sendable>(
        _ engine: Engine, agents: Int = 4, migrations: [Migration] = Schema.migrations,
        _ body: @Sendable (RosteredDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine()
        return try await withDatabase(engine, clock: clock, migrations: migrations) { database in
            let texts = try HousePacks.lineage("game-support")
            let handbook = try HousePacks.handbook(of: texts)
            try await database.write { tx in
                let edition = try tx.issue(handbook, texts, digest: "digest-rostered-desk")
                try tx.found(unit, "客服中心", by: "game-support")
                var people: [(Staff.ID, String, String)] = [
                    (leader, "周组长", "team-leader"), (otherLeader, "钱组长", "team-leader"),
                    (supervisor, "孙主管", "supervisor"), (manager, "李经理", "manager"), (personnel, "吴人事", "personnel"),
                ]
                for number in 1...agents { people.append((agent(number), "客服\(number)", "agent")) }
                for (id, name, post) in people {
                    try tx.join(id, name, as: post, in: unit, reading: edition)
                    try tx.skills.put("上岗培训", level: 1, of: id)
                }
                try tx.shiftGroups.insert(ShiftGroup(id: group, unit: unit, name: "A", minimum: 2, target: 2))
                var roster = try Roster.make(
                    id: "roster", unit: unit, from: Day(2026, 1, 1), until: Day(2026, 2, 28), by: manager, at: tx.now)
                try tx.rosters.insert(roster)
                try roster.publish(by: manager, at: tx.now)
                try tx.rosters.save(roster)
            }
            return try await body(RosteredDesk(database: database, clock: clock))
        }
    }

    @discardableResult
    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    /// The same by several people at once; of each what it was refused for, or nothing.
    func atOnce(
        as people: [Staff.ID], _ body: @Sendable @escaping (Transaction, Actor) throws -> Void
    ) async -> [(any Error)?] {
        await withTaskGroup(of: (any Error)?.self) { group in
            for person in people {
                group.addTask {
                    do {
                        try await self.act(as: person, body)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: [(any Error)?]()) { $0.append($1) }
        }
    }

    /// A day shift, nine to nine.
    @discardableResult
    func shift(_ id: String, _ person: Staff.ID, _ day: Day, inGroup: Bool = true) async throws -> ShiftAssignment.ID {
        let id = ShiftAssignment.ID(id)
        try await database.write { tx in
            let nine = Zone.shanghai.instant(day, .at(9))
            try tx.shifts.insert([
                ShiftAssignment(
                    id: id, roster: "roster", unit: Self.unit, staff: person, group: inGroup ? Self.group : nil,
                    post: "白班", day: day, span: nine..<(nine + .hours(12)), enteredBy: Self.manager, enteredAt: tx.now)
            ])
        }
        return id
    }

    /// In their own sign-in.
    func standIn(_ person: Staff.ID, for leave: Leave.ID) async throws {
        try await act(as: person) { tx, actor in try tx.leaves.answer(.agreed, to: leave, by: actor) }
    }

    func shifts(of person: Staff.ID, on day: Day) async throws -> [ShiftAssignment] {
        try await database.read { tx in
            let start = Zone.shanghai.instant(day, .midnight)
            return try tx.shifts.of(person, between: start..<(start + .days(1)))
        }
    }

    /// A sentence of the edition in force.
    static func clause(_ number: String) -> AbsenceClause { AbsenceClause(number: number, version: "version-1") }

    static func hours(_ day: Day, _ from: Int = 9, _ to: Int = 21) -> Range<Instant> {
        Zone.shanghai.instant(day, .at(from))..<Zone.shanghai.instant(day, .at(to))
    }
}
