import Database
import Handbook
import Kernel

/// The slips, as the database keeps them.
struct Slips {
    let tx: Transaction

    /// No case needs more; a page that shows them all stays bounded.
    static let bound = 200

    func require(_ id: Slip.ID) throws -> Slip {
        guard let slip = try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Slip.init(row:)) else {
            throw NotFound()
        }
        return slip
    }

    /// By their ids, a chunk of a list at a time.
    func find(_ ids: [String]) throws -> [Slip] {
        try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT 1000").map(Slip.init(row:))
    }

    func of(_ record: Case.ID) throws -> [Slip] {
        try tx.execute("\(Self.select) WHERE case_id = \(record) ORDER BY sent_at, id LIMIT \(Self.bound)")
            .map(Slip.init(row:))
    }

    /// What is open within a person's reach, what is due first standing first.
    func open(within reach: UnitReach, for staff: Staff.ID, limit: Int, offset: Int) throws -> (
        slips: [Slip], total: Int
    ) {
        let condition: SQL = "state IN ('sent', 'accepted', 'done') AND \(Self.reached(reach, by: staff))"
        let total = try tx.execute("SELECT COUNT(*) AS n FROM slip WHERE \(condition)").first?.int("n") ?? 0
        let slips = try tx.execute(
            """
            \(Self.select) WHERE \(condition)
            ORDER BY CASE WHEN promised_at IS NULL THEN need_by ELSE promised_at END, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Slip.init(row:))
        return (slips, total)
    }

    /// Department by department since an instant: sent, done, done in time, late, urged (PROPA-05, SOFT-71).
    func standings(since: Instant, within reach: UnitReach, for staff: Staff.ID) throws -> [SlipStanding] {
        let due: SQL = "CASE WHEN promised_at IS NULL THEN need_by ELSE promised_at END"
        return try tx.execute(
            """
            SELECT department, COUNT(*) AS sent,
                   CAST(SUM(CASE WHEN done_at IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS done,
                   CAST(SUM(CASE WHEN done_at IS NOT NULL AND done_at <= \(due) THEN 1 ELSE 0 END) AS BIGINT) AS on_time,
                   CAST(SUM(CASE WHEN state IN ('sent', 'accepted') THEN 1 ELSE 0 END) AS BIGINT) AS open,
                   CAST(SUM(CASE WHEN state IN ('sent', 'accepted') AND \(due) < \(tx.now) THEN 1 ELSE 0 END) AS BIGINT)
                       AS late,
                   CAST(SUM(urged) AS BIGINT) AS urged
            FROM slip
            WHERE sent_at >= \(since) AND state <> 'declined' AND \(Self.reached(reach, by: staff))
            GROUP BY department
            ORDER BY department
            LIMIT 200
            """
        ).map { row in
            SlipStanding(
                department: try row.text("department"), sent: try row.int("sent"), done: try row.int("done"),
                onTime: try row.int("on_time"), open: try row.int("open"), late: try row.int("late"),
                urged: try row.int("urged"))
        }
    }

    func save(_ slip: Slip) throws {
        try tx.execute(
            """
            INSERT INTO slip
                (id, case_id, unit_id, kind, department, receiver_id, matter, level, need_by, sent_by, sent_at, state,
                 person_id, promised_at, answer, urged, done_by, done_at, verified_by, verified_at)
            VALUES (\(slip.id), \(slip.record), \(slip.unit), \(slip.kind.rawValue), \(slip.department),
                    \(slip.receiver), \(slip.matter), \(slip.level.rawValue), \(slip.needBy), \(slip.sentBy),
                    \(slip.sentAt), \(slip.state.rawValue), \(slip.person), \(slip.promisedAt), \(slip.answer),
                    \(slip.urged), \(slip.doneBy), \(slip.doneAt), \(slip.verifiedBy), \(slip.verifiedAt))
            ON CONFLICT (id) DO UPDATE SET
                state = excluded.state, person_id = excluded.person_id, promised_at = excluded.promised_at,
                answer = excluded.answer, urged = excluded.urged, done_by = excluded.done_by,
                done_at = excluded.done_at, verified_by = excluded.verified_by, verified_at = excluded.verified_at
            """
        )
    }

    private static func reached(_ reach: UnitReach, by staff: Staff.ID) -> SQL {
        let own: SQL = "(receiver_id = \(staff) OR person_id = \(staff) OR sent_by = \(staff))"
        return switch reach {
        case .all: "1 = 1"
        case .some(let units): "(unit_id IN \(list: units) OR \(own))"
        case .own: own
        case .nothing: own
        }
    }

    private static let select: SQL = """
        SELECT id, case_id, unit_id, kind, department, receiver_id, matter, level, need_by, sent_by, sent_at, state,
               person_id, promised_at, answer, urged, done_by, done_at, verified_by, verified_at
        FROM slip
        """
}

extension Transaction {
    var slips: Slips { Slips(tx: self) }
}

extension Slip {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), record: try row.id("case_id"), unit: try row.id("unit_id"),
            order: SlipOrder(
                kind: try row.choice("kind"), department: try row.text("department"),
                receiver: try row.id("receiver_id"), matter: try row.text("matter"), level: try row.choice("level"),
                needBy: try row.instant("need_by")),
            sentBy: try row.id("sent_by"), sentAt: try row.instant("sent_at"), state: try row.choice("state"),
            person: try row.id(ifPresent: "person_id"), promisedAt: try row.instant(ifPresent: "promised_at"),
            answer: try row.text("answer"), urged: try row.int("urged"),
            done: (try row.id(ifPresent: "done_by"), try row.instant(ifPresent: "done_at")),
            verified: (try row.id(ifPresent: "verified_by"), try row.instant(ifPresent: "verified_at")))
    }
}
