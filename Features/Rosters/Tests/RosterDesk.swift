import Database
import Foundation
import Handbook
import Kernel
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// A game centre that makes rosters: six trained people in three groups, a newcomer, two leaders.
struct RosterDesk: Sendable {
    let database: any Database
    let clock: TimeMachine

    static let unit: Desk.Unit.ID = "unit-main"
    static let other: Desk.Unit.ID = "unit-other"
    static let agents: [Staff.ID] = ["a1", "a2", "b1", "b2", "c1", "c2"]
    static let newcomer: Staff.ID = "new"
    static let leader: Staff.ID = "leader"
    static let second: Staff.ID = "second"
    static let stranger: Staff.ID = "stranger"
    /// A Monday.
    static let first = Day(2026, 11, 2)

    static func open<T: Sendable>(
        on engine: Engine, pack: String = "game-support", posts: [String] = ["hotline-agent", "team-leader"],
        _ body: @Sendable (RosterDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine(Zone.shanghai.instant(Day(2026, 10, 26), .at(10)))
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await body(try await RosterDesk(in: database, clock, pack, posts))
        }
    }

    private init(
        in database: any Database, _ clock: TimeMachine, _ pack: String, _ posts: [String]
    ) async throws {
        let texts = try HousePacks.lineage(pack)
        let handbook = try HousePacks.handbook(of: texts)
        try await database.write { tx in
            let version = try tx.issue(handbook, texts, digest: "digest-rosters-\(pack)")
            try tx.found(Self.unit, "客服中心", by: pack)
            try tx.found(Self.other, "另一中心", by: pack)
            for id in Self.agents + [Self.newcomer] {
                try tx.join(id, "客服\(id)", as: posts[0], in: Self.unit, reading: version)
            }
            for id in [Self.leader, Self.second] {
                try tx.join(id, "组长\(id)", as: posts[1], in: Self.unit, reading: version)
            }
            try tx.join(Self.stranger, "外人", as: posts[1], in: Self.other, reading: version)
            let leader = try tx.actor(Self.leader)
            try tx.rosters.takeOver(in: Self.unit, by: leader)
            for group in try tx.shiftGroups.of(Self.unit) {
                for id in Self.agents where id.rawValue.hasPrefix(group.name.lowercased()) {
                    try tx.rosters.join(id, group.id, from: Self.first, by: leader)
                    try tx.skills.put("上岗培训", level: 1, of: id)
                }
            }
            for id in [Self.leader, Self.second] { try tx.skills.put("上岗培训", level: 1, of: id) }
        }
        self.database = database
        self.clock = clock
    }

    @discardableResult
    func act<T: Sendable>(
        as person: Staff.ID = leader, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    /// Four weeks by 上1休1.
    func month() async throws -> Roster.ID {
        try await act { tx, actor in
            let patterns = try tx.rotationPatterns.of(Self.unit).filter { $0.name == "上1休1" }.map(\.id)
            return try tx.rosters.make(
                in: Self.unit, Self.first...Self.first.advanced(by: 27), by: patterns, by: actor
            ).id
        }
    }

    func published() async throws -> Roster.ID {
        let id = try await month()
        try await act { tx, actor in try tx.rosters.publish(id, version: nil, by: actor) }
        return id
    }

    /// Leave that was agreed to.
    func grantLeave(to person: Staff.ID, _ hours: Range<Instant>) async throws {
        try await database.write { tx in
            var leave = Leave(
                id: tx.ids.make(), number: "QJ20261026-\(person)", unit: Self.unit, staff: person,
                plan: Leave.Plan(type: "personal", hours: hours, reason: "家事"), rule: .ordinary, halfDays: 2,
                firstShiftAt: hours.lowerBound, askedAt: tx.now)
            try tx.leaves.insert(leave, on: Zone.shanghai.day(of: tx.now))
            try leave.approve(by: Self.leader, saying: "同意", at: tx.now)
            try tx.leaves.save(leave)
        }
    }

    static func at(_ day: Int, _ hour: Int) -> Instant { Zone.shanghai.instant(Day(2026, 11, day), .at(hour)) }

    static func plan(
        _ person: Staff.ID?, _ template: ShiftTemplate.ID?, on day: Day = first, group: ShiftGroup.ID? = nil,
        mentor: Staff.ID? = nil
    ) -> ShiftPlan {
        ShiftPlan(
            staff: person, template: template, hours: nil, day: day, group: group, line: nil, post: "", mentor: mentor)
    }

    func template(_ code: String) async throws -> ShiftTemplate.ID {
        try await database.read { tx in
            guard let template = try tx.shiftTemplates.of(Self.unit).first(where: { $0.code == code }) else {
                throw ShiftTemplate.Refusal.unknown
            }
            return template.id
        }
    }

    func shift(of person: Staff.ID?, on day: Day, in roster: Roster.ID) async throws -> ShiftAssignment {
        try await database.read { tx in
            guard let shift = try tx.shifts.of(roster, on: day...day).first(where: { $0.staff == person }) else {
                throw ShiftAssignment.Refusal.unknown
            }
            return shift
        }
    }
}
