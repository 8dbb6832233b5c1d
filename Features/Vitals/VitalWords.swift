import Kernel

extension Word {
    static let vitalsTitle = Word("运行状况", "System health")
    static let vitalsLead = Word(
        "系统自己记下的：答得多快、后台做了什么、哪些数据库语句慢。每个节点每分钟写一次，留 8 天。",
        "Written down by the house itself: how fast it answered, what it did in the background, which statements were slow. Every node writes once a minute; eight days are kept."
    )
    static let vitalsDay = Word("最近一天", "Last day")
    static let vitalsWeek = Word("最近七天", "Last seven days")
    static let vitalsSpan = Word("时间范围", "Span")
    static let vitalsNone = Word(
        "还没有记录。系统启动一分钟后，这里就有数了。", "Nothing yet: the first figures stand here a minute after the start.")
    static let vitalsAnswers = Word("答复次数", "Answers")
    static let vitalsFailed = Word("出错", "Failed")
    static let vitalsMedian = Word("一半在此时间内", "Half within")
    static let vitalsMost = Word("99% 在此时间内", "99 % within")
    static let vitalsSlow = Word("慢语句", "Slow statements")
    static let vitalsMemory = Word("内存最高", "Most memory")
    static let vitalsStreams = Word("同时打开的页面最多", "Most open pages")
    static let vitalsChart = Word("答复次数与快慢", "Answers over time")
    static let vitalsChartLine = Word(
        "柱：每 {0} 的答复次数，最多 {1}；线：99% 在此时间内，最长 {2}。",
        "Bars: answers every {0}, {1} at most; line: 99 % within, {2} at most.")
    static let vitalsQuarter = Word("15 分钟", "15 minutes")
    static let vitalsTwoHours = Word("2 小时", "2 hours")
    static let vitalsRoutes = Word("页面与接口", "Pages and interface")
    static let vitalsRoute = Word("地址", "Address")
    static let vitalsChores = Word("后台任务", "Chores")
    static let vitalsChore = Word("任务", "Chore")
    static let vitalsIdle = Word("这段时间没有要做的：{0}", "Nothing to do for: {0}")
    static let vitalsRuns = Word("次数", "Times")
    static let vitalsNinetyFive = Word("95% 在此内", "95 % within")
    static let vitalsNinetyNine = Word("99% 在此内", "99 % within")
    static let vitalsHalf = Word("一半在此内", "Half within")
    static let vitalsLongest = Word("最长", "Longest")
    static let vitalsTotal = Word("合计用时", "In all")
    static let vitalsLast = Word("上次做完", "Last done")
    static let vitalsState = Word("状态", "State")
    static let vitalsWell = Word("正常", "well")
    static let vitalsForgotten = Word("到点没有节点去做", "due, and nobody does it")
    static let vitalsFailing = Word("连续失败 {0} 次：{1}", "failed {0} times in a row: {1}")
    static let vitalsStatements = Word("慢语句", "Slow statements")
    static let vitalsStatementsHint = Word(
        "超过 {0} 毫秒的（设置 slow-statement-ms）；只记语句，不记其中的值。",
        "Longer than {0} ms (setting slow-statement-ms); what they say, never their values.")
    static let vitalsStatement = Word("语句", "Statement")
    static let vitalsFor = Word("为谁而做", "For")
    static let vitalsNoSlow = Word("这段时间没有慢语句。", "There was none.")
    static let vitalsNodes = Word("节点", "Nodes")
    static let vitalsNode = Word("节点", "Node")
    static let vitalsVersion = Word("版本", "Version")
    static let vitalsStarted = Word("启动", "Started")
    static let vitalsSeen = Word("最近报到", "Last seen")
    static let vitalsThere = Word("在运行", "running")
    static let vitalsGone = Word("已停或失联", "stopped or out of touch")
    static let vitalsAll = Word("都正常：后台任务、待发消息和事件封存没有积压。", "All is well: no chore, message or seal is behind.")
    static let vitalsDead = Word(
        "有 {0} 条消息多次发送失败，已停发；用 qingting outbox 查看和重发。",
        "{0} messages were given up; look at them and send them again with qingting outbox.")
    static let vitalsWaiting = Word(
        "有 {0} 条消息待发，最久的已等 {1}。", "{0} messages wait to be sent, the longest for {1}.")
    static let vitalsUnsealed = Word("有 {0} 个事件待封存。", "{0} events wait for their seal.")
    static let vitalsAiling = Word("后台任务“{0}”有问题：{1}", "The chore “{0}” ails: {1}")
    static let vitalsMore = Word("只列用时最多的 {0} 项，共 {1} 项。", "The {0} that took most time, of {1}.")
    static let vitalsMilliseconds = Word("{0} 毫秒", "{0} ms")
    static let vitalsSeconds = Word("{0} 秒", "{0} s")
    static let vitalsMinutes = Word("{0} 分钟", "{0} min")
    static let vitalsMegabytes = Word("{0} MB", "{0} MB")
}
