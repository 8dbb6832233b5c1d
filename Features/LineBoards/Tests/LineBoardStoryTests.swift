import Database
import Handbook
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// GAME-19: the leader puts the people of a shift on lines, and cases go to whoever stands there. On both engines.
@Suite struct LineBoardStoryTests {
    private static let day = Day(2026, 1, 5)
    private static let wang = RosteredDesk.agent(1)
    private static let chen = RosteredDesk.agent(2)

    /// A line of the centre, with whoever it belongs to.
    static func line(
        _ name: String, _ members: [Staff.ID], needs: Set<Line.Need> = [], on desk: RosteredDesk
    ) async throws -> Line {
        try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
            let line = try tx.lines.found(
                LinePlan(
                    unit: RosteredDesk.unit, name: name, isOpen: true, condition: Condition(), categories: [],
                    needs: needs, method: .roundRobin, keepsFirstReceiver: false, prefersLastHandler: false,
                    prefersNearest: false, minutesToTake: 5, refusalsAllowed: 3), by: actor)
            for member in members { try tx.lines.admit(member, weight: 1, ceiling: 10, to: line.id, by: actor) }
            return line
        }
    }

    private static func begin(_ people: [Staff.ID], on desk: RosteredDesk) async throws {
        for person in people {
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.presence.correct(person, isOnDuty: true, because: "早班", by: actor)
            }
        }
    }

    private static func put(
        _ shift: ShiftAssignment.ID, from was: Line.ID? = nil, on line: Line.ID?, by person: Staff.ID,
        on desk: RosteredDesk
    ) async throws -> Int {
        try await desk.act(as: person) { tx, actor in
            try tx.lineBoards.put(
                [LineBoard.Choice(shift: shift, was: was, line: line)], in: RosteredDesk.unit, by: actor)
        }
    }

    private static func getting(_ line: Line, on desk: RosteredDesk) async throws -> [Staff.ID] {
        try await desk.database.read { tx in
            try tx.assignments.candidates(of: line, for: RosteredDesk.unit)
                .filter { line.hindrance(of: $0, Preference()) == nil }.map(\.staff)
        }
    }

    /// Whoever stands on a line gets its cases alone, member or not, and only for that shift.
    @Test(arguments: TestDatabase.engines)
    func theBoardGoesBeforeTheMembershipForItsShift(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let ordinary = try await Self.line("普通", [Self.wang, Self.chen], on: desk)
            let vip = try await Self.line("VIP", [], on: desk)
            let shift = try await desk.shift("s-1", Self.wang, Self.day)
            try await desk.shift("s-2", Self.chen, Self.day)
            desk.clock.set(to: RosteredDesk.hours(Self.day).lowerBound)
            try await Self.begin([Self.wang, Self.chen], on: desk)
            #expect(try await Self.getting(ordinary, on: desk) == [Self.wang, Self.chen])
            #expect(try await Self.getting(vip, on: desk) == [])
            #expect(try await Self.put(shift, on: vip.id, by: RosteredDesk.leader, on: desk) == 1)
            #expect(try await Self.getting(ordinary, on: desk) == [Self.chen])
            #expect(try await Self.getting(vip, on: desk) == [Self.wang], "no member, and there for this shift")
            let views = try await desk.database.read { tx in try tx.lines.views(of: [ordinary, vip]) }
            #expect(views.map(\.onDuty) == [1, 1] && views.map(\.members) == [2, 0])
            try await desk.act(as: RosteredDesk.leader) { tx, _ in
                let events = try tx.events.about(Subject(.shift, "s-1"))
                #expect(events.map(\.kind) == [.shiftLineSet])
                #expect(events[0].details["line"] == "VIP")
            }
            desk.clock.advance(by: .hours(12))
            #expect(try await Self.getting(ordinary, on: desk) == [Self.wang, Self.chen], "the shift is over")
            #expect(try await Self.getting(vip, on: desk) == [])
        }
    }

    /// A case of the VIP line is offered to the one whom the board put there, in turn with the members of the line.
    @Test(arguments: TestDatabase.engines)
    func aCaseIsOfferedToWhoStandsThere(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let vip = try await Self.line("VIP", [Self.chen], on: desk)
            let shift = try await desk.shift("s-1", Self.wang, Self.day)
            desk.clock.set(to: RosteredDesk.hours(Self.day).lowerBound)
            try await Self.begin([Self.wang, Self.chen], on: desk)
            _ = try await Self.put(shift, on: vip.id, by: RosteredDesk.leader, on: desk)
            var offered: [Staff.ID] = []
            for number in 1...4 {
                offered.append(
                    try await desk.act(as: RosteredDesk.agent(3)) { tx, actor in
                        let record = try tx.cases.register(Self.intake(number), by: actor)
                        return try #require(try tx.assignments.openOffer(of: record.id)).staff
                    })
            }
            #expect(
                Set(offered.prefix(2)) == [Self.wang, Self.chen] && Set(offered.suffix(2)) == [Self.wang, Self.chen])
            let members = try await desk.database.read { tx in try tx.lines.members(of: vip.id) }
            #expect(members.filter(\.member.isGuest).map(\.member.staff) == [Self.wang], "their turns are counted too")
            #expect(
                try await desk.database.read { tx in try tx.lines.memberIDs(of: [vip.id]) } == [vip.id: [Self.chen]])
        }
    }

    /// All that is amiss at once, each with the person; nothing is done meanwhile (GAME-04).
    @Test(arguments: TestDatabase.engines)
    func whatIsAmissIsSaidAtOnce(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let vip = try await Self.line("VIP", [], needs: [.init(skill: "礼仪", level: 2)], on: desk)
            let plain = try await Self.line("普通", [], on: desk)
            let lacking = try await desk.shift("s-1", Self.wang, Self.day)
            let good = try await desk.shift("s-2", Self.chen, Self.day)
            let over = try await desk.shift("s-3", RosteredDesk.agent(3), Self.day.advanced(by: -1))
            desk.clock.set(to: RosteredDesk.hours(Self.day).lowerBound)
            let refusal = await #expect(throws: LineBoard.Refusal.self) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.lineBoards.put(
                        [
                            .init(shift: lacking, was: nil, line: vip.id), .init(shift: good, was: nil, line: plain.id),
                            .init(shift: over, was: nil, line: plain.id),
                        ], in: RosteredDesk.unit, by: actor)
                }
            }
            #expect(
                refusal
                    == .problems([
                        .init(
                            name: "客服1",
                            why: .lacks(.init(skill: "礼仪", level: 2), line: "VIP", clause: "11.4")),
                        .init(name: "客服3", why: .over),
                    ]))
            #expect(refusal?.sentence(in: .chinese) == "客服1：上VIP缺“礼仪”2 级（手册 11.4）。客服3：这一班已经结束。")
            #expect(try await desk.database.read { tx in try tx.shifts.require(good).line } == nil, "nothing half-done")
        }
    }

    /// GAME-19: what people can and may is asked for once, however many are put on a line at once.
    @Test(arguments: TestDatabase.engines)
    func manyAreJudgedWithTheStatementsOfFew(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let vip = try await Self.line("VIP", [], needs: [.init(skill: "礼仪", level: 2)], on: desk)
            for number in 1...4 { try await desk.shift("s-\(number)", RosteredDesk.agent(number), Self.day) }
            func statements(_ people: Int) async throws -> Int {
                let heard = Mutex(0)
                let watch = StatementWatch { _, _ in heard.withLock { $0 += 1 } }
                let choices = (1...people).map { LineBoard.Choice(shift: .init("s-\($0)"), was: nil, line: vip.id) }
                let refusal = await #expect(throws: LineBoard.Refusal.self, "nobody has the skill") {
                    try await StatementWatch.$current.withValue(watch) {
                        try await desk.act(as: RosteredDesk.leader) { tx, actor in
                            try tx.lineBoards.put(choices, in: RosteredDesk.unit, by: actor)
                        }
                    }
                }
                guard case .problems(let problems)? = refusal else { return 0 }
                #expect(problems.map(\.name) == (1...people).map { "客服\($0)" })
                return heard.withLock { $0 }
            }
            // Each connection remembers what it was asked once: what counts is the fewest.
            func least(_ people: Int) async throws -> Int {
                var counts: [Int] = []
                for _ in 1...8 { counts.append(try await statements(people)) }
                return counts.min() ?? 0
            }
            let few = try await least(1)
            #expect(try await least(4) == few)
        }
    }

    /// Two leaders at one board: what the second did not see is not written over.
    @Test(arguments: TestDatabase.engines)
    func whatAnotherLeaderSaidIsNotWrittenOver(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let vip = try await Self.line("VIP", [], on: desk)
            let plain = try await Self.line("普通", [], on: desk)
            let shift = try await desk.shift("s-1", Self.wang, Self.day)
            _ = try await Self.put(shift, on: vip.id, by: RosteredDesk.leader, on: desk)
            let refusal = await #expect(throws: LineBoard.Refusal.self) {
                try await Self.put(shift, on: plain.id, by: RosteredDesk.otherLeader, on: desk)
            }
            #expect(refusal == .problems([.init(name: "客服1", why: .changed(to: "VIP"))]))
            #expect(try await Self.put(shift, on: vip.id, by: RosteredDesk.otherLeader, on: desk) == 0, "agreed anyway")
            #expect(try await Self.put(shift, from: vip.id, on: nil, by: RosteredDesk.otherLeader, on: desk) == 1)
            #expect(try await desk.database.read { tx in try tx.shifts.require(shift).line } == nil)
        }
    }

    /// Only whoever leads; shifts of others' units and lines that are closed are unknown; who learns stands nowhere alone.
    @Test(arguments: TestDatabase.engines)
    func onlyTheLeaderAndOnlyOwnPeople(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let vip = try await Self.line("VIP", [], on: desk)
            let shift = try await desk.shift("s-1", Self.wang, Self.day)
            await #expect(throws: NotAllowed.self) {
                try await Self.put(shift, on: vip.id, by: Self.chen, on: desk)
            }
            await #expect(throws: Line.Refusal.unknown) {
                try await Self.put(shift, on: "nowhere", by: RosteredDesk.leader, on: desk)
            }
            await #expect(throws: ShiftAssignment.Refusal.unknown) {
                try await Self.put("nothing", on: vip.id, by: RosteredDesk.leader, on: desk)
            }
            try await desk.database.write { tx in
                let nine = Zone.shanghai.instant(Self.day, .at(9))
                try tx.shifts.insert([
                    ShiftAssignment(
                        id: "s-learns", roster: "roster", unit: RosteredDesk.unit, staff: Self.chen, day: Self.day,
                        span: nine..<(nine + .hours(12)), isShadow: true, mentor: Self.wang, enteredBy: nil,
                        enteredAt: tx.now)
                ])
            }
            let refusal = await #expect(throws: LineBoard.Refusal.self) {
                try await Self.put("s-learns", on: vip.id, by: RosteredDesk.leader, on: desk)
            }
            #expect(refusal == .problems([.init(name: "客服2", why: .learns)]))
        }
    }

    private static func intake(_ number: Int) -> Intake {
        Intake(
            unit: RosteredDesk.unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
            complainant: "李秀英\(number)", phone: PhoneNumber(typed: "1380013800\(number)"), memberNumber: "",
            report: Case.Report(
                subject: "装备丢失 \(number)", content: "登录后仓库里的武器不见了。", demand: "找回", category: "账号安全"), promise: nil)
    }
}
