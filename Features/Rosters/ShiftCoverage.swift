import Kernel

/// How many are there, minute by minute, against how many must and should be (GAME-18, GAME-66, GEN3-02). Pure.
///
/// A need is asked of a *part*: a group when it works, the whole unit when it is open, a channel when it promises somebody.
/// Of a group those count who stand in its place that day, whichever group they are of; of a line those who stand on it, and
/// its members where they stand on none; of a channel the people of its lines. Open shifts and those who are there to learn
/// count for nobody.
struct ShiftCoverage: Sendable {
    enum Part: Hashable, Sendable {
        case unit
        case group(ShiftGroup.ID)
        case line(Line.ID)
        case channel(ReceptionChannel.ID)
    }

    /// Which lines are whose: of people, those that they work where their shift names none; of channels, those that take
    /// whatever comes by them. A channel without any is everybody's.
    struct Standing: Equatable, Sendable {
        var people: [Staff.ID: Set<Line.ID>] = [:]
        var channels: [ReceptionChannel.ID: Set<Line.ID>] = [:]
    }

    struct Need: Hashable, Sendable {
        let part: Part
        let hours: Range<Instant>
        let minimum: Int
        let target: Int
    }

    /// Half an hour: the fewest that are there at some minute of it, the most that are asked for.
    struct Cell: Hashable, Sendable {
        let starts: Instant
        let present: Int
        let minimum: Int
        let target: Int

        var isShort: Bool { present < minimum }
    }

    /// Minutes in a row in which fewer are there than must be, with the fewest.
    struct Gap: Hashable, Sendable {
        let part: Part
        let hours: Range<Instant>
        let present: Int
        let minimum: Int
    }

    /// Minutes in a row in which as many are there as must be and fewer than should be, with the fewest.
    struct Shortfall: Hashable, Sendable {
        let part: Part
        let hours: Range<Instant>
        let present: Int
        let target: Int
    }

    static let step = 30

    let window: Range<Instant>
    /// Where fewer are there than must be, in time.
    private(set) var gaps: [Gap] = []
    /// Where enough are there and fewer than should be, in time.
    private(set) var shortfalls: [Shortfall] = []
    private let minutes: Int
    private var present: [Part: [Int32]] = [:]
    private var needed: [Part: [(minimum: Int32, target: Int32)]] = [:]

    /// Costs a few words for each minute and part: a month of ten groups is a few milliseconds.
    /// - Parameter shown: a part that is counted though nothing is asked of it.
    init(
        _ window: Range<Instant>, shifts: [ShiftAssignment], needs: [Need], of shown: Part? = nil,
        standing: Standing = Standing()
    ) {
        self.window = window
        let minutes = window.upperBound.minutes(since: window.lowerBound)
        self.minutes = minutes
        for (part, needs) in Dictionary(grouping: needs, by: \.part) {
            var asked = [(minimum: Int32, target: Int32)](repeating: (0, 0), count: minutes)
            for need in needs {
                for minute in range(of: need.hours) {
                    asked[minute] = (
                        max(asked[minute].minimum, Int32(need.minimum)), max(asked[minute].target, Int32(need.target))
                    )
                }
            }
            needed[part] = asked
        }
        let parts = [Part.unit] + Set(needed.keys).union([shown].compactMap(\.self)).subtracting([.unit])
        var ofLine: [Line.ID: [Int]] = [:]
        var ofAnybody: [Int] = []
        for (place, part) in parts.enumerated() {
            switch part {
            case .unit, .group: break
            case .line(let line): ofLine[line, default: []].append(place)
            case .channel(let channel):
                let lines = standing.channels[channel] ?? []
                if lines.isEmpty { ofAnybody.append(place) }
                for line in lines { ofLine[line, default: []].append(place) }
            }
        }
        let places = Dictionary(parts.enumerated().map { ($1, $0) }) { first, _ in first }
        var people: [Staff.ID: Int] = [:]
        var stays: [[Stay]] = Array(repeating: [], count: parts.count)
        for shift in shifts where shift.counts {
            guard let staff = shift.staff else { continue }
            let number = people.count
            let person = people[staff, default: number]
            if person == number { people[staff] = number }
            let range = range(of: shift.span)
            let stay = Stay(person: person, from: range.lowerBound, until: range.upperBound)
            stays[0].append(stay)
            guard parts.count > 1 else { continue }
            if let place = shift.group.flatMap({ places[.group($0)] }) { stays[place].append(stay) }
            for place in ofAnybody { stays[place].append(stay) }
            guard !ofLine.isEmpty else { continue }
            for line in shift.line.map({ Set([$0]) }) ?? standing.people[staff] ?? [] {
                for place in ofLine[line] ?? [] { stays[place].append(stay) }
            }
        }
        for (part, stays) in zip(parts, stays) { present[part] = Self.counted(stays, minutes) }
        gaps = needed.flatMap { gaps(of: $0, $1) }.sorted {
            ($0.hours.lowerBound, $0.part.order) < ($1.hours.lowerBound, $1.part.order)
        }
        let wanting = Set(needs.filter { $0.target > $0.minimum }.map(\.part))
        shortfalls = needed.filter { wanting.contains($0.key) }.flatMap { shortfalls(of: $0, $1) }.sorted {
            ($0.hours.lowerBound, $0.part.order) < ($1.hours.lowerBound, $1.part.order)
        }
    }

    /// Somebody, by number, from a minute until another.
    private struct Stay {
        let person: Int
        let from: Int
        let until: Int
    }

    /// Who comes and who goes at each minute, summed up; whoever works twice at once is there once.
    private static func counted(_ stays: [Stay], _ minutes: Int) -> [Int32] {
        var changes = [Int32](repeating: 0, count: minutes + 1)
        var (person, end) = (-1, 0)
        for stay in stays.sorted(by: { ($0.person, $0.from) < ($1.person, $1.from) }) {
            if stay.person != person { (person, end) = (stay.person, 0) }
            guard stay.until > end else { continue }
            changes[max(stay.from, end)] += 1
            changes[stay.until] -= 1
            end = stay.until
        }
        var sum: Int32 = 0
        return changes.dropLast().map { change in
            sum += change
            return sum
        }
    }

    /// The parts for which something is asked, and the unit.
    var parts: [Part] { Array(present.keys) }

    /// From the beginning of the window in steps of half an hour.
    func cells(of part: Part) -> [Cell] {
        let present = present[part] ?? .init(repeating: 0, count: minutes)
        return stride(from: 0, to: minutes, by: Self.step).map { start in
            let range = start..<min(start + Self.step, minutes)
            let needs = needed[part]?[range]
            return Cell(
                starts: window.lowerBound + .minutes(start), present: Int(present[range].min() ?? 0),
                minimum: Int(needs?.map(\.minimum).max() ?? 0), target: Int(needs?.map(\.target).max() ?? 0))
        }
    }

    func present(of part: Part, at instant: Instant) -> Int {
        guard window.contains(instant), let counts = present[part] else { return 0 }
        return Int(counts[instant.minutes(since: window.lowerBound)])
    }

    private func gaps(of part: Part, _ needs: [(minimum: Int32, target: Int32)]) -> [Gap] {
        let counts = present[part] ?? []
        return stretches { counts[$0] < needs[$0].minimum }.map { stretch in
            Gap(
                part: part, hours: hours(of: stretch), present: Int(counts[stretch].min() ?? 0),
                minimum: Int(needs[stretch].map(\.minimum).max() ?? 0))
        }
    }

    private func shortfalls(of part: Part, _ needs: [(minimum: Int32, target: Int32)]) -> [Shortfall] {
        let counts = present[part] ?? []
        return stretches { counts[$0] >= needs[$0].minimum && counts[$0] < needs[$0].target }.map { stretch in
            Shortfall(
                part: part, hours: hours(of: stretch), present: Int(counts[stretch].min() ?? 0),
                target: Int(needs[stretch].map(\.target).max() ?? 0))
        }
    }

    /// The minutes in a row of which something is so.
    private func stretches(where isSo: (Int) -> Bool) -> [Range<Int>] {
        var stretches: [Range<Int>] = []
        var begun: Int?
        for minute in 0...minutes {
            let holds = minute < minutes && isSo(minute)
            if holds, begun == nil { begun = minute }
            if !holds, let from = begun {
                stretches.append(from..<minute)
                begun = nil
            }
        }
        return stretches
    }

    private func hours(of stretch: Range<Int>) -> Range<Instant> {
        (window.lowerBound + .minutes(stretch.lowerBound))..<(window.lowerBound + .minutes(stretch.upperBound))
    }

    var isWhole: Bool { gaps.isEmpty }

    /// What groups need: whenever one of its shifts is on the roster, also where whoever had it is away, has left or was taken
    /// off and nobody stands there instead (GAME-18).
    static func needs(of groups: [ShiftGroup], working shifts: [ShiftAssignment]) -> [Need] {
        let asked = groups.filter { $0.target > 0 }
        let places = Dictionary(asked.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var hours: [Set<Range<Instant>>] = Array(repeating: [], count: asked.count)
        for shift in shifts where !shift.isShadow && shift.holdsPlace {
            if let place = shift.group.flatMap({ places[$0] }) { hours[place].insert(shift.span) }
        }
        return zip(asked, hours).flatMap { group, hours in
            hours.map { Need(part: .group(group.id), hours: $0, minimum: group.minimum, target: group.target) }
        }.sorted { ($0.hours.lowerBound, $0.part.order) < ($1.hours.lowerBound, $1.part.order) }
    }

    private func range(of span: Range<Instant>) -> Range<Int> {
        let low = max(0, min(span.lowerBound.minutes(since: window.lowerBound), minutes))
        return low..<max(low, min(span.upperBound.minutes(since: window.lowerBound), minutes))
    }
}

extension ShiftCoverage.Part {
    fileprivate var order: String {
        switch self {
        case .unit: ""
        case .group(let id): "g\(id.rawValue)"
        case .line(let id): "l\(id.rawValue)"
        case .channel(let id): "c\(id.rawValue)"
        }
    }
}

extension ShiftCoverage.Part {
    /// As an address says it: `group-7`; of the unit nothing.
    var typed: String {
        switch self {
        case .unit: ""
        case .group(let id): "group-\(id.rawValue)"
        case .line(let id): "line-\(id.rawValue)"
        case .channel(let id): "channel-\(id.rawValue)"
        }
    }

    init?(typed text: String) {
        guard let stroke = text.firstIndex(of: "-") else { return nil }
        let id = String(text[text.index(after: stroke)...])
        guard !id.isEmpty else { return nil }
        switch text[..<stroke] {
        case "group": self = .group(ShiftGroup.ID(id))
        case "line": self = .line(Line.ID(id))
        case "channel": self = .channel(ReceptionChannel.ID(id))
        default: return nil
        }
    }
}
