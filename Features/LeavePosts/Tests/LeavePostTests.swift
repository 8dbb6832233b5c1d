import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Leaving one's post with the leader's agreement, and coming back in time (GAME-49), on both engines.
@Suite struct LeavePostTests {
    private static let today = Day(2026, 1, 5)
    private static let wang = RosteredDesk.agent(1)

    private static func onShift(_ engine: Engine, _ body: @Sendable (RosteredDesk) async throws -> Void) async throws {
        try await RosteredDesk.open(engine) { desk in
            for number in 1...3 { try await desk.shift("s-\(number)", RosteredDesk.agent(number), today) }
            desk.clock.set(to: RosteredDesk.hours(today).lowerBound + .hours(1))
            try await body(desk)
        }
    }

    private static func ask(
        _ desk: RosteredDesk, _ person: Staff.ID = wang, minutes: Int = 10
    ) async throws -> LeavePost {
        try await desk.act(as: person) { tx, actor in
            try tx.leavePosts.ask(minutes: minutes, because: "取药", by: actor)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func oneLeavesWhenTheLeaderAgreesAndIsMissedWhenTheTimeIsUp(engine: Engine) async throws {
        try await Self.onShift(engine) { desk in
            let post = try await Self.ask(desk)
            #expect(post.number == "LG20260105-1")
            await #expect(throws: LeavePost.Refusal.notNow(.asked), "not before it is agreed to") {
                try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.leave(post.id, by: actor) }
            }
            await #expect(throws: LeavePost.Refusal.ownAct) {
                try await desk.act(as: Self.wang) { tx, actor in
                    try tx.leavePosts.approve(post.id, saying: "", by: actor)
                }
            }
            await #expect(throws: LeavePost.Refusal.unknown) {
                try await desk.act(as: RosteredDesk.agent(2)) { tx, actor in
                    try tx.leavePosts.approve(post.id, saying: "", by: actor)
                }
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leavePosts.approve(post.id, saying: "快去快回", by: actor)
            }
            await #expect(throws: LeavePost.Refusal.notNow(.approved), "the second of two leaders gets a sentence") {
                try await desk.act(as: RosteredDesk.otherLeader) { tx, actor in
                    try tx.leavePosts.reject(post.id, saying: "", by: actor)
                }
            }
            try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.leave(post.id, by: actor) }
            desk.clock.advance(by: .minutes(9))
            #expect(try await desk.database.write { tx in try tx.leavePosts.noteOverruns(limit: 10) } == 0)
            desk.clock.advance(by: .minutes(3))
            #expect(try await desk.database.write { tx in try tx.leavePosts.noteOverruns(limit: 10) } == 1)
            #expect(try await desk.database.write { tx in try tx.leavePosts.noteOverruns(limit: 10) } == 0, "once")
            try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.comeBack(post.id, by: actor) }
            let end = try await desk.database.read { tx in try tx.leavePosts.find(post.id) }
            #expect(end?.state == .back && end?.overrun(at: desk.clock.now) == 2)
            let ledger = try await desk.database.read { tx in try tx.obligations.all(of: post.subject) }
            #expect(
                Set(ledger.map(\.rule.name)).isSuperset(of: [
                    "leave-post.limit", "leave-post.approval", "leave-post.return",
                ]))
            #expect(ledger.allSatisfy { !$0.isOpen })
        }
    }

    /// GAME-49: of two leaders who agree at the same moment one does, the other gets a sentence.
    @Test(arguments: TestDatabase.engines)
    func ofTwoApproversAtOnceOneIsTold(engine: Engine) async throws {
        try await Self.onShift(engine) { desk in
            let post = try await Self.ask(desk)
            let told = await desk.atOnce(as: [RosteredDesk.leader, RosteredDesk.otherLeader]) { tx, actor in
                try tx.leavePosts.approve(post.id, saying: "快去快回", by: actor)
            }
            #expect(told.compactMap { $0 as? LeavePost.Refusal } == [.notNow(.approved)])
            #expect(told.count { $0 == nil } == 1)
        }
    }

    private static func out(_ desk: RosteredDesk) async throws -> LeavePost {
        let post = try await ask(desk)
        try await desk.act(as: RosteredDesk.leader) { tx, actor in
            try tx.leavePosts.approve(post.id, saying: "好", by: actor)
        }
        try await desk.act(as: wang) { tx, actor in try tx.leavePosts.leave(post.id, by: actor) }
        return post
    }

    private static func isOnDuty(_ desk: RosteredDesk) async throws -> Bool {
        try await desk.database.read { tx in try tx.presence.isOnDuty(wang, at: tx.now) }
    }

    /// Whoever is out is away: no call and no case is offered to them until they are back.
    @Test(arguments: TestDatabase.engines)
    func whoeverIsOutIsAwayUntilTheyAreBack(engine: Engine) async throws {
        try await Self.onShift(engine) { desk in
            try await desk.act(as: Self.wang) { tx, actor in try tx.presence.begin(by: actor) }
            let post = try await Self.out(desk)
            #expect(try await !Self.isOnDuty(desk))
            let among = try await desk.database.read { tx in try tx.presence.onDuty(among: [Self.wang]) }
            #expect(among.isEmpty, "nobody picks them")
            try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.comeBack(post.id, by: actor) }
            #expect(try await Self.isOnDuty(desk))
            let kinds = try await desk.database.read { tx in
                try tx.events.about(Subject(.staff, Self.wang.rawValue)).map(\.kind)
            }
            #expect(kinds.contains(.presenceAway) && kinds.contains(.presenceBack), "told as any other absence")
        }
    }

    /// What it was before: away stays away, off duty stays off duty, and who says meanwhile that they are here is here.
    @Test(arguments: TestDatabase.engines)
    func comingBackSetsBackWhatItWas(engine: Engine) async throws {
        try await Self.onShift(engine) { desk in
            let unseen = try await Self.out(desk)
            try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.comeBack(unseen.id, by: actor) }
            let standing = try await desk.database.read { tx in try tx.presence.standing(of: Self.wang) }
            #expect(standing == nil, "who was not on duty is not on duty")
            try await desk.act(as: Self.wang) { tx, actor in
                try tx.presence.begin(by: actor)
                try tx.presence.leave(by: actor)
            }
            let away = try await Self.out(desk)
            try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.comeBack(away.id, by: actor) }
            #expect(try await !Self.isOnDuty(desk), "who was away is away")
        }
        try await Self.onShift(engine) { desk in
            try await desk.act(as: Self.wang) { tx, actor in try tx.presence.begin(by: actor) }
            let post = try await Self.out(desk)
            try await desk.act(as: Self.wang) { tx, actor in try tx.presence.comeBack(by: actor) }
            try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.comeBack(post.id, by: actor) }
            #expect(try await Self.isOnDuty(desk), "coming back twice is coming back once")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func minutesTimesAndHeadcountAreLimited(engine: Engine) async throws {
        try await Self.onShift(engine) { desk in
            let long = await #expect(throws: GateRefusal.self) { _ = try await Self.ask(desk, minutes: 16) }
            #expect(long?.objections.map(\.rule) == [.leavePostLimit])
            // Two must be there: while the one is out, the other stays.
            let first = try await Self.ask(desk)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leavePosts.approve(first.id, saying: "好", by: actor)
            }
            try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.leave(first.id, by: actor) }
            let second = try await Self.ask(desk, RosteredDesk.agent(2))
            let short = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.leavePosts.approve(second.id, saying: "好", by: actor)
                }
            }
            #expect(short?.objections.map(\.rule) == [.absenceCoverage])
            await #expect(throws: LeavePost.Refusal.already(first.number)) { _ = try await Self.ask(desk) }
            try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.comeBack(first.id, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leavePosts.approve(second.id, saying: "好", by: actor)
            }
            let again = try await Self.ask(desk)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leavePosts.reject(again.id, saying: "忙", by: actor)
            }
            let third = try await Self.ask(desk)
            try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.withdraw(third.id, by: actor) }
            await #expect(throws: LeavePost.Refusal.notOnShift) { _ = try await Self.ask(desk, RosteredDesk.agent(4)) }
        }
    }

    /// GAME-49, GAME-66: what was agreed to in the shift before, and never used, is nobody's absence from this one.
    @Test(arguments: TestDatabase.engines)
    func whoWentHomeIsNotAwayFromTheNextShift(engine: Engine) async throws {
        try await Self.onShift(engine) { desk in
            let late =
                RosteredDesk.hours(Self.today).upperBound..<(RosteredDesk.hours(Self.today).upperBound + .hours(6))
            try await desk.database.write { tx in
                for number in [3, 4] {
                    try tx.shifts.insert([
                        ShiftAssignment(
                            id: ShiftAssignment.ID("late-\(number)"), roster: "roster", unit: RosteredDesk.unit,
                            staff: RosteredDesk.agent(number), group: RosteredDesk.group, post: "晚班", day: Self.today,
                            span: late, enteredBy: RosteredDesk.manager, enteredAt: tx.now)
                    ])
                }
            }
            let unused = try await Self.ask(desk)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leavePosts.approve(unused.id, saying: "好", by: actor)
            }
            let undecided = try await Self.ask(desk, RosteredDesk.agent(2))
            desk.clock.set(to: late.lowerBound + .hours(1))
            await #expect(throws: LeavePost.Refusal.shiftOver, "nothing is agreed to when it is over") {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.leavePosts.approve(undecided.id, saying: "好", by: actor)
                }
            }
            let post = try await Self.ask(desk, RosteredDesk.agent(4))
            let coverage = try await desk.database.read { tx in try tx.leavePosts.coverage(of: post) }
            #expect(coverage?.before == 2 && coverage?.after == 1, "two are there, and nobody of them is out")
        }
    }

    /// GAME-66, GAME-18: whoever may go counts as gone, and the minimum is asked for again at the door.
    @Test(arguments: TestDatabase.engines)
    func twoWhoMayGoAreNotBelowTheMinimum(engine: Engine) async throws {
        try await Self.onShift(engine) { desk in
            let first = try await Self.ask(desk)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leavePosts.approve(first.id, saying: "好", by: actor)
            }
            let second = try await Self.ask(desk, RosteredDesk.agent(2))
            let short = await #expect(throws: GateRefusal.self, "the first has not gone yet, and may at any minute") {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.leavePosts.approve(second.id, saying: "好", by: actor)
                }
            }
            #expect(short?.objections.map(\.rule) == [.absenceCoverage])
            // Since then somebody else has gone home.
            try await desk.database.write { tx in
                var shift = try tx.shifts.require("s-3")
                try shift.takeBack(for: .adjusted, by: RosteredDesk.manager, at: tx.now)
                try tx.shifts.save(shift)
            }
            let late = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: Self.wang) { tx, actor in try tx.leavePosts.leave(first.id, by: actor) }
            }
            #expect(late?.objections.map(\.rule) == [.absenceCoverage])
        }
    }
}
