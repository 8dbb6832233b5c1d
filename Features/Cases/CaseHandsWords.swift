import Kernel

/// The words of transfers, of who looks into a matter, and of what a supervisor may change.
extension Word {
    static let transfersLabel = Word("移交记录", "Transfers")
    static let transferMood = Word("客户情绪", "Customer's mood")
    static let transferWanted = Word("希望结果（留空按客户诉求）", "Wanted result (empty: as the customer asked)")
    static let transferWaits = Word("待签收", "waits for a signature")
    static let transferSigned = Word("已签收，结果未反馈", "signed for, no result yet")
    static let transferReturned = Word("已退回：{0}", "returned: {0}")
    static let transferSettled = Word("已另行指定承办人", "given to somebody by another way")
    static let transferReported = Word("结果已反馈移交人", "result told back")
    static let transferResult = Word("处理结果", "Result")
    static let actReportBack = Word("把结果反馈移交人", "Tell the result to whoever handed it on")
    static let actEntrust = Word("改派首问责任人", "Pass the first receiver's duty on")
    static let actSkip = Word("变通：略过这一步", "Leave this step out")
    static let caseNature = Word("问题性质", "Nature")
    static let findingStatement = Word("当事人说明", "What the person concerned says")
    static let answerChannel = Word("客户答复渠道", "Said through")
    static let visitPledge = Word("未解决：约定下次答复时间", "Not solved: when the customer hears again")
    static let penaltyVerdict = Word("处理", "Verdict")
    static let penaltySome = Word("予以处理", "a penalty")
    static let penaltyNone = Word("不予处理", "none")
    static let penaltyAmount = Word("金额（元）", "Amount (yuan)")
    static let penaltyPoints = Word("扣分", "Points")
    static let penaltyYuan = Word("{0} 元", "{0} yuan")
    static let penaltyPointsOf = Word("扣 {0} 分", "{0} points")
    static let handedUpTo = Word("已上交总部，由{0}办理。", "Handed up to headquarters: {0} has it.")
}

extension TransferSlip.Mood {
    var word: Word {
        switch self {
        case .calm: Word("平静", "calm")
        case .anxious: Word("着急", "anxious")
        case .upset: Word("不满", "upset")
        case .furious: Word("愤怒", "furious")
        }
    }
}

extension Case.Nature {
    var word: Word {
        switch self {
        case .technical: Word("技术问题", "technical")
        case .service: Word("服务问题", "service")
        }
    }
}
