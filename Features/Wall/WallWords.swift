import Kernel

extension Word {
    static let sectionWall = Word("主管墙", "Wall")
    static let sectionLines = Word("业务线", "Lines")
    static let wallTitle = Word("主管墙", "Supervisor's wall")
    static let wallTV = Word("投屏", "TV")
    static let wallOpen = Word("未结工单", "Open cases")
    static let wallWaiting = Word("待受理", "To be accepted")
    static let wallWorking = Word("办理中", "Being worked")
    static let wallDeciding = Word("待批示", "To be decided")
    static let wallCustomer = Word("待客户", "With the customer")
    static let wallClosing = Word("待回访归档", "To be closed")
    static let wallOldestWaiting = Word("等得最久", "Longest wait")
    static let wallOldestOpen = Word("最早未结", "Oldest open")
    static let wallDueSoon = Word("30 分钟内到期", "Due in 30 minutes")
    static let wallBreached = Word("今日超时", "Breached today")
    static let wallOnDuty = Word("当班", "On duty")
    static let wallCalls = Word("等待中的来电", "Calls waiting")
    static let wallCallsNone = Word("现在没有人在等电话。", "Nobody waits for a call.")
    static let wallCallHeld = Word("通话保持", "on hold")
    static let wallCallMissed = Word("未接，待回电", "missed, to be called back")
    static let wallCallPromised = Word("已约回电", "call promised")
    static let wallCallWho = Word("由谁处理", "Whose task")
    static let wallCallNoSubject = Word("未填事由的来电", "Call without a subject")
    static let wallCallSince = Word("已等", "Waiting")
    static let wallPooled = Word("待分派", "Unassigned")
    static let wallOffered = Word("待接单", "Offered")
    static let wallQueues = Word("各单位在办", "Queues by unit")
    static let wallLines = Word("各业务线", "Lines of work")
    static let wallUnit = Word("单位", "Unit")
    static let wallLine = Word("业务线", "Line")
    static let wallTotal = Word("合计", "Total")
    static let wallNoQueues = Word("没有未结工单。", "No open cases.")
    static let wallNobody = Word("现在没有人当班", "Nobody is on duty")
    static let wallNobodyLine = Word("无人值守", "unattended")
    static let wallNothingDue = Word("接下来 30 分钟没有到期的事项。", "Nothing falls due in the next 30 minutes.")
    static let wallOwed = Word("事项", "Owed")
    static let wallHandler = Word("义务人", "Owed by")
    static let wallLeft = Word("剩余", "Left")
    static let wallGive = Word("改派给{0}", "Give to {0}")
    static let wallGiven = Word("已改派，10 分钟内可撤销。", "Reassigned; you can undo it for ten minutes.")
    static let wallRecent = Word("刚刚改派", "Just reassigned")
    static let wallRecentLine = Word("{0}：{1} → {2}", "{0}: {1} → {2}")
    static let wallReason = Word("即将到期，改派给当班同事", "Runs out: given to somebody on duty")
    static let wallUndoReason = Word("撤销改派", "Reassignment undone")
    static let wallHeat = Word("近 {0} 天条款执行率", "Clauses kept, last {0} days")
    static let wallHeatNothing = Word("近 {0} 天没有条款适用。", "No clause applied in the last {0} days.")
    static let wallHeatCut = Word("只算最近 {0} 条。", "Only the latest {0} are counted.")
    static let wallClause = Word("条款", "Clause")
    static let wallAtLeast = Word("至少", "at least")
    static let wallCases = Word("工单", "Cases")
    static let wallRecords = Word("条款记录", "Records")
    static let wallOutcome = Word("结果", "Outcome")
    static let wallDue = Word("到期", "Due")
    static let wallEmptyList = Word("这里现在没有记录。", "Nothing here now.")
    static let wallInHand = Word("在办 {0}", "In hand: {0}")
    static let wallAllDue = Word("全部 {0} 项", "All {0}")
    static let wallState = Word("状态", "State")
    static let wallMembers = Word("当班 / 成员", "On duty / members")
    static let ageMinutes = Word("{0} 分", "{0} min")
    static let ageHours = Word("{0} 小时 {1} 分", "{0} h {1} min")
    static let ageDays = Word("{0} 天 {1} 小时", "{0} d {1} h")
    static let wallSubject = Word("工单", "Case")
}

extension Wall.Stage {
    var word: Word {
        switch self {
        case .waiting: .wallWaiting
        case .working: .wallWorking
        case .deciding: .wallDeciding
        case .customer: .wallCustomer
        case .closing: .wallClosing
        }
    }
}
