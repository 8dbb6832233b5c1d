import Kernel

extension DailyReport.State {
    var word: Word {
        switch self {
        case .draft: Word("未提交", "not handed in")
        case .handedIn: Word("已提交", "handed in")
        case .waived: Word("免交", "not asked for")
        }
    }
}

extension DailyFigure {
    var word: Word {
        switch self {
        case .taken: Word("受理", "Cases taken")
        case .answered: Word("答复", "Cases answered")
        case .closed: Word("办结", "Cases completed")
        case .visited: Word("回访", "Visits")
        case .contacts: Word("来电接待", "Contacts")
        case .callbacks: Word("回电", "Calls back")
        case .messages: Word("处理留言", "Messages handled")
        case .overdue: Word("超时未办", "Overdue now")
        case .inHand: Word("在办", "In hand now")
        }
    }
}

extension Word {
    static let dailyReportTitle = Word("工作小结与计划", "Daily reports")
    static let dailyReportLead = Word(
        "每天下班前交：今天的结果由系统统计，写上问题和明天的计划。",
        "Before leaving: the house counts what the day came to; you add what was hard and what tomorrow is to bring.")
    static let dailyReportToday = Word("今天", "Today")
    static let dailyReportWrite = Word("写今天的小结", "Write today's report")
    static let dailyReportGoOn = Word("接着写", "Go on writing")
    static let dailyReportDue = Word("最迟 {0} 提交", "in time until {0}")
    static let dailyReportMine = Word("我的小结", "My reports")
    static let dailyReportNone = Word("还没有写过小结。", "None yet.")
    static let dailyReportOf = Word("{0} 的工作小结", "Report of {0}")
    static let dailyReportFigures = Word("今天的结果（系统统计）", "What the day came to, as counted")
    static let dailyReportFrozen = Word("当天的结果（提交时统计）", "What the day came to, as counted when it was handed in")
    static let dailyReportReview = Word("上次的计划（{0}），办成的打勾", "The plan of {0}: tick what was done")
    static let dailyReportReviewed = Word("上次计划的完成情况", "What became of the plan before")
    static let dailyReportNoPlan = Word("还没有上一次的计划。", "There is no earlier plan.")
    static let dailyReportResults = Word("补充说明", "In your own words")
    static let dailyReportProblems = Word("问题", "What was hard")
    static let dailyReportProblemsHint = Word("没有就写“无”。", "If nothing was, say so.")
    static let dailyReportPlan = Word("明天的计划", "Plan for tomorrow")
    static let dailyReportPlanHint = Word("一行一项，最多 {0} 项。", "One matter a line, at most {0}.")
    static let dailyReportSave = Word("存草稿", "Keep as draft")
    static let dailyReportSaved = Word("草稿已存。", "Kept as draft.")
    static let dailyReportHandIn = Word("提交", "Hand in")
    static let dailyReportHandedIn = Word("已提交。", "Handed in.")
    static let dailyReportHandedInAt = Word("提交时间", "Handed in at")
    static let dailyReportDay = Word("日期", "Day")
    static let dailyReportPerson = Word("员工", "Person")
    static let dailyReportState = Word("状态", "State")
    static let dailyReportLate = Word("{0}，迟交", "{0}, late")
    static let dailyReportDone = Word("办成", "done")
    static let dailyReportUndone = Word("未办成", "not done")
    static let dailyReportRead = Word("已阅", "Read")
    static let dailyReportReadBy = Word("阅看", "Read by")
    static let dailyReportComment = Word("批注（可不写）", "A word to them (optional)")
    static let dailyReportRemarks = Word("补充与批注", "Later words")
    static let dailyReportAdd = Word("补充", "Add")
    static let dailyReportAddLead = Word("小结交了不再改，要补的写在这里。", "What was handed in stays; add what is missing here.")
    static let dailyReportWaive = Word("今天免交", "Not asked for today")
    static let dailyReportWaiveReason = Word("原因", "Reason")
    static let dailyReportWaivedBy = Word("免交", "Let off by")
    static let dailyReportCompany = Word("部门", "Department")
    static let dailyReportStaffSign = Word("填写人", "Written by")
    static let dailyReportManagerSign = Word("主管", "Manager")

    static let dailyReportTeam = Word("团队小结", "The team's reports")
    static let dailyReportTeamLead = Word(
        "{0} {1}：应交 {2} 人，已交 {3} 人，未交 {4} 人。", "{0}, {1}: {2} expected, {3} handed in, {4} missing.")
    static let dailyReportMissingList = Word("还没有交的", "Missing")
    static let dailyReportNobodyMissing = Word("都交了。", "Nobody's is missing.")
    static let dailyReportNobodyExpected = Word("这一天这里没有应交小结的人。", "Nobody here owes a report of this day.")
    static let dailyReportUnit = Word("单位", "Unit")
    static let dailyReportShow = Word("查看", "Show")
    static let dailyReportEarlier = Word("前一天", "Day before")
    static let dailyReportLater = Word("后一天", "Day after")
    static let dailyReportUnread = Word("未阅", "not read")
    static let dailyReportNotBegun = Word("还没有动笔", "not begun")
    static let dailyReportBegun = Word("有草稿", "begun")

    static let dailyReportMissing = Word(
        "{0} 的工作小结还没有交，先交再打卡；确有特殊情况，由上级免交。",
        "The report of {0} has not been handed in; hand it in first, or let somebody above let you off.")
    static let dailyReportStillOwed = Word("今天的工作小结还没有交。", "Today's report has not been handed in.")
    static let dailyReportUnknown = Word("没有这份小结。", "There is no such report.")
    static let dailyReportNoPost = Word("没有任职的人不写小结。", "Whoever holds no post reports to nobody.")
    static let dailyReportNoReader = Word("没有上级阅看您的小结，不必写。", "Nobody above reads your reports; none is needed.")
    static let dailyReportNotYours = Word("只有本人可以写自己的小结。", "Everybody writes their own.")
    static let dailyReportOwnAct = Word("自己的小结由上级阅看、免交。", "Somebody above reads it, or lets you off.")
    static let dailyReportHandedInAlready = Word(
        "已提交的小结不能再改，可以在下面补充。", "What was handed in is not changed; add a word under it.")
    static let dailyReportWaivedAlready = Word("这一天已免交。", "None is asked for on this day.")
    static let dailyReportNotHandedIn = Word("小结还没有提交。", "It has not been handed in yet.")
    static let dailyReportIncomplete = Word("问题和明天的计划都要写。", "Say what was hard and what tomorrow is to bring.")
    static let dailyReportReadAlready = Word("您已阅过，可以再批注。", "You have read it; you may add a word.")
    static let dailyReportTooManyRemarks = Word("一份小结最多补充 {0} 次。", "At most {0} words are added to one report.")
    static let dailyReportPlanMissing = Word("请写明天的计划。", "Say what tomorrow is to bring.")
    static let dailyReportTooManyLines = Word("最多 {0} 项。", "At most {0} lines.")
    static let dailyReportLineTooLong = Word("每项最多 {0} 字。", "At most {0} characters a line.")
}
