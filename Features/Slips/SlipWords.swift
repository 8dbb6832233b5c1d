import Handbook
import Kernel

extension Slip.Kind {
    var word: Word {
        switch self {
        case .supervision: Word("督办单", "supervision slip")
        case .cooperation: Word("协作单", "cooperation slip")
        }
    }
}

extension Slip.State {
    var word: Word {
        switch self {
        case .sent: Word("待接单", "sent")
        case .accepted: Word("办理中", "accepted")
        case .declined: Word("已退回", "declined")
        case .done: Word("待核实", "to be verified")
        case .verified: Word("已核实", "verified")
        }
    }
}

/// The words of slips.
extension Word {
    static let slipsTitle = Word("督办与协作", "Slips")
    static let slipsLead = Word(
        "请其他部门办的事：谁接、何时办完、催了几次、谁核实。",
        "What other departments are asked to do: who, by when, how often urged, verified by whom.")
    static let slipNone = Word(
        "目前没有未办完的督办单或协作单。需要别的部门配合时，在工单页发单。", "No slip is open. Send one from the page of a case.")
    static let slipSend = Word("发督办/协作单", "Send a slip")
    static let slipKind = Word("类别", "Kind")
    static let slipDepartment = Word("承办部门", "Department")
    static let slipReceiver = Word("接收人", "Receiver")
    static let slipPerson = Word("经办人", "Done by")
    static let slipMatter = Word("事项", "Matter")
    static let slipLevel = Word("级别", "Level")
    static let slipNeedBy = Word("要求完成时间", "Needed by")
    static let slipPromised = Word("承诺完成时间", "Promised for")
    static let slipUrged = Word("催办次数", "Urged")
    static let slipReply = Word("办理情况", "Reply")
    static let slipState = Word("状态", "State")
    static let slipCase = Word("工单", "Case")
    static let slipSentBy = Word("发单人", "Sent by")
    static let slipVerifiedBy = Word("核实人", "Verified by")
    static let slipAccept = Word("接单", "Accept")
    static let slipDecline = Word("退回", "Decline")
    static let slipUrge = Word("催办", "Urge")
    static let slipFinish = Word("办完", "Done")
    static let slipVerify = Word("核实无误", "Verify")
    static let slipSendBack = Word("退回重办", "Send back")
    static let slipReason = Word("理由", "Reason")
    static let slipLeague = Word("各部门近 30 天办理情况", "Departments in the last 30 days")
    static let slipSent = Word("发单", "Sent")
    static let slipDone = Word("办完", "Done")
    static let slipOnTime = Word("按时", "In time")
    static let slipLate = Word("超时未办", "Late")
    static let slipShare = Word("按时率", "On time")

    static let slipNotNow = Word("单据现在是“{0}”，不能这样办。", "The slip is «{0}»; this does not follow.")
    static let slipNotYours = Word("这张单不是发给您的。", "This slip was not sent to you.")
    static let slipOwnAct = Word("不能核实自己办的事。", "Nobody verifies what they did themselves.")
    static let slipInThePast = Word("完成时间须在将来。", "The date must lie ahead.")
}
