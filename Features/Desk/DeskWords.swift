import Kernel

extension Word {
    static let diskFull = Word(
        "磁盘已满，刚才的操作没有保存。请联系管理员清理磁盘，之后再试一次。编号：{0}",
        "The disk is full; what you did was not kept. Please have the administrator make room, then try again. Number: {0}"
    )
    static let databaseAway = Word(
        "数据库暂时无法读写，刚才的操作没有保存。请稍后再试。编号：{0}",
        "The database cannot be read or written just now; what you did was not kept. Please try again shortly. Number: {0}"
    )
    static let databaseBusy = Word(
        "系统正忙，刚才的操作没有保存。请稍后再试。编号：{0}",
        "The system is busy; what you did was not kept. Please try again in a moment. Number: {0}")
    static let outcomeUnknown = Word(
        "数据库连接中断，刚才的操作可能已保存，也可能没有。请刷新页面核对后再试。编号：{0}",
        "The link to the database broke; what you did may have been kept or not. Please reload, look, then try again. Number: {0}"
    )

    static let overtaken = Word(
        "您打开之后，同事已改过这一条，现在是：{0}。您写的还在；看过后再保存一次即可。",
        "A colleague has changed this since you opened it; it now says: {0}. What you wrote is still here; save again once you have read theirs."
    )
    static let overtakenBare = Word(
        "您打开之后，同事已改过这一条。您写的还在；看过后再保存一次即可。",
        "A colleague has changed this since you opened it. What you wrote is still here; save again once you have looked."
    )
    static let sectionMyDay = Word("我的一天", "My day")
    static let sectionContacts = Word("来电", "Contacts")
    static let sectionCases = Word("工单", "Cases")
    static let sectionCustomers = Word("客户", "Customers")
    static let sectionExceptions = Word("例外", "Exceptions")
    static let sectionAdherence = Word("执行率", "Adherence")
    static let sectionHandbook = Word("手册", "Handbook")
    static let sectionExchange = Word("导入导出", "In and out")
    static let sectionCalendars = Word("日历", "Calendars")
    static let sectionPeople = Word("人员", "People")
    static let sectionSlips = Word("督办", "Slips")
    static let sectionLibrary = Word("案例", "Library")
    static let sectionIntegrations = Word("接口", "Interfaces")
    static let sectionShifts = Word("班次", "Shifts")
    static let sectionSteer = Word("督导", "Steer")
    static let sectionInsight = Word("报告", "Insight")
    static let sectionManage = Word("管理", "Manage")
    static let sectionAudit = Word("审计", "Audit")
    static let longReadsTooMany = Word(
        "您打开的报表还在计算，请等它显示以后再打开下一份。",
        "A report you opened is still being made; please wait for it before you open another.")
}
