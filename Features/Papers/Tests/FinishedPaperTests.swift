import Database
import Handbook
import Kernel
import Press
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// SOFT-79: a form is a view of the record; what a case was, its forms say also when people have other posts by now.
struct FinishedPaperTests {
    /// F-12, F-16 (GAME-96, CHAIN-56): in which post somebody decided, and how far whoever asked could go, as it was then;
    /// kept with the decision and the compensation, or, of old rows, looked up as of that time.
    @Test(arguments: TestDatabase.engines)
    func formsOfAFinishedCaseDoNotChangeWithTheAppointmentsOfToday(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.solve()
            let id = house.record
            try await house.database.write { tx in
                try tx.cases.compensate(
                    id, CompensationWish(kind: .refund, value: Money(fen: 90_000), reason: "质量问题", deliverBy: nil),
                    by: tx.actor(TestPapers.agent))
            }
            let (opinion, slip) = (try await house.paper(.opinion).text, try await house.paper(.compensation).text)
            let file = try await house.database.read { tx in try tx.cases.file(id) }
            #expect(file.record.decision?.authority?.post != nil && file.compensations[0].applicantLimit != nil)
            house.clock.advance(by: .days(3))
            try await house.database.write { tx in
                for person in [TestPapers.agent, TestPapers.manager] {
                    let staff = try #require(try tx.staff.find(person))
                    try tx.appointments.add(
                        try Appointment.appoint(
                            id: Appointment.ID("later-\(person.rawValue)"), staff, to: "manager", in: "main",
                            from: tx.now,
                            by: nil))
                }
            }
            house.clock.advance(by: .minutes(1))
            let now = try await house.database.read { tx in
                try tx.actor(TestPapers.agent).compensationLimit(in: "main", of: .refund)
            }
            #expect(now > file.compensations[0].applicantLimit ?? .zero, "today she could go further")
            func body(_ text: String) -> String { text.split(separator: "\n").filter { !$0.contains("打印") }.joined() }
            #expect(body(try await house.paper(.opinion).text) == body(opinion))
            #expect(body(try await house.paper(.compensation).text) == body(slip))
            // A row from before this was kept.
            try await house.database.write { tx in
                try tx.execute("UPDATE service_case SET decided_post = NULL, decided_beyond = NULL WHERE id = \(id)")
                try tx.execute("UPDATE compensation SET applicant_limit = NULL WHERE case_id = \(id)")
            }
            #expect(body(try await house.paper(.opinion).text) == body(opinion))
            #expect(body(try await house.paper(.compensation).text) == body(slip))
        }
    }

    /// CHAIN-101: 门店初步处理 is what the store told the customer, not what colleagues noted among themselves.
    @Test(arguments: TestDatabase.engines)
    func theStoresFirstHandlingIsItsAnswerToTheCustomer(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            let id = house.record
            try await house.database.write { tx in
                try tx.execute("UPDATE unit SET kind = 'store' WHERE id = 'main'")
                // A unit founded makes every node read them anew.
                try tx.found("west", "西店", by: "chain-retail")
                let agent = try tx.actor(TestPapers.agent)
                try tx.cases.accept(id, as: .ordinary, by: agent)
                try tx.cases.note(id, "内部：先看监控。", .note, by: agent)
            }
            #expect(!(try await house.paper(.opinion).text.contains("先看监控")))
            house.clock.advance(by: .minutes(5))
            try await house.database.write { tx in
                try tx.cases.reply(id, "您好，本店可先为您更换。", by: tx.actor(TestPapers.agent))
            }
            let text = try await house.paper(.opinion).text
            #expect(text.contains("[门店初步处理] 您好，本店可先为您更换。") && !text.contains("先看监控"), "\(text)")
        }
    }

    /// SOFT-61: 下次答复期限 is when the customer hears from us, not whatever is owed next; and the sheet says how many
    /// there are.
    @Test(arguments: TestDatabase.engines)
    func theTrackingSheetTellsWhenTheCustomerHearsFromUs(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            let id = house.record
            func due() async throws -> (reply: Instant?, next: Instant?, listed: Instant?) {
                try await house.database.read { tx in
                    let reach = try tx.actor(TestPapers.manager).units(permitting: .readCase)
                    let next = try tx.obligations.open(of: Subject(.serviceCase, id.rawValue)).first?.dueAt
                    return (
                        try tx.papers.unsolved(in: reach, for: TestPapers.manager).lines.first?.nextReply, next,
                        try tx.caseLibrary.unsolved(within: reach, for: TestPapers.manager, limit: 5, offset: 0).lines
                            .first?.nextDueAt
                    )
                }
            }
            let replies = Set(DeadlineRule.replies)
            try await house.workOn()
            let open = try await house.database.read { tx in
                try tx.obligations.open(of: Subject(.serviceCase, id.rawValue))
            }
            let expected = open.filter { clock in
                if case .deadline(let rule) = clock.rule { replies.contains(rule) } else { false }
            }.map(\.dueAt).min()
            let found = try await due()
            #expect(expected != nil && found.reply == expected && found.listed == expected)
            // What else is owed sooner is not it.
            try await house.database.write { tx in
                try tx.execute(
                    """
                    UPDATE obligation SET due_at = \(tx.now + .minutes(1))
                    WHERE subject_id = \(id) AND state = 'open' AND rule = 'complaint.complete'
                    """
                )
            }
            let later = try await due()
            #expect(later.reply == expected && later.next != expected)
        }
    }

    /// SOFT-76: 告知客户时间 is what the ledger has as the end of «answer the customer», by whatever it was kept.
    @Test(arguments: TestDatabase.engines)
    func theSlipAndTheLedgerAgreeOnWhenTheCustomerWasTold(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.workOn()
            let id = house.record
            house.clock.advance(by: .minutes(7))
            let ended = try await house.database.write { tx -> Instant in
                let report = try #require(try tx.cases.file(id).transfers.last?.report)
                let one = try #require(try tx.obligations.all(of: Subject(.serviceCase, id.rawValue)).first)
                try tx.execute(
                    """
                    UPDATE obligation SET rule = 'transfer.answer-customer', item = NULL, started_at = \(report.at),
                        state = 'kept', act_at = NULL, paused_since = NULL, ended_at = \(tx.now)
                    WHERE id = \(one.id)
                    """
                )
                return tx.now
            }
            let text = try await house.paper(.transfer).text
            #expect(text.contains("[告知客户时间] \(ended.dateAndTime(in: .shanghai))"), "\(text)")
        }
    }
}
