import Database
import Kernel

/// Clocks that people asked to have put right.
struct ClockCorrections {
    let tx: Transaction

    static let bound = 100

    func find(_ id: ClockCorrection.ID) throws -> ClockCorrection? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(ClockCorrection.init(row:))
    }

    /// A person's own, the latest first.
    func of(_ staff: Staff.ID, limit: Int = bound) throws -> [ClockCorrection] {
        try tx.execute(
            "\(Self.select) WHERE staff_id = \(staff) ORDER BY day_on DESC, id DESC LIMIT \(limit)"
        ).map(ClockCorrection.init(row:))
    }

    /// Those of a month that count towards its limit: what was refused or withdrawn does not.
    func count(of staff: Staff.ID, month: Day) throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS n FROM clock_correction
            WHERE staff_id = \(staff) AND day_on >= \(month.firstOfMonth) AND day_on <= \(month.lastOfMonth)
                AND state IN ('asked', 'approved')
            """
        ).first?.int("n") ?? 0
    }

    /// What waits for a decision in these units, the oldest first.
    func waiting(in reach: UnitReach, limit: Int = bound, offset: Int = 0) throws -> [ClockCorrection] {
        let condition: SQL
        switch reach {
        case .all: condition = "1 = 1"
        case .some(let units): condition = "unit_id IN \(list: units)"
        case .own, .nothing: return []
        }
        return try tx.execute(
            """
            \(Self.select) WHERE state = 'asked' AND \(condition)
            ORDER BY asked_at, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(ClockCorrection.init(row:))
    }

    /// BK20260105-1
    func nextNumber(on day: Day) throws -> String {
        let count =
            try tx.execute("SELECT COUNT(*) AS n FROM clock_correction WHERE asked_on = \(day)").first?.int("n") ?? 0
        return "BK\(day.description.replacing("-", with: ""))-\(count + 1)"
    }

    func insert(_ correction: ClockCorrection, on day: Day) throws {
        try tx.execute(
            """
            INSERT INTO clock_correction
                (id, number, asked_on, unit_id, staff_id, kind, at, day_on, reason, proof, asked_at, state, opinion)
            VALUES (\(correction.id), \(correction.number), \(day), \(correction.unit), \(correction.staff),
                    \(correction.plan.kind.rawValue), \(correction.plan.at), \(correction.day),
                    \(correction.plan.reason), \(correction.plan.proof), \(correction.askedAt),
                    \(correction.state.rawValue), '')
            """
        )
    }

    func save(_ correction: ClockCorrection) throws {
        try tx.execute(
            """
            UPDATE clock_correction SET state = \(correction.state.rawValue),
                decided_by = \(correction.decision?.by), decided_at = \(correction.decision?.at),
                opinion = \(correction.decision?.opinion ?? "")
            WHERE id = \(correction.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, number, unit_id, staff_id, kind, at, day_on, reason, proof, asked_at, state, decided_by, decided_at,
               opinion
        FROM clock_correction
        """
}

extension Transaction {
    var clockCorrections: ClockCorrections { ClockCorrections(tx: self) }
}

extension ClockCorrection {
    fileprivate init(row: Row) throws {
        let decision = try row.instant(ifPresent: "decided_at").map { at in
            Decision(by: try row.id("decided_by"), at: at, opinion: try row.text("opinion"))
        }
        self.init(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            staff: try row.id("staff_id"),
            plan: Plan(
                kind: try row.choice("kind"), at: try row.instant("at"), reason: try row.text("reason"),
                proof: try row.text("proof")),
            day: try row.day("day_on"), askedAt: try row.instant("asked_at"), state: try row.choice("state"),
            decision: decision)
    }
}
