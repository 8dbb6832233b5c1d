import Database
import Kernel

/// A customer that waits to be published with its import: a new one with its number, or what is said anew of one that is
/// here.
struct StagedCustomer: Equatable, Sendable {
    let id: Customer.ID
    let isNew: Bool
    let number: String
    let brought: CustomerBrought
    let externalNumber: String?
}

extension Customers {
    func stage(_ rows: [StagedCustomer], from source: String, under importing: String, chunk: Int) throws {
        try tx.insert(
            """
            INSERT INTO staged_customer
                (import_id, chunk, position, id, is_new, number, unit_id, known_since, phone, phone_last_four, point_id,
                 point_kind, kind, name, name_key, member_number, special_needs, preferences, contact_window, address,
                 products, note, external_source, external_number)
            """,
            rows: rows.enumerated().map { position, row in
                let facts = row.brought.facts
                let phone = row.brought.phone
                let point: ContactPoint.ID? = row.isNew && phone != nil ? tx.ids.make() : nil
                let kind: ContactPoint.Kind? = phone.map { $0.isMobile ? .mobile : .landline }
                let who: [Cell] = [
                    importing.cell, chunk.cell, position.cell, row.id.cell, row.isNew.cell, row.number.cell,
                    row.brought.unit.cell, tx.now.cell, phone?.cell ?? .null, phone?.lastFour.cell ?? .null,
                    point?.cell ?? .null, kind?.rawValue.cell ?? .null,
                ]
                return who + [
                    facts.kind.cell, facts.name.cell, CustomerKeys.normal(facts.name).cell, facts.memberNumber.cell,
                    facts.specialNeeds.cell, facts.preferences.cell, facts.contactWindow.cell, facts.address.cell,
                    facts.products.cell, facts.note.cell, row.externalNumber == nil ? .null : source.cell,
                    row.externalNumber?.cell ?? .null,
                ]
            })
    }

    /// Who of these waits under the import already: the same number or card with the same name.
    func isStaged(_ calls: [CustomerCall], under importing: String) throws -> [Bool] {
        var waiting: Set<String> = []
        let phones = Set(calls.compactMap(\.phone?.revealed)).sorted()
        let cards = Set(calls.map(\.memberNumber).filter { !$0.isEmpty }).sorted()
        for (column, values) in [("phone", phones), ("member_number", cards)] as [(SQL, [String])] {
            for piece in values.pieces() {
                for row in try tx.execute(
                    """
                    SELECT \(column) AS said, name_key FROM staged_customer
                    WHERE import_id = \(importing) AND is_new = 1 AND \(column) IN \(list: piece)
                    ORDER BY chunk, position
                    LIMIT \(Self.mostOfPiece)
                    """
                ) { waiting.insert("\(try row.text("said"))\n\(try row.text("name_key"))") }
            }
        }
        return calls.map { call in
            let name = CustomerKeys.normal(PersonName(call.name).revealed)
            return [call.phone?.revealed, call.memberNumber.isEmpty ? nil : call.memberNumber].compactMap(\.self)
                .contains { waiting.contains("\($0)\n\(name)") }
        }
    }

    /// All new ones that wait under an import appear at one instant, with their numbers.
    func publish(_ importing: String) throws {
        try tx.execute(
            """
            INSERT INTO customer
                (id, number, unit_id, known_since, phone, phone_last_four, kind, name, name_key, salutation,
                 member_number, grade, contract_number, contract_until, language, contact_window, computer_skill,
                 special_needs, preferences, address, source, owner_id, products, environment, note, version,
                 changed_at)
            SELECT id, number, unit_id, known_since, phone, phone_last_four, kind, name, name_key, '', member_number, '',
                   '', '', '', contact_window, '', special_needs, preferences, address, '', '', products, '', note, 1,
                   \(tx.now)
            FROM staged_customer WHERE import_id = \(importing) AND is_new = 1
            """
        )
        try tx.execute(
            """
            INSERT INTO contact_point
                (id, customer_id, contact_id, kind, value, last_four, label, is_primary, verified_at, known_since)
            SELECT point_id, id, NULL, point_kind, phone, phone_last_four, '', 1, NULL, \(tx.now)
            FROM staged_customer WHERE import_id = \(importing) AND is_new = 1 AND point_id IS NOT NULL
            """
        )
    }

    func staged(under importing: String, chunk: Int) throws -> [StagedCustomer] {
        try tx.execute(
            """
            SELECT id, is_new, number, unit_id, phone, kind, name, member_number, special_needs, preferences,
                   contact_window, address, products, note, external_number
            FROM staged_customer WHERE import_id = \(importing) AND chunk = \(chunk)
            ORDER BY position
            LIMIT 1000
            """
        ).map { row in
            var facts = CustomerFacts(kind: try row.choice("kind"), name: try row.text("name"))
            for field in Self.stagedFields { facts[field] = try row.text(field.rawValue) }
            return StagedCustomer(
                id: try row.id("id"), isNew: try row.bool("is_new"), number: try row.text("number"),
                brought: CustomerBrought(
                    facts: facts, phone: try row.text(ifPresent: "phone").map { PhoneNumber(stored: $0) },
                    unit: try row.id("unit_id")),
                externalNumber: try row.text(ifPresent: "external_number"))
        }
    }

    /// Takes a chunk out of the waiting room, finished or given up.
    func unstage(under importing: String, chunk: Int) throws {
        try tx.execute("DELETE FROM staged_customer WHERE import_id = \(importing) AND chunk = \(chunk)")
    }

    /// Rows of an import that are on their way into the register.
    func redactStaged(_ redaction: CustomerRedaction) throws {
        let texts: [SQL] = [
            "name", "name_key", "phone", "phone_last_four", "member_number", "special_needs", "preferences",
            "contact_window", "address", "products", "note",
        ]
        let found = SQL(["name", "phone", "note", "address"].map(redaction.mayBe), joinedBy: " OR ")
        try tx.redact(redaction, texts, of: "staged_customer", by: ["import_id", "id"], where: found)
    }

    /// A chunk that waits under an import that has been given up.
    func strayStaged() throws -> (id: String, chunk: Int)? {
        try tx.execute(
            """
            SELECT staged.import_id, staged.chunk FROM staged_customer AS staged
            JOIN data_import ON data_import.id = staged.import_id
            WHERE data_import.state IN ('cancelled', 'failed')
              AND (data_import.stumbles < \(Import.mostStumbles) OR data_import.rows_cleared = 1)
            ORDER BY staged.import_id, staged.chunk
            LIMIT 1
            """
        ).first.map { (try $0.text("import_id"), try $0.int("chunk")) }
    }

    private static let stagedFields: [CustomerFacts.Field] = [
        .memberNumber, .specialNeeds, .preferences, .contactWindow, .address, .products, .note,
    ]
}
