import Foundation
import Kernel
import Testkit

@testable import Mathematics

/// The record shop of the papers, as it lies beside the checkout: 2357 customers, 39 weeks and 39 weeks held out. Who
/// published it stated no licence, so it stays there.
enum Shop {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../../shared/data/cdnow")
    static let isHere = FileManager.default.fileExists(atPath: folder.path)
    static let absence = "../shared/data/cdnow is absent: published estimates are not compared"

    struct Customer {
        let history: PurchaseHistory
        let spend: SpendHistory
    }

    static func customers() throws -> [Customer] {
        let file = folder.appendingPathComponent("cdnow_customers_summary_with_transactions.csv")
        return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map {
            line in
            let cells = line.split(separator: ",").compactMap { Double($0) }
            return Customer(
                history: PurchaseHistory(frequency: Int(cells[1]), recency: cells[2], age: cells[3]),
                spend: SpendHistory(purchases: Int(cells[1]), mean: cells[4]))
        }
    }

    /// On which days each customer bought, over the whole year and a half.
    static func purchaseDays() throws -> [Substring: Set<Day>] {
        let file = folder.appendingPathComponent("CDNOW_sample.txt")
        var days: [Substring: Set<Day>] = [:]
        for line in try String(contentsOf: file, encoding: .ascii).split(whereSeparator: \.isNewline) {
            let cells = line.split(separator: " ")
            guard let date = Int(cells[2]) else { continue }
            days[cells[1], default: []].insert(Day(date / 10_000, date / 100 % 100, date % 100))
        }
        return days
    }

    static func histories() throws -> PurchaseHistories { try PurchaseHistories(customers().map(\.history)) }
}

/// Customers made by the assumptions of the models, the same for the same seed.
struct MadeCustomers {
    var dice: SeededDice

    init(seed: UInt64) { dice = SeededDice(seed: seed) }

    /// 0 < u < 1.
    mutating func uniform() -> Double { Double.random(in: Double.leastNormalMagnitude..<1, using: &dice) }

    mutating func exponential(rate: Double) -> Double { -log(uniform()) / rate }

    mutating func normal() -> Double { (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform()) }

    /// G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000).
    mutating func gamma(shape: Double, rate: Double) -> Double {
        guard shape >= 1 else { return gamma(shape: shape + 1, rate: rate) * pow(uniform(), 1 / shape) }
        let d = shape - 1 / 3.0
        while true {
            let z = normal()
            let v = pow(1 + z / (9 * d).squareRoot(), 3)
            if v > 0, log(uniform()) < z * z / 2 + d - d * v + d * log(v) { return d * v / rate }
        }
    }

    mutating func beta(_ a: Double, _ b: Double) -> Double {
        let (x, y) = (gamma(shape: a, rate: 1), gamma(shape: b, rate: 1))
        return x + y > 0 ? x / (x + y) : 0.5
    }

    /// Times of repeat purchases within `time` of the first one.
    mutating func purchases(_ model: BGNBD, within time: Double, leavesAtOnce: Bool = false) -> [Double] {
        let (rate, leaving) = (gamma(shape: model.r, rate: model.alpha), beta(model.a, model.b))
        var (times, now): ([Double], Double) = ([], 0)
        if leavesAtOnce, uniform() < leaving { return [] }
        while true {
            now += exponential(rate: rate)
            if now > time { return times }
            times.append(now)
            if uniform() < leaving { return times }
        }
    }

    mutating func purchases(_ model: ParetoNBD, within time: Double) -> [Double] {
        let rate = gamma(shape: model.r, rate: model.alpha)
        let end = min(time, exponential(rate: gamma(shape: model.s, rate: model.beta)))
        var (times, now): ([Double], Double) = ([], 0)
        while true {
            now += exponential(rate: rate)
            if now > end { return times }
            times.append(now)
        }
    }
}

extension PurchaseHistory {
    /// What is known at `age` of somebody who bought again at these times.
    init(times: [Double], age: Double) {
        let known = times.filter { $0 <= age }
        self.init(frequency: known.count, recency: known.last ?? 0, age: age)
    }

    /// The same in whole days, a purchase a day at most.
    init(daysOf times: [Double], age: Int) {
        let days = Set(times.map { Int($0.rounded(.up)) }.filter { $0 <= age })
        self.init(frequency: days.count, recency: Double(days.max() ?? 0), age: Double(age))
    }
}
