import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// GAME-19: two lead three groups; a third leader is refused by the clause, unless it says more.
@Suite struct AppointmentHoldersTests {
    private static func appoint(
        _ person: Staff.ID, to post: String = "team-leader", in unit: Desk.Unit.ID = RosteredDesk.unit,
        after wait: Duration = .seconds(0), on desk: RosteredDesk
    ) async throws -> Appointment {
        try await desk.act(as: RosteredDesk.personnel) { tx, actor in
            try tx.appointments.appoint(
                person, to: post, in: unit, from: tx.now + wait, by: .person(actor), under: PostsInForce(tx: tx))
        }
    }

    private static func end(_ person: Staff.ID, after wait: Duration, on desk: RosteredDesk) async throws {
        try await desk.act(as: RosteredDesk.personnel) { tx, actor in
            try tx.appointments.end(
                Appointment.ID("appointment-\(person)"), at: tx.now + wait, by: .person(actor),
                under: PostsInForce(tx: tx))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aThirdLeaderIsRefusedByTheClause(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let refusal = await #expect(throws: GateRefusal.self) {
                try await Self.appoint(RosteredDesk.agent(1), on: desk)
            }
            #expect(refusal?.objections.map(\.clause) == ["11.5"])
            let sentence = refusal?.sentence(in: .chinese) ?? ""
            #expect(sentence.contains("组长已有 2 人在任") && sentence.contains("周组长") && sentence.contains("钱组长"))
            #expect(try await Self.appoint(RosteredDesk.agent(1), to: "vip-agent", on: desk).post == "vip-agent")
            try await Self.end(RosteredDesk.otherLeader, after: .seconds(0), on: desk)
            desk.clock.advance(by: .seconds(1))
            let third = try await Self.appoint(RosteredDesk.agent(1), on: desk)
            #expect(third.post == "team-leader")
            let kept = try await desk.database.read { tx in
                try tx.obligations.all(of: Subject(.staff, RosteredDesk.agent(1).rawValue))
                    .filter { $0.rule.name == "post.holders" }
            }
            #expect(
                kept.map(\.state) == [.ended(.kept, at: third.from, by: RosteredDesk.personnel)],
                "the clause answers how it was kept")
        }
    }

    /// Whoever takes over on the day another leaves is no third one; a day earlier they are.
    @Test(arguments: TestDatabase.engines)
    func aSuccessorBeginsWhenTheOtherEnds(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await Self.end(RosteredDesk.otherLeader, after: .days(10), on: desk)
            await #expect(throws: GateRefusal.self) {
                try await Self.appoint(RosteredDesk.agent(1), after: .days(9), on: desk)
            }
            _ = try await Self.appoint(RosteredDesk.agent(1), after: .days(10), on: desk)
            await #expect(throws: GateRefusal.self) {
                try await Self.appoint(RosteredDesk.agent(2), after: .days(3), on: desk)
            }
        }
    }

    /// Counted wherever the handbook is kept, and not under another one.
    @Test(arguments: TestDatabase.engines)
    func unitsBelowCountTogetherAndOtherHandbooksDoNot(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.database.write { tx in
                try tx.units.add(
                    try Desk.Unit.found(
                        id: "night", code: "night", name: "夜班组", kind: .group,
                        under: RosteredDesk.unit, handbook: nil))
                #expect(try tx.units.underSameHandbook(as: "night") == [RosteredDesk.unit, "night"])
                try tx.units.add(
                    try Desk.Unit.found(
                        id: "other", code: "other", name: "代运营部", kind: .department,
                        under: RosteredDesk.unit, handbook: "base"))
                #expect(try tx.units.underSameHandbook(as: "night") == [RosteredDesk.unit, "night"])
                #expect(try tx.units.underSameHandbook(as: "other") == ["other"])
            }
            await #expect(throws: GateRefusal.self) {
                try await Self.appoint(RosteredDesk.agent(1), in: "night", on: desk)
            }
        }
    }

    /// Two managers, one seat: one of them is refused, whoever was faster.
    @Test(arguments: TestDatabase.engines)
    func twoAtOnceDoNotMakeThree(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await Self.end(RosteredDesk.otherLeader, after: .seconds(0), on: desk)
            desk.clock.advance(by: .seconds(1))
            let done = await withTaskGroup(of: Bool.self) { group in
                for number in 1...4 {
                    group.addTask { (try? await Self.appoint(RosteredDesk.agent(number), on: desk)) != nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(done == 1)
        }
    }

    @Test func theFullestMinuteCounts() {
        func held(_ person: String, _ from: Int64, _ to: Int64?) -> Appointment {
            Appointment(
                stored: Appointment.ID(person), staff: Staff.ID(person), post: "leader", unit: "centre",
                from: Instant(milliseconds: from), to: to.map { Instant(milliseconds: $0) }, by: nil)
        }
        let holders = PostHolders([held("a", 0, 50), held("b", 20, nil), held("c", 60, 70)])
        #expect(holders.most(from: Instant(milliseconds: 0)) == ["a", "b"])
        #expect(holders.most(from: Instant(milliseconds: 50)) == ["b", "c"])
        #expect(holders.most(from: Instant(milliseconds: 80)) == ["b"])
        #expect(PostHolders([]).most(from: Instant(milliseconds: 0)) == [])
    }
}
