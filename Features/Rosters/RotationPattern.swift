import Kernel

/// How groups take turns 轮班规律: a cycle of shifts and days off, each group so many places further on.
///
///     上1休1 :  D -          group A at 0, group B at 1
///     三班倒 :  早 中 - 晚     groups at 0, 1, 2, 3
///     行政班 :  O            on working days only
///
/// The manual of the game centre can be read in two ways (a three-way rotation, or one day on and one day off; GAME-17,
/// A-01), so a pattern is data and says neither.
struct RotationPattern: Entity {
    /// On which days the cycle is worked.
    enum Days: String, CaseIterable, Sendable {
        case every
        /// What an office of the unit works: days of rest are off, make-up days are worked. Every week has some.
        case working
    }

    /// 月初月末弹性工作: on so many first and last days of a month, another template instead (SOFT-19).
    struct Edge: Hashable, Sendable {
        let code: String
        let first: Int
        let last: Int

        func holds(on day: Day) -> Bool {
            day.day <= first || day.distance(to: day.lastOfMonth) < last
        }
    }

    enum Refusal: Error, Equatable {
        case unknown
        case nameTaken(String)
        case empty
        case tooLong(Int)
        /// Nobody may work without a day off, ever (Labour Law of the PRC, article 38).
        case neverRests
        case unknownCode(String)
        case noGroups
        /// A group of the pattern has nobody in it in those days.
        case emptyGroup(String)
        /// Two of its patterns would send one group to work twice.
        case groupTwice(String)
    }

    static let longest = 400
    static let most = 60

    let id: ID
    let unit: Unit.ID
    var name: String
    /// The day of the first turn of a group without offset.
    var anchor: Day
    /// Codes of templates; nothing is a day off.
    private(set) var cycle: [String?]
    var days: Days
    var edge: Edge?
    var offsets: [ShiftGroup.ID: Int]
    var retiredAt: Instant?

    init(
        id: ID, unit: Unit.ID, name: String, anchor: Day, cycle: [String?], days: Days, edge: Edge? = nil,
        offsets: [ShiftGroup.ID: Int], retiredAt: Instant? = nil
    ) throws(Refusal) {
        guard cycle.contains(where: { $0 != nil }) else { throw .empty }
        guard cycle.count <= Self.longest else { throw .tooLong(Self.longest) }
        guard days == .working || cycle.contains(nil) else { throw .neverRests }
        self.id = id
        self.unit = unit
        self.name = name
        self.anchor = anchor
        self.cycle = cycle
        self.days = days
        self.edge = edge
        self.offsets = offsets
        self.retiredAt = retiredAt
    }

    var isRetired: Bool { retiredAt != nil }
    var codes: Set<String> { Set(cycle.compactMap(\.self)).union(edge.map { [$0.code] } ?? []) }

    /// What a group works on a day; nothing is a day off. A pattern before its anchor runs backwards.
    func code(on day: Day, of group: ShiftGroup.ID, by office: OfficeDays) -> String? {
        guard let places = offsets[group] else { return nil }
        if days == .working, !office.isWorked(day) { return nil }
        let place = (anchor.distance(to: day) + places) % cycle.count
        guard let code = cycle[place < 0 ? place + cycle.count : place] else { return nil }
        if let edge, edge.holds(on: day) { return edge.code }
        return code
    }

    /// `D,-`, as it is stored and typed.
    static func text(_ cycle: [String?]) -> String { cycle.map { $0 ?? "-" }.joined(separator: ",") }

    /// Reads `D,-`, `早 中 晚 休`; whether there are such templates is another question.
    static func cycle(typed: String) -> [String?] {
        typed.split(whereSeparator: { $0.isWhitespace || ",，、".contains($0) }).map { part in
            rests.contains(String(part)) ? nil : String(part)
        }
    }

    static let rests: Set<String> = ["-", "–", "—", "休", "off", "OFF"]
}
