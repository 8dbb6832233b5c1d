import Kernel

extension PreShiftCheck.Item {
    var word: Word {
        switch self {
        case .clothing: Word("着装整洁", "clothes neat")
        case .badge: Word("佩戴上岗证", "badge worn")
        case .spirit: Word("精神饱满、坐姿端正", "posture and spirits")
        case .headset: Word("耳麦正常", "headset works")
        case .login: Word("系统已登录", "signed in")
        case .notices: Word("通知已读", "notices read")
        case .carryOvers: Word("遗留工单已看", "carry-overs read")
        }
    }
}

extension Word {
    static let preShiftTitle = Word("班前检查", "Check before the shift")
    static let preShiftLead = Word("打卡之后、接待之前逐项自查；未通过的写明情况。", "After clocking in, before the work: item by item.")
    static let preShiftForm = Word("班前准备·仪容检查表", "Pre-shift and appearance check")
    static let preShiftItems = Word("逐项自查", "Item by item")
    static let preShiftNote = Word("未通过的情况", "What is not in order")
    static let preShiftNoteHint = Word("有未勾选的，写明情况。", "Where something is not ticked, say what.")
    static let preShiftSubmit = Word("完成检查", "Done")
    static let preShiftDone = Word("{0} 已完成检查。", "Done at {0}.")
    static let preShiftToday = Word("今天的班前检查", "Checks of today")
    static let preShiftNone = Word("今天还没有人检查。", "No checks yet today.")
    static let preShiftStaff = Word("姓名", "Who")
    static let preShiftAt = Word("时间", "At")
    static let preShiftLacking = Word("未通过", "Lacking")
    static let preShiftAllGood = Word("全部合格", "all in order")
    static let preShiftScore = Word("得分", "Points")
    static let preShiftReview = Word("抽查", "Spot check")
    static let preShiftReviewed = Word("抽查人", "Looked at by")
    static let preShiftOpinion = Word("意见", "Opinion")
    static let preShiftShift = Word("班次", "Shift")
    static let preShiftInOrder = Word("合格", "in order")
    static let preShiftNotInOrder = Word("不合格", "not in order")

    static let preShiftUnknown = Word("没有这次班前检查。", "There is no such check.")
    static let preShiftNoShift = Word("现在没有要上的班。", "There is no shift to come to now.")
    static let preShiftOver = Word("这个班已经结束，不能再补班前检查。", "The shift is over; nothing is checked before it any more.")
    static let preShiftLate = Word("班已开始，现在做的记为补做。", "The shift has begun: the check counts as made late.")
    static let preShiftMadeLate = Word("补做", "made late")
    static let preShiftDoneAlready = Word("这个班已在 {0} 检查过。", "It was done for this shift at {0}.")
    static let preShiftOwnAct = Word("不能抽查自己。", "Nobody looks at their own.")
    static let preShiftReviewedAlready = Word("这次检查已抽查过。", "It has been looked at already.")
    static let preShiftNoteMissing = Word("有未勾选的项目，请写明情况。", "Something is not ticked: say what.")
}
