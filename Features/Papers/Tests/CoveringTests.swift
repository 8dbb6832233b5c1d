import Database
import Handbook
import Kernel
import Press
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// C02, GAME-24: who is masked beside a text is masked in it, on the page, on every form and for programs alike; only the
/// logged reveal shows it whole.
struct CoveringTests {
    private static let said = "李秀英说：打 13800138000 或爱人 139 1234 5678，座机 025-87654321。"
    private static let secrets = ["李秀英", "13800138000", "139 1234 5678", "13912345678", "025-87654321"]

    /// The name and three numbers in everything that people type.
    private static func fill(_ house: TestPapers) async throws {
        try await house.workOn()
        try await house.disputeAndUrge()
        let (id, said) = (house.record, said)
        try await house.database.write { tx in
            let manager = try tx.actor(TestPapers.manager)
            let report = Case.Report(
                subject: said, content: said, demand: said, category: "商品质量", product: said, place: said,
                organisation: said, specialNeeds: said, opinion: said, expectation: said)
            try tx.cases.amend(id, CaseAmendment(report: report), by: manager, details: [:])
            try tx.cases.parts(of: id).save(details: ["小票号": said])
            try tx.cases.note(id, said, .customer, by: manager)
            try tx.cases.promise(said, due: tx.now + .hours(5), isAgreed: true, on: id, by: manager)
            let over = HandOver(reason: said, known: said, mood: .calm, wanted: said)
            try tx.cases.transfer(id, to: TestPapers.agent, over, by: manager)
            try tx.cases.signTransfer(id, by: tx.actor(TestPapers.agent))
            try tx.cases.reportBack(id, said, by: tx.actor(TestPapers.agent))
            try tx.cases.escalate(id, because: said, by: tx.actor(TestPapers.agent))
            let parts = tx.cases.parts(of: id)
            try parts.insert(
                MediationSession(
                    id: "session-2", number: 2, at: tx.now, place: said, attendees: said, record: said,
                    mediator: TestPapers.manager))
            try parts.insert(
                DisputeParty(id: "party-3", name: PersonName("李秀英"), phone: nil, role: .thirdParty, claim: said))
            try parts.save(DisputeAgreement(text: said, signatories: said, signedAt: tx.now, recordedBy: "manager"))
            try parts.save(
                RepairOrder(
                    kind: .paid,
                    record: RepairOrder.Record(work: said, material: said, labourMinutes: 5, cost: .zero, at: tx.now),
                    signature: RepairOrder.Signature(name: "李秀英", at: tx.now)))
            try parts.insert(ExtraEffort(id: "extra-1", text: said, by: TestPapers.agent, at: tx.now))
            try tx.caseLibrary.note(
                QualityIssue.Text(product: said, batch: "A-1", defect: said, store: said), of: id, by: manager)
            let slip = try tx.slips.send(
                SlipOrder(
                    kind: .cooperation, department: "商品部", receiver: TestPapers.manager, matter: said, level: .ordinary,
                    needBy: tx.now + .hours(8)), on: id, by: tx.actor(TestPapers.agent))
            try tx.slips.accept(slip.id, naming: TestPapers.manager, until: tx.now + .hours(4), by: manager)
            try tx.slips.finish(slip.id, saying: said, by: manager)
        }
    }

    private static func expectNothing(_ text: String, _ place: String) {
        for secret in secrets { #expect(!text.contains(secret), "\(place): \(secret)") }
    }

    @Test(arguments: TestDatabase.engines)
    func whatWasTypedIsCoveredEverywhereAlike(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await Self.fill(house)
            let id = house.record
            for form in CaseForm.allCases {
                let paper = try await house.paper(form)
                Self.expectNothing(paper.text, form.rawValue)
                Self.expectNothing(paper.html.description, "\(form.rawValue) as a page")
            }
            #expect(try await house.paper(.register).text.contains("李**说：打 138****8000 或爱人 139****5678，座机 0258****21。"))
            let (document, sheet, revealed) = try await house.database.read { tx in
                let actor = try tx.actor(TestPapers.manager)
                return (
                    try textOfJSON(tx.caseDocument(of: id, for: actor)),
                    try tx.papers.tracking(for: actor, in: .shanghai, .chinese).paper.text,
                    try tx.papers.dossier(of: id, for: actor, in: .chinese, isRevealed: true).paper(.register).text
                )
            }
            Self.expectNothing(document, "document")
            #expect(document.contains("李**说") && document.contains(#""signatory":"李**""#))
            Self.expectNothing(sheet, "F-14")
            #expect(revealed.contains(Self.said), "for a reason, all of it")
            // The page shows no more; but a form that is filled in with what is on record saves it again as it was.
            let page = try await house.get(house.base)
            let shown = page.text.replacing(#/<textarea.*?<\/textarea>|<input[^>]*>/#.dotMatchesNewlines(), with: "")
            Self.expectNothing(shown, "page")
            #expect(shown.contains("李**说：打 138****8000"))
        }
    }

    /// What the house keeps is not touched by what it shows.
    @Test(arguments: TestDatabase.engines)
    func whatIsKeptStaysWhole(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await Self.fill(house)
            let (id, said) = (house.record, Self.said)
            _ = try await house.get(house.base)
            try await house.database.read { tx in
                let file = try tx.cases.file(id)
                #expect(file.record.report.content == said && file.details["小票号"] == said)
                #expect(file.transfers.last?.known == said)
                let found = try tx.cases.covers(of: [id])[id]
                #expect(found(said) == "李**说：打 138****8000 或爱人 139****5678，座机 0258****21。")
                #expect(
                    try tx.cases.account(of: id, for: tx.actor(TestPapers.agent), events: []).numbersInTexts.count == 2)
            }
        }
    }

    /// PIPL 47: of an anonymised customer nobody knows the name any more that a colleague typed for an act.
    @Test(arguments: TestDatabase.engines)
    func whatWasTypedForAnActGoesWithTheCustomer(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await Self.fill(house)
            let id = house.record
            try await house.database.write { tx in
                let record = try tx.cases.require(id)
                var customer = try tx.customers.require(#require(record.customer))
                customer.anonymise(by: TestPapers.manager, as: "已匿名", at: tx.now)
                try tx.customers.save(customer)
            }
            let events = try await house.database.read { tx in
                try tx.cases.view(of: id, for: tx.actor(TestPapers.agent)).covered().events
            }
            for event in events { Self.expectNothing(event.details.values.joined(), event.kind.rawValue) }
            let transfer = try #require(events.last { $0.kind == .caseTransferred })
            #expect(transfer.details["reason"] == CustomerRedaction.mark && transfer.details["to"] == "agent")
        }
    }

    /// docs/api.md: programs are told ids, codes, numbers and days, and nothing that somebody typed.
    @Test(arguments: TestDatabase.engines)
    func noProgramIsToldWhatSomebodyTypedForAnAct(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await Self.fill(house)
            let id = house.record
            let documents = try await house.database.read { tx in
                try tx.events.about(Subject(.serviceCase, id.rawValue)).map { try textOfJSON(EventDocument($0)) }
            }
            #expect(documents.count > 8)
            for document in documents { Self.expectNothing(document, document) }
            #expect(documents.contains { $0.contains(#""to":"agent""#) && $0.contains("case.transferred") })
            #expect(documents.contains { $0.contains(#""severity":"serious""#) })
        }
    }
}
