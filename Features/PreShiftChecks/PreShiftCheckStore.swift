import Database
import Kernel

/// Checks before shifts.
struct PreShiftChecks {
    let tx: Transaction

    func find(_ shift: ShiftAssignment.ID) throws -> PreShiftCheck? {
        try tx.execute("\(Self.select) WHERE shift_id = \(shift)").first.map(PreShiftCheck.init(row:))
    }

    /// Of some units in an interval, the latest first.
    func of(_ units: [Unit.ID], between interval: Range<Instant>, limit: Int = 200) throws -> [PreShiftCheck] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE unit_id IN \(list: units) AND done_at >= \(interval.lowerBound)
                AND done_at < \(interval.upperBound)
            ORDER BY done_at DESC, shift_id
            LIMIT \(limit)
            """
        ).map(PreShiftCheck.init(row:))
    }

    func insert(_ check: PreShiftCheck) throws {
        let items = check.inOrder.map(\.rawValue).sorted().joined(separator: ",")
        try tx.execute(
            """
            INSERT INTO pre_shift_check (shift_id, unit_id, staff_id, in_order, note, done_at, opinion)
            VALUES (\(check.shift), \(check.unit), \(check.staff), \(items), \(check.note), \(check.doneAt), '')
            """
        )
    }

    func save(_ check: PreShiftCheck) throws {
        try tx.execute(
            """
            UPDATE pre_shift_check SET reviewed_by = \(check.review?.by), reviewed_at = \(check.review?.at),
                score = \(check.review?.score), opinion = \(check.review?.opinion ?? "")
            WHERE shift_id = \(check.shift)
            """
        )
    }

    private static let select: SQL = """
        SELECT shift_id, unit_id, staff_id, in_order, note, done_at, reviewed_by, reviewed_at, score, opinion
        FROM pre_shift_check
        """
}

extension Transaction {
    var preShiftChecks: PreShiftChecks { PreShiftChecks(tx: self) }
}

extension PreShiftCheck {
    fileprivate init(row: Row) throws {
        let review = try row.instant(ifPresent: "reviewed_at").map { at in
            Review(
                by: try row.id("reviewed_by"), at: at, score: try row.int("score"), opinion: try row.text("opinion"))
        }
        let items = try row.text("in_order").split(separator: ",").compactMap { Item(rawValue: String($0)) }
        self.init(
            shift: try row.id("shift_id"), unit: try row.id("unit_id"), staff: try row.id("staff_id"),
            inOrder: Set(items), note: try row.text("note"), doneAt: try row.instant("done_at"), review: review)
    }
}
