import Kernel

extension LeavePost.State {
    var word: Word {
        switch self {
        case .asked: Word("待批", "waits for a decision")
        case .approved: Word("已同意", "agreed to")
        case .rejected: Word("未同意", "refused")
        case .withdrawn: Word("已撤回", "withdrawn")
        case .out: Word("离岗中", "out")
        case .back: Word("已回岗", "back")
        }
    }
}

extension Word {
    static let leavePostTitle = Word("离岗", "Leaving the post")
    static let leavePostLead = Word(
        "先申请，当班组长同意后登记离岗，回来登记回岗。", "Ask first; leave once it is agreed to, and say when you are back.")
    static let leavePostAsk = Word("申请离岗", "Ask to leave the post")
    static let leavePostMinutes = Word("多久（分钟）", "For how long (minutes)")
    static let leavePostReason = Word("事由", "Reason")
    static let leavePostSubmit = Word("提交", "Submit")
    static let leavePostGo = Word("现在离岗", "Leave now")
    static let leavePostBack = Word("我回来了", "I am back")
    static let leavePostWithdraw = Word("撤回", "Withdraw")
    static let leavePostApprove = Word("同意", "Agree")
    static let leavePostReject = Word("不同意", "Refuse")
    static let leavePostMine = Word("我的离岗", "My absences from the post")
    static let leavePostNone = Word("还没有离过岗。", "None yet.")
    static let leavePostOut = Word("现在离岗的人", "Who is out")
    static let leavePostNobodyOut = Word("现在没有人离岗。", "Nobody is out.")
    static let leavePostLeftAt = Word("离岗时间", "Left at")
    static let leavePostDueAt = Word("应回岗", "Back by")
    static let leavePostReturnedAt = Word("回岗时间", "Back at")
    static let leavePostOverrun = Word("超时（分钟）", "Too long (minutes)")
    static let leavePostLate = Word("超时 {0} 分钟", "{0} min too long")
    static let leavePostForm = Word("离岗申请单", "Request to leave the post")
    static let leavePostShift = Word("所在班次", "Shift")
    static let leavePostLimits = Word("每次不超过 {0} 分钟，每班不超过 {1} 次。", "At most {0} minutes, {1} times a shift.")
    static let leavePostTooLong = Word("申请 {0} 分钟，最多 {1} 分钟。", "{0} minutes are asked for, {1} are allowed.")
    static let leavePostTooOften = Word("本班已离岗 {0} 次，最多 {1} 次。", "{0} times in this shift already, {1} at most.")

    static let leavePostUnknown = Word("没有这张离岗单。", "There is no such request.")
    static let leavePostNotNow = Word("这张离岗单{0}，不能再这样办。", "This request is past that: {0}.")
    static let leavePostNotYours = Word("只有申请人本人可以这样做。", "Only whoever asked may do that.")
    static let leavePostOwnAct = Word("不能批自己的离岗。", "Nobody agrees to their own.")
    static let leavePostNotEntitled = Word("须由{0}或其上级同意。", "It is for {0}, or somebody above, to decide.")
    static let leavePostNotOnShift = Word("您现在不在班上，无需申请离岗。", "You are not on a shift now.")
    static let leavePostAlready = Word("离岗单 {0} 还没有结束。", "Request {0} is still under way.")
    static let leavePostShiftOver = Word("这个班已经结束。", "The shift is over.")
}
