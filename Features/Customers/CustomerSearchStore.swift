import Database
import Kernel

/// Whom a typed text may mean. Each way of looking is an index of its own, so that 200,000 customers are searched in
/// the time of a keystroke; the exact ways come first.
struct CustomerSearch {
    let tx: Transaction

    /// The customers within the reader's reach, the surest first; of the same certainty those known of
    /// latest before others, of spellings the nearest; each once.
    /// A number or card of a record that was merged answers with the record that stands for it.
    func find(_ typed: String, within reach: UnitReach, limit: Int = 8) throws -> [CustomerMatch] {
        guard let query = CustomerQuery(typed), reach != .nothing, reach != .own else { return [] }
        let limit = min(max(1, limit), Self.mostAnswers)
        var matches: [CustomerMatch] = []
        var seen: Set<Customer.ID> = []
        for (way, statement) in Self.statements(query, reach, limit: limit) {
            guard matches.count < limit else { break }
            let ids: [Customer.ID] = try tx.execute(statement).map { try $0.id("customer_id") }
            let found = try tx.customers.find(Set(ids))
            for id in ids {
                guard let customer = found[id], reach.contains(customer.unit), seen.insert(customer.id).inserted else {
                    continue
                }
                matches.append(CustomerMatch(customer: customer, way: way))
            }
        }
        return Array(matches.prefix(limit))
    }

    static let mostAnswers = 50

    /// What is asked, in the order of certainty: a reviewer sees the plans of these in a golden file.
    static func statements(
        _ query: CustomerQuery, _ reach: UnitReach, limit: Int
    ) -> [(way: CustomerMatch.Way, statement: SQL)] {
        var statements: [(CustomerMatch.Way, SQL)] = []
        func points(_ column: SQL, _ value: String) -> SQL {
            """
            SELECT contact_point.customer_id FROM contact_point JOIN customer ON customer.id = contact_point.customer_id
            WHERE contact_point.\(column) = \(value) AND \(isSeen(in: reach, "customer.unit_id"))
            ORDER BY contact_point.known_since DESC, contact_point.id
            LIMIT \(limit)
            """
        }
        func records(_ column: SQL, _ value: String) -> SQL {
            """
            SELECT id AS customer_id FROM customer
            WHERE \(column) = \(value) AND state <> 'anonymised' AND \(isSeen(in: reach, "unit_id"))
            ORDER BY known_since DESC, id
            LIMIT \(limit)
            """
        }
        statements.append((.contactPoint, points("value", query.number?.revealed ?? query.text.lowercased())))
        if let lastFour = query.lastFour { statements.append((.lastFour, points("last_four", lastFour))) }
        statements.append((.memberNumber, records("member_number", query.text)))
        statements.append((.fileNumber, records("number", query.text.uppercased())))
        statements.append((.name, records("name_key", CustomerKeys.normal(query.text))))
        if let words = words(query.words, reach, limit: limit) { statements.append((.words, words)) }
        if let spelling = query.spelling { statements.append((.words, spelled(spelling, reach, limit: limit))) }
        return statements
    }

    /// Every word must be there; the longest leads, for it is the rarest.
    private static func words(_ words: [String], _ reach: UnitReach, limit: Int) -> SQL? {
        let sorted = words.sorted { ($0.utf8.count, $1) > ($1.utf8.count, $0) }
        guard let first = sorted.first else { return nil }
        let others = sorted.dropFirst().prefix(mostWords).map { word -> SQL in
            """
            AND EXISTS (
                SELECT 1 FROM customer_key AS other
                WHERE other.word = \(word) AND other.known_since = lead.known_since AND other.unit_id = lead.unit_id
                    AND other.customer_id = lead.customer_id)
            """
        }
        return """
            SELECT lead.customer_id FROM customer_key AS lead
            WHERE lead.word = \(first) AND \(isSeen(in: reach, "lead.unit_id")) \(SQL(others, joinedBy: " "))
            ORDER BY lead.known_since DESC, lead.customer_id
            LIMIT \(limit)
            """
    }

    /// From the first letter on: a range of bytes in the order of the index, so that the first answers are there after
    /// a few rows however many follow. The nearest spelling comes first, then who is known longest. Who sees a few
    /// units reads the index of each; who sees many finds some of them soon in the index of all.
    private static func spelled(_ text: String, _ reach: UnitReach, limit: Int) -> SQL {
        let range: SQL =
            text.count < CustomerQuery.shortestPrefix
            ? "word = \(text)" : "word >= \(text) AND word < \(text + "\u{10FFFF}")"
        // A customer has a key for each spelling, initials and name: more rows than customers are read.
        let rows = limit * keysOfOne
        guard case .some(let units) = reach, units.count <= fewUnits else {
            return """
                SELECT word, known_since, unit_id, customer_id FROM customer_key
                WHERE \(range) AND \(isSeen(in: reach, "unit_id"))
                ORDER BY word, known_since, unit_id, customer_id
                LIMIT \(rows)
                """
        }
        let parts = units.map { unit -> SQL in
            """
            SELECT word, known_since, unit_id, customer_id FROM (
                SELECT word, known_since, unit_id, customer_id FROM customer_key
                WHERE unit_id = \(unit) AND \(range)
                ORDER BY word, known_since, customer_id
                LIMIT \(rows)) AS part
            """
        }
        return """
            \(SQL(parts, joinedBy: " UNION ALL "))
            ORDER BY word, known_since, unit_id, customer_id
            LIMIT \(rows)
            """
    }

    static func isSeen(in reach: UnitReach, _ column: SQL) -> SQL {
        switch reach {
        case .all: "1 = 1"
        case .some(let units): "\(column) IN \(list: units)"
        case .own, .nothing: "1 = 0"
        }
    }

    private static let mostWords = 8
    private static let keysOfOne = 4
    private static let fewUnits = 8
}

extension Transaction {
    var customerSearch: CustomerSearch { CustomerSearch(tx: self) }
}
