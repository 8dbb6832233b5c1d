import Handbook
import Kernel

/// What is asked of people on duty: leave, swaps, handovers, attendance, overtime.
extension Word {
    static let ruleLeaveOrdinary = Word(
        "普通请假于班次开始前至少 {0}提出。", "ordinary leave is asked for at least {0} before the shift.")
    static let ruleLeaveSudden = Word("突发事假于班次开始前至少 {0}提出。", "sudden leave is asked for at least {0} before the shift.")
    static let ruleLeaveHoliday = Word(
        "节假日不请假；特殊情况至少提前 {0}提出。", "no leave on holidays; in special cases it is asked for at least {0} before.")
    static let ruleLeaveRetroactive = Word(
        "事后补假于班次开始后 {0}内提出，批准前按旷工计。",
        "asked for afterwards: within {0} of the shift's beginning; until it is agreed to, the shift is an absence.")
    static let ruleLeaveOfficial = Word(
        "公出、外出学习须事先经批准。", "official business and study are agreed to before they begin.")
    static let ruleLeaveApproval = Word(
        "请假经有权人批准方生效，不得自批。", "leave is in force when somebody entitled has agreed to it, never one's own.")
    static let ruleLeaveBalance = Word("不超过假期余额。", "leave stays within its balance.")
    static let ruleLeaveSubstitute = Word(
        "热线、渠道的负责人请假须有人顶岗。", "who holds a line or a channel has somebody in their place.")
    static let ruleAbsenceCoverage = Word(
        "批准请假、换班后，组内人数不低于最少人数。", "no group falls below its minimum by an absence or a swap.")
    static let ruleSwapQualified = Word(
        "换班写明事由，双方能胜任对方的班。", "a swap has its reason, and both are qualified for the other's work.")
    static let ruleSwapConsent = Word(
        "对方本人登录同意；较早的班开始前 {0}仍未同意的作废。",
        "the colleague agrees in their own sign-in; {0} before the earlier shift the request lapses.")
    static let ruleSwapLimit = Word("每人每月换班至多 {0} 次", "at most {0} swaps a person and month")
    static let ruleSwapBoth = Word("，双方各计一次", ", counted for both")
    static let ruleSwapInitiator = Word("，只计申请人", ", counted for whoever asks")
    static let ruleSwapReturnCounts = Word("，还班另计一次。", ", the return counts again.")
    static let ruleSwapReturnFree = Word("，还班不计。", ", the return does not count.")
    static let ruleSwapApproval = Word(
        "换班经{0}看过人手后批准方生效。", "a swap is in force when agreed to, with the staffing in view, by: {0}.")
    static let ruleLiability = Word(
        "误班、空班的责任由{0}认定，双方比例合计 100%；不服的 {1} 天内申诉。",
        "who answers for a missed shift is settled, in shares that make 100 %, by: {0}; an appeal within {1} days.")
    static let ruleAttendanceGrade = Word(
        "迟到、早退 {0} 分钟以内不计，{1} 分钟以内为一级，{2} 分钟以内为二级，以上为三级；超过 {3} 分钟计旷工半天，未打卡计旷工。",
        "late or early: up to {0} minutes is nothing, up to {1} grade one, up to {2} grade two, more grade three; beyond {3} half a day is an absence, without any clock the whole."
    )
    static let ruleClockEarly = Word("提前 {0} 分钟到岗打卡。", "clocked in {0} minutes before the shift.")
    static let ruleClockCorrection = Word(
        "漏打卡每月至多补 {0} 次，{1} 天内提出。", "a forgotten clock is put right at most {0} times a month, within {1} days.")
    static let ruleLeavePostLimit = Word(
        "离岗每次不超过 {0} 分钟，每班不超过 {1} 次。", "away from one's post {0} minutes at most, {1} times a shift.")
    static let ruleLeavePostApproval = Word("离岗经{0}同意。", "nobody leaves their post unless agreed to by: {0}.")
    static let ruleOvertimeApproval = Word("加班事先经{0}批准。", "overtime is agreed to beforehand by: {0}.")
    static let ruleOvertimeLimit = Word(
        "加班每日不超过 {0} 小时，每月不超过 {1} 小时。", "overtime is at most {0} hours a day and {1} hours a month.")
    static let ruleOvertimeLieu = Word(
        "加班以调休补偿，{0} 天内休完；法定节假日加班不以调休抵付。",
        "overtime is made good by time off within {0} days; on a public holiday it is paid.")
    static let ruleAttendanceMonth = Word(
        "月度考勤经本人确认、{0}核对后锁定。", "a month is locked when its person has confirmed it and it was checked by: {0}.")
    static let ruleDispatchOnDuty = Word("指令下达给当班的人。", "commands are given to who is at work.")
    static let ruleReportClockOut = Word(
        "交了当天的工作小结和次日计划才下班打卡。", "nobody clocks out before the report of the day is handed in.")
    static let ruleSwapLegs = Word("换班当日和还班当日不得请假。", "no leave on a swapped shift nor on its return.")
    static let ruleDayClose = Word(
        "交班前，本班的每日步骤都已办好，或写明原因略过。",
        "before the shift is handed over every step of its day is done, or left out with a reason.")
    static let ruleHandoverSheet = Word(
        "交班前写明：{0}；没有的写“无”。", "before handing over the sheet states: {0}; what there is not is stated as none.")
    static let ruleHandoverEarly = Word("提前 {0}到岗接班。", "the next shift takes over {0} before it begins.")
    static let ruleHandoverShift = Word(
        "未交班不得下班，未接班不得上岗。", "nobody goes home before handing over, nor begins before taking over.")
    static let ruleHandoverWitness = Word(
        "请假、调岗、离职的交接，除交接双方外由{0}见证签字。",
        "what is handed over before a leave, a transfer or a resignation is also signed by: {0}.")
    static let ruleSwapRest = Word(
        "换班后前后两班之间至少休息 {0} 小时。", "after a swap there are at least {0} hours between two shifts.")
    static let ruleSwapReturn = Word("申请时定明还班日期，最远 {0} 天。", "the return shift is dated at once, at most {0} days away.")
}
