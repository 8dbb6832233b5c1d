import Handbook
import Kernel

extension Word {
    static let figuresTitle = Word("报表", "Reports")
    static let figureLead = Word("{0} 至 {1}，与前 {2} 天比较", "{0} – {1}, compared with the {2} days before")
    static let figureName = Word("指标", "Figure")
    static let figureValue = Word("本期", "This period")
    static let figureBefore = Word("上期", "Before")
    static let figureChange = Word("变化", "Change")
    static let figureRows = Word("依据", "Counted")
    static let figureFrom = Word("从", "From")
    static let figureTo = Word("到", "To")
    static let figureUnit = Word("单位", "Unit")
    static let figureAnyUnit = Word("全部单位", "all units")
    static let figureType = Word("类型", "Type")
    static let figureAnyType = Word("全部类型", "all types")
    static let figureCounting = Word("资料较多，正在统计……", "There is much to count; one moment …")
    static let figureCountWhole = Word("数字没有出来？点这里等它一起打开", "No figures yet? Open the page together with them")
    static let figureShow = Word("查看", "Show")
    static let figureAccessible = Word("图中数据见下表", "The table below has the data of the chart")
    static let figureChartFlow = Word("受理与办结", "Reported and completed")
    static let figureChartCategories = Word("按类别受理量（前十）", "Reported by category (first ten)")
    static let figureGroupVolume = Word("来了多少", "What came in")
    static let figureGroupWork = Word("办得怎样", "How it was worked")
    static let figureGroupClocks = Word("是否守时", "Kept in time")
    static let figureGroupAfter = Word("客户之后", "Afterwards")
    static let figureBreakdown = Word("分类", "By")
    static let figureList = Word("明细", "Rows")
    static let figureWhole = Word("全部", "all")
    static let figurePart = Word("符合", "of the part")
    static let figureRest = Word("不符合", "the rest")
    static let figureNothing = Word(
        "这段时间没有可计的记录。换一段时间或单位再看。", "Nothing to count in this period. Choose another period or unit.")
    static let figureUnsaid = Word("未填写", "not given")
    static let figureTotal = Word("合计", "Total")
    static let figureShare = Word("占比", "Share")
    static let figureMedian = Word("中位 {0}", "median {0}")
    static let figureNA = Word("无", "n/a")
    static let figureHours = Word("{0} 小时", "{0} h")
    static let figureDays = Word("{0} 天", "{0} d")
    static let figureYuan = Word("{0} 元", "¥{0}")
    static let figurePoints = Word("{0} 个百分点", "{0} points")
    static let figureNew = Word("上期为 0", "none before")
    static let figureWhen = Word("时间", "When")
    static let figureCase = Word("工单", "Case")
    static let figureHandler = Word("承办人", "Handler")
    static let figureState = Word("状态", "State")
    static let figureRowValue = Word("数值", "Value")
    static let figurePeriodOrder = Word("结束日期不能早于开始日期。", "The last day cannot be before the first.")
    static let figurePeriodLength = Word("一次最多查看 {0} 天。", "At most {0} days at a time.")
    static let figureThisMonth = Word("本月", "This month")
    static let figureLastMonth = Word("上月", "Last month")
    static let figureLast30 = Word("近 30 天", "Last 30 days")
    static let figureLast7 = Word("近 7 天", "Last 7 days")
    static let figurePrinted = Word("统计时间 {0}，口径见各指标说明", "Counted {0}; each figure has its definition")
}

extension Figure {
    var word: Word {
        switch self {
        case .volume: Word("受理量", "Reported")
        case .complaints: Word("投诉量", "Complaints")
        case .severe: Word("严重及以上", "Serious and above")
        case .foundedRate: Word("成立率", "Founded rate")
        case .transferRate: Word("移交率", "Transfer rate")
        case .reopenRate: Word("重开率", "Reopen rate")
        case .completed: Word("办结量", "Completed")
        case .handlingTime: Word("平均办结时长", "Mean handling time")
        case .backlog: Word("期末未结", "Backlog at the end")
        case .backlogAge: Word("未结平均时长", "Mean age of the backlog")
        case .backlogLate: Word("未结且超期", "Backlog past its deadline")
        case .firstReplyOnTime: Word("首次回复及时率", "First reply on time")
        case .firstReplyTime: Word("平均首次回复时长", "Mean time to first reply")
        case .completedOnTime: Word("办结及时率", "Completed on time")
        case .promiseKept: Word("承诺兑现率", "Promises kept")
        case .promiseRenewed: Word("提前告知改期的承诺", "Promises renewed before their time")
        case .solvedRate: Word("回访确认解决率", "Solved, by return visit")
        case .satisfaction: Word("满意率", "Satisfaction")
        case .compensation: Word("补偿金额", "Compensation")
        case .penalties: Word("处罚条数", "Penalty lines")
        case .reopenings: Word("重开次数", "Reopenings")
        case .askedAgain: Word("二次询问率", "Asked again")
        case .extraService: Word("额外服务", "Extra services")
        }
    }

    /// What exactly is counted: one click away from every place where the figure stands.
    var definition: Word {
        switch self {
        case .askedAgain:
            Word(
                "M-45：受理后又向客户询问过细节的投诉 ÷ 投诉；登记时间在本期内。",
                "M-45: complaints whose customer was asked again for details ÷ complaints reported within the period.")
        case .extraService:
            Word("本期内记下的额外服务（职责之外多帮的一步）。", "Services beyond what was asked for, noted within the period.")
        case .volume:
            Word("登记时间在本期内的全部工单。", "All cases reported within the period.")
        case .complaints: Word("登记时间在本期内、类型为投诉的工单。", "Cases of type complaint reported within the period.")
        case .severe:
            Word("登记时间在本期内、现定级为严重或重大的工单。", "Cases reported within the period whose severity now is serious or major.")
        case .foundedRate:
            Word("M-48：判断为成立的 ÷ 已作判断的；登记时间在本期内。", "M-48: judged founded ÷ judged, of cases reported within the period.")
        case .transferRate:
            Word(
                "M-51：移交过至少一次的 ÷ 全部；登记时间在本期内。",
                "M-51: transferred at least once ÷ all cases reported within the period.")
        case .reopenRate:
            Word(
                "M-46：重开过的 ÷ 曾经办结的；登记时间在本期内。",
                "M-46: reopened ÷ completed at some time, of cases reported within the period.")
        case .completed:
            Word(
                "办结时间在本期内的工单；重开后再次办结的，以最后一次为准。",
                "Cases completed within the period; one that was reopened counts by its last completion.")
        case .handlingTime:
            Word(
                "M-43：从登记到办结的时间减去挂起时间，取平均，并列中位数；办结时间在本期内。",
                "M-43: from report to completion less suspensions; mean and median, of cases completed within the period."
            )
        case .backlog:
            Word(
                "本期结束前登记、到期末（本期未完则到现在）还没有办结的工单；已转介、已撤回、已合并的不算。以工单今天的记录为准。",
                "Cases reported before the end of the period and not completed by then; referred, withdrawn and merged ones do not count. By what the record says today."
            )
        case .backlogAge:
            Word("期末未结的工单从登记到期末（或现在）的平均时间。", "Mean time from report to the end of the period (or now) of the backlog.")
        case .backlogLate:
            Word("期末未结、且下一个期限现在已过的工单。", "Cases of the backlog whose next deadline has now passed.")
        case .firstReplyOnTime:
            Word(
                "M-41：按时首次回复的 ÷ 已有结论的首次回复时限（按时、迟办、未办；已超时未回复的算未办）；时限在本期内起算。",
                "M-41: first replies kept in time ÷ first-reply clocks decided (kept, late, broken; open and breached counts as broken), of clocks started within the period."
            )
        case .firstReplyTime:
            Word(
                "已作出的首次回复从起算到回复的平均时间；时限在本期内起算。",
                "Mean time from the start of the clock to the first reply, of clocks started within the period.")
        case .completedOnTime:
            Word(
                "M-42：按时办结的 ÷ 已有结论的办结时限（按时、迟办、未办；已超时未办结的算未办）；时限在本期内起算。",
                "M-42: completed in time ÷ completion clocks decided (open and breached counts as broken), of clocks started within the period."
            )
        case .promiseKept:
            Word(
                "M-53：到期或之前兑现的 ÷ 本期到期的承诺（已兑现的或已过期的）。提前告知后改期的，按新时间计。",
                "M-53: promises kept by their time ÷ promises due within the period that are kept or past. One renewed before its time counts by its new time."
            )
        case .promiseRenewed:
            Word(
                "M-53：本期到期的承诺中，到期前告知客户并改期的。",
                "M-53: of promises due within the period, those renewed with the customer before they lapsed.")
        case .solvedRate:
            Word(
                "回访中客户确认已解决的 ÷ 联系上的回访；回访时间在本期内。",
                "Visits in which the customer said it is solved ÷ visits that reached the customer, within the period.")
        case .satisfaction:
            Word(
                "M-59：评分 4 或 5 的 ÷ 给出评分的回访；回访时间在本期内。",
                "M-59: scores of 4 or 5 ÷ visits with a score, within the period.")
        case .compensation:
            Word(
                "M-54：已批准的补偿金额之和；申请时间在本期内。",
                "M-54: the sum of compensations approved, of those asked for within the period.")
        case .penalties: Word("本期内记下的处罚行。", "Penalty lines entered within the period.")
        case .reopenings:
            Word("本期内发生的重开，一件工单重开几次算几次。", "Reopenings within the period; a case reopened twice counts twice.")
        }
    }
}

extension FigureDimension {
    var word: Word {
        switch self {
        case .type: Word("类型", "type")
        case .category: Word("类别", "category")
        case .product: Word("产品", "product")
        case .unit: Word("单位", "unit")
        case .place: Word("门店/地点", "store or place")
        case .cause: Word("原因", "cause")
        case .person: Word("承办人", "person")
        case .severity: Word("严重程度", "severity")
        case .channel: Word("渠道", "channel")
        case .source: Word("来源", "source")
        case .day: Word("日", "day")
        case .week: Word("周", "week")
        case .month: Word("月", "month")
        }
    }

    /// How a value of the dimension is said.
    func name(of key: String, _ names: [String: String], _ t: Language) -> String {
        if key.isEmpty { return t(.figureUnsaid) }
        return switch self {
        case .type: (t == .chinese ? names[key] : nil) ?? CaseType(rawValue: key).map { t($0.word) } ?? key
        case .severity: Severity(rawValue: key).map { t($0.word) } ?? key
        case .channel: Channel(rawValue: key).map { t($0.word) } ?? key
        case .source: CaseSource(rawValue: key).map { t($0.word) } ?? key
        case .unit, .person: names[key] ?? key
        case .month: String(key.prefix(7))
        case .category, .product, .place, .cause, .day, .week: key
        }
    }
}
