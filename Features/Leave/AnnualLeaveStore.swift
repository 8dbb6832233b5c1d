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

    /// The same; nothing where nobody has assessed the year yet.
    func assessed(of staff: Staff.ID, year: Int) throws -> Int? {
        let entries = try tx.execute(
            "SELECT id FROM annual_leave_entry WHERE staff_id = \(staff) AND year = \(year) ORDER BY id LIMIT 1")
        return entries.isEmpty ? nil : try left(of: staff, year: year)
    }

    /// In half days: what a person was granted this year and has left.
    struct Balance: Equatable, Sendable {
        let staff: Staff.ID
        let name: String
        let workingSince: Day?
        let granted: Int
        let left: Int
    }

    /// Of the active people of these units, by name: as many as a roster has.
    func balances(in reach: UnitReach, but person: Staff.ID, limit: Int = Roster.mostPeople) throws -> [Balance] {
        let condition: SQL
        switch reach {
        case .all: condition = "1 = 1"
        case .some(let units): condition = "appointment.unit_id IN \(list: units)"
        case .own, .nothing: return []
        }
        let people = try tx.execute(
            """
            SELECT DISTINCT staff.id AS id, staff.name AS name FROM staff
            JOIN appointment ON appointment.staff_id = staff.id
            WHERE staff.is_active = 1 AND staff.id <> \(person) AND \(condition)
                AND appointment.starts_at <= \(tx.now) AND (appointment.ends_at IS NULL OR appointment.ends_at > \(tx.now))
            ORDER BY staff.name, staff.id
            LIMIT \(limit)
            """
        ).map { (id: try $0.id("id") as Staff.ID, name: try $0.text("name")) }
        let homes = try tx.homes(of: people.map(\.id))
        var years: [Unit.ID: Int] = [:]
        for unit in Set(homes.values) { years[unit] = try tx.absenceGround(of: unit).zone.day(of: tx.now).year }
        // Of one house all are in the same year, but for an hour of the last night where its zones differ.
        let byYear = Dictionary(grouping: people) { homes[$0.id].flatMap { years[$0] } ?? 2000 }
        var sums: [Staff.ID: Sum] = [:]
        for (year, some) in byYear { sums.merge(try self.sums(of: some.map(\.id), year: year)) { $1 } }
        let since = try since(of: people.map(\.id))
        return people.map { entry in
            let sum = sums[entry.id] ?? Sum()
            return Balance(
                staff: entry.id, name: entry.name, workingSince: since[entry.id], granted: sum.granted, left: sum.left)
        }
    }

    /// What a person's year comes to, in half days.
    private struct Sum {
        var granted = 0
        var left = 0
    }

    private func sums(of people: [Staff.ID], year: Int) throws -> [Staff.ID: Sum] {
        var sums: [Staff.ID: Sum] = [:]
        for row in try tx.execute(
            """
            SELECT staff_id, CAST(SUM(half_days) AS BIGINT) AS halves,
                   CAST(SUM(CASE WHEN kind = 'granted' THEN half_days ELSE 0 END) AS BIGINT) AS granted
            FROM annual_leave_entry
            WHERE staff_id IN \(list: people) AND year = \(year)
            GROUP BY staff_id
            ORDER BY staff_id
            LIMIT \(people.count)
            """
        ) {
            sums[try row.id("staff_id")] = Sum(granted: try row.int("granted"), left: try row.int("halves"))
        }
        return sums
    }

    /// Since when these people have worked, by what personnel entered last.
    private func since(of people: [Staff.ID]) throws -> [Staff.ID: Day] {
        guard !people.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT staff.id AS id,
                   (SELECT working_since_on FROM annual_leave_basis
                    WHERE annual_leave_basis.staff_id = staff.id
                    ORDER BY entered_at DESC, annual_leave_basis.id DESC LIMIT 1) AS since
            FROM staff
            WHERE staff.id IN \(list: people)
            ORDER BY staff.id
            LIMIT \(people.count)
            """
        )
        return try rows.reduce(into: [:]) { $0[try $1.id("id")] = try $1.day(ifPresent: "since") }
    }

    /// Somebody of whom personnel has entered since when they work.
    struct Known: Equatable, Sendable {
        let staff: Staff.ID
        let joined: Day
        let workingSince: Day
        let enteredBy: Staff.ID
    }

    /// Of the active people, by id: those after one, so many at a time.
    func known(after person: Staff.ID?, limit: Int) throws -> [Known] {
        try tx.execute(
            """
            SELECT staff.id AS id, staff.joined_on AS joined_on,
                   (SELECT working_since_on FROM annual_leave_basis
                    WHERE annual_leave_basis.staff_id = staff.id
                    ORDER BY entered_at DESC, annual_leave_basis.id DESC LIMIT 1) AS since,
                   (SELECT entered_by FROM annual_leave_basis
                    WHERE annual_leave_basis.staff_id = staff.id
                    ORDER BY entered_at DESC, annual_leave_basis.id DESC LIMIT 1) AS entered_by
            FROM staff
            WHERE staff.is_active = 1 AND staff.id > \(person?.rawValue ?? "")
                AND EXISTS (
                    SELECT 1 FROM annual_leave_basis WHERE annual_leave_basis.staff_id = staff.id)
            ORDER BY staff.id
            LIMIT \(limit)
            """
        ).map { row in
            Known(
                staff: try row.id("id"), joined: try row.day("joined_on"), workingSince: try row.day("since"),
                enteredBy: try row.id("entered_by"))
        }
    }

    /// For somebody who leaves on a day, by what was entered up to an instant; nothing where personnel has not entered
    /// since when they work (企业职工带薪年休假实施办法, article 12).
    func due(to staff: Staff, leavingOn day: Day, asOf instant: Instant) throws -> AnnualLeaveDue? {
        guard let since = try since(of: staff.id, asOf: instant) else { return nil }
        let taken =
            try tx.execute(
                """
                SELECT CAST(COALESCE(SUM(half_days), 0) AS BIGINT) AS n FROM annual_leave_entry
                WHERE staff_id = \(staff.id) AND year = \(day.year) AND kind <> 'granted' AND entered_at <= \(instant)
                """
            ).first?.int("n") ?? 0
        let earned = AnnualLeave.earned(workingSince: since, joined: staff.joinedOn, leavingOn: day)
        return AnnualLeaveDue(lastDay: day, workingSince: since, earned: earned * 2, taken: -taken)
    }

    /// Since when somebody has worked, here or elsewhere, by what was entered up to an instant.
    func since(of staff: Staff.ID, asOf instant: Instant) throws -> Day? {
        try tx.execute(
            """
            SELECT working_since_on FROM annual_leave_basis
            WHERE staff_id = \(staff) AND entered_at <= \(instant)
            ORDER BY entered_at DESC, id DESC
            LIMIT 1
            """
        ).first?.day("working_since_on")
    }

    /// Kept whatever the days come to: by it those of every later year are granted.
    func enter(since day: Day, of staff: Staff.ID, by other: Staff.ID) throws {
        let id: Identifier<Leave> = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO annual_leave_basis (id, staff_id, working_since_on, entered_by, entered_at)
            VALUES (\(id), \(staff), \(day), \(other), \(tx.now))
            """
        )
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

    /// Brings what is entered for a leave to what it takes of each year, in half days: what is missing is taken, what is too
    /// much goes back. Nothing is entered where it stands so already.
    func settle(_ leave: Leave, _ due: [Int: Int], by other: Staff.ID) throws {
        let rows = try tx.execute(
            """
            SELECT year, CAST(SUM(half_days) AS BIGINT) AS n FROM annual_leave_entry
            WHERE leave_id = \(leave.id)
            GROUP BY year
            ORDER BY year
            LIMIT 10
            """
        )
        var difference = due.mapValues { -$0 }
        for row in rows { difference[try row.int("year"), default: 0] -= try row.int("n") }
        for (year, halfDays) in difference.sorted(by: { $0.key < $1.key }) {
            try enter(halfDays, halfDays < 0 ? "taken" : "returned", of: leave, year: year, by: other)
        }
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
