import Handbook
import Kernel

/// The handbook as a document.
extension Word {
    static let waysTitle = Word("各类工单的办理步骤", "How each type of case is worked")
    static let waysType = Word("类型", "Type")
    static let waysSteps = Word("依次办理", "Step by step")
    static let waysThen = Word(" → ", " → ")
    static let handbookTitle = Word("手册", "Handbook")
    static let handbookContents = Word("目录", "Contents")
    static let handbookOthers = Word("其他手册", "Other handbooks")
    static let handbookLead = Word("文件编号 {0} · 版本 {1} · 自 {2} 起生效", "Document {0} · version {1} · in force from {2}")
    static let handbookPrinted = Word(
        "{0} · 文件编号 {1} · 版本 {2} · 生效日期 {3}", "{0} · document {1} · version {2} · effective {3}")
    static let handbookChapter = Word("第{0}章　{1}", "{0}　{1}")
    static let handbookDefault = Word("我方默认值，请确认", "our default, please confirm")
    static let handbookSources = Word("来源 {0}", "from {0}")
    static let handbookKept = Word("近 30 天适用 {0} 次，按时 {1}", "applied {0} times in 30 days, {1} kept")
    static let handbookRunning = Word("近 30 天适用 {0} 次，均在进行中", "applied {0} times in 30 days, all still running")
    static let handbookNeverApplied = Word("近 30 天未适用", "not applied in 30 days")
    static let handbookNone = Word(
        "本单位还没有生效的手册。由有权限的同事起草并签发第一版。",
        "There is no handbook in force here yet. Somebody with the right drafts and issues the first edition.")
    static let handbookFacts = Word("本版", "This edition")
    static let handbookNumber = Word("文件编号", "Document number")
    static let handbookVersion = Word("版本", "Version")
    static let handbookEffective = Word("生效日期", "In force from")
    static let handbookState = Word("状态", "State")
    static let handbookBase = Word("通用手册", "the common handbook")
    static let handbookLineage = Word("继承自", "Extends")
    static let handbookTransition = Word("过渡", "Transition")
    static let handbookKeep = Word("此前开始计时的事项仍按旧版", "clocks that run keep to the edition before")
    static let handbookRestate = Word("生效时，进行中的时限按本版重算", "running clocks are set anew by this edition")
    static let handbookAllEditions = Word("所有版本", "All editions")
    static let handbookPrint = Word("打印用 Ctrl P（A4）", "Print with Ctrl P (A4)")

    static let editionDraft = Word("草稿", "draft")
    static let editionComing = Word("已签发，待生效", "issued, to come")
    static let editionInForce = Word("现行", "in force")
    static let editionSuperseded = Word("已被替代", "superseded")
}

/// Reading and acknowledging it.
extension Word {
    static let readTitle = Word("签收", "Acknowledgement")
    static let readMine = Word("{0} 已于 {1} 签收本版。", "{0} acknowledged this edition on {1}.")
    static let readOwed = Word("请在 {0} 前阅读并签收本版。", "Please read and acknowledge this edition by {0}.")
    static let readLate = Word("签收期限 {0} 已过，请尽快阅读并签收。", "It was to be acknowledged by {0}; please read it now.")
    static let readNotOwed = Word("请阅读后签收。", "Please acknowledge it after reading.")
    static let readAct = Word("我已阅读并签收", "I have read it")
    static let readAs = Word("签收人 {0}，{1}", "{0}, {1}")
    static let readDone = Word("已签收。", "Acknowledged.")
    static let readers = Word("未签收人员", "Who has not read it")
    static let readersLead = Word(
        "《{0}》{1} 版：{2} 人未签收，{3} 人已签收。", "“{0}”, version {1}: {2} have not read it, {3} have.")
    static let readersAll = Word("所有人都已签收。", "Everybody has acknowledged it.")
    static let readersName = Word("姓名", "Name")
    static let readersUnit = Word("单位", "Unit")
    static let readersDue = Word("签收期限", "By")
    static let readersOverdue = Word("已超时", "overdue")
    static let readersInTime = Word("期限内", "in time")
    static let readersNotAsked = Word("待通知", "to be asked")
}

/// Editions, and what differs between two of them.
extension Word {
    static let editionsTitle = Word("{0}：所有版本", "{0}: all editions")
    static let editionIssuedBy = Word("签发", "Issued by")
    static let editionDraftedBy = Word("起草", "Drafted by")
    static let editionSetUp = Word("建立部门时", "at set-up")
    static let editionCompare = Word("与现行版比较", "Compare with the one in force")
    static let editionsCompare = Word("比较两个版本", "Compare two editions")
    static let compareFrom = Word("从", "From")
    static let compareTo = Word("到", "To")
    static let compareShow = Word("比较", "Compare")
    static let compareTitle = Word("{0} 版与 {1} 版的区别", "From version {0} to version {1}")
    static let compareSum = Word("新增 {0} 条，删去 {1} 条，修改 {2} 条。", "{0} clauses added, {1} removed, {2} altered.")
    static let compareNothing = Word("两个版本没有区别。", "The two editions do not differ.")
    static let compareAdded = Word("新增", "added")
    static let compareRemoved = Word("删去", "removed")
    static let compareAltered = Word("修改", "altered")
    static let compareStrength = Word("效力", "Strength")
    static let compareCalendar = Word("工作日历", "Working calendar")
    static let compareSteps = Word("办理步骤", "Steps of handling")
    static let comparePosts = Word("岗位与权限", "Posts and their rights")
    static let comparePostScope = Word("范围：{0}", "reach: {0}")
    static let scopeAll = Word("全部单位", "every unit")
    static let scopeRegion = Word("本单位及下级", "the unit and those below it")
    static let scopeUnit = Word("本单位", "the unit")
    static let scopeOwn = Word("本人经手", "one’s own records")
    static let comparePostSuperior = Word("上级：{0}", "superior: {0}")
    static let comparePostLimit = Word("补偿权限 {0}", "may grant {0}")
    static let comparePostKindLimit = Word("{0}权限 {1}", "may grant {0} up to {1}")
    static let comparePostDuty = Word("任当值主管", "is the supervisor on duty")
    static let compareExceptions = Word("特别日期：{0}", "Dates with other hours: {0}")
    static let compareHandbooks = Word("只能比较同一手册的两个版本。", "Only two editions of one handbook can be compared.")
}

/// Drafting, issuing, reviewing.
extension Word {
    static let draftTitle = Word("起草新版：{0}", "Draft a new edition of {0}")
    static let draftLead = Word(
        "修改下面的文本，写明新的版本号和生效日期，再保存为草稿。草稿由另一位有权限的同事签发。",
        "Edit the text, give it a new version and date, and save the draft. A colleague with the right issues it."
    )
    static let draftExtends = Word("本版继承 {0}；这里只写与其不同之处。", "It extends {0}; only what differs is written here.")
    static let draftText = Word("手册包（YAML）", "Pack (YAML)")
    static let draftSave = Word("保存草稿", "Save the draft")
    static let draftAct = Word("起草新版", "Draft a new edition")
    static let draftSaved = Word("草稿已保存，等待签发。", "The draft is saved and waits to be issued.")
    static let draftProblems = Word("文本有 {0} 处问题：", "{0} problems in the text:")
    static let draftProblem = Word("第 {0} 行：{1}", "Line {0}: {1}")
    static let draftProblemElsewhere = Word("{0} 第 {1} 行：{2}", "{0}, line {1}: {2}")
    static let issueAct = Word("签发", "Issue")
    static let issueLead = Word(
        "签发后，自 {0} 起生效；每位相关人员须阅读并签收。", "Once issued it is in force from {0}; everybody concerned owes its reading.")
    static let issueDone = Word("已签发。", "Issued.")
    static let issueNotOwn = Word("自己起草的版本须由他人签发。", "Another person issues what you drafted.")
    static let reviewTitle = Word("评审到期", "Review due")
    static let reviewLead = Word("请在 {0} 前签发新版，或写明无需修改的理由。", "Issue a new edition by {0}, or say why none is needed.")
    static let reviewReason = Word("无需修改的理由", "Why no change is needed")
    static let reviewAct = Word("无需修改", "No change needed")
    static let reviewDone = Word("评审已记录。", "The review is recorded.")

    static let versionAlreadyIssued = Word("这一版已经签发。", "This edition has been issued already.")
    static let versionPast = Word(
        "生效日期 {0} 已过，手册不能约束过去。请改写日期后重新起草。",
        "Its date, {0}, has passed: a handbook cannot bind the past. Draft it anew with a later date.")
    static let versionTaken = Word("版本号 {0} 已经用过，请换一个。", "There is a version {0} already; please choose another.")
    static let versionOther = Word("文本属于另一本手册（{0}）。", "The text is that of another handbook ({0}).")
    static let versionNotIssued = Word("这一版还没有签发。", "This edition has not been issued.")
}

extension Word {
    /// 0 … 10, for the numbers of chapters.
    static let chineseDigits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
}

extension Word {
    static let comparisonColon = Word("：", ": ")
}

extension Scope {
    var word: Word {
        switch self {
        case .all: .scopeAll
        case .region: .scopeRegion
        case .unit: .scopeUnit
        case .own: .scopeOwn
        }
    }
}

/// The scripts.
extension Word {
    static let scriptsTitle = Word("话术", "Scripts")
    static let scriptToStep = Word("{0} → 第 {1} 步", "{0} → step {1}")
}

extension Script.Variable {
    /// The name of the blank, as it stands where nothing has been filled in yet.
    var word: Word {
        switch self {
        case .centre: Word("〔单位名称〕", "[centre]")
        case .agent: Word("〔本人姓名〕", "[own name]")
        case .surname: Word("〔姓氏〕", "[surname]")
        case .organisation: Word("〔对方单位〕", "[organisation]")
        case .phone: Word("〔电话〕", "[telephone]")
        case .number: Word("〔单号〕", "[number]")
        case .subject: Word("〔事由〕", "[subject]")
        case .product: Word("〔产品〕", "[product]")
        case .colleague: Word("〔同事〕", "[colleague]")
        case .time: Word("〔时间〕", "[time]")
        case .solution: Word("〔办法〕", "[solution]")
        case .amount: Word("〔金额〕", "[amount]")
        case .title: Word("〔先生 / 女士〕", "[Mr / Ms]")
        case .season: Word("〔时令〕", "[season]")
        }
    }
}
