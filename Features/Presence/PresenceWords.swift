import Kernel

extension Word {
    static let dutyTitle = Word("当班", "On duty")
    static let dutyBegin = Word("上班", "Start duty")
    static let dutyLeave = Word("暂离", "Step away")
    static let dutyComeBack = Word("回岗", "Back")
    static let dutyEnd = Word("下班", "End duty")
    static let dutyOff = Word("您现在不当班，系统不会分给您工单。", "You are off duty: no cases come to you.")
    static let dutyHere = Word("您在当班，{0} 开始。", "You are on duty since {0}.")
    static let dutyAway = Word("您已暂离，{0} 起；回岗前不会分给您工单。", "You have been away since {0}: no cases come to you.")
    static let dutyStateHere = Word("当班", "on duty")
    static let dutyStateAway = Word("暂离", "away")
    static let dutyNow = Word("现在当班", "On duty now")
    static let dutyWho = Word("谁在当班", "Who is on duty")
    static let dutyNobody = Word(
        "现在没有人当班。上班的同事请先点“上班”。", "Nobody is on duty. Whoever is here says so with “Start duty”.")
    static let dutyPerson = Word("姓名", "Name")
    static let dutyUnit = Word("单位", "Unit")
    static let dutySince = Word("上班时间", "Since")
    static let dutyState = Word("状态", "State")
    static let dutyEntered = Word("由{0}代记", "entered by {0}")
    static let dutyCorrect = Word("更正当班", "Correct duty")
    static let dutyCorrectOn = Word("记为当班", "Is on duty")
    static let dutyCorrectOff = Word("记为下班", "Is off duty")
    static let dutyReason = Word("原因", "Reason")
    static let dutyColleague = Word("同事", "Colleague")
    static let dutyBegun = Word("已上班。分给您的工单会出现在“我的一天”。", "You are on duty. Cases for you appear in My day.")
    static let dutyLeft = Word("已暂离。", "You have stepped away.")
    static let dutyBack = Word("已回岗。", "Welcome back.")
    static let dutyEnded = Word("已下班。辛苦了。", "You are off duty. Thank you.")
    static let dutyCorrected = Word("当班情况已更正。", "Corrected.")
    static let presenceMessages = Word(
        "还有 {0} 条留言没有处理：请交给同事，或写明怎样安排。",
        "{0} messages are not dealt with: hand them over, or say what you have arranged.")
    static let dutyMessages = Word("下班前请安排：{0} 条留言还没有处理。", "Before you go: {0} messages are not dealt with.")
    static let dutyPromises = Word(
        "下班前请安排：{0} 项对客户的承诺会在您回来之前到期。", "Before you go: {0} promises to customers fall due before you are back.")
    static let dutyHandTo = Word("交给", "Hand to")
    static let dutyHandNobody = Word("不移交", "keep it")
    static let dutyKnown = Word("移交说明（已知情况）", "What the receiver should know")
    static let dutyLeaveReason = Word("下班说明", "Why")
    static let dutyDue = Word("到期", "Due")
    static let dutyRecord = Word("工单", "Case")
    static let dutyNobodyToHand = Word(
        "现在没有别的同事当班，只能写明安排后下班。", "Nobody else is on duty: write down what you have arranged.")

    // Refusals
    static let presenceOnAlready = Word("已经在当班。", "Already on duty.")
    static let presenceNotOn = Word("现在不当班，请先上班。", "Not on duty: start duty first.")
    static let presenceAwayAlready = Word("已经是暂离。", "Away already.")
    static let presenceNotAway = Word("没有暂离，无需回岗。", "Not away.")
    static let presenceNoPost = Word(
        "没有岗位的人不能上班，请联系管理员任职。", "Without a post nobody is on duty: ask for an appointment.")
    static let presencePromises = Word(
        "还有 {0} 项对客户的承诺在您回来之前到期，请移交或写明安排。",
        "{0} promises to customers fall due before you are back: hand them over, or say what you have arranged.")
    static let presenceOwnAct = Word(
        "自己的当班请用“上班”“下班”，不能更正自己的。",
        "One's own duty is started and ended by oneself: nobody corrects their own.")
    static let presenceUnknown = Word("没有这个人。", "There is no such person.")
}
