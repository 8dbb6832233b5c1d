import Handbook
import Kernel

extension Word {
    static let batchTitle = Word("批量办理", "Many cases at once")
    static let batchSelect = Word("选中 {0}", "Select {0}")
    static let batchSelectPage = Word("选中本页", "Select this page")
    static let batchSelected = Word("已选 {0} 件", "{0} selected")
    static let batchAll = Word("改为筛选下全部（最多 {0} 件）", "All under the filter (at most {0})")
    static let batchAct = Word("要做什么", "What to do")
    static let batchGo = Word("下一步：预览", "Next: preview")
    static let batchPreview = Word("预览", "Preview")
    static let batchRun = Word("执行 {0} 件", "Do it for {0}")
    static let batchWill = Word("{0} 件会执行", "{0} will be done")
    static let batchWont = Word("{0} 件会被拒绝", "{0} will be refused")
    static let batchDidCount = Word("{0} 件已执行", "{0} done")
    static let batchDidNotCount = Word("{0} 件被拒绝", "{0} refused")
    static let batchOk = Word("会执行", "will be done")
    static let batchDone = Word("已执行", "done")
    static let batchRefused = Word("拒绝", "refused")
    static let batchFault = Word("系统出错，未执行", "a fault of ours; not done")
    static let batchNone = Word("没有选中工单。在列表里用 x 键选择，再来这里。", "Nothing selected. Choose cases in the list with x.")
    static let batchBack = Word("回到列表", "Back to the list")
    static let batchNothingYet = Word("填好后先预览，预览不会改动任何工单。", "Fill it in and preview; a preview changes nothing.")
    static let batchCategorise = Word("设定类别", "Set category")
    static let batchOutcome = Word("结果", "Outcome")
}

extension CaseBatchAct.Kind {
    var word: Word {
        switch self {
        case .assign: .actAssign
        case .assess: .actAssess
        case .categorise: .batchCategorise
        case .note: .composerNote
        case .suspend: .actSuspend
        case .archive: .actArchive
        }
    }
}
