public import Kernel

/// A roster to be made: days, shifts, people and what each of them may and wants to do, and what every hour needs.
///
/// It knows nothing of databases and pages; a page that lets somebody move a shift asks the same rules as the solver.
public struct RosterPlan: Sendable {
    public var firstDay: Day
    public var days: Int
    public var shifts: [ShiftTemplate]
    /// What a person on a shift may be there for: mostly one work a shift; several where a shift is staffed by skill and
    /// nobody counts for two at once.
    public var works: [Work]
    public var members: [RosterMember]
    public var demands: [Demand]

    public init(
        firstDay: Day, days: Int, shifts: [ShiftTemplate], works: [Work]? = nil, members: [RosterMember] = [],
        demands: [Demand] = []
    ) {
        self.firstDay = firstDay
        self.days = days
        self.shifts = shifts
        self.works = works ?? shifts.indices.map { Work(shift: $0) }
        self.members = members
        self.demands = demands
    }

    public func day(_ place: Int) -> Day { firstDay.advanced(by: place) }

    /// Saturday and Sunday of each week as far as they lie in the plan, as ranges of days.
    public var weekends: [Range<Int>] {
        var found: [Range<Int>] = []
        for place in 0..<days {
            switch day(place).weekday {
            case .saturday: found.append(place..<min(place + 2, days))
            case .sunday where place == 0: found.append(0..<1)
            default: break
            }
        }
        return found
    }

    /// Monday to Sunday, cut at both ends of the plan.
    public var weeks: [Range<Int>] {
        var found: [Range<Int>] = []
        for place in 0..<days {
            if let last = found.last, day(place).weekday != .monday {
                found[found.count - 1] = last.lowerBound..<place + 1
            } else {
                found.append(place..<place + 1)
            }
        }
        return found
    }
}

/// Hours that people work together: from when, for how long. A shift over midnight belongs to the day it begins.
public struct ShiftTemplate: Entity {
    public let id: ID
    public var name: String
    public var start: TimeOfDay
    /// Paid length, in minutes.
    public var minutes: Int
    public var isNight: Bool

    public init(_ id: ID, name: String, start: TimeOfDay, minutes: Int, isNight: Bool = false) {
        self.id = id
        self.name = name
        self.start = start
        self.minutes = minutes
        self.isNight = isNight
    }

    /// Minutes after the midnight on which its day begins; beyond 1440 where it runs past the next.
    public var end: Int { start.minutes + minutes }
}

/// A skill that a shift may ask for.
public struct Skill: Entity {
    public let id: ID
    public var name: String

    public init(_ id: ID, name: String) {
        self.id = id
        self.name = name
    }
}

/// A shift, worked with a skill where the shift is staffed by skill.
public struct Work: Hashable, Sendable {
    public var shift: Int
    public var skill: Skill.ID?

    public init(shift: Int, skill: Skill.ID? = nil) {
        self.shift = shift
        self.skill = skill
    }
}

/// A person to be rostered.
public struct RosterMember: Entity {
    public let id: ID
    public var name: String
    /// Places in `RosterPlan.works` of what they are qualified for.
    public var works: Set<Int>
    public var rules: [Rule]
    public var wishes: [Wish]
    /// What a day may hold, where it is settled already: leave, a published shift, half of a swap.
    public var settled: [Int: ShiftSet]
    /// The days before the plan, latest first, as far as they are known: 0 for off, 1 for the first shift and so on.
    public var past: [Int]
    /// In training (带教): is on a shift only beside one of these, who are their mentors (GAME-04), and covers nothing.
    public var mentors: [RosterMember.ID]

    public init(
        _ id: ID, name: String, works: Set<Int>, rules: [Rule] = [], wishes: [Wish] = [],
        settled: [Int: ShiftSet] = [:], past: [Int] = [], mentors: [RosterMember.ID] = []
    ) {
        self.id = id
        self.name = name
        self.works = works
        self.rules = rules
        self.wishes = wishes
        self.settled = settled
        self.past = past
        self.mentors = mentors
    }
}

/// How bad it is when a rule is not kept.
public enum Weight: Hashable, Sendable {
    /// May not happen. Where nothing else is possible it is reported as a violation, and costs `violation` a unit.
    case hard
    /// Costs so much for each unit (a day, a shift, a minute, a person missing).
    case each(Int)

    public static let violation = 1_000_000

    public var cost: Int {
        switch self {
        case .hard: Self.violation
        case .each(let cost): cost
        }
    }
}

/// What a person asked for: that a day holds one of these.
public struct Wish: Hashable, Sendable {
    public var day: Int
    public var wanted: ShiftSet
    public var weight: Weight
    public var about: Subject

    public init(day: Int, wanted: ShiftSet, weight: Weight, about: Subject = .wish) {
        self.day = day
        self.wanted = wanted
        self.weight = weight
        self.about = about
    }
}

/// How many are needed: the sum over everybody who does one of these works on one of these days.
public struct Demand: Sendable {
    public struct Cell: Hashable, Sendable {
        public var day: Int
        public var work: Int

        public init(day: Int, work: Int) {
            self.day = day
            self.work = work
        }
    }

    /// An hour of a night is covered by a shift of the day before: hence cells, and not one day.
    public var cells: [Cell]
    /// What a person counts for, by their place in `RosterPlan.members`; who is not named counts `others`.
    public var counts: [Int: Int]
    public var others: Int
    public var target: Int
    public var under: Weight
    public var over: Weight
    public var about: Subject

    public init(
        _ cells: [Cell], target: Int, under: Weight, over: Weight = .each(0), counts: [Int: Int] = [:],
        others: Int = 1, about: Subject = .cover
    ) {
        self.cells = cells
        self.counts = counts
        self.others = others
        self.target = target
        self.under = under
        self.over = over
        self.about = about
    }

    func count(of member: Int) -> Int { counts[member] ?? others }

    func cost(of count: Int) -> Int {
        count < target ? (target - count) * under.cost : (count - target) * over.cost
    }
}

/// Who does what on which day: a place in `RosterPlan.works` for each member and day, or `Roster.off`.
public struct Roster: Hashable, Sendable {
    public static let off = -1
    public var rows: [[Int]]

    public init(rows: [[Int]]) { self.rows = rows }

    public init(members: Int, days: Int) {
        rows = Array(repeating: Array(repeating: Self.off, count: days), count: members)
    }
}
