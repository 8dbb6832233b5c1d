import Database
import Handbook
import Kernel

/// The rankings of weeks.
struct WeekDigests {
    let tx: Transaction

    /// Lines of one ranking.
    static let mostLines = 50

    func find(_ unit: Unit.ID, _ week: WeekDigest.Week) throws -> WeekDigest? {
        guard
            let row = try tx.execute(
                """
                SELECT made_at, reported, completed, unresolved, counted FROM week_digest
                WHERE unit_id = \(unit) AND week = \(week.description)
                """
            ).first
        else { return nil }
        var digest = WeekDigest(
            unit: unit, week: week, madeAt: try row.instant("made_at"), reported: try row.int("reported"),
            completed: try row.int("completed"), unresolved: try row.int("unresolved"), counted: try row.int("counted"))
        let lines = try tx.execute(
            """
            SELECT ranking, name, number, before, complaints, unresolved FROM week_digest_line
            WHERE unit_id = \(unit) AND week = \(week.description)
            ORDER BY ranking, place
            LIMIT 200
            """
        )
        for line in lines {
            guard let ranking = WeekDigest.Ranking(rawValue: try line.text("ranking")) else { continue }
            digest.lines[ranking, default: []].append(
                WeekDigest.Line(
                    name: try line.text("name"), number: try line.int("number"), before: try line.int("before"),
                    complaints: try line.int("complaints"), unresolved: try line.int("unresolved")))
        }
        return digest
    }

    func insert(_ digest: WeekDigest) throws {
        try tx.execute(
            """
            INSERT INTO week_digest (unit_id, week, made_at, reported, completed, unresolved, counted)
            VALUES (\(digest.unit), \(digest.week.description), \(digest.madeAt), \(digest.reported),
                    \(digest.completed), \(digest.unresolved), \(digest.counted))
            ON CONFLICT (unit_id, week) DO NOTHING
            """
        )
        for ranking in WeekDigest.Ranking.allCases {
            for (place, line) in (digest.lines[ranking] ?? []).prefix(Self.mostLines).enumerated() {
                try tx.execute(
                    """
                    INSERT INTO week_digest_line
                        (unit_id, week, ranking, place, name, number, before, complaints, unresolved)
                    VALUES (\(digest.unit), \(digest.week.description), \(ranking.rawValue), \(place), \(line.name),
                            \(line.number), \(line.before), \(line.complaints), \(line.unresolved))
                    """
                )
            }
        }
    }

    /// What the cases of a unit and of all below it say of a week now.
    func count(_ unit: Unit.ID, _ week: WeekDigest.Week, in zone: Zone) throws -> WeekDigest {
        let period = week.period(in: zone)
        let units = try [unit] + tx.units.descendants(of: unit)
        var digest = WeekDigest(unit: unit, week: week, madeAt: tx.now, counted: units.count)
        digest.completed =
            try tx.execute(
                """
                SELECT COUNT(*) AS n FROM service_case
                WHERE \(UnitReach.sifting(units)) AND completed_at >= \(period.lowerBound) AND completed_at < \(period.upperBound)
                """
            ).first?.int("n") ?? 0
        for ranking in WeekDigest.Ranking.allCases {
            let lines = try lines(ranking, units, week, in: zone)
            digest.lines[ranking] = lines.filter { ranking == .category || !$0.name.isEmpty }
            if ranking == .category {
                digest.reported = lines.map(\.number).reduce(0, +)
                digest.unresolved = lines.map(\.unresolved).reduce(0, +)
            }
        }
        return digest
    }

    private func lines(
        _ ranking: WeekDigest.Ranking, _ units: [Unit.ID], _ week: WeekDigest.Week, in zone: Zone
    ) throws -> [WeekDigest.Line] {
        let column: SQL = ranking == .category ? "category" : "product"
        let period = week.period(in: zone)
        let start = week.before.period(in: zone).lowerBound
        return try tx.execute(
            """
            SELECT \(column) AS name,
                CAST(SUM(CASE WHEN reported_at >= \(period.lowerBound) THEN 1 ELSE 0 END) AS BIGINT) AS number,
                CAST(SUM(CASE WHEN reported_at < \(period.lowerBound) THEN 1 ELSE 0 END) AS BIGINT) AS before,
                CAST(SUM(CASE WHEN reported_at >= \(period.lowerBound) AND type = 'complaint' THEN 1 ELSE 0 END)
                    AS BIGINT) AS complaints,
                CAST(SUM(CASE WHEN reported_at >= \(period.lowerBound) AND completed_at IS NULL
                    AND state NOT IN ('archived', 'referred', 'withdrawn', 'merged') THEN 1 ELSE 0 END)
                    AS BIGINT) AS unresolved
            FROM service_case
            WHERE unit_id IN \(list: units) AND reported_at >= \(start) AND reported_at < \(period.upperBound)
            GROUP BY \(column)
            ORDER BY number DESC, before DESC, name
            LIMIT \(Self.mostLines)
            """
        ).map { row in
            WeekDigest.Line(
                name: try row.text("name"), number: try row.int("number"), before: try row.int("before"),
                complaints: try row.int("complaints"), unresolved: try row.int("unresolved"))
        }
    }

    /// Units with cases in a week whose handbook asks for a ranking, and that have none yet.
    func missing(_ week: WeekDigest.Week, in zone: Zone, limit: Int) throws -> [Unit.ID] {
        let period = week.period(in: zone)
        var found: [Unit.ID] = []
        for (code, units) in try tx.obligations.unitsByHandbook().sorted(by: { $0.key < $1.key }) {
            guard let version = try tx.handbooks.inForce(code, at: tx.now), version.effectiveAt < period.upperBound
            else { continue }
            let handbook = try tx.handbooks.handbook(of: version)
            guard !handbook.deadlines(.readWeek, for: Circumstances()).isEmpty else { continue }
            for unit in units where found.count < limit {
                guard try tx.digests.zone(of: unit.id).identifier == zone.identifier,
                    try find(unit.id, week) == nil,
                    try !tx.execute(
                        """
                        SELECT 1 AS one FROM service_case
                        WHERE unit_id = \(unit.id) AND reported_at >= \(period.lowerBound)
                            AND reported_at < \(period.upperBound)
                        LIMIT 1
                        """
                    ).isEmpty
                else { continue }
                found.append(unit.id)
            }
        }
        return found
    }

    func view(_ unit: Unit.ID?, _ week: WeekDigest.Week?, for actor: Actor) throws -> WeekDigestView {
        guard actor.holds(.readAdherence) else { throw NotAllowed(permission: .readAdherence, isElsewhere: false) }
        let units = try tx.units(for: actor, permitting: .readAdherence)
        guard let chosen = unit == nil ? units.first : units.first(where: { $0.id == unit }) else { throw NotFound() }
        let zone = try tx.digests.zone(of: chosen.id)
        let week = week ?? WeekDigest.Week(of: zone.day(of: tx.now))
        let kept = try find(chosen.id, week)
        return WeekDigestView(
            digest: try kept ?? count(chosen.id, week, in: zone), isKept: kept != nil, unitName: chosen.name,
            units: units, zone: zone, receipts: try tx.digestReceipts.of([.week], chosen.id, week.description),
            waitsForMe: try kept != nil
                && tx.digestReceipts.waits(.week, chosen.id, week.description, for: actor.staff.id))
    }
}

extension Transaction {
    var weekDigests: WeekDigests { WeekDigests(tx: self) }
}
