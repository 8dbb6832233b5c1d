import Kernel

extension Approvals.Kind {
    var word: Word {
        switch self {
        case .leave: Word("请假", "Leave")
        case .swap: Word("换班", "Swaps")
        case .overtime: Word("加班", "Overtime")
        case .correction: Word("补卡", "Clocks")
        case .post: Word("离岗", "Leaving the post")
        case .liability: .liabilityTitle
        case .swapReturn: Word("还班待定", "Returns to settle")
        }
    }
}

extension Word {
    static let approvalsTitle = Word("待我审批", "For my decision")
    static let approvalsLead = Word(
        "请假、换班、加班、补卡、离岗、误班的责任认定和待定的还班，先提出的在前。",
        "Leave, swaps, overtime, clocks, absences, who answers for missed shifts and returns to settle, the oldest first."
    )
    static let approvalsNone = Word("现在没有等您审批的申请。", "Nothing waits for your decision.")
    static let approvalsCut = Word(
        "申请较多，只看了先提出的 {0} 件，可能还有；办完这些再列出后面的。",
        "There are many: the first {0} were looked at, and there may be more once these are done.")
    static let approvalsSince = Word("最早 {0}", "the first {0}")
    static let approvalsAsked = Word("等我答复", "For me to answer")
    static let approvalsSwapAsked = Word("{0}想把 {1} 的班换给您，您的 {2} 由对方来还", "{0} would give you {1} for your {2}")
    static let approvalsSwapOpen = Word("{0}想把 {1} 的班换给您，还班由您来定", "{0} would give you {1}; you name the return")
    static let approvalsStandIn = Word("{0}请假，请您顶 {1} 的班", "{0} asks you to stand in, {1}")
    static let approvalsAnswer = Word("去答复", "Answer")
}
