import Database
import Kernel

/// Which posts were lent to whom, when.
struct Delegations {
    let tx: Transaction

    static let most = 200

    func find(_ id: Delegation.ID) throws -> Delegation? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Delegation.init(row:))
    }

    func require(_ id: Delegation.ID) throws -> Delegation {
        guard let delegation = try find(id) else { throw Delegation.Refusal.unknown }
        return delegation
    }

    /// Given and received, the newest first.
    func history(of person: Staff.ID) throws -> [Delegation] {
        try tx.execute(
            """
            \(Self.select) WHERE from_staff_id = \(person) OR to_staff_id = \(person)
            ORDER BY starts_at DESC, id DESC
            LIMIT \(Self.most)
            """
        ).map(Delegation.init(row:))
    }

    /// Given or received, and not over: what ends when the person leaves.
    func open(of person: Staff.ID) throws -> [Delegation] {
        try tx.execute(
            """
            \(Self.select)
            WHERE (from_staff_id = \(person) OR to_staff_id = \(person)) AND ended_at IS NULL AND ends_at > \(tx.now)
            ORDER BY starts_at, id
            LIMIT \(Self.most)
            """
        ).map(Delegation.init(row:))
    }

    /// What is lent to a person at an instant: only what its giver, who still works here, holds at that instant.
    func inForce(to person: Staff.ID, at instant: Instant) throws -> [Delegation] {
        try tx.execute(
            """
            \(Self.select)
            WHERE to_staff_id = \(person) AND \(Self.works(at: instant))
            ORDER BY starts_at, id
            LIMIT \(Self.most)
            """
        ).map(Delegation.init(row:))
    }

    /// The same of several people, at most two hundred.
    func inForce(to people: [Staff.ID], at instant: Instant) throws -> [Delegation] {
        guard !people.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select)
            WHERE to_staff_id IN \(list: people) AND \(Self.works(at: instant))
            ORDER BY starts_at, id
            LIMIT \(people.count * Self.most)
            """
        ).map(Delegation.init(row:))
    }

    func add(_ delegation: Delegation) throws {
        try tx.execute(
            """
            INSERT INTO delegation (id, from_staff_id, to_staff_id, post, unit_id, starts_at, ends_at, ended_at, reason,
                                    given_by)
            VALUES (\(delegation.id), \(delegation.giver), \(delegation.recipient), \(delegation.post),
                    \(delegation.unit), \(delegation.from), \(delegation.to), \(delegation.endedAt),
                    \(delegation.reason), \(delegation.givenBy))
            """
        )
    }

    func save(_ delegation: Delegation) throws {
        try tx.execute("UPDATE delegation SET ended_at = \(delegation.endedAt) WHERE id = \(delegation.id)")
    }

    /// A condition on the rows of `delegation`.
    static func works(at instant: Instant) -> SQL {
        """
        delegation.starts_at <= \(instant) AND \(instant) < delegation.ends_at
        AND (delegation.ended_at IS NULL OR \(instant) < delegation.ended_at)
        AND EXISTS (
            SELECT 1 FROM appointment JOIN staff ON staff.id = appointment.staff_id
            WHERE appointment.staff_id = delegation.from_staff_id AND appointment.post = delegation.post
              AND appointment.unit_id = delegation.unit_id AND staff.is_active = 1
              AND appointment.starts_at <= \(instant)
              AND (appointment.ends_at IS NULL OR \(instant) < appointment.ends_at)
        )
        """
    }

    private static let select: SQL = """
        SELECT id, from_staff_id, to_staff_id, post, unit_id, starts_at, ends_at, ended_at, reason, given_by
        FROM delegation
        """
}

extension Transaction {
    var delegations: Delegations { Delegations(tx: self) }
}

extension Delegation {
    init(row: Row) throws {
        self.init(
            stored: try row.id("id"), giver: try row.id("from_staff_id"), recipient: try row.id("to_staff_id"),
            post: try row.text("post"), unit: try row.id("unit_id"), from: try row.instant("starts_at"),
            to: try row.instant("ends_at"), reason: try row.text("reason"), givenBy: try row.id("given_by"),
            ended: try row.instant(ifPresent: "ended_at"))
    }
}
