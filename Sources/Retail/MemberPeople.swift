public import Kernel

/// What is known of members as people, by their numbers: sex, and the day of birth where its year is known. 5 bytes a member.
public struct MemberPeople: Sendable {
    public enum Sex: Int8, CaseIterable, Sendable {
        case female, male
    }

    private var sexes: [Int8] = []
    private var births: [Int32] = []

    public init() {}

    /// One more than the highest number of which something was said.
    public var count: Int { sexes.count }

    public mutating func set(_ member: Int32, sex: Sex?, born: Day?) {
        precondition(member >= 0)
        let more = Int(member) + 1 - sexes.count
        if more > 0 {
            sexes += [Int8](repeating: Self.unknownSex, count: more)
            births += [Int32](repeating: Self.unknownBirth, count: more)
        }
        sexes[Int(member)] = sex?.rawValue ?? Self.unknownSex
        births[Int(member)] = born.map { Int32($0.number) } ?? Self.unknownBirth
    }

    public func sex(of member: Int) -> Sex? { member < count ? Sex(rawValue: sexes[member]) : nil }

    public func born(_ member: Int) -> Day? {
        guard member < count, births[member] != Self.unknownBirth else { return nil }
        return Day(number: Int(births[member]))
    }

    /// How many members are of each band on a day, whether they bought or not; `unknown` of those who were named.
    public func ages(in bands: AgeBands, on day: Day) -> (bands: [Int], unknown: Int) {
        var (counts, unknown) = ([Int](repeating: 0, count: bands.count), 0)
        for member in 0..<count {
            if let band = bands.place(born: born(member), on: day) { counts[band] += 1 } else { unknown += 1 }
        }
        return (counts, unknown)
    }

    private static let unknownSex: Int8 = -1
    private static let unknownBirth = Int32.min
}

/// Bands of ages in completed years (METRICS 13): each of the numbers is the highest of its band, the last band has no end.
public struct AgeBands: Hashable, Sendable {
    public let ends: [Int]

    /// - Parameter ends: that rise; 18, 25, 35, 45, 55 unless the handbook says otherwise.
    public init(ends: [Int] = [18, 25, 35, 45, 55]) {
        precondition(!ends.isEmpty && zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 })
        self.ends = ends
    }

    public var count: Int { ends.count + 1 }

    public func place(of age: Int) -> Int { ends.firstIndex { age <= $0 } ?? ends.count }

    /// Nothing where the birth is not known, or is still to come.
    public func place(born: Day?, on day: Day) -> Int? { born.flatMap { day.years(since: $0) }.map(place(of:)) }

    /// `≤18`, `19-25` … `≥56`
    public var names: [String] {
        let between = zip(ends, ends.dropFirst()).map { "\($0 + 1)-\($1)" }
        return ["≤\(ends[0])"] + between + ["≥\(ends[ends.count - 1] + 1)"]
    }
}
