import Handbook
import Kernel

/// The words of the list: what narrows it down, how it is sorted, what stands above it.
extension Word {
    static let listFilter = Word("筛选", "Filter")
    static let listFilters = Word("现用筛选", "Filters in use")
    static let listApply = Word("应用", "Apply")
    static let listClear = Word("清除全部筛选", "Clear all filters")
    static let listRemove = Word("去掉筛选“{0}”", "Remove the filter «{0}»")
    static let listSort = Word("排序", "Sort by")
    static let listByDeadline = Word("先到期在前", "Next deadline")
    static let listNewest = Word("新登记在前", "Newest first")
    static let listOldest = Word("旧登记在前", "Oldest first")

    static let filterSearch = Word("查找", "Search")
    static let filterType = Word("类型", "Type")
    static let filterReceiver = Word("首问责任人", "First receiver")
    static let filterReported = Word("登记日期", "Reported")
    static let filterFrom = Word("登记自", "Reported from")
    static let filterTo = Word("登记至", "Reported until")
    static let filterDue = Word("到期不晚于", "Due by")
    static let filterBreached = Word("违反条款", "Clause broken")
    static let filterUnit = Word("单位", "Unit")
    static let filterMe = Word("我", "me")
    static let filterAnyone = Word("不限", "Anyone")
    static let filterAny = Word("不限", "Any")
    static let filterDate = Word("日期，或 7d（七天）", "A date, or 7d for seven days")
    static let filterClause = Word("条款号，例如 3.2", "Its number, such as 3.2")
    static let filterSince = Word("{0} 起", "from {0}")
    static let filterUntil = Word("至 {0}", "until {0}")
    static let filterBetween = Word("{0} 至 {1}", "{0} to {1}")
    static let filterLastDays = Word("近 {0} 天", "last {0} days")
    static let filterToday = Word("今天", "today")
    static let filterInDays = Word("{0} 天内", "within {0} days")
    static let filterDaysAgo = Word("{0} 天前", "{0} days ago")
    static let filterColon = Word("：", ": ")
    static let filterComma = Word("、", ", ")
    static let filterUnknown = Word("（已不存在）", "(no longer there)")

    static let totalLabel = Word("合计", "Totals")
    static let totalCount = Word("共 {0} 件", "{0} in all")
    static let totalMore = Word("超过 {0} 件", "more than {0}")
    static let totalLate = Word("超时 {0}", "{0} overdue")
    static let totalToday = Word("今日到期 {0}", "{0} due today")
    static let totalUnassigned = Word("无人承办 {0}", "{0} without a handler")
    static let totalSeverity = Word("{0} {1}", "{1} {0}")
    static let arrivalsOne = Word("{0} 条新工单", "{0} new cases")

    static let listNothing = Word(
        "没有符合筛选的工单。去掉一个筛选，或换一个视图。", "No case fits. Take a filter away, or choose another view.")
    static let listPage = Word("第 {0} 页", "Page {0}")
    static let listPages = Word("分页", "Pages")
    static let listPrevious = Word("上一页", "Previous page")
    static let listNext = Word("下一页", "Next page")
    static let walkPrevious = Word("列表中的上一件", "Previous case of the list")
    static let walkNext = Word("列表中的下一件", "Next case of the list")
    static let listRange = Word("第 {0}–{1} 件", "{0}–{1}")
}

extension CaseFilter.View {
    var word: Word {
        switch self {
        case .mine: .viewMine
        case .today: .viewToday
        case .late: .viewLate
        case .open: .viewOpen
        case .key: .viewKey
        case .archived: .viewArchived
        case .all: .viewAll
        }
    }
}

extension CaseFilter.Order {
    var word: Word {
        switch self {
        case .deadline: .listByDeadline
        case .newest: .listNewest
        case .oldest: .listOldest
        }
    }
}

extension CaseFilter.Field {
    var word: Word {
        switch self {
        case .search: .filterSearch
        case .type: .filterType
        case .state: .caseState
        case .severity: .caseSeverity
        case .grade: .caseGrade
        case .channel: .caseChannel
        case .source: .caseSource
        case .unit: .filterUnit
        case .handler: .caseHandler
        case .receiver: .filterReceiver
        case .category: .caseCategory
        case .product: .caseProduct
        case .customer: .caseCustomer
        case .reported: .filterReported
        case .due: .filterDue
        case .breached: .filterBreached
        }
    }
}
