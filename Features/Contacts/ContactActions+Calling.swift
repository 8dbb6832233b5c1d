import Database
import Handbook
import Kernel

/// A call of our own, from a case, from a customer's file, or to a number: it has a purpose before it is dialled, and is
/// on record from then on (CHAIN-77, SOFT-51).
struct CallPlan: Equatable, Sendable {
    var unit: Unit.ID?
    var customer: Customer.ID?
    var serviceCase: Case.ID?
    var phone: PhoneNumber?
    var purpose: CaseType
    var subject: String
    /// The customer has named this time (GAME-80).
    var isAgreed = false
    var errand = Contact.Errand.service
}

extension Contacts {
    /// Refused in quiet hours and to whoever asked not to be called; a number of nobody's may be called, and stands in
    /// the list of those afterwards.
    func callOut(_ plan: CallPlan, by actor: Actor) throws -> Contact {
        if let open = try open(of: actor.staff.id) { return open }
        var plan = plan
        var customer: Customer?
        if let id = plan.serviceCase {
            let record = try tx.cases.work(on: id, by: actor, needing: .workCase).file.record
            plan.unit = record.unit
            plan.customer = record.customer ?? plan.customer
        }
        if let id = plan.customer {
            let known = try tx.customers.chosen(id, for: actor)
            customer = known
            plan.unit = plan.unit ?? known.unit
            plan.phone = plan.phone ?? known.phone
        }
        guard let phone = plan.phone else { throw Contact.Refusal.numberMissing }
        // Whose number it is counts, and not whether somebody named them; also beyond one's own units.
        let holders = try customer.map { [$0] } ?? tx.customers.holding(phone)
        if !plan.isAgreed, holders.contains(where: { $0.block?.kind == .outreach }) { throw Contact.Refusal.doNotCall }
        // Whoever said no to calls is not offered anything by one (PIPL 15).
        if plan.errand == .marketing, try holders.contains(where: { try tx.customers.hasRefusedCalls($0.id) }) {
            throw Contact.Refusal.doNotCall
        }
        let units = try tx.units(for: actor, permitting: .createCase).map(\.id)
        guard let unit = plan.unit.flatMap({ units.contains($0) ? $0 : nil }) ?? units.first else {
            throw NotAllowed(permission: .createCase, isElsewhere: false)
        }
        let contact = try begin(.phone, .outbound, in: unit, phone: phone, by: actor)
        var work = try work(on: contact.id, by: actor)
        let passage = try tx.obligations.pass(
            work.quiet(at: tx.now, isAgreed: plan.isAgreed, of: holders.count == 1 ? holders[0] : nil), of: work.owing)
        work.contact.errand = plan.errand
        work.contact.record.purpose = plan.purpose
        work.contact.record.subject = plan.subject
        work.contact.record.customer = customer?.id
        work.contact.record.caller = customer?.name.revealed ?? ""
        work.contact.record.serviceCase = plan.serviceCase
        try work.finish(
            .contactDialled, passage, details: ["purpose": plan.purpose.rawValue, "errand": plan.errand.rawValue])
        return work.contact
    }
}

extension [Range<TimeOfDay>] {
    /// What is wrong with speaking to a customer at an instant: it lies outside their own window, or, where they have none,
    /// in the hours of rest.
    func disturbing(at instant: Instant, window: ContactWindow?, in zone: Zone) -> Sentence? {
        if let window { return window.holds(instant, in: zone) ? nil : Sentence(.contactOutsideWindow, window.text) }
        guard contains(where: { $0.holds(instant, in: zone) }) else { return nil }
        return Sentence(.contactQuiet, map(\.spoken).joined(separator: "、"))
    }
}

extension ContactWork {
    /// SOFT-35: a call-back goes to somebody who is here, where a house keeps its duty at all.
    func duty(of staff: Staff.ID) throws -> [GateCheck] {
        guard let (clause, gate) = handbook.gates().first(where: { $0.1 == .onDuty }),
            try tx.presence.isKept(around: staff)
        else { return [] }
        let isHere = try tx.presence.isOnDuty(staff, at: tx.now)
        return [
            GateCheck(
                clause: clause, rule: gate.rule, duty: .firstReceiver,
                missing: isHere ? nil : Sentence(.contactNotOnDuty))
        ]
    }

    /// When the call-back that is promised now would be due at the latest, and whether that is a time to call. Whoever
    /// calls us in their own quiet hours is awake.
    func quiet(isAgreed: Bool) throws -> [GateCheck] {
        let circumstances = Circumstances(channel: contact.channel)
        guard let within = handbook.deadlines(.contactCallback, for: circumstances).first?.deadline.within else {
            return []
        }
        let isAwake = isQuiet(at: tx.now)
        return quiet(
            at: within.deadline(from: tx.now, on: calendar), isAgreed: isAgreed || isAwake,
            of: try contact.record.customer.flatMap { try tx.customers.find($0) })
    }

    /// The customer's own window, where their file names one, goes before the hours of the clause.
    func quiet(at instant: Instant, isAgreed: Bool, of customer: Customer? = nil) -> [GateCheck] {
        let window = customer.flatMap { ContactWindow($0.facts.contactWindow) }
        return handbook.gates().compactMap { clause, gate in
            guard case .quietHours(let hours) = gate else { return nil }
            return GateCheck(
                clause: clause, rule: gate.rule, duty: .firstReceiver,
                missing: isAgreed ? nil : hours.disturbing(at: instant, window: window, in: calendar.zone))
        }
    }

    /// SOFT-35, GAME-80: a missed call is returned outside the customer's rest, unless they called a moment ago or say
    /// that they want it now. Whoever called us is awake.
    func quietForReturn(isAgreed: Bool) throws -> [GateCheck] {
        let isAwake = contact.startedAt > tx.now - .hours(1)
        return quiet(
            at: tx.now, isAgreed: isAgreed || isAwake,
            of: try contact.record.customer.flatMap { try tx.customers.find($0) })
    }

    private func isQuiet(at instant: Instant) -> Bool {
        handbook.gates().contains { _, gate in
            guard case .quietHours(let hours) = gate else { return false }
            return hours.contains { $0.holds(instant, in: calendar.zone) }
        }
    }

    /// What was said on a call about a case stands on the case too.
    func noteOnCase(_ ending: Contact.Ending) throws {
        guard contact.direction == .outbound, contact.returns == nil, ending != .dropped,
            let id = contact.record.serviceCase, let record = try tx.cases.find(id), !record.state.isOver
        else { return }
        let said = [
            ending == .unreached ? Language.chinese(ending.word) : "", contact.record.subject, contact.record.content,
            contact.record.answer, contact.record.leftInformation,
        ]
        try tx.cases.note(id, said.filter { !$0.isEmpty }.joined(separator: "\n"), .call, by: actor)
    }

    /// SOFT-34: the same person about a matter that was thought solved.
    mutating func recogniseRepeat() throws {
        guard contact.direction == .inbound, contact.repeats == nil else { return }
        for (_, gate) in handbook.gates() {
            guard case .contactRepeat(let within) = gate else { continue }
            let before = try tx.contacts.solvedBefore(contact, since: contact.startedAt - .days(60))
            guard let before,
                contact.startedAt <= within.deadline(from: before.endedAt ?? before.startedAt, on: calendar)
            else { continue }
            contact.repeats = before.id
        }
    }

    /// GAME-26: what took too long and led to nothing is shown to the supervisor.
    func flagLength(after event: Event, _ checks: [GateCheck]) throws {
        guard checks.contains(where: { $0.rule == .contactLength && $0.missing != nil }) else { return }
        let flagged = try tx.record(
            .contactFlagged, about: contact.subject, in: contact.unit, by: nil,
            details: [
                "contact": contact.number, "clause": checks.first { $0.rule == .contactLength }?.clause.number ?? "",
            ])
        try tx.notify(
            try tx.appointments.dutySupervisor(of: contact.unit, at: tx.now).map { [$0] } ?? [], of: flagged)
    }

    /// GAME-84: who was visited and is not satisfied gets a case with an owner: the one that the call itself ended in, or
    /// one that the house registers, with what they said. It belongs to its line, or to whoever called.
    mutating func followUp(after ending: Contact.Ending) throws {
        guard contact.owesFollowUp(ending, under: handbook) else { return }
        if ending == .openedCase || ending == .addedToCase {
            contact.followUp = contact.record.serviceCase
            return
        }
        let kinds = handbook.caseTypes.map(\.type)
        let usual: [CaseType] = [.complaint, .suggestion, .appeal, .enquiry, .registration]
        guard let type = usual.first(where: kinds.contains) ?? kinds.first else { return }
        let record = contact.record
        let about = try record.serviceCase.flatMap { try tx.cases.find($0) }
        let said = [record.content, record.answer].filter { !$0.isEmpty }.joined(separator: "\n")
        let t = Language.chinese
        let subject = String(t(.contactFollowUpSubject, record.subject).prefix(80))
        let opened = try tx.cases.register(
            Intake(
                unit: contact.unit, type: type, source: .visit, channel: contact.channel, severity: .ordinary,
                complainant: record.caller, phone: record.phone, memberNumber: record.memberNumber,
                report: Case.Report(
                    subject: subject, content: said.isEmpty ? subject : said, demand: t(.contactFollowUpDemand),
                    category: about?.report.category ?? "", product: about?.report.product ?? "",
                    place: about?.report.place ?? "", organisation: record.organisation),
                customer: record.customer),
            by: actor)
        contact.followUp = opened.id
        if contact.record.serviceCase == nil { contact.record.serviceCase = opened.id }
        contact.record.customer = contact.record.customer ?? opened.customer
    }

    /// SOFT-42: what the file says of the customer's skill need not be asked again.
    func skillOnFile(of customer: Customer.ID?) throws -> ComputerSkill? {
        try customer.flatMap { try tx.customers.find($0) }.flatMap { ComputerSkill(rawValue: $0.facts.computerSkill) }
    }

    /// What the customer said on the call goes into their file: no more calls, what they can do at a computer, who helps
    /// them (GAME-98, SOFT-40, SOFT-42). Of the last two, where one may not write there, the record of the call keeps it.
    func keepWhatWasSaid() throws {
        let record = contact.record
        guard let id = record.customer, let customer = try tx.customers.find(id), customer.mergedInto == nil else {
            return
        }
        // That somebody wants no calls is heard by whoever calls, and holds from then on.
        if record.result == .doNotCall {
            try tx.customers.withdraw(.phone, of: customer, saidIn: contact.number, by: actor.staff.id)
        }
        guard actor.customers(permitting: .editCustomer).contains(customer.unit) else { return }
        if let skill = record.skill {
            try tx.customers.note(skill: skill, of: id, from: contact.number, by: actor.staff.id)
        }
        if !record.helper.isEmpty {
            try tx.customers.note(
                helper: record.helper, phone: record.helperPhone, of: id, by: actor)
        }
    }

    /// GAME-102: the second contact goes into the customer's file, where it is a number.
    func keepSecondContact() throws {
        guard let id = contact.record.customer, let phone = PhoneNumber(typed: contact.record.secondContact),
            phone.revealed.count >= 7, let customer = try tx.customers.find(id)
        else { return }
        _ = try tx.customers.learn(second: phone, of: customer, by: actor)
    }
}
