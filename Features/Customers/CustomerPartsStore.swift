import Database
import Kernel

/// Contact points, contacts, consent and history of a customer.
extension Customers {
    /// The primary first, then by age.
    func contactPoints(of customer: Customer.ID) throws -> [ContactPoint] {
        try tx.execute(
            """
            \(Self.selectPoints) WHERE customer_id = \(customer)
            ORDER BY is_primary DESC, known_since, id
            LIMIT \(Customer.mostParts * 2)
            """
        ).map(ContactPoint.init(row:))
    }

    func insert(_ point: ContactPoint, since: Instant? = nil) throws { try insert([point], since: since) }

    func insert(_ points: [ContactPoint], since: Instant? = nil) throws {
        try tx.insert(
            """
            INSERT INTO contact_point
                (id, customer_id, contact_id, kind, value, last_four, label, is_primary, verified_at, known_since)
            """,
            rows: points.map { point in
                [
                    point.id.cell, point.customer.cell, point.contact?.cell ?? .null, point.kind.rawValue.cell,
                    point.value.cell, point.phone?.lastFour.cell ?? .null, point.label.cell, point.isPrimary.cell,
                    point.verifiedAt?.cell ?? .null, (since ?? tx.now).cell,
                ]
            })
    }

    func save(_ point: ContactPoint) throws {
        try tx.execute(
            """
            UPDATE contact_point SET is_primary = \(point.isPrimary), verified_at = \(point.verifiedAt),
                customer_id = \(point.customer)
            WHERE id = \(point.id)
            """
        )
    }

    func remove(_ point: ContactPoint.ID) throws { try tx.execute("DELETE FROM contact_point WHERE id = \(point)") }

    func contacts(of customer: Customer.ID) throws -> [CustomerContact] {
        try tx.execute(
            """
            SELECT id, customer_id, name, post, role, power, is_helper, note FROM customer_contact
            WHERE customer_id = \(customer)
            ORDER BY known_since, id
            LIMIT \(Customer.mostParts * 2)
            """
        ).map(CustomerContact.init(row:))
    }

    /// The names of the contacts of several customers.
    func contactNames(of customers: [Customer.ID]) throws -> [Customer.ID: [PersonName]] {
        guard !customers.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT customer_id, name FROM customer_contact
            WHERE customer_id IN \(list: customers)
            ORDER BY customer_id, known_since, id
            LIMIT 20000
            """
        )
        return try rows.reduce(into: [:]) { names, row in
            names[try row.id("customer_id"), default: []].append(PersonName(try row.text("name")))
        }
    }

    func insert(_ contact: CustomerContact) throws {
        try tx.execute(
            """
            INSERT INTO customer_contact (id, customer_id, name, post, role, power, is_helper, note, known_since)
            VALUES (\(contact.id), \(contact.customer), \(contact.name), \(contact.post), \(contact.role.rawValue),
                    \(contact.power.rawValue), \(contact.isHelper), \(contact.note), \(tx.now))
            """
        )
    }

    func save(_ contact: CustomerContact) throws {
        try tx.execute(
            """
            UPDATE customer_contact SET customer_id = \(contact.customer), name = \(contact.name), post = \(contact.post),
                role = \(contact.role.rawValue), power = \(contact.power.rawValue), is_helper = \(contact.isHelper),
                note = \(contact.note)
            WHERE id = \(contact.id)
            """
        )
    }

    /// With the numbers of the person.
    func remove(_ contact: CustomerContact.ID) throws {
        try tx.execute("DELETE FROM contact_point WHERE contact_id = \(contact)")
        try tx.execute("DELETE FROM customer_contact WHERE id = \(contact)")
    }

    /// Newest first.
    func consents(of customer: Customer.ID, limit: Int = 200) throws -> [Consent] {
        try tx.execute(
            """
            SELECT id, customer_id, channel, is_given, source, said_to, at FROM customer_consent
            WHERE customer_id = \(customer)
            ORDER BY at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Consent.init(row:))
    }

    func insert(_ consent: Consent) throws {
        try tx.execute(
            """
            INSERT INTO customer_consent (id, customer_id, channel, is_given, source, said_to, at)
            VALUES (\(consent.id), \(consent.customer), \(consent.channel.rawValue), \(consent.isGiven),
                    \(consent.source), \(consent.by), \(consent.at))
            """
        )
    }

    /// Newest first, with the number of them all.
    func changes(
        of customer: Customer.ID, field: String? = nil, limit: Int, offset: Int = 0
    ) throws -> (changes: [FieldChange], total: Int) {
        let condition: SQL =
            field.map { "customer_id = \(customer) AND field = \($0)" } ?? "customer_id = \(customer)"
        let total = try tx.execute("SELECT COUNT(*) AS n FROM customer_change WHERE \(condition)").first?.int("n") ?? 0
        let changes = try tx.execute(
            """
            SELECT id, customer_id, field, old, new, reason, changed_by, at FROM customer_change
            WHERE \(condition)
            ORDER BY at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(FieldChange.init(row:))
        return (changes, total)
    }

    func note(
        _ field: String, from old: String, to new: String, because reason: String, of customer: Customer.ID,
        by staff: Staff.ID?
    ) throws {
        let id: FieldChange.ID = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO customer_change (id, customer_id, field, old, new, reason, changed_by, at)
            VALUES (\(id), \(customer), \(field), \(old), \(new), \(reason), \(staff), \(tx.now))
            """
        )
    }

    func reveals(by staff: Staff.ID, since start: Instant) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM reveal WHERE staff_id = \(staff) AND at >= \(start)").first?.int("n")
            ?? 0
    }

    func insert(_ reveal: Reveal) throws {
        let id: Identifier<Reveal> = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO reveal (id, customer_id, staff_id, reason, at)
            VALUES (\(id), \(reveal.customer), \(reveal.by), \(reveal.reason), \(reveal.at))
            """
        )
    }

    static let selectPoints: SQL = """
        SELECT id, customer_id, contact_id, kind, value, label, is_primary, verified_at FROM contact_point
        """
}

extension ContactPoint {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), customer: try row.id("customer_id"), contact: try row.id(ifPresent: "contact_id"),
            kind: try row.choice("kind"), value: try row.text("value"), label: try row.text("label"),
            isPrimary: try row.bool("is_primary"), verifiedAt: try row.instant(ifPresent: "verified_at"))
    }
}

extension CustomerContact {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), customer: try row.id("customer_id"), name: PersonName(try row.text("name")),
            post: try row.text("post"), role: try row.choice("role"), power: try row.choice("power"),
            isHelper: try row.bool("is_helper"), note: try row.text("note"))
    }
}

extension Consent {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), customer: try row.id("customer_id"), channel: try row.choice("channel"),
            isGiven: try row.bool("is_given"), source: try row.text("source"), by: try row.id(ifPresent: "said_to"),
            at: try row.instant("at"))
    }
}

extension FieldChange {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), customer: try row.id("customer_id"), field: try row.text("field"),
            old: try row.text("old"), new: try row.text("new"), reason: try row.text("reason"),
            by: try row.id(ifPresent: "changed_by"), at: try row.instant("at"))
    }
}
