import Database
import Handbook
import Kernel

/// Which cases a program asks for.
struct CaseApiFilter: Equatable, Sendable {
    var state: Case.State?
    var type: CaseType?
    var severity: Severity?
    var unit: Unit.ID?
    var customer: Customer.ID?
    var number: String?
    var reportedFrom: Instant?
    var reportedBefore: Instant?
}

/// Cases newest first, page by page from a cursor: the hundredth page costs what the first one does.
struct CaseApiList {
    let tx: Transaction

    func page(
        _ filter: CaseApiFilter, reach: UnitReach, for staff: Staff.ID, after cursor: ApiCursor?, limit: Int
    ) throws -> [CaseSummaryDocument] {
        var conditions: [SQL] = []
        switch reach {
        case .all: conditions.append("1 = 1")
        case .some(let units): conditions.append("(unit_id IN \(list: units) OR \(Self.concerns(staff)))")
        case .own: conditions.append(Self.concerns(staff))
        case .nothing: conditions.append("1 = 0")
        }
        if let state = filter.state { conditions.append("state = \(state.rawValue)") }
        if let type = filter.type { conditions.append("type = \(type.rawValue)") }
        if let severity = filter.severity { conditions.append("severity = \(severity.rawValue)") }
        if let unit = filter.unit { conditions.append("unit_id = \(unit)") }
        if let customer = filter.customer { conditions.append("customer_id = \(customer)") }
        if let number = filter.number { conditions.append("number = \(number)") }
        if let from = filter.reportedFrom { conditions.append("reported_at >= \(from)") }
        if let before = filter.reportedBefore { conditions.append("reported_at < \(before)") }
        if let cursor { conditions.append("(reported_at, id) < (\(cursor.key), \(cursor.id))") }
        return try tx.execute(
            """
            SELECT id, number, type, severity, state, channel, unit_id, reported_at, subject, customer_id, handler_id,
                   next_due_at, next_clause
            FROM service_case
            WHERE \(SQL(conditions, joinedBy: " AND "))
            ORDER BY reported_at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(CaseSummaryDocument.init(row:))
    }

    /// The last thing that happened to a record: whoever has read it there has read it as it is.
    func version(of subject: Subject) throws -> String? {
        try tx.events.about(subject, limit: 1).last?.id.rawValue
    }

    private static func concerns(_ staff: Staff.ID) -> SQL {
        "(handler_id = \(staff) OR first_receiver_id = \(staff) OR transfer_to = \(staff))"
    }
}

extension Transaction {
    var caseApiList: CaseApiList { CaseApiList(tx: self) }
}

extension CaseSummaryDocument {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.text("id"), number: try row.text("number"), type: try row.text("type"),
            severity: try row.text("severity"), state: try row.text("state"), channel: try row.text("channel"),
            unit: try row.text("unit_id"), reportedAt: try row.instant("reported_at").rfc3339,
            subject: try row.text("subject"), customer: try row.text(ifPresent: "customer_id"),
            handler: try row.text(ifPresent: "handler_id"),
            nextDueAt: try row.instant(ifPresent: "next_due_at")?.rfc3339,
            nextClause: try row.text(ifPresent: "next_clause"))
    }
}
