import Handbook
import Kernel

extension Word {
    static let customersTitle = Word("客户", "Customers")

    // Refusals
    static let customerServiceBlocked = Word(
        "该客户已被限制受理，请由主管接待；解除限制须写明原因。", "This customer is served by a supervisor only; lifting that needs a reason.")
    static let customerOutreachBlocked = Word("该客户已设为不主动联系。", "This customer is not contacted on our initiative.")
    static let customerNotBlocked = Word("该客户没有受到限制。", "This customer is not blocked.")
    static let customerMergedAway = Word(
        "该档案已并入另一份客户档案，请在那里办理。", "This file was merged into another; please work there.")
    static let customerIsAnonymised = Word(
        "该客户已匿名化，档案不能再改。", "This customer was anonymised; the file can no longer be changed.")
    static let customerNoReason = Word("请写明原因（至少 2 个字）。", "Please give a reason (two characters at least).")
    static let customerChangedMeanwhile = Word(
        "您打开后，同事已保存过这份档案。", "A colleague has saved this file since you opened it.")
    static let customerTooManyParts = Word(
        "一份档案最多 {0} 条，请先删去不用的。", "A file holds {0} at most; please remove some first.")
    static let customerPartUnknown = Word("这一条已不在档案里。", "That entry is no longer on file.")

    // Search
    static let customerSearchLabel = Word("查找客户", "Find a customer")
    static let customerSearchHint = Word(
        "号码、后四位、会员号、姓名、拼音或首字母", "number, last four, card, name, pinyin or initials")
    static let customerSearchNone = Word(
        "没有找到「{0}」。核对号码，或新建客户。", "Nothing found for “{0}”. Check the number, or file a new customer.")
    static let customerFound = Word("找到的客户", "Customers found")
    static let customerBlockedShort = Word("受限", "blocked")
    static let customerNeedsShort = Word("特殊需求", "special needs")

    static let customerKindPerson = Word("个人", "person")
    static let customerKindOrganisation = Word("单位", "organisation")
    static let customerKindHousehold = Word("住户", "household")
}
