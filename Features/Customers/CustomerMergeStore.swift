import Database
import Foundation
import Kernel

extension Customers {
    func merge(_ id: CustomerMerge.ID) throws -> CustomerMerge? {
        try tx.execute("\(Self.selectMerges) WHERE id = \(id)").first.map(CustomerMerge.init(row:))
    }

    /// Newest first: of a record that was kept, or that went into another.
    func merges(of customer: Customer.ID) throws -> [CustomerMerge] {
        try tx.execute(
            """
            \(Self.selectMerges) WHERE survivor_id = \(customer) OR absorbed_id = \(customer)
            ORDER BY merged_at DESC, id DESC
            LIMIT 50
            """
        ).map(CustomerMerge.init(row:))
    }

    func insert(_ merge: CustomerMerge, moved: [(CustomerMerge.Moved, String)]) throws {
        try tx.execute(
            """
            INSERT INTO customer_merge
                (id, survivor_id, absorbed_id, merged_by, merged_at, reason, facts_before, facts_after, block_kind,
                 block_reason, block_by, block_at)
            VALUES (\(merge.id), \(merge.survivor), \(merge.absorbed), \(merge.by), \(merge.at), \(merge.reason),
                    \(Self.text(merge.before)), \(Self.text(merge.after)), \(merge.absorbedBlock?.kind.rawValue),
                    \(merge.absorbedBlock?.reason), \(merge.absorbedBlock?.by), \(merge.absorbedBlock?.at))
            """
        )
        for (kind, record) in moved {
            try tx.execute(
                """
                INSERT INTO customer_merge_move (merge_id, kind, record_id)
                VALUES (\(merge.id), \(kind.rawValue), \(record))
                """
            )
        }
    }

    func saveUndone(_ merge: CustomerMerge) throws {
        try tx.execute(
            """
            UPDATE customer_merge SET undone_by = \(merge.undone?.by), undone_at = \(merge.undone?.at)
            WHERE id = \(merge.id)
            """
        )
    }

    func moved(_ kind: CustomerMerge.Moved, by merge: CustomerMerge.ID) throws -> [String] {
        try tx.execute(
            """
            SELECT record_id FROM customer_merge_move WHERE merge_id = \(merge) AND kind = \(kind.rawValue)
            ORDER BY record_id
            LIMIT \(CustomerMerge.mostCases)
            """
        ).map { try $0.text("record_id") }
    }

    /// Contact points, contacts and consents of one record become another's. Answers what moved.
    func moveParts(from absorbed: Customer.ID, to survivor: Customer.ID) throws -> [(CustomerMerge.Moved, String)] {
        let points = try contactPoints(of: absorbed)
        var moved = points.map { (CustomerMerge.Moved.contactPoint, $0.id.rawValue) }
        moved += points.filter(\.isPrimary).map { (.primary, $0.id.rawValue) }
        moved += try contacts(of: absorbed).map { (.contact, $0.id.rawValue) }
        moved += try consents(of: absorbed, limit: CustomerMerge.mostCases).map { (.consent, $0.id.rawValue) }
        try tx.execute(
            "UPDATE contact_point SET customer_id = \(survivor), is_primary = 0 WHERE customer_id = \(absorbed)")
        try tx.execute("UPDATE customer_contact SET customer_id = \(survivor) WHERE customer_id = \(absorbed)")
        try tx.execute("UPDATE customer_consent SET customer_id = \(survivor) WHERE customer_id = \(absorbed)")
        return moved
    }

    /// What moved by a merge goes back, as far as it is still there.
    func moveBack(_ merge: CustomerMerge) throws {
        let points = try moved(.contactPoint, by: merge.id)
        let contacts = try moved(.contact, by: merge.id)
        let consents = try moved(.consent, by: merge.id)
        let primary = try moved(.primary, by: merge.id)
        if !points.isEmpty {
            try tx.execute(
                """
                UPDATE contact_point SET customer_id = \(merge.absorbed), is_primary = 0
                WHERE id IN \(list: points) AND customer_id = \(merge.survivor)
                """
            )
        }
        if !primary.isEmpty {
            try tx.execute(
                """
                UPDATE contact_point SET is_primary = 1
                WHERE id IN \(list: primary) AND customer_id = \(merge.absorbed)
                """
            )
        }
        if !contacts.isEmpty {
            try tx.execute(
                """
                UPDATE customer_contact SET customer_id = \(merge.absorbed)
                WHERE id IN \(list: contacts) AND customer_id = \(merge.survivor)
                """
            )
        }
        if !consents.isEmpty {
            try tx.execute(
                """
                UPDATE customer_consent SET customer_id = \(merge.absorbed)
                WHERE id IN \(list: consents) AND customer_id = \(merge.survivor)
                """
            )
        }
    }

    /// The records that went into this one, for good or until the merge is undone.
    func absorbed(by customer: Customer.ID) throws -> [Customer] {
        try tx.execute(
            "\(Self.select) WHERE merged_into = \(customer) ORDER BY known_since, id LIMIT \(Customer.mostParts)"
        ).map(Customer.init(row:))
    }

    private static func text(_ facts: CustomerFacts) throws -> String {
        let values = Dictionary(uniqueKeysWithValues: CustomerFacts.Field.allCases.map { ($0.rawValue, facts[$0]) })
        return try textOfJSON(values)
    }

    private static let selectMerges: SQL = """
        SELECT id, survivor_id, absorbed_id, merged_by, merged_at, reason, facts_before, facts_after, block_kind,
               block_reason, block_by, block_at, undone_by, undone_at
        FROM customer_merge
        """
}

extension CustomerMerge {
    fileprivate init(row: Row) throws {
        let undoneAt = try row.instant(ifPresent: "undone_at")
        let undoneBy: Staff.ID? = try row.id(ifPresent: "undone_by")
        let block: Customer.Block? =
            try row.text(ifPresent: "block_kind") == nil
            ? nil
            : Customer.Block(
                kind: try row.choice("block_kind"), reason: try row.text("block_reason"), by: try row.id("block_by"),
                at: try row.instant("block_at"))
        self.init(
            id: try row.id("id"), survivor: try row.id("survivor_id"), absorbed: try row.id("absorbed_id"),
            by: try row.id("merged_by"), at: try row.instant("merged_at"), reason: try row.text("reason"),
            before: try Self.facts(row.text("facts_before")), after: try Self.facts(row.text("facts_after")),
            absorbedBlock: block, undone: undoneAt.flatMap { at in undoneBy.map { Customer.Stamp(by: $0, at: at) } })
    }

    private static func facts(_ text: String) throws -> CustomerFacts {
        let values = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        var facts = CustomerFacts(kind: .person, name: "")
        for field in CustomerFacts.Field.allCases { facts[field] = values[field.rawValue] ?? "" }
        return facts
    }
}
