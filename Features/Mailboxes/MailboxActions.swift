import Database
import Handbook
import Kernel

/// Setting up mailboxes: whoever may (`mailbox.manage`), for the units they reach. What is typed as a
/// password is kept for the server alone and never shown again.
extension Mailboxes {
    @discardableResult
    func enter(_ facts: Mailbox.Facts, secret: String, in unit: Unit.ID, by actor: Actor) throws -> Mailbox {
        try authorize(actor, .manageMailbox, in: unit, isOwn: false)
        guard try tx.units.find(unit) != nil else { throw Unit.Refusal.unknown }
        guard try count(in: unit) < Mailbox.mostPerUnit else { throw Mailbox.Refusal.tooMany(Mailbox.mostPerUnit) }
        try requireFree(facts, in: unit, butFor: nil)
        let mailbox = try Mailbox.enter(
            id: tx.ids.make(), unit, facts, secret: secret, by: actor.staff.id, at: tx.now)
        try insert(mailbox)
        try record(.mailboxEntered, mailbox, by: actor)
        return mailbox
    }

    func change(_ id: Mailbox.ID, _ facts: Mailbox.Facts, secret: String?, by actor: Actor) throws {
        var mailbox = try require(id, by: actor)
        try requireFree(facts, in: mailbox.unit, butFor: id)
        try mailbox.change(facts, secret: secret, at: tx.now)
        try save(mailbox)
        try record(.mailboxChanged, mailbox, by: actor)
    }

    func turn(_ id: Mailbox.ID, on: Bool, by actor: Actor) throws {
        var mailbox = try require(id, by: actor)
        mailbox.turn(on: on, at: tx.now)
        try save(mailbox)
        try record(.mailboxChanged, mailbox, by: actor, details: ["change": on ? "on" : "off"])
    }

    func fetchSoon(_ id: Mailbox.ID, by actor: Actor) throws {
        var mailbox = try require(id, by: actor)
        try mailbox.fetchSoon(at: tx.now)
        try save(mailbox)
    }

    /// For a page or an act: a mailbox beyond one's reach is not there.
    func require(_ id: Mailbox.ID, by actor: Actor) throws -> Mailbox {
        guard let mailbox = try find(id), actor.units(permitting: .manageMailbox).contains(mailbox.unit) else {
            throw NotFound()
        }
        return mailbox
    }

    /// For the page: whoever sets it up, and whoever reads the letters of its unit; each sees their part of it.
    func seen(_ id: Mailbox.ID, by actor: Actor) throws -> SeenMailbox {
        guard let mailbox = try find(id) else { throw NotFound() }
        let seen = SeenMailbox(
            mailbox: mailbox, maySetUp: actor.units(permitting: .manageMailbox).contains(mailbox.unit),
            mayRead: actor.units(permitting: .readCase).contains(mailbox.unit))
        guard seen.maySetUp || seen.mayRead else { throw NotFound() }
        return seen
    }

    /// Those of which somebody sees a part.
    func seen(by actor: Actor) throws -> [Mailbox] {
        let settable = try list(in: actor.units(permitting: .manageMailbox))
        let readable = try list(in: actor.units(permitting: .readCase))
        let ids = Set(settable.map(\.id))
        return (settable + readable.filter { !ids.contains($0.id) }).sorted { $0.facts.address < $1.facts.address }
    }

    /// The end of a visit: what came of it, and when the next one is due.
    func finish(_ id: Mailbox.ID, _ fetch: MailboxFetch, isMore: Bool) throws {
        guard var mailbox = try find(id) else { return }
        let wasInTrouble = mailbox.failures >= Mailbox.toldAfter
        if let trouble = fetch.trouble {
            mailbox.failed(trouble, fetch.words, at: tx.now)
        } else {
            mailbox.fetched(isMore: isMore, at: tx.now)
        }
        try save(mailbox)
        if fetch.trouble != nil || fetch.taken > 0 { try insert(fetch, of: id) }
        if fetch.trouble != nil, mailbox.failures == Mailbox.toldAfter {
            let event = try tx.record(
                .mailboxFailed, about: mailbox.subject, in: mailbox.unit, by: nil,
                details: ["mailbox": mailbox.facts.address, "reason": fetch.trouble?.rawValue ?? ""])
            try tx.notify([mailbox.keeper], of: event)
        } else if fetch.trouble == nil, wasInTrouble {
            try tx.record(
                .mailboxRecovered, about: mailbox.subject, in: mailbox.unit, by: nil,
                details: ["mailbox": mailbox.facts.address])
        }
    }

    private func requireFree(_ facts: Mailbox.Facts, in unit: Unit.ID, butFor id: Mailbox.ID?) throws {
        guard try !isTaken(facts.address, butFor: id) else { throw Mailbox.Refusal.addressTaken }
        guard let reception = facts.reception else { return }
        guard try tx.receptionChannels.find(reception)?.unit == unit else {
            throw Mailbox.Refusal.receptionElsewhere
        }
    }

    /// Address and act alone: nothing of how one gets in.
    private func record(
        _ kind: EventKind, _ mailbox: Mailbox, by actor: Actor, details: [String: String] = [:]
    ) throws {
        var details = details
        details["mailbox"] = mailbox.facts.address
        try tx.record(kind, about: mailbox.subject, in: mailbox.unit, by: actor.staff.id, details: details)
    }
}

extension Transaction {
    /// For `doctor`: what cannot be fetched, in a line each, and how many there are.
    package func mailboxTroubles() throws -> (count: Int, troubles: [String]) {
        let all = try mailboxes.list(in: .all).filter(\.isOn)
        return (
            all.count,
            all.compactMap { mailbox in
                mailbox.trouble.map {
                    "\(mailbox.facts.address) since \($0.since.iso(in: .utc)): \($0.reason.rawValue) (\($0.words))"
                }
            }
        )
    }
}
