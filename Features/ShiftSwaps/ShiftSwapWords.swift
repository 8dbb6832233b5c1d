import Kernel

extension ShiftSwap.State {
    var word: Word {
        switch self {
        case .requested: Word("待对方同意", "waits for the colleague")
        case .accepted: Word("待批", "waits for a decision")
        case .declined: Word("对方未同意", "declined")
        case .approved: Word("已批准", "agreed to")
        case .rejected: Word("已驳回", "refused")
        case .withdrawn: Word("已撤回", "withdrawn")
        case .expired: Word("已作废", "lapsed")
        case .worked: Word("待还班", "return to come")
        case .returned: Word("已还班", "returned")
        case .missed: Word("误班", "missed")
        }
    }
}

extension ShiftSwap {
    /// Its state, and where nobody worked the return, that it was waived.
    var word: Word { state == .returned && waiver != nil ? .swapWaived : state.word }
}

extension ShiftSwap.Reason {
    var word: Word {
        switch self {
        case .family: Word("家事", "family")
        case .health: Word("就医", "health")
        case .errand: Word("须亲自办理的事", "an errand in person")
        case .study: Word("学习考试", "study")
        case .other: Word("其他", "other")
        }
    }
}

extension SwapLiability.State {
    var word: Word {
        switch self {
        case .opened: Word("听取陈述", "statements")
        case .decided: Word("已认定", "decided")
        case .appealed: Word("申诉中", "appealed")
        case .final: Word("终结", "final")
        }
    }
}

extension SwapLiability.Leg {
    var word: Word {
        switch self {
        case .swap: Word("换班", "the swapped shift")
        case .back: Word("还班", "the return")
        }
    }

    /// Of whom, and which hours.
    var missed: Word {
        switch self {
        case .swap: .swapMissOf
        case .back: .swapMissReturnOf
        }
    }
}

extension Word {
    static let swapTired = Word(
        "{0} 接 {1} 的班后，前后两班之间只剩 {2} 小时，至少要休息 {3} 小时。",
        "{0} would have {2} hours between shifts around {1}; {3} are the least.")
    static let liabilityShareLine = Word("{0} 的班，承担 {1}%", "the shift of {0}: {1}%")
    static let swapTitle = Word("换班", "Shift swaps")
    static let swapLead = Word(
        "和同事换一个班：对方本人同意、双方的上级批准后生效；还班日期一并定明。",
        "A shift for a shift: in force once the colleague has consented and a superior has agreed.")
    static let swapMarket = Word("可以接的班", "Requests I could take")
    static let swapMine = Word("我的换班", "Mine")
    static let swapDecisions = Word("待我批准", "To decide")
    static let swapUnreturned = Word("尚未还班", "Returns to come")
    static let swapNone = Word("没有换班申请。", "No swap is under way.")
    static let swapMarketNone = Word("现在没有同事公开求换班。", "Nobody offers a shift at the moment.")
    static let swapLapses = Word("同事须在 {0} 前同意，否则失效", "lapses if no colleague agrees by {0}")
    static let swapAsk = Word("申请换班", "Ask for a swap")
    static let swapNumber = Word("单号", "Number")
    static let swapInitiator = Word("申请人", "Asked by")
    static let swapCounterpart = Word("对方", "Colleague")
    static let swapAnybody = Word("不指定，公开征求", "whoever wants it")
    static let swapShift = Word("申请人的班", "Their shift")
    static let swapBack = Word("还班", "In return")
    static let swapBackHint = Word("选对方的一个班，由您去上。", "A shift of the colleague's that you work instead.")
    static let swapReason = Word("事由", "Reason")
    static let swapText = Word("事由说明", "In words")
    static let swapBriefing = Word("交代", "Briefing")
    static let swapBriefingHint = Word(
        "这个班上要注意什么：在办的事、约好的回电、要交的东西。",
        "What the shift needs: matters under way, calls promised, what is to be handed over.")
    static let swapUsed = Word("本月已换 {0} 次，至多 {1} 次", "{0} swaps this month, at most {1}")
    static let swapTally = Word("本月换班次数", "Swaps this month, by person")
    static let swapTallyPerson = Word("人员", "Person")
    static let swapTallyUnit = Word("单位", "Unit")
    static let swapTallyUsed = Word("已换", "Used")
    static let swapTallyMost = Word("上限", "At most")
    static let swapAccept = Word("同意换班", "Accept")
    static let swapDecline = Word("不换", "Decline")
    static let swapWithdraw = Word("撤回", "Withdraw")
    static let swapApprove = Word("批准", "Agree")
    static let swapReject = Word("驳回", "Refuse")
    static let swapBrief = Word("已交代清楚", "We have briefed each other")
    static let swapBriefed = Word("交代确认", "Briefed")
    static let swapBothBriefed = Word("双方已确认", "both have said so")
    static let swapNotBriefed = Word("尚未双方确认", "not by both yet")
    static let swapConsentAt = Word("对方同意时间", "Consent at")
    static let swapOpinion = Word("审批意见", "Opinion")
    static let swapState = Word("状态", "State")
    static let swapForm = Word("换班登记表", "Swap register")
    static let swapWorked = Word("是否上班", "Worked")
    static let swapSend = Word("提交申请", "Send the request")
    static let swapWithheld = Word("不能换的班 {0}", "{0} that cannot be swapped")
    static let swapWithheldBound = Word("已在一张换班单中", "in another swap already")
    static let swapWithheldLeg = Word("是换来或要还的班", "came of a swap, or returns one")
    static let swapWithheldLearning = Word("跟班学习，不单独上岗", "there to learn, not alone")
    static let swapNoShift = Word("今后 60 天没有可换的班。", "You have no shift to swap in the next 60 days.")
    static let swapPickColleague = Word(
        "指定了同事，再选对方的哪个班由您来还。", "Name a colleague, then choose which of their shifts you work in return.")

    static let swapTooLate = Word("离较早的一班太近，已来不及换。", "the earlier of the two shifts is too near.")
    static let swapLacksSkill = Word("{0}缺少这个班需要的“{1}”。", "{0} lacks “{1}”, which the shift needs.")
    static let swapReturnMissing = Word("还没有定还班。", "no return shift has been named.")
    static let swapReturnTooFar = Word("还班离换班超过 {0} 天。", "the return is more than {0} days away.")
    static let swapTooOften = Word("{0} {1} 已换班 {2} 次，至多 {3} 次。", "{0} has swapped {2} times in {1}, of {3}.")

    static let swapUnknown = Word("没有这张换班单。", "There is no such swap.")
    static let swapNotNow = Word("这张换班单{0}，不能再这样办。", "This swap is past that: {0}.")
    static let swapNotYours = Word("这不是您的换班。", "This swap is not yours.")
    static let swapOwnAct = Word("换班须对方本人同意、由他人批准。", "The colleague consents, and somebody else agrees.")
    static let swapShiftGone = Word(
        "这个班已有变动或已开始，请刷新后再选。", "The shift has changed, or has begun; reload and choose again.")
    static let swapIsLeg = Word("换来的班和还班不能再换。", "A swapped shift and its return are not swapped again.")
    static let swapIsShadow = Word("带教中的班不能换。", "A shift in training is not swapped.")
    static let swapSameShift = Word("不能用同一个班来还。", "A shift is not returned by itself.")
    static let swapAsked = Word("这个班已在换班单 {0} 中。", "Swap {0} is about this shift already.")
    static let swapNoColleague = Word("请选同一单位在职的同事。", "Choose a colleague of the unit.")
    static let swapNotOfUnit = Word("只能换同一单位的班。", "Only shifts of one unit are swapped.")
    static let swapOverlap = Word("与 {0} 的班重叠。", "It overlaps with the shift of {0}.")
    static let swapOnLeave = Word("那天已请假（{0}）。", "That day is on leave ({0}).")
    static let swapBriefedAlready = Word("您已确认过。", "You have said so already.")
    static let swapNotOver = Word("还没到那个班。", "The shift has not come yet.")
    static let swapTooMany = Word("您最多同时有 {0} 张待办的换班申请。", "At most {0} requests of yours wait at a time.")

    static let liabilityTitle = Word("责任认定", "Who answers for it")
    static let liabilityStatement = Word("我的陈述", "My statement")
    static let liabilityState = Word("提交陈述", "Make the statement")
    static let liabilityShareOf = Word("{0}承担（%）", "{0} answers for (%)")
    static let liabilityShares = Word("{0} {1}%，{2} {3}%", "{0} {1} %, {2} {3} %")
    static let liabilityDecide = Word("认定责任", "Settle the shares")
    static let liabilityAppeal = Word("申诉", "Appeal")
    static let liabilityAccept = Word("认可", "Accept")
    static let liabilityReason = Word("理由", "Reason")
    static let liabilityMissed = Word("误班时间", "Missed")
    static let liabilityAppealBy = Word("申诉截止", "To be appealed against until")
    static let liabilityAppealLate = Word("申诉期限到 {0} 为止，已过。", "an appeal was to be brought until {0}.")
    static let liabilityUnknown = Word("没有这项责任认定。", "There is no such matter.")
    static let liabilityNotNow = Word("这项责任认定已过了这一步。", "The matter is past that.")
    static let liabilityNotYours = Word("只有双方当事人可以这样做。", "Only the two may do that.")
    static let liabilityOwnAct = Word("当事人不能认定自己的责任。", "Nobody settles their own share.")
    static let liabilitySameDecider = Word("申诉须由另一位有权人复核。", "An appeal is decided by somebody else.")
    static let liabilityNotHeard = Word(
        "须先听取双方陈述；三天内不陈述的，期满后可以认定。",
        "Both are heard first; whoever says nothing within three days is decided about without their words.")
    static let liabilityOpenedAlready = Word("已开立责任认定。", "It has been opened already.")
}
