import Database
import Handbook
import Kernel

/// Somebody who begins to work here, with the first post: nobody stands outside the organisation.
struct Newcomer: Equatable, Sendable {
    let account: Account
    let name: String
    let phone: PhoneNumber?
    let language: Language
    let joinedOn: Day
    let post: String
    let unit: Unit.ID
    /// From when the post is held; nothing means now.
    var from: Instant?
}

/// What those who manage staff do to the record of a person. Every act is authorised, refused or recorded here, so
/// pages, imports and the command line obey the same rules.
extension StaffMembers {
    /// `password` opens the door once, and not for long. Refuses an account that exists, and whatever `appoint` refuses.
    func welcome(
        _ newcomer: Newcomer, password: PasswordHash, by mandate: Mandate, under catalogue: any PostCatalogue
    ) throws -> Staff {
        try mandate.authorize(in: newcomer.unit)
        var person = Staff.join(
            id: tx.ids.make(), account: newcomer.account, name: newcomer.name, phone: newcomer.phone,
            language: newcomer.language, password: password, on: newcomer.joinedOn)
        person.handOver(at: tx.now)
        do {
            try tx.savepoint { try add(person) }
        } catch let error as DatabaseError where error.kind == .unique {
            throw Staff.Refusal.accountTaken(newcomer.account.text)
        }
        try record("joined", of: person.id, in: newcomer.unit, by: mandate)
        _ = try tx.appointments.give(
            person.id, newcomer.post, in: newcomer.unit, from: newcomer.from ?? tx.now, by: mandate, under: catalogue)
        return person
    }

    /// A password for one sign-in; everywhere the person sat, the session is over, and so is whatever programs had
    /// been let in by their tokens: whoever has an account reset means all of its doors.
    func resetPassword(
        of id: Staff.ID, to hash: PasswordHash, by mandate: Mandate, under catalogue: any PostCatalogue
    ) throws {
        var person = try changeable(id, by: mandate, under: catalogue)
        person.reset(password: hash, at: tx.now)
        try save(person)
        try tx.sessions.endAll(of: id, .manager)
        try tx.endPrograms(of: id, by: mandate.staff)
        try record("password_reset", of: id, in: nil, by: mandate)
    }

    /// The person leaves: posts and loans end, sessions, tokens and webhooks are over, shifts and duties ahead are given
    /// up, the record stays. A resignation that is being handed over is handed over first (SOFT-68); the house itself may
    /// close a door at any time.
    func deactivate(_ id: Staff.ID, by mandate: Mandate, under catalogue: any PostCatalogue) throws {
        var person = try changeable(id, by: mandate, under: catalogue)
        if mandate.staff != nil, person.isActive,
            let handover = try tx.handovers.leaving(of: id).first(where: {
                $0.kind == .resignation && $0.giver == id && $0.state.isPending
            })
        {
            throw Staff.Refusal.handsOver(handover.number)
        }
        try person.deactivate(by: mandate.staff)
        try save(person)
        for appointment in try tx.appointments.open(of: id, at: tx.now) {
            try tx.appointments.end(appointment, at: tx.now, by: mandate)
        }
        for delegation in try tx.delegations.open(of: id) { try tx.delegations.end(delegation, by: mandate.staff) }
        try tx.sessions.endAll(of: id, .manager)
        try tx.endPrograms(of: id, by: mandate.staff)
        try tx.rosters.release(id, by: mandate.staff)
        try record("deactivated", of: id, in: nil, by: mandate)
    }

    /// The person is back, under a new first password; posts are given anew.
    func reactivate(
        _ id: Staff.ID, with hash: PasswordHash, by mandate: Mandate, under catalogue: any PostCatalogue
    ) throws {
        var person = try changeable(id, by: mandate, under: catalogue)
        try person.reactivate(with: hash, by: mandate.staff, at: tx.now)
        try save(person)
        try record("reactivated", of: id, in: nil, by: mandate)
    }

    func endSessions(of id: Staff.ID, by mandate: Mandate, under catalogue: any PostCatalogue) throws {
        _ = try changeable(id, by: mandate, under: catalogue)
        try tx.sessions.endAll(of: id, .manager)
        try record("sessions_ended", of: id, in: nil, by: mandate)
    }

    /// A person whose door may be opened or closed by this mandate: it must reach as far as every post they hold, or
    /// whoever manages one shop could sign in as the general manager who also works there. Oneself is not among them;
    /// for that there is one's own page.
    private func changeable(_ id: Staff.ID, by mandate: Mandate, under catalogue: any PostCatalogue) throws -> Staff {
        guard mandate.reach != .nothing, mandate.reach != .own else { throw mandate.refusal }
        let person = try require(id)
        guard mandate.staff != id else { throw Staff.Refusal.ownAccount }
        guard mandate.reach != .all else { return person }
        guard try isVisible(id, within: mandate.reach) else { throw Staff.Refusal.unknown }
        for held in try tx.appointments.open(of: id, at: tx.now) {
            let holding = try tx.holding(held.post, in: held.unit, lentBy: nil, under: catalogue)
            guard holding.map(mandate.covers) ?? mandate.reach.contains(held.unit) else { throw mandate.refusal }
        }
        // What is lent to them opens the same doors as what is theirs.
        for lent in try tx.delegations.open(of: id) where lent.recipient == id {
            let holding = try tx.holding(lent.post, in: lent.unit, lentBy: lent.giver, under: catalogue)
            guard holding.map(mandate.covers) ?? mandate.reach.contains(lent.unit) else { throw mandate.refusal }
        }
        return person
    }

    @discardableResult
    func record(
        _ act: String, of person: Staff.ID, in unit: Unit.ID?, by mandate: Mandate, details: [String: String] = [:]
    ) throws -> Event {
        try tx.record(
            .staffChanged, about: Subject(.staff, person.rawValue), in: unit, by: mandate.staff,
            details: details.merging(["act": act]) { $1 })
    }
}
