import Kernel

extension Word {
    static let proposalTitle = Word("按需求排班", "Propose a roster")
    static let proposalLead = Word(
        "按历史来电测算每半小时要几个人，再排出一张草稿；硬性规定一条不破，其余按权重取舍。",
        "From past contacts to people needed by half hour, to a draft: hard rules are kept, the rest is weighed.")
    static let proposalSeconds = Word("最多计算多少秒", "Search for at most so many seconds")
    static let proposalSecondsHint = Word(
        "5 到 600 秒；随时可以停止，取当时最好的一张。", "5 to 600; stop at any time and keep the best so far.")
    static let proposalAsk = Word("开始计算", "Start")
    static let proposalAgain = Word("重新计算", "Start again")
    static let proposalStop = Word("停止，用目前最好的", "Stop and keep the best")
    static let proposalStopping = Word("正在停止 …", "stopping …")
    static let proposalTake = Word("采用，填入草稿", "Take it into the draft")
    static let proposalDrop = Word("不采用", "Do not take it")
    static let proposalTaken = Word("已填入草稿；请核对后发布。", "The draft is filled; check it, then publish.")
    static let proposalAsked = Word("已开始计算。", "The search has begun.")
    static let proposalWaiting = Word("排队中 …", "waiting …")
    static let proposalRunning = Word(
        "已算 {0} 秒（最多 {1} 秒）：目前最好 {2} 分，理论下限{3}",
        "{0} s of at most {1} s: best so far {2} points, no roster below {3}")
    static let proposalRunningFirst = Word("已算 {0} 秒（最多 {1} 秒）：还没有第一张", "{0} s of at most {1} s: no first answer yet")
    static let proposalBound = Word(" {0} 分", "{0}")
    static let proposalUnknownBound = Word("未知", "unknown")
    static let proposalDone = Word(
        "算了 {0} 秒：{1} 分；理论下限{2}。分数越低越好，0 分为全部满足。",
        "{0} s: {1} points; no roster below {2}. Fewer is better, 0 means everything is met.")
    static let proposalBest = Word("已证明没有更好的排法。", "Proven: no roster is better.")
    static let proposalHard = Word("做不到的硬性规定 {0} 处", "{0} hard rules cannot be kept")
    static let proposalHardHint = Word(
        "人手或班次不够：加人、加班次或放宽测算后重算。仍可填入草稿，再逐处调整。",
        "Not enough people or shifts: add some, or ease the terms, and start again. It can be taken and mended by hand."
    )
    static let proposalSoft = Word("没有满足的意愿与软规则 {0} 处", "{0} wishes and soft rules not met")
    static let proposalAllMet = Word("意愿与软规则全部满足。", "All wishes and soft rules are met.")
    static let proposalPoints = Word("代价", "Cost")
    static let proposalWhat = Word("哪一处", "What")
    static let proposalWhyColumn = Word("为什么不满足", "Why")
    static let proposalGrid = Word("排出来的班", "The proposed shifts")
    static let proposalCoverage = Word("各小时在岗与需求", "Coverage by hour against demand")
    static let proposalCoverageHint = Word(
        "格里是这一小时最少的在岗人数／需要人数；红色为不足，带 ! 号。",
        "The fewest there in that hour / needed; red with ! where there are too few.")
    static let proposalBasis = Word(
        "依据：{0} 天历史，来电接待 {1} 次、其他渠道工单 {2} 件；平均处理 {3} 秒。",
        "From {0} days of history: {1} contacts and {2} cases by other channels; {3} s handling.")
    static let proposalMissed = Word("近三周回测误差 {0}%。", "Error on the last three weeks: {0} %.")
    static let proposalWide = Word(
        "误差过大，所需人数只能参考，采用前请逐日看一遍。", " That is too much: take the numbers as a hint and look at each day.")
    static let proposalNoHistory = Word(
        "还没有来电历史：只按公布的服务时间保证最低人数。", "No history yet: only the promised hours are covered.")
    static let proposalTerms = Word("测算与权重", "Terms and weights")
    static let proposalTermsSaved = Word("已保存；下次计算起生效。", "Saved; the next search goes by it.")
    static let proposalUncovered = Word(
        "{0} {1}：需要 {2} 人，没有班次盖住这段时间", "{0} {1}: {2} needed, and no shift covers these hours")
    static let proposalImpossible = Word(
        "{0}：硬性规定彼此冲突，没有一种排法全部做到，已取违反最少的",
        "{0}: the hard rules leave no possible row; the one that breaks least was taken")
    static let proposalNobody = Word("{0} {1}：差 {2} 人，低于最少在岗", "{0} {1}: {2} missing, below the minimum")
    static let proposalOver = Word("{0} {1}：多 {2} 人", "{0} {1}: {2} more than needed")
    static let proposalShort = Word(
        "{0} {1}：比测算少 {2} 人", "{0} {1}: {2} fewer than needed")
    static let proposalTarget = Word(
        "{0} {1}：班组 {2} 比目标少 {3} 人", "{0} {1}: group {2} is {3} below its target")
    static let proposalWhy = Word("若满足：", "Granting it would mean:")
    static let proposalWhyCost = Word("若满足，总代价改变 {0}", "Granting it would change the cost by {0}")
    static let proposalUnknown = Word("没有这个方案。", "There is no such proposal.")
    static let proposalRunsAlready = Word(
        "这个单位正在计算另一张；等它结束或先停止它。", "Another one is being made for this unit; wait or stop it first.")
    static let proposalNotDraft = Word("已发布或已放弃的排班表不再计算。", "Only for drafts: this one is published or discarded.")
    static let proposalTooLong = Word("一次最多计算 {0} 天。", "At most {0} days at a time.")
    static let proposalNoTemplates = Word(
        "还没有班次，请先在“班次与班组”里设置。", "There are no shifts yet; make some under Shifts and groups.")
    static let proposalNoPeople = Word(
        "班组里没有能独立上岗的人，排不出班。", "Nobody in the groups may stand alone: there is nobody to roster.")
    static let proposalNothingNeeded = Word(
        "既没有来电历史，也没有公布的服务时间，算不出需要几个人。",
        "Neither history nor promised hours: nothing says how many people are needed.")
    static let proposalNotDone = Word("还没有算好。", "It is not done yet.")
    static let proposalIsOver = Word("已经结束。", "It is over already.")
    static let proposalOutdated = Word("班次已变，方案不能再用，请重新计算。", "The shifts have changed; start again.")
    static let proposalBroken = Word("计算中断，没有结果；请再试一次。", "The search broke off without a result; please try again.")

    static let termsShare = Word("及时接起率目标（%）", "Share answered in time, %")
    static let termsWithin = Word("几秒内接起算及时", "In time: seconds")
    static let termsPatience = Word("客户平均等几秒挂断", "Patience of callers, seconds")
    static let termsPatienceHint = Word("留空：一直等。", "Empty: they wait as long as it takes.")
    static let termsOccupancy = Word("坐席占用率上限（%）", "Busiest, % of the time")
    static let termsShrinkage = Word("缩减率：不在席时间占比（%）", "Time away from the desk, %")
    static let termsHandling = Word("每次接待平均用时（秒）", "Handling time, seconds")
    static let termsHandlingHint = Word("留空：按最近两周实测。", "Empty: measured on the last two weeks.")
    static let termsCaseMinutes = Word("每件非电话工单平均用时（分钟）", "Work on a case of other channels, minutes")
    static let termsLeast = Word("服务时间内最少在岗人数", "Fewest in promised hours")
    static let termsWeights = Word("没做到时计多少分（0 为不考虑）", "Weights (0 switches off)")
    static let weightCover = Word("每半小时少一人", "One too few in a stretch of hours")
    static let weightSpare = Word("每半小时多一人", "One too many")
    static let weightWish = Word("一个意愿没满足（按重要程度加倍）", "A wish (times its strength)")
    static let weightNights = Word("夜班不均", "Fair share of nights")
    static let weightWeekends = Word("周末班不均", "Fair share of weekends")
    static let weightEvenness = Word("班数不均", "Even number of shifts")
    static let weightPattern = Word(
        "某天没按轮班规律；没有规律的：只上一天或只休一天", "A day out of turn; without turns: single days on or off")

    static let wishTitle = Word("排班意愿", "My wishes")
    static let wishLead = Word(
        "写下哪天想休、想上或不想上哪个班；排班时会考虑，不保证。",
        "Say on which day you wish to be off, or which shift you wish; it is weighed, not promised.")
    static let wishDay = Word("哪天", "Day")
    static let wishKind = Word("意愿", "Wish")
    static let wishShift = Word("班次", "Shift")
    static let wishNoShift = Word("想休息的不用选", "(not for a day off)")
    static let wishStrength = Word("有多重要", "How much it matters")
    static let wishPut = Word("提交意愿", "Put it down")
    static let wishNone = Word("还没有提交意愿。", "No wishes yet.")
    static let wishWithdraw = Word("撤回", "Withdraw")
    static let wishSaved = Word("已记下。", "Noted.")
    static let wishUnknown = Word("没有这个意愿。", "There is no such wish.")
    static let wishPast = Word("只能写明天以后的日子。", "Only for days from tomorrow on.")
    static let wishTooMany = Word("最多写 {0} 天。", "At most {0} days.")
    static let wishTemplateMissing = Word("请选一个班次。", "Please choose a shift.")
}

extension ShiftWish.Kind {
    var word: Word {
        switch self {
        case .off: Word("想休息", "to be off")
        case .works: Word("想上", "to work")
        case .avoids: Word("不想上", "not to work")
        }
    }
}

extension ShiftWish {
    static func word(ofStrength strength: Int) -> Word {
        switch strength {
        case 1: Word("能照顾最好", "would be nice")
        case 2: Word("比较重要", "matters")
        default: Word("很重要", "matters a lot")
        }
    }
}

extension RosterProposal.Refusal {
    /// Without what fills its blanks.
    var word: Word {
        switch self {
        case .unknown: .proposalUnknown
        case .runsAlready: .proposalRunsAlready
        case .notDraft: .proposalNotDraft
        case .tooLong: .proposalTooLong
        case .noTemplates: .proposalNoTemplates
        case .noPeople: .proposalNoPeople
        case .nothingNeeded: .proposalNothingNeeded
        case .notDone: .proposalNotDone
        case .isOver: .proposalIsOver
        case .outdated: .proposalOutdated
        }
    }
}
