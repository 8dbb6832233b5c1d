import Database
import Kernel

/// The ledger of annual leave: what a person has left of a year is the sum of its entries.
struct AnnualLeaves {
    let tx: Transaction

    /// In half days.
    func left(of staff: Staff.ID, year: Int) throws -> Int {
        try tx.execute(
            """
            SELECT CAST(COALESCE(SUM(half_days), 0) AS BIGINT) AS n FROM annual_leave_entry
            WHERE staff_id = \(staff) AND year = \(year)
            """
        ).first?.int("n") ?? 0
    }

    func granted(to staff: Staff.ID, year: Int) throws -> Int {
        try tx.execute(
            """
            SELECT CAST(COALESCE(SUM(half_days), 0) AS BIGINT) AS n FROM annual_leave_entry
            WHERE staff_id = \(staff) AND year = \(year) AND kind = 'granted'
            """
        ).first?.int("n") ?? 0
    }

    func grant(_ halfDays: Int, to staff: Staff.ID, year: Int, workingSince: Day, by other: Staff.ID) throws {
        let id: Identifier<Leave> = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO annual_leave_entry
                (id, staff_id, year, half_days, kind, working_since_on, entered_by, entered_at)
            VALUES (\(id), \(staff), \(year), \(halfDays), 'granted', \(workingSince), \(other), \(tx.now))
            """
        )
    }

    func take(_ leave: Leave, year: Int, by other: Staff.ID) throws {
        try enter(-leave.halfDays, "taken", of: leave, year: year, by: other)
    }

    func giveBack(_ leave: Leave, year: Int, by other: Staff.ID) throws {
        try enter(leave.halfDays, "returned", of: leave, year: year, by: other)
    }

    private func enter(_ halfDays: Int, _ kind: String, of leave: Leave, year: Int, by other: Staff.ID) throws {
        guard halfDays != 0 else { return }
        let id: Identifier<Leave> = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO annual_leave_entry (id, staff_id, year, half_days, kind, leave_id, entered_by, entered_at)
            VALUES (\(id), \(leave.staff), \(year), \(halfDays), \(kind), \(leave.id), \(other), \(tx.now))
            """
        )
    }
}

extension Transaction {
    var annualLeaves: AnnualLeaves { AnnualLeaves(tx: self) }
}
