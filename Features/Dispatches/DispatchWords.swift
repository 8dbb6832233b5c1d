import Kernel

extension Dispatch.State {
    var word: Word {
        switch self {
        case .given: Word("待确认", "not acknowledged yet")
        case .acknowledged: Word("已收到，办理中", "acknowledged")
        case .done: Word("已完成", "done")
        case .refused: Word("未执行", "refused")
        case .withdrawn: Word("已撤回", "withdrawn")
        }
    }
}

extension Word {
    static let dispatchTitle = Word("指挥调度", "Commands")
    static let dispatchLead = Word(
        "收到指令先确认；办完回报结果，确不能办的说明原因。", "Acknowledge first; report what came of it, or say why it cannot be done.")
    static let dispatchMine = Word("给我的指令", "What I was told")
    static let dispatchMinePast = Word("以前的指令", "Earlier ones")
    static let dispatchNone = Word("现在没有要您办的指令。", "Nobody has told you to do anything now.")
    static let dispatchGivenByMe = Word("我下达的", "What I gave")
    static let dispatchGivenNone = Word("还没有下达过指令。", "None yet.")
    static let dispatchGive = Word("下达指令", "Give a command")
    static let dispatchTo = Word("下达给", "To whom")
    static let dispatchChoose = Word("请选择", "Choose")
    static let dispatchText = Word("指令内容", "What is to be done")
    static let dispatchWanted = Word("要求完成时间", "Wanted by")
    static let dispatchSubmit = Word("下达", "Give it")
    static let dispatchGivenDone = Word("已下达给 {0} 人。", "Given; people told: {0}.")
    static let dispatchNumber = Word("编号", "Number")
    static let dispatchGiver = Word("下达人", "Given by")
    static let dispatchPerson = Word("执行人", "To")
    static let dispatchGivenAt = Word("下达时间", "Given at")
    static let dispatchAcknowledgedAt = Word("确认时间", "Acknowledged at")
    static let dispatchEndedAt = Word("办结时间", "Ended at")
    static let dispatchNote = Word("结果或原因", "Result or reason")
    static let dispatchState = Word("状态", "State")
    static let dispatchGroup = Word("班组", "Group")
    static let dispatchForm = Word("指令", "Command")
    static let dispatchAcknowledge = Word("收到", "Acknowledge")
    static let dispatchReport = Word("已完成", "Done")
    static let dispatchResult = Word("结果", "Result")
    static let dispatchRefuse = Word("不能执行", "Cannot be done")
    static let dispatchReason = Word("原因", "Reason")
    static let dispatchWithdraw = Word("撤回", "Withdraw")
    static let dispatchAgain = Word("改派给别人", "Give it to somebody else")
    static let dispatchLate = Word("{0}，已过要求时间", "{0}, past the time")
    static let dispatchFrom = Word("{0} · {1} 下达", "{0}, given {1}")
    static let dispatchHere = Word("{0}（{1}，当班）", "{0} ({1}, at work)")
    static let dispatchAway = Word("{0}（{1}，不当班）", "{0} ({1}, not at work)")
    static let dispatchGroupNow = Word("{0} 班组当班的 {1} 人", "Whoever is at work in group {0}: {1}")
    static let dispatchUnitNow = Word("{0} 全体当班的 {1} 人", "Whoever is at work in {0}: {1}")

    static let dispatchLog = Word("指挥调度记录", "Dispatch log")
    static let dispatchLogLead = Word(
        "{0} {1} 下达的指令，以及各人何时确认、办得怎样。", "{0}, {1}: what was commanded and what came of it.")
    static let dispatchLogNone = Word("这一天这里没有下达指令。", "No commands here on this day.")
    static let dispatchUnit = Word("单位", "Unit")
    static let dispatchShow = Word("查看", "Show")
    static let dispatchEarlier = Word("前一天", "Day before")
    static let dispatchLater = Word("后一天", "Day after")
    static let dispatchSums = Word(
        "共 {0} 条，完成 {1} 条，未执行 {2} 条，待确认 {3} 条。", "{0} in all: {1} done, {2} refused, {3} unanswered.")
    static let dispatchAtOnce = Word("当即", "at once")
    static let dispatchMinutes = Word("{0} 分钟后", "after {0} min")
    static let dispatchUnanswered = Word("指令待确认", "Commands unanswered")

    static let dispatchUnknown = Word("没有这条指令。", "There is no such command.")
    static let dispatchNotNow = Word("这条指令{0}，不能再这样办。", "This command is past that: {0}.")
    static let dispatchNotYours = Word("只有执行人本人可以这样做。", "Only whom it was given to may do that.")
    static let dispatchNotGiver = Word("只有下达人可以撤回。", "Only who gave it takes it back.")
    static let dispatchOwnAct = Word("不能给自己下达指令。", "Nobody gives a command to themselves.")
    static let dispatchNotBelow = Word(
        "这个人不在您可以指挥的范围内：只能给本单位中岗位在您之下的人下达指令。",
        "One commands only those whose posts stand below one's own, in the units one leads.")
    static let dispatchNobodyThere = Word("现在没有可以接收指令的当班人员。", "Nobody is at work there now whom you could tell.")
    static let dispatchTooMany = Word("一次最多下达给 {0} 人。", "At most {0} people at once.")
    static let dispatchWantedInThePast = Word("要求完成的时间已经过去。", "The time by which it is wanted is over.")
    static let dispatchWantedTooLate = Word(
        "要求完成的时间最远 {0} 天，更远的请列入计划。", "At most {0} days ahead; what is later is a plan.")
    static let dispatchNotThere = Word("{0} 现在不当班。", "{0} is not at work now.")
    static let dispatchBadRecipient = Word("请选择下达给谁。", "Choose to whom it goes.")
}
