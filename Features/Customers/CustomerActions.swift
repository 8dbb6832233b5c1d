import Database
import Handbook
import Kernel

extension Customers {
    /// A customer whom the person may see, or change; a record beyond their reach is not there.
    func require(_ id: Customer.ID, for actor: Actor, to permission: Permission) throws -> Customer {
        guard let customer = try stored(id), actor.customers(permitting: .readCustomer).contains(customer.unit) else {
            throw NotFound()
        }
        guard permission == .readCustomer || actor.customers(permitting: permission).contains(customer.unit) else {
            throw NotAllowed(permission: permission, isElsewhere: actor.holds(permission))
        }
        return customer
    }

    /// The customer a person chose from what was found, where they may know of it; one that was merged answers with the
    /// record that stands for it.
    func chosen(_ id: Customer.ID, for actor: Actor) throws -> Customer {
        guard let customer = try find(id), actor.customers(permitting: .readCustomer).contains(customer.unit) else {
            throw NotFound()
        }
        return customer
    }

    /// A number that a customer without one gave while a matter was taken in.
    func learn(_ phone: PhoneNumber, of customer: Customer, by actor: Actor) throws -> Customer {
        try learn(phone, of: customer, isPrimary: true, by: actor)
    }

    /// Another number, left at the end of a call (GAME-102): the one we call first stays.
    func learn(second phone: PhoneNumber, of customer: Customer, by actor: Actor) throws -> Customer {
        try learn(phone, of: customer, isPrimary: customer.phone == nil, by: actor)
    }

    /// The address somebody wrote from, where it is nobody else's.
    func learn(address: String, of customer: Customer, by actor: Actor) throws {
        let points = try contactPoints(of: customer.id)
        guard let value = ContactPoint.value(address, of: .email), points.count < Customer.mostParts,
            !points.contains(where: { $0.value == value })
        else { return }
        let id: ContactPoint.ID = tx.ids.make()
        let isFirst = !points.contains { $0.kind == .email }
        try insert(
            ContactPoint(
                id: id, customer: customer.id, contact: nil, kind: .email, value: value, label: "",
                isPrimary: isFirst))
        try note("contact-point", from: "", to: value, because: "", of: customer.id, by: actor.staff.id)
        try tx.record(
            .customerChanged, about: customer.subject, in: customer.unit, by: actor.staff.id,
            details: ["fields": "contact-point"])
    }

    private func learn(
        _ phone: PhoneNumber, of customer: Customer, isPrimary: Bool, by actor: Actor
    ) throws -> Customer {
        var customer = customer
        let points = try contactPoints(of: customer.id)
        guard points.count < Customer.mostParts, !points.contains(where: { $0.value == phone.revealed }) else {
            return customer
        }
        if isPrimary { customer.reachable(by: phone, at: tx.now) }
        try save(customer)
        try insert(
            ContactPoint(
                id: tx.ids.make(), customer: customer.id, contact: nil, kind: phone.isMobile ? .mobile : .landline,
                value: phone.revealed, label: "", isPrimary: isPrimary))
        try note("contact-point", from: "", to: phone.revealed, because: "", of: customer.id, by: actor.staff.id)
        try tx.record(
            .customerChanged, about: customer.subject, in: customer.unit, by: actor.staff.id,
            details: ["fields": "contact-point"])
        try suspect(customer)
        return customer
    }

    /// «显示完整号码»: with a reason, recorded, and limited by the hour (GB/T 35273-2020, 7.1). The reason stays beside
    /// the record: events are for ever, and nothing of a person may be in them.
    func reveal(_ id: Customer.ID, because reason: String, by actor: Actor) throws -> Customer {
        try show(try require(id, for: actor, to: .revealPersonalData), because: reason, to: actor)
    }

    /// The same on the page or the paper of a case, for whoever may see full numbers there: the case has been asked.
    func reveal(of work: CaseWork, because reason: String) throws -> Customer {
        let record = work.file.record
        try authorize(
            work.actor, .revealPersonalData, in: record.unit, isOwn: work.file.concerns(work.actor.staff.id))
        guard let id = record.customer else { throw NotFound() }
        return try show(try require(id), because: reason, to: work.actor)
    }

    private func show(_ customer: Customer, because reason: String, to actor: Actor) throws -> Customer {
        guard reason.count >= 2 else { throw Reveal.Refusal.reasonMissing }
        let count = try reveals(by: actor.staff.id, since: tx.now - .hours(1))
        guard count < Reveal.hourlyLimit else { throw Reveal.Refusal.tooMany(Reveal.hourlyLimit) }
        try insert(Reveal(customer: customer.id, by: actor.staff.id, reason: reason, at: tx.now))
        try tx.record(
            .personalDataRevealed, about: customer.subject, in: customer.unit, by: actor.staff.id,
            details: ["field": "phone"])
        return customer
    }

    /// The person who brings a matter: found by name with number or card, or made.
    func know(
        name: String, phone: PhoneNumber?, memberNumber: String, kind: Customer.Kind = .person, in unit: Unit.ID,
        by staff: Staff.ID? = nil
    ) throws -> Customer {
        if let known = try same(name: PersonName(name), phone: phone, memberNumber: memberNumber) { return known }
        var facts = CustomerFacts(kind: kind, name: name)
        facts.memberNumber = memberNumber
        return try file(facts, phone: phone, in: unit, by: staff)
    }

    /// A new record with its number, its keys and its primary contact point.
    @discardableResult
    func file(_ facts: CustomerFacts, phone: PhoneNumber?, in unit: Unit.ID, by staff: Staff.ID?) throws -> Customer {
        let customer = Customer.file(
            id: tx.ids.make(), number: try nextNumber(), facts, phone: phone, in: unit, at: tx.now)
        try insertIndexed([customer])
        if let phone {
            try insert(
                ContactPoint(
                    id: tx.ids.make(), customer: customer.id, contact: nil,
                    kind: phone.isMobile ? .mobile : .landline, value: phone.revealed, label: "", isPrimary: true))
        }
        try tx.record(
            .customerFiled, about: customer.subject, in: unit, by: staff,
            details: ["number": customer.number, "kind": facts.kind])
        try suspect(customer)
        return customer
    }

    /// GEN1-07: what a customer needed once is told with every later case. Noted where the file says nothing yet.
    func noteNeeds(_ needs: String, of id: Customer.ID, from number: String, by staff: Staff.ID) throws {
        guard !CustomerFacts.saysNothing(needs), var customer = try find(id), customer.facts.specialNeeds.isEmpty else {
            return
        }
        var facts = customer.facts
        facts.specialNeeds = String(needs.prefix(CustomerFacts.Field.specialNeeds.longest))
        try customer.edit(facts, from: customer.version, at: tx.now)
        try save(customer)
        try note(
            CustomerFacts.Field.specialNeeds.rawValue, from: "", to: facts.specialNeeds, because: number,
            of: customer.id, by: staff)
        try tx.record(
            .customerChanged, about: customer.subject, in: customer.unit, by: staff,
            details: ["fields": CustomerFacts.Field.specialNeeds.rawValue, "case": number])
    }
}

extension Customers {
    /// SOFT-42: what the customer can do at a computer, as it was seen on a call.
    func note(skill: ComputerSkill, of id: Customer.ID, from number: String, by staff: Staff.ID) throws {
        guard var customer = try find(id), customer.facts.computerSkill != skill.rawValue else { return }
        let field = CustomerFacts.Field.computerSkill
        var facts = customer.facts
        let before = facts.computerSkill
        facts.computerSkill = skill.rawValue
        try customer.edit(facts, from: customer.version, at: tx.now)
        try save(customer)
        try note(
            field.rawValue, from: before, to: facts.computerSkill, because: number, of: customer.id, by: staff)
        try tx.record(
            .customerChanged, about: customer.subject, in: customer.unit, by: staff,
            details: ["fields": field.rawValue])
    }

    /// SOFT-42: the colleague who helps whoever cannot use a computer: one of the contacts of an organisation, or of a
    /// household. A person's file has no contacts; there the call keeps it.
    func note(helper name: String, phone: PhoneNumber?, of id: Customer.ID, by actor: Actor) throws {
        guard let customer = try find(id), customer.kind != .person else { return }
        let known = try contacts(of: customer.id).first { $0.name.revealed == name }
        if let known {
            guard !known.isHelper else { return }
            try change(
                contact: known.id,
                NewContact(
                    name: name, post: known.post, role: known.role, power: known.power, isHelper: true, phone: phone,
                    note: known.note), of: customer.id, by: actor)
        } else {
            try add(NewContact(name: name, role: .technical, isHelper: true, phone: phone), to: customer.id, by: actor)
        }
    }

    /// Whether the customer's last word on being called was no.
    /// Whose number it is, wherever they are kept.
    func holding(_ phone: PhoneNumber) throws -> [Customer] {
        try tx.customerSearch.find(phone.revealed, within: .all, limit: 50).filter { $0.way == .contactPoint }
            .map(\.customer)
    }

    func hasRefusedCalls(_ id: Customer.ID) throws -> Bool {
        try consents(of: id).filter { $0.channel == .phone }.max { ($0.at, $0.id.rawValue) < ($1.at, $1.id.rawValue) }
            .map { !$0.isGiven } ?? false
    }
}

extension Customers {
    /// Who has printed a file card is on record (GAME-24).
    func notePrint(of id: Customer.ID, as format: PaperFormat, by actor: Actor) throws {
        let customer = try require(id, for: actor, to: .readCustomer)
        try tx.record(
            .paperPrinted, about: customer.subject, in: customer.unit, by: actor.staff.id,
            details: ["text": "F-02 \(format.rawValue)"])
    }
}

extension Customer {
    var subject: Subject { Subject(.customer, id.rawValue) }
}
