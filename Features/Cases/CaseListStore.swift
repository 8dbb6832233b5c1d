import Database
import Handbook
import Kernel

/// One line of a list of cases.
struct CaseLine: Equatable, Sendable {
    let id: Case.ID
    let number: String
    let subject: String
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

/// Which cases a list shows. Sorted by the next deadline: what is due first stands first.
struct CaseFilter: Equatable, Sendable {
    enum View: String, CaseIterable, Sendable {
        case mine, today, late, open, archived, all
    }

    var view: View = .open
    var search = ""
    var state: Case.State?
    var severity: Severity?
}

struct CaseLists {
    let tx: Transaction

    /// A page of cases and the total under the filter. `reach` is how far the reader may see.
    func page(
        _ filter: CaseFilter, reach: UnitReach, for staff: Staff.ID, today: Range<Instant>, limit: Int, offset: Int
    ) throws -> (lines: [CaseLine], total: Int) {
        let condition = SQL(conditions(filter, reach: reach, for: staff, today: today), joinedBy: " AND ")
        let total = try tx.execute("SELECT COUNT(*) AS n FROM service_case WHERE \(condition)").first?.int("n") ?? 0
        let order: SQL =
            switch filter.view {
            case .archived, .all: "reported_at DESC, id DESC"
            case .mine, .today, .late, .open: "next_due_at NULLS LAST, id"
            }
        let lines = try tx.execute(
            """
            \(Self.select) WHERE \(condition)
            ORDER BY \(order)
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(CaseLine.init(row:))
        return (lines, total)
    }

    /// How many cases each view holds, for the column beside the list.
    func counts(reach: UnitReach, for staff: Staff.ID, today: Range<Instant>) throws -> [CaseFilter.View: Int] {
        var counts: [CaseFilter.View: Int] = [:]
        for view in [CaseFilter.View.mine, .today, .late, .open] {
            let condition = SQL(
                conditions(CaseFilter(view: view), reach: reach, for: staff, today: today), joinedBy: " AND ")
            counts[view] = try tx.execute(
                "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM service_case WHERE \(condition) LIMIT 10000) AS bounded"
            ).first?.int("n")
        }
        return counts
    }

    /// The open cases of one customer: whoever calls again is told at once.
    func open(of customer: Customer.ID, limit: Int) throws -> [CaseLine] {
        try tx.execute(
            """
            \(Self.select) WHERE customer_id = \(customer) AND \(Self.isOpen)
            ORDER BY reported_at DESC, id
            LIMIT \(limit)
            """
        ).map(CaseLine.init(row:))
    }

    private func conditions(
        _ filter: CaseFilter, reach: UnitReach, for staff: Staff.ID, today: Range<Instant>
    ) -> [SQL] {
        var conditions: [SQL] = []
        switch reach {
        case .all: break
        case .some(let units): conditions.append("(unit_id IN \(list: units) OR \(Self.concerns(staff)))")
        case .own: conditions.append(Self.concerns(staff))
        case .nothing: conditions.append("1 = 0")
        }
        switch filter.view {
        case .mine: conditions.append("(handler_id = \(staff) OR transfer_to = \(staff)) AND \(Self.isOpen)")
        case .today:
            conditions.append("next_due_at >= \(tx.now) AND next_due_at < \(today.upperBound) AND \(Self.isOpen)")
        case .late: conditions.append("next_due_at < \(tx.now) AND \(Self.isOpen)")
        case .open: conditions.append(Self.isOpen)
        case .archived: conditions.append("state = 'archived'")
        case .all: conditions.append("1 = 1")
        }
        if let state = filter.state { conditions.append("state = \(state.rawValue)") }
        if let severity = filter.severity { conditions.append("severity = \(severity.rawValue)") }
        if !filter.search.isEmpty { conditions.append(Self.contains(filter.search)) }
        return conditions
    }

    /// All the words of what was typed, or the telephone number of the customer, whole or its last four digits.
    private static func contains(_ text: String) -> SQL {
        let found = Search.caseCondition(text)
        let digits = PhoneNumber(typed: text)?.revealed ?? text
        return """
            ((\(found)) OR customer_id IN (
                SELECT id FROM customer WHERE phone = \(digits) OR phone_last_four = \(digits)))
            """
    }

    private static func concerns(_ staff: Staff.ID) -> SQL {
        "(handler_id = \(staff) OR first_receiver_id = \(staff) OR transfer_to = \(staff))"
    }

    private static let isOpen: SQL = "state NOT IN ('archived', 'referred', 'withdrawn')"

    private static let select: SQL = """
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
