import Kernel

extension Word {
    static let swapOwnShift = Word("要换出的班", "The shift to give")
    static let swapRest = Word("与前后的班最短间隔 {0} 小时", "{0} h to the nearest other shift")
    static let swapRestLeast = Word("至少要休息 {0} 小时", "at least {0} h of rest are asked for")
    static let swapPick = Word("选还班", "Choose the return")
    static let swapPickAnybody = Word(
        "公开征求的，还班由接班的同事定。", "Where anybody may take it, whoever does names the return.")
    static let swapMissRegister = Word("登记误班、空班", "Register a missed shift")
    static let swapMissHint = Word(
        "登记后转为误班，开始责任认定，双方会收到通知；不能撤销。",
        "The swap becomes a missed one and who answers for it is settled; both are told. It cannot be undone.")
    static let swapMissLeg = Word("哪个班", "Which shift")
    static let swapMissOf = Word("{0} {1} 的班没有人上", "nobody worked the shift of {0}, {1}")
    static let swapMissReturnOf = Word("{0} {1} 的还班没有人上", "nobody worked the return of {0}, {1}")
    static let swapMissReason = Word("经过", "What happened")
    static let swapClocked = Word(
        "这个班有打卡记录，不能登记为误班、空班；打卡有误的，先在考勤里更正。",
        "There are clocks for this shift, so it was not missed; put the clocks right first if they are wrong.")
    static let swapReturnStands = Word(
        "还班还在排班表上，或已免还，不用再处理。", "The return stands on the roster, or has been waived: nothing is to be decided.")
    static let swapReturnOpen = Word("还班已不在排班表上", "The return is not on the roster any more")
    static let swapReturnOpenText = Word(
        "原定 {0} 的还班已从排班表取消，还没有还；请另定还班，或免还。",
        "The return on {0} was taken off the roster and has not been worked: give it another date, or waive it.")
    static let swapReturnOpenWaits = Word(
        "原定 {0} 的还班已从排班表取消，还没有还；由审批人另定还班或免还。",
        "The return on {0} was taken off the roster and has not been worked: whoever agrees to swaps gives it another date or waives it."
    )
    static let swapRedate = Word("另定还班", "Another return")
    static let swapRedateBack = Word("{0}的哪个班由{1}来还", "Which shift of {0}'s {1} works")
    static let swapRedateNone = Word(
        "{0}今后 60 天没有可还的班。", "{0} has no shift in the next 60 days that could be worked in return.")
    static let swapRedateHint = Word(
        "写进排班表的变更记录，双方会收到通知。", "It is noted in the record of changes of the roster; both are told.")
    static let swapWaive = Word("免还", "Waive the return")
    static let swapWaived = Word("已免还", "return waived")
    static let swapWaiver = Word("免还理由", "Waived because")
    static let swapWaiverAsked = Word("{0}提出免还：{1}。等{2}同意。", "{0} would waive the return: {1}. {2} is asked.")
    static let swapWaiverAgree = Word("同意免还", "Do without it")
    static let swapWaiverDecline = Word("不同意，仍要还班", "No, it is owed")
    static let liabilityStatementChange = Word("更正我的陈述", "Change my statement")
    static let liabilityHearing = Word(
        "{0}还没有陈述；双方都说了，或到 {1}，就可以认定。",
        "{0} has not spoken; the shares can be settled once both have, or from {1}.")
    static let liabilityOtherDecides = Word(
        "您已认定过一次；申诉由另一位有权人复核。", "You have decided once; the appeal is for somebody else to decide.")
    static let swapLacks = Word("缺少“{0}”", "lacks “{0}”")
    static let swapCount = Word("本月换班次数", "Swaps this month")
}
