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
        var conditions: [SQL] = [CaseScope.isSeen(in: reach, by: staff) ?? "1 = 1"]
        if let state = filter.state { conditions.append("state = \(state.rawValue)") }
        if let type = filter.type { conditions.append("type = \(type.rawValue)") }
        if let severity = filter.severity { conditions.append("severity = \(severity.rawValue)") }
        if let unit = filter.unit { conditions.append("unit_id = \(unit)") }
        if let customer = filter.customer { conditions.append("customer_id = \(customer)") }
        if let number = filter.number { conditions.append("number = \(number)") }
        if let from = filter.reportedFrom { conditions.append("reported_at >= \(from)") }
        if let before = filter.reportedBefore { conditions.append("reported_at < \(before)") }
        if let cursor { conditions.append("(reported_at, id) < (\(cursor.key), \(cursor.id))") }
        return try tx.cases.covered(tx.caseLists.lines(SQL(conditions, joinedBy: " AND "), limit: limit))
            .map(CaseSummaryDocument.init(line:))
    }
}

extension Transaction {
    /// A case as programs read it. Throws `NotFound` where the reader may not know of it.
    func caseDocument(of id: Case.ID, for actor: Actor) throws -> CaseDocument {
        CaseDocument(try cases.account(of: id, for: actor, events: CaseDocument.events).covered())
    }

    var caseApiList: CaseApiList { CaseApiList(tx: self) }
}

extension DoneDocument {
    init(_ tx: Transaction) { self.init(at: tx.now.rfc3339) }
}
