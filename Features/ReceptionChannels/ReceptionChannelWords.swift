import Kernel

extension Word {
    static let receptionKeepsHolidays = Word("节假日照常有人", "Somebody is there on holidays too")
    static let receptionHolidaysHint = Word(
        "不勾选的，单位工作日历上的节假日不算服务时间，调休上班日照工作日值守。",
        "Else holidays of the unit's calendar are no hours; make-up days are like working days.")
    static let receptionRests = Word("近期节假日不值守", "Closed on holidays")
    static let receptionTitle = Word("受理渠道", "Reception channels")
    static let receptionLead = Word(
        "客户能从哪里找到我们，每个时段由谁值守。无人值守的时段按手册限期补上。",
        "How customers reach us, and who answers in which hours. Hours that nobody answers for are filled in the time of the handbook."
    )
    static let receptionNew = Word("登记渠道", "Enter a channel")
    static let receptionEmpty = Word(
        "还没有登记渠道。先登记客服电话，写明服务时间，再安排负责人。",
        "No channels yet. Enter the hotline with its hours, then say who answers.")
    static let receptionName = Word("渠道名称", "Name")
    static let receptionKind = Word("种类", "Kind")
    static let receptionAddress = Word("号码、账号或地点", "Number, account or place")
    static let receptionPublished = Word("公布在哪里", "Published where")
    static let receptionPublishedHint = Word("例：官网页脚、小票、店内海报", "e.g. website, receipts, posters")
    static let receptionStandard = Word("答复标准", "Standard of the answer")
    static let receptionStandardHint = Word("例：三声内接起；留言 2 小时内回", "e.g. picked up by the third ring")
    static let receptionForward = Word("离开时怎样转接", "Forwarded how, when away")
    static let receptionHours = Word("服务时间", "Service hours")
    static let receptionHoursHint = Word(
        "一行一段，例：周一至周五 08:30-18:00", "One a line, e.g. mon-fri 08:30-18:00")
    static let receptionHoursProblem = Word(
        "请写成“周一至周五 08:30-18:00”的样子，一行一段，最多 10 段。",
        "Write it like “mon-fri 08:30-18:00”, one a line, at most 10.")
    static let receptionEveryDay = Word("每天", "every day")
    static let receptionDayRange = Word("{0}至{1}", "{0}–{1}")
    static let receptionSave = Word("保存", "Save")
    static let receptionSaved = Word("渠道已保存。", "The channel is saved.")
    static let receptionUnit = Word("单位", "Unit")
    static let receptionWeek = Word("一周值守", "The week")
    static let receptionSlots = Word("值守安排", "Who answers")
    static let receptionSlot = Word("时段", "Hours")
    static let receptionHolder = Word("负责人", "Holder")
    static let receptionBackup = Word("备岗", "Backup")
    static let receptionNoBackup = Word("无", "none")
    static let receptionSince = Word("起始", "Since")
    static let receptionArrange = Word("安排负责人", "Arrange")
    static let receptionArranged = Word("已安排，并告知本人。", "Arranged; they have been told.")
    static let receptionHandOver = Word("换人", "Hand over")
    static let receptionHandedOver = Word("已换人，原安排留在变更记录里。", "Handed over; the former arrangement stays on record.")
    static let receptionRelease = Word("取消安排", "Release")
    static let receptionReleased = Word("已取消安排。", "Released.")
    static let receptionReason = Word("原因", "Reason")
    static let receptionNoSlots = Word(
        "还没有安排负责人：服务时间里没有人值守。", "Nobody is arranged: nobody answers in the service hours.")
    static let receptionPast = Word("变更记录", "Changes")
    static let receptionUntil = Word("结束", "Until")
    static let receptionBy = Word("{0}（{1}）", "{0} ({1})")
    static let receptionGaps = Word("无人值守时段", "Uncovered hours")
    static let receptionNoGaps = Word("服务时间都有人值守", "Every service hour is covered")
    static let receptionGapSum = Word("每周 {0} 无人值守", "{0} a week uncovered")
    static let receptionMissed = Word("未接 / 已回", "Missed / returned")
    static let receptionMissedHint = Word("近 30 天", "last 30 days")
    static let receptionMissedLegend = Word("未接 / 已回为近 30 天", "missed / returned of the last 30 days")
    static let receptionNow = Word("此刻", "Now")
    static let receptionNowClosed = Word("非服务时间", "outside hours")
    static let receptionNowNobody = Word("负责人和备岗都不在岗", "neither holder nor backup is on duty")
    static let receptionNowUncovered = Word("无人值守", "uncovered")
    static let receptionNowStandIn = Word("{0}（备岗）", "{0} (backup)")
    static let receptionCoverHeld = Word("有人值守", "covered")
    static let receptionCoverBackup = Word("只有备岗", "backup only")
    static let receptionCoverClosed = Word("不服务", "closed")
    static let receptionVerification = Word("核对", "Verification")
    static let receptionVerify = Word("核对无误", "Verified")
    static let receptionVerified = Word("已核对。", "Verified.")
    static let receptionVerifiedAt = Word("上次核对 {0}，{1}", "last verified {0}, {1}")
    static let receptionNeverVerified = Word("尚未核对", "never verified")
    static let receptionClose = Word("停用渠道", "Close the channel")
    static let receptionClosedDone = Word("渠道已停用，记录都在。", "The channel is closed; its records stay.")
    static let receptionReopen = Word("恢复使用", "Reopen")
    static let receptionReopened = Word("渠道已恢复。", "The channel is open again.")
    static let receptionClosedState = Word("已停用", "closed")
    static let receptionOpenState = Word("使用中", "in use")
    static let receptionState = Word("状态", "State")
    static let receptionChange = Word("修改登记", "Change the entry")
    static let receptionTable = Word("客服电话专人负责表", "Table of named holders")
    static let receptionSum = Word("共 {0} 个渠道，{1} 个有无人值守时段", "{0} channels, {1} with uncovered hours")
    static let receptionHourHead = Word("{0} 时", "{0}h")
    static let receptionLine = Word("打的是哪个号码", "Which line rang")

    static let receptionUnknown = Word("没有这个渠道。", "There is no such channel.")
    static let receptionSlotUnknown = Word("这项安排已经变了，请刷新后再试。", "This arrangement has changed; reload.")
    static let receptionIsClosed = Word("渠道已停用，先恢复再改。", "The channel is closed; reopen it first.")
    static let receptionNotClosed = Word("渠道在用。", "The channel is in use.")
    static let receptionNameTaken = Word("本单位已有同名渠道。", "The unit has a channel of this name.")
    static let receptionTooMany = Word("最多 {0} 项。", "At most {0}.")
    static let receptionOverlap = Word(
        "与已有安排“{0}”重叠：同一时段只能有一位负责人。", "Overlaps with “{0}”: one hour has one holder.")
    static let receptionSameBackup = Word("备岗须是另一位同事。", "The backup must be somebody else.")
}

extension ReceptionChannel.Kind {
    var word: Word {
        switch self {
        case .hotline: Word("热线", "hotline")
        case .mobile: Word("值班手机", "duty mobile")
        case .chat: Word("即时通讯", "chat")
        case .miniProgram: Word("小程序", "mini-program")
        case .email: Word("邮箱", "mailbox")
        case .website: Word("网站", "website")
        case .counter: Word("服务台", "counter")
        case .letter: Word("信函", "letters")
        }
    }
}

extension ReceptionCoverage.Cover {
    var word: Word {
        switch self {
        case .closed: .receptionCoverClosed
        case .held: .receptionCoverHeld
        case .backupOnly: .receptionCoverBackup
        case .uncovered: .receptionNowUncovered
        }
    }
}
