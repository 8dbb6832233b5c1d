import Database
import Handbook
import Kernel

/// What forms of several cases ask of the database.
struct Papers {
    let tx: Transaction

    /// A sheet of paper is read by a person: more lines than this are a list, not a form.
    static let mostLines = 300
    private static let mostPromises = 3000

    /// Complaints that are not over, the oldest first, as far as the reader may see.
    /// `total` counts those too that are not on the sheet any more.
    func unsolved(in reach: UnitReach, for staff: Staff.ID) throws -> (lines: [TrackingLine], total: Int) {
        let condition: SQL = """
            type IN ('complaint', 'appeal', 'dispute') AND state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
            AND completed_at IS NULL AND \(CaseScope.isSeen(in: reach, by: staff) ?? "1 = 1")
            """
        var lines = try tx.execute(
            """
            SELECT id, number, subject, customer_id, reported_at, handler_id, state, suspended_reason
            FROM service_case
            WHERE \(condition)
            ORDER BY reported_at, id
            LIMIT \(Self.mostLines)
            """
        ).map(TrackingLine.init(row:))
        guard !lines.isEmpty else { return ([], 0) }
        let total =
            lines.count < Self.mostLines
            ? lines.count
            : try tx.execute("SELECT COUNT(*) AS n FROM service_case WHERE \(condition)").first?.int("n") ?? 0
        let ids = lines.map(\.id)
        let replies = try latestReplies(of: ids)
        let promises = try nextPromises(of: ids)
        let escalations = try escalations(of: ids)
        let due = try tx.obligations.nextReplies(about: ids)
        for index in lines.indices {
            lines[index].lastReply = replies[lines[index].id]
            lines[index].promise = promises[lines[index].id]
            lines[index].escalatedTo = escalations[lines[index].id]
            lines[index].nextReply = due[lines[index].id]
        }
        return (lines, total)
    }

    private func latestReplies(of ids: [Case.ID]) throws -> [Case.ID: Instant] {
        let rows = try tx.execute(
            """
            SELECT case_id, MAX(at) AS at FROM case_entry
            WHERE case_id IN \(list: ids) AND kind IN ('reply', 'call')
            GROUP BY case_id
            """
        )
        return Dictionary(try rows.map { (try $0.id("case_id"), try $0.instant("at")) }) { $1 }
    }

    /// The promise of each that falls due first.
    private func nextPromises(of ids: [Case.ID]) throws -> [Case.ID: TrackingLine.Pledge] {
        let rows = try tx.execute(
            """
            SELECT case_id, body, due_at FROM promise
            WHERE case_id IN \(list: ids) AND kept_at IS NULL
            ORDER BY due_at, id
            LIMIT \(Self.mostPromises)
            """
        )
        return Dictionary(
            try rows.map {
                (try $0.id("case_id"), TrackingLine.Pledge(text: try $0.text("body"), due: try $0.instant("due_at")))
            }
        ) { first, _ in first }
    }

    /// Who has taken on the latest escalation.
    private func escalations(of ids: [Case.ID]) throws -> [Case.ID: Staff.ID] {
        let rows = try tx.execute(
            """
            SELECT subject_id, actor_id FROM event
            WHERE subject_kind = 'case' AND subject_id IN \(list: ids) AND kind = \(EventKind.caseEscalationTaken.rawValue)
                AND actor_id IS NOT NULL
            ORDER BY at, id
            LIMIT 2000
            """
        )
        return Dictionary(try rows.map { (try $0.id("subject_id"), try $0.id("actor_id")) }) { $1 }
    }
}

extension Transaction {
    var papers: Papers { Papers(tx: self) }
}

extension TrackingLine {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), number: try row.text("number"), subject: try row.text("subject"),
            customer: try row.id(ifPresent: "customer_id"), reportedAt: try row.instant("reported_at"),
            handler: try row.id(ifPresent: "handler_id"),
            state: Case.State(rawValue: try row.text("state")) ?? .registered,
            suspension: try row.text(ifPresent: "suspended_reason").flatMap(PauseReason.init(rawValue:)))
    }
}
