import Database
import Handbook
import Kernel

/// One line of the library: symptom, solution, lesson (CHAIN-83).
struct LibraryLine: Equatable, Sendable {
    let id: Case.ID
    let number: String
    let archive: String
    var subject: String
    let category: String
    let cause: String
    var solution: String
    var lesson: String
    let archivedAt: Instant
    let hasStudy: Bool
}

/// One line of the register of the unsolved (SOFT-61, F-14).
struct UnsolvedLine: Equatable, Sendable {
    let id: Case.ID
    let number: String
    var subject: String
    let state: Case.State
    let handler: Staff.ID?
    let reportedAt: Instant
    let lastReplyAt: Instant?
    /// When the customer has to hear from us next (SOFT-61).
    var nextDueAt: Instant?
}

extension CaseLibrary {
    /// Archived cases by symptom, solution or lesson, the newest first.
    func lines(
        containing text: String, category: String, within reach: UnitReach, limit: Int, offset: Int
    ) throws -> (lines: [LibraryLine], total: Int) {
        // The archive has an index in its own order, which has unit and category in it to sift by.
        var conditions: [SQL] = ["archived_at IS NOT NULL", "state = 'archived'", reach.sifted]
        if !category.isEmpty { conditions.append("COALESCE(category, '') = \(category)") }
        if !text.isEmpty { conditions.append(try found(text)) }
        let condition = SQL(conditions, joinedBy: " AND ")
        let total = try tx.execute("SELECT COUNT(*) AS n FROM service_case WHERE \(condition)").first?.int("n") ?? 0
        let lines = try tx.execute(
            """
            SELECT id, number, archive_number, subject, category, cause, solution, lesson, archived_at,
                   (SELECT COUNT(*) FROM case_study WHERE case_id = service_case.id) AS studies
            FROM service_case WHERE \(condition)
            ORDER BY archived_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row in
            LibraryLine(
                id: try row.id("id"), number: try row.text("number"),
                archive: try row.text(ifPresent: "archive_number") ?? "", subject: try row.text("subject"),
                category: try row.text("category"), cause: try row.text(ifPresent: "cause") ?? "",
                solution: try row.text(ifPresent: "solution") ?? "", lesson: try row.text(ifPresent: "lesson") ?? "",
                archivedAt: try row.instant("archived_at"), hasStudy: try row.int("studies") > 0)
        }
        return (lines, total)
    }

    /// The cases in whose matter, or in whose solution and lesson, all that was typed stands: by the index of the search,
    /// so that no text is read which does not have it. Of a word that very many have, the newest count.
    private func found(_ text: String) throws -> SQL {
        let cuts = SearchQuery(text).cuts
        guard !cuts.isEmpty else { return "1 = 0" }
        let arms = try [SearchKind.matter, .lesson].compactMap { kind -> SQL? in
            let words = try tx.search.rarest(of: cuts, kind)
            guard let rarest = words.first, rarest.count > 0 else { return nil }
            return SearchPostings.records(
                holding: words.prefix(Search.mostCuts).map(\.cut), kind, newest: CaseScope.mostHits, tx.engine)
        }
        return arms.isEmpty ? "1 = 0" : "id IN (\(SQL(arms, joinedBy: " UNION ")))"
    }

    /// Complaints that are not solved yet, the oldest first: age, last answer, next date. What is open at closing time
    /// stands here the next morning (MART-27).
    /// The same that F-14 prints: of the units within reach, and one's own wherever they are.
    func unsolved(within reach: UnitReach, for staff: Staff.ID, limit: Int, offset: Int) throws -> (
        lines: [UnsolvedLine], total: Int
    ) {
        let condition: SQL = """
            completed_at IS NULL AND COALESCE(type, '') IN ('complaint', 'appeal', 'dispute')
            AND \(CaseScope.isOpen) AND \(CaseScope.isSeen(in: reach, by: staff) ?? "1 = 1")
            """
        let total = try tx.execute("SELECT COUNT(*) AS n FROM service_case WHERE \(condition)").first?.int("n") ?? 0
        let lines = try tx.execute(
            "\(Self.unsolved) WHERE \(condition) ORDER BY reported_at, id LIMIT \(limit) OFFSET \(offset)"
        ).map(UnsolvedLine.init(row:))
        return (try answered(lines), total)
    }

    /// The lines of some cases, whatever has become of them since.
    func unsolved(_ ids: [Case.ID]) throws -> [UnsolvedLine] {
        try answered(
            tx.execute("\(Self.unsolved) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)")
                .map(UnsolvedLine.init(row:)))
    }

    private func answered(_ lines: [UnsolvedLine]) throws -> [UnsolvedLine] {
        let due = try tx.obligations.nextReplies(about: lines.map(\.id))
        return lines.map { line in
            var line = line
            line.nextDueAt = due[line.id]
            return line
        }
    }

    private static let unsolved: SQL = """
        SELECT id, number, subject, state, handler_id, reported_at,
               (SELECT MAX(at) FROM case_entry WHERE case_id = service_case.id AND kind IN ('reply', 'call'))
                   AS last_reply_at
        FROM service_case
        """
}

extension UnsolvedLine {
    /// Whole days since it was reported.
    func days(at now: Instant) -> Int64 { (now - reportedAt).milliseconds / 86_400_000 }

    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), number: try row.text("number"), subject: try row.text("subject"),
            state: try row.choice("state"), handler: try row.id(ifPresent: "handler_id"),
            reportedAt: try row.instant("reported_at"), lastReplyAt: try row.instant(ifPresent: "last_reply_at"))
    }
}
