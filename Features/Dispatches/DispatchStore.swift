import Database
import Kernel

/// Who was told what.
struct Dispatches {
    let tx: Transaction

    static let bound = 100
    /// Lines of one unit's day.
    static let mostOfDay = 500

    func find(_ id: Dispatch.ID) throws -> Dispatch? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Dispatch.init(row:))
    }

    func find(_ ids: [String]) throws -> [Dispatch] {
        guard !ids.isEmpty else { return [] }
        return try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)").map(
            Dispatch.init(row:))
    }

    /// What a person still owes, the first to be done first.
    func open(of staff: Staff.ID, limit: Int = bound) throws -> [Dispatch] {
        try tx.execute(
            """
            \(Self.select) WHERE staff_id = \(staff) AND state IN ('given', 'acknowledged')
            ORDER BY wanted_by_at, id
            LIMIT \(limit)
            """
        ).map(Dispatch.init(row:))
    }

    /// What a person was told, the latest first.
    func told(_ staff: Staff.ID, limit: Int = bound) throws -> [Dispatch] {
        try tx.execute(
            "\(Self.select) WHERE staff_id = \(staff) ORDER BY given_at DESC, id DESC LIMIT \(limit)"
        ).map(Dispatch.init(row:))
    }

    /// What a person has given, the latest first.
    func given(by giver: Staff.ID, limit: Int = bound) throws -> [Dispatch] {
        try tx.execute(
            "\(Self.select) WHERE giver_id = \(giver) ORDER BY given_at DESC, id DESC LIMIT \(limit)"
        ).map(Dispatch.init(row:))
    }

    /// A day of some units, in the order in which they were given.
    func log(of units: [Unit.ID], on day: Day, limit: Int = mostOfDay) throws -> [Dispatch] {
        try tx.execute(
            """
            \(Self.select) WHERE unit_id IN \(list: units) AND given_on = \(day)
            ORDER BY given_at, id
            LIMIT \(limit)
            """
        ).map(Dispatch.init(row:))
    }

    /// How many nobody has answered yet, in these units.
    func unanswered(in reach: UnitReach) throws -> Int {
        let place: SQL
        switch reach {
        case .all: place = "1 = 1"
        case .some(let units): place = "unit_id IN \(list: units)"
        case .own, .nothing: return 0
        }
        return try tx.execute(
            """
            SELECT COUNT(*) AS n FROM (
                SELECT 1 AS one FROM dispatch WHERE state = 'given' AND \(place) LIMIT \(Self.mostOfDay)
            ) AS bounded
            """
        ).first?.int("n") ?? 0
    }

    /// ZH20260105-1, counted up for those given at once.
    func count(on day: Day) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM dispatch WHERE given_on = \(day)").first?.int("n") ?? 0
    }

    func insert(_ dispatch: Dispatch, on day: Day) throws {
        try tx.execute(
            """
            INSERT INTO dispatch
                (id, number, order_id, given_on, unit_id, giver_id, staff_id, group_id, text, wanted_by_at, given_at,
                 state, note)
            VALUES (\(dispatch.id), \(dispatch.number), \(dispatch.order), \(day), \(dispatch.unit),
                    \(dispatch.giver), \(dispatch.staff), \(dispatch.group), \(dispatch.plan.text),
                    \(dispatch.plan.wantedBy), \(dispatch.givenAt), \(dispatch.state.rawValue), '')
            """
        )
    }

    func save(_ dispatch: Dispatch) throws {
        try tx.execute(
            """
            UPDATE dispatch SET state = \(dispatch.state.rawValue), acknowledged_at = \(dispatch.acknowledgedAt),
                ended_at = \(dispatch.ending?.at), note = \(dispatch.ending?.note ?? "")
            WHERE id = \(dispatch.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, number, order_id, unit_id, giver_id, staff_id, group_id, text, wanted_by_at, given_at, state,
               acknowledged_at, ended_at, note
        FROM dispatch
        """
}

extension Transaction {
    var dispatches: Dispatches { Dispatches(tx: self) }
}

extension Dispatch {
    fileprivate init(row: Row) throws {
        let ending = try row.instant(ifPresent: "ended_at").map { Ending(at: $0, note: try row.text("note")) }
        self.init(
            id: try row.id("id"), number: try row.text("number"), order: try row.id("order_id"),
            unit: try row.id("unit_id"), giver: try row.id("giver_id"), staff: try row.id("staff_id"),
            group: try row.id(ifPresent: "group_id"),
            plan: Plan(text: try row.text("text"), wantedBy: try row.instant("wanted_by_at")),
            givenAt: try row.instant("given_at"), state: try row.choice("state"),
            acknowledgedAt: try row.instant(ifPresent: "acknowledged_at"), ending: ending)
    }
}
