import Kernel

extension DutyLogEntry.What {
    var word: Word {
        switch self {
        case .call: Word("来电来访", "call or visit")
        case .callOut: Word("应召出动", "called out")
        case .occurrence: Word("事件", "occurrence")
        }
    }
}

extension Word {
    static let dutyLogTitle = Word("值班日志", "Duty log")
    static let dutyLogDay = Word("日期", "Day")
    static let dutyLogShow = Word("查看", "Show")
    static let dutyLogNoDuty = Word("这一天没有排值班。", "No duty is arranged for this day.")
    static let dutyLogNoEntries = Word("还没有记录。", "Nothing is written yet.")
    static let dutyLogWhat = Word("类别", "Kind")
    static let dutyLogAt = Word("时间", "Time")
    static let dutyLogReached = Word("到场时间", "Reached at")
    static let dutyLogReachedHint = Word("应召出动时填写。", "When called out.")
    static let dutyLogCaller = Word("来电来访人", "Who called")
    static let dutyLogMatter = Word("事项", "Matter")
    static let dutyLogAction = Word("处理", "What was done")
    static let dutyLogResult = Word("结果", "Result")
    static let dutyLogAbnormal = Word("异常", "Abnormal")
    static let dutyLogAbnormalHint = Word("当值主管会收到通知。", "The supervisor on duty is told.")
    static let dutyLogFollow = Word("待跟进", "To follow")
    static let dutyLogFollowHint = Word("交给下一个班跟进的事；没有就空着。", "What whoever comes next is to see to; may be empty.")
    static let dutyLogFollowLine = Word("待跟进：{0}（{1}）", "to follow: {0} ({1})")
    static let dutyLogStillOpen = Word("未办结", "not done yet")
    static let dutyLogWrite = Word("记入日志", "Write down")
    static let dutyLogOpen = Word("待跟进事项", "To be followed")
    static let dutyLogClosing = Word("结果如何", "What became of it")
    static let dutyLogClose = Word("办结", "Done")
    static let dutyLogSign = Word("签字交班", "Sign the log")
    static let dutyLogSignHint = Word("签字后不能再记。", "Once signed, nothing is added.")
    static let dutyLogRemark = Word("备注", "Remark")
    static let dutyLogSignedBy = Word("{0} 于 {1} 签字", "Signed by {0} at {1}")
    static let dutyLogUnsigned = Word("未签字", "Not signed")
    static let dutyLogUnknown = Word("没有这条值班记录。", "There is no such duty log.")
    static let dutyLogNotOnDuty = Word("由值班人或备岗人记写。", "It is written by whoever has the duty, or stands behind.")
    static let dutyLogNotBegun = Word("值班 {0} 才开始。", "This duty begins at {0}.")
    static let dutyLogOver = Word(
        "值班结束已超过一天，或时间不在这个班内，不能再记。", "The duty ended more than a day ago, or the time is not in it.")
    static let dutyLogIsSigned = Word("日志已签字，不能再改。", "The log is signed; nothing is changed any more.")
    static let dutyLogAhead = Word("时间还没有到。", "That time is still to come.")
    static let dutyLogBefore = Word("时间早于值班开始。", "That was before the duty began.")
    static let dutyLogReachedFirst = Word(
        "到场时间只在应召出动时填写，且不早于召唤时间。", "The time of arrival is of a call-out, and not before the call.")
    static let dutyLogNothingToFollow = Word("这条记录没有待跟进的事。", "This entry leaves nothing to follow.")
    static let dutyLogClosedAlready = Word("已经办结。", "It is done already.")
    static let dutyLogTooMany = Word("一个班最多记 {0} 条。", "At most {0} entries for one duty.")
}
