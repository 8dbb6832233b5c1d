import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// What was typed about a customer elsewhere goes with their data (PIPL 47); the story and the chain of events stay.
@Suite struct AnonymisingTests {
    private static let secrets = ["雄信", "13800138000", "138 0013 8000", "13700137000", "济南路", "二贤庄"]

    @Test(arguments: TestDatabase.engines)
    func namesAndNumbersGoOutOfEverythingThatWasTyped(engine: Engine) async throws {
        try await CustomerDesk.open(on: engine) { desk in
            var intake = desk.intake("单雄信", "13800138000", needs: "晚上打 13700137000")
            intake.report.subject = "单雄信的羽绒服变形"
            intake.report.content = "单雄信说，洗后结块；他住济南路 9 号，电话 138 0013 8000，也可打 137-0013-7000。"
            intake.report.organisation = "二贤庄"
            let record = try await desk.act(as: desk.agent) { [intake] tx, actor in
                let record = try tx.cases.register(intake, by: actor)
                try tx.cases.note(record.id, "单雄信来电催办，仍说洗后结块", .customer, by: actor)
                try tx.cases.keepDraft(record.id, "给单雄信的答复", as: .reply, by: actor)
                return record
            }
            let id = try #require(record.customer)
            try await desk.act(as: desk.agent) { tx, actor in
                let customer = try tx.customers.require(id)
                var facts = customer.facts
                facts.address = "济南路 9 号"
                _ = try tx.customers.edit(id, facts, from: customer.version, because: "", by: actor)
                try tx.customers.add(
                    NewContactPoint(kind: .mobile, value: "13700137000", label: "夜间"), to: id, by: actor)
                try tx.customers.add(NewContactPoint(kind: .wechat, value: "二贤庄"), to: id, by: actor)
                let contact = try tx.contacts.begin(.phone, in: CustomerDesk.east, by: actor)
                let call = Contact.Record(
                    caller: "单雄信", organisation: "二贤庄", phone: PhoneNumber(typed: "13800138000"),
                    purpose: .enquiry, subject: "单雄信问进展", content: "请打 13700137000", answer: "已告知单雄信",
                    customer: id, leftInformation: "单雄信周五来取", secondContact: "13700137000")
                _ = try tx.contacts.wrapUp(
                    contact.id, call, .message(to: desk.manager, matter: "单雄信请回 13800138000"), by: actor)
            }
            try await Self.attach(to: record.id, in: desk)
            while try await desk.database.write({ tx in try tx.seals.sealWaiting() }) > 0 {}
            let asked = try await desk.act(as: desk.records) { tx, actor in
                try tx.customers.askErasure(id, .anonymise, because: "书面要求", by: actor)
            }
            try await desk.act(as: desk.manager) { tx, actor in
                try tx.customers.agree(to: asked.id, calling: "已匿名", by: actor)
            }
            while try await desk.database.write({ tx in try tx.seals.sealWaiting() }) > 0 {}
            while try await desk.database.write({ tx in try tx.searchIndex.tidy() }) {}
            try await desk.database.read { tx in
                for cut in ["雄信", "13800138000", "8000", "济南", "贤庄"] {
                    #expect(try tx.frequency(of: cut, .matter, upTo: 1) == 0, "\(cut) is still in the index")
                    #expect(try tx.frequency(of: cut, .entry, upTo: 1) == 0, "\(cut) is still in the index")
                }
                if engine == .sqlite {
                    // Nor in the pages that the index has written since.
                    let pages = try tx.execute("SELECT block FROM search_posting_data ORDER BY id LIMIT 1000")
                        .flatMap { try $0.bytes("block") }
                    #expect(!pages.isEmpty && !String(decoding: pages, as: UTF8.self).contains("c雄信"))
                }
                let tables: [SQL] = [
                    "SELECT * FROM service_case", "SELECT * FROM case_entry", "SELECT * FROM case_draft",
                    "SELECT * FROM contact", "SELECT * FROM contact_draft", "SELECT * FROM message",
                    "SELECT body FROM search_document", "SELECT * FROM event",
                    "SELECT * FROM customer", "SELECT * FROM contact_point", "SELECT * FROM attachment",
                    "SELECT * FROM obligation", "SELECT * FROM outbox",
                ]
                for table in tables {
                    let text = String(describing: try tx.execute(table))
                    for secret in Self.secrets { #expect(!text.contains(secret), "\(table.text): \(secret)") }
                }
                let kept = try tx.cases.require(record.id)
                #expect(kept.report.content.contains("洗后结块"), "what was wrong stays")
                #expect(kept.report.subject == "\(CustomerRedaction.mark)的羽绒服变形")
                #expect(try tx.attachments.of(record.id).allSatisfy { $0.erasedAt != nil })
            }
            #expect(try await AuditVerification(desk.database).run().isIntact, "the chain verifies as before")
        }
    }

    /// A file that came with the case, past the upload.
    /// However much was written: more than any piece holds, and nothing of it stays.
    @Test func nothingStaysOfACustomerWithVeryMuch() async throws {
        try await CustomerDesk.open(on: .sqlite) { desk in
            let record = try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.register(desk.intake("单雄信", "13800138000"), by: actor)
            }
            let id = try #require(record.customer)
            let (promises, entries) = (20_050, 2_050)
            try await desk.database.write { tx in
                try tx.execute(
                    """
                    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < \(promises))
                    INSERT INTO promise (id, case_id, body, made_by, made_at, due_at, kept_at, notices)
                    SELECT 'promise-' || n, \(record.id), '答应单雄信', \(desk.agent), n, n, NULL, 0 FROM number
                    """
                )
                try tx.execute(
                    """
                    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < \(entries))
                    INSERT INTO case_entry (id, case_id, kind, author_id, at, body)
                    SELECT 'entry-' || n, \(record.id), 'note', \(desk.agent), n, '单雄信来电' FROM number
                    """
                )
            }
            let asked = try await desk.act(as: desk.records) { tx, actor in
                try tx.customers.askErasure(id, .anonymise, because: "书面要求", by: actor)
            }
            try await desk.act(as: desk.manager) { tx, actor in
                try tx.customers.agree(to: asked.id, calling: "已匿名", by: actor)
            }
            let left = try await desk.database.read { tx in
                let tables: [SQL] = ["promise", "case_entry"]
                return try tables.map { table in
                    try tx.execute(
                        """
                        SELECT COUNT(*) AS n, CAST(SUM(CASE WHEN body LIKE '%雄信%' THEN 1 ELSE 0 END) AS BIGINT) AS named
                        FROM \(table)
                        """
                    ).map { [try $0.int("n"), try $0.int("named")] }
                }
            }
            #expect(left[0] == [[promises, 0]])
            #expect(left[1].first?[0] ?? 0 >= entries && left[1].first?[1] == 0)
        }
    }

    private static func attach(to record: Case.ID, in desk: CustomerDesk) async throws {
        try await desk.database.write { tx in
            try tx.execute(
                """
                INSERT INTO stored_content
                    (digest, size, mime, begun_at, complete, scan, finding, preview, tries)
                VALUES ('digest-1', 3, 'image/png', \(tx.now), 1, 'none', '', 'none', 0)
                """
            )
            try tx.execute(
                """
                INSERT INTO attachment
                    (id, case_id, unit_id, name, digest, size, mime, provider, note, attached_by, attached_at)
                VALUES ('attachment-1', \(record), \(CustomerDesk.east), '单雄信.png', 'digest-1', 3, 'image/png',
                        'customer', '', \(desk.agent), \(tx.now))
                """
            )
        }
    }
}
