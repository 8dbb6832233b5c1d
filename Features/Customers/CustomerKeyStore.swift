import Database
import Kernel

extension Customers {
    /// Cuts the keys of a record anew: of its name and of the names of its contacts.
    func index(_ customer: Customer, contacts: [CustomerContact] = []) throws {
        try tx.execute("DELETE FROM customer_key WHERE customer_id = \(customer.id)")
        let isFound = customer.mergedInto == nil && !customer.isAnonymised
        let keys =
            isFound
            ? try CustomerKeys.of(
                customer.facts.name, isFirm: customer.kind == .organisation,
                people: contacts.map(\.name.revealed) + formerNames(of: customer.id)) : []
        try insert(keys.sorted().map { ($0, customer) })
        try tx.execute(
            """
            UPDATE customer SET is_indexed = 1, name_key = \(CustomerKeys.normal(customer.facts.name))
            WHERE id = \(customer.id)
            """
        )
    }

    /// New records with their keys, together: nothing was merged into any of them yet.
    func insertIndexed(_ customers: [Customer]) throws {
        try insert(customers, areIndexed: true)
        try insertKeys(of: customers)
    }

    /// Records that came into the table without their keys; none was there before.
    func indexPublished(_ customers: [Customer]) throws {
        for piece in customers.map(\.id.rawValue).pieces() {
            try tx.execute("DELETE FROM customer_key WHERE customer_id IN \(list: piece)")
            try tx.execute("UPDATE customer SET is_indexed = 1 WHERE id IN \(list: piece)")
        }
        try insertKeys(of: customers)
    }

    private func insertKeys(of customers: [Customer]) throws {
        var keys: [(word: String, customer: Customer)] = []
        for customer in customers {
            keys += CustomerKeys.of(customer.facts.name, isFirm: customer.kind == .organisation).map { ($0, customer) }
        }
        try insert(keys.sorted { $0.word < $1.word })
    }

    private func insert(_ keys: [(word: String, customer: Customer)]) throws {
        try tx.insert(
            "INSERT INTO customer_key (word, known_since, unit_id, customer_id)",
            rows: keys.map { [$0.word.cell, $0.customer.knownSince.cell, $0.customer.unit.cell, $0.customer.id.cell] })
    }

    /// The names of the records that were merged into this one: it is still called by them.
    private func formerNames(of id: Customer.ID) throws -> [String] {
        try tx.execute("SELECT name FROM customer WHERE merged_into = \(id) ORDER BY id LIMIT \(Customer.mostParts)")
            .map { try $0.text("name") }
    }

    var hasUnindexed: Bool {
        get throws { try !tx.execute("SELECT id FROM customer WHERE is_indexed = 0 LIMIT 1").isEmpty }
    }

    /// Records from before there were keys, so many at a time.
    func unindexed(limit: Int) throws -> [Customer] {
        try tx.execute("\(Self.select) WHERE is_indexed = 0 ORDER BY id LIMIT \(limit)").map(Customer.init(row:))
    }
}
