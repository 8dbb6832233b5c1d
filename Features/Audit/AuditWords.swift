import Kernel

/// What a verification finds.
extension Word {
    static let auditAltered = Word(
        "第 {0} 号封存与其事件 {1} 不符：事件或封存被改动过。",
        "Seal {0} does not fit its event {1}: the event or the seal was altered.")
    static let auditEventMissing = Word(
        "第 {0} 号封存的事件 {1} 不见了：事件被删除。", "The event {1} of seal {0} is gone: it was deleted.")
    static let auditSealMissing = Word(
        "第 {0} 号封存不见了：封存被删除，或编号被改动。",
        "Seal {0} is missing: it was deleted, or its number was altered.")
    static let auditUnknownEvent = Word(
        "事件 {0} 没有封存，也不在待封存之列：被插入，或其封存被删除。",
        "Event {0} has no seal and does not wait for one: it was inserted, or its seal was deleted.")
    static let auditMarkedAgain = Word(
        "已封存的事件 {1}（第 {0} 号）又被标为待封存。", "The sealed event {1} (seal {0}) is marked as unsealed again.")
    static let auditHeadDiffers = Word(
        "事件链记载的末端第 {0} 号与实际不符：末尾被截去或增添。",
        "The chain says it ends at {0}, and it does not: its end was cut off or added to.")
    static let auditExpectedHeadMissing = Word(
        "另行记下的末端第 {0} 号已不在链中：末尾被截去，或全链被重新封存。",
        "The noted head {0} is no longer in the chain: its end was cut off, or it was sealed anew.")
}

/// The page.
extension Word {
    static let auditTitle = Word("审计", "Audit")
    static let auditLead = Word("发生过的一切，按时间倒序；只增不改。", "All that happened, newest first; added to, never changed.")
    static let auditEvent = Word("事件", "Event")
    static let auditRecord = Word("对象", "Record")
    static let auditRecordKind = Word("对象类别", "Kind of record")
    static let auditRecordNumber = Word("编号", "Number")
    static let auditActor = Word("经办人", "Who")
    static let auditAccount = Word("账号", "Account")
    static let auditUnit = Word("单位", "Unit")
    static let auditTime = Word("时间", "When")
    static let auditDetails = Word("细节", "Details")
    static let auditFrom = Word("自", "From")
    static let auditTo = Word("至", "To")
    static let auditAll = Word("全部", "All")
    static let auditGo = Word("查询", "Search")
    static let auditNone = Word("没有符合条件的事件。", "No event fits.")
    static let auditByHouse = Word("系统", "the house")
    static let auditDaysTurned = Word("结束日期早于开始日期。", "The last day lies before the first.")
    static let auditSealed = Word("已封存 {0} 件事件，另有 {1} 件待封存。", "{0} events are sealed, {1} wait for their seal.")
    static let auditHead = Word("链末端（可另行记下，供日后核查）", "Head of the chain, to be noted elsewhere:")
}

/// The short names under which an event keeps its details.
extension Word {
    static let auditYes = Word("是", "yes")
    static let auditNo = Word("否", "no")
    static let auditBySigningIn = Word("密码登录", "signed in")
    static let detailAccuracy = Word("准确率", "accuracy")
    static let detailAct = Word("动作", "act")
    static let detailAdopted = Word("采纳", "adopted")
    static let detailAnswer = Word("答复", "answer")
    static let detailAppointment = Word("任职", "appointment")
    static let detailArchive = Word("归档号", "archive number")
    static let detailBackup = Word("备岗", "backup")
    static let detailBlock = Word("限制", "block")
    static let detailCase = Word("工单", "case")
    static let detailCases = Word("工单数", "cases")
    static let detailCause = Word("原因", "cause")
    static let detailChange = Word("变更", "change")
    static let detailChannel = Word("渠道", "channel")
    static let detailClause = Word("条款", "clause")
    static let detailCode = Word("代码", "code")
    static let detailComplaints = Word("投诉数", "complaints")
    static let detailCost = Word("费用", "cost")
    static let detailDay = Word("日期", "day")
    static let detailDecision = Word("决定", "decision")
    static let detailDelegation = Word("代理", "delegation")
    static let detailDigest = Word("统计表", "digest")
    static let detailEffective = Word("生效", "effective")
    static let detailEnding = Word("结束方式", "ending")
    static let detailDrawn = Word("抽取件数", "drawn")
    static let detailMonth = Word("月份", "month")
    static let detailWeek = Word("周", "week")
    static let detailPeriod = Word("期间", "period")
    static let detailPopulation = Word("总件数", "population")
    static let detailReported = Word("已报告", "reported")
    static let detailSeed = Word("随机种子", "seed")
    static let detailNoChange = Word("无需修改", "no change needed")
    static let detailByLookup = Word("按号码查找", "looked up by number")
    static let detailFieldContact = Word("联系人", "contact person")
    static let detailFieldPoint = Word("联系方式", "contact point")
    static let detailJoined = Word("入职", "joined")
    static let detailAppointed = Word("担任岗位", "appointed")
    static let detailUnitFounded = Word("设立单位", "unit founded")
    static let detailFoundedNow = Word("新建", "made")
    static let detailMember = Word("成员变更", "members changed")
    static let detailIdle = Word("久未操作", "no sign of life")
    static let detailLongest = Word("超过最长当班时间", "longest time on duty reached")
    static let detailBySelf = Word("本人", "the person")
    static let detailBySupervisor = Word("主管", "a supervisor")
    static let detailKeep = Word("保留", "keep")
    static let detailRestate = Word("重算", "restate")
    static let detailApproved = Word("同意", "approved")
    static let detailDeclined = Word("不同意", "declined")
    static let detailException = Word("例外", "exception")
    static let detailField = Word("字段", "field")
    static let detailFields = Word("字段", "fields")
    static let detailFounded = Word("成立", "founded")
    static let detailFrom = Word("原承办人", "from")
    static let detailGiven = Word("已给付", "given")
    static let detailHolds = Word("属实", "holds")
    static let detailHow = Word("方式", "how")
    static let detailKind = Word("种类", "kind")
    static let detailLevel = Word("等级", "level")
    static let detailLine = Word("业务线", "line")
    static let detailName = Word("名称", "name")
    static let detailNote = Word("备注", "note")
    static let detailObligation = Word("义务", "obligation")
    static let detailOutcome = Word("结果", "outcome")
    static let detailPenalty = Word("处罚", "penalty")
    static let detailPhone = Word("电话", "phone")
    static let detailPost = Word("岗位", "post")
    static let detailProblem = Word("立项", "problem")
    static let detailReaction = Word("客户反应", "reaction")
    static let detailReason = Word("理由", "reason")
    static let detailRevealed = Word("显示全号", "revealed")
    static let detailSeverity = Word("级别", "severity")
    static let detailShare = Word("已用时限", "time used")
    static let detailSkill = Word("技能", "skill")
    static let detailSolved = Word("已解决", "solved")
    static let detailStaff = Word("人员", "person")
    static let detailText = Word("内容", "text")
    static let detailTo = Word("交给", "to")
    static let detailTransition = Word("过渡", "transition")
    static let detailType = Word("类型", "type")
    static let detailUnresolved = Word("未解决", "unresolved")
    static let detailUntil = Word("止于", "until")
    static let detailValue = Word("金额", "value")
    static let detailVerdict = Word("判断", "verdict")
    static let detailVersion = Word("版本", "version")
    static let detailVisit = Word("回访", "follow-up")
    static let detailWay = Word("途径", "way")
}

/// What an event may be about.
extension Subject.Kind {
    var word: Word {
        switch self {
        case .serviceCase: Word("工单", "case")
        case .handbook: Word("手册", "handbook")
        case .staff: Word("人员", "staff")
        case .unit: Word("单位", "unit")
        case .calendar: Word("日历", "calendar")
        case .exception: Word("例外", "exception")
        case .session: Word("会话", "session")
        case .customer: Word("客户", "customer")
        case .dataImport: Word("导入", "import")
        case .dataExport: Word("导出", "export")
        case .contact: Word("来电", "contact")
        case .message: Word("留言", "message")
        case .receptionChannel: Word("受理渠道", "reception channel")
        case .roster: Word("排班表", "roster")
        case .leave: Word("请假", "leave")
        case .shiftSwap: Word("换班", "shift swap")
        case .liability: Word("误班责任", "liability")
        case .handover: Word("交接", "handover")
        }
    }
}
