import Database
import Handbook
import Hummingbird
import HTTPTypes
import Kernel
import NIOCore
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The pages of attendance as a browser meets them.
@Suite struct AttendanceRouteTests {
    private static let wang = RosteredDesk.agent(1)

    /// A browser that fills forms in.
    struct Browser: Sendable {
        let client: TestClient

        func get(_ uri: String, as person: Staff.ID) async throws -> TestResponse {
            try await client.get(uri, as: person)
        }

        func post(_ uri: String, _ form: [String: String], as person: Staff.ID) async throws -> TestResponse {
            try await client.post(uri, form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, as: person)
        }

        func upload(
            _ uri: String, _ form: [String: String], _ bytes: [UInt8], as person: Staff.ID
        ) async throws -> TestResponse {
            var body = ByteBuffer()
            for (field, value) in [("_csrf", "secret")] + form.sorted(by: { $0.key < $1.key }) {
                body.writeString("--part\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n")
            }
            body.writeString(
                "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n")
            body.writeBytes(bytes)
            body.writeString("\r\n--part--\r\n")
            return try await client.execute(
                uri: uri, method: .post,
                headers: [.cookie: "qingting=\(person)", .contentType: "multipart/form-data; boundary=part"],
                body: body)
        }
    }

    private static func serve(
        _ engine: Engine, _ body: @Sendable @escaping (RosteredDesk, Browser) async throws -> Void
    ) async throws {
        try await RosteredDesk.open(engine) { desk in
            let web = try WebServer.ofTest(desk.clock)
            let place = Workplace(database: desk.database, idleMinutes: 0)
            AttendanceRoutes(desk: place).add(to: web.signedIn)
            ApprovalRoutes(desk: place).add(to: web.signedIn)
            AttendanceTeamRoutes(desk: place).add(to: web.signedIn)
            ClockCorrectionRoutes(desk: place).add(to: web.signedIn)
            DeviceFileRoutes(desk: place).add(to: web.signedIn)
            LeavePostRoutes(desk: place).add(to: web.signedIn)
            OvertimeRoutes(desk: place).add(to: web.signedIn)
            PreShiftCheckRoutes(desk: place).add(to: web.signedIn)
            try await withServer(web) { client in try await body(desk, Browser(client: client)) }
        }
    }

    /// GAME-51, GAME-52, GAME-54, F-64, F-55
    @Test(arguments: TestDatabase.engines)
    func aDayIsClockedCheckedAndSeenInTheTeam(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", Self.wang, today, inGroup: false)
            desk.clock.set(to: RosteredDesk.hours(today).lowerBound + .minutes(12))
            let page = try await client.get("/attendance", as: Self.wang)
            #expect(page.status == .ok && page.text.contains("上班打卡") && page.text.contains("今天还没有打卡"))
            #expect(page.text.contains("1-6 – 1-31") && page.text.contains("休 26 天"), "days off are one line")
            for _ in 1...2 {
                #expect(try await client.post("/attendance/clock-in", [:], as: Self.wang).status == .seeOther)
            }
            let after = try await client.get("/attendance", as: Self.wang)
            #expect(after.text.contains("迟到 12 分钟（2级）"))
            #expect(after.text.ranges(of: "<small class=\"soft\">网页</small>").count == 1, "one clock")
            let bad = try await client.post("/pre-shift", ["item": "clothing"], as: Self.wang)
            #expect(bad.status == .unprocessableContent && bad.text.contains("有未勾选的项目"), "beside the field")
            #expect(bad.text.contains("班已开始，现在做的记为补做"))
            let good = try await client.post("/pre-shift", ["item": "clothing", "note": "耳麦坏了"], as: Self.wang)
            #expect(good.status == .seeOther)
            #expect(try await client.get("/pre-shift", as: RosteredDesk.leader).text.contains("佩戴上岗证"))
            let review = ["score": "60", "opinion": "换耳麦"]
            #expect(try await client.post("/pre-shift/s-1/review", review, as: Self.wang).status == .forbidden)
            #expect(try await client.post("/pre-shift/s-1/review", review, as: RosteredDesk.leader).status == .seeOther)
            let form = try await client.get("/pre-shift/s-1/F-55", as: Self.wang)
            #expect(form.text.contains("班前准备·仪容检查表") && form.text.contains("补做"))
            #expect(try await client.get("/attendance/team", as: Self.wang).status == .forbidden)
            let team = try await client.get("/attendance/team", as: RosteredDesk.supervisor)
            #expect(team.status == .ok && team.text.contains("异常名单") && team.text.contains("客服1"))
            let paper = try await client.get("/attendance/team/F-64", as: RosteredDesk.supervisor)
            #expect(paper.text.contains("考勤表") && paper.text.contains("迟12"))
            let printing = try #require(paper.text.firstMatch(of: /data-printing="([^"]+)"/)?.1)
            let address = printing.replacing("&amp;", with: "&")
            #expect(try await client.post(String(address), [:], as: RosteredDesk.supervisor).status == .noContent)
            #expect(try await client.post(String(address), [:], as: Self.wang).status == .forbidden)
            #expect(team.text.contains("合计"))
            let file = try await client.get("/attendance/team/F-64.pdf", as: RosteredDesk.supervisor)
            #expect(file.status == .ok && file.body.readableBytes > 1000)
            let book = try await client.get("/attendance/team.xlsx", as: RosteredDesk.supervisor)
            #expect(book.status == .ok && book.body.readableBytes > 1000)
            let taken = try await desk.database.read { tx in
                try tx.events.about(Subject(.unit, RosteredDesk.unit.rawValue), of: [.paperPrinted], limit: 9)
                    .compactMap { $0.details["text"] }
            }
            #expect(Set(taken) == ["F-64 print", "F-64 pdf", "F-64 xlsx"], "who took the month out of the house")
        }
    }

    /// GAME-103, GAME-44: what is missing leads to its form, as long as a clause lets it; nothing is checked after a shift.
    @Test(arguments: TestDatabase.engines)
    func whatIsMissingLeadsToItsForm(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", Self.wang, today, inGroup: false)
            let hours = RosteredDesk.hours(today)
            desk.clock.set(to: hours.lowerBound - .minutes(10))
            #expect(try await client.post("/attendance/clock-in", [:], as: Self.wang).status == .seeOther)
            desk.clock.advance(by: .minutes(1))
            let next = try await client.get("/attendance", as: Self.wang)
            #expect(next.text.contains("btn btn-primary\">下班打卡"))
            desk.clock.set(to: hours.upperBound + .minutes(30))
            let late = ["item": "clothing", "note": "耳麦坏了"]
            let after = try await client.post("/pre-shift", late, as: Self.wang)
            #expect(after.status == .conflict && after.text.contains("这个班已经结束"))
            #expect(after.text.contains("§15.12"), "with its clause")
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 7), .at(9)))
            let page = try await client.get("/attendance", as: Self.wang)
            #expect(page.text.contains("/clock-corrections?kind=out&amp;at=2026-01-05T21:00"))
            #expect(page.text.contains("btn btn-usual\">上班打卡"), "no shift is near")
            let form = try await client.get("/clock-corrections?kind=out&at=2026-01-05T21:00", as: Self.wang)
            #expect(form.text.contains("2026-01-05T21:00"), "nothing is typed again")
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 20), .at(9)))
            #expect(try await client.get("/attendance", as: Self.wang).text.contains("补卡期已过"))
            let tooLate = try await client.post(
                "/clock-corrections", ["kind": "out", "at": "2026-01-05T21:00", "reason": "忘了"], as: Self.wang)
            #expect(tooLate.status == .conflict && tooLate.text.contains("2026-01-05 的卡最晚"))
        }
    }

    /// GAME-44: in the middle of a night the checks of the shift that is on are in reach; when it is over they are of yesterday.
    @Test(arguments: TestDatabase.engines)
    func theChecksOfANightStayUntilItIsOver(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let (monday, night) = (Day(2026, 1, 5), RosteredDesk.hours(Day(2026, 1, 5), 21, 30))
            try await desk.database.write { tx in
                try tx.shifts.insert([
                    ShiftAssignment(
                        id: "night", roster: "roster", unit: RosteredDesk.unit, staff: Self.wang, group: nil,
                        post: "晚班",
                        day: monday, span: night, enteredBy: RosteredDesk.manager, enteredAt: tx.now)
                ])
            }
            desk.clock.set(to: night.lowerBound - .minutes(10))
            let made = try await client.post("/pre-shift", ["item": "clothing", "note": "耳麦坏了"], as: Self.wang)
            #expect(made.status == .seeOther)
            func isListed() async throws -> Bool {
                try await client.get("/pre-shift", as: RosteredDesk.leader).text.contains("/pre-shift/night")
            }
            #expect(try await isListed())
            desk.clock.set(to: night.lowerBound + .hours(3) + .minutes(5))
            #expect(try await isListed(), "after midnight")
            desk.clock.set(to: night.upperBound + .minutes(1))
            #expect(try await !isListed())
        }
    }

    /// GAME-103, PROPB-27: bad input is told at once and kept; every act has its sentence.
    @Test(arguments: TestDatabase.engines)
    func requestsAreAskedForDecidedAndPrinted(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", Self.wang, today, inGroup: false)
            desk.clock.set(to: RosteredDesk.hours(today).lowerBound + .hours(2))
            let bad = try await client.post("/clock-corrections", ["reason": "忘了", "at": "明天"], as: Self.wang)
            #expect(bad.status == .unprocessableContent && bad.text.contains("忘了"))
            let asked = try await client.post(
                "/clock-corrections", ["kind": "in", "at": "2026-01-05T08:50", "reason": "忘了", "proof": "监控"],
                as: Self.wang)
            let correction = try #require(asked.headers[.location])
            #expect(asked.status == .seeOther)
            let waiting = try await client.get("/approvals", as: RosteredDesk.leader)
            #expect(waiting.text.contains("BK20260105-1"))
            #expect(
                try await client.post("\(correction)/approval", ["opinion": "好"], as: RosteredDesk.leader).status
                    == .seeOther)
            let twice = try await client.post("\(correction)/rejection", ["opinion": "不"], as: RosteredDesk.otherLeader)
            #expect(twice.status == .conflict && twice.text.contains("已批准"))
            #expect(try await client.get("\(correction)/F-65", as: Self.wang).text.contains("补卡申请"))

            let post = try await client.post("/leave-posts", ["minutes": "99", "reason": "取药"], as: Self.wang)
            #expect(post.status == .conflict && post.text.contains("离岗每次不超过15分钟"), "with its clause")
            #expect(
                try await client.post("/leave-posts", ["minutes": "10", "reason": "取药"], as: Self.wang).status
                    == .seeOther)
            let overtime = try await client.post(
                "/overtime",
                [
                    "from": "2026-01-10T09:00", "to": "2026-01-10T12:00", "reason": "活动", "compensation": "lieu",
                ], as: Self.wang)
            let url = try #require(overtime.headers[.location])
            #expect(try await client.get(url, as: RosteredDesk.agent(2)).status == .notFound)
            #expect(try await client.get("\(url)/F-66.pdf", as: Self.wang).status == .ok)
            let both = try await client.get("/approvals", as: RosteredDesk.leader)
            #expect(both.text.contains("LG20260105-1") && both.text.contains("JB20260105-1"))

            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 2, 2), .at(9)))
            let confirmed = try await client.post("/attendance/confirmation", ["month": "2026-01-01"], as: Self.wang)
            #expect(confirmed.status == .seeOther)
            let again = try await client.post("/attendance/confirmation", ["month": "2026-01-01"], as: Self.wang)
            #expect(again.status == .conflict && again.text.contains("已确认，待核对"))
            let sheet = try await desk.database.read { tx in
                try tx.attendanceSheets.find(Self.wang, month: Day(2026, 1, 1))
            }
            let page = "/attendance/sheets/\(try #require(sheet?.id))"
            #expect(try await client.get(page, as: RosteredDesk.agent(2)).status == .notFound)
            #expect(try await client.post("\(page)/check", [:], as: RosteredDesk.supervisor).status == .seeOther)
            #expect(try await client.post("\(page)/lock", [:], as: RosteredDesk.supervisor).status == .seeOther)
            let shown = try await client.get(page, as: Self.wang)
            #expect(shown.text.contains("已锁定"))
        }
    }

    /// Rows that do not count are shown by number and reason; a file that is none says so beside the form.
    @Test(arguments: TestDatabase.engines)
    func aFileOfAClockIsBroughtInOnThePage(engine: Engine) async throws {
        try await Self.serve(engine) { desk, client in
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 7), .at(12)))
            let text = "姓名,打卡时间\n客服1,2026-01-05 08:50\n无名,2026-01-05 08:51\n"
            let done = try await client.upload(
                "/attendance/files", ["unit": "centre", "device": "前台"], Array(text.utf8), as: RosteredDesk.personnel)
            #expect(done.status == .seeOther, "\(done.text)")
            let page = try await client.get(try #require(done.headers[.location]), as: RosteredDesk.personnel)
            #expect(page.text.contains("共 2 行，计入 1 行，未计入 1 行") && page.text.contains("没有这个人"))
            let none = try await client.upload(
                "/attendance/files", ["unit": "centre"], Array("%PDF-1.4".utf8), as: RosteredDesk.personnel)
            #expect(none.status == .unprocessableContent)
            #expect(try await client.get("/attendance/files", as: Self.wang).status == .forbidden)
        }
    }
}
