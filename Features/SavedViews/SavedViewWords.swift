import Handbook
import Kernel

extension Word {
    static let savedViews = Word("视图", "Views")
    static let savedTeam = Word("团队视图", "Team views")
    static let savedOwn = Word("我的视图", "My views")
    static let savedManage = Word("管理视图", "Manage views")
    static let savedSave = Word("存为视图", "Save as view")
    static let savedName = Word("视图名称", "Name of the view")
    static let savedShare = Word("与{0}共用", "Share with {0}")
    static let savedDone = Word("已保存视图“{0}”。", "View «{0}» saved.")
    static let savedChanged = Word("视图已更新。", "The view has been changed.")
    static let savedDeleted = Word("视图已删除。", "The view has been deleted.")
    static let savedRename = Word("改名", "Rename")
    static let savedDelete = Word("删除", "Delete")
    static let savedMoveUp = Word("上移", "Move up")
    static let savedDefault = Word("设为默认", "Open with this")
    static let savedIsDefault = Word("默认视图", "Opens first")
    static let savedNoDefault = Word("取消默认", "No longer first")
    static let savedOpen = Word("查看", "Open")
    static let savedEmpty = Word(
        "还没有保存的视图。在工单列表里加上筛选，再点“存为视图”。",
        "No views yet. Filter the list of cases, then choose «Save as view».")
    static let savedTooMany = Word("最多保存 {0} 个视图，请先删除不用的。", "At most {0} views; delete one first.")
    static let savedNotYours = Word("团队视图由可改派工单的主管修改。", "A team's views are changed by its supervisors.")
    static let savedShared = Word("{0} 共用", "shared with {0}")
    static let savedPersonal = Word("仅自己", "my own")
}
