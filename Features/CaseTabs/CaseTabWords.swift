import Kernel

extension Word {
    static let tabsTitle = Word("打开的工单", "Open cases")
    static let tabClose = Word("关闭 {0}", "Close {0}")
    static let tabCloseOthers = Word("关闭其他", "Close the others")
    static let tabCloseAll = Word("全部关闭", "Close all")
    static let tabLate = Word("已超时", "overdue")
    static let tabDraft = Word("有未发送的草稿", "an unsent draft")
    static let tabNews = Word("有新动静", "something new")
    static let tabPrevious = Word("上一个打开的工单", "Previous open case")
    static let tabNext = Word("下一个打开的工单", "Next open case")
    static let tabCount = Word("打开的工单 {0}", "{0} open cases")
}
