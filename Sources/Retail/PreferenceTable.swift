/// What is bought by whom 偏好 (M-16, M-26, CHAIN-44): categories, brands or stores against groups of members, counted line by
/// line.
///
///                 group 0   group 1   not known
///     category 0   net, buyers …
///     category 1
public struct PreferenceTable: Sendable {
    public let groups: Int
    public let categories: Int
    /// The group's number by the member's, -1 where it is not known.
    private let values: [Int32]
    /// In thousandths; the last column for whoever is of no group, and for tickets without a member.
    private var net: [Int64]
    /// A bit a member, for each category and for all together: whoever bought.
    private var bought: [[UInt64]]

    /// A group beyond the members' numbers is not known.
    public init(values: [Int32], groups: Int, categories: Int) {
        self.values = values
        self.groups = groups
        self.categories = categories
        net = [Int64](repeating: 0, count: categories * (groups + 1))
        bought = [[UInt64]](repeating: [], count: categories + 1)
    }

    /// One line of a ticket.
    /// - Parameters:
    ///   - member: `SalesColumns.nobody` without a card.
    ///   - net: in thousandths; below zero: taken back.
    public mutating func add(member: Int32, category: Int, net amount: Int64, isPurchase: Bool = true) {
        net[category * (groups + 1) + group(of: member)] += amount
        guard isPurchase, member >= 0 else { return }
        let (word, bit) = (Int(member) / 64, UInt64(1) << UInt64(member % 64))
        for list in [category, categories] {
            if word >= bought[list].count {
                bought[list] += [UInt64](repeating: 0, count: word + 1 - bought[list].count)
            }
            bought[list][word] |= bit
        }
    }

    public func net(of category: Int) -> Int64 {
        net[(category * (groups + 1))..<((category + 1) * (groups + 1))].reduce(0, +)
    }

    /// What a category is of all that was sold.
    public func share(of category: Int) -> Ratio { Ratio(net(of: category), of: net.reduce(0, +)) }

    /// What a category is of all that the group bought.
    public func share(of category: Int, among group: Int) -> Ratio {
        let all = (0..<categories).reduce(Int64(0)) { $0 + net[$1 * (groups + 1) + group] }
        return Ratio(net[category * (groups + 1) + group], of: all)
    }

    /// How many members bought of it, a group's alone or all.
    public func buyers(of category: Int, among group: Int? = nil) -> Int { count(bought[category], group) }

    /// Members who bought anything.
    public func buyers(among group: Int? = nil) -> Int { count(bought[categories], group) }

    /// M-16, TGI: the group's part of the buyers of a category, beside its part of all buyers whose group is known. Above
    /// 100 it likes it more than others do.
    public func index(of category: Int, among group: Int) -> RatioIndex {
        let here = Ratio(buyers(of: category, among: group), of: known(bought[category]))
        return RatioIndex(here, to: Ratio(buyers(among: group), of: known(bought[categories])))
    }

    private func known(_ bits: [UInt64]) -> Int { (0..<groups).reduce(0) { $0 + count(bits, $1) } }

    private func count(_ bits: [UInt64], _ only: Int?) -> Int {
        guard let only else { return bits.reduce(0) { $0 + $1.nonzeroBitCount } }
        var count = 0
        for (word, bits) in bits.enumerated() {
            var rest = bits
            while rest != 0 {
                if group(of: Int32(word * 64 + rest.trailingZeroBitCount)) == only { count += 1 }
                rest &= rest - 1
            }
        }
        return count
    }

    private func group(of member: Int32) -> Int {
        guard member >= 0, Int(member) < values.count else { return groups }
        let group = Int(values[Int(member)])
        return (0..<groups).contains(group) ? group : groups
    }
}
