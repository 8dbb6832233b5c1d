import Kernel

/// The month on the wall.
extension Word {
    static let calendarTitle = Word("工作日历", "Working calendar")
    static let calendarLead = Word("{0} · 时区 {1}", "{0} · zone {1}")
    static let calendarUnits = Word("单位", "Units")
    static let calendarOwn = Word("本单位自有工作时间", "Hours of its own")
    static let calendarFromUnit = Word("沿用{0}的工作时间", "Hours of {0}")
    static let calendarFromHandbook = Word("按手册《{0}》的工作时间", "Hours of the handbook {0}")
    static let calendarEarlierMonth = Word("上个月", "Month before")
    static let calendarLaterMonth = Word("下个月", "Month after")
    static let calendarThisMonth = Word("本月", "This month")
    static let calendarMonth = Word("{0}年{1}", "{1} {0}")
    static let calendarMonthSum = Word("{0} 个工作日，共 {1}。", "{0} working days, {1} in all.")
    static let calendarHours = Word("{0} 小时", "{0} hours")
    static let calendarHoursAndMinutes = Word("{0} 小时 {1} 分", "{0} h {1} min")
    static let calendarWorking = Word("上班", "Open")
    static let calendarRest = Word("休息", "Closed")
    static let calendarHoliday = Word("放假", "Holiday")
    static let calendarMakeUp = Word("调休上班", "Make-up day")
    static let calendarClosed = Word("停业", "Closed by us")
    static let calendarHalf = Word("半天", "Half day")
    static let calendarOther = Word("特别时间", "Other hours")
    static let calendarWeek = Word("每周工作时间", "Hours of the week")
    static let calendarNoHours = Word("不上班", "closed")
    static let calendarKeepsHolidays = Word("执行国家法定节假日与调休", "Statutory holidays and make-up days apply")
    static let calendarKeepsNone = Word("不执行国家法定节假日", "Statutory holidays do not apply")
    static let calendarProvisional = Word(
        "{0} 年的节假日安排尚未公布（或尚未录入）：周末已知，节假日未知；录入后，跨入该年的期限可能移动。",
        "The holidays of {0} are not known yet: deadlines that reach into the year may move once they are entered."
    )
    static let calendarNightShift = Word("跨夜班次记入开始那一天。", "A night shift belongs to the date it begins on.")
    static let calendarChange = Word("修改工作时间", "Change the hours")
    static let calendarHolidays = Word("法定节假日", "Statutory holidays")
}

/// Changing the hours.
extension Word {
    static let calendarChangeTitle = Word("修改{0}的工作时间", "Change the hours of {0}")
    static let calendarChangeLead = Word(
        "先预览哪些未到期的期限会移动，再保存。已超时的不受影响。",
        "First see which open deadlines would move, then save. What is overdue stays as it is.")
    static let calendarInherit = Word(
        "不设自有时间，沿用上级单位或手册", "No hours of its own: keep those of the unit above or of the handbook")
    static let calendarZone = Word("时区", "Time zone")
    static let calendarZoneHint = Word("IANA 名称，例如 Asia/Shanghai", "An IANA name, such as Asia/Shanghai")
    static let calendarZoneProblem = Word("没有这个时区，例如 Asia/Shanghai。", "There is no such zone; Asia/Shanghai is one.")
    static let calendarHoursHint = Word(
        "例：09:00-12:00, 13:00-18:00；夜班 22:00-06:00；不上班留空",
        "Such as 09:00-12:00, 13:00-18:00; a night shift 22:00-06:00; empty for closed")
    static let calendarHoursProblem = Word(
        "“{0}”不是时间段，例如 09:00-12:00, 13:00-18:00。", "“{0}” is no range of hours; 09:00-12:00, 13:00-18:00 is one.")
    static let calendarExceptions = Word("特别日期", "Dates with other hours")
    static let calendarExceptionsHint = Word(
        "每行一个日期和当天时间，例：2026-12-31 09:00-12:00（半天），2026-11-11 08:00-23:00，2026-06-01 休",
        "One date a line: 2026-12-31 09:00-12:00 (a half day), 2026-11-11 08:00-23:00, 2026-06-01 closed"
    )
    static let calendarExceptionProblem = Word(
        "第 {0} 行“{1}”读不懂，例如 2026-12-31 09:00-12:00。", "Line {0}, “{1}”, cannot be read; 2026-12-31 09:00-12:00 could.")
    static let calendarExceptionTwice = Word("{0} 写了两次。", "{0} stands twice.")
    static let calendarPreview = Word("预览影响", "Preview")
    static let calendarSave = Word("保存", "Save")
    static let calendarBack = Word("返回修改", "Back to the form")
}

/// What would move.
extension Word {
    static let previewTitle = Word("预览：哪些期限会移动", "Preview: which deadlines would move")
    static let previewNothing = Word("没有未到期的期限会移动（共查看 {0} 项）。", "No open deadline would move ({0} looked at).")
    static let previewSum = Word(
        "共查看 {0} 项未到期的期限：{1} 项提前，{2} 项推后。", "{0} open deadlines looked at: {1} would be due earlier, {2} later.")
    static let previewLate = Word("其中 {0} 项的新期限已经过去，保存后即为超时。", "{0} of them would be overdue as soon as this is saved.")
    static let previewListed = Word("下面按新期限先后列出前 {0} 项。", "The first {0} by their new deadline:")
    static let previewPart = Word(
        "未到期的期限很多，这里只查看了前 {0} 项。", "There are very many open deadlines; only the first {0} were looked at.")
    static let previewBatches = Word(
        "保存时先更新 {0} 项，其余由系统在随后几分钟内分批更新。",
        "Saving moves {0} of them at once; the rest follow in batches within minutes.")
    static let previewRecord = Word("记录", "Record")
    static let previewClause = Word("条款", "Clause")
    static let previewBefore = Word("原期限", "Due until now")
    static let previewAfter = Word("新期限", "Due then")
    static let previewMove = Word("移动", "Moves")
    static let previewEarlier = Word("提前 {0}", "{0} earlier")
    static let previewLater = Word("推后 {0}", "{0} later")
    static let calendarSaved = Word("已保存。{0} 项期限提前，{1} 项推后。", "Saved. {0} deadlines are due earlier, {1} later.")
    static let calendarSavedPart = Word(
        "已保存。首批 {0} 项期限已移动，其余分批更新。", "Saved. The first {0} deadlines have moved; the rest follow in batches.")
    static let calendarUnchanged = Word("与现在完全相同，没有可保存的修改。", "This is exactly as it is now; there is nothing to save.")
    static let calendarNoOwnHours = Word("本单位本来就沿用上级的工作时间。", "The unit keeps the hours above it already.")
}

/// Statutory holidays.
extension Word {
    static let holidaysTitle = Word("法定节假日与调休", "Statutory holidays and make-up days")
    static let holidaysLead = Word(
        "2007–2026 年随系统提供；以后各年公布后在此录入。",
        "2007 to 2026 come with the system; later years are entered here once announced.")
    static let holidaysEarlier = Word("更早的年份", "Earlier years")
    static let holidaysYear = Word("年份", "Year")
    static let holidaysState = Word("状态", "State")
    static let holidaysAnnounced = Word("已公布", "Announced")
    static let holidaysGiven = Word("已录入", "Entered")
    static let holidaysNotYet = Word("暂定", "Provisional")
    static let holidaysOff = Word("放假天数", "Days off")
    static let holidaysMakeUp = Word("调休上班日", "Make-up days")
    static let holidaysEnter = Word("录入一年的安排", "Enter a year")
    static let holidaysText = Word("安排", "Days")
    static let holidaysTextHint = Word(
        "粘贴 holiday-cn 的 JSON，或每行一段：2027-01-01~2027-01-03 元旦 休；2027-01-04 元旦 班。将替换该年已有的安排。",
        "The JSON of holiday-cn, or lines: 2027-01-01~2027-01-03 元旦 off; 2027-01-04 元旦 work. Replaces the year."
    )
    static let holidaysUnreadable = Word(
        "读不懂这段 JSON：应为 holiday-cn 的年度文件，且日期属于该年。",
        "This JSON cannot be read: a year's file of holiday-cn is wanted, with dates of that year.")
    static let holidaysLineProblem = Word(
        "第 {0} 行“{1}”读不懂，例如 2027-01-01~2027-01-03 元旦 休。",
        "Line {0}, “{1}”, cannot be read; 2027-01-01~2027-01-03 元旦 off could.")
    static let holidaysOtherYear = Word("{0} 不属于 {1} 年。", "{0} is not in {1}.")
    static let holidaysEmpty = Word(
        "没有任何日期；尚未公布的年份无须录入。", "There are no days; a year that is not announced need not be entered.")
}

/// What people type for a date without work, or with it.
extension Word {
    static let closedTyped: Set<String> = ["closed", "休", "休息", "停业", "不上班"]
    static let offTyped = ["休": true, "off": true, "班": false, "work": false]
}

/// 期限证明.
extension Word {
    static let proofTitle = Word("期限证明", "Proof of the deadline")
    static let proofStartEvent = Word("起算事件", "Started by")
    static let proofClause = Word("条款", "Clause")
    static let proofVersion = Word("依据", "Edition")
    static let proofVersionOf = Word("《{0}》{1} 版（{2}）", "{0}, version {1} ({2})")
    static let proofOwedBy = Word("义务人", "Owed by")
    static let proofCounting = Word("逐段计算", "How it was counted")
    static let proofStoredDue = Word("记录的期限", "Deadline on record")
    static let proofPromised = Word("期限由承诺约定，不按时长计算。", "The deadline was promised; no length of time is counted.")
    static let proofChecked = Word(
        "该条款在这一步骤发生时当场核对，不计时。", "The clause was checked when the step was taken; no time is counted.")
    static let proofDiffers = Word(
        "记录的期限与按现行日历的计算不同：日历修改正在分批生效，或期限经批准调整。",
        "The deadline on record differs from this count: a change of calendar is being worked in, or it was moved."
    )
    static let proofRunning = Word(
        "正在暂停，自 {0} 起不计时；恢复后期限顺延。", "Paused since {0}; the deadline moves on when it resumes.")
    static let proofSystem = Word("系统", "the house")
}

extension Word {
    static let monthNames = [
        Word("1月", "January"), Word("2月", "February"), Word("3月", "March"), Word("4月", "April"), Word("5月", "May"),
        Word("6月", "June"), Word("7月", "July"), Word("8月", "August"), Word("9月", "September"),
        Word("10月", "October"), Word("11月", "November"), Word("12月", "December"),
    ]
}

extension Word {
    /// Between the entries of a list in running text.
    static let listGap = Word("、", ", ")
}
