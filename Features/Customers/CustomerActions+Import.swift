import Database
import Handbook
import Kernel

/// Customers that come from another system.
extension Customers {
    /// Found by name with number or card, or filed with all that is said of them. Answers which are new.
    func bring(_ brought: [CustomerBrought], by actor: Actor) throws -> [(id: Customer.ID, isNew: Bool)] {
        for unit in Set(brought.map(\.unit)) { try refuseFiling(in: unit, by: actor) }
        return try meet(brought, by: actor.staff.id).map { ($0.customer.id, $0.isNew) }
    }

    func refuseFiling(in unit: Unit.ID, by actor: Actor) throws {
        guard actor.customers(permitting: .editCustomer).contains(unit) else {
            throw NotAllowed(permission: .editCustomer, isElsewhere: actor.holds(.editCustomer))
        }
    }

    /// What the system a customer came from says anew; what is empty stays, and a number that is new is added to those
    /// there are. Answers whether anything differs.
    func correct(
        _ id: Customer.ID, _ said: CustomerFacts, phone: PhoneNumber?, by actor: Actor, because reason: String
    ) throws -> Bool {
        var customer = try require(id, for: actor, to: .editCustomer)
        let old = customer.facts
        var facts = old
        for field in CustomerFacts.Field.allCases where field != .kind && !said[field].isEmpty {
            facts[field] = said[field]
        }
        let fields = facts.differences(from: old)
        if !fields.isEmpty {
            try customer.edit(facts, from: customer.version, at: tx.now)
        } else {
            try customer.requireInUse()
        }
        let hasNewNumber = try phone.map { try add($0, to: &customer) } ?? false
        guard !fields.isEmpty || hasNewNumber else { return false }
        try save(customer)
        try index(customer)
        for field in fields {
            try note(
                field.rawValue, from: old[field], to: facts[field], because: reason, of: customer.id,
                by: actor.staff.id)
        }
        try tx.record(
            .customerChanged, about: customer.subject, in: customer.unit, by: actor.staff.id,
            details: ["fields": (fields.map(\.rawValue) + (hasNewNumber ? ["phone"] : [])).joined(separator: " ")])
        return true
    }

    private func add(_ phone: PhoneNumber, to customer: inout Customer) throws -> Bool {
        let points = try contactPoints(of: customer.id)
        guard points.count < Customer.mostParts, !points.contains(where: { $0.phone == phone }) else { return false }
        let isPrimary = customer.phone == nil
        try insert(
            ContactPoint(
                id: tx.ids.make(), customer: customer.id, contact: nil, kind: phone.isMobile ? .mobile : .landline,
                value: phone.revealed, label: "", isPrimary: isPrimary))
        if isPrimary { customer.reachable(by: phone, at: tx.now) }
        return true
    }
}
