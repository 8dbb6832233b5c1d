import Database
import Handbook
import Kernel

extension Contacts {
    func view(of id: Contact.ID, for actor: Actor) throws -> ContactView {
        let work = try work(on: id, by: actor)
        let contact = work.contact
        let people = Set([contact.receiver] + [contact.callback?.to].compactMap(\.self))
        let clock = try tx.obligations.open(of: contact.subject).first { $0.rule == .deadline(.triageContact) }
        let customer = contact.record.customer.flatMap { try? tx.customers.chosen($0, for: actor) }
        return ContactView(
            contact: contact, handbook: work.handbook,
            unitName: try tx.unitNames(of: [contact.unit])[contact.unit] ?? "",
            colleagues: try tx.colleagues(of: contact.unit), names: try tx.names(of: people),
            triage: clock.map { ($0.clause, $0.startedAt, $0.dueAt) },
            serviceCase: try contact.record.serviceCase.flatMap { id in
                try tx.cases.find(id).map { (id, $0.number) }
            },
            isMine: contact.concerns(actor.staff.id) || actor.may(.workCase, in: contact.unit, isOwn: false),
            holds: try holds(of: id),
            reception: try contact.reception.flatMap { try tx.receptionChannels.find($0)?.facts.name },
            customer: customer, particulars: try particulars(of: id),
            followUp: try contact.followUp.flatMap { id in try tx.cases.find(id).map { (id, $0.number) } },
            helpers: try customer.map { try tx.customers.contacts(of: $0.id) }?.filter(\.isHelper)
                .map { [$0.name.masked, $0.post].filter { !$0.isEmpty }.joined(separator: " · ") } ?? [],
            letter: try tx.mailLetters.view(of: work))
    }

    /// Whom a typed text may mean, within the person's reach, with what is open of each.
    func callers(_ typed: String, for actor: Actor) throws -> [CallerMatch] {
        let matches = try tx.customerSearch.find(typed, within: actor.customers(permitting: .readCustomer))
        let units = try tx.unitNames(of: Set(matches.map(\.customer.unit)))
        return try matches.map { match in
            CallerMatch(
                customer: match.customer, unit: units[match.customer.unit] ?? "",
                open: try openCases(of: match.customer.id, for: actor))
        }
    }

    /// The open cases of a customer that the person may see.
    func openCases(of customer: Customer.ID, for actor: Actor) throws -> [CaseLine] {
        let reach = actor.units(permitting: .readCase)
        return try tx.caseLists.open(of: customer, limit: 5).filter {
            reach.contains($0.unit) || $0.handler == actor.staff.id
        }
    }

    /// What the chosen customer's file says need not be typed again.
    func completed(_ record: Contact.Record, for actor: Actor) throws -> Contact.Record {
        guard let customer = try record.customer.map({ try tx.customers.chosen($0, for: actor) }) else { return record }
        var record = record
        if record.caller.isEmpty { record.caller = customer.name.revealed }
        record.phone = record.phone ?? customer.phone
        if record.memberNumber.isEmpty { record.memberNumber = customer.memberNumber }
        return record
    }
}
