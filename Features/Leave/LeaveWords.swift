import Handbook
import Kernel

extension Leave.State {
    var word: Word {
        switch self {
        case .submitted: Word("待批", "waits for a decision")
        case .approved: Word("已批准", "agreed to")
        case .rejected: Word("已驳回", "refused")
        case .withdrawn: Word("已撤回", "withdrawn")
        case .taken: Word("休假中", "on leave")
        case .reportedBack: Word("已销假", "back")
        }
    }
}

extension Word {
    static let leaveTitle = Word("我的请假", "My leave")
    static let leaveSent = Word("请假记录", "Asked for so far")
    static let leaveLead = Word(
        "申请、进度和销假；未批准的请假不生效。", "Asking, how it stands, and coming back; leave counts once it is agreed to.")
    static let leaveAsk = Word("申请请假", "Ask for leave")
    static let leaveNone = Word("还没有请过假。", "You have not asked for leave yet.")
    static let leaveNumber = Word("单号", "Number")
    static let leaveStaff = Word("请假人", "Who")
    static let leaveType = Word("种类", "Kind")
    static let leaveFrom = Word("自", "From")
    static let leaveTo = Word("至", "To")
    static let leaveDays = Word("天数", "Days")
    static let leaveDaysValue = Word("{0} 天", "{0} days")
    static let leaveShifts = Word("涉及班次", "Shifts touched")
    static let leaveReason = Word("事由", "Reason")
    static let leaveProof = Word("证明", "Proof")
    static let leaveProofHint = Word(
        "写明证明是什么、交到哪里；补假、婚产假必填。",
        "What it is and where it lies; needed for leave asked for afterwards, marriage and birth.")
    static let leaveLaterProof = Word("补交的证明", "Proof handed in later")
    static let leaveSubstitute = Word("顶班人", "Stands in")
    static let leaveSubstituteNone = Word("不指定，空出的班开放认领", "Nobody named: the shift is open to be taken")
    static let leaveAskedAt = Word("提交时间", "Asked at")
    static let leaveNotice = Word("提前", "Ahead")
    static let leaveRuleMet = Word("合乎规定", "Rule met")
    static let leaveRuleKept = Word("符合第 {0} 条", "kept: {0}")
    static let leaveRuleExempted = Word("经批准例外：第 {0} 条", "by an approved exception: {0}")
    static let leaveRuleBroken = Word("未做到第 {0} 条（建议性条款）", "advised and not kept: {0}")
    static let leaveState = Word("状态", "State")
    static let leaveDecidedBy = Word("批复", "Decision")
    static let leaveOpinion = Word("意见", "Opinion")
    /// What an opinion says when there is nothing more to say.
    static let opinionAgreed = Word("同意", "Agreed")
    static let leaveApprove = Word("批准", "Agree")
    static let leaveReject = Word("驳回", "Refuse")
    static let leaveWithdraw = Word("撤回", "Withdraw")
    static let leaveReportBack = Word("销假", "Report back")
    static let leaveReportedAt = Word("销假时间", "Back at")
    static let leaveCoverage = Word("批准后的在岗人数", "Staffing afterwards")
    static let leaveCoverageLine = Word("{0}：现有 {1} 人，批准后 {2} 人，最少 {3} 人", "{0}: {1} now, {2} afterwards, at least {3}")
    static let leaveCoverageWith = Word(
        "批准后的人数已算上{0}，须本人同意顶班。", "{0} is counted in, and has yet to agree to stand in.")
    static let leaveCoverageUnit = Word("全班", "whole shift")
    static let leaveCoverageNone = Word("这段时间没有排班，不影响在岗人数。", "No shift lies in these hours; nobody is missing.")
    static let leaveSubmit = Word("提交", "Submit")
    static let leaveOffer = Word("改按“{0}”提交", "Submit it as “{0}”")
    static let leaveBalance = Word("年休假余额 {0} 天", "Annual leave left: {0} days")
    static let leaveBalanceNone = Word("年休假还没有核定", "Annual leave has not been assessed yet")
    static let leaveForm = Word("请假单", "Leave request")
    static let leaveApprover = Word("批准人", "Approved by")

    static let leaveTooLate = Word(
        "{0} 开始的班，最晚应在 {1} 提出。", "the shift begins at {0}; it had to be asked for by {1}.")
    static let leaveTooLateNowSudden = Word(
        "{0} 开始的班，最晚应在 {1} 提出；现在可按突发事假申请。",
        "the shift begins at {0}; it had to be asked for by {1}. Ask for sudden leave instead.")
    static let leaveTooLateNowAfter = Word(
        "{0} 开始的班，最晚应在 {1} 提出；已经开始的班请按补假申请。",
        "the shift begins at {0}; it had to be asked for by {1}. What has begun is asked for afterwards.")
    static let leaveTooLateHoliday = Word("{0} 开始，最晚应在 {1} 提出。", "it begins at {0}; it had to be asked for by {1}.")
    static let leaveTouchesHoliday = Word(
        "这段时间含{0}，只能按节假日特殊申请。", "it touches a public holiday ({0}): ask for it as a special case.")
    static let leaveWindowOver = Word(
        "{0} 的班，补假截至 {1}，已过，按旷工计。", "the shift of {0} could be asked for until {1}; it stays an absence.")
    static let leaveOfficialLate = Word("公出、学习须在开始之前申请。", "it is asked for before it begins.")
    static let leaveBeyondBalance = Word("需要 {0} 天，余额 {1} 天。", "{0} days are needed, {1} are left.")
    static let leaveOnLeg = Word("这段时间有换班或还班，不得请假。", "a swapped shift or its return lies in these hours.")
    static let leaveNeedsSubstitute = Word(
        "请假人负责受理渠道，须先指定顶班人。", "the person holds a reception channel: somebody has to stand in.")
    static let leaveBelowMinimum = Word("{0} 只剩 {1} 人，最少 {2} 人。", "{0}: {1} would be left, {2} is the minimum.")

    static let leaveUnknown = Word("没有这张请假单。", "There is no such leave.")
    static let leaveUnknownType = Word("手册里没有这种请假。", "The handbook has no such kind of leave.")
    static let leaveNotNow = Word("这张请假单{0}，不能再这样办。", "This leave is past that: {0}.")
    static let leaveNotYours = Word("只有请假人本人可以这样做。", "Only whoever asked may do that.")
    static let leaveOwnAct = Word("不能批自己的请假。", "Nobody agrees to their own leave.")
    static let leaveNotEntitled = Word("须由{0}或其上级批准。", "It is for {0}, or somebody above, to decide.")
    static let leaveBackwards = Word("结束时间应晚于开始时间。", "It ends before it begins.")
    static let leaveTooLong = Word("一次请假最长 {0} 天。", "A leave is at most {0} days long.")
    static let leaveOverlaps = Word("这段时间已有请假单 {0}。", "Leave {0} covers these hours already.")
    static let leaveProofMissing = Word("这种请假须写明证明。", "This kind of leave needs its proof.")
    static let leaveNotBegun = Word("还没有开始，请按事假或突发事假申请。", "It has not begun; ask for it in advance.")
    static let leaveAhead = Word(
        "补假只能补到 {0}；之后的时间请按事假或突发事假另行申请。",
        "Afterwards it reaches to {0}; ask for what lies ahead in advance, as ordinary or sudden leave.")
    static let leaveLieuShort = Word("调休余额不足，不能批准。", "There is not enough time off in lieu for it.")
    static let leaveHasBegun = Word("假期已经开始，不能撤回，请销假。", "It has begun; report back instead.")
    static let leaveSameSubstitute = Word("顶班人须是另一位同事。", "Somebody else has to stand in.")
    static let leaveSubstituteBusy = Word("顶班人在这段时间已有班或已请假。", "Whoever stands in works, or is away, in these hours.")
    static let leaveSubstituteNotOfUnit = Word("顶班人不在这个班的部门工作。", "Whoever stands in does not work where the shift is.")
    static let leaveSubstituteSilent = Word("顶班人还没有同意顶班。", "Whoever is to stand in has not agreed yet.")
    static let leaveSubstituteDeclined = Word(
        "顶班人不能顶班，请撤回后另选一位。", "Whoever was to stand in cannot; withdraw it and name somebody else.")
    static let leaveStandInAgree = Word("同意顶班", "Agree to stand in")
    static let leaveStandInDecline = Word("不能顶班", "I cannot")
    static let leaveStandInAgreed = Word("已同意顶班", "has agreed")
    static let leaveStandInDeclined = Word("不能顶班", "cannot")
    static let leaveStandInAsked = Word("待本人同意", "has not answered yet")
    static let absenceMentorGone = Word(
        "{0} 在 {1} 的班由 {2} 带教，接班的人不能带教；请先改派带教人或撤下这个班。",
        "{0} learns beside {2} in the shift of {1}, and whoever works instead may not teach; name another mentor or take the shift off first."
    )
    static let leaveDutyAlone = Word(
        "{0} 的值班没有能接的备岗，先另行安排值班。",
        "nobody is behind the duty from {0} who could take it; arrange somebody first.")
    static let leaveNoColleague = Word("请从名单中选一位在职的同事。", "Choose a colleague from the list.")
    static let leaveTooManyProofs = Word("一张请假单最多附 {0} 个文件。", "A leave has at most {0} files.")
    static let leaveDraft = Word("草稿", "draft")
    static let leaveDraftKept = Word("{0} 保存的草稿，还没有提交。", "A draft kept at {0}; it is not sent yet.")
    static let leaveDraftKeep = Word("存草稿", "Keep as a draft")
    static let leaveDraftDiscard = Word("删除草稿", "Discard the draft")
    static let leaveProofFiles = Word("证明文件", "Certificates")
    static let leaveProofFilesHint = Word(
        "只有本人和批准人看得到。", "Seen by the person and by whoever decides.")
    static let leaveProofUpload = Word("上传", "Upload")
    static let leaveAnnual = Word("核定年休假", "Annual leave")
    static let leaveAnnualLead = Word(
        "按累计工作年限核定本年天数；再次核定时多退少补。",
        "By the years worked the law says how many days; entered again, the difference is made up.")
    static let leaveAnnualSince = Word("参加工作日期", "Working since")
    static let leaveAnnualSinceAhead = Word("参加工作日期不能晚于今天。", "Nobody has worked since a day that is still to come.")
    static let leaveAnnualGrant = Word("核定", "Enter")
    static let leaveAnnualGranted = Word("本年核定", "Granted this year")
    static let leaveAnnualLeft = Word("余额", "Left")
    static let leaveAnnualNone = Word("没有您可以核定的同事。", "There is nobody whose leave you may enter.")
    static let leaveAnnualDone = Word("已核定 {0} 天。", "{0} days granted.")
    static let leaveNotOver = Word("假期还没有结束。", "The leave is not over.")
}
