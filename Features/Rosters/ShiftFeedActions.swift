import Database
import Handbook
import Kernel

extension ShiftFeeds {
    /// A new address; the one before stops working. `secret` is shown once and kept as its digest.
    func make(_ secret: String, by actor: Actor) throws {
        try put(Secrets.sha256(ofText: secret), for: actor.staff.id)
        try tx.record(
            .shiftFeedMade, about: Subject(.staff, actor.staff.id.rawValue), in: actor.mainHolding?.unit,
            by: actor.staff.id)
    }

    func revoke(by actor: Actor) throws {
        try remove(actor.staff.id)
        try tx.record(
            .shiftFeedRevoked, about: Subject(.staff, actor.staff.id.rawValue), in: actor.mainHolding?.unit,
            by: actor.staff.id)
    }

    /// The calendar behind an address; nothing where there is none, or where the person has left. Shifts and duties are
    /// never changed but ended and entered anew: when one was entered is when it was last revised (RFC 5545, 3.8.7.3).
    func calendar(behind secret: String) throws -> ShiftFeed? {
        guard let person = try owner(of: Secrets.sha256(ofText: secret)),
            let staff = try tx.staff.find(person), staff.isActive
        else { return nil }
        let window = (tx.now - .days(ShiftFeed.past))..<(tx.now + .days(ShiftFeed.future))
        let shifts = try tx.shifts.of(person, between: window)
        let units = try tx.unitNames(of: Set(shifts.map(\.unit)))
        var templates: [ShiftTemplate.ID: ShiftTemplate] = [:]
        for unit in Set(shifts.map(\.unit)) {
            for template in try tx.shiftTemplates.of(unit) { templates[template.id] = template }
        }
        let language = staff.language
        let worked = shifts.map { shift in
            ShiftFeed.Entry(
                id: shift.id.rawValue,
                title: shift.template.flatMap { templates[$0]?.name(in: language) } ?? language(.rosterShift),
                place: units[shift.unit] ?? "", span: shift.span, changedAt: shift.enteredAt)
        }
        let duties = try tx.duties.of(person, between: window).map { duty in
            ShiftFeed.Entry(
                id: duty.id.rawValue, title: language(duty.kind.word), place: duty.phone, span: duty.span,
                changedAt: duty.enteredAt)
        }
        return ShiftFeed(name: language(.myShifts), entries: worked + duties, now: tx.now)
    }
}
