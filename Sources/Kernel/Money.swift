/// Money in whole 分. There is no other unit inside the house.
public struct Money: Hashable, Comparable, Sendable, Bindable, Codable, CustomStringConvertible {
    public var fen: Int64

    public init(fen: Int64) { self.fen = fen }
    public static func yuan(_ yuan: Int64) -> Money { Money(fen: yuan * 100) }
    public static let zero = Money(fen: 0)

    /// Reads `12`, `12.5`, `1,234.50`, `￥12.00`; refuses more than two decimals, a sign, and more than 100 million yuan.
    public init?(typed text: String) {
        let trimmed = text.filter { !" ,，￥¥元".contains($0) }
        let halves = trimmed.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), let yuan = Int64(halves[0]), yuan >= 0, yuan <= 100_000_000,
            !halves[0].hasPrefix("+"), !halves[0].hasPrefix("-")
        else { return nil }
        var cents: Int64 = 0
        if halves.count == 2 {
            guard (1...2).contains(halves[1].count), halves[1].allSatisfy(\.isNumber), let part = Int64(halves[1])
            else { return nil }
            cents = halves[1].count == 1 ? part * 10 : part
        }
        fen = yuan * 100 + cents
    }

    public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }

    /// `1234.50`
    public var description: String {
        let cents = abs(fen % 100)
        return "\(fen < 0 ? "-" : "")\(abs(fen / 100)).\(cents < 10 ? "0" : "")\(cents)"
    }

    public var cell: Cell { .integer(fen) }
}
