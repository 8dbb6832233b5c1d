import Database
import Kernel

extension Transaction {
    /// Per person: offers of the period by what became of them, and reassignments that were not undone. Both are walks
    /// over narrow indexes by time; `units` are those whose cases count, nil is all.
    func assignmentReport(during period: Range<Instant>, in units: [Unit.ID]?) throws -> [AssignmentCount] {
        var counts: [Staff.ID: AssignmentCount] = [:]
        func count(_ staff: Staff.ID, _ change: (inout AssignmentCount) -> Void) {
            change(&counts[staff, default: AssignmentCount(staff: staff)])
        }
        for row in try execute(
            """
            SELECT case_offer.staff_id, case_offer.state, COUNT(*) AS n
            FROM case_offer \(join("case_offer", units))
            WHERE case_offer.at >= \(period.lowerBound) AND case_offer.at < \(period.upperBound) \(within(units))
            GROUP BY case_offer.staff_id, case_offer.state
            ORDER BY case_offer.staff_id, case_offer.state LIMIT 5000
            """
        ) {
            let (state, number): (Offer.State, Int) = (try row.choice("state"), try row.int("n"))
            count(try row.id("staff_id")) { $0.add(state, number) }
        }
        for row in try execute(
            """
            SELECT case_reassignment.from_staff, case_reassignment.to_staff, COUNT(*) AS n
            FROM case_reassignment \(join("case_reassignment", units))
            WHERE case_reassignment.at >= \(period.lowerBound) AND case_reassignment.at < \(period.upperBound)
                AND case_reassignment.undone_at IS NULL \(within(units))
            GROUP BY case_reassignment.from_staff, case_reassignment.to_staff
            ORDER BY case_reassignment.to_staff LIMIT 20000
            """
        ) {
            let number = try row.int("n")
            count(try row.id("to_staff")) { $0.given += number }
            if let from: Staff.ID = try row.id(ifPresent: "from_staff") { count(from) { $0.takenAway += number } }
        }
        return counts.values.sorted { $0.staff.rawValue < $1.staff.rawValue }
    }

    /// The records behind one figure of one person, newest first.
    func assignmentRecords(
        _ figure: AssignmentFigure, of staff: Staff.ID, during period: Range<Instant>, in units: [Unit.ID]?, limit: Int
    ) throws -> [AssignmentLine] {
        let rows: [Row]
        switch figure {
        case .offered, .taken, .refused, .lapsed:
            let state: SQL =
                figure == .offered ? "1 = 1" : "case_offer.state = \(figure.rawValue)"
            rows = try execute(
                """
                SELECT service_case.id, service_case.number, case_offer.at, work_line.name AS by_name, case_offer.reason
                FROM case_offer JOIN service_case ON service_case.id = case_offer.case_id
                JOIN work_line ON work_line.id = case_offer.line_id
                WHERE case_offer.at >= \(period.lowerBound) AND case_offer.at < \(period.upperBound)
                    AND case_offer.staff_id = \(staff) AND \(state) \(within(units))
                ORDER BY case_offer.at DESC, case_offer.id DESC LIMIT \(limit)
                """
            )
        case .takenAway, .given:
            let column: SQL = figure == .given ? "case_reassignment.to_staff" : "case_reassignment.from_staff"
            rows = try execute(
                """
                SELECT service_case.id, service_case.number, case_reassignment.at, staff.name AS by_name,
                       case_reassignment.reason
                FROM case_reassignment JOIN service_case ON service_case.id = case_reassignment.case_id
                JOIN staff ON staff.id = case_reassignment.by_staff
                WHERE case_reassignment.at >= \(period.lowerBound) AND case_reassignment.at < \(period.upperBound)
                    AND case_reassignment.undone_at IS NULL AND \(column) = \(staff) \(within(units))
                ORDER BY case_reassignment.at DESC, case_reassignment.id DESC LIMIT \(limit)
                """
            )
        }
        return try rows.map { row in
            AssignmentLine(
                record: try row.id("id"), number: try row.text("number"), at: try row.instant("at"),
                by: try row.text("by_name"), reason: try row.text("reason"))
        }
    }

    private func join(_ table: SQL, _ units: [Unit.ID]?) -> SQL {
        units == nil ? "" : "JOIN service_case ON service_case.id = \(table).case_id"
    }

    private func within(_ units: [Unit.ID]?) -> SQL {
        guard let units else { return "" }
        return units.isEmpty ? "AND 1 = 0" : "AND service_case.unit_id IN \(list: units)"
    }
}
