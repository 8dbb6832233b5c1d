import Database
import Handbook
import Kernel

extension Transaction {
    /// The names behind ids, for a page.
    func names(of people: Set<Staff.ID>) throws -> [Staff.ID: String] {
        guard !people.isEmpty else { return [:] }
        let ids = people.sorted { $0.rawValue < $1.rawValue }.prefix(1000)
        let rows = try execute("SELECT id, name FROM staff WHERE id IN \(list: Array(ids)) ORDER BY id LIMIT 1000")
        return Dictionary(try rows.map { (try $0.id("id"), try $0.text("name")) }) { first, _ in first }
    }

    /// By which they sign in: what tells two people of one name apart.
    func signInNames(of people: [Staff.ID]) throws -> [Staff.ID: String] {
        guard !people.isEmpty else { return [:] }
        let ids = Array(people.prefix(1000))
        let rows = try execute("SELECT id, account FROM staff WHERE id IN \(list: ids) ORDER BY id LIMIT 1000")
        return Dictionary(try rows.map { (try $0.id("id"), try $0.text("account")) }) { first, _ in first }
    }

    /// Who may be given a case of a unit: whoever holds a post there, above it or below it, that may work cases.
    ///
    /// `withBeside`: also whoever sits in the units beside it, under the same one: the other groups of a department.
    func colleagues(
        of unit: Unit.ID, limit: Int = 100, withBeside: Bool = false
    ) throws -> [(id: Staff.ID, name: String)] {
        let chain = try self.units.chain(from: unit).map(\.id)
        let top = withBeside ? chain.dropFirst().first ?? unit : unit
        let units = Set(chain + (try self.units.descendants(of: top))).sorted { $0.rawValue < $1.rawValue }
        let posts = try PostsInForce(tx: self).posts(in: unit).filter { $0.permissions.contains(.workCase) }.map(\.code)
        guard !units.isEmpty, !posts.isEmpty else { return [] }
        return try execute(
            """
            SELECT DISTINCT staff.id, staff.name FROM staff
            JOIN appointment ON appointment.staff_id = staff.id
            WHERE staff.is_active = 1 AND appointment.unit_id IN \(list: units) AND appointment.post IN \(list: posts)
                AND appointment.starts_at <= \(now) AND (appointment.ends_at IS NULL OR appointment.ends_at > \(now))
            ORDER BY staff.name, staff.id
            LIMIT \(limit)
            """
        ).map { (try $0.id("id"), try $0.text("name")) }
    }

    /// Whom a filter of lists can name: those who hold a post in the units one reads cases of.
    func caseWorkers(within reach: UnitReach, limit: Int = 300) throws -> [(id: Staff.ID, name: String)] {
        let rows: [Row]
        switch reach {
        case .all: rows = try execute("SELECT id, name FROM staff WHERE is_active = 1 ORDER BY name, id LIMIT \(limit)")
        case .some(let units):
            rows = try execute(
                """
                SELECT DISTINCT staff.id, staff.name FROM staff
                JOIN appointment ON appointment.staff_id = staff.id
                WHERE staff.is_active = 1 AND appointment.unit_id IN \(list: units)
                    AND appointment.starts_at <= \(now) AND (appointment.ends_at IS NULL OR appointment.ends_at > \(now))
                ORDER BY staff.name, staff.id
                LIMIT \(limit)
                """)
        case .own, .nothing: rows = []
        }
        return try rows.map { (try $0.id("id"), try $0.text("name")) }
    }

    /// Whether a case of a unit can be given to somebody: of the unit, above, below or right beside it. A store's case does
    /// not go to a store at the other end of the country.
    func canTake(casesOf unit: Unit.ID, _ person: Staff.ID) throws -> Bool {
        try canTakeCases(person) && colleagues(of: unit, limit: 1000, withBeside: true).contains { $0.id == person }
    }

    /// Whether a case can be given to somebody: a person who is here, and who works cases somewhere.
    func canTakeCases(_ person: Staff.ID) throws -> Bool {
        try staff.find(person) != nil && actor(person).holds(.workCase)
    }
}

extension Transaction {
    func unitNames(of units: Set<Unit.ID>) throws -> [Unit.ID: String] {
        guard !units.isEmpty else { return [:] }
        let ids = units.sorted { $0.rawValue < $1.rawValue }.prefix(500)
        let rows = try execute("SELECT id, name FROM unit WHERE id IN \(list: Array(ids)) ORDER BY id LIMIT 500")
        return Dictionary(try rows.map { (try $0.id("id"), try $0.text("name")) }) { first, _ in first }
    }

    /// The units for which a person may do something, those they hold a post in first.
    func units(for actor: Actor, permitting permission: Permission) throws -> [Unit] {
        let holdings = actor.holdings.filter { $0.post.permissions.contains(permission) }
        let own = try holdings.map { try units.require($0.unit) }
        let reached: [Unit]
        switch actor.units(permitting: permission) {
        case .all: reached = try units.all()
        case .some(let ids): reached = try ids.prefix(500).map { try units.require($0) }
        case .own, .nothing: reached = []
        }
        var seen: Set<Unit.ID> = []
        return (own + reached).filter { seen.insert($0.id).inserted }
    }
}
