import Kernel

extension DayStep.State {
    var word: Word {
        switch self {
        case .waiting: Word("未到时", "not yet")
        case .due: Word("待办", "to do")
        case .done: Word("已办", "done")
        case .reported: Word("已办，待确认", "done, to be confirmed")
        case .confirmed: Word("已确认", "confirmed")
        case .skipped: Word("略过", "left out")
        case .missed: Word("漏办", "missed")
        case .dropped: Word("取消", "dropped")
        }
    }
}

extension DayStep.Fact.Kind {
    var word: Word {
        switch self {
        case .ticked: Word("办好", "done")
        case .skipped: Word("略过", "left out")
        case .undone: Word("撤回", "taken back")
        case .corrected: Word("更正", "put right")
        case .confirmed: Word("确认", "confirmed")
        case .sentBack: Word("退回", "sent back")
        case .missed: Word("漏办", "missed")
        }
    }
}

extension Word {
    static let dayPlanTitle = Word("每日流程", "The day")
    static let dayPlanLead = Word("到时办一步，勾一步；办不到的写明原因。", "Step by step at its time; what cannot be done says why.")
    static let dayPlanNone = Word(
        "今天没有要办的流程。排了班、手册写了流程，就会列在这里。",
        "No steps today. Once you are rostered and the handbook names steps, they stand here.")
    static let dayPlanProgress = Word("已办 {0}／{1}", "{0} of {1} done")
    static let dayPlanNext = Word("下一步 {0} {1}", "next {0} {1}")
    static let dayPlanAllDone = Word("全部办完", "all done")
    static let dayPlanOfAll = Word("全班共用", "for the whole shift")
    static let dayPlanToLog = Word("当日日志", "Log of the day")
    static let dayPlanForm = Word("当日流程工作日志", "Work log of the day")
    static let dayPlanShift = Word("时段", "Hours")
    static let dayPlanDay = Word("日期", "Day")
    static let dayPlanUnit = Word("单位", "Unit")
    static let dayPlanPerson = Word("办理人", "Who")
    static let dayPlanName = Word("流程", "Plan")

    static let dayStepName = Word("步骤", "Step")
    static let dayStepTime = Word("时间", "Time")
    static let dayStepBefore = Word("{0} 前", "by {0}")
    static let dayStepDoneAt = Word("办好时间", "Done at")
    static let dayStepTick = Word("办好", "Done")
    static let dayStepNumber = Word("{0}（{1}）", "{0} ({1})")
    static let dayStepExpected = Word("应有 {0} {1}", "should be {0} {1}")
    static let dayStepCounted = Word("{0} {1}", "{0} {1}")
    static let dayStepDifference = Word("差 {0}", "off by {0}")
    static let dayStepMeasure = Word("单位", "Measure")
    static let dayStepCountTitle = Word("数目", "Number")
    static let dayStepRemark = Word("说明", "Remark")
    static let dayStepOpen = Word("打开页面", "Open the page")
    static let dayStepSkip = Word("略过", "Leave out")
    static let dayStepReason = Word("原因", "Reason")
    static let dayStepUndo = Word("撤回", "Take back")
    static let dayStepCorrect = Word("更正", "Put right")
    static let dayStepConfirm = Word("确认", "Confirm")
    static let dayStepSendBack = Word("退回重做", "Send back")
    static let dayStepMore = Word("略过…", "Leave out…")
    static let dayStepAfter = Word("撤回或更正…", "Take back or put right…")
    static let dayStepRight = Word("更正…", "Put right…")
    static let dayStepLate = Word("迟办", "late")
    static let dayStepOverdue = Word("已过时", "overdue")
    static let dayStepTold = Word("经过", "What happened")
    static let dayStepSaved = Word("已记录。", "Noted.")
    static let dayStepNewNumber = Word("更正后的数目（{0}）", "The right number ({0})")

    static let dayLogTitle = Word("当日流程日志", "Log of the day")
    static let dayLogLead = Word(
        "谁办了什么、漏了什么、清点了多少；看过的签阅。", "Who did what, what was missed, what was counted; whoever has read it signs.")
    static let dayLogNone = Word("这一天没有排定流程。", "No plans were laid out that day.")
    static let dayLogDone = Word("已办", "Done")
    static let dayLogOpen = Word("待办", "Open")
    static let dayLogMissed = Word("漏办", "Missed")
    static let dayLogSkipped = Word("略过", "Left out")
    static let dayLogWaiting = Word("待确认", "To be confirmed")
    static let dayLogAmiss = Word("漏办、略过与过时未办", "Missed, left out, overdue")
    static let dayLogNothingAmiss = Word("没有漏办和略过。", "Nothing missed or left out.")
    static let dayLogCounts = Word("清点", "Counted")
    static let dayLogFigures = Word("当日业务", "What came in")
    static let dayFigureComplaints = Word("受理投诉", "Complaints taken in")
    static let dayFigureMessages = Word("留言", "Messages taken")
    static let dayFigureCarried = Word("遗留事项", "Carried over")
    static let dayLogRead = Word("签阅", "Sign as read")
    static let dayLogReadings = Word("已阅", "Read by")
    static let dayLogOpinion = Word("意见", "Remarks")
    static let dayLogShow = Word("查看", "Show")
    static let dayLogState = Word("状态", "State")

    static let dayPlanUnknown = Word("没有这份流程。", "There is no such plan.")
    static let dayPlanNotYours = Word("这是别人的步骤，只有办的人能勾。", "These are somebody else's steps.")
    static let dayPlanOver = Word(
        "这一班早已结束，流程已收尾；可以写更正。", "The shift is long over and its list is closed; you can still put something right.")
    static let dayStepNotNow = Word("这一步现在的状态是“{0}”，不能这样做。", "The step is “{0}”; that cannot be done now.")
    static let dayStepTooEarly = Word("这一步最早 {0} 可以勾。", "This step can be ticked from {0} on.")
    static let dayStepNumberMissing = Word("请填数目（{0}）。", "Enter the number ({0}).")
    static let dayStepNoNumber = Word("这一步没有数目可填。", "This step has no number.")
    static let dayStepReasonMissing = Word("请写明原因。", "Say why.")
    static let dayStepOwnAct = Word("不能确认自己办的步骤。", "Nobody confirms what they did themselves.")
    static let dayStepNotTheirs = Word("只有办的人能撤回。", "Only whoever did it takes it back.")
    static let dayStepNotLeader = Word("须由这一班的主管确认。", "A leader of the shift confirms it.")
    static let dayLogReadAlready = Word("这一天的日志您已签阅。", "You have signed the log of that day already.")
    static let dayStepsOpen = Word(
        "还有步骤没办：{0}。办好，或写明原因略过。", "Steps are open: {0}. Do them, or leave them out with a reason.")
}
