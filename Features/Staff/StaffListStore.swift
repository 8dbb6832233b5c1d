import Database
import Kernel

/// Which people a list shows: those whose name or account contains a text, of one unit, in office or not.
struct StaffFilter: Equatable, Sendable {
    var text = ""
    var unit: Unit.ID?
    var isActive: Bool? = true
    /// Longer texts are cut: no name is longer.
    static let longestText = 50
}

extension StaffMembers {
    /// One page of people, by name, and how many there are in all. `reach` is whose people the viewer may see: those
    /// who hold or held a post in its units.
    func list(
        _ filter: StaffFilter, within reach: UnitReach, limit: Int, offset: Int
    ) throws -> (people: [Staff], total: Int) {
        guard let condition = Self.condition(filter, within: reach) else { return ([], 0) }
        let people = try tx.execute(
            """
            \(Self.select)
            WHERE \(condition)
            ORDER BY name, id
            LIMIT \(min(limit, 500)) OFFSET \(offset)
            """
        ).map(Staff.init(row:))
        let total = try tx.execute("SELECT COUNT(*) AS total FROM staff WHERE \(condition)")
        return (people, try total.first?.int("total") ?? 0)
    }

    /// Whether the person holds or held a post in a unit of the reach.
    func isVisible(_ id: Staff.ID, within reach: UnitReach) throws -> Bool {
        guard let condition = Self.condition(StaffFilter(isActive: nil), within: reach) else { return false }
        return try !tx.execute("SELECT id FROM staff WHERE id = \(id) AND \(condition)").isEmpty
    }

    /// Nothing where the reach holds nobody.
    private static func condition(_ filter: StaffFilter, within reach: UnitReach) -> SQL? {
        var conditions: [SQL] = ["1 = 1"]
        switch reach {
        case .all: break
        case .some(let units) where units.isEmpty: return nil
        case .some(let units):
            conditions.append("id IN (SELECT staff_id FROM appointment WHERE unit_id IN \(list: units))")
        case .own, .nothing: return nil
        }
        if let unit = filter.unit {
            conditions.append("id IN (SELECT staff_id FROM appointment WHERE unit_id = \(unit) AND ends_at IS NULL)")
        }
        if let isActive = filter.isActive { conditions.append("is_active = \(isActive)") }
        let text = String(filter.text.prefix(StaffFilter.longestText))
        if !text.isEmpty {
            let pattern = "%\(text.escapedForLike)%"
            conditions.append(
                "(lower(name) LIKE lower(\(pattern)) ESCAPE '!' OR lower(account) LIKE lower(\(pattern)) ESCAPE '!')")
        }
        return SQL(conditions, joinedBy: " AND ")
    }
}

extension String {
    /// `100%` finds 100%, not everything: the wildcards of LIKE are taken literally, with `ESCAPE '!'`.
    var escapedForLike: String {
        replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    }
}
