import Kernel

extension Word {
    static let dutyBecauseLeave = Word(
        "值班表写明的 {0} 已获准请假（{1} 至 {2}）", "{0}, whom the duty table names, is on leave ({1} to {2})")
}
