import Handbook
import Kernel

/// The words of writing: to the customer, to a colleague, for oneself.
extension Word {
    static let composer = Word("写给客户或同事", "Write to the customer or a colleague")
    static let composerKind = Word("这是", "This is")
    static let composerReply = Word("回复客户", "Reply")
    static let composerCall = Word("进度告知", "Progress call")
    static let composerCustomer = Word("客户来话", "Customer said")
    static let composerNote = Word("内部备注", "Internal note")
    static let composerText = Word("内容", "Text")
    static let composerHere = Word("回复客户，或记下一笔…", "Answer the customer, or take a note…")
    static let composerToCustomer = Word("客户 {0} 会看到这段话。", "The customer {0} will see this.")
    static let composerByPhone = Word("记下已在电话里告诉客户 {0} 的话。", "What {0} was told on the telephone.")
    static let composerFromCustomer = Word("记下客户的原话，不会发给任何人。", "The customer's own words; sent to nobody.")
    static let composerInside = Word("只有同事能看到，客户看不到。", "For colleagues only; the customer does not see it.")
    static let composerSendReply = Word("发送", "Send")
    static let composerSave = Word("保存记录", "Save")
    static let composerSaveNote = Word("保存备注", "Save note")

    static let heldWaiting = Word("待发送", "About to be sent")
    static let heldSeconds = Word("{0} 秒后发给客户", "to the customer in {0} s")
    static let heldTakeBack = Word("撤回", "Undo")
    static let heldSent = Word("已发送，10 秒内按 z 可撤回。", "Sent; z takes it back within 10 s.")
    static let heldSentAtOnce = Word("已发送。期限将到，未作等待。", "Sent at once: a deadline is near.")
    static let heldTakenBack = Word("已撤回，内容回到输入框。", "Taken back; the text is in the field again.")
    static let heldGone = Word(
        "这条回复已经发出，不能撤回；如需更正，请再发一条。", "It has been sent and cannot be taken back; send a correction.")
    static let heldNotYours = Word("只有发送人可以撤回。", "Only its sender can take it back.")
    static let heldByColleague = Word("{0} 刚写了一条回复，数秒内发出。", "{0} has just written a reply; it goes out in seconds.")
    static let talkDraftSaved = Word("草稿已保存 {0}", "Draft saved {0}")
    static let talkDraftFound = Word("这是您 {0} 写的草稿，尚未发送。", "Your draft of {0}, not sent yet.")
    static let talkDraftEmpty = Word("草稿已清空", "Draft cleared")
}
