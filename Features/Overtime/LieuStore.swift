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

    /// Brings what a leave has taken to so many minutes: what is missing is taken, what is too much goes back to the lots
    /// that lapse last. Answers whether there was enough; nothing is entered where there was not.
    func settle(_ leave: Leave, _ minutes: Int, on day: Day, by other: Staff.ID) throws -> Bool {
        let booked = try booked(for: leave)
        let difference = minutes - booked.reduce(0) { $0 + $1.minutes }
        guard difference < 0 else { return try take(difference, for: leave, on: day, by: other) }
        var rest = -difference
        for share in booked.reversed() where rest > 0 && share.minutes > 0 {
            let part = min(rest, share.minutes)
            try enter(part, "returned", of: leave.staff, share.overtime, until: share.until, leave: leave.id, by: other)
            rest -= part
        }
        return true
    }

    private func take(_ minutes: Int, for leave: Leave, on day: Day, by other: Staff.ID) throws -> Bool {
        guard let shares = LieuLot.share(minutes, of: try of(leave.staff, from: day), on: day) else { return false }
        for share in shares {
            try enter(
                -share.minutes, "taken", of: leave.staff, share.lot.overtime, until: share.lot.until, leave: leave.id,
                by: other)
        }
        return true
    }

    /// Minutes that a leave has taken of each lot and not given back, the one that lapses first before the others.
    private func booked(for leave: Leave) throws -> [(overtime: Overtime.ID, minutes: Int, until: Day)] {
        try tx.execute(
            """
            SELECT overtime_id, until_on, CAST(SUM(minutes) AS BIGINT) AS n FROM lieu_entry
            WHERE leave_id = \(leave.id)
            GROUP BY overtime_id, until_on
            ORDER BY until_on, overtime_id
            LIMIT 500
            """
        ).map { (overtime: try $0.id("overtime_id"), minutes: -(try $0.int("n")), until: try $0.day("until_on")) }
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
