import Database
import Handbook
import Kernel

/// What is said: to the customer, about the customer, and what was promised.
extension Cases {
    /// An answer to the customer. The first one ends the reply clock; every one is news to the customer.
    @discardableResult
    func reply(_ id: Case.ID, _ text: String, by actor: Actor) throws -> [Sentence] {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        let passage = try work.pass(.reply(text))
        try write(text, .reply, on: work)
        try work.finish(.caseReplied, passage)
        try work.carry(text)
        return passage.advice
    }

    /// An answer whose ten seconds are over: told now, judged at the instant in which its author sent it.
    func deliver(_ held: HeldReply, by author: Actor) throws {
        let work = try work(on: file(held.serviceCase), by: author)
        try work.refuseIfOver()
        let passage = try work.pass(.reply(held.text))
        try work.parts.insert(
            CaseEntry(id: tx.ids.make(), kind: .reply, author: author.staff.id, at: held.actedAt, text: held.text))
        try work.finish(.caseReplied, passage, at: held.actedAt)
        try work.carry(held.text, at: held.actedAt)
    }

    /// What came by mail: said by the customer, or told by a mail server; nobody of ours wrote it.
    /// `isQuiet`: whoever handles it hears of it in another way.
    func hear(
        _ id: Case.ID, _ text: String, _ kind: CaseEntry.Kind, from receiver: Staff.ID?, isQuiet: Bool = false
    ) throws {
        let file = try file(id)
        guard !file.record.state.isOver else { return }
        let work = try work(on: file, by: tx.actor(receiver ?? file.record.handler ?? file.record.firstReceiver))
        try work.parts.insert(
            CaseEntry(
                id: tx.ids.make(), kind: kind, author: nil, at: tx.now,
                text: String(text.prefix(MailLetter.longestText))))
        let event = try tx.record(.caseNoted, on: work, by: nil)
        if !isQuiet { try tx.notify([file.record.handler ?? file.record.firstReceiver], of: event) }
    }

    /// 进度告知 without a promise: the customer was told how things stand.
    func inform(_ id: Case.ID, _ text: String, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        let passage = try work.pass(.reply(text))
        try write(text, .call, on: work)
        try work.finish(.caseInformed, passage)
    }

    func note(_ id: Case.ID, _ text: String, _ kind: CaseEntry.Kind, by actor: Actor) throws {
        // What the customer said is part of the matter; a note beside it is not.
        let work = try work(on: id, by: actor, needing: kind == .customer ? .workCase : .readCase)
        try work.refuseIfOver()
        if kind == .asking { return try askAgain(text, on: work) }
        try write(text, kind, on: work)
        try work.finish(.caseNoted)
    }

    /// 二次询问: counted, so that the details of a category can be asked for at once next time (SOFT-58).
    private func askAgain(_ text: String, on work: CaseWork) throws {
        var work = work
        try work.file.record.askAgain()
        try write(text, .asking, on: work)
        try work.finish(.caseAskedAgain, details: ["count": String(work.file.record.secondAskings)])
    }

    @discardableResult
    func promise(
        _ text: String, due: Instant, isAgreed: Bool = false, on id: Case.ID, by actor: Actor
    ) throws -> Promise {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        return try promise(text, due: due, isAgreed: isAgreed, on: work)
    }

    @discardableResult
    func promise(_ text: String, due: Instant, isAgreed: Bool = false, on work: CaseWork) throws -> Promise {
        guard due > tx.now else { throw Case.Refusal.promiseInThePast }
        guard work.file.promises.count < CaseParts.bound else { throw TooMany(CaseParts.bound) }
        let passage = try work.pass(.promise(due: due, disturbs: disturbs(due, isAgreed, work)))
        let promise = Promise(
            id: tx.ids.make(), text: text, madeBy: work.actor.staff.id, madeAt: tx.now, dueAt: due)
        try work.parts.insert(promise)
        try work.finish(.promiseMade, passage, item: promise.id.rawValue, promised: due)
        return promise
    }

    /// The customer has been called before the time lapsed and was given a new one (SOFT-54).
    func renewPromise(
        _ promise: Promise.ID, of id: Case.ID, until due: Instant, isAgreed: Bool = false, saying text: String,
        by actor: Actor
    ) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        var found = try self.promise(promise, in: work)
        _ = try work.pass(.reply(text))
        let passage = try work.pass(.promise(due: due, disturbs: disturbs(due, isAgreed, work)))
        try found.renew(until: due, at: tx.now)
        try work.parts.save(found)
        try write(text, .call, on: work)
        try work.finish(.promiseRenewed, passage, item: promise.rawValue, promised: due)
    }

    func keepPromise(_ promise: Promise.ID, of id: Case.ID, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        var found = try self.promise(promise, in: work)
        try found.keep(at: tx.now)
        try work.parts.save(found)
        try work.finish(.promiseKept, item: promise.rawValue)
    }

    func punish(_ id: Case.ID, _ report: PenaltyReport, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .decideCase)
        try work.refuseIfOver()
        let line = PenaltyLine(
            id: tx.ids.make(), target: report.target, person: report.person, result: report.result,
            reason: report.reason, by: actor.staff.id, at: tx.now, basis: report.basis,
            amount: report.isNone ? nil : report.amount, points: report.isNone ? nil : report.points)
        guard work.file.penaltyLines.count < CaseParts.bound else { throw TooMany(CaseParts.bound) }
        let passage = try work.pass(.punish(report))
        try work.parts.insert(line)
        try work.finish(.caseNoted, passage, details: ["penalty": line.target.rawValue])
    }

    /// Asks for a compensation; what lies within one's own authority is granted with the asking.
    func compensate(_ id: Case.ID, _ wish: CompensationWish, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        guard work.file.compensations.count < CaseParts.bound else { throw TooMany(CaseParts.bound) }
        guard wish.value > .zero || ![.refund, .points, .coupon].contains(wish.kind) else {
            throw Compensation.Refusal.nothing
        }
        var compensation = Compensation(
            id: tx.ids.make(), kind: wish.kind, value: wish.value, reason: wish.reason, applicant: actor.staff.id,
            askedAt: tx.now, deliverBy: wish.deliverBy, budget: wish.budget)
        let limit = actor.compensationLimit(in: work.file.record.unit, of: wish.kind)
        compensation.applicantLimit = limit
        if total(compensation, grantedBy: actor, on: work) <= limit {
            try compensation.approve(by: actor.staff.id, upTo: limit, ownLimit: limit, at: tx.now)
        }
        try work.parts.save(compensation)
        try work.finish(
            compensation.approvedAt == nil ? .caseNoted : .compensationApproved, item: compensation.id.rawValue,
            details: ["kind": compensation.kind.rawValue, "value": compensation.value.description])
    }

    func approveCompensation(_ compensation: Compensation.ID, of id: Case.ID, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .approveCompensation)
        try work.refuseIfOver()
        var found = try self.compensation(compensation, in: work)
        guard found.refusal == nil else { throw Compensation.Refusal.alreadyRefused }
        let limit = actor.compensationLimit(in: work.file.record.unit, of: found.kind)
        let total = total(found, grantedBy: actor, on: work)
        let passage = try work.pass(.grant(total: total, limit: limit))
        // What was asked for beyond one's authority, another person grants; the clause on authority has been asked, and
        // where a handbook has none, the limit of the post stands all the same, for all that the person granted here.
        if !passage.asked(.authorityLimit), total > limit { throw Compensation.Refusal.beyondAuthority(limit) }
        try found.approve(by: actor.staff.id, upTo: nil, ownLimit: nil, at: tx.now)
        try work.parts.save(found)
        try work.finish(
            .compensationApproved, passage, item: compensation.rawValue, details: ["value": found.value.description])
    }

    /// Many small grants of one person on one case are one large one (GEN1-13, CHAIN-56).
    private func total(_ compensation: Compensation, grantedBy actor: Actor, on work: CaseWork) -> Money {
        let granted = work.file.compensations.filter { $0.approvedBy == actor.staff.id && $0.id != compensation.id }
        return Money(fen: granted.map(\.value.fen).reduce(compensation.value.fen, +))
    }

    /// 不予补偿: asked for and not granted, or granted and not taken; the customer is told by whoever has the case.
    func refuseCompensation(
        _ compensation: Compensation.ID, of id: Case.ID, because reason: String, by actor: Actor
    ) throws {
        let work = try work(on: id, by: actor, needing: .approveCompensation)
        try work.refuseIfOver()
        var found = try self.compensation(compensation, in: work)
        try found.refuse(by: actor.staff.id, because: reason, at: tx.now)
        try work.parts.save(found)
        let event = try work.finish(
            .compensationRefused, item: compensation.rawValue, details: ["value": found.value.description])
        try tx.notify([found.applicant, work.file.record.handler].compactMap(\.self).uniqued(), of: event)
    }

    /// With what shows that it arrived, where the handbook asks for it.
    func deliverCompensation(
        _ compensation: Compensation.ID, of id: Case.ID, to receiver: String = "", shownBy proof: String = "",
        by actor: Actor
    ) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        var found = try self.compensation(compensation, in: work)
        let passage = try work.pass(.deliver(proof: proof))
        try found.deliver(to: receiver, shownBy: proof, at: tx.now)
        try work.parts.save(found)
        try work.finish(.compensationDelivered, passage, item: compensation.rawValue)
    }

    private func write(_ text: String, _ kind: CaseEntry.Kind, on work: CaseWork) throws {
        try work.parts.insert(
            CaseEntry(id: tx.ids.make(), kind: kind, author: work.actor.staff.id, at: tx.now, text: text))
    }

    /// GAME-80: nothing is promised for the customer's rest, unless they named the time; their own window goes before the
    /// hours of the clause.
    private func disturbs(_ due: Instant, _ isAgreed: Bool, _ work: CaseWork) throws -> Sentence? {
        guard !isAgreed else { return nil }
        let window = try work.file.record.customer.flatMap { try tx.customers.find($0) }
            .flatMap { ContactWindow($0.facts.contactWindow) }
        return work.handbook.gates().lazy.compactMap { _, gate -> Sentence? in
            guard case .quietHours(let hours) = gate else { return nil }
            return hours.disturbing(at: due, window: window, in: work.calendar.zone)
        }.first
    }

    private func promise(_ id: Promise.ID, in work: CaseWork) throws -> Promise {
        guard let promise = work.file.promises.first(where: { $0.id == id }) else { throw NotFound() }
        return promise
    }

    private func compensation(_ id: Compensation.ID, in work: CaseWork) throws -> Compensation {
        guard let compensation = work.file.compensations.first(where: { $0.id == id }) else { throw NotFound() }
        return compensation
    }
}
