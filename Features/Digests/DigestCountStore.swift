import Database
import Handbook
import Kernel

extension Digests {
    /// Complaints of one month that one table counts; a department of that size has one for each region.
    static let mostComplaints = 50_000

    /// The table as the cases say it now.
    func count(_ unit: Unit.ID, _ month: Digest.Month, in zone: Zone) throws -> [Digest.Line] {
        let units = try [unit] + tx.units.descendants(of: unit)
        let types = try covers(unit)
        let before = try tx.execute(
            """
            SELECT category, COUNT(*) AS n FROM service_case
            WHERE \(Self.reported(types, by: units, month.before.period(in: zone)))
            GROUP BY category
            ORDER BY category
            LIMIT \(Self.mostLines)
            """
        ).map { (try $0.text("category"), try $0.int("n")) }
        return Digest.lines(
            of: try reported(types, by: units, month.period(in: zone)),
            before: Dictionary(before) { first, _ in first })
    }

    /// The types of case that the table of this unit counts (SOFT-28): complaints, where its handbook says no more.
    func covers(_ unit: Unit.ID) throws -> [CaseType] {
        try tx.handbooks.inForce(in: unit)?.digestCovers ?? [.complaint]
    }

    private func reported(
        _ types: [CaseType], by units: [Unit.ID], _ period: Range<Instant>
    ) throws -> [Digest.Complaint] {
        try tx.execute(
            """
            SELECT category, founded, COALESCE(department, '') AS department, COALESCE(cause, '') AS cause, reported_at,
                completed_at, refusals, round,
                (SELECT CAST(COALESCE(SUM(compensation.value_fen), 0) AS BIGINT) FROM compensation
                    WHERE compensation.case_id = service_case.id AND compensation.approved_at IS NOT NULL) AS granted,
                (SELECT COUNT(*) FROM penalty_line WHERE penalty_line.case_id = service_case.id) AS penalties,
                (SELECT COUNT(*) FROM obligation WHERE \(Self.clock) AND obligation.state = 'kept') AS kept,
                (SELECT COUNT(*) FROM obligation WHERE \(Self.clock) AND (obligation.state IN ('late', 'broken')
                    OR (obligation.state = 'open' AND obligation.breached_at IS NOT NULL))) AS missed
            FROM service_case
            WHERE \(Self.reported(types, by: units, period))
            ORDER BY reported_at, id
            LIMIT \(Self.mostComplaints)
            """
        ).map { row in
            let missed = try row.int("missed")
            let kept = try row.int("kept")
            let reportedAt = try row.instant("reported_at")
            return Digest.Complaint(
                category: try row.text("category"), isFounded: try row.bool(ifPresent: "founded"),
                department: try row.text("department"), cause: try row.text("cause"),
                isInTime: missed > 0 ? false : kept > 0 ? true : nil,
                milliseconds: try row.instant(ifPresent: "completed_at").map { ($0 - reportedAt).milliseconds },
                refusals: try row.int("refusals"), round: try row.int("round"),
                compensation: Money(fen: try row.integer("granted")), penalties: try row.int("penalties"))
        }
    }

    private static let clock: SQL = """
        obligation.subject_kind = 'case' AND obligation.subject_id = service_case.id AND (obligation.rule || '') = \(DeadlineRule.complete.rawValue)
        """

    private static func reported(_ types: [CaseType], by units: [Unit.ID], _ period: Range<Instant>) -> SQL {
        """
        type IN \(list: types.map(\.rawValue)) AND reported_at >= \(period.lowerBound) AND reported_at < \(period.upperBound)
            AND (unit_id || '') IN \(list: units)
        """
    }
}
