/// By which minutes being late, or leaving early, counts how much (GAME-103). `grace` < `first` < `second` < `halfDay`.
public struct AttendanceGrades: Equatable, Sendable {
    /// So many minutes are nothing.
    public let grace: Int
    /// Up to so many it is the first grade, up to `second` the second, beyond it the third.
    public let first: Int
    public let second: Int
    /// Beyond so many, half a day is an absence.
    public let halfDay: Int

    public init?(grace: Int, first: Int, second: Int, halfDay: Int) {
        guard grace >= 0, grace < first, first < second, second < halfDay else { return nil }
        self.init(ordered: grace, first, second, halfDay)
    }

    private init(ordered grace: Int, _ first: Int, _ second: Int, _ halfDay: Int) {
        self.grace = grace
        self.first = first
        self.second = second
        self.halfDay = halfDay
    }

    /// Where no clause says otherwise, as GAME-103 has it.
    public static let usual = AttendanceGrades(ordered: 0, 10, 30, 60)

    /// 0: in time; 1 to 3; 4: half a day.
    public func grade(of minutes: Int) -> Int {
        if minutes <= grace { return 0 }
        if minutes <= first { return 1 }
        if minutes <= second { return 2 }
        return minutes <= halfDay ? 3 : 4
    }
}
