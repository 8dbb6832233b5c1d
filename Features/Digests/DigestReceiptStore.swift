import Database
import Handbook
import Kernel

/// Who has read the reports of days and weeks.
struct DigestReceipts {
    let tx: Transaction

    func of(_ kinds: [DigestReceipt.Kind], _ unit: Unit.ID, _ period: String) throws -> [DigestReceipt] {
        try tx.execute(
            """
            SELECT kind, staff.name AS name, at FROM digest_receipt JOIN staff ON staff.id = digest_receipt.staff_id
            WHERE kind IN \(list: kinds.map(\.rawValue)) AND digest_receipt.unit_id = \(unit) AND period = \(period)
            ORDER BY at, staff.id, kind
            LIMIT 50
            """
        ).compactMap { row in
            guard let kind = DigestReceipt.Kind(rawValue: try row.text("kind")) else { return nil }
            return DigestReceipt(kind: kind, name: try row.text("name"), at: try row.instant("at"))
        }
    }

    /// Whether the report is still owed by somebody, and this person is one of those who owe it.
    func waits(_ kind: DigestReceipt.Kind, _ unit: Unit.ID, _ period: String, for staff: Staff.ID) throws -> Bool {
        let isOwed = try !tx.execute(
            """
            SELECT 1 AS one FROM obligation
            WHERE subject_kind = 'unit' AND subject_id = \(unit) AND state = 'open' AND rule = \(kind.rule.rawValue)
                AND item = \(period)
            LIMIT 1
            """
        ).isEmpty
        return try isOwed && tx.digests.responsible(for: kind.rule, in: unit)?.people.contains(staff) == true
    }

    func insert(_ kind: DigestReceipt.Kind, _ unit: Unit.ID, _ period: String, by staff: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO digest_receipt (kind, unit_id, period, staff_id, at)
            VALUES (\(kind.rawValue), \(unit), \(period), \(staff), \(tx.now))
            ON CONFLICT (kind, unit_id, period, staff_id) DO NOTHING
            """
        )
    }
}

extension DigestReceipt.Kind {
    var rule: DeadlineRule {
        switch self {
        case .day: .readDay
        case .unsolved: .readUnsolved
        case .week: .readWeek
        }
    }

    var event: EventKind {
        switch self {
        case .day: .dayDigestRead
        case .unsolved: .unsolvedRead
        case .week: .weekDigestRead
        }
    }
}

extension Transaction {
    var digestReceipts: DigestReceipts { DigestReceipts(tx: self) }
}
