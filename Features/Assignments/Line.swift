import Handbook
import Kernel

/// A line of work 业务线: which cases it takes, what they need, who works them and in which order they get them.
///
/// Routing by nature (GAME-90: technical or service) is a matter of categories, by channel and severity of the condition:
/// a line for major cases whose member is the manager is SOFT-09; a headquarters' line for `source: store` is CHAIN-57.
struct Line: Entity {
    enum Method: String, CaseIterable, Sendable, Codable {
        /// 轮流: in turn.
        case roundRobin = "round-robin"
        /// 按权重: in turn, some more often.
        case weighted
        /// 最少在办: whoever has the least in hand.
        case leastLoad = "least-load"
    }

    /// A skill or language that a case of the line needs, at least at this level.
    struct Need: Hashable, Sendable {
        let skill: String
        let level: Int
    }

    struct Member: Equatable, Sendable {
        let staff: Staff.ID
        var weight: Int
        /// The most cases in hand, offers counted.
        var ceiling: Int
        /// The number of the last turn: 0 is never.
        var turn: Int64 = 0
        /// What is owed to a member of a weighted line: see `Line.pick`.
        var credit: Int = 0
        /// Works the line only on the shifts that the board gives them (GAME-19).
        var isGuest = false

        static let usualWeight = 1
        static let usualCeiling = 10
    }

    enum Refusal: Error, Equatable {
        case unknown
        case notMember
        case memberAlready
        case mayNotWorkCases(String)
        case tooMany(Int)
        case nameTaken
    }

    static let levels = 1...5
    static let mostMembers = 200
    static let mostLines = 200
    static let mostNeeds = 20

    let id: ID
    let unit: Unit.ID
    var name: String
    var isOpen: Bool
    var condition: Condition
    /// Of the handbook's; empty means all.
    var categories: Set<String>
    var needs: Set<Need>
    var method: Method
    /// 首问责任人优先: whoever took the case in keeps it, if they are of the line.
    var keepsFirstReceiver: Bool
    /// 老客户优先给上次的承办人.
    var prefersLastHandler: Bool
    /// 就近: those who hold a post nearest to the customer's shop or region come first.
    var prefersNearest: Bool
    /// So long an offer waits to be taken.
    var minutesToTake: Int
    /// After so many refusals it is the supervisor's.
    var refusalsAllowed: Int
}

extension Line {
    func takes(_ circumstances: Circumstances, category: String) -> Bool {
        isOpen && condition.applies(to: circumstances) && (categories.isEmpty || categories.contains(category))
    }

    /// Takes whatever comes by a channel, and was made for that: it asks for nothing else.
    func isOf(_ channel: Channel) -> Bool { isOpen && condition.channels.contains(channel) && particularity == 1 }

    /// How much a line asks for: the most particular one gets the case.
    var particularity: Int { condition.particularity + (categories.isEmpty ? 0 : 1) }

    /// Of the lines of a unit and of those above it, nearest first, the one that a case belongs to.
    static func choose(
        among lines: [Line], nearestFirst units: [Unit.ID], _ circumstances: Circumstances, category: String
    )
        -> Line?
    {
        let places = Dictionary(units.enumerated().map { ($1, $0) }) { first, _ in first }
        return lines.filter { places[$0.unit] != nil && $0.takes(circumstances, category: category) }
            .min { a, b in
                (-a.particularity, places[a.unit] ?? 0, a.name, a.id.rawValue)
                    < (-b.particularity, places[b.unit] ?? 0, b.name, b.id.rawValue)
            }
    }
}
