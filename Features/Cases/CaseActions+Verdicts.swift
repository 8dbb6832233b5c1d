import Database
import Handbook
import Kernel

/// Whose matter it is, what it costs, what the customer picked, and what an unmet expectation leads to.
extension Cases {
    /// 归属: ours, not ours, unclear, and why (SOFT-37).
    func attribute(_ id: Case.ID, _ attribution: Case.Attribution, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.file.record.attribute(attribution)
        try work.finish(.caseAttributed, details: ["verdict": attribution.verdict.rawValue])
    }

    /// A quote from the price list; one made for the occasion is made by somebody who may approve it (SOFT-39).
    func quote(_ id: Case.ID, _ item: String, _ asked: Money? = nil, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        guard work.file.record.isPaidService else { throw Case.Refusal.notPaid }
        let listed = work.handbook.prices.first { $0.item == item }?.amount
        let amount = asked ?? listed ?? .zero
        let passage = try work.pass(.quote(listed: listed, asked: amount))
        try work.parts.save(PaidWork(item: item, quote: amount, quotedBy: actor.staff.id, quotedAt: tx.now))
        try work.finish(.serviceQuoted, passage, details: ["item": item, "quote": amount.description])
    }

    func consent(_ id: Case.ID, shownBy evidence: String, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        guard var service = work.file.paidService, service.answer == .open else { throw Case.Refusal.noQuote }
        service.answer = .consented(at: tx.now, evidence: evidence)
        try work.parts.save(service)
        try work.finish(.serviceConsented, details: ["quote": service.quote.description])
    }

    /// Not at that price: the case ends with its code.
    func declineFee(_ id: Case.ID, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.requireHandOrReceiver()
        guard var service = work.file.paidService, service.answer == .open else { throw Case.Refusal.noQuote }
        let passage = try work.pass(.withdraw)
        service.answer = .declined(at: tx.now)
        try work.parts.save(service)
        try work.file.record.declineFee()
        try work.finish(.serviceDeclined, details: ["quote": service.quote.description])
        try work.finish(.caseWithdrawn, passage, details: ["reason": Case.Outcome.feeDeclined.rawValue])
    }

    /// The customer takes part in choosing: which proposal they picked, and how they said so (GAME-96).
    func choose(_ proposal: Proposal.ID, of id: Case.ID, by channel: Channel, noted actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        guard let found = work.file.currentProposals.first(where: { $0.id == proposal }) else {
            throw Case.Refusal.proposalUnknown
        }
        try work.parts.choose(proposal, Proposal.Choice(at: tx.now, channel: channel))
        try work.finish(
            .proposalChosen, item: proposal.rawValue,
            details: ["number": String(found.number), "channel": channel.rawValue])
    }

    func take(
        correction cause: String, measure: String, owner: Staff.ID, due: Instant, on id: Case.ID, by actor: Actor
    ) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        guard due > tx.now else { throw Case.Refusal.endInThePast }
        guard try tx.canTake(casesOf: work.file.record.unit, owner) else { throw Case.Refusal.noColleague }
        guard work.file.correctives.count < CaseParts.bound else { throw TooMany(CaseParts.bound) }
        let action = CorrectiveAction(
            id: tx.ids.make(), cause: cause, measure: measure, owner: owner, due: due, takenBy: actor.staff.id,
            takenAt: tx.now)
        try work.parts.save(action)
        let event = try work.finish(
            .correctiveTaken, item: action.id.rawValue, promised: due, details: ["owner": owner.rawValue])
        try tx.obligations.hand(.handler, item: action.id.rawValue, of: work.file.record.subject, to: owner)
        try tx.notify([owner], of: event)
    }

    func finish(_ action: CorrectiveAction.ID, of id: Case.ID, with result: String, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        var found = try corrective(action, in: work)
        if found.owner != actor.staff.id { try work.requireHand() }
        try found.finish(result, at: tx.now)
        try work.parts.save(found)
        try work.finish(.correctiveDone, item: action.rawValue)
    }

    func verify(_ action: CorrectiveAction.ID, of id: Case.ID, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .summariseCase)
        var found = try corrective(action, in: work)
        try found.verify(by: actor.staff.id, at: tx.now)
        try work.parts.save(found)
        try work.finish(.correctiveVerified, item: action.rawValue)
    }

    /// 额外服务 (GEN1-18).
    func noteExtraService(_ id: Case.ID, _ text: String, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        guard work.file.extraServices.count < CaseParts.bound else { throw TooMany(CaseParts.bound) }
        try work.parts.insert(ExtraEffort(id: tx.ids.make(), text: text, by: actor.staff.id, at: tx.now))
        try work.finish(.extraServiceGiven)
    }

    /// What has to be known about a matter of its category (SOFT-58), and our opinion of it, kept apart (GEN2-15).
    func detail(_ id: Case.ID, _ details: [String: String], opinion: String? = nil, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        if let opinion { work.file.record.report.opinion = opinion }
        try work.parts.save(details: details)
        try work.finish(.caseDetailed, details: ["fields": String(details.count)])
    }

    /// 确定类别: one of the handbook's, where it has a list.
    func categorise(_ id: Case.ID, as category: String, by actor: Actor) throws -> Case {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        try work.handbook.requireListed(category)
        let before = work.file.record.report.category
        work.file.record.report.category = category
        try work.finish(.caseCategorised, details: ["from": before, "text": category])
        return work.file.record
    }

    private func corrective(_ id: CorrectiveAction.ID, in work: CaseWork) throws -> CorrectiveAction {
        guard let action = work.file.correctives.first(where: { $0.id == id }) else { throw NotFound() }
        return action
    }
}

/// A complaint at a store (CHAIN-93, CHAIN-57): settled there within its authority, or handed up and answered back.
extension Cases {
    func handUp(_ id: Case.ID, because reason: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let answer = work.handbook.deadlines(.answerStore, for: work.file.record.circumstances).first?.deadline.owedBy
        let taken =
            try answer.flatMap { try tx.bearer(of: $0, for: work.file) }
            ?? tx.holder(of: .dutySupervisor, for: work.file) ?? tx.decider(for: work.file)
        try work.requireHandOrReceiver()
        let taker = try taken.map(work.present)
        try work.file.record.handUp(to: taker, at: tx.now)
        let event = try work.finish(
            .caseHandedUp, details: ["reason": reason].merging(taker.map { ["to": $0.rawValue] } ?? [:]) { $1 })
        guard let taker else { return }
        // What is owed from now on is owed by headquarters: its answer to the store, and the end of the matter.
        try tx.obligations.hand(.handler, of: work.file.record.subject, to: taker)
        if let answer { try tx.obligations.hand(answer, of: work.file.record.subject, to: taker) }
        try tx.assignments.settle(id)
        try tx.notify([taker], of: event)
    }

    /// Headquarters answers the store; the store tells the customer.
    func handBack(_ id: Case.ID, saying answer: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .decideCase)
        let receiver = work.file.record.firstReceiver
        guard receiver != actor.staff.id else { throw Case.Refusal.notYours }
        try work.file.record.handBack(to: receiver)
        try work.parts.insert(
            CaseEntry(id: tx.ids.make(), kind: .note, author: actor.staff.id, at: tx.now, text: answer))
        let event = try work.finish(.caseHandedBack)
        let present = try work.present(receiver)
        try tx.obligations.hand(.handler, of: work.file.record.subject, to: present)
        if present != receiver {
            try work.file.record.assign(to: present)
            try work.finish(.caseAssigned, details: ["to": present.rawValue, "reason": "off-duty"])
        }
        try tx.notify([receiver, present].uniqued(), of: event)
    }
}
