import Database
import Kernel

/// Who held which post, when.
struct Appointments {
    let tx: Transaction

    /// Posts of one person, past ones included, that anybody will ever see at once.
    static let most = 200

    func find(_ id: Appointment.ID) throws -> Appointment? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Appointment.init(row:))
    }

    func require(_ id: Appointment.ID) throws -> Appointment {
        guard let appointment = try find(id) else { throw Appointment.Refusal.unknown }
        return appointment
    }

    /// The newest first.
    func history(of person: Staff.ID) throws -> [Appointment] {
        try tx.execute(
            """
            \(Self.select) WHERE staff_id = \(person)
            ORDER BY starts_at DESC, id DESC
            LIMIT \(Self.most)
            """
        ).map(Appointment.init(row:))
    }

    /// What each of these people holds at an instant, the longest held first.
    func inForce(of people: [Staff.ID], at instant: Instant) throws -> [Appointment] {
        guard !people.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select)
            WHERE staff_id IN \(list: people) AND starts_at <= \(instant) AND (ends_at IS NULL OR \(instant) < ends_at)
            ORDER BY starts_at, id
            LIMIT \(people.count * Self.most)
            """
        ).map(Appointment.init(row:))
    }

    /// What a person holds or is going to hold: all that has not ended.
    func open(of person: Staff.ID, at instant: Instant) throws -> [Appointment] {
        try tx.execute(
            """
            \(Self.select) WHERE staff_id = \(person) AND (ends_at IS NULL OR \(instant) < ends_at)
            ORDER BY starts_at, id
            LIMIT \(Self.most)
            """
        ).map(Appointment.init(row:))
    }

    func add(_ appointment: Appointment) throws {
        try tx.execute(
            """
            INSERT INTO appointment (id, staff_id, post, unit_id, starts_at, ends_at, appointed_by)
            VALUES (\(appointment.id), \(appointment.staff), \(appointment.post), \(appointment.unit),
                    \(appointment.from), \(appointment.to), \(appointment.appointedBy))
            """
        )
    }

    func save(_ appointment: Appointment) throws {
        try tx.execute("UPDATE appointment SET ends_at = \(appointment.to) WHERE id = \(appointment.id)")
    }

    private static let select: SQL =
        "SELECT id, staff_id, post, unit_id, starts_at, ends_at, appointed_by FROM appointment"
}

extension Transaction {
    var appointments: Appointments { Appointments(tx: self) }
}

extension Appointment {
    init(row: Row) throws {
        self.init(
            stored: try row.id("id"), staff: try row.id("staff_id"), post: try row.text("post"),
            unit: try row.id("unit_id"), from: try row.instant("starts_at"), to: try row.instant(ifPresent: "ends_at"),
            by: try row.id(ifPresent: "appointed_by"))
    }
}
