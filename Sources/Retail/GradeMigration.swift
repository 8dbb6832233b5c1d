/// Who went from which grade to which 等级迁移 (F-85, CHAIN-88): stages of life, kinds of worth, tiers; each member once.
///
///             to A   to B   none
///     from A    40      5      –
///     from B     3     12      –
///     none       7      1
public struct GradeMigration<Grade: Hashable & CaseIterable & Sendable>: Sendable {
    private var counts: [Pair: Int] = [:]

    private struct Pair: Hashable {
        let from: Grade?
        let to: Grade?
    }

    /// Grades by the member's number on the first day and on the second; nothing for whoever had none. Members beyond one
    /// of the lists had none there.
    public init(from before: [Grade?], to after: [Grade?]) {
        for member in 0..<max(before.count, after.count) {
            let pair = Pair(
                from: member < before.count ? before[member] : nil, to: member < after.count ? after[member] : nil)
            if pair.from != nil || pair.to != nil { counts[pair, default: 0] += 1 }
        }
    }

    /// Nothing: of no grade.
    public func count(from: Grade?, to: Grade?) -> Int { counts[Pair(from: from, to: to)] ?? 0 }

    /// How many were of the grade on the first day.
    public func before(_ grade: Grade?) -> Int { counts.reduce(0) { $0 + ($1.key.from == grade ? $1.value : 0) } }
    public func after(_ grade: Grade?) -> Int { counts.reduce(0) { $0 + ($1.key.to == grade ? $1.value : 0) } }

    /// Of those who were of a grade, the part that went to another or stayed.
    public func share(from: Grade, to: Grade?) -> Ratio { Ratio(count(from: from, to: to), of: before(from)) }
}

extension RecencyFrequencyMoney {
    /// Every member's kind of worth by the member's number; nothing for whoever bought nothing.
    public func worths(line: Int = 3) -> [CustomerWorth?] { scores.map { $0.map { CustomerWorth($0, line: line) } } }
}
