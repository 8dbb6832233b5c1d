import Database
import HTTPTypes
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The day on a telephone, and its log (SOFT-78, MART-26, F-110).
@Suite struct DayPlanRouteTests {
    private static let an = PlannedDesk.people[0]

    private static func serve(
        _ engine: Engine, _ body: @Sendable @escaping (PlannedDesk, TestClient) async throws -> Void
    ) async throws {
        try await PlannedDesk.open(
            "supermarket", "E", .at(7, 30)..<(.at(15, 30)), posts: ("agent", "desk-leader"), on: engine
        ) { desk in
            let web = try WebServer.ofTest(desk.clock)
            DayPlanRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await desk.to(7, 40)
            try await withServer(web) { client in try await body(desk, client) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aStepIsTickedWithOneTap(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let page = try await client.get("/day-plans", as: Self.an)
            #expect(page.status == .ok && page.text.contains("打扫服务台") && page.text.contains("已办 0／23"))
            let clean = try await desk.step("clean")
            let url = "/day-plans/\(clean.plan)/steps/\(clean.id)"
            let done = try await client.post("\(url)/tick", [("next", "/day-plans")], as: Self.an)
            #expect(done.status == .seeOther && done.headers[.location] == "/day-plans#s-\(clean.id)")
            let after = try await client.get("/day-plans", as: Self.an)
            #expect(after.text.contains("已办 1／23") && after.text.contains("\(url)/undo"), "a tap takes it back")
            let again = try await client.post("\(url)/tick", [("next", "/day-plans")], as: Self.an)
            #expect(again.status == .conflict && again.text.contains("这一步现在的状态是“已办”"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsWrongIsToldAndWhatWasTypedStays(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let float = try await desk.step("float")
            let url = "/day-plans/\(float.plan)/steps/\(float.id)"
            let missing = try await client.post("\(url)/tick", [("next", "/day-plans")], as: Self.an)
            #expect(missing.status == .conflict && missing.text.contains("请填数目（元）"))
            let bad = try await client.post("\(url)/tick", [("number", "一千"), ("next", "/day-plans")], as: Self.an)
            #expect(bad.status == .unprocessableContent && bad.text.contains("value=\"一千\""))
            let bare = try await client.post("\(url)/skip", [("reason", " ")], as: Self.an)
            #expect(bare.status == .unprocessableContent)
            let skipped = try await client.post("\(url)/skip", [("reason", "保险柜打不开")], as: Self.an)
            #expect(skipped.status == .seeOther)
            let page = try await client.get("/day-plans/\(float.plan)", as: Self.an)
            #expect(page.text.contains("保险柜打不开") && page.text.contains("略过"))
            let clean = try await desk.step("clean")
            let mixed = try await client.post("/day-plans/other/steps/\(clean.id)/tick", [], as: Self.an)
            #expect(mixed.status == .notFound, "a step of another plan")
        }
    }

    /// A complaint and a message in the hours of the shift, one of the day before, and what rolls on.
    private static func fillTheDay(_ desk: PlannedDesk) async throws {
        let now = desk.clock.now
        let intake = Intake(
            unit: PlannedDesk.unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
            complainant: "李先生", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
            report: Case.Report(
                subject: "收银台多收钱", content: "昨天多收了十元", demand: "退还", category: "收银", product: "", place: ""),
            promise: nil)
        try await desk.act(as: an) { tx, actor in
            _ = try tx.cases.register(intake, by: actor)
            try tx.messages.take(
                Message.Note(caller: "王先生", matter: "请回电"), for: PlannedDesk.leader, in: PlannedDesk.unit, contact: nil,
                by: actor)
            let sheet = Handover(
                id: "h", number: "JJ1", unit: PlannedDesk.unit, kind: .shift,
                time: Handover.Time(until: now, next: nil), openedAt: now, giver: an)
            try tx.handovers.insert(sheet, on: PlannedDesk.monday)
            try tx.handoverSheets.insert(
                HandoverMatter(
                    id: "m", unit: PlannedDesk.unit, handover: "h", text: "推车坏了两辆", record: nil, openedBy: an,
                    openedAt: now), isLeaving: false)
        }
    }

    private static func figures(_ desk: PlannedDesk) async throws -> DayFigures {
        let day = Zone.shanghai.instant(PlannedDesk.monday, .midnight)
        return try await desk.database.read { tx in
            let before = try tx.dayLogs.figures(of: PlannedDesk.unit, in: (day - .days(1))..<day)
            #expect(before.complaints == 0 && before.messages == 0)
            return try tx.dayLogs.figures(of: PlannedDesk.unit, in: day..<(day + .days(1)))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theLogIsTheLeadersAndIsPrinted(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            try await desk.tick("trolleys", 118, by: Self.an)
            try await Self.fillTheDay(desk)
            let (plan, leader) = (try await desk.plans()[0], PlannedDesk.leader)
            #expect(try await client.get("/day-plans/log", as: Self.an).status == .notFound)
            #expect(
                try await client.get("/day-plans/log?unit=\(PlannedDesk.unit)", as: PlannedDesk.stranger).status
                    == .notFound)
            #expect(try await client.get("/day-plans/\(plan.id)", as: PlannedDesk.stranger).status == .notFound)
            let log = try await client.get("/day-plans/log", as: leader)
            #expect(log.status == .ok && log.text.contains("118 辆") && log.text.contains("−2"))
            let form = [("unit", PlannedDesk.unit.rawValue), ("day", "2026-01-05"), ("opinion", "去找推车")]
            #expect(try await client.post("/day-plans/log", form, as: leader).status == .seeOther)
            let twice = try await client.post("/day-plans/log", form, as: leader)
            #expect(twice.status == .conflict && twice.text.contains("去找推车"))
            #expect(try await client.post("/day-plans/log", form, as: Self.an).status == .notFound)
            let wrong = try await client.post("/day-plans/log", [("unit", ""), ("day", "昨天")], as: leader)
            #expect(wrong.status == .unprocessableContent)
            let paper = try await client.get("/day-plans/\(plan.id)/F-110", as: leader)
            #expect(paper.status == .ok && paper.text.contains("当日流程工作日志") && paper.text.contains("118 辆（−2）"))
            #expect(try await Self.figures(desk) == DayFigures(complaints: 1, messages: 1, carriedOver: ["推车坏了两辆"]))
            for page in [log, paper] {
                #expect(page.text.contains("受理投诉") && page.text.contains("推车坏了两辆"), "F-110: what came in and rolls on")
            }
            let english = try await client.get("/day-plans/\(plan.id)/F-110.pdf", as: leader)
            #expect(english.status == .ok && english.headers[.contentType] == "application/pdf")
        }
    }
}
