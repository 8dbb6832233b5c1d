import Handbook
import Kernel

extension Roster.State {
    var word: Word {
        switch self {
        case .draft: Word("草稿", "draft")
        case .checked: Word("已核对", "checked")
        case .published: Word("已发布", "published")
        case .inForce: Word("执行中", "in force")
        case .closed: Word("已结束", "closed")
        case .discarded: Word("已放弃", "discarded")
        }
    }
}

extension RosterChange.What {
    var word: Word {
        switch self {
        case .added: Word("加班次", "added")
        case .moved: Word("调整", "moved")
        case .takenOff: Word("撤下", "taken off")
        case .opened: Word("改为空班", "opened")
        case .taken: Word("接下空班", "open shift taken")
        case .given: Word("指派空班", "open shift given")
        case .leave: Word("请假", "leave")
        case .swap: Word("换班", "swap")
        case .duty: Word("值班", "duty")
        }
    }
}

extension DutyKind {
    var word: Word {
        switch self {
        case .duty: Word("值班", "on call")
        case .supervisor: Word("当值主管", "supervisor on duty")
        }
    }
}

extension DutyHours {
    var word: Word {
        switch self {
        case .open: Word("工作时间内", "working hours")
        case .closed: Word("工作时间外", "outside working hours")
        case .all: Word("全天", "all hours")
        }
    }
}

/// Refusals, and what the clauses ask, as people read them.
extension Word {
    static let rosterUnknown = Word("没有这张排班表。", "There is no such roster.")
    static let rosterTooLong = Word("一张排班表最多 {0} 天，请分开编制。", "A roster has at most {0} days; make several.")
    static let rosterBackwards = Word("结束日期早于开始日期。", "It ends before it begins.")
    static let rosterOvertaken = Word(
        "同事刚改过这张排班表。下面是最新的样子，请看过再改。",
        "A colleague has just changed this roster. This is how it stands now; look at it and try again.")
    static let rosterIsPublished = Word("这张排班表已经发布。", "This roster is published already.")
    static let rosterNotPublished = Word("这张排班表还没有发布。", "This roster is not published.")
    static let rosterIsClosed = Word("这张排班表已经结束，不能再改。", "This roster is closed and no longer changed.")
    static let rosterIsDiscarded = Word("这张排班表已放弃。", "This roster was discarded.")
    static let rosterIsEmpty = Word("排班表里一个班也没有，不能发布。", "There is not a single shift in it; it cannot be published.")
    static let rosterOverlaps = Word(
        "{0} 至 {1} 已有发布的排班表，同一单位同一天只能有一张。",
        "A roster for {0} to {1} is published; a unit has one for each day.")
    static let rosterBlocked = Word(
        "有 {0} 处同一人同一时间排了两个班，不能发布。", "{0} times somebody works twice at once; it cannot be published.")
    static let rosterPast = Word("已经过去的班不能再改。", "What is over is no longer changed.")
    static let rosterBegun = Word(
        "排班表从 {0} 起，其中有的班已经开始：谁也不能为不知道的班算旷工。请从今后的日子编制。",
        "The roster begins on {0} and some of it has begun: nobody is absent from what nobody could know. Begin later.")
    static let rosterLeft = Word("已离职", "has left")
    static let rosterReasonMissing = Word(
        "排班表已发布，改动要写明原因。", "The roster is published: say why it is changed.")
    static let rosterNotOver = Word("这张排班表到 {0} 才结束。", "This roster ends on {0}.")
    static let rosterNoHandbook = Word("这个单位没有生效的手册，不知道按什么排班。", "No handbook is in force in this unit.")
    static let rosterFindingsOf = Word(
        "有 {0} 处不符合，见排班表的核对结果。", "{0} places do not keep it; see the findings on the roster.")

    static let shiftTemplateUnknown = Word("没有这种班次。", "There is no such shift.")
    static let shiftCodeTaken = Word("代号“{0}”已有人用。", "The code “{0}” is taken.")
    static let shiftTemplateRetired = Word("这种班次已停用。", "This kind of shift is no longer used.")
    static let shiftMissingHour = Word(
        "{0} 因夏令时拨快，这个班次的时间不存在。", "On {0} the clocks jump over the hours of this shift.")
    static let shiftGroupUnknown = Word("没有这个班组。", "There is no such group.")
    static let shiftNameTaken = Word("名称“{0}”已有人用。", "The name “{0}” is taken.")
    static let shiftMemberAlready = Word("这段时间已在班组“{0}”。", "Is in group “{0}” in those days already.")
    static let shiftNoMember = Word("不是这个班组的成员。", "Is not in this group.")
    static let shiftGroupInPattern = Word(
        "这个班组还在轮班规律“{0}”里，请先停用那个规律。", "The group turns in pattern “{0}”; retire that first.")
    static let shiftUnknownLines = Word(
        "手册里班组对应的业务线在本单位没有：{0}。请先设好业务线，再从手册取用。",
        "The handbook's groups stand for lines that the unit does not have: {0}. Set up the lines first.")
    static let shiftTooMany = Word("最多 {0} 个。", "At most {0}.")
    static let patternUnknown = Word("没有这个轮班规律。", "There is no such pattern.")
    static let patternEmpty = Word("轮班规律里没有一个班。", "The pattern has no shift.")
    static let patternTooLong = Word("轮班规律最长 {0} 天。", "A pattern has at most {0} days.")
    static let patternNeverRests = Word(
        "这个轮班规律从不休息，请至少留一天“休”。", "This pattern never rests; leave at least one day off.")
    static let patternUnknownCode = Word("没有代号为“{0}”的班次。", "There is no shift “{0}”.")
    static let patternNoGroups = Word("没有班组按这个规律轮班。", "No group works by this pattern.")
    static let patternEmptyGroup = Word("班组“{0}”在这段时间没有人。", "Group “{0}” has nobody in those days.")
    static let patternGroupTwice = Word("班组“{0}”同时排在两个轮班规律里。", "Group “{0}” is in two of the patterns.")
    static let shiftUnknown = Word("没有这个班。", "There is no such shift.")
    static let shiftTakenBack = Word("这个班已经撤下。", "This shift has been taken off.")
    static let shiftTakenAlready = Word("这个空班刚被同事接走。", "A colleague has just taken this open shift.")
    static let shiftOverlap = Word("同一人在 {0} 至 {1} 已有班。", "Works from {0} to {1} already.")
    static let shiftOnLeave = Word(
        "这个人 {0} 至 {1} 已批请假，不能排班。", "Is on agreed leave from {0} to {1} and works no shift in it.")
    static let shiftOwnMentor = Word("带教人不能是本人。", "Nobody learns beside themselves.")
    static let shiftMentorNotOfUnit = Word("带教人不是这个单位的人。", "The mentor is not of this unit.")
    static let shiftMentorUnqualified = Word(
        "带教人没有“{0}”，不能带教（第 {1} 条）。", "The mentor lacks “{0}” and teaches nobody (clause {1}).")
    static let shiftTooLittleRest = Word(
        "接下这个班就休息不够或工时超限（第 {0} 条）；确有必要请由排班人安排。",
        "With this shift you would rest too little or work too long (clause {0}); ask whoever makes the roster.")
    static let shiftOutside = Word("日期不在这张排班表内。", "The day is not in this roster.")
    static let shiftSeveralInCell = Word(
        "这一格有 {0} 个不同的班，请点开这一格再改。", "The cell holds {0} shifts that differ; open it to change one of them.")
    static let shiftNotOfUnit = Word("不是这个单位的人。", "Is not of this unit.")
    static let shiftUnqualified = Word(
        "没有“{0}”，不能独立上岗（第 {1} 条）；可写明带教人，先跟班。",
        "Without “{0}” nobody works alone (clause {1}); name a mentor to learn beside.")
    static let dutyUnknown = Word("没有这次值班。", "There is no such duty.")
    static let dutyOverlap = Word("{0} 至 {1} 已排有人。", "Somebody has it from {0} to {1}.")
    static let dutySameBackup = Word("备岗不能是值班人自己。", "The backup is somebody else.")
    static let dutyBackwards = Word("结束早于开始。", "It ends before it begins.")
    static let dutyTooLong = Word("一次值班最长 {0} 天。", "A duty has at most {0} days.")
    static let dutyNotSupervisor = Word(
        "没有担任可作当值主管的岗位。", "Holds no post that may be the supervisor on duty.")
    static let dutyTakenBackAlready = Word("这次值班已经取消。", "This duty was taken back already.")

    static let ruleRosterMinimum = Word(
        "发布排班和批准缺勤时，班组不低于最低人数，公布的服务时间不空岗。",
        "no group is below its minimum and no promised hour is empty when a roster is published.")
    static let ruleRosterQualified = Word(
        "没有“{0}”和业务线所需技能的不独立上岗，只能由同班合格的人带教。",
        "without “{0}” and the skills of the line nobody works alone, only beside a mentor on the same shift.")
    static let ruleRosterRest = Word("两班之间至少休息 {0} 小时。", "at least {0} hours between two shifts.")
    static let ruleRosterWeek = Word("每周工时不超过 {0} 小时。", "at most {0} hours of work in a week.")
    static let ruleRosterDayOff = Word("每周至少休息一天。", " At least one free day a week.")
    static let ruleDutyManned = Word("{0}都排有{1}。", "{0}: there is a {1}.")
    static let ruleDutyBackup = Word("并有备岗。", " And somebody behind.")
    static let ruleRosterEdge = Word(
        "每月首末各 {0} 天至少 {1} 人在岗。", "on the first and last {0} days of a month at least {1} are there.")
}
