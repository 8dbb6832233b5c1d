import Database
import Handbook
import Kernel

/// The acts of enquiries, registrations, suggestions, repairs and disputes. Each goes the way of every other act: load,
/// gate, verb, save, record.
extension Cases {
    /// The answer is a reply like any other; with it an enquiry waits for the customer's word (MART-04, GEN1-03).
    func answer(_ id: Case.ID, _ text: String, citing source: String = "", by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let words = try work.pass(.reply(text))
        let passage = try work.pass(.answer)
        let solution = try work.pass(.complete(solution: text))
        try work.file.record.answer(text, under: work.steps, at: tx.now)
        let t = Language.chinese
        try keepReply(source.isEmpty ? text : "\(text)\n\(t(.answerSource, source))", on: work)
        try work.finish(.caseReplied, words)
        try work.carry(text)
        try work.finish(.caseAnswered, passage, details: source.isEmpty ? [:] : ["source": source])
        if work.file.record.completedAt != nil {
            try work.finish(.caseCompleted, solution)
            try fileIfOver(&work)
        }
    }

    func assess(_ id: Case.ID, _ assessment: Case.Assessment, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .investigateCase)
        let passage = try work.pass(.assess)
        try work.file.record.assess(assessment, under: work.steps)
        try work.finish(.caseAssessed, passage, details: ["adopted": assessment.isAdopted ? "yes" : "no"])
    }

    /// What becomes of the suggestion, told to whoever made it.
    func respond(_ id: Case.ID, _ text: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let words = try work.pass(.reply(text))
        let passage = try work.pass(.complete(solution: text))
        try work.file.record.respond(text, under: work.steps, at: tx.now)
        try keepReply(text, on: work)
        try work.finish(.caseReplied, words)
        try work.carry(text)
        try work.finish(.caseCompleted, passage)
        try fileIfOver(&work)
    }

    func thank(_ id: Case.ID, _ text: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let words = try work.pass(.reply(text))
        try work.file.record.thank(under: work.steps)
        try keepReply(text, on: work)
        try work.finish(.caseThanked, words)
        try fileIfOver(&work)
    }

    private func keepReply(_ text: String, on work: CaseWork) throws {
        try work.parts.insert(
            CaseEntry(id: tx.ids.make(), kind: .reply, author: work.actor.staff.id, at: tx.now, text: text))
    }
}

/// Repairs (PROPB-03): reported, dispatched, taken, on site, fixed, signed by the resident, visited.
extension Cases {
    func dispatch(
        _ id: Case.ID, to repairer: Staff.ID, as kind: RepairOrder.Kind, appointment: Instant?, by actor: Actor
    ) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        guard try tx.canTake(casesOf: work.file.record.unit, repairer) else { throw Case.Refusal.noColleague }
        try work.requireRepairer(repairer, isDispatched: true)
        if let appointment, appointment <= tx.now { throw Case.Refusal.endInThePast }
        let passage = try work.pass(.dispatch).and(work.passDuty(of: repairer))
        try work.file.record.dispatch(to: repairer, under: work.steps)
        try work.parts.save(
            RepairOrder(kind: kind, appointment: appointment, repairer: repairer, dispatchedAt: tx.now))
        // Agreed otherwise with the resident, it is owed by then.
        let event = try work.finish(
            .caseDispatched, passage, promised: appointment, details: ["to": repairer.rawValue, "kind": kind.rawValue])
        try tx.obligations.hand(.handler, of: work.file.record.subject, to: repairer)
        try tx.notify([repairer], of: event)
    }

    /// Taken by the repairer, or given back to the dispatcher with a reason.
    func takeRepair(_ id: Case.ID, _ isTaken: Bool, because reason: String = "", by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.file.record.take(isTaken, by: actor.staff.id, under: work.steps)
        guard isTaken else {
            let receiver = work.file.record.firstReceiver
            let present = try work.present(receiver)
            work.file.record.give(to: present)
            try tx.obligations.hand(.handler, of: work.file.record.subject, to: present)
            let event = try work.finish(.repairDeclined, details: ["reason": reason])
            return try tx.notify([receiver, present].uniqued(), of: event)
        }
        try change(work) { $0.takenAt = tx.now }
        try work.finish(.repairTaken)
    }

    func arrive(_ id: Case.ID, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.file.record.arrive(by: actor.staff.id, under: work.steps)
        try change(work) { $0.arrivedAt = tx.now }
        try work.finish(.caseArrived)
    }

    func fix(_ id: Case.ID, _ done: RepairOrder.Record, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let passage = try work.pass(.fix(done))
        try work.file.record.fix(done.work, under: work.steps)
        try change(work) { $0.record = done }
        try work.finish(
            .caseFixed, passage, details: ["minutes": String(done.labourMinutes), "cost": done.cost.description])
    }

    /// The resident signs for the work, by name, or says what is still wrong.
    func signRepair(_ id: Case.ID, _ isAccepted: Bool, name: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        guard isAccepted else {
            try work.file.record.sign(false, under: work.steps, at: tx.now)
            try keep(name, on: work)
            try work.finish(.caseRefused)
            return try escalateRefusals(&work)
        }
        let passage = try work.pass(.complete(solution: work.file.record.solution ?? ""))
        try work.file.record.sign(true, under: work.steps, at: tx.now)
        try change(work) { $0.signature = RepairOrder.Signature(name: name, at: tx.now) }
        try work.finish(.caseSigned)
        try work.finish(.caseCompleted, passage)
        try fileIfOver(&work)
    }

    private func change(_ work: CaseWork, _ body: (inout RepairOrder) -> Void) throws {
        var order = work.file.repair ?? RepairOrder(kind: .common)
        body(&order)
        try work.parts.save(order)
    }
}

/// Disputes (PROPB-16): at least two parties, heard in sessions, an agreement that they sign.
extension Cases {
    func name(
        _ party: PersonName, phone: PhoneNumber?, as role: DisputeParty.Role, claiming claim: String, in id: Case.ID,
        by actor: Actor
    ) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        guard work.file.parties.count < CaseParts.bound else { throw TooMany(CaseParts.bound) }
        try work.parts.insert(
            DisputeParty(id: tx.ids.make(), name: party, phone: phone, role: role, claim: claim))
        try work.finish(.partyNamed, details: ["role": role.rawValue])
    }

    func hold(
        _ id: Case.ID, at instant: Instant, place: String, attendees: String, record: String, by actor: Actor
    ) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        guard work.file.record.state == .mediating else { throw Case.Refusal.notNow(work.file.record.state) }
        guard work.file.sessions.count < CaseParts.bound else { throw TooMany(CaseParts.bound) }
        guard instant <= tx.now else { throw Case.Refusal.notHeldYet }
        let passage = try work.pass(.hold)
        let number = (work.file.sessions.map(\.number).max() ?? 0) + 1
        try work.parts.insert(
            MediationSession(
                id: tx.ids.make(), number: number, at: instant, place: place, attendees: attendees, record: record,
                mediator: actor.staff.id, attempt: work.file.record.refusals))
        try work.finish(.caseMediated, passage, details: ["number": String(number)])
    }

    /// The sessions are over: there is something to sign.
    func conclude(_ id: Case.ID, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let passage = try work.pass(.conclude)
        try work.file.record.conclude(under: work.steps)
        try work.finish(.caseMediated, passage)
    }

    func agree(_ id: Case.ID, _ text: String, signedBy signatories: String, isSigned: Bool, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        guard isSigned else {
            try work.file.record.agree(text, isSigned: false, under: work.steps, at: tx.now)
            try work.finish(.caseRefused)
            return try escalateRefusals(&work)
        }
        let passage = try work.pass(.agree)
        let solution = try work.pass(.complete(solution: text))
        try work.file.record.agree(text, isSigned: true, under: work.steps, at: tx.now)
        try work.parts.save(
            DisputeAgreement(text: text, signatories: signatories, signedAt: tx.now, recordedBy: actor.staff.id))
        try work.finish(.caseAgreed, passage)
        try work.finish(.caseCompleted, solution)
        try fileIfOver(&work)
    }
}

extension Handbook {
    /// Who repairs, where the pack has a post for it.
    var repairPost: Post? { post("repairer") }
}

extension CaseWork {
    /// Who holds the post for repairs there and is here to go; nobody where the handbook has none, or none of them is here.
    func repairers() throws -> [Staff.ID] {
        guard let post = handbook.repairPost else { return [] }
        return try tx.appointments.holders(of: post.code, in: file.record.unit, at: tx.now).filter { person in
            try tx.canTakeCases(person) && (!isDutyKept(around: person) || tx.presence.isOnDuty(person, at: tx.now))
        }
    }

    /// While somebody of the post for repairs is here, nobody else is sent (PROPB-03).
    func requireRepairer(_ person: Staff.ID, isDispatched: Bool = false) throws {
        guard isDispatched || file.record.state == .taking, let post = handbook.repairPost else { return }
        let repairers = try repairers()
        guard repairers.isEmpty || repairers.contains(person) else { throw Case.Refusal.noRepairer(post.title) }
    }
}
