import Database
import Handbook
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// The plan and the summary of the day, before leaving (CHAIN-82), on both engines.
@Suite struct DailyReportTests {
    private static let monday = Day(2026, 1, 5)

    @Test func aRecordCountsOnceHoweverOftenItWasTouched() {
        let figures = DailyFigure.count([
            (.caseReported, "a"), (.caseTaken, "a"), (.caseReported, "b"), (.caseReplied, "a"), (.caseInformed, "a"),
            (.caseCompleted, "b"), (.contactWrappedUp, "k"), (.callbackContacted, "k"), (.caseNoted, "z"),
        ])
        #expect(figures[.taken] == 2 && figures[.answered] == 1 && figures[.closed] == 1)
        #expect(figures[.contacts] == 1 && figures[.callbacks] == 1 && figures[.visited] == 0)
    }

    /// The clock is held back until it is in, with its clause.
    @Test(arguments: TestDatabase.engines)
    func nobodyClocksOutBeforeTheReportIsIn(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            try await desk.press(.in)
            let opened = try #require(try await desk.report())
            #expect(opened.dueAt == Zone.shanghai.instant(Self.monday, .at(18, 30)), "half an hour after closing")
            #expect(try await desk.ledger(opened) == ["report.daily open"])
            try await desk.act(as: ReportDesk.wang) { tx, actor in
                try tx.cases.register(Self.intake, by: actor)
            }
            desk.stand(12, 1)
            try await desk.press(.out)
            desk.stand(13, 25)
            try await desk.press(.in)
            #expect(try await desk.ledger(opened) == ["report.daily open"], "nobody is asked at noon")
            desk.stand(18, 2)
            let held = await #expect(throws: GateRefusal.self) { try await desk.press(.out) }
            #expect(held?.objections.map(\.clause) == ["17.5"] && held?.objections.map(\.rule) == [.reportClockOut])
            let out = try await desk.database.read { tx in
                try tx.clockEvents.of(ReportDesk.wang, between: (tx.now - .hours(1))..<(tx.now + .hours(1)))
            }
            #expect(out.isEmpty, "the clock was not pressed")

            await #expect(throws: DailyReport.Refusal.incomplete, "what was hard and the plan are said") {
                try await desk.act(as: ReportDesk.wang) { tx, actor in
                    try tx.dailyReports.handIn(opened.id, ReportDesk.words([]), by: actor)
                }
            }
            await #expect(throws: DailyReport.Refusal.unknown, "to a colleague it is not there") {
                try await desk.act(as: ReportDesk.chen) { tx, actor in
                    try tx.dailyReports.handIn(opened.id, ReportDesk.words(), by: actor)
                }
            }
            await #expect(throws: DailyReport.Refusal.notYours) {
                try await desk.act(as: ReportDesk.manager) { tx, actor in
                    try tx.dailyReports.write(opened.id, ReportDesk.words(), by: actor)
                }
            }
            try await desk.act(as: ReportDesk.wang) { tx, actor in
                try tx.dailyReports.handIn(opened.id, ReportDesk.words(), by: actor)
            }
            try await desk.press(.out)
            let report = try #require(try await desk.report())
            #expect(report.state == .handedIn && !report.isLate)
            #expect(report.handedIn?.figures[.taken] == 1 && report.handedIn?.figures[.closed] == 0)
            #expect(report.handedIn?.figures[.inHand] == 1 && report.handedIn?.figures[.visited] == 0)
            #expect(try await desk.ledger(report) == ["report.clock-out kept", "report.daily kept"])
            let told = try await desk.database.read { tx in
                try tx.execute(
                    """
                    SELECT payload FROM outbox JOIN event ON event.id = outbox.event_id
                    WHERE event.kind = 'daily_report.handed_in' ORDER BY outbox.id LIMIT 10
                    """
                ).map { try $0.text("payload") }
            }
            #expect(told == [ReportDesk.manager.rawValue], "the post above hears of it")
        }
    }

    /// A clause that only advises lets the clock through, counts it, and the report is late after half past six.
    @Test(arguments: TestDatabase.engines)
    func aClauseThatAdvisesLetsTheClockThrough(engine: Engine) async throws {
        try await ReportDesk.open(engine, clause: "advise") { desk in
            try await desk.press(.in)
            desk.stand(18, 1)
            try await desk.press(.out)
            #expect(
                try await desk.database.read { tx in try tx.dailyReports.isMissing(of: tx.actor(ReportDesk.wang)) })
            let report = try #require(try await desk.report())
            #expect(try await desk.ledger(report) == ["report.clock-out broken", "report.daily open"])
            desk.stand(18, 31)
            _ = try await desk.database.write { tx in try tx.obligations.act() }
            let escalated = try await desk.database.read { tx in
                try tx.events.about(report.subject, of: [.obligationEscalated], limit: 5).map { $0.details["to"] }
            }
            #expect(escalated == ["post:manager"])
            try await desk.act(as: ReportDesk.wang) { tx, actor in
                try tx.dailyReports.handIn(report.id, ReportDesk.words(), by: actor)
            }
            #expect(try await desk.report()?.isLate == true)
            #expect(try await desk.ledger(report).contains("report.daily late"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func thePlanOfYesterdayStandsBesideTodayAndNothingHandedInChanges(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            let first = try await desk.act(as: ReportDesk.wang) { tx, actor in try tx.dailyReports.begin(by: actor) }
            try await desk.act(as: ReportDesk.wang) { tx, actor in
                try tx.dailyReports.write(
                    first.id, DailyReport.Words(results: "整理档案", plan: ["回访三位会员", "核对礼品"]), by: actor)
            }
            #expect(try await desk.report()?.words.plan == ["回访三位会员", "核对礼品"], "a draft is kept")
            try await desk.act(as: ReportDesk.wang) { tx, actor in
                try tx.dailyReports.handIn(first.id, ReportDesk.words(["回访三位会员", "核对礼品"], "门店资料不全"), by: actor)
            }
            for isHandingIn in [true, false] {
                await #expect(throws: DailyReport.Refusal.handedIn) {
                    try await desk.act(as: ReportDesk.wang) { tx, actor in
                        if isHandingIn {
                            try tx.dailyReports.handIn(first.id, ReportDesk.words(), by: actor)
                        } else {
                            try tx.dailyReports.write(first.id, ReportDesk.words(["别的"]), by: actor)
                        }
                    }
                }
            }
            #expect(try await desk.report()?.words.plan == ["回访三位会员", "核对礼品"])

            await #expect(throws: DailyReport.Refusal.ownAct) {
                try await desk.act(as: ReportDesk.wang) { tx, actor in
                    try tx.dailyReports.read(first.id, saying: "", by: actor)
                }
            }
            try await desk.act(as: ReportDesk.manager) { tx, actor in
                try tx.dailyReports.read(first.id, saying: "资料的事我来催", by: actor)
            }
            await #expect(throws: DailyReport.Refusal.readAlready) {
                try await desk.act(as: ReportDesk.manager) { tx, actor in
                    try tx.dailyReports.read(first.id, saying: "", by: actor)
                }
            }
            try await desk.act(as: ReportDesk.wang) { tx, actor in
                try tx.dailyReports.remark(first.id, "另有一家门店已补", by: actor)
            }

            let tuesday = Day(2026, 1, 6)
            desk.stand(9, on: tuesday)
            try await desk.press(.in)
            let second = try #require(try await desk.report(on: tuesday))
            let view = try await desk.database.read { tx in
                try tx.dailyReports.view(second.id, for: tx.actor(ReportDesk.wang))
            }
            #expect(view.review.map(\.text) == ["回访三位会员", "核对礼品"] && view.before?.day == Self.monday)
            let old = try await desk.database.read { tx in
                try tx.dailyReports.view(first.id, for: tx.actor(ReportDesk.manager))
            }
            #expect(old.remarks.map(\.text) == ["资料的事我来催", "另有一家门店已补"])
            #expect(old.readings.map(\.by) == [ReportDesk.manager])
        }
    }

    /// Whoever went home ill is let off by somebody above, never by themselves; who has nobody above owes none.
    @Test(arguments: TestDatabase.engines)
    func aReaderLetsSomebodyOffAndTheChiefOwesNone(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            try await desk.press(.in)
            let report = try #require(try await desk.report())
            await #expect(throws: DailyReport.Refusal.ownAct) {
                try await desk.act(as: ReportDesk.wang) { tx, actor in
                    try tx.dailyReports.waive(report.id, because: "头疼", by: actor)
                }
            }
            await #expect(throws: DailyReport.Refusal.unknown) {
                try await desk.act(as: ReportDesk.chen) { tx, actor in
                    try tx.dailyReports.waive(report.id, because: "头疼", by: actor)
                }
            }
            try await desk.act(as: ReportDesk.manager) { tx, actor in
                try tx.dailyReports.waive(report.id, because: "就医", by: actor)
            }
            desk.stand(15)
            try await desk.press(.out)
            #expect(try await desk.ledger(report) == ["report.clock-out kept", "report.daily void"])
            await #expect(throws: DailyReport.Refusal.waived) {
                try await desk.act(as: ReportDesk.wang) { tx, actor in
                    try tx.dailyReports.handIn(report.id, ReportDesk.words(), by: actor)
                }
            }
            try await desk.press(.in, as: ReportDesk.chief)
            desk.stand(18)
            try await desk.press(.out, as: ReportDesk.chief)
            #expect(try await desk.report(of: ReportDesk.chief) == nil)
            await #expect(throws: DailyReport.Refusal.noReader) {
                try await desk.act(as: ReportDesk.chief) { tx, actor in try tx.dailyReports.begin(by: actor) }
            }
            // The manager's is read by whoever runs the centre.
            try await desk.press(.in, as: ReportDesk.manager)
            #expect(try await desk.report(of: ReportDesk.manager) != nil)
        }
    }

    /// CHAIN-82, GAME-60: a manager is neither let off nor read by the hand to which the manager lent the post.
    @Test(arguments: TestDatabase.engines)
    func aPostThatIsLentReadsNoReportOfTheLender(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            for person in [ReportDesk.manager, ReportDesk.chen] { try await desk.press(.in, as: person) }
            let own = try #require(try await desk.report(of: ReportDesk.manager))
            let other = try #require(try await desk.report(of: ReportDesk.chen))
            try await desk.act(as: ReportDesk.manager) { tx, actor in
                let held = try #require(try tx.appointments.open(of: actor.staff.id, at: tx.now).first)
                _ = try tx.delegations.give(
                    Loan(
                        appointment: held.id, recipient: ReportDesk.wang, from: tx.now, to: tx.now + .days(7),
                        reason: "外出"), by: actor, under: PostsInForce(tx: tx))
            }
            func waive(_ report: DailyReport) async throws {
                try await desk.act(as: ReportDesk.wang) { tx, actor in
                    try tx.dailyReports.waive(report.id, because: "外出", by: actor)
                }
            }
            await #expect(throws: NotAllowed.self) { try await waive(own) }
            try await waive(other)
            try await desk.act(as: ReportDesk.manager) { tx, actor in
                try tx.dailyReports.handIn(own.id, ReportDesk.words(), by: actor)
            }
            let mayRead = try await desk.act(as: ReportDesk.wang) { tx, actor in
                try tx.dailyReports.view(own.id, for: actor).mayRead
            }
            #expect(!mayRead, "the page offers nothing that is refused")
            await #expect(throws: NotAllowed.self) {
                try await desk.act(as: ReportDesk.wang) { tx, actor in
                    try tx.dailyReports.read(own.id, saying: "", by: actor)
                }
            }
            try await desk.act(as: ReportDesk.director) { tx, actor in
                try tx.dailyReports.read(own.id, saying: "", by: actor)
            }
        }
    }

    /// A night's report is that of the day on which its shift began, and is owed when the shift is over; not before a break.
    @Test(arguments: TestDatabase.engines)
    func aNightBelongsToTheDayOnWhichItBegan(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            func shift(_ id: String, _ from: (Day, Int), _ to: (Day, Int), on day: Day) async throws {
                try await desk.database.write { tx in
                    let span = Zone.shanghai.instant(from.0, .at(from.1))..<Zone.shanghai.instant(to.0, .at(to.1))
                    try tx.shifts.insert([
                        ShiftAssignment(
                            id: ShiftAssignment.ID(id), roster: "roster", unit: ReportDesk.unit, staff: ReportDesk.wang,
                            day: day, span: span, enteredBy: ReportDesk.manager, enteredAt: tx.now)
                    ])
                }
            }
            try await Self.publishRoster(desk)
            let (tuesday, wednesday) = (Day(2026, 1, 6), Day(2026, 1, 7))
            try await shift("night", (Self.monday, 21), (tuesday, 6), on: Self.monday)
            desk.stand(20, 50)
            try await desk.press(.in)
            let night = try #require(try await desk.report())
            #expect(night.dueAt == Zone.shanghai.instant(tuesday, .at(6, 30)))
            desk.stand(6, 1, on: tuesday)
            await #expect(throws: GateRefusal.self) { try await desk.press(.out) }
            try await desk.act(as: ReportDesk.wang) { tx, actor in
                try tx.dailyReports.handIn(night.id, ReportDesk.words(), by: actor)
            }
            try await desk.press(.out)
            #expect(try await desk.report(on: tuesday) == nil)

            try await shift("morning", (wednesday, 8), (wednesday, 12), on: wednesday)
            try await shift("evening", (wednesday, 16), (wednesday, 20), on: wednesday)
            desk.stand(7, 55, on: wednesday)
            try await desk.press(.in)
            #expect(
                try await desk.report(on: wednesday)?.dueAt == Zone.shanghai.instant(wednesday, .at(20, 30)),
                "after the last shift of the day")
            desk.stand(12, 2, on: wednesday)
            try await desk.press(.out)
        }
    }

    private static func publishRoster(_ desk: ReportDesk) async throws {
        try await desk.database.write { tx in
            var roster = try Roster.make(
                id: "roster", unit: ReportDesk.unit, from: Day(2026, 1, 1), until: Day(2026, 1, 31),
                by: ReportDesk.manager, at: tx.now)
            try tx.rosters.insert(roster)
            try roster.publish(by: ReportDesk.manager, at: tx.now)
            try tx.rosters.save(roster)
        }
    }

    /// CHAIN-82: whoever goes to eat at noon comes back; they are asked when the shift is over.
    @Test(arguments: TestDatabase.engines)
    func nobodyIsAskedBeforeTheBreakOfAShift(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            try await Self.publishRoster(desk)
            try await desk.database.write { tx in
                let span =
                    Zone.shanghai.instant(Self.monday, .at(9))..<Zone.shanghai.instant(Self.monday, .at(18))
                try tx.shifts.insert([
                    ShiftAssignment(
                        id: "day", roster: "roster", unit: ReportDesk.unit, staff: ReportDesk.wang, day: Self.monday,
                        span: span, breakMinutes: 60, enteredBy: ReportDesk.manager, enteredAt: tx.now)
                ])
            }
            try await desk.press(.in)
            let report = try #require(try await desk.report())
            desk.stand(12)
            try await desk.press(.out)
            #expect(try await desk.ledger(report) == ["report.daily open"], "neither refused nor counted")
            desk.stand(13)
            try await desk.press(.in)
            desk.stand(18, 1)
            let held = await #expect(throws: GateRefusal.self) { try await desk.press(.out) }
            #expect(held?.objections.map(\.rule) == [.reportClockOut])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverReadsSeesWhoseAreMissing(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            try await desk.press(.in)
            try await desk.act(as: ReportDesk.chen) { tx, actor in try tx.presence.begin(by: actor) }
            let report = try #require(try await desk.report())
            try await desk.act(as: ReportDesk.wang) { tx, actor in
                try tx.dailyReports.handIn(report.id, ReportDesk.words(), by: actor)
            }
            let team = try await desk.database.read { tx in
                try tx.dailyReports.team(tx.actor(ReportDesk.manager), in: "", on: nil)
            }
            #expect(team.handedIn.map(\.name) == ["王芳"] && team.missing.map(\.name) == ["陈晨"])
            await #expect(throws: NotAllowed.self) {
                try await desk.database.read { tx in
                    try tx.dailyReports.team(tx.actor(ReportDesk.wang), in: "", on: nil)
                }
            }
        }
    }

    /// A group beneath the unit belongs to it: its reports are missed on the page of the unit above (CHAIN-82).
    @Test(arguments: TestDatabase.engines)
    func aUnitShowsThoseOfTheGroupsBeneathIt(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            try await desk.database.write { tx in
                try tx.found("group-b", "B组", under: ReportDesk.unit, by: nil)
                let edition = try #require(try tx.handbooks.inForce("chain-retail", at: tx.now)?.id)
                try tx.join("zhu", "朱妍", as: "agent", in: "group-b", reading: edition)
            }
            try await desk.act(as: "zhu") { tx, actor in try tx.presence.begin(by: actor) }
            let team = try await desk.database.read { tx in
                try tx.dailyReports.team(tx.actor(ReportDesk.manager), in: ReportDesk.unit.rawValue, on: nil)
            }
            #expect(team.missing.map(\.name) == ["朱妍"])
        }
    }

    /// CHAIN-82: the reports and the shifts of a unit and of all groups beneath it are each asked for once.
    @Test(arguments: TestDatabase.engines)
    func theDayOfManyGroupsIsReadOnce(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            try await desk.database.write { tx in
                for group: Desk.Unit.ID in ["group-b", "group-c", "group-d"] {
                    try tx.found(group, "\(group)", under: ReportDesk.unit, by: nil)
                }
            }
            try await desk.press(.in)
            let heard = Mutex<[String]>([])
            let watch = StatementWatch { sql, _ in heard.withLock { $0.append(sql.text) } }
            let team = try await StatementWatch.$current.withValue(watch) {
                try await desk.database.read { tx in
                    try tx.dailyReports.team(tx.actor(ReportDesk.manager), in: ReportDesk.unit.rawValue, on: nil)
                }
            }
            #expect(team.missing.map(\.name) == ["王芳"])
            let statements = heard.withLock { $0 }
            #expect(statements.count { $0.contains("FROM daily_report\n") } == 1)
            #expect(statements.count { $0.contains("FROM shift_assignment JOIN roster") } == 1)
        }
    }

    /// CHAIN-82: the page of a day asks as many questions of the database for four people as for two of the same posts.
    @Test(arguments: TestDatabase.engines)
    func theDayOfManyCostsNoMoreStatementsThanThatOfFew(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            let others: [Staff.ID] = ["zhu", "he"]
            try await desk.database.write { tx in
                let edition = try #require(try tx.handbooks.inForce("chain-retail", at: tx.now)?.id)
                for id in others { try tx.join(id, "客服\(id)", as: "agent", in: ReportDesk.unit, reading: edition) }
            }
            func begin(_ person: Staff.ID) async throws {
                try await desk.act(as: person) { tx, actor in try tx.presence.begin(by: actor) }
            }
            func statements(_ missing: Int) async throws -> [String] {
                let heard = Mutex<[String]>([])
                let watch = StatementWatch { sql, _ in heard.withLock { $0.append(sql.text) } }
                let team = try await StatementWatch.$current.withValue(watch) {
                    try await desk.database.read { tx in
                        try tx.dailyReports.team(tx.actor(ReportDesk.manager), in: "", on: nil)
                    }
                }
                #expect(team.missing.count == missing)
                return heard.withLock { $0 }
            }
            for person in [ReportDesk.wang, ReportDesk.chen] { try await begin(person) }
            // Each connection remembers what it was asked once: what counts is the fewest.
            func least(_ missing: Int) async throws -> Int {
                var counts: [Int] = []
                for _ in 1...8 { counts.append(try await statements(missing).count) }
                return counts.min() ?? 0
            }
            let two = try await least(2)
            for person in others { try await begin(person) }
            #expect(try await least(4) == two)
        }
    }

    /// Eight clocks at once open one report; of two that hand in, one is told.
    @Test(arguments: TestDatabase.engines)
    func twoAtOnceAreOne(engine: Engine) async throws {
        try await ReportDesk.open(engine) { desk in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...8 { group.addTask { try await desk.press(.in) } }
                try await group.waitForAll()
            }
            let report = try #require(try await desk.report())
            #expect(try await desk.ledger(report) == ["report.daily open"])
            let failures = await withTaskGroup(of: DailyReport.Refusal?.self) { group in
                for isWaiving in [false, false, true] {
                    group.addTask {
                        do {
                            try await desk.act(as: isWaiving ? ReportDesk.manager : ReportDesk.wang) { tx, actor in
                                if isWaiving {
                                    try tx.dailyReports.waive(report.id, because: "就医", by: actor)
                                } else {
                                    try tx.dailyReports.handIn(report.id, ReportDesk.words(), by: actor)
                                }
                            }
                            return nil
                        } catch { return error as? DailyReport.Refusal ?? .unknown }
                    }
                }
                return await group.reduce(into: [DailyReport.Refusal]()) { if let refusal = $1 { $0.append(refusal) } }
            }
            let end = try #require(try await desk.report())
            #expect(failures.count == 2)
            #expect(failures.allSatisfy { $0 == (end.state == .waived ? .waived : .handedIn) })
        }
    }

    private static let intake = Intake(
        unit: ReportDesk.unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
        complainant: "李秀英", phone: PhoneNumber(typed: "138 0013 8000"), memberNumber: "M-1001",
        report: Case.Report(
            subject: "羽绒服洗后变形", content: "1月3日购买，按标签手洗后充绒结块。", demand: "退货", category: "商品质量",
            product: "羽绒服", place: "南京路店", organisation: "个人", specialNeeds: "无"), promise: nil)
}
