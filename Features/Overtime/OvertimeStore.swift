import Database
import Kernel

/// The overtime people asked for.
struct Overtimes {
    let tx: Transaction

    static let bound = 100

    func find(_ id: Overtime.ID) throws -> Overtime? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Overtime.init(row:))
    }

    /// A person's own, the latest first.
    func of(_ staff: Staff.ID, limit: Int = bound) throws -> [Overtime] {
        try tx.execute(
            "\(Self.select) WHERE staff_id = \(staff) ORDER BY day_on DESC, id DESC LIMIT \(limit)"
        ).map(Overtime.init(row:))
    }

    /// What is asked for, agreed to or counted of a person on some days. What nobody decided on before it began can be agreed
    /// to no more and is worked by nobody: it counts for nothing (GAME-103).
    func live(of staff: Staff.ID, on days: ClosedRange<Day>) throws -> [Overtime] {
        try tx.execute(
            """
            \(Self.select)
            WHERE staff_id = \(staff) AND day_on >= \(days.lowerBound) AND day_on <= \(days.upperBound)
                AND (state IN ('approved', 'settled') OR (state = 'asked' AND from_at > \(tx.now)))
            ORDER BY day_on, id
            LIMIT \(Self.bound)
            """
        ).map(Overtime.init(row:))
    }

    /// What was agreed to of several people, counted or not, by person.
    func agreed(of people: [Staff.ID], on days: ClosedRange<Day>) throws -> [Staff.ID: [Overtime]] {
        guard !people.isEmpty else { return [:] }
        let all = try tx.execute(
            """
            \(Self.select)
            WHERE staff_id IN \(list: people) AND day_on >= \(days.lowerBound) AND day_on <= \(days.upperBound)
                AND state IN ('approved', 'settled')
            ORDER BY staff_id, day_on, id
            LIMIT 20000
            """
        ).map(Overtime.init(row:))
        return Dictionary(grouping: all, by: \.staff)
    }

    /// What waits for a decision in these units, the oldest first; what has begun, which can be refused only, behind the rest.
    func waiting(in reach: UnitReach, limit: Int = bound, offset: Int = 0) throws -> [Overtime] {
        let condition: SQL
        switch reach {
        case .all: condition = "1 = 1"
        case .some(let units): condition = "unit_id IN \(list: units)"
        case .own, .nothing: return []
        }
        return try tx.execute(
            """
            \(Self.select) WHERE state = 'asked' AND \(condition)
            ORDER BY CASE WHEN from_at > \(tx.now) THEN 0 ELSE 1 END, asked_at, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Overtime.init(row:))
    }

    /// Whose hours were over by an instant.
    func ending(by instant: Instant, limit: Int) throws -> [Overtime] {
        try tx.execute(
            "\(Self.select) WHERE state = 'approved' AND to_at <= \(instant) ORDER BY to_at, id LIMIT \(limit)"
        ).map(Overtime.init(row:))
    }

    /// JB20260105-1
    func nextNumber(on day: Day) throws -> String {
        let count = try tx.execute("SELECT COUNT(*) AS n FROM overtime WHERE asked_on = \(day)").first?.int("n") ?? 0
        return "JB\(day.description.replacing("-", with: ""))-\(count + 1)"
    }

    func insert(_ overtime: Overtime, on day: Day) throws {
        try tx.execute(
            """
            INSERT INTO overtime
                (id, number, asked_on, unit_id, staff_id, from_at, to_at, day_on, reason, compensation, rate, asked_at,
                 state, opinion)
            VALUES (\(overtime.id), \(overtime.number), \(day), \(overtime.unit), \(overtime.staff),
                    \(overtime.plan.hours.lowerBound), \(overtime.plan.hours.upperBound), \(overtime.day),
                    \(overtime.plan.reason), \(overtime.plan.compensation.rawValue), \(overtime.rate.rawValue),
                    \(overtime.askedAt), \(overtime.state.rawValue), '')
            """
        )
    }

    func save(_ overtime: Overtime) throws {
        try tx.execute(
            """
            UPDATE overtime SET state = \(overtime.state.rawValue), decided_by = \(overtime.decision?.by),
                decided_at = \(overtime.decision?.at), opinion = \(overtime.decision?.opinion ?? ""),
                minutes = \(overtime.minutes), settled_at = \(overtime.settledAt)
            WHERE id = \(overtime.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, number, unit_id, staff_id, from_at, to_at, day_on, reason, compensation, rate, asked_at, state,
               decided_by, decided_at, opinion, minutes, settled_at
        FROM overtime
        """
}

extension Transaction {
    var overtimes: Overtimes { Overtimes(tx: self) }
}

extension Overtime {
    fileprivate init(row: Row) throws {
        let decision = try row.instant(ifPresent: "decided_at").map { at in
            Decision(by: try row.id("decided_by"), at: at, opinion: try row.text("opinion"))
        }
        let from = try row.instant("from_at")
        let to = try row.instant("to_at")
        self.init(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            staff: try row.id("staff_id"),
            plan: Plan(
                hours: from..<to, reason: try row.text("reason"), compensation: try row.choice("compensation")),
            rate: try row.choice("rate"), day: try row.day("day_on"), askedAt: try row.instant("asked_at"),
            state: try row.choice("state"), decision: decision, minutes: try row.int(ifPresent: "minutes"),
            settledAt: try row.instant(ifPresent: "settled_at"))
    }
}
