import Database
import Handbook
import Kernel

/// The handovers, with their objections.
struct Handovers {
    let tx: Transaction

    static let bound = 60

    func find(_ id: Handover.ID) throws -> Handover? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Handover.init(row:))
    }

    /// Several by their ids, in the order of these.
    func find(_ ids: [Handover.ID]) throws -> [Handover] {
        guard !ids.isEmpty else { return [] }
        return try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)")
            .map(Handover.init(row:))
    }

    /// The sheet for the end of a shift.
    func of(_ unit: Unit.ID, endingAt until: Instant) throws -> Handover? {
        try tx.execute(
            """
            \(Self.select)
            WHERE unit_id = \(unit) AND until_at = \(until) AND kind = 'shift' AND state <> 'dropped'
            LIMIT 1
            """
        ).first.map(Handover.init(row:))
    }

    func of(_ leave: Leave.ID) throws -> Handover? {
        try tx.execute("\(Self.select) WHERE leave_id = \(leave) AND state <> 'dropped' LIMIT 1").first.map(
            Handover.init(row:))
    }

    /// Of a unit's shifts, the latest first.
    func latest(of units: [Unit.ID], limit: Int, offset: Int = 0) throws -> [Handover] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE unit_id IN \(list: units) AND kind = 'shift'
            ORDER BY until_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Handover.init(row:))
    }

    /// What a person gives or takes on leaving, the latest first.
    func leaving(of staff: Staff.ID, limit: Int = bound) throws -> [Handover] {
        let given = try tx.execute(
            """
            \(Self.select) WHERE giver_id = \(staff) AND kind <> 'shift'
            ORDER BY until_at DESC, id DESC LIMIT \(limit)
            """
        ).map(Handover.init(row:))
        let taken = try tx.execute(
            """
            \(Self.select) WHERE taker_id = \(staff) AND kind <> 'shift'
            ORDER BY until_at DESC, id DESC LIMIT \(limit)
            """
        ).map(Handover.init(row:))
        return (given + taken).sorted { ($0.time.until, $0.id.rawValue) > ($1.time.until, $1.id.rawValue) }
    }

    /// What stands in one of these states in these units, in time; of more than the limit the latest. What nobody ever
    /// handed over stays a draft, so a state is always asked for: otherwise old drafts would hide what waits today.
    func pending(in units: [Unit.ID], _ states: Set<Handover.State>, limit: Int = bound) throws -> [Handover] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE unit_id IN \(list: units) AND state IN \(list: states.map(\.rawValue).sorted())
                AND state IN ('drafted', 'offered', 'refused', 'signed')
            ORDER BY until_at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Handover.init(row:)).reversed()
    }

    /// JJ20261126-3: the third of the day.
    func nextNumber(on day: Day) throws -> String {
        let count = try tx.execute("SELECT COUNT(*) AS n FROM handover WHERE opened_on = \(day)").first?.int("n") ?? 0
        return "JJ\(day.description.replacing("-", with: ""))-\(count + 1)"
    }

    func insert(_ handover: Handover, on day: Day) throws {
        try tx.execute(
            """
            INSERT INTO handover
                (id, number, opened_on, unit_id, kind, until_at, next_from_at, next_to_at, leave_id, opened_at, giver_id,
                 taker_id, state, none, other)
            VALUES (\(handover.id), \(handover.number), \(day), \(handover.unit), \(handover.kind.rawValue),
                    \(handover.time.until), \(handover.time.next?.lowerBound), \(handover.time.next?.upperBound),
                    \(handover.leave), \(handover.openedAt), \(handover.giver), \(handover.taker),
                    \(handover.state.rawValue), '', '')
            """
        )
    }

    func save(_ handover: Handover) throws {
        try tx.execute(
            """
            UPDATE handover SET giver_id = \(handover.giver), taker_id = \(handover.taker),
                state = \(handover.state.rawValue), offered_at = \(handover.offeredAt),
                taken_by = \(handover.taken?.by), taken_at = \(handover.taken?.at), arrived_at = \(handover.arrivedAt),
                witnessed_by = \(handover.witnessed?.by), witnessed_at = \(handover.witnessed?.at)
            WHERE id = \(handover.id)
            """
        )
    }

    func objections(of id: Handover.ID) throws -> [HandoverObjection] {
        try tx.execute(
            """
            SELECT id, handover_id, raised_by, raised_at, text, is_refusal, answered_by, answered_at, answer
            FROM handover_objection WHERE handover_id = \(id)
            ORDER BY raised_at, id
            LIMIT \(Self.bound)
            """
        ).map { row in
            let answer = try row.instant(ifPresent: "answered_at").map { at in
                HandoverObjection.Answer(by: try row.id("answered_by"), at: at, text: try row.text("answer"))
            }
            return HandoverObjection(
                id: try row.id("id"), handover: try row.id("handover_id"), by: try row.id("raised_by"),
                at: try row.instant("raised_at"), text: try row.text("text"), isRefusal: try row.bool("is_refusal"),
                answer: answer)
        }
    }

    func insert(_ objection: HandoverObjection) throws {
        try tx.execute(
            """
            INSERT INTO handover_objection (id, handover_id, raised_by, raised_at, text, is_refusal, answer)
            VALUES (\(objection.id), \(objection.handover), \(objection.by), \(objection.at), \(objection.text),
                    \(objection.isRefusal), '')
            """
        )
    }

    func save(_ objection: HandoverObjection) throws {
        try tx.execute(
            """
            UPDATE handover_objection SET answered_by = \(objection.answer?.by), answered_at = \(objection.answer?.at),
                answer = \(objection.answer?.text ?? "")
            WHERE id = \(objection.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, number, unit_id, kind, until_at, next_from_at, next_to_at, leave_id, opened_at, giver_id, taker_id,
               state, offered_at, taken_by, taken_at, arrived_at, witnessed_by, witnessed_at
        FROM handover
        """
}

extension Transaction {
    var handovers: Handovers { Handovers(tx: self) }
}

extension Handover {
    fileprivate init(row: Row) throws {
        func stamp(_ by: String, _ at: String) throws -> Stamp? {
            try row.instant(ifPresent: at).map { Stamp(by: try row.id(by), at: $0) }
        }
        let next = try row.instant(ifPresent: "next_from_at").map { from in from..<(try row.instant("next_to_at")) }
        self.init(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            kind: try row.choice("kind"), time: Time(until: try row.instant("until_at"), next: next),
            leave: try row.id(ifPresent: "leave_id"), openedAt: try row.instant("opened_at"),
            giver: try row.id("giver_id"), taker: try row.id(ifPresent: "taker_id"), state: try row.choice("state"),
            offeredAt: try row.instant(ifPresent: "offered_at"), taken: try stamp("taken_by", "taken_at"),
            arrivedAt: try row.instant(ifPresent: "arrived_at"),
            witnessed: try stamp("witnessed_by", "witnessed_at"))
    }
}
