import Database
import Kernel

extension Leaves {
    /// What the work of people is known by around some hours: two statements whatever their number.
    func work(of people: [Staff.ID], around hours: Range<Instant>) throws -> [Staff.ID: LeaveWork] {
        guard !people.isEmpty else { return [:] }
        // Whole days, in any zone.
        let wide = (hours.lowerBound - .days(2))..<(hours.upperBound + .days(2))
        var work: [Staff.ID: LeaveWork] = [:]
        for row in try shifts(of: people, in: wide) {
            let starts = try row.instant("starts_at")
            work[try row.id("staff_id"), default: LeaveWork()].shifts.append(
                LeaveWork.Shift(
                    roster: try row.id("roster_id"), day: try row.day("day_on"),
                    span: starts..<(try row.instant("ends_at"))))
        }
        for row in try rosters(of: people, in: wide) {
            let from = try row.day("from_on")
            work[try row.id("staff_id"), default: LeaveWork()].rosters.append(
                LeaveWork.Standing(
                    roster: try row.id("id"), days: from...(try row.day("until_on")),
                    publishedAt: try row.instant("published_at")))
        }
        return work
    }

    private func shifts(of people: [Staff.ID], in wide: Range<Instant>) throws -> [Row] {
        try tx.execute(
            """
            SELECT staff_id, roster_id, day_on, starts_at, ends_at
            FROM shift_assignment JOIN roster ON roster.id = shift_assignment.roster_id
            WHERE staff_id IN \(list: people) AND starts_at > \(wide.lowerBound - ShiftAssignment.longest)
                AND starts_at < \(wide.upperBound) AND ends_at > \(wide.lowerBound)
                AND (taken_back_at IS NULL OR taken_back_for = 'leave')
                AND roster.state IN ('published', 'in_force', 'closed')
            ORDER BY staff_id, starts_at, shift_assignment.id
            LIMIT \(Roster.mostShifts)
            """
        )
    }

    /// On which they stand with a shift of their own; whoever merely stands in for somebody does not work by it.
    private func rosters(of people: [Staff.ID], in wide: Range<Instant>) throws -> [Row] {
        let days = Zone.utc.day(of: wide.lowerBound)...Zone.utc.day(of: wide.upperBound)
        return try tx.execute(
            """
            SELECT DISTINCT staff_id, roster.id AS id, from_on, until_on, published_at
            FROM shift_assignment JOIN roster ON roster.id = shift_assignment.roster_id
            WHERE staff_id IN \(list: people) AND starts_at > \(wide.lowerBound - .days(Roster.mostDays))
                AND starts_at < \(wide.upperBound + .days(Roster.mostDays))
                AND origin IN ('roster', 'adjusted')
                AND (taken_back_at IS NULL OR taken_back_for IN ('leave', 'swap'))
                AND roster.state IN ('published', 'in_force', 'closed') AND published_at IS NOT NULL
                AND from_on <= \(days.upperBound) AND until_on >= \(days.lowerBound)
            ORDER BY staff_id, from_on, id
            LIMIT 5000
            """
        )
    }
}
