import Database
import Handbook
import Kernel

/// What a person's day came to, counted.
extension DailyReports {
    /// Acts of one person in one day that are looked at.
    private static let mostActs = 10_000

    /// From the end of the report before, or the first minute of its day, to the end of its day.
    func figures(of report: DailyReport, on ground: AbsenceGround) throws -> (
        figures: [DailyFigure: Int], until: Instant
    ) {
        let midnight = ground.zone.instant(report.day, .midnight)
        let end = max(report.dueAt, ground.zone.instant(report.day.advanced(by: 1), .midnight))
        let from = max(midnight, try last(of: report.staff, before: report.day)?.handedIn?.until ?? midnight)
        let until = max(from, min(tx.now, end))
        let kinds = DailyFigure.allCases.flatMap(\.events).map(\.rawValue)
        let happened = try tx.execute(
            """
            SELECT kind, subject_id FROM event
            WHERE actor_id = \(report.staff) AND at >= \(from) AND at <= \(until) AND kind IN \(list: kinds)
            ORDER BY at, id
            LIMIT \(Self.mostActs)
            """
        ).compactMap { row in
            try EventKind(rawValue: row.text("kind")).map { (kind: $0, record: try row.text("subject_id")) }
        }
        var figures = DailyFigure.count(happened)
        figures[.overdue] = try overdue(of: report.staff)
        figures[.inHand] = try inHand(of: report.staff)
        return (figures, until)
    }

    private func overdue(of staff: Staff.ID) throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS n FROM (
                SELECT 1 AS one FROM obligation
                WHERE owed_by_staff = \(staff) AND state = 'open' AND due_at < \(tx.now) AND paused_since IS NULL
                LIMIT 1000
            ) AS bounded
            """
        ).first?.int("n") ?? 0
    }

    private func inHand(of staff: Staff.ID) throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS n FROM (
                SELECT 1 AS one FROM service_case
                WHERE handler_id = \(staff) AND state IN \(list: Case.inHand)
                LIMIT 1000
            ) AS bounded
            """
        ).first?.int("n") ?? 0
    }
}
