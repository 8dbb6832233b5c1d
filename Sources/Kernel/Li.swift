/// Money of sales in whole 厘, thousandths of the currency: goods by weight and foreign tills have three decimals, and sums in
/// 分 would not be theirs (decision 0093). What a person is promised is `Money`.
public struct Li: Hashable, Comparable, Sendable, Bindable, Codable, CustomStringConvertible, AdditiveArithmetic {
    public var li: Int64

    public init(li: Int64) { self.li = li }
    public init(_ money: Money) { li = money.fen * 10 }
    public static func yuan(_ yuan: Int64) -> Li { Li(li: yuan * 1000) }
    public static let zero = Li(li: 0)

    /// What so many thousandths of a piece cost, half a 厘 away from zero; nothing where it is too much for a number.
    public init?(price: Li, thousandths: Int64) {
        let (product, isTooMuch) = price.li.multipliedReportingOverflow(by: thousandths)
        guard !isTooMuch else { return nil }
        li = product.divided(by: 1000)
    }

    /// In 分, five 厘 away from zero: what is taken back is as much as what was sold.
    public var money: Money { Money(fen: li.divided(by: 10)) }

    public static func < (a: Li, b: Li) -> Bool { a.li < b.li }
    public static func + (a: Li, b: Li) -> Li { Li(li: a.li + b.li) }
    public static func - (a: Li, b: Li) -> Li { Li(li: a.li - b.li) }
    public static prefix func - (a: Li) -> Li { Li(li: -a.li) }

    /// `1234.500`
    public var description: String {
        let part = String((li % 1000).magnitude)
        return "\(li < 0 ? "-" : "")\((li / 1000).magnitude).\(String(repeating: "0", count: 3 - part.count))\(part)"
    }

    public var cell: Cell { .integer(li) }
}

extension Int64 {
    /// Rounded; halves go away from zero.
    func divided(by divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest.magnitude * 2 >= divisor.magnitude ? quotient + (self < 0 ? -1 : 1) : quotient
    }
}
