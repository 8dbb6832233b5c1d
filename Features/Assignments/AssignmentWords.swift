import Kernel

extension Word {
    static let linesTitle = Word("业务线与分派", "Lines of work")
    static let lineNew = Word("新建业务线", "New line")
    static let lineEmpty = Word(
        "还没有业务线。建一条，写明收哪些工单、谁来办，系统就会自动分派。",
        "There are no lines yet. Found one, say which cases it takes and who works them, and cases are assigned by themselves."
    )
    static let lineName = Word("名称", "Name")
    static let lineUnit = Word("单位", "Unit")
    static let lineTakes = Word("收哪些工单", "Takes")
    static let lineEverything = Word("全部", "everything")
    static let lineTypes = Word("类型", "Types")
    static let lineSeverities = Word("严重程度", "Severities")
    static let lineSources = Word("来源", "Sources")
    static let lineChannels = Word("渠道", "Channels")
    static let lineGrades = Word("客户等级", "Grades of customers")
    static let lineCategories = Word("类别", "Categories")
    static let lineAllHint = Word("都不选就是全部。", "None chosen means all.")
    static let lineNeeds = Word("所需技能", "Needs")
    static let lineNeedsHint = Word("一行一项，技能加等级，例：粤语 2", "One a line, skill and level, e.g. Cantonese 2")
    static let lineNeedsProblem = Word(
        "请一行写一项，技能不超过 20 字，后跟 1–5 的等级，最多 20 项。",
        "One a line: a skill of up to 20 characters, then a level 1–5; at most 20.")
    static let lineMethod = Word("分派方式", "Method")
    static let lineRoundRobin = Word("轮流", "in turn")
    static let lineWeighted = Word("按权重", "by weight")
    static let lineLeastLoad = Word("在办最少", "least in hand")
    static let lineKeepsFirst = Word("首问责任人在这条线上就由本人承办", "Whoever took the case in keeps it, if they are of the line")
    static let lineLastHandler = Word("老客户优先给上次的承办人", "A customer comes back to the last handler")
    static let lineNearest = Word("就近：优先给客户所属门店或大区的人", "Nearest: people of the customer's shop or region first")
    static let lineMinutes = Word("几分钟内接单", "Minutes to take it")
    static let lineRefusals = Word("拒接几次后转主管", "Refusals until the supervisor")
    static let lineOpen = Word("启用", "In use")
    static let lineClosed = Word("停用", "Not in use")
    static let lineMembers = Word("成员", "Members")
    static let lineMember = Word("成员", "Member")
    static let lineWeight = Word("权重", "Weight")
    static let lineSettings = Word("设置", "Settings")
    static let lineCeiling = Word("在办上限", "Ceiling")
    static let lineLoad = Word("在办", "In hand")
    static let lineOnDuty = Word("当班", "On duty")
    static let lineWaiting = Word("待接 / 待分派", "Offered / unassigned")
    static let lineNoMembers = Word("还没有成员，收到的工单都会转入待分派。", "No members yet: whatever comes waits to be assigned.")
    static let lineAdmit = Word("加入成员", "Add a member")
    static let lineDismiss = Word("移出", "Remove")
    static let lineSave = Word("保存", "Save")
    static let lineSaved = Word("业务线已保存。", "The line is saved.")
    static let lineMemberSaved = Word("成员已保存。", "The member is saved.")
    static let lineMemberLeft = Word("已移出。", "Removed.")
    static let lineOff = Word("不当班", "off duty")
    static let lineReport = Word("分派统计", "Assignment report")

    // Skills
    static let skillsTitle = Word("技能与语言", "Skills and languages")
    static let skillsNone = Word("还没有登记技能。", "No skills entered yet.")
    static let skill = Word("技能或语言", "Skill or language")
    static let skillLevel = Word("等级", "Level")
    static let skillAdd = Word("登记技能", "Add a skill")
    static let skillRemove = Word("去掉", "Remove")
    static let skillSaved = Word("技能已登记。", "The skill is entered.")
    static let skillGone = Word("技能已去掉。", "The skill is removed.")

    // Offers
    static let offersTitle = Word("分给我的工单", "Cases for me")
    static let offerTake = Word("接单", "Take it")
    static let offerRefuse = Word("拒接", "Refuse")
    static let offerReason = Word("拒接原因", "Why not")
    static let offerTaken = Word("已接单，由您承办。", "It is yours now.")
    static let offerRefusedDone = Word("已拒接，转给下一位。", "Refused: it goes to the next.")
    static let offerUntil = Word("接单时限", "take it until")
    static let offerUnknown = Word("没有这项分派，可能已转给别人。", "There is no such offer; it may have gone to somebody else.")
    static let offerNotYours = Word("这不是分给您的。", "It is not offered to you.")
    static let offerAnswered = Word("这项分派已经是“{0}”。", "The offer is already “{0}”.")
    static let offerNotUndoable = Word(
        "不能撤销了：超过 10 分钟，或工单已到别人手里。", "Too late to undo: ten minutes have passed, or the case has moved on.")
    static let offerOpen = Word("待接", "offered")
    static let offerStateTaken = Word("已接", "taken")
    static let offerStateRefused = Word("拒接", "refused")
    static let offerStateLapsed = Word("未及时接", "lapsed")
    static let offerStateWithdrawn = Word("已收回", "withdrawn")
    static let assignmentTitle = Word("分派", "Assignment")
    static let assignmentPooled = Word("待分派：没有合适的人当班", "Unassigned: nobody suitable is on duty")
    static let assignmentRefused = Word("待分派：多次拒接，请主管指派", "Unassigned: refused too often, the supervisor decides")
    static let assignmentReassigned = Word("改派 {0} 次", "reassigned {0} times")
    static let assignmentRoute = Word("转到业务线", "Route to a line")
    static let assignmentRouted = Word("已转到业务线。", "Routed.")
    static let assignmentDedicate = Word("设承办人为该客户的专属服务人", "Make the handler this customer's own agent")
    static let assignmentUndedicate = Word("取消专属服务人", "No agent of their own any more")
    static let assignmentDedicated = Word("专属服务人：{0}", "Agent of their own: {0}")
    static let assignmentSaved = Word("已记录。", "Entered.")
    static let reassignmentUndo = Word("撤销改派", "Undo")
    static let reassignmentUndone = Word("改派已撤销。", "The reassignment is undone.")
    static let sameUnit = Word("同单位当班同事", "colleagues on duty")

    // Because: «分给王芳：华东线，会粤语，在办 3 件最少»
    static let becauseGiven = Word("分给{0}：{1}", "for {0}: {1}")
    static let becauseSkills = Word("会{0}", "knows {0}")
    static let becauseNearest = Word("离客户最近", "nearest to the customer")
    static let becauseDedicated = Word("客户的专属服务人", "the customer's own agent")
    static let becauseFirst = Word("首问责任人", "first receiver")
    static let becauseLast = Word("上次就是承办人", "handled their last case")
    static let becauseTurn = Word("轮到", "their turn")
    static let becauseWeight = Word("按权重轮到", "their turn by weight")
    static let becauseLoad = Word("在办 {0} 件最少", "least in hand: {0}")
    static let becauseOnly = Word("唯一当班且有空的人，在办 {0} 件", "the only one on duty and free, {0} in hand")

    // Refusals
    static let lineUnknown = Word("没有这条业务线。", "There is no such line.")
    static let lineNotMember = Word("不是这条线的成员。", "Not a member of this line.")
    static let lineMemberAlready = Word("已经是成员。", "A member already.")
    static let lineMayNotWork = Word("{0} 没有办理工单的权限，不能加入业务线。", "{0} may not work cases, and cannot join a line.")
    static let lineTooMany = Word("最多 {0} 个。", "At most {0}.")
    static let lineNameTaken = Word("该单位已有同名业务线。", "The unit has a line of that name.")

    // Report
    static let reportPerson = Word("姓名", "Name")
    static let reportOffered = Word("分派", "Offered")
    static let reportTaken = Word("接单", "Taken")
    static let reportRefused = Word("拒接", "Refused")
    static let reportLapsed = Word("未及时接", "Lapsed")
    static let reportFrom = Word("被改走", "Taken away")
    static let reportTo = Word("改派得到", "Given")
    static let reportTotal = Word("合计", "Total")
    static let reportPeriodFrom = Word("从", "From")
    static let reportPeriodTo = Word("到", "To")
    static let reportShow = Word("查看", "Show")
    static let reportEmpty = Word("这段时间没有分派。", "Nothing was assigned in this period.")
    static let reportWhen = Word("时间", "When")
    static let reportCase = Word("工单", "Case")
    static let reportLine = Word("业务线", "Line")
    static let reportReason = Word("原因", "Reason")
    static let reportBy = Word("改派人", "By")
    static let reportCut = Word("只列最近 {0} 条。", "Only the latest {0} are listed.")
    static let reportPeriodProblem = Word(
        "结束日期不能早于开始日期，最长 400 天。", "The end may not lie before the beginning; 400 days at most.")
}

extension Line.Method {
    var word: Word {
        switch self {
        case .roundRobin: .lineRoundRobin
        case .weighted: .lineWeighted
        case .leastLoad: .lineLeastLoad
        }
    }
}

extension Offer.State {
    var word: Word {
        switch self {
        case .open: .offerOpen
        case .taken: .offerStateTaken
        case .refused: .offerStateRefused
        case .lapsed: .offerStateLapsed
        case .withdrawn: .offerStateWithdrawn
        }
    }
}

extension Assignment.Pool {
    var word: Word {
        switch self {
        case .nobody: .assignmentPooled
        case .refused: .assignmentRefused
        }
    }
}

extension Because {
    /// The decision in one sentence: «分给王芳：华东线，会粤语，在办 3 件最少».
    func sentence(in t: Language) -> String {
        var parts = [line]
        if !skills.isEmpty { parts.append(t(.becauseSkills, skills.joined(separator: t(.listComma)))) }
        if isNearest { parts.append(t(.becauseNearest)) }
        parts.append(reason(in: t))
        return t(.becauseGiven, name, parts.joined(separator: t == .chinese ? "，" : ", "))
    }

    private func reason(in t: Language) -> String {
        switch ground {
        case .dedicated: t(.becauseDedicated)
        case .firstReceiver: t(.becauseFirst)
        case .lastHandler: t(.becauseLast)
        case .turn: t(.becauseTurn)
        case .weight: t(.becauseWeight)
        case .leastLoad: t(.becauseLoad, String(load))
        case .only: t(.becauseOnly, String(load))
        }
    }
}
