import Handbook
import Kernel

extension AttendanceSheet.State {
    var word: Word {
        switch self {
        case .open: Word("待本人确认", "to be confirmed")
        case .objected: Word("有异议", "objected to")
        case .confirmed: Word("已确认，待核对", "confirmed, to be checked")
        case .checked: Word("已核对，待锁定", "checked, to be locked")
        case .locked: Word("已锁定", "locked")
        }
    }
}

extension ClockCorrection.State {
    var word: Word {
        switch self {
        case .asked: Word("待批", "waits for a decision")
        case .approved: Word("已批准", "agreed to")
        case .rejected: Word("已驳回", "refused")
        case .withdrawn: Word("已撤回", "withdrawn")
        }
    }
}

extension ClockKind {
    var word: Word {
        switch self {
        case .in: Word("上班", "in")
        case .out: Word("下班", "out")
        case .unknown: Word("打卡", "clock")
        }
    }
}

extension ClockEvent.Source {
    var word: Word {
        switch self {
        case .web: Word("网页", "web")
        case .device: Word("考勤机", "clock on the wall")
        case .correction: Word("补卡", "put right")
        }
    }
}

extension DeviceFile.Problem {
    var word: Word {
        switch self {
        case .unreadable: Word("时间读不出来", "no time that can be read")
        case .missingHour: Word("这个钟点当天不存在（调时）", "the clocks jumped over that hour")
        case .nobody: Word("没有这个人", "nobody of that name")
        case .several: Word("有同名的人，请用账号", "several of that name: give the account")
        case .elsewhere: Word("不在您管理考勤的部门", "of a unit you do not look after")
        case .future: Word("时间在将来", "in the future")
        case .tooOld: Word("早于可导入的期限", "too old to be brought in")
        case .locked: Word("该月考勤已锁定", "the month is locked")
        case .twice: Word("文件内重复", "twice in the file")
        case .known: Word("系统里已有", "known already")
        }
    }
}

extension Word {
    static let attendanceTitle = Word("我的考勤", "My attendance")
    static let attendanceLead = Word(
        "打卡、补卡和本月考勤；按排班核算。", "Clock in and out, put a clock right, see your month; judged by the roster.")
    static let attendanceTeam = Word("团队考勤", "Attendance of the team")
    static let attendanceTeamLead = Word(
        "按排班、打卡、请假、换班核算；本人确认、核对后锁定。",
        "Computed from rosters, clocks, leave and swaps; locked once confirmed and checked.")
    static let attendanceToday = Word("今天", "Today")
    static let clockInNow = Word("上班打卡", "Clock in")
    static let clockOutNow = Word("下班打卡", "Clock out")
    static let clockedAt = Word("已打卡 {0}", "clocked at {0}")
    static let clockDone = Word("{0}，已打卡。", "Clocked {0}.")
    static let clockNone = Word("今天还没有打卡。", "No clock yet today.")
    static let attendanceNoShift = Word("今天没有排班。", "No shift today.")
    static let attendanceShiftOf = Word("今天的班 {0}", "Today's shift {0}")
    static let attendanceMonthOf = Word("{0} 考勤", "Attendance of {0}")
    static let attendanceDay = Word("日期", "Day")
    static let attendanceShift = Word("班次", "Shift")
    static let attendanceIn = Word("上班", "In")
    static let attendanceOut = Word("下班", "Out")
    static let attendanceVerdict = Word("结果", "Verdict")
    static let attendanceOnTime = Word("正常", "on time")
    static let attendanceLate = Word("迟到 {0} 分钟", "{0} min late")
    static let attendanceEarly = Word("早退 {0} 分钟", "left {0} min early")
    static let attendanceGrade = Word("{0}（{1}级）", "{0} (grade {1})")
    static let attendanceMissingIn = Word("缺上班卡", "no clock in")
    static let attendanceMissingOut = Word("缺下班卡", "no clock out")
    static let attendanceAbsent = Word("旷工", "absent")
    static let attendanceHalfAbsent = Word("旷工半天", "half a day absent")
    static let attendanceHandoverLate = Word("到岗不足交接", "too late for the handover")
    static let attendanceStray = Word("无班打卡", "clock without a shift")
    static let attendanceRest = Word("休", "off")
    static let attendanceAhead = Word("未开始", "ahead")
    static let attendanceRunning = Word("进行中", "going on")
    static let attendanceSwapped = Word("换班", "swapped")
    static let attendanceOvertimeOf = Word("加班 {0} 小时", "{0} h overtime")
    static let attendanceDue = Word("应出勤（天）", "Days due")
    static let attendanceWorked = Word("实出勤（天）", "Days worked")
    static let attendanceLateTimes = Word("迟到（次/分）", "Late (n/min)")
    static let attendanceEarlyTimes = Word("早退（次/分）", "Early (n/min)")
    static let attendanceMissingTimes = Word("缺卡（次）", "Clocks missing")
    static let attendanceAbsentDays = Word("旷工（天）", "Days absent")
    static let attendanceAwayDays = Word("请假（天）", "Days of leave")
    static let attendanceHolidayOf = Word("法定节假日上班 {0} 小时", "{0} h on a statutory holiday")
    static let attendanceHolidayHours = Word("法定节假日（小时）", "Statutory holidays (h)")
    static let attendanceOvertimeHours = Word("加班（小时）", "Overtime (h)")
    static let attendanceSwaps = Word("换班（次）", "Swaps")
    static let attendanceHandoverTimes = Word("交接迟到（次）", "Late for handover")
    static let attendancePerson = Word("姓名", "Name")
    static let attendanceState = Word("状态", "State")
    static let attendanceRestDays = Word("休 {0} 天", "{0} days off")
    static let attendanceFrom = Word("{0} 起", "since {0}")
    static let attendanceNoClock = Word("未打卡", "no clock")
    static let attendanceSum = Word("合计", "Total")
    static let attendanceEarlier = Word("上月", "Earlier")
    static let attendanceLater = Word("下月", "Later")
    static let attendanceConfirm = Word("确认无误", "Confirm")
    static let attendanceConfirmLead = Word(
        "请核对每一天；确认后由主管核对并锁定，工资按锁定的考勤核算。",
        "Look at every day; then it is checked and locked, and pay follows the locked month.")
    static let attendanceObject = Word("提出异议", "Object")
    static let attendanceObjection = Word("异议", "Objection")
    static let attendanceAnswer = Word("答复", "Answer")
    static let attendanceCheck = Word("核对通过", "Checked")
    static let attendanceLock = Word("锁定", "Lock")
    static let attendanceGiveBack = Word("退回重新确认", "Give back to confirm")
    static let attendanceExceptions = Word("异常名单", "Exceptions")
    static let attendanceNoExceptions = Word("本月没有异常。", "Nothing out of the ordinary this month.")
    static let attendanceNobody = Word("这个部门本月没有人排班。", "Nobody is on a roster of this unit this month.")
    static let attendanceUnit = Word("部门", "Unit")
    static let attendanceShow = Word("查看", "Show")
    static let attendanceSheetWord = Word("考勤表", "Attendance sheet")
    static let attendanceExport = Word("导出表格", "Export")
    static let attendanceConfirmedAt = Word("本人确认", "Confirmed")
    static let attendanceCheckedAt = Word("核对", "Checked")
    static let attendanceLockedAt = Word("锁定", "Locked")
    static let attendanceChangedSince = Word(
        "确认之后考勤有变化（补卡、补假或导入），请退回重新确认。",
        "It has changed since it was confirmed; give it back to be confirmed anew.")
    static let attendanceHoursRest = Word("余额", "Left")
    static let attendanceLegend = Word(
        "√ 正常　迟/早 分钟　缺 缺卡　旷 旷工　半 旷工半天　休 不排班　换 换班或还班　+/加 加班小时　节 法定节假日上班　½ 半天　+1、+2 另有几项",
        "√ on time　L late, E early (minutes)　M clock missing　A absent　H half a day absent　– off　S swapped　+/O overtime hours　P worked on a statutory holiday　½ half a day　+1, +2 so many more"
    )
    static let attendanceSeveral = Word("一天有几项的", "Days with several marks")
    static let attendanceDayMarks = Word("{0} 日 {1}", "{0}: {1}")

    static let correctionTitle = Word("补卡申请", "Clock correction")
    static let correctionAsk = Word("申请补卡", "Put a clock right")
    static let attendancePrint = Word("打印考勤表", "Print the sheet")
    static let correctionUntil = Word("补卡（截至 {0}）", "put it right (until {0})")
    static let correctionOver = Word("补卡期已过", "too late to be put right")
    static let correctionEarliest = Word("可补 {0} 以后的卡。", "From {0} on.")
    static let clockStray = Word(
        "现在没有您的班，打卡会记为“无班打卡”；加班请先申请。", "No shift of yours is near: a clock now counts for none. Ask for overtime first."
    )
    static let correctionKind = Word("补哪一次", "Which clock")
    static let correctionAt = Word("实际时间", "When it was")
    static let correctionReason = Word("事由", "Reason")
    static let correctionProof = Word("证明", "Proof")
    static let correctionProofHint = Word("例：监控时间、同事证明、系统登录记录。", "E.g. a camera, a colleague, a record of signing in.")
    static let correctionUsed = Word("本月已用 {0} 次，每月最多 {1} 次。", "{0} of {1} used this month.")
    static let correctionList = Word("我的补卡", "My corrections")
    static let correctionNone = Word("还没有补过卡。", "No corrections yet.")
    static let correctionStaff = Word("申请人", "Who")
    static let correctionNumber = Word("单号", "Number")
    static let correctionOpinion = Word("意见", "Opinion")
    static let correctionDecision = Word("批复", "Decision")
    static let correctionApprove = Word("批准", "Agree")
    static let correctionReject = Word("驳回", "Refuse")
    static let correctionWithdraw = Word("撤回", "Withdraw")
    static let correctionAskedAt = Word("提交时间", "Asked at")
    static let correctionClocks = Word("当天打卡", "Clocks of the day")
    static let correctionSubmit = Word("提交", "Submit")

    static let deviceFilesTitle = Word("考勤机导入", "Files of clocks")
    static let deviceFilesLead = Word(
        "每行一次打卡；重复的、认不出的和将来的时间都逐行说明，再导一次也不会重复。",
        "A row is a clock; what is double, unknown or in the future is told row by row, and twice is once.")
    static let deviceFile = Word("文件", "File")
    static let deviceFileHint = Word(
        "xlsx 或 CSV（UTF-8、GB18030 均可）。须有“账号”或“姓名”列和“打卡时间”列（或“日期”和“时间”两列），“状态”列可有可无。",
        "xlsx or CSV (UTF-8 or GB18030) with a column of accounts or names and one of times; the state is optional.")
    static let deviceName = Word("考勤机", "Which clock")
    static let deviceUpload = Word("导入", "Bring in")
    static let deviceRows = Word("行数", "Rows")
    static let deviceTaken = Word("已计入", "Counted")
    static let deviceLeft = Word("未计入", "Not counted")
    static let deviceBy = Word("导入人", "By")
    static let deviceAt = Word("导入时间", "At")
    static let deviceReason = Word("原因", "Reason")
    static let deviceCount = Word("行数", "Rows")
    static let deviceRow = Word("行号", "Row")
    static let deviceText = Word("内容", "Content")
    static let deviceAllTaken = Word("每一行都已计入。", "Every row counts.")
    static let deviceNone = Word("还没有导入过。", "Nothing has been brought in yet.")
    static let deviceFileMissing = Word("请选择文件。", "Choose a file.")
    static let deviceSum = Word("共 {0} 行，计入 {1} 行，未计入 {2} 行。", "{0} rows: {1} count, {2} do not.")
    static let deviceShown = Word("逐行列出前 {0} 行。", "The first {0} are listed.")

    static let clockNotEarly = Word("应提前 {0} 分钟到岗。", "one is to be there {0} minutes before.")
    static let clockLate = Word("迟到 {0} 分钟。", "{0} minutes late.")
    static let correctionTooLate = Word("{0} 的卡最晚 {1} 补。", "a clock of {0} is put right by {1}.")
    static let correctionTooOften = Word("本月已补卡 {0} 次，最多 {1} 次。", "{0} this month already, {1} at most.")
    static let attendanceCheckedByOther = Word("须由{0}或其上级核对。", "it is checked by {0}, or somebody above.")

    static let attendanceUnknown = Word("没有这张考勤表。", "There is no such sheet.")
    static let attendanceNotNow = Word("这张考勤表{0}，不能再这样办。", "This sheet is past that: {0}.")
    static let attendanceNotYours = Word("只有本人可以确认自己的考勤。", "Only its person confirms a month.")
    static let attendanceOwnAct = Word("不能核对或锁定自己的考勤。", "Nobody checks or locks their own month.")
    static let attendanceNotOver = Word("这个月还没有结束，不能确认。", "The month is not over.")
    static let attendanceReasonMissing = Word("请写明理由。", "Say why.")
    static let attendanceLocked = Word("{0} 的考勤已锁定，不能再更改。", "{0} is locked and changes no more.")
    static let attendanceNothingOwed = Word("这个月没有排班，无需确认。", "There was no shift in that month.")
    static let clockNoPost = Word("您还没有任职，不能打卡。", "You hold no post, so there is nothing to clock in to.")
    static let correctionUnknown = Word("没有这张补卡单。", "There is no such correction.")
    static let correctionNotNow = Word("这张补卡单{0}，不能再这样办。", "This correction is past that: {0}.")
    static let correctionNotYours = Word("只有申请人本人可以这样做。", "Only whoever asked may do that.")
    static let correctionOwnAct = Word("不能批自己的补卡。", "Nobody agrees to their own correction.")
    static let correctionFuture = Word("补卡时间不能在将来。", "The time lies in the future.")
    static let correctionNoShift = Word("这个时间附近没有您的班，无需补卡。", "No shift of yours lies there.")
    static let correctionClocked = Word("{0} 已有这次打卡。", "That clock is there already: {0}.")
    static let deviceUnknown = Word("没有这次导入。", "There is no such file.")
    static let deviceNoColumns = Word(
        "找不到“账号/姓名”列或“打卡时间”列。", "There is no column of accounts or names, or none of times.")
    static let deviceEmpty = Word("文件里没有打卡记录。", "There are no clocks in the file.")
    static let deviceTooMany = Word("一次最多 {0} 行，请分开导入。", "At most {0} rows at once.")
}
