import Database
import Handbook
import Kernel

extension Customers {
    /// «显示完整号码»: with a reason, recorded, and limited by the hour (GB/T 35273-2020, 7.1).
    func reveal(_ id: Customer.ID, because reason: String, by actor: Actor) throws -> Customer {
        guard let customer = try find(id) else { throw NotFound() }
        try authorize(actor, .revealPersonalData, in: customer.unit, isOwn: true)
        guard reason.count >= 2 else { throw Reveal.Refusal.reasonMissing }
        let count = try reveals(by: actor.staff.id, since: tx.now - .hours(1))
        guard count < Reveal.hourlyLimit else { throw Reveal.Refusal.tooMany(Reveal.hourlyLimit) }
        try insert(Reveal(customer: id, by: actor.staff.id, reason: reason, at: tx.now))
        try tx.record(
            .personalDataRevealed, about: Subject(.customer, id.rawValue), in: customer.unit, by: actor.staff.id,
            details: ["field": "phone", "reason": reason])
        return customer
    }

    /// The person who brings a matter: found by name and number, or made.
    func know(name: String, phone: PhoneNumber?, memberNumber: String, in unit: Unit.ID) throws -> Customer {
        let name = PersonName(name)
        if let known = try same(name: name, phone: phone) { return known }
        let customer = Customer(
            id: tx.ids.make(), name: name, phone: phone, memberNumber: memberNumber, unit: unit, knownSince: tx.now)
        try insert(customer)
        return customer
    }
}
