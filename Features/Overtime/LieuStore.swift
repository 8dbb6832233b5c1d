import Database
import Kernel

/// The ledger of time off in lieu: each lot is what one overtime earned, less what leave took of it.
struct LieuLots {
    let tx: Transaction

    /// Lots that may still be taken on a day, the one that lapses first before the others.
    func of(_ staff: Staff.ID, from day: Day) throws -> [LieuLot] {
        try tx.execute(
            """
            SELECT overtime_id, until_on,
                   CAST(SUM(CASE WHEN kind = 'earned' THEN minutes ELSE 0 END) AS BIGINT) AS earned,
                   CAST(SUM(CASE WHEN kind = 'earned' THEN 0 ELSE minutes END) AS BIGINT) AS others
            FROM lieu_entry
            WHERE staff_id = \(staff) AND until_on >= \(day)
            GROUP BY overtime_id, until_on
            ORDER BY until_on, overtime_id
            LIMIT 500
            """
        ).map { row in
            LieuLot(
                overtime: try row.id("overtime_id"), minutes: try row.int("earned"), taken: -(try row.int("others")),
                until: try row.day("until_on"))
        }
    }

    /// In minutes, for leave on a day: what lapses before it is not among them.
    func left(of staff: Staff.ID, on day: Day) throws -> Int { LieuLot.left(of: try of(staff, from: day), on: day) }

    func earn(_ overtime: Overtime, minutes: Int, until: Day) throws {
        try enter(minutes, "earned", of: overtime.staff, overtime.id, until: until, leave: nil, by: nil)
    }

    /// Answers whether there was enough; nothing is taken where there was not.
    func take(_ minutes: Int, for leave: Leave, on day: Day, by other: Staff.ID) throws -> Bool {
        guard let shares = LieuLot.share(minutes, of: try of(leave.staff, from: day), on: day) else { return false }
        for share in shares {
            try enter(
                -share.minutes, "taken", of: leave.staff, share.lot.overtime, until: share.lot.until, leave: leave.id,
                by: other)
        }
        return true
    }

    func giveBack(_ leave: Leave, by other: Staff.ID) throws {
        let taken = try tx.execute(
            """
            SELECT overtime_id, minutes, until_on FROM lieu_entry
            WHERE leave_id = \(leave.id) AND kind = 'taken'
            ORDER BY id
            LIMIT 500
            """
        )
        for row in taken {
            try enter(
                -(try row.int("minutes")), "returned", of: leave.staff, try row.id("overtime_id"),
                until: try row.day("until_on"), leave: leave.id, by: other)
        }
    }

    private func enter(
        _ minutes: Int, _ kind: String, of staff: Staff.ID, _ overtime: Overtime.ID, until: Day, leave: Leave.ID?,
        by other: Staff.ID?
    ) throws {
        let id: Identifier<LieuLot> = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO lieu_entry
                (id, staff_id, overtime_id, minutes, kind, until_on, leave_id, entered_by, entered_at)
            VALUES (\(id), \(staff), \(overtime), \(minutes), \(kind), \(until), \(leave), \(other), \(tx.now))
            """
        )
    }
}

extension Transaction {
    var lieuLots: LieuLots { LieuLots(tx: self) }
}
