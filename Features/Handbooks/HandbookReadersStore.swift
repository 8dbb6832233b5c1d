import Database
import Handbook
import Kernel

/// A person whom an edition concerns, and the unit through which it does.
struct HandbookReader: Equatable, Sendable {
    let staff: Staff.ID
    let unit: Unit.ID
}

/// Whom a handbook concerns, and what it asks of them and of itself.
extension Handbooks {
    /// The units that work by a handbook, parents before their children.
    func units(under code: String) throws -> [Unit] {
        var codes: [Unit.ID: String] = [:]
        return try tx.units.all().filter { unit in
            codes[unit.id] = unit.handbook ?? unit.parent.flatMap { codes[$0] }
            return codes[unit.id] == code
        }
    }

    /// The topmost units that work by it: where rights over the handbook are asked for, and where it is at home.
    func homes(of code: String) throws -> [Unit] {
        let units = try units(under: code)
        let ids = Set(units.map(\.id))
        return units.filter { unit in unit.parent.map { !ids.contains($0) } ?? true }
    }

    /// People in office in units of the handbook who have neither read an edition nor been asked to, by id.
    func readersNotAsked(_ version: HandbookVersion, limit: Int) throws -> [HandbookReader] {
        let units = try units(under: version.code).map(\.id)
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            SELECT appointment.staff_id, MIN(appointment.unit_id) AS unit_id
            FROM appointment JOIN staff ON staff.id = appointment.staff_id
            WHERE appointment.unit_id IN \(list: units) AND staff.is_active = 1
                AND appointment.starts_at <= \(tx.now)
                AND (appointment.ends_at IS NULL OR appointment.ends_at > \(tx.now))
                AND NOT EXISTS (
                    SELECT 1 FROM acknowledgement
                    WHERE acknowledgement.version_id = \(version.id)
                        AND acknowledgement.staff_id = appointment.staff_id)
                AND NOT EXISTS (
                    SELECT 1 FROM obligation
                    WHERE obligation.subject_kind = 'handbook' AND obligation.subject_id = \(version.id)
                        AND obligation.rule = \(DeadlineRule.acknowledgeHandbook.rawValue)
                        AND obligation.item = appointment.staff_id)
            GROUP BY appointment.staff_id
            ORDER BY appointment.staff_id
            LIMIT \(limit)
            """
        ).map { HandbookReader(staff: try $0.id("staff_id"), unit: try $0.id("unit_id")) }
    }

    /// People in office who have not acknowledged an edition, in the order of their names.
    func notYetRead(_ version: HandbookVersion, limit: Int) throws -> [HandbookReader] {
        let units = try units(under: version.code).map(\.id)
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            SELECT staff.id, staff.name, MIN(appointment.unit_id) AS unit_id
            FROM appointment JOIN staff ON staff.id = appointment.staff_id
            WHERE appointment.unit_id IN \(list: units) AND staff.is_active = 1
                AND appointment.starts_at <= \(tx.now)
                AND (appointment.ends_at IS NULL OR appointment.ends_at > \(tx.now))
                AND staff.id NOT IN (SELECT staff_id FROM acknowledgement WHERE version_id = \(version.id))
            GROUP BY staff.id, staff.name
            ORDER BY staff.name, staff.id
            LIMIT \(limit)
            """
        ).map { HandbookReader(staff: try $0.id("id"), unit: try $0.id("unit_id")) }
    }

    /// What is open on an edition by one rule: of one person, or of all of them.
    func open(_ rule: DeadlineRule, on version: HandbookVersion, of staff: Staff.ID? = nil, limit: Int = 1000) throws
        -> [Obligation]
    {
        let item: SQL = staff.map { "AND item = \($0)" } ?? ""
        let ids: [Obligation.ID] = try tx.execute(
            """
            SELECT id FROM obligation
            WHERE subject_kind = 'handbook' AND subject_id = \(version.id) AND state = 'open'
                AND rule = \(rule.rawValue)
                \(item)
            ORDER BY due_at, id
            LIMIT \(limit)
            """
        ).map { try $0.id("id") }
        return try ids.compactMap(tx.obligations.find)
    }

    /// When the handbook was last looked over: an edition took effect, or a review said that nothing need change.
    func lastReview(of version: HandbookVersion) throws -> Instant {
        let row = try tx.execute(
            """
            SELECT MAX(event.at) AS at FROM event
            WHERE event.subject_kind = 'handbook' AND event.kind = \(EventKind.handbookReviewed.rawValue)
                AND event.subject_id IN (SELECT id FROM handbook_version WHERE code = \(version.code))
            """
        ).first
        return max(version.effectiveAt, try row?.instant(ifPresent: "at") ?? version.effectiveAt)
    }
}
