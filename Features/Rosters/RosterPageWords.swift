import Kernel

extension Word {
    /// Of a pattern: a day without a shift.
    static let patternRest = Word("休", "off")
    static let rosterPatternChoice = Word("{0}（{1}）", "{0} ({1})")
    static let sectionRosters = Word("排班", "Rosters")
    static let rostersTitle = Word("排班与值班", "Rosters and duties")
    static let rostersEmpty = Word("还没有与您有关的排班表。", "No rosters that concern you yet.")
    static let rostersNone = Word("还没有排班表。", "No roster yet.")
    static let rosterPeriod = Word("起止", "Period")
    static let rosterState = Word("状态", "State")
    static let rosterPublishedAt = Word("发布时间", "Published at")
    static let rosterNew = Word("编制排班表", "Make a roster")
    static let rosterMake = Word("生成草稿", "Make the draft")
    static let rosterMade = Word("草稿已生成，核对后发布。", "The draft is made; check it, then publish.")
    static let rosterFrom = Word("开始日期", "From")
    static let rosterUntil = Word("结束日期", "Through")
    static let rosterByPattern = Word("按轮班规律生成", "By patterns")
    static let rosterNoPatterns = Word(
        "还没有轮班规律。可先生成空表逐个排班，或在“班次与班组”里取用手册的班次。",
        "No patterns yet. Make an empty roster, or take over the shifts of the handbook first.")
    static let rosterLike = Word("或照以前的一张", "Or like an earlier one")
    static let rosterLikeNone = Word("不照抄", "none")
    static let rosterLikeHint = Word(
        "按整周平移：周一还是周一；已离开的人留成空班。", "Moved by whole weeks; whoever has left leaves an open shift.")
    static let rosterGrid = Word("人员与日期", "People and days")
    static let rosterPerson = Word("人员", "Person")
    static let rosterHours = Word("工时", "Hours")
    static let rosterHeads = Word("在岗人次", "Shifts")
    static let rosterOpen = Word("空班", "Open shifts")
    static let rosterViews = Word("查看方式", "Views")
    static let rosterEarlier = Word("往前", "Earlier")
    static let rosterLater = Word("往后", "Later")
    static let rosterCoverage = Word("按小时在岗", "Coverage by hour")
    static let rosterDemandHint = Word(
        "斜线后是按近期来量预测的所需人数，带下划线的是人手不足的小时。",
        " Behind the stroke: how many the forecast asks for; underlined where fewer are there.")
    static let rosterCoverageHint = Word(
        "格里是这一小时最少的在岗人数；带教跟班的不算；红色为低于最低人数。",
        "The fewest there in that hour; who is there to learn does not count; red is below the minimum.")
    static let rosterMovedFindings = Word("这次改动后，相关日期和人员的核对", "Findings about the days and people just changed")
    static let rosterMovedClean = Word("这次改动逐条核对，没有问题", "Nothing found about this change")
    static let rosterFindings = Word("核对结果", "Findings")
    static let rosterMoreFindings = Word("还有 {0} 处。", "{0} more.")
    static let rosterNothingYet = Word(
        "还没有排班：{0}–{1}。排完再核对、发布。", "No shifts yet, {0}–{1}; fill it, then check and publish.")
    static let rosterPrint = Word("打印排班表", "Print the roster")
    static let rosterPrintDuties = Word("打印值班表", "Print the duties")
    static let shiftBusyThen = Word("您这时有班", "you work then")
    static let rosterMadeBy = Word("编制", "Made")
    static let rosterIsOverdue = Word("已到期，待结束", "over, to be closed")
    static let rosterDraftThere = Word("{0} 已有草稿（{1}，{2}）。", "There is a draft for {0} already ({1}, {2}).")
    static let rosterDraftGoOn = Word("接着排", "Go on with it")
    static let rosterClean = Word("逐条核对，没有问题", "Nothing found")
    static let rosterPublish = Word("发布", "Publish")
    static let rosterPublishedDone = Word("已发布，并告知每个人。", "Published; everybody has been told.")
    static let rosterCheck = Word("核对完毕", "Checked")
    static let rosterCheckedDone = Word("已核对，有 {0} 处提示。", "Checked, with {0} findings.")
    static let rosterDiscard = Word("放弃", "Discard")
    static let rosterDiscardedDone = Word("已放弃。", "Discarded.")
    static let rosterClose = Word("结束本期排班", "Close the roster")
    static let rosterClosedDone = Word("已结束。", "Closed.")
    static let rosterAdd = Word("加一个班", "Add a shift")
    static let rosterChange = Word("调整", "Change")
    static let rosterMove = Word("移动", "Move")
    static let rosterTakeOff = Word("撤下", "Take off")
    static let rosterLeaveOpen = Word("留成空班", "Leave it open")
    static let rosterLearnsMark = Word("学", "L")
    static let rosterDragHint = Word(
        "拖动格子换人或换日；手机点一下提起，再点一下放下；键盘用方向键、回车、Esc。",
        "Drag a cell to another person or day; on a phone touch to lift and touch to put down; keys: arrows, Enter, Esc."
    )
    /// Between two sentences: Chinese needs no blank.
    static let sentenceGap = Word("", " ")
    static let rosterHand = Word(
        "已提起 {0}（{1}）：选要放的格；选原格或按 Esc 放回。",
        "Lifted {0} ({1}): choose the cell to put it in; the same cell or Esc lets go.")
    static let rosterLetGo = Word("放回", "Let go")
    static let rosterReason = Word("原因", "Reason")
    static let rosterAct = Word("操作", "Act")
    static let rosterDay = Word("日期", "Day")
    static let rosterTimes = Word("时间", "Time")
    static let rosterShift = Word("班", "Shift")
    static let rosterNoShifts = Word("这段时间没有班。", "No shifts in these days.")
    static let rosterFreeHours = Word("自定时间", "free hours")
    static let rosterHoursHint = Word("例：09:00-18:00；过夜写 22:00-06:00", "e.g. 09:00-18:00; over midnight 22:00-06:00")
    static let rosterHoursProblem = Word("请写成 09:00-18:00 的样子。", "Write it like 09:00-18:00.")
    static let rosterTemplateMissing = Word("请选班次，或写时间。", "Choose a shift or write the hours.")
    static let rosterCodeProblem = Word(
        "代号只用汉字、字母和数字，不能是“休”“off”。", "A code has letters, digits and characters only, and is not “off” or “休”.")
    static let rosterMentor = Word("带教人", "Mentor")
    static let rosterNoMentor = Word("独立上岗", "works alone")
    static let rosterMentorHint = Word("写了带教人的是跟班学习，不计在岗人数。", "With a mentor one learns, and is not counted.")
    static let rosterLearns = Word("跟班学习", "learning")
    static let rosterLearnsWith = Word("跟 {0} 学习", "learning with {0}")
    static let rosterSave = Word("保存", "Save")
    static let rosterSaved = Word("已保存。", "Saved.")
    static let rosterChanges = Word("变更记录", "Changes")
    static let rosterWas = Word("原为", "Was")
    static let rosterBecame = Word("改为", "Became")
    static let rosterBy = Word("经办", "By")
    static let rosterForm = Word("排班表", "Roster")
    static let rosterRestOk = Word("休息核对", "Rest check")

    static let foundMinimum = Word("班组 {0} 在 {1} 只有 {2} 人，最低 {3} 人。", "Group {0}, {1}: {2} there, at least {3}.")
    static let foundGroupAbsent = Word(
        "班组 {0} 有组员，但这份班表上没有排班；排班时最低 {1} 人。",
        "Group {0} has people and stands without any on this roster; when it works at least {1} are there.")
    static let foundUnmanned = Word("{0} 服务时间无人在岗。", "{0}: promised hours, and nobody there.")
    static let foundUnqualified = Word("{0} 没有“{1}”，不能独立上岗。", "{0} lacks “{1}” and may not work alone.")
    static let foundNoMentor = Word("{0} 跟班学习，但同班没有带教人。", "{0} is there to learn, and no mentor is on the shift.")
    static let foundOverlap = Word("{0} 同时排了两个班：{1} 与 {2}。", "{0} works twice at once: {1} and {2}.")
    static let foundShortRest = Word(
        "{0} 在 {1} 上班前只休息 {2} 小时，应有 {3}。", "{0} has {2} hours of rest before {1}, {3} are asked.")
    static let foundLongWeek = Word(
        "{0} 在 {1} 起的一周排 {2} 小时，最多 {3}。", "{0} works {2} hours in the week of {1}, at most {3}.")
    static let foundNoDayOff = Word("{0} 在 {1} 起的一周没有休息日。", "{0} has no free day in the week of {1}.")
    static let foundOnLeave = Word(
        "{0} 在 {1} 已批请假：发布时这个班改由代班人上，没有代班人就成为空班。",
        "{0} is on agreed leave {1}: when the roster is published the shift is the substitute's, or open.")
    static let foundOpen = Word("{0} 有空班，还没有人。", "{0}: an open shift, nobody yet.")
    static let foundDuty = Word("{0} 没有排{1}。", "{0}: no {1}.")
    static let foundDutyBackup = Word("{0} 的{1}没有备岗。", "{0}: the {1} has no backup.")
    static let foundEdge = Word("月初月末 {0} 只有 {1} 人在岗，最低 {2} 人。", "Edge of the month {0}: {1} there, at least {2}.")

    static let shiftTemplate = Word("班次", "Shift")
    static let shiftPost = Word("岗位或备注", "Post or note")
    static let shiftGroupEmpty = Word("还没有人。没有人的班组排不出班。", "Nobody yet: a group without people has no shifts.")
    static let shiftCounts = Word("调整人数", "Change the numbers")
    static let shiftTerms = Word("班次与班组", "Shifts and groups")
    static let shiftTakeOver = Word("取用手册的班次与轮班", "Take over what the handbook names")
    static let shiftTakenOver = Word("取用了 {0} 项。", "{0} taken over.")
    static let shiftCode = Word("代号", "Code")
    static let shiftName = Word("名称", "Name")
    static let shiftEnglish = Word("英文名称", "Name in English")
    static let shiftBreak = Word("休息（分钟）", "Break (minutes)")
    static let shiftNight = Word("夜班", "Night shift")
    static let shiftAddTemplate = Word("新增班次", "Add a shift")
    static let shiftRetire = Word("停用", "Retire")
    static let shiftRetired = Word("已停用", "retired")
    static let shiftGroups = Word("班组", "Groups")
    static let shiftAddGroup = Word("新增班组", "Add a group")
    static let shiftMinimum = Word("最低人数", "Minimum")
    static let shiftTarget = Word("应有人数", "Target")
    static let shiftJoin = Word("加入", "Join")
    static let shiftLeave = Word("退出", "Leave")
    static let shiftSince = Word("自 {0}", "since {0}")
    static let shiftPatterns = Word("轮班规律", "Patterns")
    static let shiftAddPattern = Word("新增轮班规律", "Add a pattern")
    static let shiftCycle = Word("一个循环", "Cycle")
    static let shiftCycleHint = Word("班次代号依次写，“休”表示休息。例：D 休；早 中 晚 休", "Codes in order, “-” is a day off, e.g. D -")
    static let shiftAnchor = Word("从哪天起算", "First turn on")
    static let shiftWorkingDays = Word("只在工作日上班（节假日休息，调休照上）", "On working days only")
    static let shiftGroupOrder = Word("轮班的班组（依次错开一天）", "Groups (each one place further)")
    static let patternEdge = Word("月初月末改用的班次", "Another shift at the edges of a month")
    static let patternEdgeHint = Word("写班次代号；没有就留空", "Its code; empty where there is none")
    static let patternEdgeDays = Word(
        "月初月末各几天，1 至 15；与班次一起写，或都不写", "How many first and last days, 1 to 15; with the code, or neither")
    static let shiftLine = Word("业务线", "Line of work")
    static let shiftLineNone = Word("不限", "any")
    static let shiftGroup = Word("班组", "Group")
    static let shiftGroupOwn = Word("按本人所在班组", "the person's own")
    static let shiftGroupRetire = Word("停用班组", "Retire the group")
    static let shiftTermsEmpty = Word(
        "还没有班次。可取用手册写明的，或自己新增。", "No shifts yet. Take over those of the handbook, or add some.")

    static let myShifts = Word("我的班表", "My shifts")
    static let myShiftsNext = Word("接下来", "Next")
    static let myShiftsNone = Word("接下来一个月没有排到您的班。", "No shifts for you in the next month.")
    static let myShiftsSum = Word("{0} 个班，{1} 小时", "{0} shifts, {1} hours")
    static let shiftTake = Word("我来上", "Take it")
    static let shiftTaken = Word("这个班归您了。", "The shift is yours.")
    static let feedTitle = Word("在手机日历里看", "In the calendar of your telephone")
    static let feedHint = Word(
        "生成一个私密地址，在手机日历里“订阅”即可；班表变了会自动更新。地址等同密码，外泄时重新生成。",
        "Makes a private address to which a calendar subscribes; changes follow by themselves. Renew it if it leaks.")
    static let feedMake = Word("生成地址", "Make the address")
    static let feedCopy = Word("复制地址", "Copy the address")
    static let feedRenew = Word("重新生成", "Renew the address")
    static let feedRevoke = Word("停用", "Revoke")
    static let feedRevoked = Word("已停用，原地址不再有效。", "Revoked; the address no longer works.")
    static let feedOnce = Word("请现在复制：地址只显示这一次。", "Copy it now: it is shown only once.")

    static let dutyWhoTitle = Word("谁在值班", "Who is on duty")
    static let dutyAt = Word("查哪一刻", "At")
    static let dutyLook = Word("查看", "Look")
    static let dutyTable = Word("值班表", "Duty table")
    static let dutyKind = Word("职责", "Duty")
    static let dutyPrimary = Word("值班人", "On duty")
    static let dutyBackup = Word("备岗", "Backup")
    static let dutyNoBackup = Word("无", "none")
    static let dutyPhone = Word("值班电话", "Telephone")
    static let dutyAdd = Word("安排值班", "Arrange a duty")
    static let dutyRemove = Word("取消", "Remove")
    static let dutyNone = Word("这段时间还没有安排值班。", "No duties in these days.")
    static let dutyBecauseTable = Word("值班表写明（{0} 至 {1}）", "the duty table says so ({0} to {1})")
    static let dutyBecauseBackup = Word(
        "值班人不在岗，备岗在岗（{0} 至 {1}）", "the backup is there and the one on duty is not ({0} to {1})")
    static let dutyBecausePost = Word("没有值班表，由担任此岗位的人", "no duty table; whoever holds the post")
    static let dutyNobodyArranged = Word("没有人：这一刻没有排值班", "nobody: no duty is arranged")
    static let dutyHereThen = Word("此刻在班的人", "At work at that moment")
    static let dutyFill = Word("按手册排满值班", "Fill by the handbook")
    static let dutyFilled = Word(
        "已按手册排好值班；还空着的在核对结果里。", "Filled by the handbook; what stays empty is among the findings.")
    static let dutyNothingAsked = Word(
        "手册要求的值班时间都有人了，没有要排的。", "Every hour that the handbook asks for is arranged.")
    static let dutyHereNone = Word("这一刻没有排班。", "Nobody is rostered at that moment.")
    static let rosterFillDuties = Word("值班人、值班电话与应急顺序", "Duties")
    static let rosterLogGap = Word("；", "; ")
    static let dutyLog = Word("值班日志（时间、来电人、事项、处理、待跟进）", "Log (time, caller, matter, action, to be followed)")
}

extension RosterPart {
    var word: Word {
        switch self {
        case .month: Word("月", "Month")
        case .week: Word("周", "Week")
        case .day: Word("日", "Day")
        case .coverage: Word("按小时在岗", "Coverage by hour")
        }
    }
}
