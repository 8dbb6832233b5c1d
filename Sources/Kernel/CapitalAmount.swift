/// 大写金额: an amount in the figures that cannot be altered, as Chinese vouchers have it (中国人民银行《支付结算办法》
/// 附一《正确填写票据和结算凭证的基本规定》, items 2 to 4).
extension Money {
    /// `壹仟肆佰零玖元伍角`; `整` after a whole 元; `负` before what is owed to us; `零元整` for nothing.
    public var capital: String {
        let total = fen.magnitude
        let yuan = total / 100
        let tens = Int(total / 10 % 10)
        let ones = Int(total % 10)
        var text = fen < 0 ? "负" : ""
        if yuan > 0 || total == 0 { text += (yuan == 0 ? "零" : Money.capital(of: yuan)) + "元" }
        if tens == 0, ones == 0 { return text + "整" }
        // One 零 where a 元 or a 角 is missing in between, none at the beginning.
        if yuan > 0, tens == 0 || yuan % 10 == 0 { text += "零" }
        if tens > 0 { text += "\(digits[tens])角" }
        if ones > 0 { text += "\(digits[ones])分" }
        return text
    }

    /// By 亿 and 万, each of four figures; a group that begins with nothing is preceded by one 零.
    private static func capital(of number: UInt64) -> String {
        for (size, unit) in [(UInt64(100_000_000), "亿"), (UInt64(10_000), "万")] where number >= size {
            let rest = number % size
            let gap = rest > 0 && rest < size / 10 ? "零" : ""
            return capital(of: number / size) + unit + gap + (rest > 0 ? capital(of: rest) : "")
        }
        return fourFigures(Int(number))
    }

    private static func fourFigures(_ number: Int) -> String {
        var text = ""
        var isGap = false
        for (size, unit) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
            let digit = number / size % 10
            if digit == 0 {
                isGap = !text.isEmpty
            } else {
                text += (isGap ? "零" : "") + String(digits[digit]) + unit
                isGap = false
            }
        }
        return text
    }
}

private let digits: [Character] = Array("零壹贰叁肆伍陆柒捌玖")
