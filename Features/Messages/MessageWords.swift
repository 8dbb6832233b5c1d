import Handbook
import Kernel

extension Word {
    static let messageRead = Word("知道了", "I have read it")
    static let messagesTitle = Word("留言", "Messages")
    static let messageNew = Word("写留言", "New message")
    static let messageFor = Word("给谁", "For")
    static let messageCaller = Word("来电人", "Caller")
    static let messageOrganisation = Word("来电单位", "Organisation")
    static let messagePhone = Word("电话", "Telephone")
    static let messageMatter = Word("什么事", "Matter")
    static let messageTaken = Word("记录", "Taken")
    static let messageTakenBy = Word("{0} 记于 {1}", "taken by {0}, {1}")
    static let messageState = Word("状态", "State")
    static let messageHandling = Word("处理结果", "What was done")
    static let messageHandle = Word("已处理", "Dealt with")
    static let messageTell = Word("已告知来电人", "The caller has been told")
    static let messageSent = Word("留言已送到 {0} 的“我的一天”。", "The message lies on the day of {0}.")
    static let messageHandled = Word("已记录，记留言的同事会收到通知。", "Recorded; whoever took the message is told.")
    static let messageTold = Word("已记录。", "Recorded.")
    static let messagesNone = Word(
        "没有留言。替不在座位的同事接到电话时，在这里写给本人。", "No messages. When you answer for a colleague, write it down here.")
    static let messageSend = Word("送出留言", "Send the message")
    static let messageHandledAlready = Word("这条留言已经处理。", "This message has been dealt with.")
    static let messageNotHandled = Word("留言还没有处理，先写处理结果。", "It has not been dealt with yet.")
    static let messageToldAlready = Word("已经告知来电人。", "The caller has been told already.")
    static let messageNotYours = Word("这条留言由收件人本人处理。", "Only the one it is for deals with it.")
    static let messageNoColleague = Word("请选择在职的同事。", "Choose a colleague who works here.")
    static let messageTab = Word("{0} 的留言", "message of {0}")
    static let messageLabel = Word("{0} 的留言", "message of {0}")
}

extension Message.State {
    var word: Word {
        switch self {
        case .taken: Word("未读", "unread")
        case .delivered: Word("已读", "read")
        case .handled: Word("已处理", "dealt with")
        case .toldBack: Word("已回告", "caller told")
        }
    }
}
