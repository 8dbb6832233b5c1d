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

    /// The same question for many new records at once. A name alone lists nobody but a firm, so persons without an address
    /// are not looked for by it.
    func suspect(new customers: [Customer]) throws {
        let own = Dictionary(customers.map { ($0.id, $0) }) { first, _ in first }
        let numbers = Set(customers.compactMap(\.phone?.revealed)).sorted()
        let cards = Set(customers.map(\.memberNumber).filter { !$0.isEmpty }).sorted()
        let names = Set(customers.filter(\.isSoughtByName).map { CustomerKeys.normal($0.facts.name) }).sorted()
        var ids: [Customer.ID] = []
        for piece in numbers.pieces() {
            ids += try tx.execute(
                """
                SELECT customer_id FROM contact_point WHERE value IN \(list: piece) AND contact_id IS NULL
                ORDER BY known_since DESC, customer_id
                LIMIT \(Self.mostOfPiece)
                """
            ).map { try $0.id("customer_id") }
        }
        for (column, values) in [("member_number", cards), ("name_key", names)] as [(SQL, [String])] {
            for piece in values.pieces() {
                ids += try tx.execute(
                    """
                    SELECT id FROM customer WHERE \(column) IN \(list: piece) AND state IN ('active', 'blocked')
                    ORDER BY known_since DESC, id
                    LIMIT \(Self.mostOfPiece)
                    """
                ).map { try $0.id("id") }
            }
        }
        // Most are alone: they have been found by their own number only.
        guard Self.isAnyAlike(customers) || ids.contains(where: { own[$0] == nil }) else { return }
        try insert(pairs(of: own, among: Set(ids).union(own.keys)))
    }

    /// Whether two of the new records themselves have something in common.
    private static func isAnyAlike(_ customers: [Customer]) -> Bool {
        var seen: Set<String> = []
        return customers.contains { customer in
            [
                "n" + (customer.phone?.revealed ?? ""), "c" + customer.memberNumber,
                "m" + (customer.isSoughtByName ? CustomerKeys.normal(customer.facts.name) : ""),
            ]
            .contains { $0.count > 1 && !seen.insert($0).inserted }
        }
    }

    /// Every pair of a new record and another that has a number, a card or a name in common with it.
    private func pairs(
        of own: [Customer.ID: Customer], among ids: Set<Customer.ID>
    ) throws -> [(first: Customer.ID, second: Customer.ID, likeness: CustomerLikeness)] {
        let all = try stored(Array(ids)).values.filter { $0.mergedInto == nil && !$0.isAnonymised }
            .sorted { ($1.knownSince, $1.id.rawValue) < ($0.knownSince, $0.id.rawValue) }
        let points = try points(of: all.map(\.id))
        let sides = all.map { CustomerLikeness.Side(facts: $0.facts, points: points[$0.id] ?? []) }
        var places: [String: [Int]] = [:]
        for (place, side) in sides.enumerated() {
            for key in Self.keys(of: side) { places[key, default: []].append(place) }
        }
        var found: [(first: Customer.ID, second: Customer.ID, likeness: CustomerLikeness)] = []
        for (place, customer) in all.enumerated() where own[customer.id] != nil {
            var others: Set<Int> = []
            for key in Self.keys(of: sides[place]) {
                others.formUnion((places[key] ?? []).lazy.filter { $0 != place }.prefix(Self.mostAlike))
            }
            for other in others.sorted() where other < place || own[all[other].id] == nil {
                guard let likeness = CustomerLikeness(sides[place], sides[other]) else { continue }
                let pair = CustomerDuplicate.pair(customer.id, all[other].id)
                found.append((pair.first, pair.second, likeness))
            }
        }
        return found
    }

    private static func keys(of side: CustomerLikeness.Side) -> [String] {
        side.points.map { "n" + $0 } + (side.facts.memberNumber.isEmpty ? [] : ["c" + side.facts.memberNumber])
            + ["m" + CustomerKeys.normal(side.facts.name)]
    }

    private func points(of ids: [Customer.ID]) throws -> [Customer.ID: Set<String>] {
        var points: [Customer.ID: Set<String>] = [:]
        for piece in ids.map(\.rawValue).pieces() {
            for row in try tx.execute(
                """
                SELECT customer_id, value FROM contact_point
                WHERE customer_id IN \(list: piece) AND contact_id IS NULL
                ORDER BY customer_id, value
                LIMIT \(Self.mostOfPiece)
                """
            ) { points[try row.id("customer_id"), default: []].insert(try row.text("value")) }
        }
        return points
    }

    private func insert(
        _ pairs: [(first: Customer.ID, second: Customer.ID, likeness: CustomerLikeness)]
    ) throws {
        try tx.insert(
            "INSERT INTO customer_duplicate (first_id, second_id, score, reasons, state, found_at)",
            rows: pairs.map { pair in
                [
                    pair.first.cell, pair.second.cell, pair.likeness.score.cell,
                    pair.likeness.reasons.map(\.rawValue).joined(separator: " ").cell, "open".cell, tx.now.cell,
                ]
            }, "ON CONFLICT (first_id, second_id) DO NOTHING")
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
        let inUse: SQL = "customer.state IN ('active', 'blocked') AND customer.id <> \(customer.id)"
        for value in side.points.sorted().prefix(Customer.mostParts) {
            ids.formUnion(
                try tx.execute(
                    """
                    SELECT customer.id FROM contact_point JOIN customer ON customer.id = contact_point.customer_id
                    WHERE contact_point.value = \(value) AND contact_point.contact_id IS NULL AND \(inUse)
                    ORDER BY customer.known_since DESC, customer.id
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

extension Customer {
    /// A name counts 30, of firms 50; a person needs a similar address besides to be listed by it.
    fileprivate var isSoughtByName: Bool { kind == .organisation || !facts.address.isEmpty }
}
