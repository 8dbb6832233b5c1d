import Handbook
public import Kernel

extension Word {
    static let rehearsalTitle = Word("试运行：《{0}》{1} 版（{2}，时区 {3}）", "Rehearsal of “{0}”, version {1} ({2}, zone {3})")
    static let rehearsalLog = Word("日志：{0} 件，{1} 个事件，共 {2} 行。", "Log: records {0}, events {1}, lines {2}.")
    static let rehearsalNoLines = Word(
        "日志只有表头，没有事件，无可试运行。", "The log has a header and no events: there is nothing to rehearse.")
    static let rehearsalPauses = Word("等待：{0} 件，合计 {1} 小时。", "Waits: records {0}, hours in all {1}.")
    static let rehearsalReopenedRecords = Word("重开：{0} 件。", "Reopened: records {0}.")
    static let rehearsalOutOfOrder = Word(
        "次序颠倒：{0} 行，已按时间排列。", "Out of order: lines {0}, now sorted by time.")
    static let rehearsalRepeated = Word("重复：{0} 行，只计第一次（{1}）。", "Repeated: lines {0}, only the first counts ({1}).")
    static let rehearsalUnknown = Word("不认识的事件：{0} 行（{1}）。", "Unknown events: lines {0} ({1}).")
    static let rehearsalMalformed = Word("读不懂：{0} 行（{1}）。", "Unreadable: lines {0} ({1}).")
    static let rehearsalListComma = Word("、", ", ")
    static let rehearsalListSemicolon = Word("；", "; ")

    static let rehearsalTooFewColumns = Word("列数不够", "too few columns")
    static let rehearsalNoRecord = Word("没有编号", "no record")
    static let rehearsalNoEvent = Word("没有事件", "no event")
    static let rehearsalNoTime = Word("没有时间", "no time")
    static let rehearsalUnreadableTime = Word("时间读不懂", "unreadable time")
    static let rehearsalUnclosedQuote = Word("引号没有闭合", "a quotation mark that never closes")
    static let rehearsalTextAfterQuote = Word("引号之后还有文字", "text after a quoted field")
    static let rehearsalNulByte = Word("含空字节", "a NUL byte")
    static let rehearsalRepeatedHeader = Word("又一行表头", "the header again")

    static let rehearsalClause = Word("条款", "Clause")
    static let rehearsalRule = Word("规则", "Rule")
    static let rehearsalWithin = Word("时限", "Within")
    static let rehearsalApplied = Word("适用", "Applied")
    static let rehearsalKept = Word("按时", "Kept")
    static let rehearsalLate = Word("超时", "Late")
    static let rehearsalOpen = Word("未结", "Open")
    static let rehearsalExcluded = Word("剔除", "Excluded")
    static let rehearsalKeptShare = Word("按时率", "Kept %")
    static let rehearsalMedian = Word("中位", "Median")
    static let rehearsalP90 = Word("九成以内", "P90")
    static let rehearsalMost = Word("最长", "Longest")
    static let rehearsalReopened = Word("└ 重开后", "└ reopened")
    static let rehearsalHours = Word("时", "h")
    static let rehearsalBusinessHours = Word("工时", "bh")
    static let rehearsalWorkingDays = Word("工作日", "wd")
    static let rehearsalCalendarDays = Word("日", "d")
    static let rehearsalExclusions = Word("剔除：{0}。", "Excluded: {0}.")
    static let rehearsalNoStart = Word("没有起点", "no start")
    static let rehearsalEndBeforeStart = Word("终点早于起点", "end before start")
    static let rehearsalNothing = Word(
        "这份手册没有日志能答的时限条款。", "This handbook has no deadline that a log could answer.")
    static let rehearsalNotInLog = Word("日志里没有所需事件的条款：{0}。", "Clauses whose events a log does not hold: {0}.")
    static let rehearsalOtherCircumstances = Word(
        "另有适用情形（类型、级别、来源、渠道）的条款：{0}。",
        "Clauses for other circumstances (type, severity, source, channel): {0}.")

    static let rehearsalUnknownZone = Word("时区 “{0}” 不存在。", "There is no time zone “{0}”.")
    static let rehearsalCalendar = Word("手册的工作日历无法使用：{0}。", "The handbook's calendar cannot be used: {0}.")
    static let rehearsalEmpty = Word(
        "日志是空的，应有表头 record,event,at 和事件。", "The log is empty; it needs the header record,event,at and events.")
    static let rehearsalNotUTF8 = Word(
        "日志第 {0} 行不是 UTF-8 编码（可能是 GB18030 或 UTF-16），请另存为 UTF-8 后再试。",
        "Line {0} of the log is not UTF-8 (perhaps GB18030 or UTF-16); save the file as UTF-8 and try again.")
    static let rehearsalMissingColumns = Word(
        "日志的表头缺少 {0}；表头应为 record,event,at[,actor,unit]，以逗号分隔。",
        "The header of the log lacks {0}; it should be record,event,at[,actor,unit], separated by commas.")
    static let rehearsalRepeatedColumns = Word("日志的表头里 {0} 出现不止一次。", "The header of the log has {0} more than once.")
    static let rehearsalTooManyLines = Word(
        "日志超过 {0} 行，请分段试运行。", "The log has more than {0} lines; rehearse it in parts.")
}

extension Rehearsal.LineFault {
    var word: Word {
        switch self {
        case .tooFewColumns: .rehearsalTooFewColumns
        case .noRecord: .rehearsalNoRecord
        case .noEvent: .rehearsalNoEvent
        case .noTime: .rehearsalNoTime
        case .unreadableTime: .rehearsalUnreadableTime
        case .unclosedQuote: .rehearsalUnclosedQuote
        case .textAfterQuote: .rehearsalTextAfterQuote
        case .nulByte: .rehearsalNulByte
        case .repeatedHeader: .rehearsalRepeatedHeader
        }
    }
}

extension Rehearsal.Report.Exclusion {
    var word: Word {
        switch self {
        case .noStart: .rehearsalNoStart
        case .endBeforeStart: .rehearsalEndBeforeStart
        }
    }
}

extension Rehearsal.Refusal {
    /// For the person who tried.
    public func sentence(in t: Language) -> String {
        switch self {
        case .calendar(.unknownZone(let zone)): t(.rehearsalUnknownZone, zone)
        case .calendar(.hours(let refusal)): t(.rehearsalCalendar, refusal.sentence(in: t))
        case .empty: t(.rehearsalEmpty)
        case .notUTF8(let line): t(.rehearsalNotUTF8, "\(line)")
        case .missingColumns(let names): t(.rehearsalMissingColumns, names.joined(separator: t(.rehearsalListComma)))
        case .repeatedColumns(let names): t(.rehearsalRepeatedColumns, names.joined(separator: t(.rehearsalListComma)))
        case .tooManyLines(let limit): t(.rehearsalTooManyLines, "\(limit)")
        }
    }
}
