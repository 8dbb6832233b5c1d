import Database
import Handbook
import Kernel

/// One line of a list of cases.
struct CaseLine: Equatable, Sendable {
    let id: Case.ID
    let number: String
    var subject: String
    let type: CaseType
    let severity: Severity
    let state: Case.State
    let channel: Channel
    let unit: Unit.ID
    let customer: Customer.ID?
    let handler: Staff.ID?
    let reportedAt: Instant
    let nextDueAt: Instant?
    let nextClause: String?
    let isSuspended: Bool
}

/// Who looks at a list, from where: what a filter needs to know besides itself.
struct CaseReader: Equatable, Sendable {
    let staff: Staff.ID
    /// How far the reader may see.
    let reach: UnitReach
    let zone: Zone
}

/// Lists of cases. A page is read along an index, from a place in its order, and ends after `limit` rows; a count ends
/// at its bound (see `CaseListPlanTests` for the plans of both engines).
struct CaseLists {
    let tx: Transaction

    /// Rows that page numbers reach; beyond them one goes on from page to page.
    static let numbered = CaseTotals.bound

    func page(_ filter: CaseFilter, for reader: CaseReader, from cursor: CaseCursor? = nil, limit: Int, offset: Int = 0)
        throws -> [CaseLine]
    {
        let lines = try tx.execute(
            pageQuery(filter, for: reader, from: cursor, limit: limit, offset: min(offset, Self.numbered))
        ).map(CaseLine.init(row:))
        return cursor?.isBackward == true ? lines.reversed() : lines
    }

    func totals(_ filter: CaseFilter, for reader: CaseReader) throws -> CaseTotals {
        guard let row = try tx.execute(totalsQuery(filter, for: reader)).first else { return CaseTotals() }
        func figure(_ column: String) throws -> Int { try row.int(ifPresent: column) ?? 0 }
        return CaseTotals(
            count: try figure("n"), late: try figure("late"), dueToday: try figure("today"),
            unassigned: try figure("unassigned"),
            bySeverity: [.major: try figure("major"), .serious: try figure("serious")])
    }

    /// How many cases a list holds, up to its bound: for the column beside the list.
    func count(_ filter: CaseFilter, for reader: CaseReader, upTo bound: Int = 1000) throws -> Int {
        let scope = try scope(of: filter, for: reader)
        return try tx.execute(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM service_case WHERE \(scope) LIMIT \(bound)) AS bounded"
        ).first?.int("n") ?? 0
    }

    /// How many each view holds, for the column beside the list.
    func counts(for reader: CaseReader) throws -> [CaseFilter.View: Int] {
        var counts: [CaseFilter.View: Int] = [:]
        for view in CaseFilter.View.allCases where view.isOpen {
            counts[view] = try count(CaseFilter(view: view), for: reader)
        }
        return counts
    }

    /// How many cases have come in under a filter since a page was shown, up to 99.
    func arrivals(under filter: CaseFilter, since: Instant, for reader: CaseReader) throws -> Int {
        let scope = try scope(of: filter, for: reader)
        return try tx.execute(
            """
            SELECT COUNT(*) AS n FROM (
                SELECT 1 AS one FROM service_case WHERE \(scope) AND reported_at > \(since) LIMIT 99) AS bounded
            """
        ).first?.int("n") ?? 0
    }

    /// The neighbours of a case in a list: where «next» and «previous» lead.
    func neighbours(of id: Case.ID, in filter: CaseFilter, for reader: CaseReader) throws
        -> (previous: Case.ID?, next: Case.ID?)
    {
        guard let line = try line(id) else { return (nil, nil) }
        let here = CaseCursor(key: filter.key(of: line), id: id)
        let back = CaseCursor(key: here.key, id: id, isBackward: true)
        return (
            try page(filter, for: reader, from: back, limit: 1).first?.id,
            try page(filter, for: reader, from: here, limit: 1).first?.id
        )
    }

    func line(_ id: Case.ID) throws -> CaseLine? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(CaseLine.init(row:))
    }

    /// Cases by a condition of another feature, newest first.
    func lines(_ condition: SQL, limit: Int) throws -> [CaseLine] {
        try tx.execute("\(Self.select) WHERE \(condition) ORDER BY reported_at DESC, id DESC LIMIT \(limit)")
            .map(CaseLine.init(row:))
    }

    /// The open cases of one customer: whoever calls again is told at once.
    func open(of customer: Customer.ID, limit: Int) throws -> [CaseLine] {
        try tx.execute(
            """
            \(Self.select) WHERE customer_id = \(customer) AND \(CaseScope.isOpen)
            ORDER BY reported_at DESC, id
            LIMIT \(limit)
            """
        ).map(CaseLine.init(row:))
    }

    /// Lines of a list that another feature asks for; `rest` names the condition, the order and the limit.
    func lines(_ rest: SQL) throws -> [CaseLine] { try tx.execute("\(Self.select) \(rest)").map(CaseLine.init(row:)) }

    /// All that one customer ever brought, the latest first.
    func all(of customer: Customer.ID, limit: Int) throws -> [CaseLine] {
        try lines("WHERE customer_id = \(customer) ORDER BY reported_at DESC, id LIMIT \(limit)")
    }

    /// Shown apart from its execution: the tests look at its plan.
    func pageQuery(
        _ filter: CaseFilter, for reader: CaseReader, from cursor: CaseCursor?, limit: Int, offset: Int
    ) throws -> SQL {
        let scope = try scope(of: filter, for: reader)
        let place = cursor.map { filter.beyond($0) } ?? ""
        return """
            \(Self.select) WHERE \(scope)\(place)
            ORDER BY \(filter.order(isBackward: cursor?.isBackward ?? false))
            LIMIT \(limit) OFFSET \(offset)
            """
    }

    /// What is open, and what is open in one unit, is counted figure by figure, each along an index of its own: right to
    /// the last case up to its bound. Any other filter is walked once, and all figures are of what was walked.
    func totalsQuery(_ filter: CaseFilter, for reader: CaseReader) throws -> SQL {
        let scope = try scope(of: filter, for: reader)
        let midnight = reader.zone.today(at: tx.now).upperBound
        guard reader.reach == .all, filter.isOfOneUnitAtMost else { return walkedTotals(scope, midnight) }
        func count(_ condition: SQL, _ name: SQL) -> SQL {
            """
            (SELECT COUNT(*) FROM (
                SELECT 1 AS one FROM service_case WHERE \(scope)\(condition) LIMIT \(CaseTotals.bound + 1)
            ) AS bounded_\(name)) AS \(name)
            """
        }
        let severe: SQL = " AND severity IN ('serious', 'major') AND severity"
        let figures = [
            count("", "n"), count(" AND COALESCE(next_due_at, 9007199254740991) < \(tx.now)", "late"),
            count(
                """
                 AND COALESCE(next_due_at, 9007199254740991) >= \(tx.now)
                 AND COALESCE(next_due_at, 9007199254740991) < \(midnight)
                """, "today"),
            // The severity is asked for so that the index of what is open answers, and not that of all ever handled.
            count(" AND handler_id IS NULL AND severity <> ''", "unassigned"), count("\(severe) = 'major'", "major"),
            count("\(severe) = 'serious'", "serious"),
        ]
        return "SELECT \(SQL(figures, joinedBy: ", "))"
    }

    private func walkedTotals(_ scope: SQL, _ midnight: Instant) -> SQL {
        """
        SELECT COUNT(*) AS n, CAST(SUM(late) AS BIGINT) AS late, CAST(SUM(today) AS BIGINT) AS today,
            CAST(SUM(unassigned) AS BIGINT) AS unassigned,
            CAST(SUM(CASE WHEN severity = 'major' THEN 1 ELSE 0 END) AS BIGINT) AS major,
            CAST(SUM(CASE WHEN severity = 'serious' THEN 1 ELSE 0 END) AS BIGINT) AS serious
        FROM (
            SELECT severity, CASE WHEN next_due_at < \(tx.now) AND \(CaseScope.isOpen) THEN 1 ELSE 0 END AS late,
                   CASE WHEN next_due_at >= \(tx.now) AND next_due_at < \(midnight) AND \(CaseScope.isOpen)
                        THEN 1 ELSE 0 END AS today,
                   CASE WHEN handler_id IS NULL AND \(CaseScope.isOpen) THEN 1 ELSE 0 END AS unassigned
            FROM service_case WHERE \(scope)
            LIMIT \(CaseTotals.bound + 1)) AS bounded
        """
    }

    private func scope(of filter: CaseFilter, for reader: CaseReader) throws -> SQL {
        try CaseScope(filter: filter, reader: reader, now: tx.now, engine: tx.engine, find: find).condition
    }

    /// What a typed text finds, before the list is read.
    private func find(_ text: String) throws -> CaseScope.Found {
        let words = try SearchQuery(text).cuts.map { cut in
            (cut: cut, hits: try tx.frequency(of: cut, .matter, upTo: CaseScope.mostHits))
        }
        let digits = PhoneNumber(typed: text)?.revealed ?? text
        let customers = try tx.execute(
            """
            SELECT customer_id AS id FROM contact_point WHERE value = \(digits)
            UNION SELECT customer_id AS id FROM contact_point WHERE last_four = \(digits)
            ORDER BY id LIMIT 200
            """
        ).map { row -> Customer.ID in try row.id("id") }
        return CaseScope.Found(
            words: words.sorted { ($0.hits, $0.cut) < ($1.hits, $1.cut) }.map(\.cut), customers: customers)
    }

    static let select: SQL = """
        SELECT id, number, subject, type, severity, state, channel, unit_id, customer_id, handler_id, reported_at,
               next_due_at, next_clause, suspended_since
        FROM service_case
        """
}

extension Transaction {
    var caseLists: CaseLists { CaseLists(tx: self) }
}

extension CaseLine {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), number: try row.text("number"), subject: try row.text("subject"),
            type: try row.choice("type"), severity: try row.choice("severity"), state: try row.choice("state"),
            channel: try row.choice("channel"), unit: try row.id("unit_id"),
            customer: try row.id(ifPresent: "customer_id"), handler: try row.id(ifPresent: "handler_id"),
            reportedAt: try row.instant("reported_at"), nextDueAt: try row.instant(ifPresent: "next_due_at"),
            nextClause: try row.text(ifPresent: "next_clause"),
            isSuspended: try row.instant(ifPresent: "suspended_since") != nil)
    }
}

/// The order as SQL. What has no deadline stands last: an expression instead of `NULLS LAST`, because a place in the
/// order must be a value one can compare with.
extension CaseFilter {
    static let never: Int64 = 9_007_199_254_740_991

    func key(of line: CaseLine) -> Int64 {
        switch sorting {
        case .deadline: line.nextDueAt?.milliseconds ?? Self.never
        case .newest, .oldest: line.reportedAt.milliseconds
        }
    }

    fileprivate func order(isBackward: Bool) -> SQL {
        switch (sorting, isBackward) {
        case (.deadline, false): "COALESCE(next_due_at, 9007199254740991), id"
        case (.deadline, true): "COALESCE(next_due_at, 9007199254740991) DESC, id DESC"
        case (.oldest, false), (.newest, true): "reported_at, id"
        case (.oldest, true), (.newest, false): "reported_at DESC, id DESC"
        }
    }

    /// The first comparison says to SQLite where in the index of an expression to begin.
    fileprivate func beyond(_ cursor: CaseCursor) -> SQL {
        switch (sorting, cursor.isBackward) {
        case (.deadline, false):
            """
             AND COALESCE(next_due_at, 9007199254740991) >= \(cursor.key)
             AND (COALESCE(next_due_at, 9007199254740991), id) > (\(cursor.key), \(cursor.id))
            """
        case (.deadline, true):
            """
             AND COALESCE(next_due_at, 9007199254740991) <= \(cursor.key)
             AND (COALESCE(next_due_at, 9007199254740991), id) < (\(cursor.key), \(cursor.id))
            """
        case (.oldest, false), (.newest, true): " AND (reported_at, id) > (\(cursor.key), \(cursor.id))"
        case (.oldest, true), (.newest, false): " AND (reported_at, id) < (\(cursor.key), \(cursor.id))"
        }
    }
}
