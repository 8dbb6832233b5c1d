import Handbook
import Kernel

/// How a clause is enforced, in one plain sentence, told from its machine part: what the program does is what the
/// reader is told, word by word.
///
///     handbook.sentence(of: clause.enforcement, in: t)
///     // 时限：自受理起 48 小时内办结，由承办人负责；用到 70%、90% 提醒；超时升级至客服部经理。
extension Handbook {
    func sentence(of enforcement: Enforcement, in t: Language) -> String {
        switch enforcement {
        case .deadline(let deadline): sentence(of: deadline, in: t)
        case .gate(let gate): t(.ruleGate, sentence(of: gate, in: t))
        case .attestation(let attestation):
            t(.ruleAttestation, name(of: attestation.by, in: t), t(attestation.rhythm.ruleWord))
                + scope(of: attestation.condition, in: t)
        case .reference: t(.ruleReference)
        }
    }

    /// The person's part in the case, or the title of the post as this handbook has it.
    func name(of duty: Duty, in t: Language) -> String {
        if case .post(let code) = duty, let post = post(code) { return post.title(in: t) }
        return duty.name(in: t)
    }

    private func names(of duties: [Duty], in t: Language) -> String {
        duties.map { name(of: $0, in: t) }.joined(separator: t(.listGap))
    }

    private func sentence(of deadline: Deadline, in t: Language) -> String {
        let who = name(of: deadline.owedBy, in: t)
        var parts = [time(of: deadline, in: t) + t(.ruleOwedBy, who)]
        if !deadline.warnAt.isEmpty {
            parts.append(t(.ruleWarnings, deadline.warnAt.map(percent).joined(separator: t(.listGap))))
        }
        parts += deadline.escalation.map { rung in
            let to = name(of: rung.to, in: t)
            return switch rung.at {
            case .share(let share): t(.ruleEscalateAt, percent(share), to)
            case .afterBreach(nil): t(.ruleEscalate, to)
            case .afterBreach(let span?): t(.ruleEscalateAfter, span.spoken(t), to)
            }
        }
        return t(.ruleDeadline, parts.joined(separator: t(.ruleGap))) + scope(of: deadline.condition, in: t)
    }

    private func time(of deadline: Deadline, in t: Language) -> String {
        let deed = t(deadline.rule.ruleDeed)
        if let within = deadline.within {
            let start = deadline.startsAtAcceptance ? Word.ruleFromAcceptance : deadline.rule.ruleStart
            let word: Word =
                deadline.rule == .progressNotice ? .ruleEvery : .ruleWithin
            return t(word, t(start), within.spoken(t), deed)
        }
        return deadline.rule == .interimNotice ? t(.ruleShare, percent(deadline.share), deed) : t(.rulePromised, deed)
    }

    private func scope(of condition: Condition, in t: Language) -> String {
        func list<Term: CaseIterable & Hashable>(_ chosen: Set<Term>, _ word: (Term) -> Word) -> String? {
            let words = Term.allCases.filter(chosen.contains).map { t(word($0)) }
            return words.isEmpty ? nil : words.joined(separator: t(.listGap))
        }
        let parts = [
            list(condition.types) { type in label(of: type) }, list(condition.severities, \.word),
            list(condition.sources, \.word), list(condition.channels, \.word),
            list(condition.grades, \.word),
        ].compactMap(\.self)
        return parts.isEmpty ? "" : t(.ruleScope, parts.joined(separator: t(.ruleScopeGap)))
    }

    /// As the department calls it, where it has a name of its own.
    private func label(of type: CaseType) -> Word {
        Word(caseTypes.first { $0.type == type }?.label ?? type.word.chinese, type.word.english)
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

    private func sentence(of gate: Gate, in t: Language) -> String {
        switch gate {
        case .registration(let fields):
            t(.ruleRegistration, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap)))
        case .judgement: t(.ruleJudgement)
        case .promiseBeforeInvestigation: t(.rulePromiseFirst)
        case .cause(let statement): t(.ruleCause) + (statement ? t(.ruleCauseStatement) : "")
        case .investigatorByNature(let technical, let service):
            t(.ruleNature, names(of: technical, in: t), names(of: service, in: t))
        case .proposals(let minimum, let eachRead, let by, let fields):
            t(eachRead ? .ruleProposalsRead : .ruleProposals, "\(minimum)")
                + (fields.isEmpty
                    ? "" : t(.ruleProposalFields, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap))))
                + (by.map { t(.ruleProposalsBy, name(of: $0, in: t)) } ?? "")
        case .authorityLimit: t(.ruleAuthority)
        case .penaltyLines: t(.rulePenaltyLines)
        case .compensationDelivered: t(.ruleCompensation)
        case .customerAcceptance: t(.ruleAcceptance)
        case .refusalLimit(let count, let to): t(.ruleRefusals, "\(count)", name(of: to, in: t))
        case .solution: t(.ruleSolution)
        case .returnVisit: t(.ruleVisit)
        case .visitor(let visitor, let stores):
            t(.ruleVisitor, t(visitor.ruleWord))
                + (stores.map { t(.ruleVisitorStores, name(of: $0, in: t)) } ?? "")
        case .summary: t(.ruleSummary)
        case .ownAct: t(.ruleOwnAct)
        case .bannedPhrases(let phrases):
            t(.rulePhrases, phrases.map { "“\($0)”" }.joined(separator: t(.listGap)))
        case .promiseHorizon(let span): t(.ruleHorizon, span.spoken(t))
        case .suspension(let longest): t(.ruleSuspension, longest.spoken(t))
        case .transferLimit(let count, let to, let returns, let within):
            t(.ruleTransfers, "\(count)", name(of: to, in: t))
                + (within.map { t(.ruleReturnWithin, $0.spoken(t)) } ?? "")
                + (returns.map { t(.ruleReturns, "\($0)", name(of: to, in: t)) } ?? "")
        case .transferReport: t(.ruleTransferReport)
        case .onDuty: t(.ruleOnDuty)
        case .stepsInOrder: t(.ruleSteps)
        case .acknowledgedHandbook: t(.ruleAcknowledged)
        case .ownership: t(.ruleOwnership)
        case .referralDirectory: t(.ruleDirectory)
        case .paidConsent: t(.rulePaidConsent)
        case .customerChoice: t(.ruleCustomerChoice)
        case .deliveryProof: t(.ruleProof)
        case .correctiveAction: t(.ruleCorrective)
        case .details: t(.ruleDetails)
        case .majorOwner(let to): t(.ruleMajorOwner, name(of: to, in: t))
        case .parties(let minimum): t(.ruleParties, "\(minimum)")
        case .sessions(let minimum, let by):
            t(.ruleSessions, "\(minimum)") + (by.map { t(.ruleSessionsBy, name(of: $0, in: t)) } ?? "")
        case .repairRecord: t(.ruleRepair)
        case .slipsSettled: t(.ruleSlips)
        case .repeatedCause(let count, let within): t(.ruleRepeated, within.spoken(t), "\(count)")
        case .contactRings(let maximum): t(.ruleRings, "\(maximum)")
        case .contactHangUp: t(.ruleHangUp)
        case .contactClosing(let fields):
            t(.ruleContactClosing, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap)))
        case .contactRepeat(let within): t(.ruleContactRepeat, within.spoken(t))
        case .contactLength(let longest): t(.ruleContactLength, longest.spoken(t))
        case .quietHours(let hours):
            t(.ruleQuietHours, hours.map(\.spoken).joined(separator: t(.listGap)))
        case .contactOutcome(let fields):
            t(.ruleContactOutcome, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap)))
        case .visitSatisfaction: t(.ruleVisitSatisfaction)
        case .guidance: t(.ruleGuidance)
        case .firstLevel(let posts):
            t(.ruleFirstLevel, posts.map { name(of: $0, in: t) }.joined(separator: t(.listGap)))
        case .leaveOrdinary(let notice): t(.ruleLeaveOrdinary, notice.spoken(t))
        case .leaveSudden(let notice): t(.ruleLeaveSudden, notice.spoken(t))
        case .leaveHoliday(let notice): t(.ruleLeaveHoliday, notice.spoken(t))
        case .leaveRetroactive(let within): t(.ruleLeaveRetroactive, within.span.spoken(t))
        case .leaveOfficial: t(.ruleLeaveOfficial)
        case .leaveApproval: t(.ruleLeaveApproval)
        case .leaveBalance: t(.ruleLeaveBalance)
        case .leaveSubstitute: t(.ruleLeaveSubstitute)
        case .absenceCoverage: t(.ruleAbsenceCoverage)
        case .swapQualified: t(.ruleSwapQualified)
        case .swapConsent(let before): t(.ruleSwapConsent, before.spoken(t))
        case .swapLimit(let count, let both, let returns):
            t(.ruleSwapLimit, "\(count)") + t(both ? .ruleSwapBoth : .ruleSwapInitiator)
                + t(returns ? .ruleSwapReturnCounts : .ruleSwapReturnFree)
        case .swapApproval(let by): t(.ruleSwapApproval, name(of: by, in: t))
        case .liabilityDecision(let by, let days): t(.ruleLiability, name(of: by, in: t), "\(days)")
        case .swapLegs: t(.ruleSwapLegs)
        case .swapReturn(let days): t(.ruleSwapReturn, "\(days)")
        case .swapRest(let hours): t(.ruleSwapRest, "\(hours)")
        case .handoverSheet(let sections):
            t(.ruleHandoverSheet, sections.map { t($0.word) }.joined(separator: t(.listGap)))
        case .handoverEarly(let notice): t(.ruleHandoverEarly, notice.spoken(t))
        case .handoverShift: t(.ruleHandoverShift)
        case .dayClose: t(.ruleDayClose)
        case .handoverWitness(let by): t(.ruleHandoverWitness, name(of: by, in: t))
        case .attendanceGrade(let grades):
            t(
                .ruleAttendanceGrade, "\(grades.grace)", "\(grades.first)", "\(grades.second)", "\(grades.halfDay)")
        case .clockEarly(let minutes): t(.ruleClockEarly, "\(minutes)")
        case .clockCorrection(let count, let days): t(.ruleClockCorrection, "\(count)", "\(days)")
        case .leavePostLimit(let minutes, let count): t(.ruleLeavePostLimit, "\(minutes)", "\(count)")
        case .leavePostApproval(let by): t(.ruleLeavePostApproval, name(of: by, in: t))
        case .overtimeApproval(let by): t(.ruleOvertimeApproval, name(of: by, in: t))
        case .overtimeLimit(let aDay, let aMonth): t(.ruleOvertimeLimit, "\(aDay)", "\(aMonth)")
        case .overtimeLieu(let days): t(.ruleOvertimeLieu, "\(days)")
        case .attendanceMonth(let by): t(.ruleAttendanceMonth, name(of: by, in: t))
        case .dispatchOnDuty: t(.ruleDispatchOnDuty)
        case .reportClockOut: t(.ruleReportClockOut)
        case .contactRecord(let fields):
            t(.ruleContactRecord, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap)))
        case .rosterMinimum: t(.ruleRosterMinimum)
        case .rosterQualified(let skill): t(.ruleRosterQualified, skill)
        case .postHolders(let post, let count):
            t(.rulePostHolders, name(of: .post(post), in: t), "\(count)")
        case .rosterRest(let hours): t(.ruleRosterRest, "\(hours)")
        case .rosterWeek(let hours, let dayOff):
            t(.ruleRosterWeek, "\(hours)") + (dayOff ? t(.ruleRosterDayOff) : "")
        case .dutyManned(let kind, let hours, let backup):
            t(.ruleDutyManned, t(hours.word), t(kind.word)) + (backup ? t(.ruleDutyBackup) : "")
        case .rosterMonthEdge(let days, let minimum): t(.ruleRosterEdge, "\(days)", "\(minimum)")
        }
    }
}

extension DeadlineRule {
    /// From when the clock runs.
    var ruleStart: Word {
        switch self {
        case .accept, .firstReply, .complete: Word("自客户提出起", "from the report")
        case .progressNotice: Word("自受理或上次告知起", "from acceptance or the last notice")
        case .informManager: Word("自定级起", "from the assessment")
        case .judge: Word("自受理起", "from acceptance")
        case .investigate: Word("自作出判断起", "from the judgement")
        case .decide: Word("自方案提交起", "from the submission of the proposals")
        case .returnVisit: Word("自办结起", "from completion")
        case .summarise: Word("自回访起", "from the visit")
        case .signTransfer: Word("自移交起", "from the transfer")
        case .assign: Word("自转入待分派起", "from when nobody could be given the case")
        case .answerCustomer: Word("自结果反馈起", "from when the result is back")
        case .planProblem: Word("自立项起", "from when it is opened")
        case .takeEscalation: Word("自上报起", "from the escalation")
        case .keepPromise, .interimNotice: Word("自承诺起", "from the promise")
        case .informChange: Word("自工单有变化起", "from a change of the case")
        case .assess, .dispatch, .handUp: Word("自客户提出起", "from the report")
        case .arrive: Word("自派单起", "from the dispatch")
        case .mediate: Word("自受理起", "from acceptance")
        case .answerSlip, .finishSlip: Word("自发单起", "from the sending of the slip")
        case .verifySlip: Word("自对方办完起", "from the day it is done")
        case .correct: Word("自开单起", "from the day it is taken")
        case .answerStore: Word("自门店上交起", "from the handing up")
        case .triageContact: Word("自接听起", "from the answer")
        case .resumeContact: Word("自请客户稍候起", "from when the customer was asked to wait")
        case .returnMissed: Word("自漏接起", "from the missed call")
        case .acknowledgeCallback, .contactCallback: Word("自答应回电起", "from the promise to call back")
        case .readMessage, .handleMessage: Word("自留言起", "from the message")
        case .answerLetter: Word("自来信到达邮箱起", "from the letter's arrival at the mailbox")
        case .coverChannel: Word("自发现渠道有时段无人值守起", "from when hours of a channel are found uncovered")
        case .verifyChannel: Word("自登记渠道或上次核对起", "from the entry of the channel or its last verification")
        case .acknowledgeHandbook: Word("自签发（新到岗者自到岗）起", "from its issue (newcomers: from their arrival)")
        case .reviewHandbook: Word("自评审到期起", "from the day a review is due")
        case .readDay, .readUnsolved: Word("自当日汇总起", "from when the day is summed up")
        case .readWeek: Word("自当周汇总起", "from when the week is summed up")
        case .publishDigest: Word("自当月结束起", "from the end of the month")
        case .doMeasure: Word("自列入措施起", "from when it is planned")
        case .correctAnswer: Word("自答复被指有误起", "from when an answer is doubted")
        case .decideLeave: Word("自提交请假起", "from the request")
        case .reportBack: Word("自假期结束起", "from the end of the leave")
        case .decideSwap: Word("自对方同意起", "from the colleague's consent")
        case .briefSwap: Word("自批准换班起", "from when the swap is agreed to")
        case .decideLiability: Word("自开立或申诉起", "from when it is opened or appealed against")
        case .writeHandover: Word("自班次将尽起", "from when the shift nears its end")
        case .takeHandover: Word("自交班起", "from when it is handed over")
        case .leaveHandover: Word("自批准离岗起", "from when it is agreed that somebody will be away")
        case .answerHandover: Word("自拒接或提出异议起", "from the refusal or objection")
        case .decideCorrection: Word("自申请补卡起", "from the request to correct the clock")
        case .decideOvertime: Word("自申请加班起", "from the request for overtime")
        case .returnToPost: Word("自离岗起", "from when the post is left")
        case .checkBeforeShift: Word("自上班打卡起", "from clocking in")
        case .confirmAttendance: Word("自月度考勤表生成或退回起", "from when the month's sheet is made or given back")
        case .checkAttendance: Word("自本人确认或提出异议起", "from the person's confirmation or objection")
        case .acknowledgeDispatch, .carryOutDispatch: Word("自下达指令起", "from the command")
        case .handInReport: Word("自上班打卡起", "from clocking in")
        case .verifySample: Word("自抽中起", "from when it is drawn")
        case .doDayStep: Word("自步骤的时间起", "from the time of the step")
        case .confirmDayStep: Word("自步骤办好起", "from when the step is done")
        case .checkMeasure: Word("自措施完成起", "from when the measure is carried out")
        }
    }

    /// What is to be done, in the middle of a sentence.
    var ruleDeed: Word {
        switch self {
        case .accept: Word("受理", "accept it")
        case .firstReply: Word("首次答复客户", "give the customer a first answer")
        case .complete: Word("办结", "complete it")
        case .progressNotice: Word("告知客户进展", "tell the customer how it stands")
        case .informManager: Word("报告经理", "inform the manager")
        case .judge: Word("作出判断", "judge it")
        case .investigate: Word("查明情况", "find the facts")
        case .decide: Word("作出批示", "decide it")
        case .returnVisit: Word("回访客户", "pay the return visit")
        case .summarise: Word("总结归档", "summarise and archive it")
        case .signTransfer: Word("签收或退回", "sign for it or hand it back")
        case .assign: Word("指派承办人", "assign it to somebody")
        case .answerCustomer: Word("答复客户", "tell the customer")
        case .planProblem: Word("指定负责人和措施", "name an owner and a measure")
        case .takeEscalation: Word("接手或批示", "take it on or decide it")
        case .keepPromise: Word("兑现承诺", "keep the promise")
        case .interimNotice: Word("先行告知客户并另约时间", "call the customer first and agree on another time")
        case .informChange: Word("告知客户", "tell the customer")
        case .assess: Word("评估建议", "assess the suggestion")
        case .dispatch: Word("派单", "dispatch a repairer")
        case .arrive: Word("上门", "be on site")
        case .mediate: Word("召集调解", "hold a session")
        case .answerSlip: Word("接单或退回", "accept or decline the slip")
        case .finishSlip: Word("办完单据所列事项", "do what the slip asks")
        case .verifySlip: Word("核实办理结果", "verify the result")
        case .correct: Word("完成纠正措施", "carry out the corrective action")
        case .handUp: Word("当场解决或上交总部", "settle it or hand it up")
        case .answerStore: Word("答复门店", "answer the store")
        case .triageContact: Word("判断能否当场解决", "judge whether it can be solved on the call")
        case .resumeContact: Word("恢复通话", "resume")
        case .returnMissed: Word("回电", "call back")
        case .acknowledgeCallback: Word("确认接下回电", "take the call-back on")
        case .contactCallback: Word("与客户联系上", "reach the customer")
        case .readMessage: Word("由本人读到留言", "have the message read by whom it is for")
        case .handleMessage: Word("处理留言", "deal with the message")
        case .answerLetter: Word("由人答复来信", "have a person answer the letter")
        case .coverChannel: Word("安排人值守", "arrange somebody who answers")
        case .verifyChannel: Word("核对渠道登记", "verify the entry of the channel")
        case .acknowledgeHandbook: Word("阅读并签收手册", "read and acknowledge the handbook")
        case .reviewHandbook: Word("签发新版或写明无需修改", "issue a new edition or say why none is needed")
        case .readDay: Word("阅签日汇总", "read and sign the summary of the day")
        case .readUnsolved: Word("阅签未解决投诉", "read and sign the list of the unsolved")
        case .readWeek: Word("阅签周排名", "read and sign the ranking of the week")
        case .publishDigest: Word("提交投诉分类统计表", "submit the complaint digest")
        case .doMeasure: Word("落实改进措施", "carry out the countermeasure")
        case .checkMeasure: Word("由他人核对效果", "have its effect checked by somebody else")
        case .correctAnswer: Word("核实，答错的更正并告知客户", "check it, and tell the customer what is right")
        case .decideLeave: Word("批准或驳回请假", "agree to the leave or refuse it")
        case .reportBack: Word("销假", "report back")
        case .decideSwap: Word("批准或驳回换班", "agree to the swap or refuse it")
        case .briefSwap: Word("双方交代清楚并各自确认", "brief each other, and say so")
        case .decideLiability: Word("认定双方责任", "settle the shares of both")
        case .writeHandover: Word("写好交接班记录并交班", "write the sheet and hand over")
        case .takeHandover: Word("接班签收，或说明拒接原因", "accept it, or refuse it with reasons")
        case .leaveHandover: Word("交接完毕", "hand everything over")
        case .answerHandover: Word("处理异议", "settle the objection")
        case .decideCorrection: Word("批准或驳回补卡", "agree to the correction or refuse it")
        case .decideOvertime: Word("批准或驳回加班", "agree to the overtime or refuse it")
        case .returnToPost: Word("按时回岗", "be back at the post")
        case .checkBeforeShift: Word("完成班前检查", "do the check before the shift")
        case .confirmAttendance: Word("确认当月考勤或提出异议", "confirm the month or object to it")
        case .checkAttendance: Word("核对当月考勤", "check the month")
        case .acknowledgeDispatch: Word("确认收到指令，或说明不能执行的原因", "acknowledge the command, or refuse it with a reason")
        case .carryOutDispatch: Word("完成指令", "have the command done")
        case .handInReport: Word("提交当天的工作小结和次日计划", "hand in the day's summary and tomorrow's plan")
        case .verifySample: Word("向客户核实", "check it with the customer")
        case .doDayStep: Word("办好当日步骤，或写明原因略过", "do the step of the day, or leave it out with a reason")
        case .confirmDayStep: Word("确认，或退回重做", "confirm it or send it back")
        }
    }
}

extension LeaveNotice {
    /// 24 小时; 1 个日历日.
    func spoken(_ language: Language) -> String { span.spoken(language) }
}

extension Range<TimeOfDay> {
    /// `21:00–09:00`; what goes past midnight ends on the next day's clock.
    var spoken: String {
        let day = TimeOfDay.at(24).minutes
        let end = upperBound.minutes > day ? TimeOfDay(minutes: upperBound.minutes - day) : upperBound
        return "\(lowerBound)–\(end)"
    }

    /// Whether an instant lies in these hours of any day.
    func holds(_ instant: Instant, in zone: Zone) -> Bool {
        let time = instant.local(zone).time
        if contains(time) { return true }
        let day = TimeOfDay.at(24).minutes
        return upperBound.minutes > day && time.minutes < upperBound.minutes - day
    }
}

extension Word {
    static let ruleDeadline = Word("时限：{0}。", "Time limit: {0}.")
    static let ruleGap = Word("；", "; ")
    static let ruleWithin = Word("{0} {1}内{2}", "to {2} within {1} {0}")
    static let ruleEvery = Word("{0}每 {1}{2}", "to {2} at least every {1} {0}")
    static let rulePromised = Word("在承诺的时间内{0}", "to {0} by the time promised")
    static let ruleShare = Word("承诺时间用到 {0} 仍未办成的，到时之前{1}", "to {1} before the promised time, asked at {0} of it")
    static let ruleFromAcceptance = Word("自受理起", "from acceptance")
    static let ruleOwedBy = Word("，由{0}负责", ", owed by: {0}")
    static let ruleWarnings = Word("用到 {0} 提醒", "reminders at {0}")
    static let ruleEscalate = Word("超时升级至{0}", "overdue it goes to: {0}")
    static let ruleEscalateAt = Word("用到 {0} 升级至{1}", "at {0} it goes to: {1}")
    static let ruleEscalateAfter = Word("超时 {0}后升级至{1}", "{0} overdue it goes to: {1}")
    static let ruleScope = Word("适用于：{0}。", " Applies to: {0}.")
    static let ruleScopeGap = Word("；", "; ")
    static let ruleAttestation = Word("自查确认：由{0}{1}确认一次。", "Check: made by: {0}, {1}.")
    static let ruleReference = Word("参阅：须知悉，不作自动核对。", "For reference: to be known; nothing is checked by itself.")
    static let ruleGate = Word("核对：{0}", "Checked: {0}")

    static let ruleRegistration = Word("首次登记须填齐{0}。", "on first save the register holds {0}.")
    static let ruleJudgement = Word(
        "调查前写明理由是否充分、要求是否合理、是否成立及依据。",
        "before the investigation: are the grounds sufficient, is the demand reasonable, does it stand, and why.")
    static let rulePromiseFirst = Word(
        "进入调查前须给客户明确的答复时间。", "the customer has a definite time before the investigation begins.")
    static let ruleCause = Word(
        "提出方案前须查明直接原因、根本原因和责任人。", "cause, root cause and person responsible are found before a proposal.")
    static let ruleProposals = Word("提交批示须有至少 {0} 个方案。", "at least {0} proposals before the decision.")
    static let ruleProposalsRead = Word(
        "提交批示须有至少 {0} 个方案，批示人逐个读过才能批示。", "at least {0} proposals before the decision, each read by the decider.")
    static let ruleProposalFields = Word("每个方案写明{0}。", " Each says: {0}.")
    static let ruleProposalsBy = Word("由{0}批示。", " Decided by: {0}.")
    static let ruleCauseStatement = Word("并听取当事人说明。", " And what that person says.")
    static let ruleNature = Word(
        "技术问题由{0}调查，服务问题由{1}调查。", "what is technical is looked into by: {0}; what is service by: {1}.")
    static let ruleReturns = Word("退回过 {0} 次再退回的，由{1}裁定。", " Returned {0} times before, the next return goes to: {1}.")
    static let ruleReturnWithin = Word("签收后 {0}内发现不当的可以退回。", " What was signed for may be returned within {0}.")
    static let ruleTransferReport = Word(
        "移交过的，先把处理结果反馈移交人，再请客户确认。",
        "what was handed on: the result is back with whoever handed it on before the customer is asked.")
    static let ruleSessionsBy = Word("由{0}主持。", " Held by: {0}.")
    static let ruleAuthority = Word(
        "批示的补偿不超过岗位权限，超出的只能升级。", "compensation stays within the authority of the post; beyond it, only escalation.")
    static let rulePenaltyLines = Word(
        "实施前写明直接责任人和部门经理两行处理，不处罚也写理由。",
        "a line for the person responsible and one for the manager, or why none, before it is carried out.")
    static let ruleCompensation = Word(
        "请客户确认前，补偿已送达或已定日期。", "compensation is delivered or dated before the customer is asked.")
    static let ruleAcceptance = Word("办结须经客户认可。", "the customer has accepted before completion.")
    static let ruleRefusals = Word("客户第 {0} 次不认可，转由{1}接办。", "the customer's refusal number {0} hands it to: {1}.")
    static let ruleSolution = Word("办结须写明解决办法。", "the solution is written down before completion.")
    static let ruleVisit = Word(
        "归档前须已回访，并说明原因、用时和解决办法。", "a return visit has told cause, time and solution before the archive.")
    static let ruleVisitorStores = Word(
        "门店办理的由未经手的{0}回访。", " What a store handled is visited by {0} who had no hand in it.")
    static let ruleVisitor = Word("回访人须是{0}。", "the visit is made by {0}.")
    static let ruleSummary = Word(
        "归档前须有类别、总体评价和教训（没有也写明）。", "category, evaluation and lesson, or none, before the archive.")
    static let ruleOwnAct = Word("不审批、核查或验收自己经办的事项。", "nobody decides, checks or approves their own act.")
    static let rulePhrases = Word("给客户的文字不出现{0}。", "what is written to a customer holds none of {0}.")
    static let ruleHorizon = Word("承诺须有明确时刻，最远 {0}。", "a promise has a definite time, at most {0} away.")
    static let ruleSuspension = Word(
        "暂停须有理由、告知和恢复日期，一次最长 {0}。", "a suspension has reason, notice and end, at most {0} away.")
    static let ruleOnDuty = Word("只把工单交给当班的人。", "cases are only given to people on duty.")
    static let ruleTransfers = Word("移交达 {0} 次后，只能交由{1}处理。", "after {0} transfers it goes only to: {1}.")
    static let ruleSteps = Word("按手册的步骤逐步办理，不跳步、不倒序。", "the steps are taken in their order and none is skipped.")
    static let ruleOwnership = Word("判断或答复前先写明是否我方问题及理由。", "ours or not, and why, before it is judged or answered.")
    static let ruleDirectory = Word("转介须指明目录中的单位和电话。", "a referral names a party of the directory and its number.")
    static let rulePaidConsent = Word(
        "非我方或服务期外的事项，报价并经客户同意后方可动工。", "not ours, or out of term: no work before the customer consents to the price.")
    static let ruleCustomerChoice = Word(
        "实施前须由客户在所提方案中选择。", "the customer has chosen among the proposals before it is carried out.")
    static let ruleProof = Word("补偿送达须有凭证。", "delivery of compensation has its proof.")
    static let ruleCorrective = Word(
        "期望未满足的，须有纠正措施单并已答复客户。", "an unmet expectation has a corrective action and a reply.")
    static let ruleDetails = Word("首次接触须问清该类别的必问项。", "what the category asks for is known at the first contact.")
    static let ruleMajorOwner = Word("重大工单归{0}承办。", "a major case is handled by: {0}.")
    static let ruleParties = Word("纠纷须登记至少 {0} 方当事人。", "a dispute has at least {0} parties.")
    static let ruleSessions = Word("签协议前至少调解 {0} 次。", "at least {0} sessions before an agreement.")
    static let ruleRepair = Word("维修须记明内容、用料和工时。", "a repair records work, material and time.")
    static let ruleSlips = Word("办结前督办单、协作单均已核实。", "every slip is verified before completion.")
    static let ruleRepeated = Word(
        "{0}内同一原因出现 {1} 次的，立项改进。", "the same cause {1} times within {0} opens a problem record.")
    static let ruleAcknowledged = Word("承办人须已签收现行手册。", "whoever works a case has acknowledged the handbook in force.")
    static let ruleRings = Word("电话响 {0} 声以内接起。", "the telephone is answered by ring number {0}.")
    static let ruleHangUp = Word("等客户先挂断。", "the customer hangs up first.")
    static let ruleLeaveOrdinary = Word(
        "普通请假于班次开始前至少 {0}提出。", "ordinary leave is asked for at least {0} before the shift.")
    static let ruleLeaveSudden = Word("突发事假于班次开始前至少 {0}提出。", "sudden leave is asked for at least {0} before the shift.")
    static let ruleLeaveHoliday = Word(
        "节假日不请假；特殊情况至少提前 {0}提出。", "no leave on holidays; in special cases it is asked for at least {0} before.")
    static let ruleLeaveRetroactive = Word(
        "事后补假于班次开始后 {0}内提出，批准前按旷工计。",
        "asked for afterwards: within {0} of the shift's beginning; until it is agreed to, the shift is an absence.")
    static let ruleLeaveOfficial = Word(
        "公出、外出学习须事先经批准。", "official business and study are agreed to before they begin.")
    static let ruleLeaveApproval = Word(
        "请假经有权人批准方生效，不得自批。", "leave is in force when somebody entitled has agreed to it, never one's own.")
    static let ruleLeaveBalance = Word("不超过假期余额。", "leave stays within its balance.")
    static let ruleLeaveSubstitute = Word(
        "热线、渠道的负责人请假须有人顶岗。", "who holds a line or a channel has somebody in their place.")
    static let ruleAbsenceCoverage = Word(
        "批准请假、换班后，组内人数不低于最少人数。", "no group falls below its minimum by an absence or a swap.")
    static let ruleSwapQualified = Word(
        "换班写明事由，双方能胜任对方的班。", "a swap has its reason, and both are qualified for the other's work.")
    static let ruleSwapConsent = Word(
        "对方本人登录同意；较早的班开始前 {0}仍未同意的作废。",
        "the colleague agrees in their own sign-in; {0} before the earlier shift the request lapses.")
    static let ruleSwapLimit = Word("每人每月换班至多 {0} 次", "at most {0} swaps a person and month")
    static let ruleSwapBoth = Word("，双方各计一次", ", counted for both")
    static let ruleSwapInitiator = Word("，只计申请人", ", counted for whoever asks")
    static let ruleSwapReturnCounts = Word("，还班另计一次。", ", the return counts again.")
    static let ruleSwapReturnFree = Word("，还班不计。", ", the return does not count.")
    static let ruleSwapApproval = Word(
        "换班经{0}看过人手后批准方生效。", "a swap is in force when agreed to, with the staffing in view, by: {0}.")
    static let ruleLiability = Word(
        "误班、空班的责任由{0}认定，双方比例合计 100%；不服的 {1} 天内申诉。",
        "who answers for a missed shift is settled, in shares that make 100 %, by: {0}; an appeal within {1} days.")
    static let ruleAttendanceGrade = Word(
        "迟到、早退 {0} 分钟以内不计，{1} 分钟以内为一级，{2} 分钟以内为二级，以上为三级；超过 {3} 分钟计旷工半天，未打卡计旷工。",
        "late or early: up to {0} minutes is nothing, up to {1} grade one, up to {2} grade two, more grade three; beyond {3} half a day is an absence, without any clock the whole."
    )
    static let ruleClockEarly = Word("提前 {0} 分钟到岗打卡。", "clocked in {0} minutes before the shift.")
    static let ruleClockCorrection = Word(
        "漏打卡每月至多补 {0} 次，{1} 天内提出。", "a forgotten clock is put right at most {0} times a month, within {1} days.")
    static let ruleLeavePostLimit = Word(
        "离岗每次不超过 {0} 分钟，每班不超过 {1} 次。", "away from one's post {0} minutes at most, {1} times a shift.")
    static let ruleLeavePostApproval = Word("离岗经{0}同意。", "nobody leaves their post unless agreed to by: {0}.")
    static let ruleOvertimeApproval = Word("加班事先经{0}批准。", "overtime is agreed to beforehand by: {0}.")
    static let ruleOvertimeLimit = Word(
        "加班每日不超过 {0} 小时，每月不超过 {1} 小时。", "overtime is at most {0} hours a day and {1} hours a month.")
    static let ruleOvertimeLieu = Word(
        "加班以调休补偿，{0} 天内休完；法定节假日加班不以调休抵付。",
        "overtime is made good by time off within {0} days; on a public holiday it is paid.")
    static let ruleAttendanceMonth = Word(
        "月度考勤经本人确认、{0}核对后锁定。", "a month is locked when its person has confirmed it and it was checked by: {0}.")
    static let ruleDispatchOnDuty = Word("指令下达给当班的人。", "commands are given to who is at work.")
    static let ruleReportClockOut = Word(
        "交了当天的工作小结和次日计划才下班打卡。", "nobody clocks out before the report of the day is handed in.")
    static let ruleSwapLegs = Word("换班当日和还班当日不得请假。", "no leave on a swapped shift nor on its return.")
    static let ruleDayClose = Word(
        "交班前，本班的每日步骤都已办好，或写明原因略过。",
        "before the shift is handed over every step of its day is done, or left out with a reason.")
    static let ruleHandoverSheet = Word(
        "交班前写明：{0}；没有的写“无”。", "before handing over the sheet states: {0}; what there is not is stated as none.")
    static let ruleHandoverEarly = Word("提前 {0}到岗接班。", "the next shift takes over {0} before it begins.")
    static let ruleHandoverShift = Word(
        "未交班不得下班，未接班不得上岗。", "nobody goes home before handing over, nor begins before taking over.")
    static let ruleHandoverWitness = Word(
        "请假、调岗、离职的交接，除交接双方外由{0}见证签字。",
        "what is handed over before a leave, a transfer or a resignation is also signed by: {0}.")
    static let ruleSwapRest = Word(
        "换班后前后两班之间至少休息 {0} 小时。", "after a swap there are at least {0} hours between two shifts.")
    static let ruleSwapReturn = Word("申请时定明还班日期，最远 {0} 天。", "the return shift is dated at once, at most {0} days away.")
    static let ruleContactRecord = Word("接听记录须写明{0}。", "the record of a contact holds {0}.")
}
