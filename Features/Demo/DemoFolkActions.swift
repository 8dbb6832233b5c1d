import Database
import Handbook
import Kernel

/// Who is on file beside those who call, and by which channels the department is reached.
extension DemoStage {
    /// Firms with their contacts, a household with its members, somebody with several numbers, somebody who does not want
    /// to be called, and somebody who will have their data removed.
    func fileFolk(_ dice: DemoDice) throws {
        var dice = dice
        guard let keeper = try first(who: .editCustomer), let unit = try place(of: keeper, for: .editCustomer) else {
            return
        }
        let firms = department.pack.firms.isEmpty ? DemoPhrases.firms : Array(department.pack.firms.prefix(2))
        for firm in firms {
            var facts = CustomerFacts(kind: .organisation, name: firm)
            facts.grade = Customer.Grade.a.rawValue
            facts.address = DemoPhrases.address
            let id = try tx.customers.open(facts, phone: landline(&dice), in: unit, by: keeper).id
            for (post, role, power) in [
                (DemoPhrases.contactPosts[0], CustomerContact.Role.decider, CustomerContact.Power.decides),
                (DemoPhrases.contactPosts[1], .technical, .advises),
            ] {
                try tx.customers.add(
                    NewContact(
                        name: DemoCaller.name(&dice), post: post, role: role, power: power,
                        phone: DemoCaller.phone(&dice)), to: id, by: keeper)
            }
            try tx.customers.consent(id, to: .phone, isGiven: true, saidIn: DemoPhrases.consentSource, by: keeper)
        }
        try fileHousehold(in: unit, by: keeper, &dice)
        try filePeople(in: unit, by: keeper, &dice)
    }

    private func fileHousehold(in unit: Unit.ID, by keeper: Actor, _ dice: inout DemoDice) throws {
        let facts = CustomerFacts(kind: .household, name: DemoPhrases.household)
        let id = try tx.customers.open(facts, phone: DemoCaller.phone(&dice), in: unit, by: keeper).id
        for role in [CustomerContact.Role.owner, .family] {
            try tx.customers.add(
                NewContact(
                    name: DemoCaller.name(&dice), role: role, power: .none, phone: DemoCaller.phone(&dice)), to: id,
                by: keeper)
        }
    }

    private func filePeople(in unit: Unit.ID, by keeper: Actor, _ dice: inout DemoDice) throws {
        var facts = CustomerFacts(kind: .person, name: DemoCaller.name(&dice))
        facts.specialNeeds = DemoPhrases.nightCaller
        facts.grade = Customer.Grade.a.rawValue
        let busy = try tx.customers.open(facts, phone: DemoCaller.phone(&dice), in: unit, by: keeper).id
        for (kind, label) in [
            (ContactPoint.Kind.mobile, DemoPhrases.nightNumber), (.landline, DemoPhrases.officeNumber),
        ] {
            guard let phone = kind == .mobile ? DemoCaller.phone(&dice) : landline(&dice) else { continue }
            try tx.customers.add(
                NewContactPoint(kind: kind, value: phone.revealed, label: label), to: busy, by: keeper)
        }
        guard let supervisor = try able(to: .blockCustomer, in: unit).first else { return }
        let quiet = try tx.customers.open(
            CustomerFacts(kind: .person, name: DemoCaller.name(&dice)), phone: DemoCaller.phone(&dice), in: unit,
            by: keeper
        ).id
        try tx.customers.consent(quiet, to: .phone, isGiven: false, saidIn: DemoPhrases.consentSource, by: keeper)
        try tx.customers.block(quiet, .outreach, because: DemoPhrases.blockReason, by: supervisor)
    }

    /// One customer's data go: asked by one person, agreed to by another; what they had brought stays.
    func anonymiseSomebody(_ dice: DemoDice) throws {
        var dice = dice
        guard let keeper = try first(who: .editCustomer), let unit = try place(of: keeper, for: .editCustomer) else {
            return
        }
        let able = try able(to: .anonymiseCustomer, in: unit)
        guard let asker = able.first, let decider = able.dropFirst().first else { return }
        let gone = try tx.customers.open(
            CustomerFacts(kind: .person, name: DemoCaller.name(&dice)), phone: DemoCaller.phone(&dice), in: unit,
            by: keeper)
        let asked = try tx.customers.askErasure(gone.id, .anonymise, because: DemoPhrases.erasureReason, by: asker)
        try tx.customers.agree(to: asked.id, calling: DemoPhrases.anonymous(gone.number), by: decider)
    }

    /// The hotline is answered all week, the counter too; the chat was entered lately, and its evenings are uncovered.
    func enterReceptions(isLater: Bool) throws {
        guard let clerk = department.pack.people.first(where: \.isAtTheDesk),
            let unit = department.units[clerk.unit],
            let keeper = try everybody(where: { $0.may(.reassignCase, in: unit, isOwn: false) }).first
        else { return }
        let here = try everybody { actor in
            try tx.units(for: actor, permitting: .createCase).contains { $0.id == unit }
        }.filter { try tx.canTakeCases($0.staff.id) }
        guard let holder = here.first else { return }
        let backup = here.dropFirst().first?.staff.id
        func enter(
            _ kind: ReceptionChannel.Kind, _ name: String, _ address: String, _ hours: String, covered: String
        ) throws {
            guard let service = WeekHours(typed: hours), let slot = WeekHours(typed: covered) else { return }
            let plan = ReceptionPlan(
                unit: unit,
                facts: ReceptionChannel.Facts(
                    kind: kind, name: name, address: address, published: DemoPhrases.published,
                    standard: DemoPhrases.receptionStandard, forward: DemoPhrases.receptionForward),
                hours: [service])
            let channel = try tx.receptionChannels.enter(plan, by: keeper)
            try tx.receptionChannels.arrange(
                slot, holder: holder.staff.id, backup: backup, on: channel.id, by: keeper)
        }
        if isLater {
            try enter(
                .chat, DemoPhrases.chatName, DemoPhrases.chatAddress, DemoPhrases.chatHours,
                covered: DemoPhrases.chatCovered)
            try receiveLetters(in: unit)
        } else {
            try enter(
                .hotline, DemoPhrases.hotlineName, "400-820-0000", DemoPhrases.hotlineHours,
                covered: DemoPhrases.hotlineHours)
            try enter(
                .email, DemoPhrases.mailName, DemoPhrases.mailAddress, DemoPhrases.mailHours,
                covered: DemoPhrases.mailHours)
        }
    }

    /// Those who may do it to the customers of a unit, and see them.
    private func able(to permission: Permission, in unit: Unit.ID) throws -> [Actor] {
        try everybody {
            $0.customers(permitting: permission).contains(unit)
                && $0.customers(permitting: .readCustomer).contains(unit)
        }
    }

    private func first(who permission: Permission) throws -> Actor? { try everybody { $0.holds(permission) }.first }

    private func everybody(where fits: (Actor) throws -> Bool) throws -> [Actor] {
        try department.pack.people.compactMap { try staff[$0.account].map(tx.actor) }.filter(fits)
    }

    private func place(of actor: Actor, for permission: Permission) throws -> Unit.ID? {
        if let unit = actor.mainHolding?.unit, actor.customers(permitting: permission).contains(unit) { return unit }
        return nil
    }

    private func landline(_ dice: inout DemoDice) -> PhoneNumber? {
        PhoneNumber(typed: "021-0000\(dice.number(1000...9999))")
    }
}
