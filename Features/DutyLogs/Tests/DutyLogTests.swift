import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Press
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// What happens in the hours of a duty is written once, followed, and signed (SOFT-66, F-49). Monday, 5 January: agent 1 has
/// the night from nine, agent 2 stands behind.
@Suite struct DutyLogTests {
    private static let (wang, zhao, chen) = (RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3))
    private static let duty: DutyAssignment.ID = "duty-1"
    private static let night = RosteredDesk.hours(Day(2026, 1, 5), 21, 30)

    private static func open(
        _ engine: Engine, _ body: @Sendable @escaping (RosteredDesk) async throws -> Void
    ) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.database.write { tx in
                try tx.duties.insert([
                    DutyAssignment(
                        id: duty, roster: "roster", unit: RosteredDesk.unit, kind: .duty, day: Day(2026, 1, 5),
                        span: night, primary: wang, backup: zhao, phone: "8001", enteredBy: RosteredDesk.manager,
                        enteredAt: tx.now)
                ])
            }
            try await body(desk)
        }
    }

    private static func draft(_ at: Instant) -> DutyLogEntry.Draft {
        DutyLogEntry.Draft(what: .call, at: at, caller: "李先生", matter: "充值没到账，人在线上等")
    }

    @Test(arguments: TestDatabase.engines)
    func anEntryIsOfTheHoursOfItsDutyAndOfWhoeverHasIt(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            func enter(_ draft: DutyLogEntry.Draft, as person: Staff.ID) async throws {
                try await desk.act(as: person) { tx, actor in
                    _ = try tx.dutyLogs.write(draft, in: Self.duty, by: actor)
                }
            }
            func refuses(_ refusal: DutyLogEntry.Refusal, _ draft: DutyLogEntry.Draft, as person: Staff.ID) async throws
            {
                do {
                    try await enter(draft, as: person)
                    Issue.record("\(refusal) was to be told")
                } catch let told as DutyLogEntry.Refusal { #expect(told == refusal) }
            }
            let begin = Self.night.lowerBound
            try await refuses(.notBegun("2026-01-05 21:00"), Self.draft(begin), as: Self.wang)
            desk.clock.set(to: begin + .hours(2))
            try await refuses(.unknown, Self.draft(begin + .hours(1)), as: RosteredDesk.personnel)
            try await refuses(.notOnDuty, Self.draft(begin + .hours(1)), as: RosteredDesk.leader)
            try await refuses(.ahead, Self.draft(begin + .hours(3)), as: Self.wang)
            try await refuses(.beforeDuty, Self.draft(begin - .hours(1)), as: Self.wang)
            var reached = Self.draft(begin + .hours(1))
            reached.reachedAt = begin + .minutes(80)
            try await refuses(.reachedFirst, reached, as: Self.wang)
            reached.what = .callOut
            try await enter(reached, as: Self.wang)
            reached.reachedAt = begin + .minutes(50)
            try await refuses(.reachedFirst, reached, as: Self.wang)
            try await enter(Self.draft(begin + .minutes(90)), as: Self.zhao)
            desk.clock.set(to: Self.night.upperBound + .hours(25))
            try await refuses(.over, Self.draft(begin + .hours(1)), as: Self.zhao)
            let kept = try await desk.database.read { tx in
                try tx.dutyLogs.of([tx.duties.require(Self.duty)])[Self.duty] ?? []
            }
            #expect(kept.map(\.by) == [Self.wang, Self.zhao] && kept.first?.draft == reached.before(begin))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsLeftOpenIsFollowedOnceAndASignedLogStays(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            desk.clock.set(to: Self.night.lowerBound + .hours(2))
            var draft = Self.draft(Self.night.lowerBound + .hours(1))
            draft.follow = "上午给李先生回电"
            draft.isAbnormal = true
            let entry = try await desk.act(as: Self.wang) { [draft] tx, actor in
                try tx.dutyLogs.write(draft, in: Self.duty, by: actor)
            }
            let heard = try await desk.database.read { tx in
                try tx.execute("SELECT payload FROM outbox WHERE kind = 'notice' ORDER BY payload").map {
                    try $0.text("payload")
                }
            }
            #expect(heard.contains(Self.zhao.rawValue) && !heard.contains(Self.wang.rawValue))
            func open() async throws -> [DutyLogEntry.ID] {
                try await desk.database.read { tx in try tx.dutyLogs.open(in: RosteredDesk.unit).map(\.id) }
            }
            #expect(try await open() == [entry.id])
            // Signed by both at once: one of them is told.
            let told = await withTaskGroup(of: Bool.self) { group in
                for person in [Self.wang, Self.zhao] {
                    group.addTask {
                        do {
                            try await desk.act(as: person) { tx, actor in
                                try tx.dutyLogs.sign(Self.duty, saying: "无遗留", by: actor)
                            }
                            return false
                        } catch { return (error as? DutyLogEntry.Refusal) == .signed }
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(told.filter(\.self).count == 1)
            await #expect(throws: DutyLogEntry.Refusal.signed) {
                try await desk.act(as: Self.wang) { tx, actor in
                    _ = try tx.dutyLogs.write(Self.draft(Self.night.lowerBound), in: Self.duty, by: actor)
                }
            }
            // Followed by whoever leads, though the log is signed; once.
            await #expect(throws: DutyLogEntry.Refusal.notOnDuty, "a colleague reads it and does not close it") {
                try await desk.act(as: Self.chen) { tx, actor in
                    try tx.dutyLogs.close(entry.id, saying: "回了", by: actor)
                }
            }
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.dutyLogs.close(entry.id, saying: "已回电，到账", by: actor)
            }
            await #expect(throws: DutyLogEntry.Refusal.closed) {
                try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                    try tx.dutyLogs.close(entry.id, saying: "再来", by: actor)
                }
            }
            #expect(try await open().isEmpty)
            let printed = try await desk.act(as: RosteredDesk.manager) { tx, actor in
                "\(try tx.rosters.sheet("roster", .duties, for: actor, in: .chinese).paper.blocks)"
            }
            for word in ["李先生；充值没到账，人在线上等；待跟进：上午给李先生回电（已回电，到账）", "8001"] {
                #expect(printed.contains(word), "F-49 prints \(word)")
            }
            // Who had the duty is everybody's; what happened in it is for the log's own readers alone.
            let others = try await desk.act(as: RosteredDesk.personnel) { tx, actor in
                "\(try tx.rosters.sheet("roster", .duties, for: actor, in: .chinese).paper.blocks)"
            }
            #expect(others.contains("8001") && !others.contains("李先生"))
        }
    }

    /// SOFT-66, F-49: who falls ill at eleven has written until then, signs that part, and it is printed.
    @Test(arguments: TestDatabase.engines)
    func theLogOfADutyThatIsPassedOnStaysWithItsHours(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            let eleven = Self.night.lowerBound + .hours(2)
            desk.clock.set(to: eleven - .minutes(30))
            let entry = try await desk.act(as: Self.wang) { tx, actor in
                try tx.dutyLogs.write(Self.draft(Self.night.lowerBound + .hours(1)), in: Self.duty, by: actor)
            }
            desk.clock.set(to: eleven)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                let passing = Duties.Passing(
                    duty: try tx.duties.require(Self.duty), hours: eleven..<Self.night.upperBound, to: Self.zhao,
                    isBehind: false)
                try tx.duties.pass([passing], because: "QJ20260105-1", by: actor.staff.id)
            }
            desk.clock.advance(by: .minutes(5))
            let parts = try await desk.database.read { tx in try tx.duties.covering(RosteredDesk.unit, Self.night) }
            #expect(parts.map(\.primary) == [Self.wang, Self.zhao])
            let (first, second) = (try #require(parts.first), try #require(parts.last))
            let log = try await desk.database.read { tx in try tx.dutyLogs.of(parts).mapValues { $0.map(\.id) } }
            #expect(log == [first.id: [entry.id]])
            try await desk.act(as: Self.wang) { tx, actor in
                try tx.dutyLogs.sign(first.id, saying: "病了，交给赵", by: actor)
            }
            try await desk.act(as: Self.zhao) { tx, actor in
                _ = try tx.dutyLogs.write(Self.draft(eleven + .minutes(1)), in: second.id, by: actor)
            }
            let printed = try await desk.act(as: RosteredDesk.manager) { tx, actor in
                "\(try tx.rosters.sheet("roster", .duties, for: actor, in: .chinese).paper.blocks)"
            }
            #expect(printed.contains("李先生；充值没到账"))
        }
    }

    /// SOFT-66: what was signed before the rest was passed on stays signed, and binds nobody who came after.
    @Test(arguments: TestDatabase.engines)
    func aSignatureStaysWithThePartThatWasServed(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            let eleven = Self.night.lowerBound + .hours(2)
            desk.clock.set(to: eleven - .minutes(5))
            try await desk.act(as: Self.wang) { tx, actor in
                try tx.dutyLogs.sign(Self.duty, saying: "提前走", by: actor)
            }
            desk.clock.set(to: eleven)
            let signed = try await desk.act(as: RosteredDesk.leader) { tx, actor in
                let passing = Duties.Passing(
                    duty: try tx.duties.require(Self.duty), hours: eleven..<Self.night.upperBound, to: Self.zhao,
                    isBehind: false)
                try tx.duties.pass([passing], because: "QJ20260105-1", by: actor.staff.id)
                let parts = try tx.duties.covering(RosteredDesk.unit, Self.night)
                let signatures = try tx.dutyLogs.signatures(of: parts)
                return parts.map { signatures[$0.id]?.remark }
            }
            #expect(signed == ["提前走", nil])
        }
    }

    /// SOFT-66: a duty that is taken off the table under way was served until then, by whoever had it.
    @Test(arguments: TestDatabase.engines)
    func theHoursServedStayOnTheTable(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            let eleven = Self.night.lowerBound + .hours(2)
            desk.clock.set(to: eleven)
            let entry = try await desk.act(as: Self.wang) { tx, actor in
                try tx.dutyLogs.write(Self.draft(eleven - .minutes(10)), in: Self.duty, by: actor)
            }
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                try tx.duties.takeBack(Self.duty, of: "roster", because: "换人", version: nil, by: actor)
            }
            let (ten, midnight, log) = try await desk.database.read { tx in
                (
                    try tx.duties.at(RosteredDesk.unit, eleven - .hours(1), .duty),
                    try tx.duties.at(RosteredDesk.unit, eleven + .hours(1), .duty),
                    try tx.dutyLogs.of(tx.duties.covering(RosteredDesk.unit, Self.night)).values.flatMap { $0 }
                )
            }
            #expect(ten?.primary == Self.wang && ten?.backup == Self.zhao && midnight == nil)
            #expect(log.map(\.id) == [entry.id])
        }
    }

    /// As a browser meets it: every problem at once, what was typed stays, and the way from entry to signature.
    @Test(arguments: TestDatabase.engines)
    func theLogIsWrittenOnItsPage(engine: Engine) async throws {
        try await Self.open(engine) { desk in
            desk.clock.set(to: Self.night.lowerBound + .hours(2))
            let web = try WebServer.ofTest(desk.clock)
            DutyLogRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            DutyRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                // The way to the log is shown to whom it lets in, and to nobody else.
                let who = "/duties/\(RosteredDesk.unit.rawValue)"
                let other = try await client.get(who, as: RosteredDesk.personnel)
                #expect(other.status == .ok && !other.text.contains("\(who)/log"))
                #expect(try await client.get(who, as: Self.wang).text.contains("\(who)/log"))
                let before = try await client.get("\(who)?at=2026-01-05T20:00", as: Self.wang)
                #expect(before.text.contains("下一班 1月5日 21:00 客服1"), "where nobody has it, who is next")
                let base = "/duties/\(RosteredDesk.unit.rawValue)/log"
                #expect(try await client.get(base, as: RosteredDesk.personnel).status == .notFound)
                #expect(try await client.get("\(base)?day=2026-02-31", as: Self.wang).status == .unprocessableContent)
                let empty = try await client.get(base, as: Self.wang)
                #expect(empty.status == .ok && empty.text.contains("还没有记录") && empty.text.contains("记入日志"))
                #expect(try await !client.get(base, as: RosteredDesk.leader).text.contains("记入日志"))
                let bad = try await client.post(
                    base, [("duty", "duty-1"), ("what", "call"), ("at", "昨天"), ("caller", "李先生")], as: Self.wang)
                #expect(bad.status == .unprocessableContent)
                #expect(bad.text.contains("李先生") && bad.text.contains("有 2 处"))
                let written = try await client.post(
                    base,
                    [
                        ("duty", "duty-1"), ("what", "call"), ("at", "2026-01-05T22:10"), ("matter", "<b>大厅漏水</b>"),
                        ("follow", "白班联系物业"),
                    ], as: Self.wang)
                #expect(written.status == .seeOther && written.headers[.location] == "\(base)?day=2026-01-05")
                let page = try await client.get(base, as: Self.zhao)
                #expect(page.text.contains("&lt;b&gt;大厅漏水") && page.text.contains("待跟进事项 1"))
                let signed = try await client.post(
                    "\(base)/signature", [("duty", "duty-1"), ("remark", "交白班")], as: Self.wang)
                #expect(signed.status == .seeOther)
                let again = try await client.post(
                    "\(base)/signature", [("duty", "duty-1"), ("remark", "")], as: Self.zhao)
                #expect(again.status == .conflict && again.text.contains("已签字"))
            }
        }
    }

    /// SOFT-66: what was typed comes back in the form it came from, on the day of that form. In the morning after a duty that
    /// ended at midnight the log of today has nothing of it.
    @Test(arguments: TestDatabase.engines)
    func whatIsRefusedComesBackWhereItWasTyped(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let evening = RosteredDesk.hours(Day(2026, 1, 5), 18, 24)
            try await desk.database.write { tx in
                try tx.duties.insert([
                    DutyAssignment(
                        id: Self.duty, roster: "roster", unit: RosteredDesk.unit, kind: .duty, day: Day(2026, 1, 5),
                        span: evening, primary: Self.wang, backup: Self.zhao, phone: "8001",
                        enteredBy: RosteredDesk.manager, enteredAt: tx.now)
                ])
            }
            desk.clock.set(to: evening.lowerBound + .hours(2))
            let entry = try await desk.act(as: Self.wang) { tx, actor in
                var draft = Self.draft(evening.lowerBound + .hours(1))
                draft.follow = "上午给李先生回电"
                return try tx.dutyLogs.write(draft, in: Self.duty, by: actor)
            }
            desk.clock.set(to: evening.upperBound + .hours(8))
            let web = try WebServer.ofTest(desk.clock)
            DutyLogRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                let base = "/duties/\(RosteredDesk.unit.rawValue)/log"
                let query = "?day=2026-01-05"
                let page = try await client.get("\(base)\(query)", as: Self.wang)
                for form in [base, "\(base)/signature"] {
                    #expect(page.text.contains("action=\"\(form)\(query)\""), "the day goes with the form")
                }
                let late = try await client.post(
                    "\(base)\(query)",
                    [("duty", "duty-1"), ("what", "call"), ("at", "2026-01-06T07:00"), ("matter", "大厅漏水")],
                    as: Self.wang)
                #expect(late.status == .conflict && late.text.contains("大厅漏水"))
                let closing = "\(base)/\(entry.id.rawValue)/closing\(query)"
                let blank = try await client.post(closing, [("text", "")], as: RosteredDesk.supervisor)
                #expect(blank.status == .unprocessableContent && blank.text.contains("有 1 处"))
                let others = try await client.post(closing, [("text", "已回电，到账")], as: Self.chen)
                #expect(others.status == .forbidden || others.status == .conflict)
                #expect(others.text.contains("已回电，到账"))
                let closed = try await client.post(closing, [("text", "已回电")], as: RosteredDesk.supervisor)
                #expect(closed.headers[.location] == "\(base)\(query)")
                try await desk.act(as: Self.zhao) { tx, actor in
                    try tx.dutyLogs.sign(Self.duty, saying: "", by: actor)
                }
                let again = try await client.post(
                    "\(base)/signature\(query)", [("duty", "duty-1"), ("remark", "白班联系物业")], as: Self.wang)
                #expect(again.status == .conflict && again.text.contains("白班联系物业"))
            }
        }
    }
}

extension DutyLogEntry.Draft {
    /// As it was when it was written: the place reached eighty minutes after the beginning.
    fileprivate func before(_ begin: Instant) -> DutyLogEntry.Draft {
        var draft = self
        draft.reachedAt = begin + .minutes(80)
        return draft
    }
}
