import Handbook
import Kernel

/// A step somebody is about to take, with what the clauses may ask about it.
enum CaseAct: Equatable {
    /// `mail`: the address of the letter it came by; empty for everything that came by another way.
    case register(phone: String, complainant: String, memberNumber: String, mail: String = "")
    case accept
    case judge(Case.Judgement)
    case investigate(Case.Finding)
    case propose(ProposalDraft)
    case submitProposals
    case decide(Proposal.ID?)
    case implement
    case complete(solution: String)
    /// Whether the customer was asked how satisfied they are.
    case visit(isAsked: Bool)
    case archive(evaluation: String, lesson: String)
    case reply(String)
    /// `disturbs`: it falls into the customer's rest or outside their window, and they have not named the time.
    case promise(due: Instant, disturbs: Sentence? = nil)
    case suspend(until: Instant)
    case transfer(receiverHolds: Set<String>)
    /// Assigned, offered or taken: the case changes hands without a slip.
    case give(receiverHolds: Set<String>)
    /// Signed for at this time, and now found to be wrong.
    case giveBack(signedAt: Instant)
    case reopen(isPledged: Bool)
    case punish(PenaltyReport)
    /// So much in all, with what the same person has granted on the case before.
    case grant(total: Money, limit: Money)
    case quote(listed: Money?, asked: Money)
    case hold
    /// The case is given to somebody, by whichever way.
    case hand(isOnDuty: Bool)
    case answer, assess, dispatch, conclude, agree
    case fix(RepairOrder.Record)
    case refer(isFromDirectory: Bool)
    case withdraw, merge
    case deliver(proof: String)
    /// A way without a summary is filed.
    case close
}

/// What a gate knows besides the case itself.
struct GateContext {
    let handbook: Handbook
    let calendar: BusinessCalendar
    let actor: Staff.ID
    /// How much the acting person may grant.
    let limit: Money
    /// The posts that the acting person holds, or stands in for.
    let posts: Set<String>
    /// Whether the acting person may approve what others ask for.
    let mayApprove: Bool
    /// Whether the acting person may take the case out of somebody's hand.
    let mayReassign: Bool
    let hasAcknowledged: Bool
    /// Who may decide, where the handbook names a post for it; nothing where it does not.
    let deciders: [Staff.ID]?
    let now: Instant
    /// Whether there is a number to call the customer by.
    var isPhoneKnown = true
    /// Whether the acting person did a part of the work; known where a visit is owed.
    var hasHandInIt = false
    /// The posts of whoever took in what came by a store; known where a visit is owed.
    var receiverPosts: Set<String> = []
}

extension CaseFile {
    /// Every clause that has something to say about a step, met or not. A pure function: the page shows the same
    /// answers before the step that the transaction will give in it.
    func checks(before act: CaseAct, in context: GateContext) -> [GateCheck] {
        context.handbook.gates().compactMap { clause, gate in
            guard context.handbook.concerns(gate, record.type) else { return nil }
            guard let answer = answer(of: gate, to: act, in: context) else { return nil }
            return GateCheck(clause: clause, rule: gate.rule, duty: .handler, missing: answer.missing)
        }
    }

    private enum Answer {
        case met
        case unmet(Sentence)

        var missing: Sentence? {
            switch self {
            case .met: nil
            case .unmet(let sentence): sentence
            }
        }

        static func require(_ condition: Bool, or sentence: Sentence) -> Answer { condition ? .met : .unmet(sentence) }
    }

    /// Nothing when the gate is not about this step.
    private func answer(of gate: Gate, to act: CaseAct, in context: GateContext) -> Answer? {
        switch (gate, act) {
        case (.registration(let fields), .register): registration(fields, act)
        // Taken in by the address of a letter: the customer has been asked for a number before it is filed.
        case (.registration(let fields), .archive), (.registration(let fields), .close):
            fields.contains(.contact) && record.channel == .email
                ? .require(context.isPhoneKnown || record.secondAskings > 0, or: Sentence(.gatePhoneUnasked)) : nil
        case (.judgement, .judge(let judgement)):
            .require(!judgement.reason.isEmpty, or: Sentence(.gateJudgementReason))
        case (.promiseBeforeInvestigation, .reopen(let isPledged)):
            context.handbook.steps(for: record.type).contains(.investigate)
                ? .require(
                    isPledged || openPromises.contains { $0.dueAt > context.now }, or: Sentence(.gatePromiseFirst))
                : nil
        case (.promiseBeforeInvestigation, _) where begins(.investigate, after: act, in: context):
            .require(!openPromises.isEmpty, or: Sentence(.gatePromiseFirst))
        case (.cause(let statement), .investigate(let finding)): cause(finding, withStatement: statement)
        case (.proposals(_, _, _, let fields), .propose(let draft)): proposal(draft, says: fields)
        case (.proposals(let minimum, _, _, _), .submitProposals):
            .require(
                Proposal.different(currentProposals).count >= minimum,
                or: Sentence(
                    .gateProposals, String(minimum), String(Proposal.different(currentProposals).count),
                    String(currentProposals.count)))
        case (.proposals(_, let eachRead, let post, _), .decide): decider(post, readsEach: eachRead, in: context)
        case (.authorityLimit, .decide(let chosen)):
            authority(chosen, upTo: context.limit)
        case (.penaltyLines, .implement):
            .require(
                PenaltyLine.Target.allCases.allSatisfy { target in penaltyLines.contains { $0.target == target } },
                or: Sentence(.gatePenaltyLines))
        case (.compensationDelivered, .implement):
            .require(
                compensations.allSatisfy { $0.isOver || $0.approvedAt != nil && $0.deliverBy != nil },
                or: Sentence(.gateCompensation))
        // A day on which it will come is enough to go on, and not to end: then it has come, or was refused.
        case (.compensationDelivered, .archive), (.compensationDelivered, .close):
            .require(
                compensations.allSatisfy { $0.isOver }, or: Sentence(.gateCompensationOpen))
        case (.authorityLimit, .grant(let total, let limit)):
            .require(total <= limit, or: Sentence(.gateGrant, total.description, limit.description))
        case (.customerAcceptance, .complete): .met
        case (.solution, .complete(let solution)): .require(!solution.isEmpty, or: Sentence(.gateSolution))
        case (.returnVisit, .archive): returnVisit()
        case (.visitor(let visitor, let stores), .visit): self.visitor(visitor, ofStores: stores, in: context)
        case (.visitSatisfaction, .visit(let isAsked)):
            .require(isAsked, or: Sentence(.contactSatisfactionMissing))
        case (.summary, .archive(let evaluation, let lesson)):
            .require(
                !evaluation.isEmpty && !lesson.isEmpty && !record.report.category.isEmpty, or: Sentence(.gateSummary))
        case (.ownAct, .decide(let chosen)):
            .require(
                currentProposals.first { $0.id == chosen }?.author != context.actor, or: Sentence(.gateOwnProposal))
        case (.bannedPhrases(let phrases), .reply(let text)): bannedPhrases(phrases, in: text)
        case (.quietHours, .promise(_, let disturbs)): disturbs.map(Answer.unmet) ?? .met
        case (.promiseHorizon(let longest), .promise(let due, _)):
            .require(
                due <= longest.deadline(from: context.now, on: context.calendar),
                or: Sentence(.gatePromiseHorizon, longest.description))
        case (.suspension(let longest), .suspend(let until)):
            .require(
                until <= longest.deadline(from: context.now, on: context.calendar),
                or: Sentence(.gateSuspension, longest.description))
        case (.transferLimit(let count, let to, _, _), .transfer(let posts)): transferLimit(count, to, posts)
        case (.onDuty, .hand(let isOnDuty)): .require(isOnDuty, or: Sentence(.gateOffDuty))
        case (.stepsInOrder, .archive), (.stepsInOrder, .close):
            // What was left out with a reason stands in the ledger already.
            record.tookEveryStep(of: context.handbook.steps(for: record.type)) ? .met : nil
        default: lateAnswer(of: gate, to: act, in: context) ?? handAnswer(of: gate, to: act, in: context)
        }
    }

    /// The conditions that came with the types' own ways, the verdicts and the slips.
    private func lateAnswer(of gate: Gate, to act: CaseAct, in context: GateContext) -> Answer? {
        switch (gate, act) {
        case (.ownership, .judge), (.ownership, .answer), (.ownership, .dispatch):
            .require(record.attribution != nil, or: Sentence(.gateOwnership))
        case (.referralDirectory, .refer(let isKnown)): .require(isKnown, or: Sentence(.gateDirectory))
        case (.paidConsent, _) where isPaidWork(act):
            record.isPaidService
                ? .require(paidService?.isConsented == true, or: Sentence(.gatePaidConsent)) : nil
        case (.customerChoice, .implement):
            .require(
                currentProposals.contains { $0.isOffered && $0.choice != nil }, or: Sentence(.gateCustomerChoice))
        case (.deliveryProof, .deliver(let proof)): .require(!proof.isEmpty, or: Sentence(.gateProof))
        case (.correctiveAction, .archive), (.correctiveAction, .close):
            record.outcome == .expectationUnmet
                ? .require(isCorrectedAndAnswered, or: Sentence(.gateCorrective)) : nil
        case (.details, .accept), (.details, .answer), (.details, .dispatch): detailsKnown(context.handbook)
        case (.parties(let minimum), .hold), (.parties(let minimum), .conclude), (.parties(let minimum), .agree):
            .require(parties.count >= minimum, or: Sentence(.gateParties, "\(minimum)", "\(parties.count)"))
        case (.sessions(let minimum, _), .conclude): heard(minimum)
        case (.repairRecord, .fix(let done)):
            .require(
                !done.work.isEmpty && !done.material.isEmpty && done.labourMinutes > 0, or: Sentence(.gateRepair))
        case (.slipsSettled, .complete), (.slipsSettled, .archive), (.slipsSettled, .close), (.slipsSettled, .withdraw),
            (.slipsSettled, .merge), (.slipsSettled, .refer):
            .require(openSlips == 0, or: Sentence(.gateSlips, "\(openSlips)"))
        case (.acknowledgedHandbook, _) where isWork(act):
            .require(context.hasAcknowledged, or: Sentence(.gateAcknowledge))
        default: nil
        }
    }

    /// The conditions on who does something, and to whom a case may go.
    private func handAnswer(of gate: Gate, to act: CaseAct, in context: GateContext) -> Answer? {
        switch (gate, act) {
        case (.investigatorByNature, .judge(let judgement)):
            judgement.isFounded ? .require(judgement.nature != nil, or: Sentence(.gateNature)) : nil
        case (.investigatorByNature(let technical, let service), .investigate):
            record.judgement?.nature.flatMap { nature in
                holder(of: nature == .technical ? technical : service, .gateInvestigator, in: context)
            }
        case (.transferLimit(_, _, _, let within), .giveBack(let signedAt)):
            within.map { within in
                .require(
                    context.now <= within.deadline(from: signedAt, on: context.calendar),
                    or: Sentence(.gateReturnLate, within.description))
            }
        case (.transferReport, .complete):
            transfers.isEmpty
                ? nil : .require(unreportedTransfers.isEmpty, or: Sentence(.gateTransferReport))
        case (.majorOwner(let duty), .transfer(let posts)), (.majorOwner(let duty), .give(let posts)):
            record.severity == .major
                ? .require(
                    duty.postCode.map { posts.contains($0) } ?? true,
                    or: Sentence(.gateMajorOwner, context.handbook.title(of: duty))) : nil
        case (.firstLevel(let duties), .transfer(let posts)):
            leavesFirstLevel(Set(duties.compactMap(\.postCode)), to: posts, in: context)
                ? .require(record.attribution != nil, or: Sentence(.gateFirstLevel)) : nil
        case (.penaltyLines, .punish(let report)):
            .require(report.isGrounded, or: Sentence(.gatePenaltyBasis))
        case (.paidConsent, .quote(let listed, let asked)):
            context.handbook.prices.isEmpty
                ? nil : .require(listed == asked || context.mayApprove, or: Sentence(.gatePrice))
        case (.sessions(_, let duty?), .hold): holder(of: [duty], .gateMediator, in: context)
        default: nil
        }
    }

    /// SOFT-07: somebody of the first level hands the case to somebody who is not.
    private func leavesFirstLevel(_ first: Set<String>, to posts: Set<String>, in context: GateContext) -> Bool {
        !first.isDisjoint(with: context.posts) && first.isDisjoint(with: posts)
    }

    private func holder(of duties: [Duty], _ word: Word, in context: GateContext) -> Answer {
        .require(
            duties.compactMap(\.postCode).contains { context.posts.contains($0) },
            or: Sentence(word, duties.map { context.handbook.title(of: $0) }.joined(separator: "、")))
    }

    private func cause(_ finding: Case.Finding, withStatement: Bool) -> Answer {
        guard !finding.cause.isEmpty, !finding.rootCause.isEmpty, !finding.responsiblePerson.isEmpty else {
            return .unmet(Sentence(.gateCause))
        }
        return .require(!withStatement || !finding.statement.isEmpty, or: Sentence(.gateStatement))
    }

    private func registration(_ fields: [RegistrationField], _ act: CaseAct) -> Answer {
        guard case .register(let phone, let complainant, let memberNumber, let mail) = act else { return .met }
        let report = record.report
        let missing = fields.filter { field in
            switch field {
            case .complainant: complainant.isEmpty
            case .phone: phone.isEmpty
            case .contact: phone.isEmpty && mail.isEmpty
            case .channel: false
            case .content: report.content.isEmpty
            case .demand: report.demand.isEmpty
            case .product: report.product.isEmpty
            case .category: report.category.isEmpty
            case .organisation: report.organisation.isEmpty
            case .memberNumber: memberNumber.isEmpty
            case .place: report.place.isEmpty
            case .specialNeeds: report.specialNeeds.isEmpty
            }
        }
        return .require(
            missing.isEmpty, or: Sentence(.gateRegistration, missing.map(\.chinese).joined(separator: "、")))
    }

    private func proposal(_ draft: ProposalDraft, says fields: [ProposalField]) -> Answer? {
        guard !fields.isEmpty else { return nil }
        let missing = fields.filter { field in
            switch field {
            case .cost: draft.cost == nil
            case .effect: draft.effect.isEmpty
            case .benefit: draft.benefit.isEmpty
            }
        }
        return .require(
            missing.isEmpty, or: Sentence(.gateProposalFields, missing.map(\.chinese).joined(separator: "、")))
    }

    /// Whoever decides is the one the handbook names, and has read every one themselves: another's reading is not theirs.
    private func decider(_ post: Duty?, readsEach: Bool, in context: GateContext) -> Answer? {
        if let post, let deciders = context.deciders, !deciders.contains(context.actor) {
            return .unmet(Sentence(.gateDecider, context.handbook.title(of: post)))
        }
        guard readsEach else { return post == nil ? nil : .met }
        let unread = currentProposals.count { !$0.isRead(by: context.actor) }
        return .require(unread == 0, or: Sentence(.gateProposalsUnread, String(unread)))
    }

    private func authority(_ chosen: Proposal.ID?, upTo limit: Money) -> Answer {
        guard let proposal = currentProposals.first(where: { $0.id == chosen }) else { return .met }
        return .require(
            proposal.cost <= limit, or: Sentence(.gateAuthority, proposal.cost.description, limit.description))
    }

    private func returnVisit() -> Answer {
        guard let visit = lastVisit, visit.result == .reached, visit.isSolved else {
            return .unmet(Sentence(.gateVisit))
        }
        return .require(visit.wasTold, or: Sentence(.gateVisitTold))
    }

    private func visitor(_ visitor: Visitor, ofStores stores: Duty?, in context: GateContext) -> Answer {
        let actor = context.actor
        let isStranger = actor != record.firstReceiver && actor != record.handler && !context.hasHandInIt
        // What headquarters took in for a store is headquarters' own.
        let isOfStore = stores?.postCode.map { !context.receiverPosts.contains($0) } ?? true
        if record.source == .store, isOfStore, let stores {
            return .require(
                isStranger && (stores.postCode.map { context.posts.contains($0) } ?? true),
                or: Sentence(.gateVisitorStores, context.handbook.title(of: stores)))
        }
        switch visitor {
        case .either:
            return .require(isStranger || actor == record.firstReceiver, or: Sentence(.gateVisitorEither))
        case .firstReceiver: return .require(actor == record.firstReceiver, or: Sentence(.gateVisitorFirst))
        case .independent:
            return .require(isStranger, or: Sentence(.gateVisitorOther))
        }
    }

    /// What was refused is heard again before it is concluded again (PROPB-16).
    private func heard(_ minimum: Int) -> Answer {
        let held = sessions.count { $0.attempt == record.refusals }
        let wanted = record.refusals == 0 ? minimum : 1
        return .require(held >= wanted, or: Sentence(.gateSessions, "\(wanted)", "\(held)"))
    }

    private func bannedPhrases(_ phrases: [String], in text: String) -> Answer {
        let found = BannedPhrases.found(phrases, in: text)
        return .require(found.isEmpty, or: Sentence(.gatePhrases, found.map { "“\($0)”" }.joined(separator: "、")))
    }

    private func transferLimit(_ count: Int, _ to: Duty, _ receiverHolds: Set<String>) -> Answer {
        guard record.transfers >= count, case .post(let post) = to else { return .met }
        return .require(receiverHolds.contains(post), or: Sentence(.gateTransfers, String(count)))
    }

    /// Whether the step that an act completes leads straight into another.
    private func begins(_ step: Step, after act: CaseAct, in context: GateContext) -> Bool {
        switch act {
        case .accept: context.handbook.step(after: .accept, for: record.type) == step
        case .judge(let judgement):
            judgement.isFounded && context.handbook.step(after: .judge, for: record.type) == step
        default: false
        }
    }

    /// A measure was taken, and the customer has had an answer since (SOFT-16).
    private var isCorrectedAndAnswered: Bool {
        guard let taken = correctives.map(\.takenAt).min(), let answered = lastReplyAt else { return false }
        return answered >= taken
    }

    private func detailsKnown(_ handbook: Handbook) -> Answer? {
        guard let template = handbook.details[record.report.category], !template.isEmpty else { return nil }
        let missing = template.filter { details[$0, default: ""].isEmpty }
        return .require(missing.isEmpty, or: Sentence(.gateDetails, missing.joined(separator: "、")))
    }

    private func isPaidWork(_ act: CaseAct) -> Bool {
        switch act {
        case .investigate, .answer, .dispatch, .implement: true
        default: false
        }
    }

    private func isWork(_ act: CaseAct) -> Bool {
        switch act {
        case .accept, .judge, .investigate, .submitProposals, .decide, .implement, .archive, .answer, .assess,
            .dispatch, .conclude, .agree, .fix:
            true
        case .register, .propose, .complete, .visit, .reply, .promise, .suspend, .transfer, .refer, .deliver, .close,
            .hand, .give, .giveBack, .reopen, .punish, .grant, .quote, .hold, .withdraw, .merge:
            false
        }
    }
}

extension Handbook {
    /// As the department calls a post.
    func title(of duty: Duty) -> String {
        guard case .post(let code) = duty else { return duty.name(in: .chinese) }
        return post(code)?.title ?? code
    }
}

extension Duty {
    var postCode: String? { if case .post(let code) = self { code } else { nil } }
}

extension ProposalField {
    var chinese: String {
        switch self {
        case .cost: "费用"
        case .effect: "效果"
        case .benefit: "对客户的好处"
        }
    }
}

extension RegistrationField {
    /// As the register prints it.
    var chinese: String {
        switch self {
        case .complainant: "投诉人"
        case .phone: "联系电话"
        case .contact: "联系电话（来信的可以是邮箱）"
        case .channel: "渠道"
        case .content: "内容"
        case .demand: "诉求"
        case .product: "商品或服务"
        case .category: "类别"
        case .organisation: "单位名称"
        case .memberNumber: "会员号"
        case .place: "地点"
        case .specialNeeds: "特殊需要"
        }
    }
}
