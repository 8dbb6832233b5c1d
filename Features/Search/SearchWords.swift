import Kernel

extension Word {
    static let searchTitle = Word("搜索", "Search")
    static let searchHint = Word(
        "工单、沟通、方案、条款、客户：一个字也能找", "Cases, talk, solutions, clauses, customers: one character is enough")
    static let searchGo = Word("搜索", "Search")
    static let searchKinds = Word("种类", "Kinds")
    static let searchMatters = Word("工单", "Cases")
    static let searchEntries = Word("沟通记录", "What was said")
    static let searchLessons = Word("处理与教训", "Solutions and lessons")
    static let searchClauses = Word("手册条款", "Clauses")
    static let searchCustomers = Word("客户", "Customers")
    static let searchPeriod = Word("时间", "Period")
    static let searchAnyTime = Word("不限时间", "any time")
    static let searchWeek = Word("近 7 天", "last 7 days")
    static let searchMonth = Word("近 30 天", "last 30 days")
    static let searchYear = Word("近一年", "last year")
    static let searchUnit = Word("单位", "Unit")
    static let searchAnyUnit = Word("全部单位", "all units")
    static let searchProgress = Word("状态", "State")
    static let searchAnyProgress = Word("全部状态", "any state")
    static let searchOpen = Word("办理中", "open")
    static let searchOver = Word("已结束", "over")
    static let searchOlder = Word("更早的结果", "Older results")
    static let searchFurther = Word("继续向前查找", "Search further back")
    static let searchCut = Word(
        "已查到 {0}。这个词太常见，再往前请继续查找，或多输几个字。",
        "Searched back to {0}. These words are very common: go on, or type a few more characters.")
    static let searchNone = Word(
        "没有找到「{0}」。请换个说法、少输几个字，或放宽筛选。",
        "Nothing found for «{0}». Try other words, fewer characters or wider filters.")
    static let searchBegin = Word(
        "输入一个字、一个词、工单号，或完整的电话、后四位，就能找到您有权看到的一切。",
        "Type a character, a word, a case number, a whole telephone number or its last four digits: all you may see is searched."
    )
    static let searchReading = Word(
        "正在为以前的工单建立索引，较早的工单可能暂时搜不到。",
        "Earlier cases are still being read into the index; some may not be found yet.")
    static let searchCustomerCases = Word("查看工单", "their cases")
    static let similarTitle = Word("以前的类似工单", "Similar earlier cases")
    static let similarShort = Word("相似", "Similar")
    static let similarNothing = Word("没有找到类似的工单。", "No similar case was found.")
    static let similarSearch = Word("搜索类似的工单", "Search for similar cases")
    static let similarSolution = Word("方案：", "Solution: ")
    static let similarLesson = Word("教训：", "Lesson: ")
    static let similarNone = Word("写下内容后，这里会出现以前的类似工单。", "As you write, similar earlier cases appear here.")
}

extension SearchTab {
    var word: Word {
        switch self {
        case .matter: .searchMatters
        case .entry: .searchEntries
        case .lesson: .searchLessons
        case .clause: .searchClauses
        case .customer: .searchCustomers
        }
    }
}

extension SearchFilter.Period {
    var word: Word {
        switch self {
        case .any: .searchAnyTime
        case .week: .searchWeek
        case .month: .searchMonth
        case .year: .searchYear
        }
    }
}

extension SearchFilter.Progress {
    var word: Word {
        switch self {
        case .open: .searchOpen
        case .over: .searchOver
        }
    }
}
