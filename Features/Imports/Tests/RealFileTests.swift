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
