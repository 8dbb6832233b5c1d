import Database
import Handbook
import Kernel

extension Appointments {
    /// Gives a post. Refuses one that the unit's handbook does not know, that the person has already, or that reaches
    /// further than the mandate; and nobody gives a post to themselves (clauses 0.3.4).
    ///
    /// It begins now or later; only the command line, which brings a house's history with it, may name the past.
    /// People who never belonged to the mandate's units are not its to appoint: that takes somebody above both.
    func appoint(
        _ id: Staff.ID, to post: String, in unit: Unit.ID, from start: Instant, by mandate: Mandate,
        under catalogue: any PostCatalogue
    ) throws -> Appointment {
        try mandate.authorize(in: unit)
        guard try mandate.staff == id || tx.staff.isVisible(id, within: mandate.reach) else {
            throw Staff.Refusal.unknown
        }
        return try give(id, post, in: unit, from: start, by: mandate, under: catalogue)
    }

    /// The first post of a newcomer, or any other one. The handbook may say how many hold it at once (`GateRefusal`).
    func give(
        _ id: Staff.ID, _ post: String, in unit: Unit.ID, from start: Instant, by mandate: Mandate,
        under catalogue: any PostCatalogue
    ) throws -> Appointment {
        let unit = try tx.units.require(unit)
        try mandate.authorize(in: unit.id)
        let start = mandate.staff == nil ? start : max(start, tx.now)
        let appointment = try Appointment.appoint(
            id: tx.ids.make(), try tx.staff.require(id), to: post, in: unit.id, from: start, by: mandate.staff)
        guard let holding = try tx.holding(post, in: unit.id, lentBy: nil, under: catalogue) else {
            throw Appointment.Refusal.noSuchPost(
                post, known: try catalogue.posts(in: unit.id).map { "\($0.code) \($0.title)" })
        }
        guard mandate.covers(holding) else { throw Appointment.Refusal.widerThanOwn }
        guard try !open(of: id, at: tx.now).contains(where: { $0.post == post && $0.unit == unit.id }) else {
            throw Appointment.Refusal.alreadyHeld
        }
        let passage = try passHolders(of: appointment)
        try add(appointment)
        let event = try tx.staff.record(
            "appointed", of: id, in: unit.id, by: mandate,
            details: ["post": post, "appointment": appointment.id.rawValue])
        if let passage { try tx.obligations.enter(passage, under: event) }
        return appointment
    }

    /// Takes a post back, now or at a later instant. One may lay down one's own.
    func end(_ id: Appointment.ID, at end: Instant, by mandate: Mandate, under catalogue: any PostCatalogue) throws {
        let appointment = try require(id)
        if mandate.staff != appointment.staff {
            try mandate.authorize(in: appointment.unit)
            let holding = try tx.holding(appointment.post, in: appointment.unit, lentBy: nil, under: catalogue)
            guard holding.map(mandate.covers) ?? true else { throw Appointment.Refusal.widerThanOwn }
        }
        try self.end(appointment, at: end, by: mandate)
    }

    /// The act itself, authorised by whoever calls.
    func end(_ appointment: Appointment, at end: Instant, by mandate: Mandate) throws {
        var appointment = appointment
        try appointment.end(at: end, now: tx.now)
        try save(appointment)
        try tx.staff.record(
            "appointment_ended", of: appointment.staff, in: appointment.unit, by: mandate,
            details: ["post": appointment.post, "appointment": appointment.id.rawValue])
    }
}

/// What is asked for when a post is lent.
struct Loan: Equatable, Sendable {
    let appointment: Appointment.ID
    let recipient: Staff.ID
    let from: Instant
    let to: Instant
    let reason: String
}

extension Delegations {
    /// Lends a post: whoever holds it, or somebody who manages the staff of its unit as far as the post reaches.
    func give(_ loan: Loan, by actor: Actor, under catalogue: any PostCatalogue) throws -> Delegation {
        let held = try tx.appointments.require(loan.appointment)
        try authorizeChange(of: held.staff, held.post, in: held.unit, by: actor, under: catalogue)
        let delegation = try Delegation.give(
            id: tx.ids.make(), held, to: tx.staff.require(loan.recipient), from: loan.from, to: loan.to,
            reason: loan.reason, by: actor.staff.id, at: tx.now)
        try add(delegation)
        try record(.delegated, delegation, by: actor.staff.id)
        return delegation
    }

    /// Ends a loan before its time: the giver, or somebody who manages the staff of its unit.
    func end(_ id: Delegation.ID, by actor: Actor, under catalogue: any PostCatalogue) throws {
        let delegation = try require(id)
        try authorizeChange(of: delegation.giver, delegation.post, in: delegation.unit, by: actor, under: catalogue)
        try end(delegation, by: actor.staff.id)
    }

    /// The act itself, authorised by whoever calls.
    func end(_ delegation: Delegation, by colleague: Staff.ID?) throws {
        var delegation = delegation
        try delegation.end(at: tx.now)
        try save(delegation)
        try record(.delegationEnded, delegation, by: colleague)
    }

    private func authorizeChange(
        of holder: Staff.ID, _ post: String, in unit: Unit.ID, by actor: Actor, under catalogue: any PostCatalogue
    ) throws {
        guard holder != actor.staff.id else { return }
        let mandate = Mandate.person(actor)
        try mandate.authorize(in: unit)
        let holding = try tx.holding(post, in: unit, lentBy: nil, under: catalogue)
        guard holding.map(mandate.covers) ?? true else { throw Appointment.Refusal.widerThanOwn }
    }

    private func record(_ kind: EventKind, _ delegation: Delegation, by colleague: Staff.ID?) throws {
        try tx.record(
            kind, about: Subject(.staff, delegation.giver.rawValue), in: delegation.unit, by: colleague,
            details: [
                "delegation": delegation.id.rawValue, "post": delegation.post, "to": delegation.recipient.rawValue,
            ])
    }
}
