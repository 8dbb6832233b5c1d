import Handbook
import Kernel

/// The acts of a case, each as its action takes it: the right, the verb, the doors.
extension CasePossible {
    static let all: [CasePossible] = steps + ways + talk + hands + matters + ends

    private static let steps: [CasePossible] = [
        CasePossible("acceptance", .actAccept) { file, probe in
            try file.record.accept(as: file.record.severity, under: probe.steps)
            return [.accept]
        },
        CasePossible("judgement", .actJudge) { file, probe in
            // The form takes a promise along.
            file.promises.append(
                Promise(id: "possible", text: probe.text, madeBy: probe.actor, madeAt: probe.now, dueAt: probe.soon))
            let judgement = Case.Judgement(
                groundsSufficient: true, demandReasonable: true, isFounded: true, reason: probe.text, department: "",
                nature: .service)
            try file.record.judge(judgement, under: probe.steps)
            return [.judge(judgement)]
        },
        CasePossible("unfounded-reply", .actReplyUnfounded) { file, probe in
            try file.record.answerUnfounded(probe.text, under: probe.steps, at: probe.now)
            return [.complete(solution: probe.text)]
        },
        CasePossible("referral", .actRefer) { file, probe in
            try file.requireHand(probe)
            try file.record.refer(to: probe.text, because: probe.text)
            return [.refer(isFromDirectory: true)]
        },
        CasePossible("findings", .actInvestigate, .investigateCase) { file, probe in
            let finding = Case.Finding(
                cause: probe.text, rootCause: probe.text, responsiblePerson: probe.text, statement: probe.text)
            try file.record.investigate(finding, under: probe.steps)
            return [.investigate(finding)]
        },
        CasePossible("proposals", .actPropose) { file, _ in
            guard file.record.state == .proposing else { throw Case.Refusal.notNow(file.record.state) }
            return []
        },
        CasePossible("submission", .actSubmit) { file, probe in
            try file.record.submitProposals(under: probe.steps)
            return [.submitProposals]
        },
        CasePossible("decision", .actDecide, .decideCase) { file, probe in
            // The proposal that meets the fewest objections: one of them will do.
            let best = file.currentProposals.map(\.id).min { one, other in
                file.objections(to: .decide(one), probe) < file.objections(to: .decide(other), probe)
            }
            try file.record.decide(
                Case.Decision(proposal: best, text: probe.text, by: probe.actor, at: probe.now), under: probe.steps)
            return [.decide(best)]
        },
        CasePossible("implementation", .actImplement) { file, probe in
            try file.record.implement(probe.text, under: probe.steps)
            return [.implement]
        },
        CasePossible("answer", .actAnswer) { file, probe in
            let solution = file.record.solution ?? ""
            try file.record.answered(.accepted, under: probe.steps, at: probe.now)
            return [.complete(solution: solution.isEmpty ? probe.text : solution)]
        },
        CasePossible("visits", .actVisit) { file, probe in
            try file.record.visited(isSolved: true, under: probe.steps)
            return [.visit(isAsked: true)]
        },
        CasePossible("archive", .actArchive, .summariseCase) { file, probe in
            if file.record.report.category.isEmpty { file.record.report.category = probe.text }
            try file.record.close(
                Case.Archive(number: "-", evaluation: probe.text, lesson: probe.text, at: probe.now, by: probe.actor))
            return [.archive(evaluation: probe.text, lesson: probe.text)]
        },
    ]

    private static let ways: [CasePossible] = [
        CasePossible("enquiry-answer", .actAnswerEnquiry) { file, probe in
            try file.record.answer(probe.text, under: probe.steps, at: probe.now)
            return [.answer, .complete(solution: probe.text)]
        },
        CasePossible("assessment", .actAssessSuggestion, .investigateCase) { file, probe in
            try file.record.assess(Case.Assessment(isAdopted: true, reason: probe.text), under: probe.steps)
            return [.assess]
        },
        CasePossible("response", .actRespond) { file, probe in
            try file.record.respond(probe.text, under: probe.steps, at: probe.now)
            return [.complete(solution: probe.text)]
        },
        CasePossible("thanks", .actThank) { file, probe in
            try file.record.thank(under: probe.steps)
            return []
        },
        CasePossible("dispatch", .actDispatch) { file, probe in
            try file.record.dispatch(to: probe.actor, under: probe.steps)
            return [.dispatch]
        },
        CasePossible("taking", .actTakeRepair) { file, probe in
            try file.record.take(true, by: probe.actor, under: probe.steps)
            return []
        },
        CasePossible("arrival", .actArrive) { file, probe in
            try file.record.arrive(by: probe.actor, under: probe.steps)
            return []
        },
        CasePossible("repair", .actFix) { file, probe in
            try file.record.fix(probe.text, under: probe.steps)
            return []
        },
        CasePossible("signature", .actSignRepair) { file, probe in
            try file.record.sign(true, under: probe.steps, at: probe.now)
            return [.complete(solution: file.record.solution ?? "")]
        },
        CasePossible("parties", .actNameParty) { file, _ in try file.stillOpen() },
        CasePossible("sessions", .actHold) { file, _ in
            guard file.record.state == .mediating else { throw Case.Refusal.notNow(file.record.state) }
            return [.hold]
        },
        CasePossible("conclusion", .actConclude) { file, probe in
            try file.record.conclude(under: probe.steps)
            return [.conclude]
        },
        CasePossible("agreement", .agreementText) { file, probe in
            try file.record.agree(probe.text, isSigned: true, under: probe.steps, at: probe.now)
            return [.agree, .complete(solution: probe.text)]
        },
    ]

    private static let talk: [CasePossible] = [
        CasePossible("receipt", .receiptSpeak, .readCase) { _, _ in [] },
        CasePossible("promises", .actPromise) { file, probe in
            _ = try file.stillOpen()
            return [.promise(due: probe.soon)]
        },
        CasePossible("penalty-lines", .actPunish, .decideCase) { file, _ in try file.stillOpen() },
        CasePossible("compensations", .actCompensate) { file, _ in try file.stillOpen() },
        CasePossible("extra-services", .actExtra) { file, _ in try file.stillOpen() },
    ]

    private static let hands: [CasePossible] = [
        CasePossible("transfer", .actTransfer) { file, probe in
            try file.requireHand(probe)
            try file.record.transfer(
                Case.Transfer(
                    id: "possible", to: "somebody", from: file.record.handler, reason: probe.text, known: probe.text,
                    at: probe.now))
            return [.transfer(receiverHolds: Set(probe.context.handbook.posts.map(\.code)))]
        },
        CasePossible("transfer/signature", .actSign) { file, probe in
            _ = try file.record.signTransfer(by: probe.actor)
            return []
        },
        CasePossible("assignment", .actAssign, .reassignCase) { file, probe in
            try file.record.assign(to: "somebody")
            return [.give(receiverHolds: Set(probe.context.handbook.posts.map(\.code)))]
        },
        CasePossible("transfer/return", .actReturn) { file, probe in
            if file.record.transfer != nil {
                _ = try file.record.returnTransfer(by: probe.actor)
                return []
            }
            guard let signed = file.returnable(by: probe.actor), let at = signed.signature?.at else {
                throw Case.Refusal.noTransferPending
            }
            return [.giveBack(signedAt: at)]
        },
        CasePossible("hand-up", .actHandUp) { file, probe in
            try file.requireHandOrReceiver(probe)
            try file.record.handUp(to: nil, at: probe.now)
            return []
        },
        CasePossible("hand-back", .actHandBack, .decideCase) { file, probe in
            guard file.record.firstReceiver != probe.actor else { throw Case.Refusal.notYours }
            try file.record.handBack(to: file.record.firstReceiver)
            return []
        },
        CasePossible("transfer/result", .actReportBack) { file, _ in
            if file.unreportedTransfers.isEmpty { throw Case.Refusal.nobodyWaits }
            return try file.stillOpen()
        },
        CasePossible("first-receiver", .actEntrust, .reassignCase) { file, _ in
            try file.record.entrust(to: "somebody")
            return []
        },
        CasePossible("skipping", .actSkip, .decideException) { file, probe in
            guard file.record.handler != probe.actor else { throw Case.Refusal.notYours }
            _ = try file.record.skip(under: probe.steps)
            return []
        },
        CasePossible("suspension", .actSuspend) { file, probe in
            try file.record.suspend(
                Case.Suspension(reason: .awaitingCustomer, notice: probe.text, since: probe.now, until: probe.soon),
                at: probe.now)
            return [.suspend(until: probe.soon)]
        },
        CasePossible("resumption", .actResume) { file, _ in
            _ = try file.record.resume()
            return []
        },
        CasePossible("escalation", .actEscalate) { file, _ in try file.stillOpen() },
        CasePossible("escalation/acknowledgement", .actTakeEscalation, .decideCase) { file, _ in
            try file.stillOpen()
        },
        CasePossible("severity", .actAssess) { file, _ in
            _ = try file.record.assess(file.record.severity)
            return []
        },
        CasePossible("manager-notice", .actInformManager) { file, _ in try file.stillOpen() },
    ]

    private static let matters: [CasePossible] = [
        CasePossible("attribution", .actAttribute) { file, probe in
            try file.record.attribute(Case.Attribution(verdict: .ours, reason: probe.text))
            return []
        },
        CasePossible("quote", .actQuote) { file, _ in
            guard file.record.isPaidService else { throw Case.Refusal.notPaid }
            return try file.stillOpen()
        },
        CasePossible("consent", .actConsent) { file, _ in try file.awaitsConsent() },
        CasePossible("fee-refusal", .actDeclineFee) { file, probe in
            try file.requireHandOrReceiver(probe)
            return try file.awaitsConsent() + [.withdraw]
        },
        CasePossible("details", .actDetails) { file, _ in try file.stillOpen() },
        CasePossible("category", .caseCategory) { file, _ in try file.stillOpen() },
        CasePossible("corrections", .actCorrect) { file, _ in try file.stillOpen() },
        CasePossible("answer-doubts", .actDoubt) { file, _ in
            guard file.hasAnswer else { throw Case.Refusal.notNow(file.record.state) }
            return []
        },
        CasePossible("answer-corrections", .actCorrectAnswer) { file, _ in
            guard file.hasAnswer else { throw Case.Refusal.notNow(file.record.state) }
            return []
        },
        CasePossible("quality-issues", .qualityNote) { _, _ in [] },
        CasePossible("studies", .studyWrite) { file, _ in
            guard file.record.state == .archived else { throw Case.Refusal.notNow(file.record.state) }
            return []
        },
        CasePossible("slips", .slipSend) { file, _ in try file.stillOpen() },
        CasePossible("attachments", .attachments) { _, _ in [] },
        CasePossible("merge", .actMerge) { file, probe in
            try file.requireHandOrReceiver(probe)
            try file.record.mayClose()
            return try file.stillOpen() + [.merge]
        },
        CasePossible("unmerge", .actUnmerge) { file, probe in
            try file.requireHandOrReceiver(probe)
            try file.record.unmerge()
            return []
        },
        CasePossible("split", .actSplit) { file, _ in
            if let suspension = file.record.suspension { throw Case.Refusal.suspended(until: suspension.until) }
            return try file.stillOpen()
        },
        CasePossible("unsplit", .actUnsplit) { file, probe in
            try file.requireHandOrReceiver(probe)
            if file.record.kinship.splitFrom == nil { throw Case.Refusal.notMerged }
            return try file.stillOpen()
        },
        CasePossible("parent", .actLink) { file, _ in try file.stillOpen() },
    ]

    private static let ends: [CasePossible] = [
        CasePossible("reopening", .actReopen, .reopenCase) { file, probe in
            let goesOn = file.record.wasGivenUp
            try file.record.reopen(under: probe.steps)
            // The form takes a promise along.
            return goesOn ? [] : [.reopen(isPledged: true)]
        },
        CasePossible("withdrawal", .actWithdraw) { file, probe in
            try file.requireHandOrReceiver(probe)
            try file.record.withdraw()
            return [.withdraw]
        },
    ]

    /// The step of a way that an act takes; nothing for what may be done at any step.
    var step: Step? {
        switch address {
        case "acceptance": .accept
        case "judgement", "unfounded-reply": .judge
        case "findings": .investigate
        case "proposals", "submission": .propose
        case "decision": .decide
        case "implementation": .implement
        case "answer": .confirm
        case "visits": .visit
        case "archive": .summarise
        case "enquiry-answer": .answer
        case "assessment": .assess
        case "response": .respond
        case "thanks": .thank
        case "dispatch": .dispatch
        case "taking": .take
        case "arrival": .arrive
        case "repair": .fix
        case "signature": .sign
        case "parties", "sessions", "conclusion": .mediate
        case "agreement": .agree
        default: nil
        }
    }

    private init(
        _ address: String, _ word: Word, _ permission: Permission = .workCase,
        _ attempt: @Sendable @escaping (inout CaseFile, Probe) throws -> [CaseAct]
    ) {
        self.init(address: address, word: word, permission: permission, attempt: attempt)
    }
}

extension CaseFile {
    fileprivate func stillOpen() throws -> [CaseAct] {
        if record.state.isOver { throw Case.Refusal.notNow(record.state) }
        return []
    }

    fileprivate func requireHand(_ probe: CasePossible.Probe) throws {
        try record.requireHand(of: probe.actor, orOver: probe.context.mayReassign)
    }

    fileprivate func requireHandOrReceiver(_ probe: CasePossible.Probe) throws {
        try record.requireHandOrReceiver(probe.actor, orOver: probe.context.mayReassign)
    }

    fileprivate func awaitsConsent() throws -> [CaseAct] {
        guard let paidService, paidService.answer == .open else { throw Case.Refusal.noQuote }
        return try stillOpen()
    }

    fileprivate func objections(to act: CaseAct, _ probe: CasePossible.Probe) -> Int {
        checks(before: act, in: probe.context).count { $0.missing != nil }
    }
}
