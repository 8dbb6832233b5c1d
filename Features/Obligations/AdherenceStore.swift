import Database
import Handbook
import Kernel

extension Obligations {
    /// The report of a period. Costs a walk over what was counted of its days, or over its ledger rows (indexed by their
    /// start) as far back as nothing has been counted yet. Without `withSlack` the middle slack is left out.
    func adherence(
        _ filter: Adherence.Filter, by grouping: Adherence.Grouping, in zone: Zone, withSlack: Bool = true
    ) throws -> Adherence {
        var tally = Adherence.Tally()
        var isWhole = true
        if let code = try countedCode(filter, in: zone) {
            try tx.adherenceCounts.each(filter, of: code, in: zone, by: grouping, withSlack: withSlack) {
                tally.add($0, slack: $1.map(Adherence.told), to: $2, $3)
            }
        } else {
            isWhole = try eachRow(filter) { row in
                let outcome = try Self.outcome(of: row)
                let slack = withSlack ? try Self.slack(of: row, outcome).map(Adherence.told) : nil
                tally.add(outcome, slack: slack, to: try Self.key(of: row, by: grouping, in: zone))
            }
        }
        let lines = tally.lines(by: grouping)
        let applied = Dictionary(lines.map { ($0.key, $0.counts) }) { first, _ in first }
        let clauses = grouping == .clause ? try biting(filter) : []
        return Adherence(
            lines: lines, total: tally.sum,
            neverApplied: clauses.filter { applied[$0.number] == nil },
            neverKept: clauses.filter { clause in
                applied[clause.number].map { $0.kept == 0 && $0.late + $0.broken > 0 } ?? false
            },
            isWhole: isWhole)
    }

    /// The records behind a number, newest first, with the number of them all.
    func records(_ filter: Adherence.Filter, limit: Int, offset: Int) throws -> (obligations: [Obligation], total: Int)
    {
        let condition = conditions(filter)
        let total = try tx.execute("SELECT COUNT(*) AS n FROM obligation WHERE \(condition)").first?.int("n") ?? 0
        let obligations = try load(
            "WHERE \(condition) ORDER BY started_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)")
        return (obligations, total)
    }

    /// The handbook asked about, where all of the period has been counted in whole days of its zone.
    private func countedCode(_ filter: Adherence.Filter, in zone: Zone) throws -> String? {
        guard let code = filter.handbook else { return nil }
        let counts = tx.adherenceCounts
        let ends = [filter.period.lowerBound, filter.period.upperBound]
        guard ends == ends.map({ zone.instant(zone.day(of: $0), .midnight) }),
            try counts.reach() <= filter.period.lowerBound, try counts.isCut(by: zone, code)
        else { return nil }
        return code
    }

    private static let piece = 20_000

    /// Whose an obligation is in the reports, as `Obligation.accountable` says it.
    private static let accountable: SQL = "NULLIF(COALESCE(breached_by, owed_by_staff), '')"

    /// Answers whether that were all of them.
    private func eachRow(_ filter: Adherence.Filter, _ body: (Row) throws -> Void) throws -> Bool {
        let condition = conditions(filter)
        var start = filter.period.lowerBound
        var after = ""
        for _ in 0..<(Adherence.bound / Self.piece) {
            let rows = try tx.execute(
                """
                SELECT id, clause, unit_id, \(Self.accountable) AS accountable, ended_by, started_at, within, due_at, state, breached_at,
                       ended_at
                FROM obligation
                WHERE \(condition) AND (started_at, id) > (\(start), \(after))
                ORDER BY started_at, id
                LIMIT \(Self.piece)
                """
            )
            for row in rows { try body(row) }
            guard rows.count == Self.piece, let last = rows.last else { return true }
            start = try last.instant("started_at")
            after = try last.text("id")
        }
        return false
    }

    private func conditions(_ filter: Adherence.Filter) -> SQL {
        var conditions: [SQL] = [
            "started_at >= \(filter.period.lowerBound)", "started_at < \(filter.period.upperBound)", "state <> 'void'",
        ]
        if let code = filter.handbook {
            conditions.append("version_id IN (SELECT id FROM handbook_version WHERE code = \(code))")
        }
        if let clause = filter.clause { conditions.append("clause = \(clause)") }
        if let units = filter.units {
            conditions.append(units.isEmpty ? "1 = 0" : "unit_id IN \(list: units)")
        }
        switch filter.person {
        case nil: break
        case .staff(let staff):
            conditions.append("COALESCE(\(Self.accountable), ended_by) = \(staff)")
        case .nobody: conditions.append("COALESCE(\(Self.accountable), ended_by) IS NULL")
        }
        if let outcome = filter.outcome { conditions.append(condition(outcome)) }
        return SQL(conditions, joinedBy: " AND ")
    }

    /// The same question as `outcome(of:)`, asked of the database.
    private func condition(_ outcome: Adherence.Outcome) -> SQL {
        switch outcome {
        case .kept: "state = 'kept'"
        case .late: "state = 'late'"
        case .exempted: "state = 'exempted'"
        case .broken: "(state = 'broken' OR (state = 'open' AND breached_at IS NOT NULL))"
        case .running: "(state = 'open' AND breached_at IS NULL)"
        }
    }

    private static func outcome(of row: Row) throws -> Adherence.Outcome {
        switch try row.text("state") {
        case "kept": .kept
        case "late": .late
        case "broken": .broken
        case "exempted": .exempted
        default: row["breached_at"] == .null ? .running : .broken
        }
    }

    /// As `Obligation.slack`.
    private static func slack(of row: Row, _ outcome: Adherence.Outcome) throws -> Int64? {
        guard outcome == .kept || outcome == .late else { return nil }
        let ended = try row.instant("ended_at")
        let isCheck = try row["within"] == .null && ended == row.instant("started_at")
        let left = try (row.instant("due_at") - ended).milliseconds
        return isCheck ? nil : outcome == .kept ? max(0, left) : left
    }

    private static func key(of row: Row, by grouping: Adherence.Grouping, in zone: Zone) throws -> String {
        switch grouping {
        case .clause: try row.text("clause")
        case .unit: try row.text("unit_id")
        case .person: try row.text(ifPresent: "accountable") ?? row.text(ifPresent: "ended_by") ?? ""
        case .week: zone.day(of: try row.instant("started_at")).monday.description
        }
    }

    /// The clauses that can be kept or broken, by the edition in force at the end of the period.
    private func biting(_ filter: Adherence.Filter) throws -> [Clause] {
        let last = min(tx.now, filter.period.upperBound - .milliseconds(1))
        guard let code = filter.handbook, let version = try tx.handbooks.inForce(code, at: last) else { return [] }
        return try tx.handbooks.handbook(of: version).clauses.filter {
            $0.enforcement != .reference && (filter.clause == nil || filter.clause == $0.number)
        }
    }
}
