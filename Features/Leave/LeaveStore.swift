import Database
import Handbook
import Kernel

/// The leave people asked for.
struct Leaves {
    let tx: Transaction

    static let bound = 100

    func find(_ id: Leave.ID) throws -> Leave? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Leave.init(row:))
    }

    /// A person's own, the latest first.
    func of(_ staff: Staff.ID, limit: Int = bound, offset: Int = 0) throws -> [Leave] {
        try tx.execute(
            """
            \(Self.select) WHERE staff_id = \(staff)
            ORDER BY from_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Leave.init(row:))
    }

    /// What a person has asked for, or is away by, in these hours.
    func live(of staff: Staff.ID, in hours: Range<Instant>) throws -> [Leave] {
        try tx.execute(
            """
            \(Self.select)
            WHERE staff_id = \(staff) AND from_at > \(hours.lowerBound - .days(Leave.longestDays))
                AND from_at < \(hours.upperBound) AND to_at > \(hours.lowerBound)
                AND (ended_at IS NULL OR ended_at > \(hours.lowerBound))
                AND state IN ('submitted', 'approved', 'taken', 'reported_back')
            ORDER BY from_at, id
            LIMIT \(Self.bound)
            """
        ).map(Leave.init(row:))
    }

    /// What waits for a decision in these units, the oldest first.
    func waiting(in reach: UnitReach, limit: Int = bound, offset: Int = 0) throws -> [Leave] {
        let condition: SQL
        switch reach {
        case .all: condition = "1 = 1"
        case .some(let units): condition = "unit_id IN \(list: units)"
        case .own, .nothing: return []
        }
        return try tx.execute(
            """
            \(Self.select) WHERE state = 'submitted' AND \(condition)
            ORDER BY asked_at, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Leave.init(row:))
    }

    /// For which somebody is named to stand in and has not answered, whichever unit it was asked in; of what is past nobody
    /// stands in. The oldest first.
    func asked(of staff: Staff.ID, limit: Int = bound) throws -> [Leave] {
        try tx.execute(
            """
            \(Self.select)
            WHERE substitute_id = \(staff) AND state = 'submitted' AND stand_in_answer IS NULL AND rule <> 'retroactive'
            ORDER BY asked_at, id
            LIMIT \(limit)
            """
        ).map(Leave.init(row:))
    }

    /// Who is away in a unit in these hours, or going to be.
    func away(from unit: Unit.ID, in hours: Range<Instant>) throws -> [Leave] {
        try tx.execute(
            """
            \(Self.select)
            WHERE unit_id = \(unit) AND from_at > \(hours.lowerBound - .days(Leave.longestDays))
                AND from_at < \(hours.upperBound) AND to_at > \(hours.lowerBound)
                AND (ended_at IS NULL OR ended_at > \(hours.lowerBound))
                AND state IN ('approved', 'taken', 'reported_back')
            ORDER BY from_at, id
            LIMIT 500
            """
        ).map(Leave.init(row:))
    }

    /// Agreed leave of these people that touches an interval, whichever unit it was asked in, in time; when each of them
    /// is away by it says `Leave.absence`. One question, by index, whatever their number.
    func away(of people: [Staff.ID], in hours: Range<Instant>) throws -> [Leave] {
        guard !people.isEmpty, !hours.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select)
            WHERE staff_id IN \(list: people) AND from_at > \(hours.lowerBound - .days(Leave.longestDays))
                AND from_at < \(hours.upperBound) AND to_at > \(hours.lowerBound)
                AND (ended_at IS NULL OR ended_at > \(hours.lowerBound))
                AND state IN ('approved', 'taken', 'reported_back')
            ORDER BY from_at, id
            LIMIT 5000
            """
        ).map(Leave.init(row:))
    }

    func beginning(by now: Instant, limit: Int) throws -> [Leave] {
        try tx.execute(
            "\(Self.select) WHERE state = 'approved' AND from_at <= \(now) ORDER BY from_at, id LIMIT \(limit)"
        ).map(Leave.init(row:))
    }

    func ending(by now: Instant, limit: Int) throws -> [Leave] {
        try tx.execute(
            """
            \(Self.select) WHERE state = 'taken' AND ended_at IS NULL AND to_at <= \(now)
            ORDER BY to_at, id
            LIMIT \(limit)
            """
        ).map(Leave.init(row:))
    }

    /// QJ20261126-3: the third of the day.
    func nextNumber(on day: Day) throws -> String {
        let count =
            try tx.execute("SELECT COUNT(*) AS n FROM leave_request WHERE asked_on = \(day)").first?.int("n") ?? 0
        return "QJ\(day.description.replacing("-", with: ""))-\(count + 1)"
    }

    func insert(_ leave: Leave, on day: Day) throws {
        try tx.execute(
            """
            INSERT INTO leave_request
                (id, number, asked_on, unit_id, staff_id, type, rule, from_at, to_at, half_days, first_shift_at,
                 reason, proof, substitute_id, asked_at, state, opinion, later_proof)
            VALUES (\(leave.id), \(leave.number), \(day), \(leave.unit), \(leave.staff), \(leave.plan.type),
                    \(leave.rule.rawValue), \(leave.hours.lowerBound), \(leave.hours.upperBound), \(leave.halfDays),
                    \(leave.firstShiftAt), \(leave.plan.reason), \(leave.plan.proof), \(leave.plan.substitute),
                    \(leave.askedAt), \(leave.state.rawValue), '', '')
            """
        )
    }

    func save(_ leave: Leave) throws {
        try tx.execute(
            """
            UPDATE leave_request SET state = \(leave.state.rawValue), half_days = \(leave.halfDays), decided_by = \(leave.decision?.by),
                decided_at = \(leave.decision?.at), opinion = \(leave.decision?.opinion ?? ""),
                stand_in_answer = \(leave.standIn?.answer.rawValue), stand_in_answered_at = \(leave.standIn?.at),
                ended_at = \(leave.endedAt), reported_at = \(leave.reportedAt), later_proof = \(leave.laterProof)
            WHERE id = \(leave.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, number, unit_id, staff_id, type, rule, from_at, to_at, half_days, first_shift_at, reason, proof,
               substitute_id, asked_at, state, decided_by, decided_at, opinion, ended_at, reported_at, later_proof,
               stand_in_answer, stand_in_answered_at
        FROM leave_request
        """
}

extension Transaction {
    var leaves: Leaves { Leaves(tx: self) }
}

extension Leave {
    fileprivate init(row: Row) throws {
        let decision = try row.instant(ifPresent: "decided_at").map { at in
            Decision(by: try row.id("decided_by"), at: at, opinion: try row.text("opinion"))
        }
        let standIn = try row.instant(ifPresent: "stand_in_answered_at").map { at in
            StandIn(answer: try row.choice("stand_in_answer"), at: at)
        }
        let from = try row.instant("from_at")
        let to = try row.instant("to_at")
        self.init(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            staff: try row.id("staff_id"),
            plan: Plan(
                type: try row.text("type"), hours: from..<to, reason: try row.text("reason"),
                proof: try row.text("proof"), substitute: try row.id(ifPresent: "substitute_id")),
            rule: try row.choice("rule"), halfDays: try row.int("half_days"),
            firstShiftAt: try row.instant("first_shift_at"), askedAt: try row.instant("asked_at"),
            state: try row.choice("state"), decision: decision, endedAt: try row.instant(ifPresent: "ended_at"),
            reportedAt: try row.instant(ifPresent: "reported_at"), laterProof: try row.text("later_proof"),
            standIn: standIn)
    }
}
