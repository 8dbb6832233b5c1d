import Kernel

/// What the name and the shape of a field leave open, for whoever writes a program against it.
enum ApiFieldWords {
    /// Of one operation, or of every one that asks for a field of that name.
    static func note(_ field: String, of operation: String) -> Word? {
        if field.hasPrefix("detail_name_") { return detailName }
        if field.hasPrefix("detail_") { return operation == "case.details" ? detailInOrder : detailByName }
        return own["\(operation)/\(field)"]
    }

    private static let detailName = Word(
        "同号 detail_… 所答的问题，用手册中该类别所列的名称",
        "the question that detail_… of the same number answers, as the handbook calls it for the category")
    private static let detailByName = Word(
        "同号 detail_name_… 所问的答案", "the answer to detail_name_… of the same number")
    private static let detailInOrder = Word(
        "工单 details 中的第几项（从 0 数起）的答案", "the answer to the entry of the case's `details` at this place, counted from 0")

    private static let own: [String: Word] = [
        "case.agreement/text": Word("signed 为 yes 时必填", "required where signed is yes"),
        "case.agreement/signatories": Word("signed 为 yes 时必填", "required where signed is yes"),
        "case.penalty-lines/result": Word("verdict 为 penalty 时必填", "required where verdict is penalty"),
        "case.judgement/department": Word("verdict 为 founded 时必填", "required where verdict is founded"),
        "exception.ask/case": Word(
            "case、leave、swap、roster、handover 填其中一项：这一步是对哪份记录办的",
            "one of case, leave, swap, roster, handover: the record with which the step was tried"),
        "exception.ask/clause": Word("拒绝中所列的条款编号，可重复", "the numbers of the refusal, one or a list"),
        "export.ask/column": Word(
            "栏目代码，可重复；写错的会在答复中列出可选的", "codes of columns, one or a list; the refusal of a wrong one has them all"),
        "export.ask/query": Word(
            "筛选条件，写法同该列表页面地址中问号之后的部分",
            "the conditions, as the address of the list's page has them after its question mark"),
        "export.decision/text": Word("decision 为 declined 时必填", "required where decision is declined"),
    ]
}
