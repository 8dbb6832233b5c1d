import Database
import Handbook
import Kernel

/// Anonymising and deleting: each with its own right, asked for by one person and agreed to by another (PIPL 47).
extension Customers {
    @discardableResult
    func askErasure(
        _ id: Customer.ID, _ act: CustomerErasure.Act, because reason: String, by actor: Actor
    ) throws -> CustomerErasure {
        let customer = try require(id, for: actor, to: act.permission)
        try customer.requireInUse()
        guard reason.count >= Customer.shortestReason else { throw Customer.Refusal.reasonMissing }
        guard try !erasures(of: id).contains(where: { $0.state == .asked }) else {
            throw CustomerErasure.Refusal.askedAlready
        }
        if act == .delete { try requireNothingKept(of: id) }
        let erasure = CustomerErasure(
            id: tx.ids.make(), customer: id, number: customer.number, unit: customer.unit, act: act, reason: reason,
            by: actor.staff.id, at: tx.now, state: .asked)
        try insert(erasure)
        try tx.record(
            .customerErasureAsked, about: customer.subject, in: customer.unit, by: actor.staff.id,
            details: ["act": act.rawValue, "number": customer.number])
        return erasure
    }

    /// `name` is what stands in the place of the name from now on.
    func agree(to id: CustomerErasure.ID, calling name: String, by actor: Actor) throws {
        guard var erasure = try erasure(id) else { throw NotFound() }
        var customer = try require(erasure.customer, for: actor, to: erasure.act.permission)
        try erasure.finish(by: actor.staff.id, at: tx.now)
        try customer.requireInUse()
        try save(erasure)
        switch erasure.act {
        case .anonymise:
            let former = try family(of: customer.id)
            try redactTexts(of: [customer] + former, by: actor)
            for var one in former {
                one.anonymise(by: actor.staff.id, as: name, at: tx.now)
                try save(one)
            }
            customer.anonymise(by: actor.staff.id, as: name, at: tx.now)
            try save(customer)
            try wipe([customer.id] + former.map(\.id))
            try tx.record(
                .customerAnonymised, about: customer.subject, in: customer.unit, by: actor.staff.id,
                details: ["number": customer.number])
        case .delete:
            try requireNothingKept(of: customer.id)
            try tx.record(
                .customerDeleted, about: customer.subject, in: customer.unit, by: actor.staff.id,
                details: ["number": customer.number])
            try delete(customer.id)
        }
    }

    /// What was typed about them elsewhere: in cases, calls, messages, slips and studies; their files go whole. Events
    /// hold nothing personal and stay as they are sealed.
    private func redactTexts(of customers: [Customer], by actor: Actor) throws {
        let redaction = try redaction(of: customers)
        let numbers = try customers.flatMap { customer in
            try contactPoints(of: customer.id).filter { $0.kind.isNumber && $0.contact == nil }.map {
                PhoneNumber(stored: $0.value)
            }
        }
        let addresses = try customers.flatMap { customer in
            try contactPoints(of: customer.id).filter { $0.kind == .email && $0.contact == nil }
                .map { $0.value.lowercased() }
        }
        let ids = customers.map(\.id)
        for id in ids { try tx.attachments.erase(of: id, by: actor) }
        _ = try tx.cases.redact(redaction, of: ids)
        let contacts = try tx.contacts.redact(redaction, of: ids, numbers: numbers, addresses: addresses)
        try tx.mailLetters.redact(redaction, takenIn: contacts, of: ids, from: addresses)
        try tx.messages.redact(redaction, takenIn: contacts, numbers: numbers)
        try tx.slips.redact(redaction, of: ids)
        try tx.caseLibrary.redact(redaction, of: ids)
        try tx.heldReplies.redact(redaction, of: ids)
        try tx.exceptions.redact(redaction, of: ids)
        try tx.handovers.redact(redaction, of: ids)
        try tx.assignments.redact(redaction, of: ids)
        try tx.caseSamples.redact(redaction, of: ids)
        // Copies that go by themselves within days are looked through all the same.
        try tx.imports.redact(redaction)
        try tx.cases.redactStaged(redaction)
        try redactStaged(redaction)
        try tx.exports.redact(redaction)
        try tx.apiReplies.forget(redaction, ids: ids)
    }

    func decline(_ id: CustomerErasure.ID, saying text: String, by actor: Actor) throws {
        guard var erasure = try erasure(id) else { throw NotFound() }
        let customer = try require(erasure.customer, for: actor, to: erasure.act.permission)
        guard text.count >= Customer.shortestReason else { throw Customer.Refusal.reasonMissing }
        try erasure.decline(by: actor.staff.id, saying: text, at: tx.now)
        try save(erasure)
        try tx.record(
            .customerErasureDecided, about: customer.subject, in: customer.unit, by: actor.staff.id,
            details: ["act": erasure.act.rawValue, "decision": "declined"])
    }

    /// Why the record may not be deleted; nothing where it may.
    func kept(of id: Customer.ID) throws -> CustomerErasure.Kept? {
        if try tx.cases.areAny(of: id) { return .cases }
        return try merges(of: id).isEmpty ? nil : .merges
    }

    private func requireNothingKept(of id: Customer.ID) throws {
        if let kept = try kept(of: id) { throw CustomerErasure.Refusal.mustBeKept(kept) }
    }

    /// The records that went into one, and those that had gone into them.
    private func family(of id: Customer.ID) throws -> [Customer] {
        var found: [Customer] = []
        var next = [id]
        while let one = next.popLast(), found.count < Customer.mostParts {
            let absorbed = try absorbed(by: one)
            found += absorbed
            next += absorbed.map(\.id)
        }
        return found
    }
}

extension CustomerErasure.Act {
    var permission: Permission {
        switch self {
        case .anonymise: .anonymiseCustomer
        case .delete: .deleteCustomer
        }
    }
}
