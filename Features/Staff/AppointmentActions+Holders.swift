import Database
import Handbook
import Kernel

/// How many may hold a post at once, where a clause says so (GAME-19).
extension Appointments {
    /// What the handbook of the unit answers to one more holder; nothing where it has no number for the post.
    ///
    /// Counted are people, wherever the same handbook is kept, at the fullest minute from the beginning of this
    /// appointment on. Whoever stands in on loan holds no post. Two who appoint at once have read the same holders: the
    /// database lets one follow the other.
    func passHolders(of appointment: Appointment) throws -> Passage? {
        let unit = appointment.unit
        guard let version = try tx.handbooks.inForce(tx.units.handbookCode(of: unit), at: tx.now) else { return nil }
        let handbook = try tx.handbooks.handbook(of: version)
        let limits = handbook.gates().compactMap { clause, gate -> (clause: Clause, count: Int)? in
            guard case .postHolders(appointment.post, let count) = gate else { return nil }
            return (clause, count)
        }
        guard !limits.isEmpty else { return nil }
        let others = try PostHolders(
            open(appointment.post, in: tx.units.underSameHandbook(as: unit), from: appointment.from)
                .filter { $0.staff != appointment.staff }
        ).most(from: appointment.from)
        let checks = try limits.map { limit in
            GateCheck(
                clause: limit.clause, rule: .postHolders, duty: .handler,
                missing: others.count < limit.count
                    ? nil : try sentence(others, handbook.post(appointment.post)?.title ?? appointment.post))
        }
        let owing = Owing(
            subject: Subject(.staff, appointment.staff.rawValue), unit: unit, circumstances: Circumstances(), round: 1,
            version: version.id, handbook: handbook, calendar: try tx.calendars.calendar(of: unit, under: handbook),
            holder: { _ in appointment.appointedBy })
        return try tx.obligations.pass(checks, of: owing)
    }

    private func sentence(_ people: [Staff.ID], _ title: String) throws -> Sentence {
        let names = try tx.names(of: Set(people))
        let said = people.prefix(10).compactMap { names[$0] }.joined(separator: "、")
        return Sentence(.appointmentHeldBy, title, String(people.count), said)
    }

    /// Who holds a post of these units at an instant or later, the longest in office first.
    private func open(_ post: String, in units: [Unit.ID], from start: Instant) throws -> [Appointment] {
        try tx.execute(
            """
            SELECT appointment.id AS id, appointment.staff_id AS staff_id, appointment.post AS post,
                   appointment.unit_id AS unit_id, appointment.starts_at AS starts_at, appointment.ends_at AS ends_at,
                   appointment.appointed_by AS appointed_by
            FROM appointment JOIN staff ON staff.id = appointment.staff_id
            WHERE appointment.unit_id IN \(list: units) AND appointment.post = \(post) AND staff.is_active = 1
                AND (appointment.ends_at IS NULL OR \(start) < appointment.ends_at)
            ORDER BY appointment.starts_at, appointment.id
            LIMIT 5000
            """
        ).map(Appointment.init(row:))
    }
}
