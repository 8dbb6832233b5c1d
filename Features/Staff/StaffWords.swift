import Kernel

/// People.
extension Word {
    static let peopleTitle = Word("人员与岗位", "People and posts")
    static let listComma = Word("，", ", ")
    static let peopleUnits = Word("部门", "Units")
    static let peopleEverywhere = Word("全部", "All")
    static let peopleSearch = Word("姓名或账号", "Name or account")
    static let peopleSearchAct = Word("查询", "Search")
    static let peopleNone = Word("没有符合条件的人员。", "Nobody matches. Try a shorter name or another unit.")
    static let personNew = Word("新增人员", "New person")
    static let personAdd = Word("新增并生成初始密码", "Add and draw a first password")
    static let personName = Word("姓名", "Name")
    static let personPhone = Word("电话", "Telephone")
    static let personJoined = Word("入职日期", "Joined on")
    static let personJoinedHint = Word("不填即今天。", "Left out, it is today.")
    static let personUnit = Word("部门", "Unit")
    static let personPost = Word("岗位", "Post")
    static let personPosts = Word("岗位", "Posts")
    static let personNoPosts = Word("还没有任何岗位。", "No post so far.")
    static let personState = Word("状态", "State")
    static let personActive = Word("在职", "Active")
    static let personInactive = Word("已离职", "Left")
    static let personNeverIn = Word("待换初始密码", "First password")
    static let personFrom = Word("开始", "From")
    static let personFromHint = Word("不填即现在。", "Left out, it is now.")
    static let personUntil = Word("结束", "Until")
    static let personOpenEnd = Word("至今", "open")
    static let personGivenBy = Word("任职批准人", "Given by")
    static let personAppoint = Word("安排任职", "Give a post")
    static let personAppointed = Word("已安排任职。", "The post was given.")
    static let personEndPost = Word("免去", "End")
    static let personPostEnded = Word("岗位已结束。", "The post was ended.")
    static let personLoans = Word("代理", "Posts on loan")
    static let personNoLoans = Word(
        "没有代理。离开时可以请同事代理岗位，到期自动收回。", "None. While away, lend a post to a colleague; it comes back by itself.")
    static let personLend = Word("请人代理", "Lend a post")
    static let personLent = Word("{0} 请 {1} 代理：", "{0} to {1}: ")
    static let personRecipient = Word("代理人", "To whom")
    static let personReason = Word("原因", "Reason")
    static let personTakeBack = Word("提前收回", "Take back")
    static let personTakenBack = Word("{0} 提前收回", "taken back {0}")
    static let personLendDone = Word("已登记代理。", "The loan is recorded.")
    static let personLoanEnded = Word("代理已收回。", "The post was taken back.")
    static let personDoor = Word("登录记录", "Sign-ins")
    static let personNoSessions = Word("目前没有登录。", "Not signed in anywhere.")
    static let attemptRight = Word("登录成功", "Right")
    static let attemptWrong = Word("登录失败", "Wrong")
    static let personEndSessions = Word("结束全部登录", "End all sessions")
    static let personResetPassword = Word("重置密码", "Reset password")
    static let personDeactivate = Word("办理离职", "Mark as left")
    static let personDeactivateMeans = Word(
        "{0}的岗位、代理与登录随即结束，记录保留。", "The posts, loans and sessions of {0} end at once; the record stays.")
    static let personChoosePost = Word("请选择岗位。", "Please choose a post.")
    static let personLeft = Word("已办理离职，岗位、代理与登录均已结束。", "Marked as left; posts, loans and sessions are over.")
    static let personReactivate = Word("重新入职", "Bring back")
    static let personFirstPassword = Word("初始密码", "First password")
    static let personPasswordOnce = Word(
        "请把初始密码当面告诉{0}。本页只显示这一次；{1} 小时内有效，首次登录时须更换。",
        "Tell {0} this first password in person. It is shown this once, is good for {1} hours and must be replaced at the first sign-in."
    )
    static let personLapsed = Word("初始密码已过期", "First password lapsed")
    static let personTo = Word("查看{0}", "To {0}")
    static let personReveal = Word("显示完整号码", "Show the full number")
    static let personRevealAct = Word("显示", "Show")
}

/// Units.
extension Word {
    static let unitNew = Word("新增部门", "New unit")
    static let unitAdd = Word("新增部门", "Add unit")
    static let unitFounded = Word("已新增：{0}。", "Added: {0}.")
    static let unitName = Word("名称", "Name")
    static let unitCode = Word("代码", "Code")
    static let unitCodeHint = Word(
        "字母、数字、点和连字符，例如 shanghai-02。", "Letters, digits, dots and hyphens, such as shanghai-02.")
    static let unitCodeProblem = Word("请用 2 至 40 个字母、数字、点或连字符。", "2 to 40 letters, digits, dots or hyphens, please.")
    static let unitKind = Word("类型", "Kind")
    static let unitParent = Word("上级部门", "Above it")
    static let unitHandbook = Word("手册", "Handbook")
    static let unitChoose = Word("请选择", "Please choose")
    static let unitTopmost = Word("无（最高一级）", "None (topmost)")
    static let unitInherits = Word("沿用上级部门的手册", "That of the unit above")
    static let unitHeadquarters = Word("总部", "Headquarters")
    static let unitRegion = Word("区域", "Region")
    static let unitStore = Word("门店", "Store")
    static let unitEstate = Word("物业项目", "Estate")
    static let unitDepartment = Word("部门", "Department")
    static let unitGroup = Word("班组", "Shift group")
}

/// What the house says no to.
extension Word {
    static let notAllowedAtAll = Word("您的岗位没有“{0}”的权限。", "Your posts do not include the right “{0}”.")
    static let notAllowedHere = Word("您的岗位在这里没有“{0}”的权限。", "Your posts include the right “{0}”, but not here.")
    static let personUnknown = Word("没有这位人员，或不在您的管理范围内。", "There is no such person, or not within your reach.")
    static let personAccountTaken = Word("账号 {0} 已有人使用。", "The account {0} is taken.")
    static let personAccountHint = Word(
        "2 至 40 个字母、数字、点、连字符或下划线，不分大小写。", "2 to 40 letters, digits, dots, hyphens or underscores; case does not matter."
    )
    static let personAccountProblem = Word(
        "请用 2 至 40 个字母、数字、点、连字符或下划线。", "2 to 40 letters, digits, dots, hyphens or underscores, please.")
    static let personOwnAccount = Word(
        "不能为自己办理，请由其他有权限的人办理。", "Nobody does this for themselves. Please ask another person who may.")
    static let personAlreadyInactive = Word("该人员已经离职。", "The person has left already.")
    static let personAlreadyActive = Word("该人员在职。", "The person works here.")
    static let personHandsOver = Word(
        "离职交接 {0} 还没有办完，办完再停用账号。",
        "The resignation is still being handed over ({0}); finish that before the account is closed.")
    static let personHasLeft = Word("该人员已离职，不能担任岗位。", "The person has left and cannot hold a post.")
    static let personRevealReason = Word("请写明查看完整号码的原因。", "Please say why the full number is needed.")
    static let personRevealTooMany = Word(
        "一小时内最多查看 {0} 个完整号码，请稍后再试。", "At most {0} full numbers an hour. Please try again later.")
    static let appointmentUnknown = Word("没有这项任职。", "There is no such appointment.")
    static let appointmentOwn = Word("不能给自己安排任职。", "Nobody gives a post to themselves.")
    static let appointmentNoSuchPost = Word(
        "该部门的手册里没有岗位 {0}；有的是：{1}。", "The handbook of that unit has no post {0}; it has: {1}.")
    static let appointmentAlreadyHeld = Word("该人员已担任此岗位。", "The person holds this post already.")
    static let appointmentHeldBy = Word("{0}已有 {1} 人在任：{2}。", "{0}: {1} in office already: {2}.")
    static let rulePostHolders = Word("{0}同时在任不超过 {1} 人。", "of the post {0} there are at most {1} at once.")
    static let appointmentWiderThanOwn = Word("该岗位的管辖范围超出您的范围。", "That post reaches further than yours.")
    static let appointmentAlreadyEnded = Word("该岗位已经结束。", "That post has ended already.")
    static let appointmentEndsBefore = Word("结束时间不能早于现在。", "It cannot end before now.")
    static let loanUnknown = Word("没有这项代理。", "There is no such loan.")
    static let loanToOneself = Word("代理人不能是本人。", "A post cannot be lent to its own holder.")
    static let loanToOwnAccount = Word("不能把别人的岗位交给自己代理。", "Nobody lends the post of another to themselves.")
    static let loanNotHeld = Word("开始时本人不担任此岗位。", "The post is not held when the loan begins.")
    static let loanEndsBefore = Word("结束时间必须晚于开始时间。", "It must end after it begins.")
    static let loanInThePast = Word("代理时间已经过去。", "That time has passed.")
    static let loanTooLong = Word("代理最长 {0} 天。", "A loan lasts {0} days at most.")
    static let loanAlreadyEnded = Word("该代理已经结束。", "That loan is over already.")
    static let unitUnknown = Word("没有这个部门。", "There is no such unit.")
    static let unitHandbookMissing = Word("最高一级的部门必须指定手册。", "The topmost unit must name a handbook.")
    static let unitHandbookUnknown = Word("没有手册 {0}。", "There is no handbook {0}.")
    static let unitCodeTaken = Word("代码 {0} 已被使用。", "The code {0} is taken.")
    static let unitTooDeep = Word("部门最多 {0} 级。", "Units go {0} levels deep at most.")
    static let unitTooMany = Word("部门最多 {0} 个。", "There are {0} units at most.")
}

/// What is said at the command line.
extension Word {
    static let consoleName = Word("姓名为 1 至 50 个字。", "A name has 1 to 50 characters.")
    static let consolePhone = Word("这不是电话号码。", "That is no telephone number.")
    static let consoleKind = Word("类型是下列之一：{0}。", "The kind is one of: {0}.")
}
