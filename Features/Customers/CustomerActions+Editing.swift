import Database
import Handbook
import Kernel

/// What is typed about a contact or a way to reach somebody.
struct NewContactPoint: Equatable, Sendable {
    var kind: ContactPoint.Kind
    var value: String
    var label = ""
    var contact: CustomerContact.ID?
    var isPrimary = false
}

struct NewContact: Equatable, Sendable {
    var name: String
    var post = ""
    var role = CustomerContact.Role.other
    var power = CustomerContact.Power.none
    var isHelper = false
    var phone: PhoneNumber?
    var note = ""
}

/// Keeping the file: everything that changes is told in the history, field by field (GAME-23).
extension Customers {
    /// A customer filed by hand; whoever it may be already is listed as a possible duplicate.
    func open(_ facts: CustomerFacts, phone: PhoneNumber?, in unit: Unit.ID, by actor: Actor) throws -> Customer {
        guard actor.customers(permitting: .editCustomer).contains(unit) else {
            throw NotAllowed(permission: .editCustomer, isElsewhere: actor.holds(.editCustomer))
        }
        return try file(facts, phone: phone, in: unit, by: actor.staff.id)
    }

    /// `base` is the version the editor began from; the fields that did not change are not touched.
    func edit(
        _ id: Customer.ID, _ facts: CustomerFacts, from base: Int, because reason: String, by actor: Actor
    ) throws -> Customer {
        var customer = try require(id, for: actor, to: .editCustomer)
        let before = customer.facts
        let changed = facts.differences(from: before)
        if changed.isEmpty { return customer }
        try customer.edit(facts, from: base, at: tx.now)
        try save(customer)
        for field in changed {
            try note(
                field.rawValue, from: before[field], to: facts[field], because: reason, of: id, by: actor.staff.id)
        }
        if !Set(changed).isDisjoint(with: [.name, .kind]) { try index(customer, contacts: contacts(of: id)) }
        try suspect(customer)
        try recordChange(of: customer, changed.map(\.rawValue), by: actor)
        return customer
    }

    func add(_ new: NewContactPoint, to id: Customer.ID, by actor: Actor) throws {
        let customer = try require(id, for: actor, to: .editCustomer)
        try customer.requireInUse()
        let points = try contactPoints(of: id)
        guard points.count < Customer.mostParts else { throw Customer.Refusal.tooManyParts(Customer.mostParts) }
        if let contact = new.contact, try !contacts(of: id).contains(where: { $0.id == contact }) { throw NotFound() }
        if points.contains(where: { $0.value == new.value && $0.kind == new.kind && $0.contact == new.contact }) {
            return
        }
        let isFirst = new.kind.isNumber && new.contact == nil && !points.contains(where: \.isPrimary)
        let point = ContactPoint(
            id: tx.ids.make(), customer: id, contact: new.contact, kind: new.kind, value: new.value, label: new.label,
            isPrimary: false)
        try insert(point)
        try note("contact-point", from: "", to: new.value, because: new.label, of: id, by: actor.staff.id)
        if new.isPrimary || isFirst, new.contact == nil, new.kind.isNumber {
            try prefer(point.id, of: customer, among: points + [point])
        }
        try suspect(require(id))
        try recordChange(of: customer, ["contact-point"], by: actor)
    }

    func makePrimary(_ point: ContactPoint.ID, of id: Customer.ID, by actor: Actor) throws {
        let customer = try require(id, for: actor, to: .editCustomer)
        try customer.requireInUse()
        let points = try contactPoints(of: id)
        guard let chosen = points.first(where: { $0.id == point }), chosen.kind.isNumber, chosen.contact == nil else {
            throw Customer.Refusal.partUnknown
        }
        try prefer(point, of: customer, among: points)
        try recordChange(of: customer, ["contact-point"], by: actor)
    }

    /// The number was tried and the customer is at it.
    func verify(point: ContactPoint.ID, of id: Customer.ID, by actor: Actor) throws {
        let customer = try require(id, for: actor, to: .editCustomer)
        try customer.requireInUse()
        guard var found = try contactPoints(of: id).first(where: { $0.id == point }) else {
            throw Customer.Refusal.partUnknown
        }
        found.verifiedAt = tx.now
        try save(found)
        try recordChange(of: customer, ["contact-point"], by: actor)
    }

    func remove(point: ContactPoint.ID, of id: Customer.ID, by actor: Actor) throws {
        var customer = try require(id, for: actor, to: .editCustomer)
        try customer.requireInUse()
        let points = try contactPoints(of: id)
        guard let gone = points.first(where: { $0.id == point }) else { throw Customer.Refusal.partUnknown }
        try remove(point)
        try note("contact-point", from: gone.value, to: "", because: gone.label, of: id, by: actor.staff.id)
        if gone.isPrimary {
            let rest = points.filter { $0.id != point }
            if let next = rest.first(where: { $0.kind.isNumber && $0.contact == nil }) {
                try prefer(next.id, of: customer, among: rest)
            } else {
                customer.reachable(by: nil, at: tx.now)
                try save(customer)
            }
        }
        try recordChange(of: customer, ["contact-point"], by: actor)
    }

    func add(_ new: NewContact, to id: Customer.ID, by actor: Actor) throws {
        let customer = try require(id, for: actor, to: .editCustomer)
        try customer.requireInUse()
        let known = try contacts(of: id)
        guard known.count < Customer.mostParts else { throw Customer.Refusal.tooManyParts(Customer.mostParts) }
        let contact = CustomerContact(
            id: tx.ids.make(), customer: id, name: PersonName(new.name), post: new.post, role: new.role,
            power: new.power, isHelper: new.isHelper, note: new.note)
        try insert(contact)
        if let phone = new.phone {
            try insert(
                ContactPoint(
                    id: tx.ids.make(), customer: id, contact: contact.id, kind: phone.isMobile ? .mobile : .landline,
                    value: phone.revealed, label: "", isPrimary: false))
        }
        try note("contact", from: "", to: new.name, because: new.post, of: id, by: actor.staff.id)
        try index(customer, contacts: known + [contact])
        try recordChange(of: customer, ["contact"], by: actor)
    }

    /// What is known of a contact changes; a number that is typed takes the place of theirs, an empty field leaves it.
    func change(contact: CustomerContact.ID, _ new: NewContact, of id: Customer.ID, by actor: Actor) throws {
        let customer = try require(id, for: actor, to: .editCustomer)
        try customer.requireInUse()
        var known = try contacts(of: id)
        guard let place = known.firstIndex(where: { $0.id == contact }) else { throw Customer.Refusal.partUnknown }
        let before = known[place]
        let after = CustomerContact(
            id: contact, customer: id, name: PersonName(new.name), post: new.post, role: new.role, power: new.power,
            isHelper: new.isHelper, note: new.note)
        known[place] = after
        let numbers = try contactPoints(of: id).filter { $0.contact == contact && $0.kind.isNumber }
        let isNewNumber = new.phone.map { phone in !numbers.contains { $0.value == phone.revealed } } ?? false
        guard after != before || isNewNumber else { return }
        if after != before {
            try save(after)
            try note("contact", from: before.told, to: after.told, because: "", of: id, by: actor.staff.id)
        }
        if isNewNumber, let phone = new.phone {
            for number in numbers { try remove(number.id) }
            try insert(
                ContactPoint(
                    id: tx.ids.make(), customer: id, contact: contact, kind: phone.isMobile ? .mobile : .landline,
                    value: phone.revealed, label: "", isPrimary: false))
            try note(
                "contact-point", from: numbers.map(\.value).joined(separator: " "), to: phone.revealed,
                because: new.name, of: id, by: actor.staff.id)
        }
        if after.name != before.name { try index(customer, contacts: known) }
        try suspect(customer)
        try recordChange(of: customer, ["contact"], by: actor)
    }

    func remove(contact: CustomerContact.ID, of id: Customer.ID, by actor: Actor) throws {
        let customer = try require(id, for: actor, to: .editCustomer)
        try customer.requireInUse()
        let known = try contacts(of: id)
        guard let gone = known.first(where: { $0.id == contact }) else { throw Customer.Refusal.partUnknown }
        try remove(contact)
        try note("contact", from: gone.name.revealed, to: "", because: gone.post, of: id, by: actor.staff.id)
        try index(customer, contacts: known.filter { $0.id != contact })
        try recordChange(of: customer, ["contact"], by: actor)
    }

    /// What the customer said about one channel; the last word counts (PIPL 15: as easily withdrawn as given).
    func consent(
        _ id: Customer.ID, to channel: Consent.Channel, isGiven: Bool, saidIn source: String, by actor: Actor
    ) throws {
        let customer = try require(id, for: actor, to: .editCustomer)
        try note(channel, isGiven: isGiven, of: customer, saidIn: source, by: actor.staff.id)
    }

    /// The same without the right to edit: a no is heard by whoever it is said to (PIPL 15).
    func withdraw(
        _ channel: Consent.Channel, of customer: Customer, saidIn source: String, by staff: Staff.ID
    ) throws {
        try note(channel, isGiven: false, of: customer, saidIn: source, by: staff)
    }

    private func note(
        _ channel: Consent.Channel, isGiven: Bool, of customer: Customer, saidIn source: String, by staff: Staff.ID
    ) throws {
        try customer.requireInUse()
        try insert(
            Consent(
                id: tx.ids.make(), customer: customer.id, channel: channel, isGiven: isGiven, source: source, by: staff,
                at: tx.now))
        try tx.record(
            .customerConsented, about: customer.subject, in: customer.unit, by: staff,
            details: ["channel": channel.rawValue, "given": isGiven ? "yes" : "no"])
    }

    /// GAME-23: the facts on file were asked again.
    func verify(_ id: Customer.ID, by actor: Actor) throws {
        var customer = try require(id, for: actor, to: .editCustomer)
        try customer.verify(by: actor.staff.id, at: tx.now)
        try save(customer)
        try tx.record(.customerVerified, about: customer.subject, in: customer.unit, by: actor.staff.id)
    }

    func block(_ id: Customer.ID, _ kind: Customer.Block.Kind, because reason: String, by actor: Actor) throws {
        var customer = try require(id, for: actor, to: .blockCustomer)
        try customer.block(kind, because: reason, by: actor.staff.id, at: tx.now)
        try save(customer)
        try note("standing", from: "", to: kind.rawValue, because: reason, of: id, by: actor.staff.id)
        try tx.record(
            .customerBlocked, about: customer.subject, in: customer.unit, by: actor.staff.id,
            details: ["block": kind.rawValue])
    }

    func unblock(_ id: Customer.ID, because reason: String, by actor: Actor) throws {
        var customer = try require(id, for: actor, to: .blockCustomer)
        guard reason.count >= Customer.shortestReason else { throw Customer.Refusal.reasonMissing }
        let before = customer.block?.kind.rawValue ?? ""
        try customer.unblock(at: tx.now)
        try save(customer)
        try note("standing", from: before, to: "", because: reason, of: id, by: actor.staff.id)
        try tx.record(.customerUnblocked, about: customer.subject, in: customer.unit, by: actor.staff.id)
    }

    /// One primary: the number under which lists and calls know the customer.
    func prefer(_ chosen: ContactPoint.ID, of customer: Customer, among points: [ContactPoint]) throws {
        var customer = customer
        for var point in points where point.isPrimary != (point.id == chosen) {
            point.isPrimary = point.id == chosen
            try save(point)
        }
        customer.reachable(by: points.first { $0.id == chosen }?.phone, at: tx.now)
        try save(customer)
    }

    /// Which fields, never what they say: events are for ever.
    private func recordChange(of customer: Customer, _ fields: [String], by actor: Actor) throws {
        try tx.record(
            .customerChanged, about: customer.subject, in: customer.unit, by: actor.staff.id,
            details: ["fields": fields.joined(separator: " ")])
    }
}

extension CustomerContact {
    /// In one line, for the history: 单雄信 采购经理.
    fileprivate var told: String { [name.revealed, post, note].filter { !$0.isEmpty }.joined(separator: " ") }
}
