import Handbook
import Kernel

/// My day.
extension Word {
    static let myDay = Word("我的一天", "My day")
    static let myDayEarly = Word("夜深了，{0}。", "Good night, {0}.")
    static let myDayMorning = Word("早上好，{0}。", "Good morning, {0}.")
    static let myDayNoon = Word("中午好，{0}。", "Good day, {0}.")
    static let myDayAfternoon = Word("下午好，{0}。", "Good afternoon, {0}.")
    static let myDayEvening = Word("晚上好，{0}。", "Good evening, {0}.")
    static let myDayLate = Word("已超时", "Overdue")
    static let myDayToday = Word("今天", "Today")
    static let myDayLater = Word("以后", "Later")
    static let myDayOwed = Word("要做的事", "What is owed")
    static let myDayRecord = Word("事项", "Record")
    static let myDayDue = Word("到期", "Due")
    static let myDayPromises = Word("我的承诺", "My promises")
    static let myDayChecks = Word("待自查确认", "Checks to be made")
    static let myDayToRead = Word("待签收的手册", "Handbooks to acknowledge")
    static let myDayExceptions = Word("待我决定的例外", "Exceptions for my decision")
    static let myDayNotices = Word("通知", "Notices")
    static let myDayRead = Word("知道了", "Read")
    static let myDayReadAll = Word("全部知道了", "All read")
    static let myDayEmpty = Word(
        "现在没有要做的事。接到新的来电或来访，就从登记开始，手册会列出要做的事。",
        "Nothing is owed now. A new call or visit begins with its registration, and the handbook says what is owed.")
    static let myDayCut = Word("只列出最先到期的 {0} 项。", "Only the first {0} are listed.")
    static let myDayNote = Word("说明（可不填）", "Note (optional)")
    static let myDayAttested = Word("已记录自查结果。", "The check is recorded.")
    static let myDayToCases = Word("查看工单", "See the cases")
    static let myDayByPost = Word("责任岗位：{0}", "by {0}")
}

/// The gate and the exceptions.
extension Word {
    static let gateObjection = Word("{0}（{1}）", "{0} ({1})")
    static let gateObjections = Word(
        "手册不允许这一步，有 {0} 条：{1}", "The handbook does not allow this step, for {0} reasons: {1}")
    static let gateAskSuperior = Word(
        "确有特殊情况的，请向上级说明，由上级调整排班。", "Where it cannot be helped, talk to your superior, who can change the roster.")
    static let gateNumbered = Word("§{0} {1}", "§{0} {1}")
    static let exceptionDecidedAlready = Word("这项申请已经决定。", "This request has been decided already.")
    static let exceptionNotApproved = Word("这项例外还没有获准。", "This exception has not been approved.")
    static let exceptionOwn = Word("自己的申请须由他人决定。", "Another person decides on your request.")
    static let exceptionNeedsSuperior = Word(
        "手册禁止的事，只有申请人的上级才能破例。", "What the handbook forbids, only somebody above the asker may allow.")
    static let exceptionAlreadyAsked = Word(
        "同一条款的例外已在申请中，或已获准尚未使用。", "The same exception is being asked for, or was approved and not used yet.")
    static let exceptionNotOwed = Word(
        "这一条现在没有未了的义务，不需要例外。", "Nothing is owed under this clause now; no exception is needed.")
    static let exceptionNothing = Word(
        "这一条供人知晓，没有可以破例的内容。", "This clause is there to be known; nothing in it needs an exception.")

    static let exceptionRoundOver = Word(
        "提出申请以后，工单已经重开；仍需要例外的，请在重开后的工单上重新申请。",
        "The case has been reopened since this was asked; if an exception is still needed, ask for it anew on the reopened case."
    )

    static let exceptionsTitle = Word("例外", "Exceptions")
    static let exceptionsWaiting = Word("待决定", "Waiting")
    static let exceptionsDecided = Word("已决定", "Decided")
    static let exceptionsNone = Word(
        "没有待决定的例外。办事受条款所阻时，从提示里的“申请例外”提出。",
        "No exception waits. Whoever is held up by a clause asks for one from the refusal.")
    static let exceptionNew = Word("申请例外", "Ask for an exception")
    static let exceptionSubject = Word("事项", "Record")
    static let exceptionClause = Word("条款", "Clause")
    static let exceptionReason = Word("理由", "Reason")
    static let exceptionReasonHint = Word(
        "为什么这一次应当破例。批准人会看到，并随条款计数。", "Why this once. The approver sees it, and it is counted beside the clause.")
    static let exceptionAsker = Word("申请人", "Asked by")
    static let exceptionDecision = Word("决定", "Decision")
    static let exceptionDecisionText = Word("决定的说明", "Words of the decision")
    static let exceptionApprove = Word("批准", "Approve")
    static let exceptionDecline = Word("不批准", "Decline")
    static let exceptionAsk = Word("提交申请", "Send the request")
    static let exceptionSent = Word("已提交，等待决定。", "Sent; it waits for a decision.")
    static let exceptionDecided = Word("已决定，申请人会收到通知。", "Decided; the asker is told.")
    static let exceptionForbidden = Word(
        "这一条是禁止性条款，须由您的上级批准。", "This clause forbids: somebody above you must approve.")
    static let exceptionOwnWaits = Word("您自己的申请，等待他人决定。", "Your own request; another person decides.")
    static let exceptionStateApproved = Word("已批准", "approved")
    static let exceptionStateDeclined = Word("未批准", "declined")
    static let exceptionStateUsed = Word("已使用", "used")
    static let exceptionStateWaiting = Word("待决定", "waiting")
    static let exceptionDeclineText = Word("不批准时请写明原因。", "Say why it is declined.")
    static let strengthAdvise = Word("提示", "advised")
    static let strengthRequire = Word("必须", "required")
    static let strengthForbid = Word("禁止", "forbidden")
}

/// 条款执行率.
extension Word {
    static let adherenceTitle = Word("条款执行率", "Adherence")
    static let adherenceLead = Word("《{0}》{1} 版 · {2} 至 {3}", "“{0}”, version {1} · {2} to {3}")
    static let adherenceFrom = Word("从", "From")
    static let adherenceTo = Word("到", "To")
    static let adherenceHandbook = Word("手册", "Handbook")
    static let adherenceUnit = Word("单位", "Unit")
    static let adherencePerson = Word("人员", "Person")
    static let adherenceAnyUnit = Word("全部单位", "All units")
    static let adherenceAnyone = Word("全部人员", "Everybody")
    static let adherenceNobody = Word("无人经手", "nobody")
    static let adherenceShow = Word("查看", "Show")
    static let adherenceBy = Word("按", "By")
    static let adherenceByClause = Word("按条款", "By clause")
    static let adherenceByUnit = Word("按单位", "By unit")
    static let adherenceByPerson = Word("按人员", "By person")
    static let adherenceByWeek = Word("按周", "By week")
    static let adherenceKey = Word("条款", "Clause")
    static let adherenceWeek = Word("周（起于周一）", "Week (from Monday)")
    static let adherenceApplied = Word("适用", "Applied")
    static let adherenceKept = Word("按时", "Kept")
    static let adherenceLate = Word("迟办", "Kept late")
    static let adherenceBroken = Word("未办", "Broken")
    static let adherenceExempted = Word("豁免", "Exempted")
    static let adherenceRunning = Word("进行中", "Running")
    static let adherenceRate = Word("执行率", "Rate")
    static let adherenceSlack = Word("余量中位", "Median slack")
    static let adherenceSlackLate = Word("晚 {0}", "{0} late")
    static let adherenceTotal = Word("合计", "Total")
    static let adherenceNone = Word(
        "这段时间里没有任何条款适用。换一段时间或放宽筛选。", "No clause applied in this time. Choose another period or fewer filters.")
    static let adherenceNeverApplied = Word("从未适用的条款", "Clauses never applied")
    static let adherenceNeverAppliedHint = Word(
        "这段时间没有一件事触及它们：或者写得用不上，或者没有人去做。", "Nothing touched them in this time: written for nothing, or passed by.")
    static let adherenceNeverKept = Word("无人做到的条款", "Clauses nobody keeps")
    static let adherenceNeverKeptHint = Word(
        "有人该做，一次也没有按时做到：期限可能不切实际，或者该换一种写法。", "Owed, and never once kept: the time may be unreal, or the words.")
    static let adherenceTrend = Word("近 {0} 周执行率", "Rate over {0} weeks")
    static let adherenceTrendLine = Word(
        "每周执行率折线图，最近一周 {0}。", "A line of the weekly rate, {0} in the last week.")
    static let adherenceCut = Word(
        "这段时间的记录超过一次能数的 {0} 条，数字不全。请缩短时间或选定单位。",
        "More than the {0} records that one report can count; the figures are not whole. Choose a shorter time or one unit."
    )
    static let adherenceRecords = Word("明细", "Records")
    static let adherenceRecordsNone = Word("没有符合这些条件的记录。", "No record fits.")
    static let adherenceOutcome = Word("结果", "Outcome")
    static let adherenceStarted = Word("起算", "Started")
    static let adherenceEnded = Word("完成", "Ended")
    static let adherenceRecordSlack = Word("余量", "Slack")
    static let adherenceProof = Word("期限证明", "Proof")
    static let adherencePeriodOrder = Word("结束日期不能早于开始日期。", "The end must not lie before the beginning.")
    static let adherencePeriodLength = Word("一次最多看 {0} 天。", "At most {0} days at a time.")
    static let adherencePrinted = Word(
        "文件编号 {0} · 版本 {1} · 数字由记录算出", "Document {0} · version {1} · figures counted from the records")
    static let adherenceReportLine = Word(
        "条款执行率：《{0}》{1} 版（{2}），{3} 至 {4}，时区 {5}", "Adherence to “{0}”, version {1} ({2}), {3} to {4}, zone {5}")
    static let adherenceColon = Word("：", ": ")
    static let adherenceListComma = Word("、", ", ")
}

extension Adherence.Grouping {
    var word: Word {
        switch self {
        case .clause: .adherenceByClause
        case .unit: .adherenceByUnit
        case .person: .adherenceByPerson
        case .week: .adherenceByWeek
        }
    }

    /// The head of the first column.
    var keyWord: Word {
        switch self {
        case .clause: .adherenceKey
        case .unit: .adherenceUnit
        case .person: .adherencePerson
        case .week: .adherenceWeek
        }
    }
}

extension Adherence.Outcome {
    var word: Word {
        switch self {
        case .kept: .adherenceKept
        case .late: .adherenceLate
        case .broken: .adherenceBroken
        case .exempted: .adherenceExempted
        case .running: .adherenceRunning
        }
    }
}

extension Strength {
    var shortWord: Word {
        switch self {
        case .advise: .strengthAdvise
        case .require: .strengthRequire
        case .forbid: .strengthForbid
        }
    }
}

extension Obligation.Rule {
    /// What is to be done, as one would say it to a colleague.
    var owedWord: Word {
        switch self {
        case .deadline(let rule): rule.owedWord
        case .gate(let rule): rule.owedWord
        case .attestation: Word("自查确认", "Make the check")
        }
    }
}

extension DeadlineRule {
    var owedWord: Word {
        switch self {
        case .accept: Word("受理", "Accept it")
        case .firstReply: Word("首次回复客户", "Answer the customer")
        case .complete: Word("办结", "Complete it")
        case .progressNotice: Word("告知客户进展", "Tell the customer how it stands")
        case .informManager: Word("告知部门经理", "Inform the manager")
        case .judge: Word("判断是否成立", "Judge it")
        case .investigate: Word("查明原因", "Find the cause")
        case .decide: Word("作出批示", "Decide it")
        case .returnVisit: Word("回访客户", "Visit the customer")
        case .summarise: Word("总结归档", "Summarise it")
        case .signTransfer: Word("签收移交", "Sign for the transfer")
        case .assign: Word("指派工单", "Assign the case")
        case .answerCustomer: Word("把结果告诉客户", "Tell the customer the result")
        case .planProblem: Word("立项：定负责人和措施", "Problem: owner and measure")
        case .takeEscalation: Word("接手升级", "Take the escalation on")
        case .keepPromise: Word("兑现承诺", "Keep the promise")
        case .interimNotice: Word("承诺到期前先告知客户", "Call the customer before the promise runs out")
        case .informChange: Word("变化告知客户", "Tell the customer of the change")
        case .assess: Word("评估建议", "Assess the suggestion")
        case .dispatch: Word("派单", "Dispatch a repairer")
        case .arrive: Word("上门", "Be on site")
        case .mediate: Word("召集调解", "Hold a session")
        case .answerSlip: Word("接单或退回", "Accept or decline the slip")
        case .finishSlip: Word("办完督办/协作事项", "Do what the slip asks")
        case .verifySlip: Word("核实督办/协作结果", "Verify the slip")
        case .correct: Word("完成纠正措施", "Carry out the corrective action")
        case .handUp: Word("当场解决或上交总部", "Settle it or hand it up")
        case .answerStore: Word("答复门店", "Answer the store")
        case .triageContact: Word("判断能否当场解决", "Judge whether the call can solve it")
        case .resumeContact: Word("回到等候的客户", "Come back to the customer who waits")
        case .returnMissed: Word("回未接来电", "Return the missed call")
        case .acknowledgeCallback: Word("确认接下回电", "Take the call-back on")
        case .contactCallback: Word("给客户回电", "Call the customer back")
        case .coverChannel: Word("补上渠道的无人值守时段", "Fill the uncovered hours of the channel")
        case .verifyChannel: Word("核对渠道登记", "Verify the entry of the channel")
        case .answerLetter: Word("答复来信", "Answer the letter")
        case .readMessage: Word("读留言", "Read the message")
        case .handleMessage: Word("处理留言", "Deal with the message")
        case .acknowledgeHandbook: Word("阅读并签收手册", "Read and acknowledge the handbook")
        case .reviewHandbook: Word("评审手册", "Review the handbook")
        case .readDay: Word("阅签客户意见日汇总", "Read the summary of the day")
        case .readUnsolved: Word("阅签未解决投诉", "Read the unsolved complaints")
        case .readWeek: Word("阅签周排名", "Read the ranking of the week")
        case .publishDigest: Word("提交投诉分类统计表", "Submit the complaint digest")
        case .doMeasure: Word("落实改进措施", "Carry out the countermeasure")
        case .checkMeasure: Word("核对改进措施的效果", "Check the effect of the countermeasure")
        case .correctAnswer: Word("核实并更正答复", "Check the answer, and put it right")
        case .decideLeave: Word("审批请假", "Decide the leave request")
        case .reportBack: Word("销假", "Report back from leave")
        case .decideSwap: Word("审批换班", "Decide the shift swap")
        case .briefSwap: Word("换班交代清楚并确认", "Brief each other on the swap")
        case .decideCorrection: Word("审批补卡", "Decide the clock correction")
        case .decideOvertime: Word("审批加班", "Decide the overtime")
        case .returnToPost: Word("离岗按时返回", "Be back at the post")
        case .checkBeforeShift: Word("班前检查", "Check before the shift")
        case .confirmAttendance: Word("确认月度考勤", "Confirm the month's attendance")
        case .checkAttendance: Word("核对月度考勤", "Check the month's attendance")
        case .acknowledgeDispatch: Word("确认收到指令", "Acknowledge the command")
        case .carryOutDispatch: Word("完成指令", "Carry out the command")
        case .handInReport: Word("提交工作小结与计划", "Hand in the daily report")
        case .decideLiability: Word("认定误班责任", "Settle who answers for the missed shift")
        case .writeHandover: Word("写交接班记录并交班", "Write the sheet and hand over")
        case .takeHandover: Word("接班签收", "Take over")
        case .leaveHandover: Word("离岗前办理工作交接", "Hand over before leaving")
        case .answerHandover: Word("处理交接异议", "Settle the objection")
        case .verifySample: Word("抽查回访", "Check the sampled case")
        case .doDayStep: Word("办当日步骤", "Do the step of the day")
        case .confirmDayStep: Word("确认当日步骤", "Confirm the step of the day")
        case .publishRoster: Word("发布下月排班表", "Publish the roster of the next month")
        }
    }
}

extension Gate.Rule {
    var owedWord: Word {
        switch self {
        case .registration: Word("登记齐全", "Complete register")
        case .judgement: Word("写明判断理由", "Reasoned judgement")
        case .promiseBeforeInvestigation: Word("调查前给出答复时间", "A time given before the investigation")
        case .cause: Word("查明原因和责任人", "Cause and person found")
        case .proposals: Word("方案齐备", "Proposals ready")
        case .authorityLimit: Word("批示不越权", "Decision within authority")
        case .penaltyLines: Word("处罚行齐备", "Penalty lines filled in")
        case .compensationDelivered: Word("补偿兑现", "Compensation delivered")
        case .customerAcceptance: Word("客户认可", "Customer's acceptance")
        case .refusalLimit: Word("多次不认可由经理接办", "Manager takes over after refusals")
        case .solution: Word("写明解决办法", "Solution written down")
        case .returnVisit: Word("归档前回访", "Visit before the archive")
        case .visitor: Word("回访人合适", "The right visitor")
        case .summary: Word("总结齐备", "Summary complete")
        case .ownAct: Word("不批自己的方案", "Not one's own proposal")
        case .bannedPhrases: Word("措辞得体", "Becoming words")
        case .promiseHorizon: Word("承诺不过远", "Promise not too far")
        case .suspension: Word("挂起不过长", "Suspension not too long")
        case .onDuty: Word("只交给当班的人", "Only to people on duty")
        case .transferLimit: Word("移交不过多", "Not handed on too often")
        case .transferReport: Word("结果反馈移交人", "Result back to whoever handed it on")
        case .investigatorByNature: Word("按性质调查", "Investigated by its nature")
        case .stepsInOrder: Word("逐步办理", "Steps in order")
        case .acknowledgedHandbook: Word("先签收手册", "Handbook acknowledged first")
        case .ownership: Word("判断是否我方", "Ours or not")
        case .referralDirectory: Word("按目录转介", "Referred by the directory")
        case .paidConsent: Word("收费先经同意", "Consent before paid work")
        case .customerChoice: Word("客户选择方案", "Customer's choice")
        case .deliveryProof: Word("补偿送达有凭证", "Proof of delivery")
        case .correctiveAction: Word("期望未满足须纠正", "Corrective action taken")
        case .details: Word("首次问清细节", "Details asked at once")
        case .majorOwner: Word("重大工单归经理", "Major case to its owner")
        case .parties: Word("当事人齐备", "Parties named")
        case .sessions: Word("经过调解", "Sessions held")
        case .repairRecord: Word("维修记录齐备", "Repair recorded")
        case .slipsSettled: Word("督办、协作已核实", "Slips settled")
        case .repeatedCause: Word("同因重复立项", "Repeated cause becomes a problem")
        case .contactRings: Word("铃响几声内接起", "Answered in time")
        case .contactHangUp: Word("客户先挂断", "Customer hung up first")
        case .contactRecord: Word("接听记录齐全", "Complete record of the contact")
        case .contactClosing: Word("去电收尾齐备", "Closing of a call of ours")
        case .contactRepeat: Word("一次解决，不再来电", "Solved at once, no second call")
        case .contactLength: Word("通话不过长", "Contact not too long")
        case .quietHours: Word("不在休息时间打扰", "No calls in quiet hours")
        case .contactOutcome: Word("去电有结果和反应", "Result and mood of a call of ours")
        case .visitSatisfaction: Word("回访问明满意度", "Satisfaction asked on a visit")
        case .guidance: Word("指导前问明电脑水平", "Computer skill known before guidance")
        case .leaveOrdinary: Word("普通请假提前申请", "Ordinary leave asked for in time")
        case .leaveSudden: Word("突发事假班前申请", "Sudden leave asked for before the shift")
        case .leaveHoliday: Word("节假日请假提前申请", "Holiday leave asked for in time")
        case .leaveRetroactive: Word("补假在期限内", "Late request within its window")
        case .leaveOfficial: Word("公出、学习事先批准", "Official leave agreed to before")
        case .leaveApproval: Word("有权人批准", "Agreed to by somebody entitled")
        case .leaveBalance: Word("不超假期余额", "Within the balance")
        case .leaveSubstitute: Word("专人请假有人顶岗", "Somebody in the holder's place")
        case .absenceCoverage: Word("不低于最少人数", "Not below the minimum")
        case .swapQualified: Word("换班双方能顶对方的班", "Qualified for each other's work")
        case .swapConsent: Word("对方本人同意", "Colleague's own consent")
        case .swapLimit: Word("每月换班不超次数", "Not too many swaps a month")
        case .swapApproval: Word("换班经有权人批准", "Swap agreed to by somebody entitled")
        case .liabilityDecision: Word("责任由有权人认定", "Shares settled by somebody entitled")
        case .swapLegs: Word("换班、还班日不请假", "No leave on a swapped shift")
        case .swapRest: Word("换班后有休息", "Rest after a swap")
        case .swapReturn: Word("还班定明日期", "Return shift dated")
        case .handoverSheet: Word("交接班记录写全", "Sheet complete")
        case .handoverEarly: Word("提前到岗接班", "Taken over early")
        case .handoverShift: Word("交接班之后上下班", "Handed over before leaving, taken over before beginning")
        case .dayClose: Word("交班前步骤办完", "No step open at the handover")
        case .handoverWitness: Word("见证人签字", "Signed by a witness")
        case .attendanceGrade: Word("按时到岗打卡", "Clocked in on time")
        case .clockEarly: Word("提前到岗交接", "Early enough for the handover")
        case .clockCorrection: Word("补卡不超次数和期限", "Clock corrections within their limit")
        case .leavePostLimit: Word("离岗不超时限和次数", "Away from the post within the limit")
        case .leavePostApproval: Word("离岗经批准", "Leaving the post agreed to")
        case .overtimeApproval: Word("加班事先批准", "Overtime agreed to beforehand")
        case .overtimeLimit: Word("加班不超限", "Overtime within the limit")
        case .overtimeLieu: Word("调休补偿合乎规定", "Time off in lieu as the law has it")
        case .attendanceMonth: Word("考勤确认、核对后锁定", "Month confirmed and checked before it is locked")
        case .dispatchOnDuty: Word("指令给当班的人", "Commands given to who is at work")
        case .reportClockOut: Word("交了日报再下班", "Report handed in before clocking out")
        case .firstLevel: Word("一线先作分析", "First analysis by the first level")
        case .rosterMinimum: Word("班组人数不低于下限、不空岗", "No group below its minimum, no hour empty")
        case .rosterQualified: Word("未受训的不独立上岗", "Nobody untrained works alone")
        case .postHolders: Word("同一岗位在任人数不超", "No more holders of a post than allowed")
        case .rosterRest: Word("两班之间有休息", "Rest between shifts")
        case .rosterWeek: Word("每周工时不超", "Hours of the week")
        case .dutyManned: Word("值班有人", "Duty is manned")
        case .rosterMonthEdge: Word("月初月末有人", "Enough at the edges of a month")
        }
    }
}
