import Kernel

extension Overtime.State {
    var word: Word {
        switch self {
        case .asked: Word("待批", "waits for a decision")
        case .approved: Word("已批准", "agreed to")
        case .rejected: Word("已驳回", "refused")
        case .withdrawn: Word("已撤回", "withdrawn")
        case .settled: Word("已结算", "counted")
        }
    }
}

extension Overtime.Compensation {
    var word: Word {
        switch self {
        case .lieu: Word("调休", "time off in lieu")
        case .pay: Word("加班工资", "pay")
        }
    }
}

extension Overtime.Rate {
    var word: Word {
        switch self {
        case .workday: Word("工作日（150%）", "working day (150 %)")
        case .rest: Word("休息日（200%）", "day of rest (200 %)")
        case .holiday: Word("法定节假日（300%）", "public holiday (300 %)")
        }
    }
}

extension Word {
    static let overtimeAfterShift = Word("{0} 下班后", "after {0}")
    static let overtimeTitle = Word("加班与调休", "Overtime and time off")
    static let overtimeLead = Word(
        "加班事先申请，按打卡结算；选调休的存入余额，在“我的请假”里用。",
        "Asked for beforehand, counted by the clock; time off in lieu is taken as leave.")
    static let overtimeAsk = Word("申请加班", "Ask for overtime")
    static let overtimeForm = Word("加班·调休单", "Overtime and time off in lieu")
    static let overtimeNumber = Word("单号", "Number")
    static let overtimeStaff = Word("申请人", "Who")
    static let overtimeFrom = Word("自", "From")
    static let overtimeTo = Word("至", "To")
    static let overtimeReason = Word("事由", "Reason")
    static let overtimeCompensation = Word("补偿方式", "Made good by")
    static let overtimeRate = Word("性质", "Kind of day")
    static let overtimePlanned = Word("计划（小时）", "Planned (h)")
    static let overtimeWorked = Word("结算（小时）", "Counted (h)")
    static let overtimeState = Word("状态", "State")
    static let overtimeSubmit = Word("提交", "Submit")
    static let overtimeApprove = Word("批准", "Agree")
    static let overtimeReject = Word("驳回", "Refuse")
    static let overtimeWithdraw = Word("撤回", "Withdraw")
    static let overtimeOpinion = Word("意见", "Opinion")
    static let overtimeDecision = Word("批复", "Decision")
    static let overtimeMine = Word("我的加班", "My overtime")
    static let overtimeNone = Word("还没有申请过加班。", "No overtime yet.")
    static let overtimeMonth = Word("本月加班 {0} 小时，上限 {1} 小时", "{0} h this month, {1} h at most")
    static let lieuLeft = Word("调休余额 {0} 小时", "Time off left: {0} h")
    static let lieuLots = Word("调休余额", "Time off in lieu")
    static let lieuEarned = Word("得到（小时）", "Earned (h)")
    static let lieuTaken = Word("已休（小时）", "Taken (h)")
    static let lieuRest = Word("剩余（小时）", "Left (h)")
    static let lieuUntil = Word("休完期限", "To be taken by")
    static let lieuNone = Word("没有可用的调休。", "No time off is left.")
    static let overtimeSettledAt = Word("结算时间", "Counted at")
    static let overtimeAskedAt = Word("提交时间", "Asked at")

    static let overtimeBeyondMonth = Word("本月将达 {0} 小时，最多 {1} 小时。", "the month would come to {0} hours, {1} at most.")
    static let overtimeBeyondDay = Word("当日将达 {0} 小时，最多 {1} 小时。", "the day would come to {0} hours, {1} at most.")
    static let overtimeHolidayPaid = Word(
        "法定节假日加班支付加班工资，不能选调休。", "on a public holiday it is paid, not made good by time off.")

    static let overtimeUnknown = Word("没有这张加班单。", "There is no such overtime.")
    static let overtimeNotNow = Word("这张加班单{0}，不能再这样办。", "This overtime is past that: {0}.")
    static let overtimeNotYours = Word("只有申请人本人可以这样做。", "Only whoever asked may do that.")
    static let overtimeOwnAct = Word("不能批自己的加班。", "Nobody agrees to their own overtime.")
    static let overtimeNotEntitled = Word("须由{0}或其上级批准。", "It is for {0}, or somebody above, to decide.")
    static let overtimeBackwards = Word("结束时间应晚于开始时间。", "It ends before it begins.")
    static let overtimeTooLong = Word("一次加班最长 {0} 小时。", "At most {0} hours at once.")
    static let overtimeTwoRates = Word(
        "零点前按 {0}% 计，零点后按 {1}% 计：请以零点为界分两次申请。",
        "Until midnight it counts {0} %, after it {1} %: ask for the two parts one by one.")
    static let overtimeHasBegun = Word("加班须在开始之前申请和批准。", "Overtime is asked for, and agreed to, before it begins.")
    static let overtimeOnShift = Word("{0} 至 {1} 本来就有班，不算加班。", "From {0} to {1} you have a shift: that is no overtime.")
    static let overtimeOverlaps = Word("这段时间已有加班单 {0}。", "Overtime {0} covers these hours already.")
    static let overtimeOnLeave = Word("这段时间已有请假单 {0}。", "Leave {0} covers these hours.")
    static let overtimeNotOver = Word("加班还没有结束。", "It is not over.")
}
