import Database
import Kernel

/// The customers, as the database keeps them, and who looked at their numbers.
struct Customers {
    let tx: Transaction

    func find(_ id: Customer.ID) throws -> Customer? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Customer.init(row:))
    }

    /// Whom a caller may be: by the whole number, its last four digits, the member number or the whole name.
    func matching(_ text: String, limit: Int = 8) throws -> [Customer] {
        guard !text.isEmpty else { return [] }
        let phone = PhoneNumber(typed: text)
        return try tx.execute(
            """
            \(Self.select)
            WHERE phone = \(phone?.revealed ?? text) OR phone_last_four = \(text) OR name = \(text)
                OR member_number = \(text)
            ORDER BY known_since DESC, id
            LIMIT \(limit)
            """
        ).map(Customer.init(row:))
    }

    /// The same name with the same number is the same person; anything less is a question for a person to answer.
    func same(name: PersonName, phone: PhoneNumber?) throws -> Customer? {
        guard let phone else { return nil }
        return try tx.execute("\(Self.select) WHERE phone = \(phone) AND name = \(name) ORDER BY known_since LIMIT 1")
            .first.map(Customer.init(row:))
    }

    func find(_ ids: Set<Customer.ID>) throws -> [Customer.ID: Customer] {
        guard !ids.isEmpty else { return [:] }
        let sorted = ids.sorted { $0.rawValue < $1.rawValue }.prefix(500)
        let found = try tx.execute("\(Self.select) WHERE id IN \(list: Array(sorted)) ORDER BY id LIMIT 500")
            .map(Customer.init(row:))
        return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    }

    func insert(_ customer: Customer) throws {
        try tx.execute(
            """
            INSERT INTO customer (id, name, phone, phone_last_four, member_number, unit_id, known_since)
            VALUES (\(customer.id), \(customer.name), \(customer.phone), \(customer.phone?.lastFour),
                    \(customer.memberNumber), \(customer.unit), \(customer.knownSince))
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

    private static let select: SQL = "SELECT id, name, phone, member_number, unit_id, known_since FROM customer"
}

extension Transaction {
    var customers: Customers { Customers(tx: self) }
}

extension Customer {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), name: PersonName(try row.text("name")),
            phone: try row.text(ifPresent: "phone").map { PhoneNumber(stored: $0) },
            memberNumber: try row.text("member_number"), unit: try row.id("unit_id"),
            knownSince: try row.instant("known_since"))
    }
}
