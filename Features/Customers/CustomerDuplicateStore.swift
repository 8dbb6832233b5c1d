import Database
import Kernel

/// Pairs of records that may be one customer.
extension Customers {
    /// Looks, by index, for records in use like this one, and lists the pairs nobody has decided yet.
    func suspect(_ customer: Customer) throws {
        try tx.execute(
            """
            DELETE FROM customer_duplicate
            WHERE (first_id = \(customer.id) OR second_id = \(customer.id)) AND state = 'open'
            """
        )
        guard customer.mergedInto == nil, !customer.isAnonymised else { return }
        let side = try side(of: customer)
        for id in try alike(customer, side) {
            guard let other = try stored(id), let likeness = CustomerLikeness(side, try self.side(of: other)) else {
                continue
            }
            let pair = CustomerDuplicate.pair(customer.id, id)
            try tx.execute(
                """
                INSERT INTO customer_duplicate (first_id, second_id, score, reasons, state, found_at)
                VALUES (\(pair.first), \(pair.second), \(likeness.score),
                        \(likeness.reasons.map(\.rawValue).joined(separator: " ")), 'open', \(tx.now))
                ON CONFLICT (first_id, second_id) DO NOTHING
                """
            )
        }
    }

    func side(of customer: Customer) throws -> CustomerLikeness.Side {
        let points = try contactPoints(of: customer.id).filter { $0.contact == nil }
        return CustomerLikeness.Side(facts: customer.facts, points: Set(points.map(\.value)))
    }

    func duplicate(_ one: Customer.ID, _ other: Customer.ID) throws -> CustomerDuplicate? {
        let pair = CustomerDuplicate.pair(one, other)
        return try tx.execute(
            "\(Self.selectPairs) WHERE first_id = \(pair.first) AND second_id = \(pair.second)"
        ).first.map(CustomerDuplicate.init(row:))
    }

    func duplicates(of customer: Customer.ID) throws -> [CustomerDuplicate] {
        try tx.execute(
            """
            \(Self.selectPairs) WHERE (first_id = \(customer) OR second_id = \(customer)) AND state = 'open'
            ORDER BY score DESC, first_id, second_id
            LIMIT 20
            """
        ).map(CustomerDuplicate.init(row:))
    }

    /// The open pairs both of which lie within the reach, the likest first, with the number of them all.
    func duplicates(
        within reach: UnitReach, limit: Int, offset: Int
    ) throws -> (pairs: [CustomerDuplicate], total: Int) {
        let condition: SQL = """
            state = 'open'
                AND first_id IN (SELECT id FROM customer WHERE \(CustomerSearch.isSeen(in: reach, "unit_id")))
                AND second_id IN (SELECT id FROM customer WHERE \(CustomerSearch.isSeen(in: reach, "unit_id")))
            """
        let total = try tx.execute("SELECT COUNT(*) AS n FROM customer_duplicate WHERE \(condition)").first?.int("n")
        let pairs = try tx.execute(
            """
            \(Self.selectPairs) WHERE \(condition)
            ORDER BY score DESC, found_at DESC, first_id, second_id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(CustomerDuplicate.init(row:))
        return (pairs, total ?? 0)
    }

    func decide(_ pair: CustomerDuplicate, _ state: CustomerDuplicate.State, by staff: Staff.ID) throws {
        try tx.execute(
            """
            UPDATE customer_duplicate SET state = \(state.rawValue), decided_by = \(staff), decided_at = \(tx.now)
            WHERE first_id = \(pair.first) AND second_id = \(pair.second)
            """
        )
    }

    func forgetDuplicates(of customer: Customer.ID) throws {
        try tx.execute("DELETE FROM customer_duplicate WHERE first_id = \(customer) OR second_id = \(customer)")
    }

    private func alike(_ customer: Customer, _ side: CustomerLikeness.Side) throws -> [Customer.ID] {
        var ids: Set<Customer.ID> = []
        let inUse: SQL = "state IN ('active', 'blocked') AND id <> \(customer.id)"
        for value in side.points.sorted().prefix(Customer.mostParts) {
            ids.formUnion(
                try tx.execute(
                    """
                    SELECT id FROM customer
                    WHERE id IN (SELECT customer_id FROM contact_point WHERE value = \(value) AND contact_id IS NULL)
                        AND \(inUse)
                    ORDER BY known_since DESC, id
                    LIMIT \(Self.mostAlike)
                    """
                ).map { try $0.id("id") })
        }
        let equal: [(SQL, String)] = [
            ("member_number", customer.memberNumber), ("name_key", CustomerKeys.normal(customer.facts.name)),
        ]
        for (column, value) in equal where !value.isEmpty {
            ids.formUnion(
                try tx.execute(
                    """
                    SELECT id FROM customer WHERE \(column) = \(value) AND \(inUse)
                    ORDER BY known_since DESC, id
                    LIMIT \(Self.mostAlike)
                    """
                ).map { try $0.id("id") })
        }
        return ids.sorted { $0.rawValue < $1.rawValue }
    }

    /// Of a name that hundreds bear only the latest are compared.
    private static let mostAlike = 50

    private static let selectPairs: SQL = """
        SELECT first_id, second_id, score, reasons, state, found_at FROM customer_duplicate
        """
}

extension CustomerDuplicate {
    fileprivate init(row: Row) throws {
        self.init(
            first: try row.id("first_id"), second: try row.id("second_id"), score: try row.int("score"),
            reasons: try row.text("reasons").split(separator: " ").compactMap {
                CustomerLikeness.Reason(rawValue: String($0))
            }, state: try row.choice("state"), foundAt: try row.instant("found_at"))
    }
}
