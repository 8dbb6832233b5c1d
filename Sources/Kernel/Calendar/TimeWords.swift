extension Word {
    static let today = Word("今天", "today")
    static let tomorrow = Word("明天", "tomorrow")
    static let yesterday = Word("昨天", "yesterday")

    static let timeLeft = Word("还有 {0}", "{0} left")
    static let timeOver = Word("超时 {0}", "{0} overdue")
    static let timeLeftUnderAMinute = Word("还有不到 1 分钟", "under 1 min left")
    static let timeOverUnderAMinute = Word("超时不到 1 分钟", "under 1 min overdue")
    static let underAMinute = Word("不到 1 分钟", "under 1 min")
    static let daysShort = Word("{0} 天", "{0} d")
    static let hoursShort = Word("{0} 小时", "{0} h")
    static let minutesShort = Word("{0} 分", "{0} min")
    static let minutesAlone = Word("{0} 分钟", "{0} min")
    static let secondsShort = Word("{0} 秒", "{0} s")

    /// {0} is the name of the month.
    static let dayOfMonth = Word("{0}{1}日", "{1} {0}")
    static let dayOfYear = Word("{0}年{1}{2}日", "{2} {1} {0}")

    /// {0} is the month, {1} its day.
    static let lunarDate = Word("农历{0}{1}", "day {1} of lunar month {0}")
    static let lunarDateOfYear = Word("农历{2}年{0}{1}", "day {1} of lunar month {0}, {2}")

    static let weekdays = [
        Word("周一", "Mon"), Word("周二", "Tue"), Word("周三", "Wed"), Word("周四", "Thu"), Word("周五", "Fri"),
        Word("周六", "Sat"), Word("周日", "Sun"),
    ]

    static let months = [
        Word("1月", "Jan"), Word("2月", "Feb"), Word("3月", "Mar"), Word("4月", "Apr"), Word("5月", "May"),
        Word("6月", "Jun"), Word("7月", "Jul"), Word("8月", "Aug"), Word("9月", "Sep"), Word("10月", "Oct"),
        Word("11月", "Nov"), Word("12月", "Dec"),
    ]

    static let spanMinute = Word("{0} 分钟", "{0} minute")
    static let spanMinutes = Word("{0} 分钟", "{0} minutes")
    static let spanHour = Word("{0} 小时", "{0} hour")
    static let spanHours = Word("{0} 小时", "{0} hours")
    static let spanDay = Word("{0} 天", "{0} day")
    static let spanDays = Word("{0} 天", "{0} days")
    static let spanBusinessMinute = Word("{0} 个工作分钟", "{0} working minute")
    static let spanBusinessMinutes = Word("{0} 个工作分钟", "{0} working minutes")
    static let spanBusinessHour = Word("{0} 个工作小时", "{0} working hour")
    static let spanBusinessHours = Word("{0} 个工作小时", "{0} working hours")
    static let spanWorkingDay = Word("{0} 个工作日", "{0} working day")
    static let spanWorkingDays = Word("{0} 个工作日", "{0} working days")
    static let spanCalendarDay = Word("{0} 个自然日", "{0} calendar day")
    static let spanCalendarDays = Word("{0} 个自然日", "{0} calendar days")
}

/// What a proof of a deadline says, and why hours were refused.
extension Word {
    static let proofStart = Word("起算：{0}。", "Began {0}.")
    static let proofSpan = Word("期限：{0}，时区 {1}。", "Time allowed: {0}, zone {1}.")
    static let proofAroundTheClock = Word("按 24 小时连续计算。", "Counted round the clock.")
    static let proofWorkingTime = Word("只计工作时间。", "Only working time counts.")
    static let proofWorkingDays = Word("起算当日不计，只计工作日。", "The first date does not count, nor do days off.")
    static let proofCalendarDays = Word("起算当日不计，此后每日都计。", "The first date does not count, every later one does.")
    static let proofInterval = Word("计入：{0} 至 {1}，{2}。", "Counted: {0} to {1}, {2}.")
    static let proofDate = Word("计入第 {0} 日：{1}。", "Counted date {0}: {1}.")
    static let proofMakeUp = Word("计入第 {0} 日：{1}，{2}调休上班。", "Counted date {0}: {1}, worked in exchange for {2}.")
    static let proofRestOfTime = Word("此后合计 {0}，不再逐段列出。", "Then {0} in all, not listed one by one.")
    static let proofRestOfDates = Word("此后合计 {0} 日，不再逐日列出。", "Then {0} dates in all, not listed one by one.")
    static let proofDayOff = Word("不计：{0}，{1}。", "Not counted: {0}, {1}.")
    static let proofDaysOff = Word("不计：{0} 至 {1}，{2}。", "Not counted: {0} to {1}, {2}.")
    static let proofOpened = Word("{0} 因{1}调休，照常上班。", "{0} is worked in exchange for {1}.")
    static let proofPause = Word("暂停：{0} 至 {1}（{2}），归还 {3}。", "Paused: {0} to {1} ({2}), gives back {3}.")
    static let proofPauseTooLate = Word(
        "暂停：{0} 至 {1}（{2}），始于到期之后，不归还。", "Paused: {0} to {1} ({2}), after the deadline, gives back nothing.")
    static let proofDates = Word("{0} 日", "{0} d")
    static let proofDue = Word("到期：{0}。", "Due {0}.")
    static let proofDueByDate = Word("到期：{0} 结束之前；{1} 起算超期。", "Due before the end of {0}; late from {1}.")

    static let hoursNever = Word("一周之内没有任何上班时间", "The week has no working hours at all")
    static let hoursWithoutLength = Word("{0} 的时段 {1} 没有长度", "{0}: the hours {1} have no length")
    static let hoursOutside = Word(
        "{0} 的时段 {1} 应当在当日 00:00 至 23:59 开始，在 48:00 之前结束",
        "{0}: the hours {1} must begin between 00:00 and 23:59 and end by 48:00")
    static let hoursOverlapping = Word(
        "{0} 的时段 {1} 与 {2} 重叠或次序颠倒", "{0}: the hours {1} and {2} overlap or are in the wrong order")
    static let hoursRunInto = Word(
        "{0} 的夜班 {1} 伸入 {2} 的时段 {3}", "{0}: the night hours {1} run into {2}, which opens {3}")
    static let exceptionsTooMany = Word("例外日期超过 {0} 个", "More than {0} exceptional dates")
}
