/// 1 = Monday … 7 = Sunday, as ISO 8601 has it.
public enum Weekday: Int, CaseIterable, Hashable, Sendable, Codable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// `mon` … `sun`, as a handbook writes them.
    public init?(code: some StringProtocol) {
        guard let place = Weekday.codes.firstIndex(of: code.lowercased()) else { return nil }
        self = Weekday.allCases[place]
    }

    public var code: String { Weekday.codes[rawValue - 1] }

    /// The days of `mon-fri`, `sat-mon` (over the weekend) or `wed`; refuses anything else.
    public static func days(_ text: some StringProtocol) -> [Weekday]? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Weekday(code: $0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else { return nil }
        let count = floorRemainder(last.rawValue - first.rawValue, 7) + 1
        return (0..<count).map { allCases[(first.rawValue - 1 + $0) % 7] }
    }

    private static let codes = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
