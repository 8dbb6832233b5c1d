import Database
import Foundation
import Handbook
import Testkit
import Testing

@testable import Desk
@testable import Kernel

/// When a customer's data go (PIPL 47), they go from every column of every table.
///
/// The test knows no tables: whatever hangs on a case, a customer, a call, a file that came in or a list that went out is
/// given a row and every text of it is made to name the customer. So a table or a column that is made tomorrow is looked
/// at tomorrow, and fails until its owner takes names out of it.
@Suite struct NothingIsLeftTests {
    /// Characters that stand in no other text of the house, so that their cuts are found too.
    private static let name = "龘靐齉"
    private static let number = "13957902468"
    private static var text: String { "\(name)说请打 \(number)" }
    private static let traces = ["龘", "靐", "齉", number]

    /// What may stay, and why.
    private static let kept: [String: String] = [
        "event.details": "sealed: what a colleague typed of an act stays with the act (decision 0035)"
    ]

    /// What makes a table one that may tell of a customer.
    private static let links: Set<String> = [
        "case_id", "customer_id", "contact_id", "import_id", "export_id", "obligation_id", "survivor_id", "source_id",
    ]
    private static let alsoLinked: Set<String> = [
        "service_case", "customer", "contact", "message", "exception", "problem_record", "api_reply", "data_export",
        "data_import",
    ]
    /// Tables that hold ids and cuts only, kept by the ones above.
    private static let indexes: Set<String> = [
        "search_word", "search_posting", "search_document", "search_reading", "customer_key", "case_number",
        "import_key",
        "external_number", "customer_merge_move", "problem_case", "category_hint",
    ]
    /// Columns whose texts are the house's own: codes, kinds, numbers, names of people and places of ours.
    private static let ours: Set<String> = [
        "case_detail.name", "data_import.runs_as", "penalty_line.result", "return_visit.result",
        "service_case.transfer_from", "service_case.merged_into", "service_case.split_from",
        "service_case.decided_post",
        "id", "number", "type", "source", "channel", "severity", "state", "suspended_reason", "category", "department",
        "kind", "clause",
        "grade", "nature", "mood", "attribution", "outcome", "verdict", "unit", "language", "purpose", "ending", "mime",
        "digest", "provider", "hold_reason", "next_clause", "archive_number", "standing",
        "state_kind", "field", "version", "address", "format", "columns", "list", "progress", "sheet", "mapping",
        "file_name", "file_digest", "because", "offered", "chosen", "code", "request_hash", "idempotency_key", "rights",
        "said_to", "deliver_by", "met_on", "product_code", "customer_number", "external_source", "external_number",
        "owed_by",
        "triage", "state_before", "chosen_channel", "severity_before", "cause_code", "facts_before", "facts_after",
        "reason_zh", "reason_en", "ids", "price_item", "contract_until", "point_kind", "computer_skill",
        "phone_last_four",
        "last_four", "name_key", "block_kind",
    ]

    @Test(arguments: TestDatabase.engines)
    func nothingOfACustomerIsLeftInAnyColumn(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let customer = try await house.database.read { tx in
                try #require(try tx.cases.require(records.record).customer)
            }
            let marked = try await house.database.write { tx in
                let marked = try Self.mark(records, in: tx, by: house.person("tianye"), with: Self.text(of:))
                // As they are found: by name and number, by every cut of the texts.
                try tx.execute(
                    "UPDATE customer SET name = \(Self.name), phone = \(Self.number) WHERE id = \(customer)")
                try tx.execute("UPDATE contact SET customer_id = \(customer), phone = \(Self.number)")
                try tx.execute("UPDATE message SET phone = \(Self.number)")
                try tx.execute("UPDATE contact_point SET value = \(Self.number) WHERE customer_id = \(customer)")
                try tx.searchIndex.put(tx.cases.require(records.record))
                try tx.customers.index(tx.customers.require(customer))
                return marked
            }
            #expect(marked.count > 100, "\(marked)")
            let before = try await Self.found(in: house)
            let unseen = marked.filter { !before.contains($0) && !$0.hasSuffix(".phone") }
            #expect(unseen.isEmpty, "named nobody after all: \(unseen)")
            #expect(before.contains("customer_key.word"))
            #expect(try await Self.searched(house) > 0, "the search finds them")

            try await Self.anonymise(customer, house)
            let left = try await Self.found(in: house).filter { Self.kept[$0] == nil }
            #expect(left.isEmpty, "their owners have to take names out of these: \(left)")
            #expect(try await Self.searched(house) == 0, "the search finds them no more")
        }
    }

    /// Every column that may tell of the customer holds a text, in a row that hangs on them: which columns do. Where there is
    /// no row one is laid, of the least that a row must have, which no page can read.
    static func mark(
        _ records: ForeignRecords, in tx: Transaction, by owner: Staff.ID, isLaying: Bool = true,
        with text: (String) -> String
    ) throws -> [String] {
        let record = try tx.cases.require(records.record)
        let (customer, home) = (try #require(record.customer), record.unit)
        var another = ForeignRecords.intake(in: home)
        another.complainant = "孙大圣"
        another.phone = PhoneNumber(typed: "13700137000")
        let other = try tx.cases.register(another, by: tx.actor(owner))
        let tables = try Catalogue(tx).tables
        #expect(tables.count > 90, "\(tables.count)")
        var values: [String: Cell] = [
            "case_id": records.record.cell, "customer_id": customer.cell, "unit_id": home.cell,
            "survivor_id": customer.cell, "absorbed_id": other.customer.map(\.cell) ?? .null,
            "source_id": records.record.cell, "proposal_id": (records.parts["proposals"] ?? "").cell,
            "target_id": other.id.cell,
        ]
        for (kind, column) in [
            ("/contacts", "contact_id"), ("/imports", "import_id"), ("/exports", "export_id"),
            ("/obligations", "obligation_id"), ("/lines", "line_id"), ("/problems", "problem_id"),
            ("/handovers", "handover_id"), ("/integrations/tokens", "token_id"), ("/mailboxes", "mailbox_id"),
            ("/handbook", "version_id"),
        ] { values[column] = records.kinds.first { $0.prefix == kind }?.id.cell }
        let events = try tx.execute("SELECT id FROM event ORDER BY at, id LIMIT 2").map { try $0.text("id") }
        values["event_id"] = events[0].cell
        values["letter_id"] = try tx.execute("SELECT id FROM mail_letter ORDER BY id LIMIT 1").first?.text("id")
            .cell
        values["opened_by_event"] = events[0].cell
        // The letter that was laid is theirs.
        if let contact = values["contact_id"] {
            try tx.execute("UPDATE mail_letter SET contact_id = \(cell: contact)")
        }
        let linked = tables.filter { table in
            !Self.indexes.contains(table.name)
                && (Self.alsoLinked.contains(table.name)
                    || table.columns.contains { Self.links.contains($0.name) })
        }
        #expect(linked.count > 45, "\(linked.map(\.name))")
        if let problem = values["problem_id"] {
            try tx.execute(
                "INSERT INTO problem_case (problem_id, case_id) VALUES (\(cell: problem), \(records.record))")
        }
        // What belongs to a text that is there: verdicts beside reasons.
        try tx.execute(
            """
            UPDATE service_case SET grounds_sufficient = 1, demand_reasonable = 1, founded = 1, adopted = 1,
                judgement_reason = 'x', assessment_reason = 'x', department = '客服部', cause = 'x',
                root_cause = 'x', responsible_person = 'x'
            WHERE id = \(records.record)
            """
        )
        var marked: [String] = []
        for table in linked {
            let own = Self.own(table, values, records.record, customer)
            if isLaying { try table.layRow(where: own, with: values, owner: owner, in: tx) }
            for column in table.columns where column.isText && !Self.isOurs(table.name, column.name) {
                if try table.mark(column, with: text(column.name), where: own, in: tx) {
                    marked.append("\(table.name).\(column.name)")
                }
            }
        }
        return marked
    }

    /// The rows of a table that hang on the customer.
    private static func own(
        _ table: Catalogue.Table, _ values: [String: Cell], _ record: Case.ID, _ customer: Customer.ID
    ) -> SQL {
        switch table.name {
        case "service_case": return "id = \(record)"
        case "customer": return "id = \(customer)"
        case "exception": return "subject_id = \(record.rawValue)"
        case "contact", "message", "problem_record", "api_reply", "data_export", "data_import": return "1 = 1"
        default:
            let link = [
                "case_id", "customer_id", "contact_id", "survivor_id", "source_id", "obligation_id", "import_id",
                "export_id",
            ]
            .first { link in table.columns.contains { $0.name == link } }
            guard let link, let value = values[link] else { return "1 = 0" }
            return "\(named: link) = \(cell: value)"
        }
    }

    private static func isOurs(_ table: String, _ column: String) -> Bool {
        ours.contains("\(table).\(column)") || ours.contains(column) || column.hasSuffix("_id")
            || column.hasSuffix("_by") || column.hasSuffix("_staff")
            || column.hasSuffix("_kind") || column.hasSuffix("_hash") || column.hasSuffix("_code")
    }

    /// Some columns hold lists as JSON.
    private static func text(of column: String) -> String {
        switch column {
        case "promises", "body": "[\"\(text)\"]"
        case "details": "{\"原因\":\"\(text)\"}"
        case "phone": number
        default: text
        }
    }

    /// Where the customer is named.
    private static func found(in house: ApiHouse) async throws -> [String] {
        try await house.database.read { tx in
            try Catalogue(tx).tables.flatMap { table in
                try table.columns.filter(\.isText).filter { column in
                    try traces.contains { trace in
                        try !tx.execute(
                            "SELECT 1 AS one FROM \(named: table.name) WHERE \(named: column.name) LIKE \("%\(trace)%") LIMIT 1"
                        ).isEmpty
                    }
                }.map { "\(table.name).\($0.name)" }
            }
        }
    }

    /// How much the search finds by a part of the name: its index is each engine's own.
    private static func searched(_ house: ApiHouse) async throws -> Int {
        try await house.database.read { tx in
            try SearchKind.allCases.reduce(0) { sum, kind in
                try sum
                    + tx.search.count(
                        kind, SearchQuery(String(name.prefix(2))), SearchScope(reach: .all, staff: "nobody")
                    ).number
            }
        }
    }

    private static func anonymise(_ customer: Customer.ID, _ house: ApiHouse) async throws {
        try await house.database.write { tx in
            let unit = try tx.customers.require(customer).unit
            // What was asked for before is out of the way.
            try tx.execute(
                """
                UPDATE customer_erasure SET state = 'declined', decided_by = 'somebody', decided_at = \(tx.now)
                WHERE state = 'asked' AND customer_id = \(customer)
                """
            )
            // The records keeper, and a second one: nobody agrees to what they asked for.
            let able = try house.department.staff.values.sorted { $0.rawValue < $1.rawValue }.map(tx.actor).first {
                $0.customers(permitting: .anonymiseCustomer).contains(unit)
                    && $0.customers(permitting: .readCustomer).contains(unit)
            }
            let keeper = try #require(able)
            let held = try tx.execute(
                "SELECT post, unit_id FROM appointment WHERE staff_id = \(keeper.staff.id) ORDER BY id LIMIT 1"
            ).first
            let second = house.person("cuihai")
            try tx.execute(
                """
                UPDATE appointment SET post = \(held?.text("post")), unit_id = \(held?.text("unit_id"))
                WHERE staff_id = \(second)
                """
            )
            let asked = try tx.customers.askErasure(customer, .anonymise, because: "书面要求", by: keeper)
            try tx.customers.agree(to: asked.id, calling: "已匿名", by: tx.actor(second))
        }
    }
}
