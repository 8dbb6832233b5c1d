/// Some of what a day may hold for a person: off, or one of the shifts of the plan, by its place in `RosterPlan.shifts`.
public struct ShiftSet: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let off = ShiftSet(rawValue: 1)
    /// The plan has `mostShifts` shifts at most, so a set is one machine word.
    public static func shift(_ place: Int) -> ShiftSet { ShiftSet(rawValue: 2 << UInt32(place)) }
    /// Any of so many shifts.
    public static func working(_ shifts: Int) -> ShiftSet { ShiftSet(rawValue: (2 << UInt32(shifts)) - 2) }
    public static let anything = ShiftSet(rawValue: .max)

    public static let mostShifts = 30

    /// Whether it holds a *day*: 0 is off, 1 the first shift, and so on.
    @inlinable public func has(_ day: Int) -> Bool { rawValue >> UInt32(day) & 1 == 1 }

    public var inverted: ShiftSet { ShiftSet(rawValue: ~rawValue) }
}
