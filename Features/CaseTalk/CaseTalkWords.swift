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
    static let composerToCustomer = Word("客户 {0} 会看到这段话。", "The customer {0} will see this.")
    static let composerByPhone = Word("记下已在电话里告诉客户 {0} 的话。", "What {0} was told on the telephone.")
    static let composerFromCustomer = Word("记下客户的原话，不会发给任何人。", "The customer's own words; sent to nobody.")
    static let composerInside = Word("只有同事能看到，客户看不到。", "For colleagues only; the customer does not see it.")
    static let composerSendReply = Word("发送", "Send")
    static let composerSave = Word("保存记录", "Save")
    static let composerSaveNote = Word("保存备注", "Save note")

    static let talkDraftSaved = Word("草稿已保存 {0}", "Draft saved {0}")
    static let talkDraftFound = Word("这是您 {0} 写的草稿，尚未发送。", "Your draft of {0}, not sent yet.")
    static let talkDraftEmpty = Word("草稿已清空", "Draft cleared")
}
