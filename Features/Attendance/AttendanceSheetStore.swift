import Database
import Foundation
import Kernel

/// The months of people, as they stand between them and whoever checks them.
struct AttendanceSheets {
    let tx: Transaction

    static let bound = 500

    func find(_ id: AttendanceSheet.ID) throws -> AttendanceSheet? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(AttendanceSheet.init(row:))
    }

    func find(_ staff: Staff.ID, month: Day) throws -> AttendanceSheet? {
        try tx.execute("\(Self.select) WHERE staff_id = \(staff) AND month_on = \(month)").first
            .map(AttendanceSheet.init(row:))
    }

    /// Of a unit in a month.
    func of(_ unit: Unit.ID, month: Day) throws -> [AttendanceSheet] {
        try tx.execute(
            """
            \(Self.select) WHERE unit_id = \(unit) AND month_on = \(month)
            ORDER BY staff_id
            LIMIT \(Self.bound)
            """
        ).map(AttendanceSheet.init(row:))
    }

    /// Of several people in a month, whichever unit's roster they work by.
    func of(_ people: [Staff.ID], month: Day) throws -> [AttendanceSheet] {
        guard !people.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE staff_id IN \(list: people) AND month_on = \(month)
            ORDER BY staff_id
            LIMIT \(people.count)
            """
        ).map(AttendanceSheet.init(row:))
    }

    /// By whose roster somebody works in an interval: that of their first shift; nothing where they are on none.
    func unit(of staff: Staff.ID, in interval: Range<Instant>) throws -> Unit.ID? {
        try tx.execute(
            """
            SELECT shift_assignment.unit_id AS unit_id FROM shift_assignment
            JOIN roster ON roster.id = shift_assignment.roster_id
            WHERE shift_assignment.staff_id = \(staff) AND shift_assignment.starts_at >= \(interval.lowerBound)
                AND shift_assignment.starts_at < \(interval.upperBound)
                AND (taken_back_at IS NULL OR taken_back_for = 'leave')
                AND roster.state IN ('published', 'in_force', 'closed')
            ORDER BY shift_assignment.starts_at, shift_assignment.id
            LIMIT 1
            """
        ).first?.id("unit_id")
    }

    func isLocked(_ staff: Staff.ID, in month: Day) throws -> Bool {
        try tx.execute(
            "SELECT state FROM attendance_sheet WHERE staff_id = \(staff) AND month_on = \(month) AND state = 'locked'"
        ).first != nil
    }

    /// The months of several people that are locked.
    func locked(of people: [Staff.ID]) throws -> [Staff.ID: Set<Day>] {
        guard !people.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT staff_id, month_on FROM attendance_sheet
            WHERE staff_id IN \(list: people) AND month_on >= \(Self.farBack(tx.now)) AND state = 'locked'
            ORDER BY staff_id, month_on
            LIMIT 20000
            """
        )
        var months: [Staff.ID: Set<Day>] = [:]
        for row in rows { months[try row.id("staff_id"), default: []].insert(try row.day("month_on")) }
        return months
    }

    /// Who worked in some units in a month by a roster and has no sheet of it yet: by the first of the units that they worked
    /// in. One question for five hundred units.
    func unopened(
        in units: [Unit.ID], _ interval: Range<Instant>, month: Day, limit: Int
    ) throws -> [(unit: Unit.ID, staff: Staff.ID)] {
        var people: [Staff.ID: Unit.ID] = [:]
        for start in stride(from: 0, to: units.count, by: 500) where people.count < limit {
            for row in try tx.execute(
                """
                SELECT shift_assignment.staff_id AS staff_id, MIN(shift_assignment.unit_id) AS unit_id
                FROM shift_assignment
                JOIN roster ON roster.id = shift_assignment.roster_id
                WHERE shift_assignment.unit_id IN \(list: Array(units[start..<min(start + 500, units.count)]))
                    AND starts_at >= \(interval.lowerBound) AND starts_at < \(interval.upperBound)
                    AND staff_id IS NOT NULL AND (taken_back_at IS NULL OR taken_back_for = 'leave')
                    AND roster.state IN ('published', 'in_force', 'closed')
                    AND NOT EXISTS (
                        SELECT 1 FROM attendance_sheet
                        WHERE attendance_sheet.staff_id = shift_assignment.staff_id
                            AND attendance_sheet.month_on = \(month))
                GROUP BY shift_assignment.staff_id
                ORDER BY shift_assignment.staff_id
                LIMIT \(limit)
                """
            ) {
                let staff: Staff.ID = try row.id("staff_id")
                if people.count < limit, people[staff] == nil { people[staff] = try row.id("unit_id") }
            }
        }
        return people.map { (unit: $0.value, staff: $0.key) }.sorted { $0.staff.rawValue < $1.staff.rawValue }
    }

    func insert(_ sheet: AttendanceSheet) throws {
        try tx.execute(
            """
            INSERT INTO attendance_sheet
                (id, unit_id, staff_id, month_on, state, days, opened_at, objection, answer)
            VALUES (\(sheet.id), \(sheet.unit), \(sheet.staff), \(sheet.month), \(sheet.state.rawValue),
                    \(try textOfJSON(sheet.days)), \(sheet.openedAt), '', '')
            """
        )
    }

    func save(_ sheet: AttendanceSheet) throws {
        try tx.execute(
            """
            UPDATE attendance_sheet SET state = \(sheet.state.rawValue), days = \(try textOfJSON(sheet.days)),
                confirmed_at = \(sheet.confirmedAt), objection = \(sheet.objection),
                objected_at = \(sheet.objectedAt), answer = \(sheet.answer), answered_by = \(sheet.answered?.by),
                answered_at = \(sheet.answered?.at), checked_by = \(sheet.checked?.by),
                checked_at = \(sheet.checked?.at), locked_by = \(sheet.locked?.by), locked_at = \(sheet.locked?.at)
            WHERE id = \(sheet.id)
            """
        )
    }

    /// Files of clocks reach no further back.
    static func farBack(_ now: Instant) -> Day {
        Zone.utc.day(of: now - .days(DeviceFile.oldestDays + 62)).firstOfMonth
    }

    private static let select: SQL = """
        SELECT id, unit_id, staff_id, month_on, state, days, opened_at, confirmed_at, objection, objected_at, answer,
               answered_by, answered_at, checked_by, checked_at, locked_by, locked_at
        FROM attendance_sheet
        """
}

extension Transaction {
    var attendanceSheets: AttendanceSheets { AttendanceSheets(tx: self) }
}

extension AttendanceSheet {
    fileprivate init(row: Row) throws {
        let days = try JSONDecoder().decode([AttendanceDay].self, from: Data(try row.text("days").utf8))
        func act(_ name: String) throws -> Act? {
            try row.instant(ifPresent: "\(name)_at").map { Act(by: try row.id("\(name)_by"), at: $0) }
        }
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), staff: try row.id("staff_id"),
            month: try row.day("month_on"), openedAt: try row.instant("opened_at"), state: try row.choice("state"),
            days: days, confirmedAt: try row.instant(ifPresent: "confirmed_at"), objection: try row.text("objection"),
            objectedAt: try row.instant(ifPresent: "objected_at"), answer: try row.text("answer"),
            answered: try act("answered"), checked: try act("checked"), locked: try act("locked"))
    }
}
