import Kernel

extension Word {
    static let paletteGroupPage = Word("页面", "Page")
    static let palettePart = Word("{0}：{1}", "{0}: {1}")
    static let paletteGroupAct = Word("本单", "This case")
    static let paletteGroupRows = Word("所选 {0} 件", "{0} selected")
    static let paletteGroupCase = Word("工单", "Case")
    static let paletteGroupFind = Word("查找", "Find")
    static let palettePunch = Word("打卡", "Clock in or out")
    static let paletteNone = Word("没有匹配的页面或操作", "No page or action matches")
    static let paletteFind = Word("搜索“{0}”", "Search «{0}»")
    static let paletteSome = Word("{0} 件会被拒绝", "{0} will be refused")
    static let paletteNoRight = Word("没有权限：{0}", "No right to {0}")
    static let paletteOrder = Word("现在是“{0}”，还轮不到这一步", "It is «{0}» now; not the turn of this step")
}
