import Database
import Handbook
import Kernel

/// The plans of the day.
struct DayPlans {
    let tx: Transaction

    /// Plans that one page shows or one round of the chore looks at.
    static let bound = 1000
    /// Steps of one plan: the most that a pack can make of one.
    static let mostSteps = 960

    func find(_ id: DayPlan.ID) throws -> DayPlan? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(DayPlan.init(row:))
    }

    func find(_ ids: Set<DayPlan.ID>) throws -> [DayPlan.ID: DayPlan] {
        guard !ids.isEmpty else { return [:] }
        let ids = ids.sorted { $0.rawValue < $1.rawValue }
        let plans = try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)").map(
            DayPlan.init(row:))
        return Dictionary(uniqueKeysWithValues: plans.map { ($0.id, $0) })
    }

    /// Those that are not closed yet, the first to be closed first.
    func open(limit: Int = bound) throws -> [DayPlan] {
        try tx.execute("\(Self.select) WHERE state = 'open' ORDER BY closes_at, id LIMIT \(limit)").map(
            DayPlan.init(row:))
    }

    func over(at now: Instant, limit: Int) throws -> [DayPlan] {
        try tx.execute(
            "\(Self.select) WHERE state = 'open' AND closes_at <= \(now) ORDER BY closes_at, id LIMIT \(limit)"
        ).map(DayPlan.init(row:))
    }

    /// Of some units, whose shifts end in an interval; what was dropped is not among them.
    func ending(in units: [Unit.ID], _ interval: Range<Instant>, limit: Int = bound) throws -> [DayPlan] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE unit_id IN \(list: units) AND ends_at >= \(interval.lowerBound)
                AND ends_at < \(interval.upperBound) AND state <> 'dropped'
            ORDER BY starts_at, id
            LIMIT \(limit)
            """
        ).map(DayPlan.init(row:))
    }

    /// Of a unit and day, in time.
    func of(_ unit: Unit.ID, on day: Day, limit: Int = bound) throws -> [DayPlan] {
        try tx.execute(
            """
            \(Self.select) WHERE unit_id = \(unit) AND day_on = \(day) AND state <> 'dropped'
            ORDER BY starts_at, id
            LIMIT \(limit)
            """
        ).map(DayPlan.init(row:))
    }

    /// Which of these units had a plan on a day, or the days before it.
    func units(among units: [Unit.ID], since day: Day) throws -> [Unit.ID] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            SELECT DISTINCT unit_id FROM day_plan WHERE unit_id IN \(list: units) AND day_on >= \(day)
            ORDER BY unit_id
            LIMIT 200
            """
        ).map { try $0.id("unit_id") }
    }

    /// Laid out once, closed or not: not again.
    func isThere(_ key: DayPlanSlot.Key) throws -> Bool {
        try !tx.execute(
            """
            SELECT 1 AS one FROM day_plan
            WHERE unit_id = \(key.unit) AND code = \(key.code) AND slot = \(key.slot) AND state <> 'dropped'
            LIMIT 1
            """
        ).isEmpty
    }

    /// The posts that people hold now, in whatever unit.
    func posts(of people: Set<Staff.ID>) throws -> [Staff.ID: Set<String>] {
        guard !people.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT staff_id, post FROM appointment
            WHERE staff_id IN \(list: people.sorted { $0.rawValue < $1.rawValue }) AND starts_at <= \(tx.now)
                AND (ends_at IS NULL OR ends_at > \(tx.now))
            ORDER BY staff_id, post
            LIMIT 20000
            """
        )
        var posts: [Staff.ID: Set<String>] = [:]
        for row in rows { posts[try row.id("staff_id"), default: []].insert(try row.text("post")) }
        return posts
    }

    /// Who had a plan that goes round how often since a day.
    func turns(of code: String, in unit: Unit.ID, since day: Day) throws -> [Staff.ID: DayPlanDealing.Had] {
        let rows = try tx.execute(
            """
            SELECT owner_id, COUNT(*) AS times, MAX(day_on) AS last_on FROM day_plan
            WHERE unit_id = \(unit) AND code = \(code) AND takers = 'turn' AND day_on >= \(day) AND state <> 'dropped'
                AND owner_id IS NOT NULL
            GROUP BY owner_id
            ORDER BY owner_id
            LIMIT \(Self.bound)
            """
        )
        return Dictionary(
            try rows.map {
                (
                    try $0.id("owner_id") as Staff.ID,
                    DayPlanDealing.Had(times: try $0.int("times"), last: try $0.day("last_on"))
                )
            }
        ) { first, _ in first }
    }

    func insert(_ plan: DayPlan, _ steps: [DayStep]) throws {
        try tx.execute(
            """
            INSERT INTO day_plan
                (id, unit_id, code, name_zh, name_en, takers, day_on, slot, is_rostered, owner_id, starts_at, ends_at,
                 closes_at, laid_at, state)
            VALUES (\(plan.id), \(plan.unit), \(plan.code), \(plan.name), \(plan.english), \(plan.takers.rawValue),
                    \(plan.day), \(plan.slot), \(plan.isRostered), \(plan.owner), \(plan.span.lowerBound),
                    \(plan.span.upperBound), \(plan.closesAt), \(plan.laidAt), \(plan.state.rawValue))
            """
        )
        try tx.daySteps.insert(steps)
    }

    func save(_ plan: DayPlan) throws {
        try tx.execute(
            "UPDATE day_plan SET owner_id = \(plan.owner), state = \(plan.state.rawValue) WHERE id = \(plan.id)")
    }

    private static let select: SQL = """
        SELECT id, unit_id, code, name_zh, name_en, takers, day_on, slot, is_rostered, owner_id, starts_at, ends_at,
               closes_at, laid_at, state
        FROM day_plan
        """
}

extension Transaction {
    var dayPlans: DayPlans { DayPlans(tx: self) }
}

extension DayPlan {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), code: try row.text("code"),
            name: try row.text("name_zh"), english: try row.text("name_en"), takers: try row.choice("takers"),
            day: try row.day("day_on"), slot: try row.text("slot"), isRostered: try row.bool("is_rostered"),
            owner: try row.id(ifPresent: "owner_id"),
            span: try row.instant("starts_at")..<row.instant("ends_at"), closesAt: try row.instant("closes_at"),
            laidAt: try row.instant("laid_at"), state: try row.choice("state"))
    }
}
