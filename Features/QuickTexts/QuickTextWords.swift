import Kernel

extension Word {
    static let quickTitle = Word("快捷短语", "Quick texts")
    static let quickLead = Word(
        "写回复时按 / 或 Alt /，输入标题、拼音或首字母即可插入。", "While writing, press / or Alt / and type the title.")
    static let quickNew = Word("新建短语", "New quick text")
    static let quickName = Word("标题", "Title")
    static let quickText = Word("内容", "Text")
    static let quickHint = Word("可用空格由工单填入：{0}", "Blanks filled from the case: {0}")
    static let quickShare = Word("{0} 共用", "Shared with {0}")
    static let quickOwn = Word("我的短语", "My quick texts")
    static let quickUnit = Word("部门短语", "The department's")
    static let quickHandbook = Word("手册话术", "The handbook's scripts")
    static let quickUses = Word("用过 {0} 次", "used {0} times")
    static let quickSave = Word("保存", "Save")
    static let quickChange = Word("修改", "Change")
    static let quickDelete = Word("删除", "Delete")
    static let quickSaved = Word("短语已保存。", "The quick text is saved.")
    static let quickDeleted = Word("短语已删除。", "The quick text is deleted.")
    static let quickInsert = Word("放进回复", "Put into the reply")
    static let quickInserted = Word("短语已放进输入框。", "The text stands in the field.")
    static let quickEmpty = Word(
        "还没有短语。把常写的话存下来，写回复时按 / 就能找到。", "None yet. Keep what you often write; / finds it while writing.")
    static let quickNothing = Word("没有匹配的短语", "No quick text matches")
    static let quickFind = Word("查找短语", "Find a quick text")
    static let quickPrompt = Word("标题、拼音或首字母", "Title")
    static let quickButton = Word("快捷短语", "Quick texts")
    static let quickUnknown = Word("没有这样的空格：{0}", "There is no such blank: {0}")
    static let quickTooMany = Word("最多保存 {0} 条短语，请先删除不用的。", "At most {0}; delete one first.")
    static let quickNotYours = Word("部门短语由主管维护。", "The department's texts are kept by its supervisors.")
    static let quickChangedMeanwhile = Word(
        "同事刚刚改过这条短语。下面是现在的内容，您写的还在框里，请核对后再保存。",
        "A colleague has just changed it. Theirs is shown; yours is still in the field. Look, then save again.")
    static let quickTheirs = Word("同事保存的内容", "As your colleague saved it")
    static let quickBanned = Word("含有手册禁用的{0}，请换个说法。", "It holds {0}, which the handbook forbids; put it differently.")
    static let quickYou = Word("您", "you")
    static let quickSpring = Word("春季", "spring")
    static let quickSummer = Word("夏季", "summer")
    static let quickAutumn = Word("秋季", "autumn")
    static let quickWinter = Word("冬季", "winter")
    static let quickEither = Word("先生/女士", " (Mr/Ms)")
}

extension QuickChoice.Source {
    var word: Word {
        switch self {
        case .own: .quickOwn
        case .unit: .quickUnit
        case .handbook: .quickHandbook
        }
    }
}
