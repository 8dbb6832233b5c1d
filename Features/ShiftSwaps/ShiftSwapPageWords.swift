import Kernel

extension Word {
    static let swapOwnShift = Word("要换出的班", "The shift to give")
    static let swapRest = Word("换班前后最少休息 {0} 小时", "at least {0} h of rest around it")
    static let swapLacks = Word("缺少“{0}”", "lacks “{0}”")
    static let swapCount = Word("本月换班次数", "Swaps this month")
}
