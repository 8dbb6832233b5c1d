import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// From the end of one shift to the beginning of the next, on both engines.
@Suite struct HandoverStoryTests {
    /// GAME-50, GAME-51, GAME-53
    @Test(arguments: TestDatabase.engines)
    func aShiftIsHandedOverOnceAndStaysAsItWasSigned(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday, 9, 20).upperBound + .minutes(40))
            let opened = try await desk.database.write { tx in try tx.handovers.openDue(limit: 10) }
            let again = try await desk.database.write { tx in try tx.handovers.openDue(limit: 10) }
            #expect(opened == 1 && again == 0, "one sheet for the shift")
            let sheet = try await desk.act(as: HandoverStage.zhao) { tx, actor in try tx.handovers.open(by: actor) }
            #expect(sheet.number == "JJ20260105-1" && sheet.time.next == RosteredDesk.hours(HandoverStage.tuesday))
            await #expect(throws: Handover.Refusal.notYours, "the next shift does not write it") {
                let statement = try await HandoverStage.statement(desk)
                try await desk.act(as: HandoverStage.chen) { tx, actor in
                    try tx.handovers.write(sheet.id, statement, by: actor)
                }
            }
            let bare = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: HandoverStage.zhao) { tx, actor in
                    try tx.handovers.offer(sheet.id, HandoverStatement(), by: actor)
                }
            }
            #expect(bare?.objections.map(\.clause) == ["14.1"])
            for word in ["设备情况", "疑难问题", "人员变动", "清点", "值日检查"] {
                #expect(bare?.objections.first?.missing.word.chinese.contains(word) == true, "\(word)")
            }
            var statement = try await HandoverStage.statement(desk)
            statement.matters = [HandoverStatement.Matter(text: "充值回调时好时坏，已报研发")]
            try await desk.act(as: HandoverStage.zhao) { [statement] tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            for person in [HandoverStage.zhao, RosteredDesk.leader] {
                await #expect(throws: Handover.Refusal.self, "neither the giver nor who does not work then") {
                    try await desk.act(as: person) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
                }
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound - .minutes(12))
            try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            await #expect(
                throws: Handover.Refusal.notNow(.settled), "of two who sign at once the second gets a sentence"
            ) {
                try await desk.act(as: HandoverStage.feng) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            }
            await #expect(throws: Handover.Refusal.notNow(.settled), "what was signed is not written over") {
                let other = try await HandoverStage.statement(desk, headsets: 4)
                try await desk.act(as: HandoverStage.zhao) { tx, actor in
                    try tx.handovers.write(sheet.id, other, by: actor)
                }
            }
            let kept = try await desk.database.read { tx in try tx.handoverSheets.of(sheet.id) }
            #expect(kept.lines.first { $0.code == "headsets" }?.difference == -1)
            let rules = try await HandoverStage.rules(desk, sheet.subject)
            #expect(
                rules == [
                    "handover.write": "kept", "handover.sheet": "kept", "handover.accept": "kept",
                    "handover.early": "kept",
                ])
            let rolling = try await desk.database.read { tx in
                try tx.handoverSheets.openMatters(of: RosteredDesk.unit).map(\.text)
            }
            #expect(
                Set(rolling) == ["充值回调时好时坏，已报研发", "空调、照明、饮水机 · 不制冷", "备用耳机 −1副"],
                "a fault and a difference roll on")
        }
    }

    /// GAME-51, F-63: who clocks in twenty minutes before and then reads the sheet was there ten minutes before.
    @Test(arguments: TestDatabase.engines)
    func theClockSaysWhenTheTakerCame(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(20))
            let sheet = try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.open(by: actor) }
            let statement = try await HandoverStage.statement(desk)
            try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            let came = RosteredDesk.hours(HandoverStage.tuesday).lowerBound - .minutes(20)
            desk.clock.set(to: came)
            try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.clockEvents.press(.in, by: actor) }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound - .minutes(4))
            try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            let taken = try await desk.database.read { tx in try tx.handovers.find(sheet.id) }
            #expect(taken?.arrivedAt == came)
            #expect(try await HandoverStage.rules(desk, sheet.subject)["handover.early"] == "kept")
        }
    }

    /// GAME-53: not hours before the end, not by the shift itself, and with what has come in the meantime.
    @Test(arguments: TestDatabase.engines)
    func aShiftTakesNothingOverFromItself(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            try await desk.shift("s-5", HandoverStage.zhao, Day(2026, 1, 7))
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday, 9, 13).upperBound)
            let sheet = try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.open(by: actor) }
            let statement = try await HandoverStage.statement(desk)
            func offer() async throws {
                try await desk.act(as: HandoverStage.wang) { tx, actor in
                    try tx.handovers.offer(sheet.id, statement, by: actor)
                }
            }
            await #expect(throws: Handover.Refusal.tooEarly("2026-01-05 20:00")) { try await offer() }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(30))
            try await offer()
            func expectNotTaken(_ comment: Comment) async {
                await #expect(
                    throws: Handover.Refusal.notOfNextShift(RosteredDesk.hours(HandoverStage.tuesday).lowerBound),
                    comment
                ) {
                    try await desk.act(as: HandoverStage.zhao) { tx, actor in
                        try tx.handovers.accept(sheet.id, by: actor)
                    }
                }
            }
            await expectNotTaken("of the same shift, though there again the day after next")
            let late = try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.cases.register(HandoverStage.intake, by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound + .minutes(5))
            await expectNotTaken("nor when the next has begun")
            try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            let entries = try await desk.database.read { tx in try tx.handoverSheets.of(sheet.id).entries }
            #expect(entries.contains { $0.part == .openCase && $0.record == late.id.rawValue })
        }
    }

    /// GAME-53: what the house filled in stays on the signed sheet in both languages.
    @Test(arguments: TestDatabase.engines)
    func aSignedSheetIsReadInEitherLanguage(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            try await desk.database.write { tx in
                let nine = Zone.shanghai.instant(HandoverStage.tuesday, .at(9))
                try tx.shifts.insert([
                    ShiftAssignment(
                        id: "s-moved", roster: "roster", unit: RosteredDesk.unit, staff: RosteredDesk.leader,
                        day: HandoverStage.tuesday, span: nine..<(nine + .hours(12)), origin: .adjusted, enteredBy: nil,
                        enteredAt: tx.now)
                ])
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(30))
            let sheet = try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.open(by: actor) }
            let statement = try await HandoverStage.statement(desk)
            try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound - .minutes(12))
            try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            let view = try await desk.act(as: HandoverStage.chen) { tx, actor in
                try tx.handovers.view(sheet.id, for: actor)
            }
            let moved = try #require(view.sheet.entries(.staffing).first { $0.record == "s-moved" })
            for t in Language.allCases {
                #expect(moved.text(in: t) == "周组长 \(t(ShiftAssignment.Origin.adjusted.handoverWord))")
            }
            #expect(moved.chinese != moved.english)
            let line = try #require(view.sheet.lines.first { $0.code == "headsets" })
            #expect(line.name(in: .chinese, among: view.items) == line.name)
            #expect(line.name(in: .english, among: view.items) != line.name)
            #expect(line.name(in: .english, among: []) == line.name, "an item that the handbook has dropped")
        }
    }

    /// What is open stands on the next sheet, until somebody says what became of it.
    @Test(arguments: TestDatabase.engines)
    func whatIsOpenRollsForwardUntilItIsClosed(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(20))
            let first = try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.open(by: actor) }
            var statement = try await HandoverStage.statement(desk, headsets: 4)
            statement.lines =
                statement.lines.filter { $0.code != "air" } + [
                    HandoverSheet.Line(
                        code: "air", name: "空调", part: .equipment, standing: .fine, expected: nil, actual: nil,
                        measure: "",
                        remark: "")
                ]
            statement.matters = [HandoverStatement.Matter(text: "玩家李某的补偿等总监批")]
            try await desk.act(as: HandoverStage.wang) { [statement] tx, actor in
                try tx.handovers.offer(first.id, statement, by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound - .minutes(5))
            try await desk.act(as: HandoverStage.chen) { tx, actor in
                try tx.handovers.accept(first.id, objecting: "钥匙少一把", by: actor)
            }
            #expect(
                try await HandoverStage.rules(desk, first.subject)["handover.early"] == "broken",
                "five minutes before is late for ten (GAME-51)")
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).upperBound - .minutes(10))
            let second = try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.open(by: actor) }
            let view = try await desk.act(as: HandoverStage.chen) { tx, actor in
                try tx.handovers.view(second.id, for: actor)
            }
            #expect(view.matters.map(\.text) == ["玩家李某的补偿等总监批"])
            let matter = try #require(view.matters.first)
            try await desk.act(as: HandoverStage.feng) { tx, actor in
                try tx.handovers.close(matter.id, on: second.id, saying: "已批，已补发", by: actor)
            }
            await #expect(throws: Handover.Refusal.matterClosed) {
                try await desk.act(as: HandoverStage.chen) { tx, actor in
                    try tx.handovers.close(matter.id, on: second.id, saying: "再办一次", by: actor)
                }
            }
            let left = try await desk.database.read { tx in try tx.handoverSheets.openMatters(of: RosteredDesk.unit) }
            #expect(left.isEmpty)
            // The objection goes to a leader, who is neither of the two.
            let objection = try await desk.database.read { tx in
                try #require(try tx.handovers.objections(of: first.id).first)
            }
            await #expect(throws: NotAllowed.self) {
                try await desk.act(as: HandoverStage.feng) { tx, actor in
                    try tx.handovers.answer(objection.id, of: first.id, saying: "再数", by: actor)
                }
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.handovers.answer(objection.id, of: first.id, saying: "在李经理处，已登记", by: actor)
            }
            #expect(
                try await HandoverStage.rules(desk, first.subject)["handover.answer"] == "late", "two hours were up")
        }
    }

    /// Refused with reasons, which stay; handed over again when they are met.
    @Test(arguments: TestDatabase.engines)
    func aRefusalStaysOnTheSheet(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound + .minutes(5))
            let sheet = try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.open(by: actor) }
            let statement = try await HandoverStage.statement(desk)
            try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.takeBack(sheet.id, by: actor) }
            try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.tuesday).lowerBound - .minutes(15))
            try await desk.act(as: HandoverStage.feng) { tx, actor in
                try tx.handovers.refuse(sheet.id, because: "耳机对不上数", by: actor)
            }
            #expect(try await HandoverStage.rules(desk, sheet.subject)["handover.answer"] == "open")
            try await desk.act(as: HandoverStage.zhao) { tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            try await desk.act(as: HandoverStage.feng) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            let end = try await desk.database.read { tx in
                (try tx.handovers.find(sheet.id), try tx.handovers.objections(of: sheet.id))
            }
            #expect(
                end.0?.state == .settled && end.0?.giver == HandoverStage.zhao && end.0?.taker == HandoverStage.feng)
            #expect(end.1.map(\.text) == ["耳机对不上数"] && end.1.first?.isRefusal == true)
        }
    }
}
