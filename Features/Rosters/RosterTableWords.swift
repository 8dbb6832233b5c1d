import Kernel

extension Word {
    static let rosterTableTitle = Word("表格导入导出", "Sheet in and out")
    static let rosterTableLead = Word(
        "下载表格，改好班次代号，再传回来：有一格读不懂就什么都不改。",
        "Take the sheet, change the codes, bring it back: nothing is changed unless every cell can be.")
    static let rosterTableOut = Word(
        "已发布：表格只能下载；改动请在排班表里逐班调整。", "Published: the sheet goes out only; changes are made shift by shift.")
    static let rosterTableTake = Word("下载表格", "Take the sheet")
    static let rosterTableFile = Word("改好的表格（xlsx 或 CSV）", "The changed sheet (xlsx or CSV)")
    static let rosterTableBring = Word("传回并填入草稿", "Bring it into the draft")
    static let rosterTableMissing = Word("请选一个文件。", "Please choose a file.")
    static let rosterTableDone = Word(
        "已按表格填入，共 {0} 个班；请核对后发布。", "Filled from the sheet: {0} shifts. Check it, then publish.")
    static let rosterTableNotes = Word("班次说明", "Codes")
    static let rosterTableAccount = Word("账号", "Account")
    static let rosterTableProblems = Word("表格有 {0} 处问题，草稿没有改动", "{0} problems in the sheet; the draft is unchanged")
    static let rosterTableCell = Word("单元格", "Cell")
    static let rosterTableProblem = Word("问题", "Problem")
    static let tableNoDays = Word(
        "表头没有这张排班表的日期，例：2026-11-01。", "The heading names no day of this roster, e.g. 2026-11-01.")
    static let tableNoPeople = Word("一个人也没有。", "Nobody stands in it.")
    static let tableUnknownDay = Word("“{0}”不是这张排班表的日期。", "“{0}” is not a day of this roster.")
    static let tableDayTwice = Word("“{0}”出现了两次。", "“{0}” stands there twice.")
    static let tableUnknownPerson = Word("“{0}”不是这个单位的人。", "“{0}” is nobody of this unit.")
    static let tableSharedName = Word(
        "叫“{0}”的不止一人，请填账号。", "More than one person is called “{0}”; please give the account.")
    static let tablePersonTwice = Word("“{0}”出现了两行。", "“{0}” has two rows.")
    static let tableUnknownCode = Word("没有班次“{0}”。", "There is no shift “{0}”.")
    static let tableRetiredCode = Word("班次“{0}”已停用。", "The shift “{0}” is retired.")
    static let tableOverlap = Word("和同一个人的另一个班时间重叠。", "Runs into another shift of the same person.")
}
