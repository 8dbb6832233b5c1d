import Database
import Handbook
import Kernel
import Testing
import Testkit
import Web

@testable import Desk

/// What a unit owes for its periods: who is told, who signs, what happens when nobody does.
@Suite struct DigestDutyTests {
    /// MART-27: the day goes to the 店长, not to whoever is on duty; they sign, and who does not is late.
    @Test(arguments: TestDatabase.engines)
    func theDayGoesToTheManagerTheClauseNamesAndIsSignedFor(engine: Engine) async throws {
        try await DigestOffice.open(on: engine, pack: "supermarket") { office in
            let day = Day(2026, 9, 14)
            _ = try await office.complain("收银找错钱", "收银")
            try await office.midnight(after: day)
            #expect(try await office.told() == [DigestOffice.manager])
            let owed = try await office.owed(.readDay)
            #expect(owed.map(\.clause) == ["7.4"] && owed.map(\.item) == ["2026-09-14"])
            let myDay = try await office.act(DigestOffice.manager) { tx, actor in try tx.myDay(of: actor) }
            let line = try #require(myDay.owed.first { $0.obligation.rule == .deadline(.readDay) })
            #expect(line.label?.url == "/digests/day?unit=east&day=2026-09-14" && line.label?.number == "2026-09-14")
            // Nobody signs for somebody else.
            await #expect(throws: Digest.Refusal.notAReader) {
                try await office.act(DigestOffice.supervisor) { tx, actor in
                    try tx.digests.signDay("east", day, by: actor)
                }
            }
            let page = try await office.act(DigestOffice.manager) { tx, actor in
                let view = try tx.dayDigests.view("east", day, for: actor)
                return DayDigestPages(view: view, viewer: office.viewer).content.description
            }
            #expect(page.contains("action=\"/digests/day/receipt\""))
            try await office.act(DigestOffice.manager) { tx, actor in try tx.digests.signDay("east", day, by: actor) }
            #expect(try await office.states(.readDay) == ["kept"])
            let read = try await office.act(DigestOffice.director) { tx, actor in
                try tx.dayDigests.view("east", day, for: actor)
            }
            #expect(read.receipts.map(\.name) == ["staff-manager"] && !read.waitsForMe)
            // The next day nobody reads, and the clause says so.
            try await office.midnight(after: day.advanced(by: 1))
            office.clock.advance(by: .hours(30))
            _ = try await office.database.write { tx in try tx.obligations.act() }
            #expect(try await office.owed(.readDay).first?.breachedAt != nil)
            #expect(try await office.told(of: .obligationEscalated) == [DigestOffice.director])
        }
    }

    /// SOFT-61: the register of the unsolved goes to the manager daily; SOFT-28: the day to the team leader.
    @Test(arguments: TestDatabase.engines)
    func theUnsolvedGoToTheManagerAndTheDayToTheLeader(engine: Engine) async throws {
        try await DigestOffice.open(on: engine, pack: "software-support") { office in
            let day = Day(2026, 9, 14)
            _ = try await office.complain("报表打不开", "程序缺陷")
            try await office.midnight(after: day)
            #expect(try await office.told(of: .dayDigestMade) == [DigestOffice.supervisor])
            #expect(try await office.told(of: .unsolvedListed) == [DigestOffice.manager])
            #expect(try await office.owed(.readDay).map(\.owedBy.code) == ["post:supervisor"])
            #expect(try await office.owed(.readUnsolved).map(\.clause) == ["8.5"])
            try await office.act(DigestOffice.supervisor) { tx, actor in
                try tx.digests.signDay("east", day, by: actor)
            }
            // One signature settles what is one's own, and nothing else.
            #expect(try await office.states(.readDay) == ["kept"])
            #expect(try await office.states(.readUnsolved) == ["open"])
            try await office.act(DigestOffice.manager) { tx, actor in try tx.digests.signDay("east", day, by: actor) }
            #expect(try await office.states(.readUnsolved) == ["kept"])
            // Where nothing is unsolved, nothing is listed.
            try await office.database.write { tx in
                try tx.execute("UPDATE service_case SET completed_at = \(tx.now)")
            }
            try await office.midnight(after: day.advanced(by: 1))
            #expect(try await office.states(.readUnsolved) == ["kept"])
        }
    }

    /// SOFT-28: the summary of the month counts whatever customers report, not their complaints alone; every number is its
    /// list. A department whose handbook says no more counts complaints.
    @Test(arguments: TestDatabase.engines)
    func theMonthCountsWhateverCustomersReport(engine: Engine) async throws {
        for (pack, number) in [("software-support", 3), ("chain-retail", 1)] {
            try await DigestOffice.open(on: engine, pack: pack) { office in
                for subject in ["报表打不开", "怎样导出", "希望支持批量"] { _ = try await office.complain(subject, "其他") }
                let month = try #require(Digest.Month("2026-09"))
                try await office.act(DigestOffice.manager) { tx, actor in
                    try tx.execute("UPDATE service_case SET type = 'enquiry' WHERE subject = '怎样导出'")
                    try tx.execute("UPDATE service_case SET type = 'suggestion' WHERE subject = '希望支持批量'")
                    let digest = try tx.digests.begin("east", month, by: actor).id
                    let lines = try tx.digests.count("east", month, in: .shanghai)
                    #expect(lines.map(\.number) == [number], "\(pack)")
                    for category in [nil, "其他"] {
                        let list = try tx.digests.complaints(digest, of: category, for: actor, limit: 10, offset: 0)
                        #expect(list.total == number && list.rows.count == number, "\(pack)")
                    }
                }
            }
        }
    }

    /// MART-27: the week is ranked once, by category and by product (GAME-11), and read.
    @Test(arguments: TestDatabase.engines)
    func theWeekIsRankedOnceAndRead(engine: Engine) async throws {
        try await DigestOffice.open(on: engine, pack: "supermarket") { office in
            let week = WeekDigest.Week(of: Day(2026, 9, 14))
            for category in ["收银", "价格标签", "收银"] { _ = try await office.complain("当日的事", category) }
            try await office.database.write { tx in
                try tx.execute("UPDATE service_case SET product = '牛奶' WHERE category = '收银'")
            }
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 9, 21), .at(0, 30)))
            #expect(try await office.database.write { tx in try tx.weekDigests.tell(limit: 50) } == 1)
            #expect(try await office.database.write { tx in try tx.weekDigests.tell(limit: 50) } == 0)
            let digest = try #require(try await office.database.read { tx in try tx.weekDigests.find("east", week) })
            #expect(digest.reported == 3 && digest.unresolved == 3)
            #expect(digest.lines[.category]?.map(\.name) == ["收银", "价格标签"])
            #expect(digest.lines[.product]?.map(\.number) == [2], "what names no product is ranked by none")
            #expect(try await office.told(of: .weekDigestMade) == [DigestOffice.manager])
            // What the cases say afterwards changes nothing.
            try await office.database.write { tx in try tx.execute("UPDATE service_case SET category = '其他'") }
            let view = try await office.act(DigestOffice.manager) { tx, actor in
                try tx.weekDigests.view("east", week, for: actor)
            }
            #expect(view.isKept && view.waitsForMe && view.digest.lines[.category]?.count == 2)
            let page = WeekDigestPages(view: view, viewer: office.viewer).content.description
            #expect(page.contains("价格标签") && page.contains("action=\"/digests/week/receipt\""))
            try await office.act(DigestOffice.manager) { tx, actor in
                try tx.digests.signWeek("east", week, by: actor)
            }
            #expect(try await office.states(.readWeek) == ["kept"])
            #expect(WeekDigest.Week("2026-W38") == week && WeekDigest.Week("2026-W54") == nil)
            #expect(WeekDigest.Week("2026-38") == nil && WeekDigest.Week("2025-W53") == nil)
        }
    }

    /// GAME-94, CHAIN-59: the month is owed by its post from its end on, and ended by submitting its digest.
    @Test(arguments: TestDatabase.engines)
    func theMonthIsOwedByItsPostUntilItsDigestIsSubmitted(engine: Engine) async throws {
        try await DigestOffice.open(on: engine, pack: "chain-retail", posts: [DigestOffice.director: "manager"]) {
            office in
            // A month before the edition was in force is not owed.
            #expect(try await office.database.write { tx in try tx.digests.openDue() } == 1, "August: half of it")
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 10, 1), .at(0, 30)))
            #expect(try await office.database.write { tx in try tx.digests.openDue() } == 1)
            #expect(try await office.database.write { tx in try tx.digests.openDue() } == 0)
            let owed = try #require(try await office.owed(.publishDigest).first { $0.item == "2026-09" })
            #expect(owed.clause == "6.7" && owed.owedBy == .post("supervisor") && owed.unit == "east")
            #expect(owed.startedAt == Zone.shanghai.instant(Day(2026, 10, 1), .midnight))
            let myDay = try await office.act(DigestOffice.supervisor) { tx, actor in try tx.myDay(of: actor) }
            #expect(myDay.owed.contains { $0.label?.url == "/digests?unit=east&month=2026-09" })
            // Five working days, and the holiday of October does not count.
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 10, 9), .at(10, 0)))
            try await office.act(DigestOffice.supervisor) { tx, actor in
                let digest = try tx.digests.begin("east", Digest.Month(of: Day(2026, 9, 1)), by: actor)
                try tx.digests.submit(digest.id, by: actor, in: .shanghai)
            }
            let states = try await office.database.read { tx in
                try tx.execute("SELECT state FROM obligation WHERE rule = 'digest.month' AND item = '2026-09' LIMIT 5")
                    .map { try $0.text("state") }
            }
            #expect(states == ["kept"])
            // The one of August is late, and the manager has heard.
            _ = try await office.database.write { tx in try tx.obligations.act() }
            #expect(try await office.owed(.publishDigest).first?.breachedAt != nil)
            #expect(
                try await Set(office.told(of: .obligationEscalated)) == [DigestOffice.manager, DigestOffice.director])
        }
    }

    /// GAME-94: a countermeasure has its person and its clock; somebody else says whether it worked; what did not is
    /// owed again.
    @Test(arguments: TestDatabase.engines)
    func aMeasureThatDidNotWorkIsOwedAgain(engine: Engine) async throws {
        try await DigestOffice.open(on: engine) { office in
            let digest = try await office.act(DigestOffice.manager) { tx, actor in
                let digest = try tx.digests.begin("east", Digest.Month(of: Day(2026, 8, 1)), by: actor).id
                try tx.digests.plan(
                    digest, text: "收银双人复核", owner: DigestOffice.supervisor, due: Day(2026, 9, 20), by: actor)
                return digest
            }
            await #expect(throws: Countermeasure.Refusal.noColleague) {
                try await office.act(DigestOffice.manager) { tx, actor in
                    try tx.digests.plan(digest, text: "x", owner: DigestOffice.agent, due: Day(2026, 9, 20), by: actor)
                }
            }
            await #expect(throws: Countermeasure.Refusal.inThePast) {
                try await office.act(DigestOffice.manager) { tx, actor in
                    try tx.digests.plan(
                        digest, text: "x", owner: DigestOffice.supervisor, due: Day(2026, 9, 13), by: actor)
                }
            }
            let id = try #require(
                try await office.database.read { tx in try tx.countermeasures.of(digest).first?.id })
            let owed = try #require(try await office.owed(.doMeasure).first)
            #expect(owed.owedByStaff == DigestOffice.supervisor && owed.clause == "6.8")
            #expect(owed.dueAt == Zone.shanghai.instant(Day(2026, 9, 21), .midnight) - .milliseconds(1))

            try await office.act(DigestOffice.supervisor) { tx, actor in
                try tx.countermeasures.finish(id, note: "已排双岗", by: actor)
            }
            #expect(try await office.states(.doMeasure) == ["kept"])
            #expect(try await office.owed(.checkMeasure).map(\.owedBy) == [.post("manager")])
            // Whoever carried it out does not say that it worked.
            await #expect(throws: Countermeasure.Refusal.ownAct) {
                try await office.act(DigestOffice.supervisor) { tx, actor in
                    try tx.countermeasures.check(id, worked: true, effect: "好", again: nil, by: actor)
                }
            }
            await #expect(throws: Countermeasure.Refusal.dateMissing) {
                try await office.act(DigestOffice.manager) { tx, actor in
                    try tx.countermeasures.check(id, worked: false, effect: "仍有差错", again: nil, by: actor)
                }
            }
            try await office.act(DigestOffice.manager) { tx, actor in
                try tx.countermeasures.check(
                    id, worked: false, effect: "仍有差错", again: Day(2026, 10, 10), by: actor)
            }
            let again = try await office.owed(.doMeasure)
            #expect(again.map(\.round) == [2] && again.first?.owedByStaff == DigestOffice.supervisor)
            #expect(try await office.states(.checkMeasure) == ["kept"])
            try await office.act(DigestOffice.supervisor) { tx, actor in
                try tx.countermeasures.finish(id, note: "加装复核提示", by: actor)
            }
            try await office.act(DigestOffice.manager) { tx, actor in
                try tx.countermeasures.check(id, worked: true, effect: "差错归零", again: nil, by: actor)
            }
            #expect(try await office.states(.doMeasure) == ["kept", "kept"])
            #expect(try await office.states(.checkMeasure) == ["kept", "kept"])
            let view = try await office.view(digest, DigestOffice.manager)
            #expect(view.checks[id]?.map(\.worked) == [false, true])
            let page = DigestPages(view: view, viewer: office.viewer).content.description
            #expect(page.contains("核对无效") && page.contains("差错归零"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aMeasureIsDroppedWhileTheDigestIsWrittenAndWhoOwesItMayReadIt(engine: Engine) async throws {
        try await DigestOffice.open(on: engine, posts: [DigestOffice.supervisor: "agent"]) { office in
            let digest = try await office.act(DigestOffice.manager) { tx, actor in
                let digest = try tx.digests.begin("east", Digest.Month(of: Day(2026, 8, 1)), by: actor).id
                try tx.digests.plan(
                    digest, text: "写错的", owner: DigestOffice.supervisor, due: Day(2026, 9, 20), by: actor)
                return digest
            }
            let id = try #require(
                try await office.database.read { tx in try tx.countermeasures.of(digest).first?.id })
            // An agent reads no digests, but the one that holds their own measure.
            #expect(try await office.view(digest, DigestOffice.supervisor).countermeasures.count == 1)
            try await office.act(DigestOffice.manager) { tx, actor in
                try tx.countermeasures.drop(id, because: "列错了月份", by: actor)
            }
            #expect(try await office.states(.doMeasure) == ["void"])
            await #expect(throws: Countermeasure.Refusal.notNow) {
                try await office.act(DigestOffice.supervisor) { tx, actor in
                    try tx.countermeasures.finish(id, note: "做了", by: actor)
                }
            }
            await #expect(throws: NotFound.self) { try await office.view(digest, DigestOffice.agent) }
        }
    }
}

extension DigestOffice {
    func midnight(after day: Day) async throws {
        clock.set(to: Zone.shanghai.instant(day.advanced(by: 1), .at(0, 10)))
        _ = try await database.write { tx in try tx.dayDigests.tell(limit: 50) }
    }

    func owed(_ rule: DeadlineRule) async throws -> [Obligation] {
        try await database.read { tx in
            try tx.obligations.open(of: Subject(.unit, "east")).filter { $0.rule == .deadline(rule) }
        }
    }

    func states(_ rule: DeadlineRule) async throws -> [String] {
        try await database.read { tx in
            try tx.execute(
                "SELECT state FROM obligation WHERE rule = \(rule.rawValue) AND subject_id = 'east' ORDER BY started_at, id LIMIT 20"
            ).map { try $0.text("state") }
        }
    }

    /// Who is told of an event of a kind, or of anything.
    func told(of kind: EventKind? = nil) async throws -> [Staff.ID] {
        try await database.read { tx in
            try tx.execute(
                """
                SELECT DISTINCT payload FROM outbox JOIN event ON event.id = outbox.event_id
                WHERE outbox.kind = 'notice' AND (event.kind = \(kind?.rawValue ?? "") OR \(kind == nil ? 1 : 0) = 1)
                ORDER BY payload
                LIMIT 20
                """
            ).map { Staff.ID(try $0.text("payload")) }
        }
    }
}
