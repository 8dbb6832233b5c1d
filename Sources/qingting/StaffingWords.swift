import Kernel

extension Word {
    static let staffingNeeded = Word(
        "需要 {0} 名坐席在线（{1} 秒内接起 {2}）。", "{0} agents are needed at the desk ({2} answered within {1} s).")
    static let staffingPositions = Word(
        "扣除 {0} 的缩减率，排班应安排 {1} 人。", "With {0} shrinkage, {1} people are to be rostered.")
    static let staffingLoad = Word(
        "话务量 {0} 爱尔兰：{1} 秒内 {2} 个来电，平均处理 {3} 秒。",
        "Load {0} erlangs: {2} calls in {1} s, {3} s handling on average.")
    static let staffingByC = Word(
        "按 Erlang C 计算（来电者一直等候）。", "By Erlang C (callers wait as long as it takes).")
    static let staffingByA = Word(
        "按 Erlang A 计算（来电者平均等候 {0} 秒后挂断）。", "By Erlang A (callers hang up after {0} s on average).")
    static let staffingAgents = Word("坐席", "agents")
    static let staffingLevel = Word("服务水平", "level")
    static let staffingWait = Word("平均等候", "wait")
    static let staffingOccupancy = Word("占用率", "occupied")
    static let staffingWaiting = Word("需等候", "must wait")
    static let staffingAbandoned = Word("放弃率", "hang up")
    static let staffingUnstable = Word(
        "人手不足，队伍会越排越长", "cannot keep up; the queue grows without end")

    static let staffingMissing = Word("请填写，例如 {0}", "is missing; write for instance {0}")
    static let staffingCallsWrong = Word(
        "“{0}” 不是来电数；请填 0 到 {1} 之间的数，例如 100",
        "'{0}' is no number of calls; write one from 0 to {1}, for instance 100")
    static let staffingTimeWrong = Word(
        "“{0}” 不是时长；请填 1 秒到 24 小时之间的时长，例如 {1}",
        "'{0}' is no length of time; write one from 1 s to 24 h, for instance {1}")
    static let staffingTargetWrong = Word(
        "“{0}” 不是服务目标；请填 百分比/秒，例如 80/20（80% 的来电在 20 秒内接起）",
        "'{0}' is no service level; write per cent/seconds, for instance 80/20 (80 % answered within 20 s)")
    static let staffingShareWrong = Word(
        "“{0}” 不是百分比；请填大于 {1}、不超过 {2} 的数，例如 {3}",
        "'{0}' is no percentage; write one above {1} and not above {2}, for instance {3}")
    static let staffingNeedsPatience = Word(
        "只有给出 --patience（来电者的耐心）才有放弃率", "needs --patience: only callers with a patience hang up")
    static let staffingTooMuch = Word(
        "话务量 {0} 爱尔兰超出本命令的上限 {1}；请缩短时段或分队列计算",
        "a load of {0} erlangs is beyond this command's limit of {1}; take a shorter interval, or each queue by itself")
    static let staffingImpossible = Word(
        "{0} 名坐席以内达不到目标；请放宽目标", "no number of agents up to {0} reaches the target; ask for less")
}
