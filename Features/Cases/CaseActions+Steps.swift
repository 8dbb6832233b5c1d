import Database
import Handbook
import Kernel

/// The way through: each step loads, asks the gate, decides, saves and says what happened.
extension Cases {
    func accept(_ id: Case.ID, as severity: Severity, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let passage = try work.pass(.accept)
        let reported = work.file.record.severity
        try work.file.record.accept(as: severity, under: work.steps)
        try work.finish(.caseAccepted, passage)
        // Severity is set on acceptance: a major case owes more than an ordinary one from now on. What was reported as
        // serious or major has owed that from its registration (SOFT-75).
        if severity != reported || reported == .ordinary { try announceSeverity(work) }
        try giveMajorToItsOwner(&work)
    }

    /// Graver: whoever works on it. Less grave, and less is owed: whoever has it in hand, with a reason (SOFT-75).
    func assess(_ id: Case.ID, as severity: Severity, because reason: String = "", by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        if severity < work.file.record.severity {
            try work.requireHand()
            guard !reason.isEmpty else { throw Case.Refusal.severityReason }
        }
        guard try work.file.record.assess(severity) else { return }
        try announceSeverity(work, because: reason)
        try giveMajorToItsOwner(&work)
    }

    /// How grave it is: from this instant a major case owes more.
    func announceSeverity(_ work: CaseWork, because reason: String = "") throws {
        try work.finish(
            .caseSeveritySet,
            details: ["severity": work.file.record.severity.rawValue].merging(
                reason.isEmpty ? [:] : ["reason": reason]
            ) { $1 })
    }

    func judge(_ id: Case.ID, _ judgement: Case.Judgement, pledge: Intake.Pledge?, by actor: Actor) throws {
        if judgement.isFounded, let pledge {
            try promise(pledge.text, due: pledge.due, isAgreed: pledge.isAgreed, on: id, by: actor)
        }
        var work = try work(on: id, by: actor, needing: .workCase)
        let passage = try work.pass(.judge(judgement))
        try work.file.record.judge(judgement, under: work.steps)
        if judgement.isFounded { work.file.record.investigator = try investigator(for: work) }
        try work.finish(.caseJudged, passage, details: ["founded": judgement.isFounded ? "yes" : "no"])
        guard let investigator = work.file.record.investigator, judgement.isFounded else { return }
        let event = try work.finish(.investigatorNamed, details: ["to": investigator.rawValue])
        try tx.notify([investigator], of: event)
    }

    /// By its nature (GAME-90): of the posts that the handbook names the first that somebody holds.
    private func investigator(for work: CaseWork) throws -> Staff.ID? {
        guard let nature = work.file.record.judgement?.nature else { return nil }
        for (_, gate) in work.handbook.gates() {
            guard case .investigatorByNature(let technical, let service) = gate else { continue }
            for duty in nature == .technical ? technical : service {
                if let person = try tx.bearer(of: duty, for: work.file) { return person }
            }
        }
        return nil
    }

    /// 变通: a supervisor who has no hand in the case lets a step be left out, with the reason; it is counted under the
    /// clause that wants the steps in their order (GAME-30).
    func skip(_ id: Case.ID, because reason: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .decideException)
        guard work.file.record.handler != actor.staff.id else { throw Case.Refusal.notYours }
        let step = try work.file.record.skip(under: work.steps)
        let t = Language.chinese
        let said = Sentence(.gateSkipped, t(step.word), reason)
        let clause = work.handbook.gates().first { $0.1 == .stepsInOrder }
        let event = try work.finish(
            .stepSkipped, clause.map { work.exempted($0.0, $0.1, said) },
            details: ["step": step.rawValue, "text": t(step.word), "reason": reason])
        if let handler = work.file.record.handler { try tx.notify([handler], of: event) }
    }

    /// The reply is an answer to the customer, and ends the clocks that a solution would end. Who did not understand is
    /// heard by the supervisor on duty as well (GAME-88).
    func answerUnfounded(_ id: Case.ID, _ reply: String, reaction: Case.Reaction, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let words = try work.pass(.reply(reply))
        let passage = try work.pass(.complete(solution: reply))
        try work.parts.insert(
            CaseEntry(id: tx.ids.make(), kind: .reply, author: actor.staff.id, at: tx.now, text: reply))
        try work.finish(.caseReplied, words)
        try work.carry(reply)
        try work.file.record.answerUnfounded(reply, under: work.steps, at: tx.now)
        try work.finish(.caseCompleted, passage, details: ["reaction": reaction.rawValue])
        if reaction == .notUnderstood { try escalate(work, because: "not-understood") }
    }

    /// To somebody of the handbook's directory, whose number then comes with it, or to somebody named by hand (SOFT-38).
    func refer(_ id: Case.ID, to party: String, because reason: String, phone: String = "", by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.requireHand()
        let entry = work.handbook.directory.first { $0.party == party }
        let passage = try work.pass(.refer(isFromDirectory: entry != nil))
        try work.file.record.refer(to: party, because: reason)
        let number = phone.isEmpty ? entry?.phone ?? "" : phone
        try work.parts.insert(
            Referral(
                id: tx.ids.make(), party: party, phone: number, reason: reason, by: actor.staff.id, at: tx.now,
                isFromDirectory: entry != nil))
        try work.finish(.caseReferred, passage, details: ["to": party, "phone": number, "reason": reason])
    }

    func investigate(_ id: Case.ID, _ finding: Case.Finding, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .investigateCase)
        try work.handbook.requireListed(cause: finding.cause)
        let passage = try work.pass(.investigate(finding))
        try work.file.record.investigate(finding, under: work.steps)
        try work.finish(.caseInvestigated, passage, details: ["cause": finding.cause])
        try noticeRepetition(of: finding, on: work)
    }

    func propose(_ id: Case.ID, _ draft: ProposalDraft, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        guard work.file.record.state == .proposing else { throw Case.Refusal.notNow(work.file.record.state) }
        guard work.file.proposals.count < CaseParts.bound else { throw TooMany(CaseParts.bound) }
        let passage = try work.pass(.propose(draft))
        let number = (work.file.proposals.map(\.number).max() ?? 0) + 1
        try work.parts.insert(
            Proposal(
                id: tx.ids.make(), number: number, text: draft.text, cost: draft.cost ?? .zero, effect: draft.effect,
                benefit: draft.benefit, author: actor.staff.id, madeAt: tx.now, round: work.file.record.round,
                attempt: work.file.record.refusals, isOffered: draft.isOffered))
        try work.finish(
            .caseProposed, passage, details: ["number": String(number), "cost": (draft.cost ?? .zero).description])
    }

    func submitProposals(_ id: Case.ID, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let passage = try work.pass(.submitProposals)
        try work.file.record.submitProposals(under: work.steps)
        try work.finish(.caseProposalsSubmitted, passage)
        if let decider = try tx.decider(for: work.file), let event = try tx.events.about(work.file.record.subject).last
        {
            try tx.notify([decider], of: event)
        }
    }

    /// The decider opens one proposal; only then can they decide where the handbook wants every one read.
    func read(_ proposal: Proposal.ID, of id: Case.ID, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .decideCase)
        guard let found = work.file.proposals.first(where: { $0.id == proposal }) else {
            throw Case.Refusal.proposalUnknown
        }
        guard !found.isRead(by: actor.staff.id) else { return }
        try work.parts.insert(Proposal.Reading(by: actor.staff.id, at: tx.now), of: proposal)
        try work.finish(.proposalRead, item: proposal.rawValue, details: ["number": String(found.number)])
    }

    func decide(_ id: Case.ID, proposal: Proposal.ID?, saying text: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .decideCase)
        // Where there are proposals, one of them is chosen: what was not chosen has no cost to hold an authority against.
        let proposals = work.file.currentProposals
        guard proposals.isEmpty ? proposal == nil : proposals.contains(where: { $0.id == proposal }) else {
            throw Case.Refusal.proposalUnknown
        }
        let passage = try work.pass(.decide(proposal))
        let decision = Case.Decision(
            proposal: proposal, text: text, by: actor.staff.id, at: tx.now,
            authority: try authority(
                of: actor, deciding: work.file.given(by: proposal, at: tx.now), in: work.file.record.unit,
                under: work.handbook, at: tx.now))
        try work.file.record.decide(decision, under: work.steps)
        let event = try work.finish(.caseDecided, passage)
        if let handler = work.file.record.handler { try tx.notify([handler], of: event) }
    }

    func implement(_ id: Case.ID, solution: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let passage = try work.pass(.implement)
        try work.file.record.implement(solution, under: work.steps)
        try work.finish(.caseImplemented, passage)
    }

    /// The customer's answer to the solution. A refusal goes back to better proposals; the third goes to the manager.
    func answered(
        _ id: Case.ID, _ answer: Case.Answer, saying text: String, through channel: Channel, by actor: Actor
    ) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let solution = work.file.record.solution ?? ""
        let details = ["answer": answer.rawValue, "channel": channel.rawValue]
        switch answer {
        case .accepted:
            let passage = try work.pass(.complete(solution: solution.isEmpty ? text : solution))
            try work.file.record.answered(.accepted, under: work.steps, at: tx.now)
            try keep(text, on: work)
            try work.finish(.caseCompleted, passage, details: details)
            try fileIfOver(&work)
        case .partly, .refused:
            try work.file.record.answered(answer, under: work.steps, at: tx.now)
            try keep(text, on: work)
            try work.finish(.caseRefused, details: details)
            try escalateRefusals(&work)
        }
    }

    func visit(_ id: Case.ID, _ report: VisitReport, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let visit = ReturnVisit(
            id: tx.ids.make(), by: actor.staff.id, at: tx.now, round: work.file.record.round, result: report.result,
            isSolved: report.isSolved, wasTold: report.wasTold, satisfaction: report.satisfaction, note: report.note)
        guard visit.result == .reached else {
            // An attempt that reached nobody keeps no clock: the visit is still owed (GAME-80).
            guard work.file.record.state == .awaitingVisit else { throw Case.Refusal.notNow(work.file.record.state) }
            try work.parts.insert(visit)
            try work.finish(.caseNoted, details: ["visit": visit.result.rawValue])
            return
        }
        let passage = try work.pass(.visit(isAsked: report.satisfaction != nil))
        try work.file.record.visited(isSolved: visit.isSolved, under: work.steps)
        try work.parts.insert(visit)
        try followUp(visit, on: work)
        try work.finish(.caseVisited, passage, details: ["solved": visit.isSolved ? "yes" : "no"])
        if !visit.isSolved {
            try reopen(&work, because: "return-visit", pledge: report.pledge)
        } else {
            try fileIfOver(&work)
        }
    }

    /// GAME-84: solved, and not satisfied all the same: a case of its own follows, with an owner. What is not solved is
    /// opened again and needs no second one.
    private func followUp(_ visit: ReturnVisit, on work: CaseWork) throws {
        let record = work.file.record
        guard visit.isSolved, let stars = visit.satisfaction, Satisfaction(stars: stars) == .dissatisfied,
            work.handbook.gates().contains(where: { $0.1 == .visitSatisfaction }),
            let customer = try record.customer.flatMap({ try tx.customers.find($0) }), !customer.isAnonymised,
            customer.phone != nil, let taking = try whoTakes(record, after: work.actor)
        else { return }
        let t = Language.chinese
        var report = record.report
        report.subject = String(t(.contactFollowUpSubject, record.report.subject).prefix(80))
        report.content = visit.note.isEmpty ? report.subject : visit.note
        report.demand = t(.contactFollowUpDemand)
        report.category = work.handbook.listed(report.category)
        let opened = try register(
            Intake(
                unit: record.unit, type: record.type, source: .visit, channel: .phone, severity: .ordinary,
                complainant: customer.name.revealed, phone: customer.phone, memberNumber: customer.memberNumber,
                report: report, details: work.file.details),
            by: taking)
        try work.parts.insert(
            CaseEntry(
                id: tx.ids.make(), kind: .note, author: work.actor.staff.id, at: tx.now,
                text: t(.contactFollowUpOpened, opened.number)))
    }

    /// Whoever visits takes the new matter in, or, where they may not, whoever had the case.
    private func whoTakes(_ record: Case, after visitor: Actor) throws -> Actor? {
        for person in [visitor.staff.id, record.firstReceiver] + [record.handler].compactMap(\.self) {
            let actor = try tx.actor(person)
            if try tx.units(for: actor, permitting: .createCase).contains(where: { $0.id == record.unit }) {
                return actor
            }
        }
        return nil
    }

    func archive(
        _ id: Case.ID, evaluation: String, lesson: String, category: String, outcome: Case.Outcome? = nil,
        by actor: Actor
    ) throws {
        var work = try work(on: id, by: actor, needing: .summariseCase)
        try work.handbook.requireListed(category)
        work.file.record.report.category = category
        if let outcome { work.file.record.outcome = outcome }
        let passage = try work.pass(.archive(evaluation: evaluation, lesson: lesson))
        let number = try work.file.record.archive?.number ?? nextArchiveNumber(in: work.calendar.zone)
        try work.file.record.close(
            Case.Archive(number: number, evaluation: evaluation, lesson: lesson, at: tx.now, by: actor.staff.id))
        try work.finish(.caseSummarised)
        try work.finish(
            .caseArchived, passage,
            details: ["archive": number, "outcome": work.file.record.outcome?.rawValue ?? ""])
    }

    /// A way without a summary ends by being filed, with the same gates before it.
    func fileIfOver(_ work: inout CaseWork) throws {
        guard work.file.record.state == .archived else { return }
        let passage = try work.pass(.close)
        let number = try work.file.record.archive?.number ?? nextArchiveNumber(in: work.calendar.zone)
        try work.file.record.file(
            as: Case.Archive(number: number, evaluation: "", lesson: "", at: tx.now, by: work.actor.staff.id))
        try work.finish(
            .caseArchived, passage,
            details: ["archive": number, "outcome": work.file.record.outcome?.rawValue ?? ""])
    }

    func reopen(_ id: Case.ID, because reason: String, pledge: Intake.Pledge? = nil, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .reopenCase)
        try reopen(&work, because: reason, pledge: pledge)
    }

    func withdraw(_ id: Case.ID, because reason: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.requireHandOrReceiver()
        let passage = try work.pass(.withdraw)
        try work.file.record.withdraw()
        try work.finish(.caseWithdrawn, passage, details: ["reason": reason])
    }

    /// The customer's own words are kept with the case and not in its events: those are sealed, these can be erased.
    func keep(_ words: String, on work: CaseWork) throws {
        guard !words.isEmpty else { return }
        try work.parts.insert(
            CaseEntry(id: tx.ids.make(), kind: .customer, author: work.actor.staff.id, at: tx.now, text: words))
    }

    /// What is looked into anew needs a definite time for the customer as well (SOFT-63).
    private func reopen(_ work: inout CaseWork, because reason: String, pledge: Intake.Pledge?) throws {
        if work.file.record.wasGivenUp { return try resume(&work, because: reason, pledge: pledge) }
        let passage = try work.pass(.reopen(isPledged: pledge != nil))
        try work.file.record.reopen(under: work.steps)
        try work.finish(.caseReopened, passage, details: ["reason": reason])
        if let pledge { try promise(pledge.text, due: pledge.due, isAgreed: pledge.isAgreed, on: work) }
    }

    /// What was withdrawn or referred before there was a solution goes on where it stood, with what it owed: nothing that
    /// the clauses ask on the way is passed over. The time in between was nobody's, so the clocks rested.
    private func resume(_ work: inout CaseWork, because reason: String, pledge: Intake.Pledge?) throws {
        let end = try tx.events.about(work.file.record.subject, limit: 500).last {
            $0.kind == .caseWithdrawn || $0.kind == .caseReferred
        }
        try work.file.record.resume(under: work.steps)
        if let end { try tx.obligations.revive(endedBy: end.id, of: work.owing, restingSince: end.at) }
        try work.finish(.caseReopened, details: ["reason": reason])
        if let pledge { try promise(pledge.text, due: pledge.due, isAgreed: pledge.isAgreed, on: work) }
    }

    /// Major → its owner is the department manager, automatically (SOFT-09); entered under the clause that says so.
    func giveMajorToItsOwner(_ work: inout CaseWork) throws {
        guard work.file.record.severity == .major, !work.file.record.state.isOver else { return }
        for (clause, gate) in work.handbook.gates() {
            guard case .majorOwner(let duty) = gate, let holder = try tx.bearer(of: duty, for: work.file),
                holder != work.file.record.handler
            else { continue }
            try work.file.record.assign(to: holder)
            try tx.obligations.hand(.handler, of: work.file.record.subject, to: holder)
            let check = GateCheck(clause: clause, rule: gate.rule, duty: duty, missing: nil)
            let passage = try tx.obligations.pass([check], of: work.owing)
            let event = try work.finish(
                .caseAssigned, passage, details: ["to": holder.rawValue, "reason": "major"])
            // Whoever was asked to take it need not answer any more.
            try tx.assignments.settle(work.file.record.id)
            try tx.notify([holder], of: event)
        }
    }

    func escalateRefusals(_ work: inout CaseWork) throws {
        for (clause, gate) in work.handbook.gates() {
            guard case .refusalLimit(let count, let duty) = gate, work.file.record.refusals >= count else { continue }
            guard let holder = try tx.bearer(of: duty, for: work.file) else { continue }
            // Whoever holds the post hears of it wherever they are; in hand it goes to somebody who is here.
            let present = try work.present(holder)
            try work.file.record.assign(to: present)
            try tx.obligations.hand(.handler, of: work.file.record.subject, to: present)
            try work.finish(.caseAssigned, details: ["to": present.rawValue, "reason": "refusals"])
            let check = GateCheck(clause: clause, rule: gate.rule, duty: duty, missing: nil)
            let passage = try tx.obligations.pass([check], of: work.owing)
            try escalate(work, because: "refused-\(work.file.record.refusals)", to: holder, passage)
        }
    }
}

/// More parts than a case may have: the bound is named so that nobody is surprised by it.
struct TooMany: Error, Equatable {
    let bound: Int
    init(_ bound: Int) { self.bound = bound }
}
