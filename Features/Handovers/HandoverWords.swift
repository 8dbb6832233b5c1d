import Handbook
import Kernel

extension Handover.Kind {
    var word: Word {
        switch self {
        case .shift: Word("交接班", "shift")
        case .leave: Word("请假交接", "leave")
        case .transfer: Word("调岗交接", "transfer")
        case .resignation: Word("离职交接", "resignation")
        }
    }
}

extension Handover.State {
    var word: Word {
        switch self {
        case .drafted: Word("填写中", "being written")
        case .offered: Word("待接", "to be accepted")
        case .refused: Word("已拒接", "refused")
        case .signed: Word("待见证", "to be witnessed")
        case .settled: Word("已交接", "handed over")
        case .dropped: Word("已取消", "dropped")
        }
    }
}

extension HandoverSection {
    var word: Word {
        switch self {
        case .equipment: Word("设备情况", "equipment")
        case .difficulties: Word("疑难问题", "difficult problems")
        case .staffing: Word("人员变动", "staffing")
        case .counts: Word("清点", "counts")
        case .checks: Word("值日检查", "checks")
        }
    }
}

extension HandoverPart {
    var word: Word {
        switch self {
        case .equipment: HandoverSection.equipment.word
        case .count: HandoverSection.counts.word
        case .check: HandoverSection.checks.word
        case .leaving: Word("移交内容", "what is handed over")
        }
    }
}

extension HandoverSheet.Line.Standing {
    var word: Word {
        switch self {
        case .fine: Word("正常", "in order")
        case .fault: Word("故障", "at fault")
        case .done: Word("已完成", "done")
        case .undone: Word("未完成", "not done")
        case .counted: Word("已清点", "counted")
        case .told: Word("已移交", "handed over")
        }
    }
}

extension HandoverSheet.Entry.Part {
    var word: Word {
        switch self {
        case .openCase: Word("未结工单", "Open cases")
        case .promise: Word("下一班到期的承诺和义务", "Due in the next shift")
        case .message: Word("未处理的留言", "Unhandled messages")
        case .staffing: Word("人员变动", "Staffing")
        case .step: Word("当日步骤：未办、漏办、略过", "Steps of the day: open, missed, left out")
        case .matter: Word("疑难问题与遗留事项", "Problems and carried matters")
        }
    }
}

extension ShiftAssignment.Origin {
    /// How a shift that is not as the roster was made came about, beside a name.
    var handoverWord: Word {
        switch self {
        case .roster: Word("排班", "rostered")
        case .swap: Word("换班", "swap")
        case .return: Word("还班", "return of a swap")
        case .cover: Word("顶班", "covers")
        case .open: Word("认领空班", "took an open shift")
        case .adjusted: Word("调班", "shift changed")
        }
    }
}

extension Word {
    /// Which sections are still missing, in both languages.
    static func handoverMissing(_ sections: [HandoverSection]) -> Word {
        Word(
            "还没写明：\(sections.map(\.word.chinese).joined(separator: "、"))；没有的请写明“无”。",
            "Not stated yet: \(sections.map(\.word.english).joined(separator: ", ")). What there is not is stated as none."
        )
    }

    static let handoverColon = Word("：", ": ")
    static let handoverTitle = Word("交接班", "Handovers")
    static let handoverLead = Word(
        "设备、疑难、人员写清楚；下一班签收之前，责任仍在交班人。",
        "Equipment, problems and staffing; until the next shift has signed, the outgoing one answers for them.")
    static let handoverMine = Word("我这一班", "My shift")
    static let handoverMineNone = Word("您现在没有要交的班。", "You have no shift to hand over now.")
    static let handoverOpen = Word("写交接班记录", "Write the sheet")
    static let handoverGoOn = Word("继续填写", "Go on writing")
    static let handoverLook = Word("查看", "Look at it")
    static let handoverToTake = Word("等我接的", "Waiting for me")
    static let handoverNothingToTake = Word("没有等您接的交接。", "Nothing waits for you to take over.")
    static let handoverToWitness = Word("等见证或处理异议的", "To witness or to settle")
    static let handoverLatest = Word("最近的交接班", "Latest handovers")
    static let handoverLatestNone = Word("还没有交接班记录。", "There are no handovers yet.")
    static let handoverPace = Word("接班快慢（近 {0} 天）", "How quickly shifts take over, last {0} days")
    static let handoverPaceCount = Word("接班次数", "Taken over")
    static let handoverPaceTime = Word("交接用时", "Time to hand over")
    static let handoverPaceTask = Word("接班到办第一件事", "Time to the first task")
    static let handoverPaceMiddle = Word("一般 {0}，最长 {1}", "usually {0}, at most {1}")
    static let handoverPaceHint = Word(
        "用时从记录已交、接班人已到时算起；第一件事从接班且班次开始后算起，办工单或接待都算。“一般”为中位数。",
        "From when the sheet is handed over and the taker there; the first task, a case or a contact, from when the shift has begun. Usually: the median."
    )
    static let handoverLeaving = Word("请假、调岗、离职交接", "Leave, transfer and resignation")
    static let handoverLeavingNew = Word("办理调岗或离职交接", "Hand over for a transfer or a resignation")
    static let handoverLeavingHint = Word(
        "请假满规定天数的，批准后自动生成；调岗、离职的在这里办理。签字齐全后，名下工单和留言转给接收人。",
        "For a leave that lasts it is made when the leave is agreed to; for a transfer or a resignation here. Once all have "
            + "signed, open cases and messages belong to the taker.")
    static let handoverOpenLeaving = Word("开始交接", "Begin")
    static let handoverNumber = Word("单号", "Number")
    static let handoverKind = Word("类别", "Kind")
    static let handoverUnit = Word("单位", "Unit")
    static let handoverUntil = Word("班次结束", "Shift ends")
    static let handoverEffective = Word("离岗时间", "Away from")
    static let handoverNext = Word("下一班", "Next shift")
    static let handoverGiver = Word("交班人", "Hands over")
    static let handoverTaker = Word("接班人", "Takes over")
    static let handoverWitness = Word("见证人", "Witness")
    static let handoverState = Word("状态", "State")
    static let handoverArrived = Word("到岗时间", "Arrived at")
    static let handoverOfferedAt = Word("交班时间", "Handed over at")
    static let handoverTakenAt = Word("接班时间", "Taken over at")
    static let handoverWitnessedAt = Word("见证时间", "Witnessed at")
    static let handoverNobody = Word("（待签）", "(to sign)")
    static let handoverFault = Word("故障说明", "What is at fault")
    static let handoverActual = Word("实有", "Counted")
    static let handoverExpected = Word("应有 {0} {1}", "should be {0} {1}")
    static let handoverCountOf = Word("{0}（{1}）", "{0} ({1})")
    static let handoverDifference = Word("差异", "Difference")
    static let handoverRemark = Word("说明", "Remark")
    static let handoverItem = Word("项目", "Item")
    static let handoverStanding = Word("情况", "How it stands")
    static let handoverRemarkOf = Word("{0}的说明", "Remark: {0}")
    static let handoverAsksFault = Word("{0}：请写明是什么故障", "{0}: say what is at fault")
    static let handoverAsksUndone = Word("{0}：请写明没完成什么", "{0}: say what is not done")
    static let handoverAsksDifference = Word("{0}：请写明数量为什么不符", "{0}: say why the count differs")
    static let handoverAsksStanding = Word("{0}：写了说明，请选择情况", "{0}: there is a remark, say how it stands")
    static let handoverAsksActual = Word("{0}：写了说明，请填写实有数量", "{0}: there is a remark, say how many there are")
    static let handoverMatterMissing = Word("填了相关工单号，请写明是什么事项", "There is the number of a case: say what the matter is")
    static let handoverReceiver = Word("接收人", "Taken over by")
    static let handoverPickTaker = Word("请选择接收人", "Choose who takes it over")
    static let handoverOwedLate = Word("已超时的承诺和义务", "Overdue already")
    static let handoverOwedOpen = Word("未了的承诺和义务", "Still owed")
    static let handoverNoneDifficulties = Word("疑难问题：无", "Difficult problems: none")
    static let handoverNoneStaffing = Word("人员变动：无", "Staffing changes: none")
    static let handoverAdds = Word("本班补充", "What this shift adds")
    static let handoverMatter = Word("新增疑难问题或遗留事项", "A new problem or matter to carry on")
    static let handoverMatterHint = Word(
        "一直列在以后各班的交接上，直到有人写明办结。", "It stands on every later sheet until somebody says what became of it.")
    static let handoverMatterCase = Word("相关工单号", "Number of a case")
    static let handoverMatterClose = Word("办结", "Close")
    static let handoverMatterClosing = Word("办结情况", "What became of it")
    static let handoverMatterClosedLine = Word("{0} 于 {1} 办结：{2}", "closed by {0} at {1}: {2}")
    static let handoverMatterSince = Word("{0} 起", "since {0}")
    static let handoverOther = Word("其他", "Other")
    static let handoverSave = Word("保存", "Save")
    static let handoverOffer = Word("交班", "Hand over")
    static let handoverOfferLeaving = Word("提交接收", "Hand over")
    static let handoverTakeBack = Word("收回修改", "Take back to change")
    static let handoverAccept = Word("接班签收", "Take over")
    static let handoverObjection = Word("异议（有的话）", "Objection, if any")
    static let handoverObjectionHint = Word(
        "照样接班，异议送主管处理。", "It is taken over all the same, and a leader settles the objection.")
    static let handoverRefuse = Word("拒接", "Refuse")
    static let handoverReason = Word("拒接原因", "Reasons")
    static let handoverWitnessAct = Word("见证签字", "Sign as a witness")
    static let handoverDrop = Word("取消交接", "Drop it")
    static let handoverDropHint = Word(
        "取消后这份交接作废，名下工单和留言仍归交班人。", "It is void then; cases and messages stay with the outgoing one.")
    static let handoverDropAct = Word("确认取消", "Drop it now")
    static let handoverObjections = Word("异议与拒接", "Objections and refusals")
    static let handoverWasRefusal = Word("拒接", "refused")
    static let handoverWasObjection = Word("接班时异议", "objection")
    static let handoverAnswer = Word("处理意见", "What is to be done")
    static let handoverAnswerAct = Word("写处理意见", "Settle it")
    static let handoverSystem = Word("系统带出", "Filled in by the system")
    static let handoverMoreEntries = Word("其余 {0} 项", "{0} more")
    static let handoverNoEntries = Word("无", "None")
    static let handoverMessageFor = Word("给 {0} 的留言", "message for {0}")
    static let handoverFormShift = Word("交接班记录", "Handover record")
    static let handoverFormLeaving = Word("工作交接单", "Work handover form")
    static let handoverStated = Word("无", "none")
    static let handoverFixed = Word("已签收，不再更改。", "Signed; nothing of it changes any more.")
    static let handoverShiftOf = Word("{0} 的班", "shift until {0}")
    static let handoverDue = Word("到期", "Due")
    static let handoverRecord = Word("记录", "Record")
    static let handoverItemMissing = Word("请选择情况", "Say how it stands")
    static let handoverLate = Word("应于 {0} 前到岗接班，实际 {1}。", "It was to be taken over by {0}; it was at {1}.")
    static let handoverNotOffered = Word(
        "您这一班还没有交班：先写好交接班记录。", "Your shift has not been handed over: write the sheet first.")
    static let handoverNotTaken = Word(
        "上一班的交接（{0}）等您接班签收。", "The handover of the shift before ({0}) waits for you to take over.")

    static let handoverUnknown = Word("没有这份交接。", "There is no such handover.")
    static let handoverNotNow = Word("交接现在的状态是“{0}”，不能这样做。", "The handover is “{0}”; that cannot be done now.")
    static let handoverNotYours = Word("只有这一班的人能写、能交。", "Only the people of that shift write it and hand it over.")
    static let handoverOwnAct = Word(
        "不能接自己交的班，也不能见证自己的交接。", "Nobody takes over from themselves, nor witnesses their own handover.")
    static let handoverNotOfNextShift = Word(
        "只有接班的一班能签收或拒接。", "Only the shift that takes over signs for it or refuses it.")
    static let handoverNobodyNext = Word(
        "近五天没有别人接班，由能处理交接的组长或主管签收", "nobody else comes for five days: a leader who settles handovers signs for it")
    static let handoverNotTheTaker = Word("只有指定的接收人能签收或拒接。", "Only the one it is for signs for it or refuses it.")
    static let handoverNoTaker = Word("还没有指定接收人。", "Nobody is named to take it over.")
    static let handoverNoColleague = Word("没有这位在职同事。", "There is no such colleague.")
    static let handoverNotEntitled = Word("须由{0}见证签字。", "It is to be witnessed by: {0}.")
    static let handoverNoShift = Word("您现在没有要交的班。", "You have no shift to hand over now.")
    static let handoverTooEarly = Word(
        "这个班还没到交接的时候：{0} 起才能交接。", "It is too early to hand this shift over: from {0} on.")
    static let handoverIsPast = Word("离岗时间已经过去。", "That time is past.")
    static let handoverOpenAlready = Word("已有一份未完成的交接：{0}。", "There is one already that is not finished: {0}.")
    static let handoverUnknownCase = Word("没有您能查看的工单 {0}。", "There is no case {0} that you may see.")
    static let handoverBeyondReach = Word(
        "交接的工单里有 {0}，您不能改派它：请管得到它的上级来签字。",
        "Case {0} is handed over too, and you may not reassign it: somebody above who may is to sign.")
    static let handoverMessageBeyondReach = Word(
        "交接的留言里有您不能转交的：请管得到它的上级来签字。",
        "There is a message among those handed over that you may not hand on: somebody above who may is to sign.")
    static let handoverTakerCannot = Word(
        "工单 {0} 不能交给接收人：请改选能办这张工单的同事，或先把它改派。",
        "Case {0} cannot be given to who takes over: name somebody who can work it, or reassign it first.")
    static let handoverUnknownMatter = Word("没有这个事项。", "There is no such matter.")
    static let handoverMatterClosed = Word("这个事项已经办结。", "That matter is closed already.")
    static let handoverUnknownObjection = Word("没有这条异议。", "There is no such objection.")
    static let handoverAnsweredAlready = Word("这条异议已经处理。", "That objection is settled already.")
    static let handoverTooManyMatters = Word(
        "遗留事项已有 {0} 件，先办结一些。", "There are {0} open matters already; close some of them first.")

    static let handoverAnnual = Word("未休年休假", "Annual leave not taken")
    static let handoverAnnualLastDay = Word("最后工作日", "Last day")
    static let handoverAnnualSince = Word("参加工作日期", "Working since")
    static let handoverAnnualEarned = Word("当年折算应休", "Earned this year")
    static let handoverAnnualTaken = Word("当年已休", "Taken this year")
    static let handoverAnnualOwed = Word("应付报酬的天数", "To be paid for")
    static let handoverAnnualPaid = Word(
        "{0} 天，每天按日工资收入的 300% 支付（其中包含正常工作期间的工资）",
        "{0} days, each at 300 % of a day's wage, the ordinary wage included")
    static let handoverAnnualNothing = Word("没有；多休的不再扣回", "none; what was taken beyond is not asked back")
    static let handoverAnnualUnknown = Word(
        "人事尚未登记参加工作日期，无法计算", "not known: personnel has not entered since when they work")
    static let handoverAnnualBasis = Word("依据", "By")
    static let handoverAnnualSource = Word(
        "《职工带薪年休假条例》第五条；《企业职工带薪年休假实施办法》第十条、第十二条：当年在本单位已过日历天数 ÷ 365 × 全年应休天数 − 已休天数，折算后不足一整天的不付。",
        "Regulation on Paid Annual Leave, article 5; its Implementation Measures, articles 10 and 12: days of the calendar passed here ÷ 365 × days of a whole year − days taken; what makes no whole day is not paid."
    )
}
