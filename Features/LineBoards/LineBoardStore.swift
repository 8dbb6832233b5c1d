import Database
import Kernel

/// Who stands on which line this minute, by the shifts people work by. Whoever learns beside somebody stands on none.
extension Shifts {
    func lines(of people: [Staff.ID]) throws -> [Staff.ID: Line.ID] {
        guard !people.isEmpty else { return [:] }
        return Dictionary(try standing("shift_assignment.staff_id IN \(list: people)")) { $1 }
    }

    func people(on lines: [Line.ID]) throws -> [Line.ID: [Staff.ID]] {
        guard !lines.isEmpty else { return [:] }
        return Dictionary(grouping: try standing("shift_assignment.line_id IN \(list: lines)"), by: \.1)
            .mapValues { $0.map(\.0).uniqued() }
    }

    private func standing(_ who: SQL) throws -> [(Staff.ID, Line.ID)] {
        try tx.execute(
            """
            SELECT shift_assignment.staff_id AS staff_id, shift_assignment.line_id AS line_id
            FROM shift_assignment
            JOIN roster ON roster.id = shift_assignment.roster_id
            JOIN staff ON staff.id = shift_assignment.staff_id
            WHERE \(who) AND shift_assignment.line_id IS NOT NULL AND shift_assignment.taken_back_at IS NULL
                AND shift_assignment.is_shadow = 0 AND staff.is_active = 1
                AND shift_assignment.starts_at > \(tx.now - ShiftAssignment.longest)
                AND shift_assignment.starts_at <= \(tx.now) AND shift_assignment.ends_at > \(tx.now)
                AND roster.state IN ('published', 'in_force', 'closed')
            ORDER BY shift_assignment.starts_at, shift_assignment.id
            LIMIT \(Roster.mostPeople * 2)
            """
        ).map { (try $0.id("staff_id"), try $0.id("line_id")) }
    }
}
