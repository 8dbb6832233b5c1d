import Database
import Handbook
import Kernel

/// Who has the case, and when it may rest.
extension Cases {
    /// 升级: at once to whoever the clause says takes it: the manager, the supervisor on duty (MART-13, CHAIN-56).
    func escalate(_ id: Case.ID, because reason: String, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        try escalate(work, because: reason)
    }

    func escalate(
        _ work: CaseWork, because reason: String, to holder: Staff.ID? = nil, _ passage: Passage? = nil
    ) throws {
        // Every escalation has a clock of its own: a second one, to somebody else, is owed as well.
        let item = (tx.ids.make() as Case.ID).rawValue
        let event = try work.finish(.caseEscalated, passage, item: item, details: ["reason": reason])
        let owing = try tx.people(owing: .takeEscalation, item: item, of: work.file.record.subject)
        let others = try [tx.holder(of: .dutySupervisor, for: work.file) ?? tx.decider(for: work.file)].compactMap(
            \.self)
        // Whoever owes the answer hears of it; where no clause sets one, the supervisor on duty.
        try tx.notify(holder.map { [$0] } ?? (owing.isEmpty ? others : owing), of: event)
    }

    func takeEscalation(_ id: Case.ID, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .decideCase)
        try work.refuseIfOver()
        let escalation = try tx.events.about(work.file.record.subject).last { $0.kind == .caseEscalated }
        // Whoever passed it on has not taken it on (0.3.4).
        guard let escalation, escalation.actor != actor.staff.id else { throw Case.Refusal.notYours }
        try work.finish(.caseEscalationTaken)
    }

    /// The department manager has been told of a major case (capabilities C03: within the hour).
    func informManager(_ id: Case.ID, _ note: String, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        if !note.isEmpty {
            try work.parts.insert(
                CaseEntry(id: tx.ids.make(), kind: .note, author: actor.staff.id, at: tx.now, text: note))
        }
        try work.finish(.caseManagerInformed)
    }

    func suspend(
        _ id: Case.ID, because reason: PauseReason, until: Instant, telling notice: String, by actor: Actor
    ) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let suspension = Case.Suspension(reason: reason, notice: notice, since: tx.now, until: until)
        let passage = try work.pass(.suspend(until: suspension.until))
        let words = try work.pass(.reply(suspension.notice))
        try work.file.record.suspend(suspension, at: tx.now)
        try work.parts.insert(
            CaseEntry(id: tx.ids.make(), kind: .reply, author: actor.staff.id, at: tx.now, text: suspension.notice))
        try work.finish(
            .caseSuspended, passage,
            details: ["reason": suspension.reason.rawValue, "until": "\(suspension.until.milliseconds)"])
        // The notice to the customer is a reply like any other.
        try work.finish(.caseInformed, words)
    }

    func resume(_ id: Case.ID, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let suspension = try work.file.record.resume()
        try work.finish(.caseResumed, details: ["reason": suspension.reason.rawValue])
    }

    /// Chore: a suspension whose end date has come ends by itself. Answers how many did.
    func resumeOverdue(limit: Int = 200) throws -> Int {
        let over = try suspensionsOver(at: tx.now, limit: limit)
        for record in over {
            guard let handler = record.handler else { continue }
            var work = try work(on: parts(of: record.id).file(record), by: tx.actor(handler))
            let suspension = try work.file.record.resume()
            try save(work.file.record)
            try tx.record(.caseResumed, on: work, by: nil, details: ["reason": suspension.reason.rawValue])
        }
        return over.count
    }

    /// The first receiver's duty passes by this act alone, with a reason, and whoever has it now is told (SOFT-60).
    func entrust(_ id: Case.ID, to staff: Staff.ID, because reason: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .reassignCase)
        guard try tx.canTake(casesOf: work.file.record.unit, staff) else { throw Case.Refusal.noColleague }
        let passage = try work.passDuty(of: staff)
        let from = work.file.record.firstReceiver
        try work.file.record.entrust(to: staff)
        let event = try work.finish(
            .caseEntrusted, passage, details: ["to": staff.rawValue, "from": from.rawValue, "reason": reason])
        try tx.obligations.hand(.firstReceiver, of: work.file.record.subject, to: staff)
        try tx.notify([staff, from], of: event)
    }

    /// A supervisor's right, with a reason, and counted.
    func assign(
        _ id: Case.ID, to staff: Staff.ID, because reason: String, by actor: Actor, isTakenBack: Bool = false
    ) throws {
        var work = try work(on: id, by: actor, needing: .reassignCase)
        guard try isTakenBack || tx.canTake(casesOf: work.file.record.unit, staff) else {
            throw Case.Refusal.noColleague
        }
        // What is taken back goes where it was: that is no giving; and to whoever is here, where they have left meanwhile.
        let staff = try isTakenBack ? work.present(staff) : staff
        try work.requireRepairer(staff)
        let posts = Set(try tx.actor(staff).posts.map(\.code))
        let passage = isTakenBack ? nil : try work.passDuty(of: staff).and(work.pass(.give(receiverHolds: posts)))
        let from = work.file.record.handler
        try work.file.record.assign(to: staff)
        let event = try work.finish(.caseAssigned, passage, details: ["to": staff.rawValue, "reason": reason])
        try tx.obligations.hand(.handler, of: work.file.record.subject, to: staff)
        try tx.assignments.settle(id)
        if !isTakenBack { try tx.assignments.note(id, from: from, to: staff, because: reason, by: actor) }
        try tx.notify([staff], of: event)
    }
}
