import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Sheets

/// Real tables of others, as they came.
@Suite struct RealFileTests {
    @Test(
        .enabled(if: RealFiles.isThere("zhengwu-messages"), RealFiles.absent), arguments: TestDatabase.engines)
    func citizensMessagesWithRepliesBecomeHistory(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let file = try RealFiles.bytes("zhengwu-messages/附件4_留言与答复.csv")
            let record = try await house.upload(file, named: "附件4.csv", source: "智慧政务")
            #expect(record.rows == 1408)
            #expect(record.missing.isEmpty)
            for code in [
                "external_number", "complainant", "subject", "reported_at", "content", "solution", "completed_at",
            ] {
                #expect(record.mapping.places[code] != nil, "\(code)")
            }
            try await house.work()
            let checked = try await house.load(record.id)
            let problems = try await house.problems(record)
            #expect(checked.progress.bad == Set(problems.map { $0.split(separator: " ")[0] }).count)
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            try await house.work()
            let done = try await house.load(record.id)
            #expect(done.progress.brought + done.progress.bad + done.progress.refused == 1408)
            #expect(done.progress.brought > 1390, "\(problems.prefix(5))")
            #expect(
                try await house.count("service_case WHERE state = 'archived' AND completed_at = archived_at")
                    == done.progress.brought)
            // The past is nobody's breach today.
            #expect(try await house.count("obligation") == 0)
        }
    }

    @Test(.enabled(if: RealFiles.isThere("zhengwu-messages"), RealFiles.absent))
    func citizensMessagesAreRegisteredWithAFixedDemand() async throws {
        try await ImportHouse.open(.sqlite) { house in
            let file = try RealFiles.bytes("zhengwu-messages/附件3_留言_点赞反对.csv")
            let record = try await house.upload(file, named: "附件3.csv", source: "智慧政务")
            try await house.work()
            // Without a demand no case is registered (GEN1-01): 2109 rows, 2109 objections.
            #expect(try await house.load(record.id).progress.bad == 2109)
            var form = record.mapping.typed
            form["f-demand"] = "见内容"
            let typed = form.map { "\($0)=\(URLText.encoded($1))" }.joined(separator: "&")
            _ = try await house.post("/imports/\(record.id)/mapping", typed, as: ImportHouse.manager)
            try await house.work()
            let checked = try await house.load(record.id)
            #expect(checked.progress.bad == 2, "two messages of more than 4000 characters")
            #expect(try await house.problems(record).allSatisfy { $0.contains("最多 4000 字") })
        }
    }

    /// Service requests of a city, packed as they came: read whole, and a part of them brought in with their own kinds of
    /// complaint as our products.
    @Test(.enabled(if: RealFiles.isThere("nyc311"), RealFiles.absent), arguments: TestDatabase.engines)
    func requestsOfACityAreReadPackedAndTheirKindsBecomeProducts(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let packed = try RealFiles.bytes("nyc311/nyc311_requests.csv.gz")
            let whole = try await house.upload(packed, named: "nyc311_requests.csv.gz", source: "NYC 311")
            #expect(whole.rows == 4860)
            #expect(whole.sheet.heading.count == 21)
            _ = try await house.post("/imports/\(whole.id)/cancellation", as: ImportHouse.manager)

            let text = String(decoding: try Gzip.unpack(packed, limits: SheetLimits()), as: UTF8.self)
            let part = text.split(separator: "\n").prefix(401).joined(separator: "\n")
            let rows = try SheetRows.of(Array(part.utf8)).dropFirst()
            let record = try await house.upload(Array(part.utf8), named: "nyc.csv", source: "NYC 311")
            let heading = record.sheet.heading
            func column(_ name: String) -> Int { heading.firstIndex(of: name) ?? -1 }
            #expect(record.mapping.column("external_number") == column("unique_key"))
            #expect(record.mapping.column("reported_at") == column("created_date"))
            #expect(record.mapping.column("completed_at") == column("closed_date"))
            // By hand: what it is about is the descriptor, its kind is our product (the categories are the handbook's own);
            // nobody says what they want.
            var typed = record.mapping.typed
            for (field, name) in [
                ("subject", "descriptor"), ("content", "resolution_description"), ("product", "complaint_type"),
                ("solution", "resolution_description"),
            ] { typed["c-\(field)"] = String(column(name)) }
            typed["c-content"] = ""
            typed["f-content"] = "市政热线转来"
            typed["f-demand"] = "请处理"
            typed["f-complainant"] = "市民"
            typed["f-category"] = "其他"
            let form = typed.map { "\($0)=\(URLText.encoded($1))" }.joined(separator: "&")
            let answer = try await house.post("/imports/\(record.id)/mapping", form, as: ImportHouse.manager)
            #expect(answer.status == .seeOther, "\(answer.text.suffix(400))")
            try await house.work()
            let problems = try await house.problems(record)
            // A channel that says nothing is no channel of ours: told row by row, with what may stand there.
            let unknown = rows.filter { $0[column("open_data_channel_type")] == "UNKNOWN" }.count
            #expect(problems.filter { $0.contains("channel “UNKNOWN”不是可填的值") }.count == unknown)
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            try await house.work()
            let done = try await house.load(record.id)
            #expect(done.state == .finished)
            #expect(done.progress.brought > 300, "\(problems.prefix(5))")
            let bad = Set(problems.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } })
            // The row of a file is its line: the heading is the first.
            let good = rows.enumerated().filter { !bad.contains($0.offset + 2) }.map(\.element)
            let expected = Dictionary(grouping: good) { $0[column("complaint_type")] }.mapValues(\.count)
            let counted = try await house.database.read { tx in
                Dictionary(
                    try tx.execute(
                        "SELECT product, COUNT(*) AS n FROM service_case GROUP BY product ORDER BY product"
                    )
                    .map { (try $0.text("product"), try $0.int("n")) }
                ) { first, _ in first }
            }
            #expect(counted == expected)
            let closed = good.filter { !$0[column("closed_date")].isEmpty }.count
            #expect(try await house.count("service_case WHERE state = 'archived'") == closed)
        }
    }

    @Test(.enabled(if: RealFiles.isThere("cfpb-complaints"), RealFiles.absent))
    func americanComplaintsAreReadByTheirOwnHeadings() async throws {
        try await ImportHouse.open(.sqlite) { house in
            let record = try await house.upload(
                try RealFiles.bytes("cfpb-complaints/cfpb_2013_2016_nonarrative.csv"), named: "cfpb.csv", source: "CFPB"
            )
            #expect(record.rows == 3186)
            #expect(record.mapping.column("subject") == record.sheet.heading.firstIndex(of: "issue"))
            #expect(record.mapping.column("reported_at") == record.sheet.heading.firstIndex(of: "date_received"))
            try await house.work()
            let problems = try await house.problems(record)
            #expect(problems.contains { $0.contains("channel “Referral”不是可填的值") })
        }
    }
}

private enum URLText {
    static func encoded(_ text: String) -> String {
        text.utf8.map { "%" + (String($0, radix: 16).count == 1 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
