import Database
import Handbook
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Who takes over, who may begin and go, and what waits for whom, on both engines.
@Suite struct HandoverTakingTests {
    /// GAME-50: where the same two work on, the first of another shift signs, and nobody is kept from beginning by a sheet
    /// of their own; where nobody else comes, a leader does, though not one who worked the shift.
    @Test(arguments: TestDatabase.engines)
    func whereNobodyElseComesALeaderTakesOver(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", HandoverStage.wang, HandoverStage.monday)
            try await desk.shift("s-2", HandoverStage.wang, HandoverStage.tuesday)
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(30))
            let sheet = try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.open(by: actor) }
            let statement = try await HandoverStage.statement(desk)
            func offer() async throws {
                try await desk.act(as: HandoverStage.wang) { tx, actor in
                    try tx.handovers.offer(sheet.id, statement, by: actor)
                }
            }
            func takers() async throws -> [Staff.ID] {
                try await desk.database.read { tx in try tx.handovers.takers(of: sheet) }
            }
            func taking(by person: Staff.ID) async throws -> [Handover.ID] {
                try await desk.act(as: person) { tx, actor in try tx.handovers.board(of: actor).toTake.map(\.id) }
            }
            try await offer()
            #expect(try await takers().contains(RosteredDesk.leader))
            #expect(try await taking(by: RosteredDesk.leader) == [sheet.id])
            #expect(try await taking(by: HandoverStage.chen) == [], "who does not work there then")
            try await desk.act(as: HandoverStage.wang) { tx, actor in
                #expect(try tx.handovers.view(sheet.id, for: actor).isNobodyNext)
                try tx.handovers.takeBack(sheet.id, by: actor)
            }
            try await desk.shift("s-3", HandoverStage.chen, Day(2026, 1, 7))
            try await offer()
            #expect(try await takers() == [HandoverStage.chen])
            #expect(try await taking(by: HandoverStage.chen) == [sheet.id])
            await #expect(throws: Handover.Refusal.self, "somebody comes who can") {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.handovers.accept(sheet.id, by: actor)
                }
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound)
            try await desk.act(as: HandoverStage.wang) { tx, actor in _ = try tx.handovers.passBeginning(by: actor) }
            try await desk.database.write { tx in
                var shift = try #require(try tx.shifts.find("s-3"))
                try shift.takeBack(for: .adjusted, by: RosteredDesk.manager, at: tx.now)
                try tx.shifts.save(shift)
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            let rules = try await HandoverStage.rules(desk, sheet.subject)
            #expect(rules["handover.early"] == nil, "a leader has no shift to be early for")
        }
    }

    /// GAME-50, GAME-53: where nobody else comes, what somebody of the shift has lent is no post to take over from it, what
    /// another leader has lent is; and the leader with a post of their own signs beside it.
    @Test(arguments: TestDatabase.engines)
    func aPostThatTheShiftHasLentTakesNothingOverFromIt(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", HandoverStage.wang, HandoverStage.monday)
            try await desk.shift("s-2", RosteredDesk.otherLeader, HandoverStage.monday)
            try await desk.shift("s-3", HandoverStage.wang, HandoverStage.tuesday)
            for (giver, recipient) in [
                (RosteredDesk.otherLeader, HandoverStage.chen), (RosteredDesk.supervisor, HandoverStage.feng),
            ] {
                try await desk.act(as: giver) { tx, actor in
                    let held = try #require(try tx.appointments.open(of: actor.staff.id, at: tx.now).first)
                    _ = try tx.delegations.give(
                        Loan(
                            appointment: held.id, recipient: recipient, from: tx.now, to: tx.now + .days(7),
                            reason: "外出培训"), by: actor, under: PostsInForce(tx: tx))
                }
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(30))
            let sheet = try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.open(by: actor) }
            let statement = try await HandoverStage.statement(desk)
            try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            func taking(by person: Staff.ID) async throws -> [Handover.ID] {
                try await desk.act(as: person) { tx, actor in try tx.handovers.board(of: actor).toTake.map(\.id) }
            }
            #expect(try await taking(by: HandoverStage.chen) == [], "lent by one of the shift")
            #expect(try await taking(by: HandoverStage.feng) == [sheet.id], "lent by somebody who was not there")
            #expect(try await taking(by: RosteredDesk.leader) == [sheet.id])
            await #expect(throws: Handover.Refusal.notOfNextShift(RosteredDesk.hours(HandoverStage.tuesday).lowerBound))
            {
                try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                #expect(try tx.handovers.view(sheet.id, for: actor).mayTake)
                try tx.handovers.accept(sheet.id, by: actor)
            }
            let signed = try await desk.database.read { tx in try tx.handovers.find(sheet.id) }
            #expect(signed?.taker == RosteredDesk.leader)
        }
    }

    /// GAME-50: nobody goes home before their shift is handed over, nor begins before theirs is taken over.
    @Test(arguments: TestDatabase.engines)
    func nobodyGoesOrBeginsWithoutAHandover(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.presence.begin(by: actor) }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(29))
            _ = try await desk.database.write { tx in try tx.handovers.openDue(limit: 10) }
            let sheet = try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.open(by: actor) }
            let going = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.presence.end(by: actor) }
            }
            #expect(going?.objections.map(\.clause) == ["14.8"])
            let statement = try await HandoverStage.statement(desk)
            try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.presence.end(by: actor) }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound - .minutes(11))
            let beginning = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.presence.begin(by: actor) }
            }
            #expect(beginning?.objections.first?.missing.values == [sheet.number])
            // With an exception it goes, and is counted; so is who begins when it was taken over.
            func answers() async throws -> [String] {
                try await desk.database.read { tx in
                    try tx.obligations.all(of: sheet.subject).filter { $0.rule == .gate(.handoverShift) }.map {
                        if case .ended(let outcome, _, _) = $0.state { outcome.rawValue } else { "open" }
                    }.sorted()
                }
            }
            #expect(try await answers() == ["kept"], "of who went home")
            let asked = try await desk.act(as: HandoverStage.chen) { tx, actor in
                let ground = try tx.absenceGround(of: RosteredDesk.unit)
                let owing = try tx.handovers.owing(sheet, on: ground, handler: actor.staff.id)
                return try tx.exceptions.request("14.8", of: owing, obligation: nil, because: "值班经理先顶", by: actor).id
            }
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                try tx.exceptions.approve(asked, saying: "先上岗", by: actor)
            }
            try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.presence.begin(by: actor) }
            #expect(try await answers() == ["exempted", "kept"])
            try await desk.act(as: HandoverStage.feng) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            try await desk.act(as: HandoverStage.feng) { tx, actor in try tx.presence.begin(by: actor) }
            #expect(try await answers() == ["exempted", "kept", "kept"])
        }
    }

    /// GAME-50: sheets that nobody ever handed over hide neither the one that waits today nor hold anybody back.
    @Test(arguments: TestDatabase.engines)
    func oldDraftsHideNothingThatWaits(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            try await desk.database.write { tx in
                for number in 0...Handovers.bound {
                    let until = RosteredDesk.hours(HandoverStage.monday).lowerBound - .hours(12 * (number + 1))
                    try tx.handovers.insert(
                        Handover(
                            id: Handover.ID("old-\(number)"), number: "JJ2025-\(number)", unit: RosteredDesk.unit,
                            kind: .shift, time: Handover.Time(until: until, next: nil), openedAt: until,
                            giver: HandoverStage.zhao), on: HandoverStage.monday.advanced(by: -1))
                }
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(20))
            let sheet = try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.open(by: actor) }
            let statement = try await HandoverStage.statement(desk)
            try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound - .minutes(11))
            let board = try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.board(of: actor) }
            #expect(board.toTake.map(\.id) == [sheet.id])
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.presence.begin(by: actor) }
            }
        }
    }

    /// GAME-50: the board reads the shifts once, however many sheets are offered.
    @Test(arguments: TestDatabase.engines)
    func manyOfferedSheetsCostTheStatementsOfOne(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            func offer(_ number: Int) async throws {
                let until = RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(number)
                try await desk.database.write { tx in
                    var sheet = Handover(
                        id: Handover.ID("sheet-\(number)"), number: "JJ2026-\(number)", unit: RosteredDesk.unit,
                        kind: .shift,
                        time: Handover.Time(until: until, next: RosteredDesk.hours(HandoverStage.tuesday)),
                        openedAt: tx.now, giver: HandoverStage.zhao)
                    try tx.handovers.insert(sheet, on: HandoverStage.monday)
                    try sheet.offer(by: HandoverStage.zhao, at: tx.now)
                    try tx.handovers.save(sheet)
                }
            }
            func taking() async throws -> (sheets: [Handover.ID], statements: Int) {
                let heard = Mutex(0)
                let sheets = try await StatementWatch.$current.withValue(
                    StatementWatch { _, _ in heard.withLock { $0 += 1 } }
                ) {
                    try await desk.database.read { tx in
                        let actor = try tx.actor(HandoverStage.chen)
                        let offered = try tx.handovers.pending(in: [RosteredDesk.unit], [.offered])
                        return try tx.handovers.taking(offered, by: actor).map(\.id)
                    }
                }
                return (sheets, heard.withLock { $0 })
            }
            // Each connection remembers what it was asked once: what counts is the fewest.
            func least() async throws -> Int {
                var counts: [Int] = []
                for _ in 1...8 { counts.append(try await taking().statements) }
                return counts.min() ?? 0
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound)
            try await offer(0)
            #expect(try await taking().sheets == ["sheet-0"], "whoever begins takes it over")
            let one = try await least()
            for number in 1...5 { try await offer(number) }
            #expect(try await taking().sheets.count == 6, "and later ones, once their shift has begun")
            #expect(try await least() == one)
        }
    }
}
