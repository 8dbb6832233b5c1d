import Kernel

/// 客户意见周排名 (MART-27, GAME-11): what a week brought, ranked by category and by product, beside the week before.
/// Made when the week is over, and unchanged from then on.
struct WeekDigest: Equatable, Sendable {
    let unit: Unit.ID
    let week: Week
    let madeAt: Instant
    var reported = 0
    var completed = 0
    /// Of those reported in the week, still open at its end.
    var unresolved = 0
    var lines: [Ranking: [Line]] = [:]
    /// How many units were counted: its own and those below it. What was kept before they were counted says one.
    var counted = 1

    enum Ranking: String, CaseIterable, Sendable {
        case category, product
    }

    struct Line: Equatable, Sendable {
        let name: String
        let number: Int
        let before: Int
        let complaints: Int
        let unresolved: Int
    }

    /// `2026-W37` (ISO 8601), from its Monday on.
    struct Week: Hashable, Sendable, CustomStringConvertible {
        let monday: Day

        init(of day: Day) { monday = day.monday }

        init?(_ text: String) {
            let parts = text.split(separator: "-W", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
                let number = Int(parts[1]), (1970...2999).contains(year), (1...53).contains(number)
            else { return nil }
            // The fourth of January always lies in the first week.
            let week = Week(of: Day(year, 1, 4).advanced(by: 7 * (number - 1)))
            guard week.description == text else { return nil }
            self = week
        }

        var description: String { monday.isoWeek }
        var before: Week { Week(of: monday.advanced(by: -7)) }
        var last: Day { monday.advanced(by: 6) }

        func period(in zone: Zone) -> Range<Instant> {
            zone.instant(monday, .midnight)..<zone.instant(monday.advanced(by: 7), .midnight)
        }
    }
}

/// A week as its page needs it.
struct WeekDigestView: Sendable {
    let digest: WeekDigest
    let isKept: Bool
    let unitName: String
    let units: [Unit]
    let zone: Zone
    let receipts: [DigestReceipt]
    /// The reader is asked to sign.
    let waitsForMe: Bool
}

/// Somebody the handbook names has read a report of a period.
struct DigestReceipt: Equatable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case day, unsolved, week
    }

    let kind: Kind
    let name: String
    let at: Instant
}
