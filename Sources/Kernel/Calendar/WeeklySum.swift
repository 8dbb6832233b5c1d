/// The running sum of something that repeats every week, apart from dated exceptions: working milliseconds, or working
/// dates.
///
///     before(day) = whole weeks + days of the last week        where no exception has come yet
///                 = after[i] + the pattern since exception i    behind exception i
///
/// So only exceptions are stored, and the sum is exact for all time before, between and behind them. Amounts are never
/// negative; `place(reaching:)` is total because a week holds something.
struct WeeklySum: Sendable {
    /// The first n days of a week, from Monday; the eighth entry is the whole week.
    private let prefix: [Int64]
    private let days: [Int]
    private let before: [Int64]
    private let after: [Int64]

    /// `exceptions` in the order of their days; their amounts replace those of the week.
    init(week: [Int64], exceptions: [(day: Int, amount: Int64)]) {
        let prefix = week.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        var before: [Int64] = []
        var after: [Int64] = []
        var (sum, counted) = (Int64(0), Int?.none)
        for (day, amount) in exceptions {
            sum = WeeklySum.pattern(prefix, day) + (counted.map { sum - WeeklySum.pattern(prefix, $0) } ?? 0)
            before.append(sum)
            sum += amount
            after.append(sum)
            counted = day + 1
        }
        self.prefix = prefix
        self.days = exceptions.map(\.day)
        self.before = before
        self.after = after
    }

    /// The sum of all days before `day`.
    func before(_ day: Int) -> Int64 {
        guard let last = days.lastIndex(notAfter: day) else { return pattern(day) }
        return days[last] == day ? before[last] : after[last] + pattern(day) - pattern(days[last] + 1)
    }

    /// The first day with which the sum reaches `amount`, and how much of that day it takes.
    func place(reaching amount: Int64) -> (day: Int, rest: Int64) {
        guard let last = before.lastIndex(notAfter: amount - 1) else { return pattern(reaching: amount) }
        if amount <= after[last] { return (days[last], amount - before[last]) }
        return pattern(reaching: pattern(days[last] + 1) + amount - after[last])
    }

    private func pattern(_ day: Int) -> Int64 { WeeklySum.pattern(prefix, day) }

    /// Day 0, 1 January 1970, was a Thursday.
    private static func pattern(_ prefix: [Int64], _ day: Int) -> Int64 {
        let week = floorDivide(day + 3, 7)
        return Int64(week) * prefix[7] + prefix[day + 3 - week * 7]
    }

    private func pattern(reaching amount: Int64) -> (day: Int, rest: Int64) {
        let week = floorDivide(Int(amount - 1), Int(prefix[7]))
        let rest = amount - Int64(week) * prefix[7]
        var weekday = 6
        while prefix[weekday] >= rest { weekday -= 1 }
        return (week * 7 + weekday - 3, rest - prefix[weekday])
    }
}

extension [Int] {
    /// The place of the last element that is not greater, in an ascending array.
    func lastIndex(notAfter value: Int) -> Int? { lastPlace(count) { self[$0] <= value } }
}

extension [Int64] {
    func lastIndex(notAfter value: Int64) -> Int? { lastPlace(count) { self[$0] <= value } }
}

/// The last of `count` places of which `holds` is true, if it is true of the first ones and false of the rest.
@inline(__always)
private func lastPlace(_ count: Int, where holds: (Int) -> Bool) -> Int? {
    var (lower, upper) = (-1, count)
    while upper - lower > 1 {
        let middle = (lower + upper) / 2
        if holds(middle) { lower = middle } else { upper = middle }
    }
    return lower >= 0 ? lower : nil
}
