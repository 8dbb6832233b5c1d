import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Sheets

/// Thousands of rows in one file: pieces that others can work between, and nothing half done (issue 3, item 9).
@Suite struct ManyRowsTests {
    /// Of every ten rows: one is closed history, one has no demand (GEN1-01), one is of a customer who is there already.
    static func file(_ rows: Int) -> [UInt8] {
        var lines = [ImportTests.heading]
        for row in 1...rows {
            let phone = 13_000_000_000 + (row % 10 == 3 ? row - 1 : row)
            let name = row % 10 == 3 ? "顾客\(row - 1)" : "顾客\(row)"
            switch row % 10 {
            case 1:
                lines.append("N-\(row),旧事\(row),早已办完的第 \(row) 件,换货,\(name),\(phone),微信,2019-03-01,2019-03-08 17:00,已换货")
            case 2: lines.append("N-\(row),缺诉求\(row),内容,,\(name),\(phone),来电,,,")
            default: lines.append("N-\(row),洗后变形\(row),羽绒服洗后结块，已是第 \(row) 件,退货,\(name),\(phone),来电,,,")
            }
        }
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    @Test(arguments: TestDatabase.engines)
    func twoThousandRowsComeInWholeAndTheChainHolds(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let record = try await house.upload(Self.file(2000))
            #expect(record.chunks == 10)
            try await house.work()
            #expect(try await house.load(record.id).progress.bad == 200)
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            // Between two pieces anybody may write, and sees what is there so far: never a case without its event.
            var pieces = 0
            while try await house.database.write({ tx in try tx.imports.runNext() }) != .nothing {
                pieces += 1
                if pieces == 4 {
                    let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
                    #expect(page.text.contains("已处理 800 / 2000 行：新建 720"))
                    #expect(page.text.contains("<progress"))
                    try await Self.expectNothingHalfDone(house)
                }
            }
            let done = try await house.load(record.id)
            #expect(done.state == .finished)
            #expect(done.progress.brought == 1800)
            #expect(try await house.count("service_case WHERE state = 'archived'") == 200)
            // Rows 3, 13, … are of the customers of rows 2, 12, …, which were refused: each is one of their own, once.
            #expect(try await house.count("customer") == 1800)
            #expect(try await house.count("customer_key") > 1800)
            #expect(try await house.count("external_number") == 1800)
            #expect(try await house.count("customer_duplicate") == 0)
            try await Self.expectNothingHalfDone(house)
            while try await house.database.write({ tx in try tx.seals.sealWaiting() }) > 0 {}
            let report = try await AuditVerification(house.database).run()
            #expect(report.isIntact && report.unsealed == 0)

            // The second file of the same people knows them.
            let again = try await house.upload(Self.file(20), source: "另一系统")
            try await house.work()
            _ = try await house.post(
                "/imports/\(again.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            try await house.work()
            #expect(try await house.load(again.id).progress.brought == 18)
            #expect(try await house.count("customer") == 1800)
        }
    }

    /// What came in is found, is in the register with the deadline it has in the ledger, and has its one first event.
    private static func expectNothingHalfDone(_ house: ImportHouse) async throws {
        let faults: [(String, SQL)] = [
            (
                "a case without its event",
                """
                service_case WHERE 1 <> (SELECT COUNT(*) FROM event
                    WHERE event.subject_id = service_case.id AND event.kind IN ('case.reported', 'case.imported'))
                """
            ),
            (
                "an open case that owes nothing",
                """
                service_case WHERE state <> 'archived' AND NOT EXISTS (SELECT 1 FROM obligation
                    WHERE subject_id = service_case.id AND state = 'open')
                """
            ),
            (
                "a deadline in the list that is not the next of the ledger",
                """
                service_case WHERE state <> 'archived' AND (next_due_at IS NULL OR next_due_at <> (
                    SELECT MIN(due_at) FROM obligation WHERE subject_id = service_case.id AND state = 'open'))
                """
            ),
            (
                "an obligation of history",
                "obligation JOIN service_case ON service_case.id = subject_id WHERE service_case.state = 'archived'"
            ),
            (
                "a case that is not found",
                """
                service_case WHERE NOT EXISTS (
                    SELECT 1 FROM search_document WHERE record = service_case.id AND search_document.kind = 'case')
                """
            ),
            ("a case without its customer", "service_case WHERE customer_id IS NULL"),
            (
                "an external number without its case",
                "external_number WHERE NOT EXISTS (SELECT 1 FROM service_case WHERE id = record_id)"
            ),
        ]
        for (fault, rows) in faults { #expect(try await house.count(rows) == 0, "\(fault)") }
    }

    @Test(arguments: TestDatabase.engines)
    func anImportedCaseOwesWhatOneTypedInOwes(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let record = try await house.upload(ImportTests.file(ImportTests.good))
            try await house.work()
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            try await house.work()
            let owed = try await house.database.write { tx -> [[String]] in
                let actor = try tx.actor(ImportHouse.manager)
                let typed = try tx.cases.register(
                    Intake(
                        unit: house.unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                        complainant: "李秀英", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
                        report: Case.Report(subject: "羽绒服变形", content: "洗后结块", demand: "退货")), by: actor)
                let brought = try #require(
                    try tx.execute("SELECT record_id FROM external_number").first?.text("record_id"))
                return try [brought, typed.id.rawValue].map { id in
                    try tx.obligations.all(of: Subject(.serviceCase, id)).map { owed in
                        "\(owed.clause) \(owed.rule.name) \(owed.owedBy.code) \(owed.owedByStaff?.rawValue ?? "-") "
                            + "\(owed.dueAt.milliseconds) \(owed.isOpen) \(owed.actAt?.milliseconds ?? 0)"
                    }.sorted()
                }
            }
            #expect(owed[0] == owed[1])
            #expect(owed[0].count > 2)
            let known = try await house.database.read { tx in
                try tx.execute("SELECT DISTINCT customer_id FROM service_case").count
            }
            #expect(known == 1, "the one who calls is the one who was brought in")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func cancelledInTheMiddleItLeavesWhatThePageSays(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let record = try await house.upload(Self.file(1000))
            try await house.work()
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            for _ in 0..<2 { _ = try await house.database.write { tx in try tx.imports.runNext() } }
            _ = try await house.post("/imports/\(record.id)/cancellation", as: ImportHouse.manager)
            try await house.work()
            #expect(try await house.count("service_case") == 360)
            let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
            #expect(page.text.contains("已导入的 360 行保留，其余未导入"))
            try await Self.expectNothingHalfDone(house)
            let csv = try await house.get("/imports/\(record.id)/failures.csv", as: ImportHouse.manager)
            // 40 refused rows of what was looked at, and the 600 rows that never came.
            #expect(try SheetRows.of(Array(csv.body.readableBytesView)).count == 1 + 640)
        }
    }

    /// An open case whose file does not say whose it is goes to the line it belongs to; a major one to its owner (SOFT-09).
    @Test(arguments: TestDatabase.engines, ["good-rows-only", "all-or-nothing"])
    func openCasesAreGivenToWhomTheLinesSay(engine: Engine, mode: String) async throws {
        try await ImportHouse.open(engine) { house in
            try await house.database.write { tx in
                try tx.lines.insert(
                    Line(
                        id: "line-1", unit: house.unit, name: "投诉线", isOpen: true, condition: Condition(),
                        categories: [],
                        needs: [], method: .roundRobin, keepsFirstReceiver: false, prefersLastHandler: false,
                        prefersNearest: false, minutesToTake: 15, refusalsAllowed: 2))
                try tx.lines.put(Line.Member(staff: ImportHouse.agent, weight: 1, ceiling: 50), in: "line-1")
                try tx.presence.begin(by: tx.actor(ImportHouse.agent))
            }
            let lines = [
                "编号,主题,内容,诉求,姓名,电话,承办人,受理时间,办结时间,处理结果",
                "P-1,无人承办,内容,退货,李秀英,13800138000,,,,", "P-2,已有承办人,内容,退货,王强,13900139000,supervisor,,,",
                "P-3,旧事,内容,退货,赵敏,13700137000,,2019-03-01,2019-03-08,已退",
            ]
            // GEN3-02, §5.6: a file gives no case to somebody who is off duty either.
            let early = try await house.upload(Array(lines.joined(separator: "\r\n").utf8))
            try await house.work()
            let refused = try await house.problems(early)
            #expect(refused.count == 1 && refused[0].hasPrefix("3 - §5.6"), "\(refused)")
            try await house.database.write { tx in try tx.presence.begin(by: tx.actor("staff-supervisor")) }
            let record = try await house.upload(Array(lines.joined(separator: "\r\n").utf8))
            try await house.work()
            let said = try await house.problems(record)
            #expect(said == [])
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=\(mode)&existing=update", as: ImportHouse.manager)
            try await house.work()
            let offered = try await house.database.read { tx in
                try tx.execute(
                    """
                    SELECT subject, staff_id FROM case_offer JOIN service_case ON service_case.id = case_id
                    ORDER BY subject
                    """
                ).map { "\(try $0.text("subject")) \(try $0.text("staff_id"))" }
            }
            #expect(offered == ["无人承办 \(ImportHouse.agent)"])
            #expect(try await house.count("service_case WHERE handler_id = 'staff-supervisor'") == 1)
        }
    }

    /// SOFT-58, GEN2-15, GEN1-01, SOFT-64: what a case can say besides comes in too, whichever way it is published.
    @Test(arguments: TestDatabase.engines, ["good-rows-only", "all-or-nothing"])
    func opinionExpectationLevelAndDetailsComeIn(engine: Engine, mode: String) async throws {
        try await ImportHouse.open(engine) { house in
            let lines = [
                "编号,主题,内容,诉求,期望,我方看法,客户服务等级,必问细节,类型,姓名,电话",
                "D-1,鞋底开胶,穿了三天,退货,店长当面致歉,像是批次问题,重点客户,购买日期：2026-01-03；批次：A17,投诉,李秀英,13800138000",
                "D-2,营业时间,春节开门吗,告知,,,,,咨询,王强,13900139000",
            ]
            let record = try await house.upload(Array(lines.joined(separator: "\r\n").utf8))
            try await house.work()
            let said = try await house.problems(record)
            #expect(said == [])
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=\(mode)&existing=update", as: ImportHouse.manager)
            try await house.work()
            try await house.database.read { tx in
                let cases = try tx.execute("SELECT id FROM service_case ORDER BY number LIMIT 10")
                    .map { try tx.cases.require($0.id("id")) }
                try #require(cases.count == 2)
                #expect(cases[0].report.expectation == "店长当面致歉")
                #expect(cases[0].report.opinion == "像是批次问题")
                #expect(cases[0].grade == .key)
                let details = try tx.cases.file(cases[0].id).details
                #expect(details == ["购买日期": "2026-01-03", "批次": "A17"])
                // An enquiry is answered, not accepted: it begins where its own way begins.
                let handbook = try tx.handbooks.handbook(cases[1].version)
                #expect(cases[1].state == Case.State(beginning: try #require(handbook.steps(for: .enquiry).first)))
                #expect(cases[1].grade == .ordinary)
            }
            // The number it had there stands on its page and is found like its own, in the list and in the search.
            let id = try await house.database.read { tx in
                try #require(
                    try tx.execute("SELECT record_id FROM external_number WHERE number = 'D-1'").first?.text(
                        "record_id"))
            }
            #expect(try await house.get("/cases/\(id)", as: ImportHouse.manager).text.contains("旧系统 D-1"))
            let list = try await house.get("/cases?view=all&q=D-1", as: ImportHouse.manager)
            #expect(list.text.contains("鞋底开胶") && !list.text.contains("营业时间"))
        }
    }
}
