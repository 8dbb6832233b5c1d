import Database
import Handbook
import Kernel

/// Which cases hang together, as the database keeps it.
extension CaseParts {
    func openChildren() throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS n FROM service_case
            WHERE parent_id = \(id) AND state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
            """
        ).first?.int("n") ?? 0
    }

    /// Slips of other departments that are not verified yet.
    func openSlips() throws -> Int {
        try tx.execute(
            "SELECT COUNT(*) AS n FROM slip WHERE case_id = \(id) AND state IN ('sent', 'accepted', 'done')"
        ).first?.int("n") ?? 0
    }

    func merges() throws -> [CaseMerge] {
        try tx.execute(
            """
            SELECT id, source_id, target_id, reason, merged_by, at, event_id, undone_at FROM case_merge
            WHERE source_id = \(id) ORDER BY at DESC, id LIMIT \(Self.bound)
            """
        ).map { row in
            CaseMerge(
                id: try row.id("id"), source: try row.id("source_id"), target: try row.id("target_id"),
                reason: try row.text("reason"), by: try row.id("merged_by"), at: try row.instant("at"),
                event: try row.id("event_id"), undoneAt: try row.instant(ifPresent: "undone_at"))
        }
    }

    func save(_ merge: CaseMerge) throws {
        try tx.execute(
            """
            INSERT INTO case_merge (id, source_id, target_id, reason, merged_by, at, event_id, undone_at)
            VALUES (\(merge.id), \(merge.source), \(merge.target), \(merge.reason), \(merge.by), \(merge.at),
                    \(merge.event), \(merge.undoneAt))
            ON CONFLICT (id) DO UPDATE SET undone_at = excluded.undone_at
            """
        )
    }
}

extension Cases {
    /// How far up a line of parents goes; deeper is refused as a circle.
    static let deepestLine = 20

    /// A case and everything above it.
    func ancestors(of record: Case) throws -> Set<Case.ID> {
        var line: Set<Case.ID> = [record.id]
        var next = record.kinship.parent ?? record.kinship.mergedInto
        while let id = next, line.count < Self.deepestLine, line.insert(id).inserted {
            let above = try find(id)
            next = above?.kinship.parent ?? above?.kinship.mergedInto
        }
        return line
    }

    /// What cases are called, for pages that speak of several.
    func numbers(of cases: Set<Case.ID>) throws -> [Case.ID: String] {
        guard !cases.isEmpty else { return [:] }
        let ids = Array(cases.sorted { $0.rawValue < $1.rawValue }.prefix(500))
        let rows = try tx.execute("SELECT id, number FROM service_case WHERE id IN \(list: ids) ORDER BY id LIMIT 500")
        return Dictionary(try rows.map { (try $0.id("id"), try $0.text("number")) }) { first, _ in first }
    }

    /// The children of a case and what was merged into it, oldest first.
    func kin(of id: Case.ID) throws -> [Case] {
        try tx.execute(
            """
            \(Self.select)
            WHERE id IN (SELECT id FROM service_case WHERE parent_id = \(id)
                         UNION SELECT id FROM service_case WHERE merged_into = \(id)
                         UNION SELECT id FROM service_case WHERE split_from = \(id))
            ORDER BY reported_at, id
            LIMIT \(CaseParts.bound)
            """
        ).map(Case.init(row:))
    }
}
