import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Logging
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The wall: its figures and the lists behind them, the one click and its undo, and who may look.
@Suite struct WallTests {
    /// A figure and its list never disagree: every link of the page is followed and counted.
    @Test(arguments: TestDatabase.engines)
    func everyFigureIsTheLengthOfItsList(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.fill()
            try await floor.read { tx in
                let actor = try tx.actor(floor.supervisor)
                let units = try tx.wallReach(of: actor)
                let wall = try tx.wall(for: actor, units: units, zone: .shanghai, isTV: false, title: "同事")
                let reading = WallReading(tx: tx, units: units)
                func cases(_ figure: WallFigure) throws -> Int {
                    let (lines, total) = try reading.cases(figure, limit: 100, offset: 0)
                    #expect(lines.count == total)
                    return total
                }
                func obligations(_ figure: WallFigure) throws -> Int {
                    let (found, total) = try reading.obligations(figure, limit: 1000, offset: 0)
                    #expect(found.count == total)
                    return total
                }
                #expect(wall.open == 4)
                #expect(try cases(.stage(nil, unit: nil)) == wall.open)
                for stage in Wall.Stage.allCases {
                    #expect(try cases(.stage(stage, unit: nil)) == wall.count(stage))
                    for queue in wall.queues {
                        #expect(try cases(.stage(stage, unit: queue.unit)) == queue.counts[stage] ?? 0)
                    }
                }
                for duty in wall.duty { #expect(try cases(.handler(duty.person.staff)) == duty.load) }
                #expect(wall.duty.map(\.load).reduce(0, +) > 0)
                #expect(wall.pooled == 1)
                #expect(try cases(.waiting(.pooled, line: nil)) == wall.pooled)
                for line in wall.lines {
                    #expect(try cases(.waiting(.offered, line: line.view.line.id)) == line.view.offered)
                    #expect(try cases(.waiting(.pooled, line: line.view.line.id)) == line.view.pooled)
                }
                #expect(wall.dueSoon > 0 && wall.deadlines.count == wall.dueSoon)
                #expect(try obligations(.dueSoon(unit: nil)) == wall.dueSoon)
                let midnight = Zone.shanghai.today(at: tx.now).lowerBound
                #expect(wall.breached > 0)
                #expect(try obligations(.breached(since: midnight)) == wall.breached)
                let heat = try #require(wall.heat)
                #expect(!heat.clauses.isEmpty)
                for clause in heat.clauses {
                    for unit in heat.units {
                        let cell = heat.cells[clause.number]?[unit.id]
                        let since = Wall.heatSince(tx.now, .shanghai)
                        #expect(
                            try obligations(.heat(clause: clause.number, unit: unit.id, since: since)) == cell?.all ?? 0
                        )
                    }
                }
            }
        }
    }

    /// However a matter is worked, the wall has a stage for where it stands: nothing that is open is left out.
    @Test func everyOpenStateHasItsStage() {
        let open = Case.State.allCases.filter { !$0.isOver }
        for state in open { #expect(Wall.Stage(state) != nil, "\(state)") }
        #expect(Wall.Stage.allCases.flatMap(\.states).count == open.count)
    }

    /// SOFT-33, GAME-28: who is on hold, was missed or was promised a call stands on the wall until somebody has called.
    @Test(arguments: TestDatabase.engines)
    func callsWaitOnTheWallUntilSomebodyHasCalled(engine: Engine) async throws {
        try await House.open(engine) { desk, floor in
            func calls() async throws -> Wall.Calls {
                try await floor.read { tx in try WallReading(tx: tx, units: nil).calls() }
            }
            #expect(try await calls() == Wall.Calls())
            let unit = floor.unit
            let missed = try await floor.act(as: floor.receiver) { tx, actor in
                try tx.contacts.begin(
                    .phone, in: unit, isMissed: true, phone: PhoneNumber(typed: "13900001111"), by: actor)
            }
            floor.clock.advance(by: .minutes(3))
            let held = try await floor.act(as: floor.wang) { tx, actor in
                let contact = try tx.contacts.begin(.phone, in: unit, by: actor)
                try tx.contacts.hold(contact.id, for: .other, by: actor)
                return contact
            }
            let promised = try await floor.act(as: floor.chen) { tx, actor in
                let contact = try tx.contacts.begin(.phone, in: unit, by: actor)
                return try tx.contacts.wrapUp(
                    contact.id, Contact.Record(caller: "李女士", purpose: .enquiry, subject: "退货进度", answer: "稍后回电"),
                    .callback(to: actor.staff.id, text: "查清物流后回电"), by: actor)
            }
            let three = try await calls()
            #expect(three == Wall.Calls(held: 1, missed: 1, promised: 1, oldest: missed.startedAt))
            let wall = try await desk.get("/wall", as: floor.supervisor).text
            #expect(wall.contains("等待中的来电") && wall.contains("等得最久 3 分"))
            #expect(try await desk.get("/wall?tv=1", as: floor.supervisor).text.contains("等待中的来电"))
            let list = try await desk.get("/wall/calls", as: floor.supervisor).text
            for number in [missed.number, held.number, promised.number] { #expect(list.contains(number)) }
            #expect(!list.contains("13900001111") && list.contains("已约回电") && list.contains("通话保持"))
            _ = try await floor.act(as: floor.chen) { tx, actor in
                try tx.contacts.called(promised.id, reached: true, by: actor)
            }
            try await floor.act(as: floor.wang) { tx, actor in try tx.contacts.resume(held.id, by: actor) }
            #expect(try await calls() == Wall.Calls(missed: 1, oldest: missed.startedAt))
        }
    }

    /// What runs out is suggested to somebody on duty, given with one click, and taken back with another.
    @Test(arguments: TestDatabase.engines)
    func whatRunsOutIsGivenToSomebodyElseAndTakenBack(engine: Engine) async throws {
        try await House.open(engine) { desk, floor in
            try await floor.fill()
            let page = try await desk.get("/wall", as: floor.supervisor)
            #expect(page.status == .ok)
            #expect(page.text.contains("改派给陈晨") || page.text.contains("改派给王芳"))
            let deadline = try await floor.read { tx in
                try tx.wall(
                    for: tx.actor(floor.supervisor), units: nil, zone: .shanghai, isTV: false, title: "同事"
                ).deadlines.first { $0.suggestion != nil }
            }
            let (record, to) = (try #require(deadline?.record), try #require(deadline?.suggestion?.staff))
            let before = try await floor.case(record).handler
            #expect(to != before)
            let forbidden = try await desk.post(
                "/wall/reassignments", "case=\(record)&to=\(to)", as: floor.wang)
            #expect(forbidden.status == .forbidden)
            let given = try await desk.post("/wall/reassignments", "case=\(record)&to=\(to)", as: floor.supervisor)
            #expect(given.headers[.location] == "/wall")
            #expect(try await floor.case(record).handler == to)
            let done = try #require(try await floor.read { tx in try tx.assignments.reassignments(of: record).last })
            #expect(try await desk.get("/wall", as: floor.supervisor).text.contains("撤销改派"))
            let undone = try await desk.post("/wall/reassignments/\(done.id)/undoing", "", as: floor.supervisor)
            #expect(undone.headers[.location] == "/wall")
            #expect(try await floor.case(record).handler == before)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoMayLookAtWhat(engine: Engine) async throws {
        try await House.open(engine) { desk, floor in
            try await floor.fill()
            var lines: [String] = []
            let line = try #require(try await floor.read { tx in try tx.lines.list(in: nil).first }).id
            let people: [(String, Staff.ID)] = [
                ("agent", floor.wang), ("supervisor", floor.supervisor), ("manager", floor.people["manager"] ?? ""),
                ("executive", floor.people["executive"] ?? ""), ("records", floor.people["records"] ?? ""),
                ("administrator", floor.people["administrator"] ?? ""),
            ]
            for address in [
                "/wall", "/wall?tv=1", "/wall/cases?stage=open", "/wall/cases?stage=nothing",
                "/wall/obligations?due=soon", "/wall/calls", "/lines", "/lines/new", "/lines/\(line)",
                "/lines/elsewhere",
                "/lines/report", "/lines/report?from=2026-02-01&to=2026-01-01", "/duty", "/duty/ending",
            ] {
                var cells: [String] = []
                for (name, person) in people {
                    cells.append("\(name) \(try await desk.get(address, as: person).status.code)")
                }
                lines.append("\(address.replacing(line.rawValue, with: "…"))\n    \(cells.joined(separator: " · "))")
            }
            golden(lines.joined(separator: "\n"), named: "who-may-look")
        }
    }

    /// A screen that everybody passes: no names, no subjects, nothing to press.
    @Test(arguments: TestDatabase.engines)
    func theScreenOnTheWallTellsNothingPersonal(engine: Engine) async throws {
        try await House.open(engine) { desk, floor in
            try await floor.fill()
            let tv = try await desk.get("/wall?tv=1", as: floor.supervisor)
            #expect(tv.status == .ok)
            for personal in ["王芳", "陈晨", "李秀英", "羽绒服", "13800138000", "138****", "<form", "<button", "href=\"/cases"] {
                #expect(!tv.text.contains(personal), "\(personal)")
            }
            #expect(tv.text.contains("30 分钟内到期"))
            golden(tv.text.replacing("><", with: ">\n<").main, named: "tv")
        }
    }

    @Test func theWallAtADesk() async throws {
        try await House.open(.sqlite) { desk, floor in
            try await floor.fill()
            let page = try await desk.get("/wall", as: floor.supervisor)
            golden(page.text.replacing("><", with: ">\n<").main, named: "wall")
        }
    }

    /// The pages beside the wall: the lines, one of them with its members, and who is on duty.
    @Test func theLinesAndWhoIsOnDuty() async throws {
        try await House.open(.sqlite) { desk, floor in
            try await floor.fill()
            let line = try #require(try await floor.read { tx in try tx.lines.list(in: nil).first }).id
            for (address, name) in [("/lines", "lines"), ("/lines/\(line)", "line"), ("/duty", "duty")] {
                let page = try await desk.get(address, as: floor.supervisor)
                golden(page.text.replacing("><", with: ">\n<").main, named: name)
            }
        }
    }

    /// From offer to answer through the pages, with what people do wrong on the way.
    @Test(arguments: TestDatabase.engines)
    func anOfferIsTakenOrRefusedFromTheFirstPage(engine: Engine) async throws {
        try await House.open(engine) { desk, floor in
            try await floor.line(.roundRobin, members: [floor.wang, floor.chen])
            for person in [floor.wang, floor.chen] {
                #expect(try await desk.post("/duty", "", as: person).status == .seeOther)
            }
            #expect(try await desk.post("/duty", "", as: floor.wang).status == .conflict)
            let id = try await floor.register()
            let first = try #require(try await floor.openOffer(of: id))
            let day = try await desk.get("/", as: first.staff)
            #expect(day.text.contains("分给我的工单") && day.text.contains(first.because.sentence(in: .chinese)))
            let other = first.staff == floor.wang ? floor.chen : floor.wang
            #expect(try await desk.post("/offers/\(first.id)/taking", "", as: other).status == .notFound)
            #expect(
                try await desk.post("/offers/\(first.id)/refusal", "reason=", as: first.staff).status
                    == .unprocessableContent)
            #expect(
                try await desk.post("/offers/\(first.id)/refusal", "reason=busy", as: first.staff).status == .seeOther)
            let second = try #require(try await floor.openOffer(of: id))
            #expect(
                try await desk.post("/offers/\(second.id)/taking", "", as: other).headers[.location] == "/cases/\(id)")
            let page = try await desk.get("/cases/\(id)", as: floor.supervisor)
            #expect(page.text.contains("busy") && page.text.contains("分派"))
            // Whoever it was offered to is named in the timeline; nobody reads ids.
            let timeline = page.text.matches(of: /<li class="system">.*?<\/li>/.dotMatchesNewlines()).map {
                String($0.0)
            }
            #expect(!timeline.isEmpty && !timeline.contains { $0.contains(first.staff.rawValue) })
            let today = "2026-01-05"
            let report = try await desk.get("/lines/report?from=\(today)&to=\(today)", as: floor.supervisor)
            #expect(report.text.contains("figure=refused"))
            let records = try await desk.get(
                "/lines/report/records?figure=refused&staff=\(first.staff)&from=\(today)&to=\(today)",
                as: floor.supervisor)
            #expect(records.text.contains("busy"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aLineIsKeptFromItsPage(engine: Engine) async throws {
        try await House.open(engine) { desk, floor in
            let wrong = try await desk.post(
                "/lines", "unit=\(floor.unit)&name=&method=chance&needs=Cantonese&minutes=0&refusals=3",
                as: floor.supervisor)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("有 4 处需要修改") && wrong.text.contains("Cantonese"))
            let fields =
                "unit=\(floor.unit)&method=weighted&needs=Cantonese+2&minutes=5&refusals=3&open=1&channels=phone"
            let founded = try await desk.post("/lines", "\(fields)&name=VIP", as: floor.supervisor)
            let address = try #require(founded.headers[.location])
            #expect(try await desk.post("/lines", "\(fields)&name=VIP", as: floor.supervisor).status == .conflict)
            #expect(try await desk.post(address, "\(fields)&name=VIP2", as: floor.wang).status == .forbidden)
            #expect(try await desk.post(address, "\(fields)&name=VIP2", as: floor.supervisor).status == .seeOther)
            let full = try await desk.post(
                "\(address)/members", "staff=\(floor.wang)&weight=0&ceiling=9999", as: floor.supervisor)
            #expect(full.status == .unprocessableContent)
            let idle = try await desk.post(
                "\(address)/members", "staff=\(floor.people["administrator"] ?? "")&weight=1&ceiling=9",
                as: floor.supervisor)
            #expect(idle.status == .conflict && idle.text.contains("没有办理工单的权限"))
            #expect(
                try await desk.post(
                    "\(address)/members", "staff=\(floor.wang)&weight=2&ceiling=9", as: floor.supervisor
                ).status == .seeOther)
            #expect(try await desk.get(address, as: floor.supervisor).text.contains("王芳"))
            #expect(
                try await desk.post("/people/\(floor.wang)/skills", "skill=Cantonese&level=3", as: floor.supervisor)
                    .status == .seeOther)
            #expect(
                try await desk.post("/people/\(floor.wang)/skills", "skill=Cantonese&level=3", as: floor.chen).status
                    == .forbidden)
            #expect(
                try await desk.post("\(address)/members/\(floor.wang)/removal", "", as: floor.supervisor).status
                    == .seeOther)
        }
    }
}

extension String {
    /// What stands between the head and the foot of a page, without the ids: they count whatever was made before.
    fileprivate var main: String {
        guard let start = range(of: "<main"), let end = range(of: "</main>") else { return self }
        return String(self[start.lowerBound..<end.upperBound]).replacing(/id-[0-9]+/, with: "id-…")
    }
}

extension Floor {
    /// Two on duty, four cases: one taken, one offered, one waiting for nobody, one of another line left to run out.
    func fill() async throws {
        try await line(.leastLoad, members: [wang, chen])
        try await act(as: supervisor) { tx, actor in
            var plan = self.plan(.roundRobin)
            plan.name = "邮件线"
            plan.condition.channels = [.email]
            _ = try tx.lines.found(plan, by: actor)
        }
        try await start(wang, chen)
        let old = try await register()
        try await take(old)
        clock.advance(by: .hours(5))
        _ = try await database.write { tx in try tx.obligations.act() }
        for person in [wang, chen] { try await restart(person) }
        let promised = try await register()
        try await take(promised)
        let handler = try await self.case(promised).handler ?? wang
        try await act(as: handler) { tx, actor in
            _ = try tx.cases.promise("二十分钟内回电", due: tx.now + .minutes(20), isAgreed: true, on: promised, by: actor)
        }
        try await register()
        try await register { $0.channel = .email }
    }

    private func restart(_ person: Staff.ID) async throws {
        let isOn = try await read { tx in try tx.presence.standing(of: person) != nil }
        if !isOn { try await start(person) }
    }

    private func take(_ id: Case.ID) async throws {
        guard let offer = try await openOffer(of: id) else { return }
        try await act(as: offer.staff) { tx, actor in _ = try tx.assignments.take(offer.id, by: actor) }
    }
}

/// The pages of these features behind a real server, each person known by their id as token.
private struct House: Sendable {
    let client: TestClient

    static func open(_ engine: Engine, _ body: @Sendable @escaping (House, Floor) async throws -> Void) async throws {
        try await Floor.open(on: engine) { floor in
            var settings = WebSettings()
            settings.port = 0
            let web = try WebServer(
                settings, sessions: TokenSessions(), assets: Assets([:]), hub: EventHub(), metrics: Metrics(),
                clock: floor.clock.clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                mayListen: { _, _ in true })
            let workplace = Workplace(database: floor.database, idleMinutes: 0)
            MyDayRoutes(desk: workplace).add(to: web.signedIn)
            CaseRoutes(desk: workplace).add(to: web.signedIn)
            PresenceRoutes(desk: workplace).add(to: web.signedIn)
            OfferRoutes(desk: workplace).add(to: web.signedIn)
            LineRoutes(desk: workplace).add(to: web.signedIn)
            WallRoutes(desk: workplace).add(to: web.signedIn)
            try await withServer(web) { client in try await body(House(client: client), floor) }
        }
    }

    func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: [.cookie: "qingting=\(person)"])
    }

    func post(_ uri: String, _ form: String, as person: Staff.ID) async throws -> TestResponse {
        try await client.execute(
            uri: uri, method: .post,
            headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: "\(form)&_csrf=secret"))
    }
}
