import Kernel

extension Word {
    static let productName = Word("倾听", "Qingting")
    static let colon = Word("：", ": ")
    static let close = Word("关闭", "Close")
    static let show = Word("显示", "Show")
    static let required = Word("必填", "Required")
}

/// The frame.
extension Word {
    static let skipToContent = Word("跳到正文", "Skip to content")
    static let mainNavigation = Word("主导航", "Main navigation")
    static let railMore = Word("更多", "More")
    static let whereAmI = Word("所在位置", "Where you are")
    static let views = Word("视图", "Views")
    static let context = Word("相关信息", "Context")
    static let personMenu = Word("{0}的菜单", "Menu of {0}")
    static let language = Word("语言", "Language")
    static let theme = Word("外观", "Appearance")
    static let themeAuto = Word("跟随系统", "System")
    static let themeLight = Word("浅色", "Light")
    static let themeDark = Word("深色", "Dark")
    static let myAccount = Word("我的账号", "My account")
    static let changePerson = Word("换人", "Change person")
    static let lockScreen = Word("锁屏", "Lock screen")
    static let signOut = Word("退出", "Sign out")
    static let paletteButton = Word("搜索或执行", "Search or run")
    static let paletteTitle = Word("搜索页面与操作", "Search pages and actions")
    static let palettePrompt = Word("汉字、拼音或首字母", "Type a word")
    static let paletteMove = Word("选择", "Choose")
    static let paletteOpen = Word("打开", "Open")
    static let keysTitle = Word("键盘快捷键", "Keyboard shortcuts")
    static let keysOff = Word("停用单键快捷键", "Turn single-key shortcuts off")
    static let keyNext = Word("下一行", "Next row")
    static let keyPrevious = Word("上一行", "Previous row")
    static let keyOpen = Word("打开所选行", "Open the chosen row")
    static let keySelect = Word("选中所选行（Shift 连选）", "Select the chosen row (Shift: all between)")
    static let keyPeek = Word("速览所选行", "Peek at the chosen row")
    static let keySearch = Word("筛选本页", "Filter this page")
}

/// The bar, the table, the pages of a list.
extension Word {
    static let promiseRunning = Word("期限内", "In time")
    static let promiseWarned = Word("时间过七成", "Past 70%")
    static let promiseUrgent = Word("即将到期", "Nearly due")
    static let promiseBroken = Word("已超时", "Overdue")
    static let promisePaused = Word("已暂停", "Paused")
    static let promiseKept = Word("已履行", "Kept")
    static let pages = Word("分页", "Pages")
    static let pageOf = Word("第 {0} / {1} 页", "Page {0} of {1}")
    static let totalRows = Word("共 {0} 条", "{0} in all")
    static let moreRows = Word("超过 {0} 条", "more than {0} rows")
    static let previousPage = Word("上一页", "Previous page")
    static let nextPage = Word("下一页", "Next page")
}

/// What scripts place: times that pass, rows that arrive.
extension Word {
    static let timeLeft = Word("还有 {0}", "{0} left")
    static let timeLate = Word("超时 {0}", "{0} late")
    static let timeDays = Word("{0} 天 {1} 小时", "{0} d {1} h")
    static let timeHours = Word("{0} 小时 {1} 分", "{0} h {1} min")
    static let timeMinutes = Word("{0} 分钟", "{0} min")
    static let timeUnderAMinute = Word("不到 1 分钟", "under a minute")
    static let copied = Word("已复制：{0}", "Copied: {0}")
    static let rowsArrived = Word("{0} 条新内容", "{0} new")
    static let unsaved = Word("填写的内容尚未提交。", "What you typed has not been sent.")
    static let pageIsStill = Word(
        "这个页面不再自动更新：打开的页面太多，或者登录已经结束。请关闭不用的页面，再刷新。",
        "This page does not update by itself any more: too many pages are open, or you were signed out. Close some and load it again."
    )
    static let offline = Word("连接已断开，正在重连。页面内容可能不是最新的。", "Connection lost, trying again. This page may be out of date.")
}

/// What is wrong with a field: what would be right, never «invalid».
extension Word {
    static let formProblems = Word("有 {0} 处需要修改：", "{0} to put right:")
    static let fieldRequired = Word("请填写此项。", "Please fill this in.")
    static let fieldChoose = Word("请选择一项。", "Please choose one.")
    static let fieldUnknownChoice = Word("没有这个选项，请重新选择。", "There is no such choice; please choose again.")
    static let fieldTooLong = Word("最多 {0} 个字，现有 {1} 个字。", "At most {0} characters; there are {1}.")
    static let fieldNul = Word(
        "含有一个看不见的空字符（常由其他程序复制带来），已去掉。请核对后再提交。",
        "It held an invisible null character, as copying from other programs brings; it was taken out. Please look at it and send it again."
    )
    static let fieldUnprintable = Word(
        "含有无法显示的字符，请删除后重新输入。", "It holds characters that cannot be shown; please type it again.")
    static let fieldIntegerBetween = Word("请填写 {0} 到 {1} 之间的整数。", "A whole number from {0} to {1}.")
    static let fieldMoney = Word("请填写金额，最多两位小数，例如 128.50。", "An amount with at most two decimals, such as 128.50.")
    static let fieldPhone = Word(
        "请填写电话号码，例如 13800138000 或 021-12345678。", "A telephone number, such as 13800138000 or 021-12345678.")
    static let fieldDay = Word("请填写日期，例如 2026-01-04。", "A date, such as 2026-01-04.")
    static let fieldLocalTime = Word("请填写日期和时间，例如 2026-01-04 09:30。", "A date and a time, such as 2026-01-04 09:30.")
    static let fieldTimeOfDay = Word("请填写时间，例如 09:30。", "A time, such as 09:30.")
}

/// Pages that say no, or that something broke.
extension Word {
    static let refusedTitle = Word("未能执行", "Not done")
    static let missingTitle = Word("没有这个页面", "No such page")
    static let missingSentence = Word("地址可能写错了，或者记录已被移走。", "The address may be mistyped, or the record has moved.")
    static let invalidTitle = Word("表单需要修改", "The form needs a change")
    static let invalidSentence = Word("请返回上一页修改，填写的内容仍在。", "Go back and change it; what you typed is still there.")
    static let faultTitle = Word("系统出错", "A fault of ours")
    static let faultSentence = Word(
        "操作没有完成，已记入日志。请把编号告诉管理员：{0}",
        "It was not done, and it is in the log. Please tell the administrator this number: {0}")
    static let unavailableTitle = Word("服务暂时不可用", "Not available for the moment")
    static let unavailableSentence = Word("请稍后再试。编号：{0}", "Please try again shortly. Number: {0}")
    static let expiredTitle = Word("页面已过期", "This page has expired")
    static let expiredSentence = Word(
        "页面打开太久，或者登录的人已经更换。请返回上一页，刷新后再提交。",
        "The page was open too long, or another person has signed in. Go back, reload and send it again.")
    static let foreignTitle = Word("拒绝来自其他网站的请求", "Refused: sent from another site")
    static let foreignSentence = Word("请从本系统的页面操作。", "Please act from a page of this system.")
    static let tooLargeTitle = Word("提交的内容过大", "Too much at once")
    static let tooLargeSentence = Word(
        "一次提交最多 {0} KB。请缩短内容后再提交。", "At most {0} KB at a time. Please shorten it and send it again.")
    static let tooLargeForm = Word(
        "一次提交的文字最多 {0} KB，这次超过了，没有保存。请返回上一页（填写的内容还在），缩短后再提交；长的材料请作为附件上传。",
        "At most {0} KB of text at a time; this was more, and nothing was saved. Go back (what you typed is still there), shorten it and send it again; long material can be attached as a file."
    )
    static let tooLargeUpload = Word(
        "一次上传最多 {0} MB。请分几次上传。", "At most {0} MB at a time. Please upload in several goes.")
    static let tooManyFilesSentence = Word(
        "一次最多上传 {0} 个文件。请分几次上传。", "At most {0} files at a time. Please upload in several goes.")
    static let filesSending = Word("正在上传 {0} 个文件…", "Uploading {0} …")
    static let filesNotSent = Word("上传失败，请检查网络后再试。", "The upload failed; look at the network and try again.")
    static let unreadableTitle = Word("无法读取提交的内容", "What was sent cannot be read")
    static let unreadableSentence = Word("请返回上一页，重新填写后再提交。", "Please go back, fill it in again and send it.")
    static let tooSlowTitle = Word("提交的内容没有传完", "What was sent did not arrive")
    static let tooSlowSentence = Word(
        "网络太慢，内容没有传完。请检查网络后再提交。", "The line was too slow. Please look at the network and send it again.")
    static let tooManyStreams = Word(
        "您同时打开的页面超过 {0} 个，这个页面不会自动更新。请关闭不用的页面，再刷新。",
        "You have more than {0} pages open; this one does not update by itself. Please close some and load it again.")
    static let houseIsFull = Word(
        "同时打开的页面太多，这个页面暂时不会自动更新。请稍后刷新。",
        "Too many pages are open; this one does not update by itself for now. Please load it again later.")
    static let otherSentence = Word("这个请求无法处理。", "This request cannot be answered.")
    static let backToStart = Word("回到首页", "Back to the start")
    static let requestNumber = Word("编号 {0}", "Number {0}")
}
