import Database
import Kernel

/// Whose cases they are: what the merging of two customers, and its undoing, asks of the cases.
extension Cases {
    /// All the cases of one customer become another's. Answers which; refuses more than `limit`.
    func move(from customer: Customer.ID, to other: Customer.ID, atMost limit: Int) throws -> [Case.ID] {
        let ids: [Case.ID] = try tx.execute(
            "SELECT id FROM service_case WHERE customer_id = \(customer) ORDER BY id LIMIT \(limit + 1)"
        ).map { try $0.id("id") }
        guard ids.count <= limit else { throw CustomerMerge.Refusal.tooManyCases(limit) }
        try tx.execute("UPDATE service_case SET customer_id = \(other) WHERE customer_id = \(customer)")
        return ids
    }

    /// These cases, as far as they are still the one customer's, become the other's.
    func move(_ ids: [Case.ID], from customer: Customer.ID, to other: Customer.ID) throws {
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[start..<min(start + 500, ids.count)])
            try tx.execute(
                "UPDATE service_case SET customer_id = \(other) WHERE id IN \(list: some) AND customer_id = \(customer)"
            )
        }
    }

    func count(of customer: Customer.ID) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM service_case WHERE customer_id = \(customer)").first?.int("n") ?? 0
    }

    func areAny(of customer: Customer.ID) throws -> Bool {
        try !tx.execute("SELECT id FROM service_case WHERE customer_id = \(customer) LIMIT 1").isEmpty
    }
}
