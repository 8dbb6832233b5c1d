import Database
import Kernel

/// Checks before shifts.
struct PreShiftChecks {
    let tx: Transaction

    func find(_ shift: ShiftAssignment.ID) throws -> PreShiftCheck? {
        try tx.execute("\(Self.select) WHERE shift_id = \(shift)").first.map(PreShiftCheck.init(row:))
    }

    /// Of some units, the latest first: what was made today, and what was made before midnight for a shift that is of today or
    /// is not over (GAME-44). `start` is the midnight with which today began.
    func current(in units: [Unit.ID], on today: Day, since start: Instant, limit: Int = 200) throws -> [PreShiftCheck] {
        guard !units.isEmpty else { return [] }
        let earliest = start - ShiftAssignment.longest - AttendanceJudgement.before
        return try tx.execute(
            """
            SELECT pre_shift_check.shift_id AS shift_id, pre_shift_check.unit_id AS unit_id,
                   pre_shift_check.staff_id AS staff_id, in_order, note, done_at, reviewed_by, reviewed_at, score, opinion
            FROM pre_shift_check JOIN shift_assignment ON shift_assignment.id = pre_shift_check.shift_id
            WHERE pre_shift_check.unit_id IN \(list: units)
                AND done_at >= \(earliest) AND done_at < \(start + .days(1))
                AND (done_at >= \(start) OR day_on >= \(today) OR ends_at > \(tx.now))
            ORDER BY done_at DESC, pre_shift_check.shift_id
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
