import Database
import Handbook
import Kernel

/// What other features ask of a case when the ground under it changes: a new edition of its handbook, other hours.
extension Cases {
    /// The cases of these editions that are not over, by id.
    func open(under versions: [HandbookVersion.ID], limit: Int) throws -> [Case.ID] {
        guard !versions.isEmpty else { return [] }
        return try tx.execute(
            """
            SELECT id FROM service_case
            WHERE version_id IN \(list: versions) AND state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    /// From now on the case is judged by another edition. Its clocks are the caller's to set anew, before the lists hear
    /// of it.
    func restate(_ record: Case, under version: HandbookVersion.ID) throws {
        var record = record
        record.version = version
        try save(record)
    }

    /// The ledger has moved deadlines of these cases: the lists are sorted by them.
    func noteNextDeadlines(of cases: some Sequence<Case.ID>) throws {
        for id in Set(cases).sorted(by: { $0.rawValue < $1.rawValue }) {
            guard let record = try find(id) else { continue }
            try noteNextDeadline(of: record)
            tx.announce("case:\(id)")
        }
    }
}
