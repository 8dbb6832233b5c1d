public import Kernel

/// 值班：the one who is answerable in some hours (SOFT-66), and 当值主管, to whom what happens in them goes (MART-13).
public enum DutyKind: String, CaseIterable, Codable, Sendable {
    case duty
    case supervisor
}

/// Which hours a duty is for: when the unit works by its calendar, when it does not, or always.
public enum DutyHours: String, CaseIterable, Codable, Sendable {
    case open
    case closed
    case all
}

/// 班次与轮班：the kinds of shift and the patterns that a handbook names; a unit takes them over and may have others.
public struct ShiftTerms: Equatable, Sendable {
    public struct Template: Equatable, Sendable {
        public let code: String
        public let name: String
        public let english: String
        public let hours: Range<TimeOfDay>
        public let breakMinutes: Int
        public let isNight: Bool
    }

    /// A cycle of codes, `-` for a day off; the groups begin one place after the other.
    public struct Pattern: Equatable, Sendable {
        public let name: String
        public let cycle: [String]
        /// On working days of the unit's calendar only.
        public let isForWorkingDays: Bool
        public let groups: [String]
        /// On so many first and last days of a month this template instead (SOFT-19).
        public let edge: String?
        public let edgeDays: Int
    }

    /// 班组: how many of it must and should be there, and the name of the line of work it stands for; nothing: whatever comes.
    public struct Group: Equatable, Sendable {
        public let name: String
        public let minimum: Int
        public let target: Int
        public let line: String?
    }

    public var templates: [Template] = []
    public var patterns: [Pattern] = []
    /// Where a handbook names its groups, patterns name no others.
    public var groups: [Group] = []
    /// How many of a group must be there, where nothing else is said (GAME-18).
    public var groupMinimum = 1

    public init() {}
}

extension PackReader {
    static let mostShiftTemplates = 30
    static let mostShiftGroups = 60

    /// `shifts: {group-minimum: 2, groups: {A: {minimum: 2, target: 3, line: 客诉}}, templates: {D: {name: 白班, hours: "09:00-21:00", break: 60}}, patterns: {上1休1: {cycle: [D, "-"], groups: [A, B]}}}`
    mutating func shiftTerms(_ node: PackNode?) -> ShiftTerms {
        var terms = ShiftTerms()
        guard let node else { return terms }
        let fields = fields(node, of: "shifts", allowed: ["templates", "patterns", "groups", "group-minimum"])
        if let minimum = fields["group-minimum"] {
            terms.groupMinimum = whole(minimum, "group-minimum", in: 0...500, line: minimum.line) ?? 1
        }
        let templates = entries(fields["templates"], of: "templates")
        if templates.count > Self.mostShiftTemplates {
            note(node.line, "班次超过 \(Self.mostShiftTemplates) 种。Too many shift templates.")
        }
        terms.templates = templates.prefix(Self.mostShiftTemplates).compactMap { template($0.key, $0.value) }
        let groups = entries(fields["groups"], of: "groups")
        if groups.count > Self.mostShiftGroups {
            note(node.line, "班组超过 \(Self.mostShiftGroups) 个。Too many groups.")
        }
        terms.groups = groups.prefix(Self.mostShiftGroups).compactMap { group($0.key, $0.value, terms.groupMinimum) }
        let codes = Set(templates.map(\.key))
        let names = fields["groups"].map { _ in Set(groups.map(\.key)) }
        let patterns = entries(fields["patterns"], of: "patterns")
        if patterns.count > Self.mostShiftTemplates {
            note(node.line, "轮班超过 \(Self.mostShiftTemplates) 种。Too many patterns.")
        }
        terms.patterns = patterns.prefix(Self.mostShiftTemplates).compactMap {
            pattern($0.key, $0.value, codes: codes, groups: names)
        }
        return terms
    }

    private mutating func group(_ name: String, _ node: PackNode, _ usual: Int) -> ShiftTerms.Group? {
        let fields = fields(node, of: "班组 \(name)", allowed: ["minimum", "target", "line"])
        guard isGroupName(name, line: node.line) else { return nil }
        let minimum = fields["minimum"].flatMap { whole($0, "minimum", in: 0...500, line: $0.line) } ?? usual
        let target = fields["target"].flatMap { whole($0, "target", in: 0...500, line: $0.line) } ?? minimum
        if target < minimum {
            note(node.line, "班组 “\(name)” 的 target 小于 minimum。The target is below the minimum.")
        }
        return ShiftTerms.Group(
            name: name, minimum: minimum, target: target,
            line: optionalText(fields["line"], "班组 \(name) 的 line", longest: 60))
    }

    private mutating func isGroupName(_ name: String, line: Int) -> Bool {
        guard name.isEmpty || name.count > 20 else { return true }
        note(line, "班组名 “\(name)” 应为 1–20 个字。A group's name has one to twenty characters.")
        return false
    }

    private mutating func template(_ code: String, _ node: PackNode) -> ShiftTerms.Template? {
        let fields = fields(node, of: "班次 \(code)", allowed: ["name", "english", "hours", "break", "night"])
        if code.isEmpty || code == "-" || code.count > 4 {
            note(node.line, "班次代号 “\(code)” 应为 1–4 个字，不能是 “-”。A code has one to four characters.")
            return nil
        }
        let name = text(fields["name"], "班次 \(code) 的 name", line: node.line, longest: 20)
        guard let hoursText = text(fields["hours"], "班次 \(code) 的 hours", line: node.line) else { return nil }
        guard let hours = Range<TimeOfDay>(hours: hoursText),
            (30...1440).contains(hours.upperBound.minutes - hours.lowerBound.minutes)
        else {
            note(node.line, "班次 \(code) 的 hours “\(hoursText)” 不是时间段（例：09:00-21:00）。Not hours of a shift.")
            return nil
        }
        let length = hours.upperBound.minutes - hours.lowerBound.minutes
        let rest = fields["break"].flatMap { whole($0, "break", in: 0...(length - 1), line: $0.line) } ?? 0
        guard let name else { return nil }
        return ShiftTerms.Template(
            code: code, name: name, english: optionalText(fields["english"], "english", longest: 40) ?? code,
            hours: hours, breakMinutes: rest, isNight: yesNo(fields["night"], "night", otherwise: false))
    }

    /// `groups`: those that the handbook names; nothing where it names none.
    private mutating func pattern(_ name: String, _ node: PackNode, codes: Set<String>, groups known: Set<String>?)
        -> ShiftTerms.Pattern?
    {
        let fields = fields(node, of: "轮班 \(name)", allowed: ["cycle", "days", "groups", "edge", "edge-days"])
        let cycle = texts(fields["cycle"], "cycle")
        let groups = texts(fields["groups"], "groups")
        let days = optionalText(fields["days"], "days") ?? "every"
        let edge = optionalText(fields["edge"], "edge")
        let edgeDays = fields["edge-days"].flatMap { whole($0, "edge-days", in: 1...15, line: $0.line) }
        for code in Set(cycle.filter { $0 != "-" } + [edge].compactMap(\.self)).sorted() where !codes.contains(code) {
            note(node.line, "轮班 “\(name)” 用到的班次 “\(code)” 没有定义。The pattern names a shift that is not there.")
        }
        for group in Set(groups).sorted() where isGroupName(group, line: node.line) {
            if groups.count(where: { $0 == group }) > 1 {
                note(node.line, "轮班 “\(name)” 里班组 “\(group)” 写了两次。The pattern names a group twice.")
            }
            if known?.contains(group) == false {
                note(node.line, "轮班 “\(name)” 用到的班组 “\(group)” 没有定义。The pattern names a group that is not there.")
            }
        }
        guard days == "every" || days == "working" else {
            note(node.line, "days 应为 every 或 working。days must be every or working.")
            return nil
        }
        guard cycle.contains(where: { $0 != "-" }) else {
            note(node.line, "轮班 “\(name)” 没有一个班。The pattern never works.")
            return nil
        }
        guard days == "working" || cycle.contains("-") else {
            note(node.line, "轮班 “\(name)” 从不休息。The pattern never rests.")
            return nil
        }
        if (edge == nil) != (edgeDays == nil) {
            note(node.line, "edge 与 edge-days 要一起写。edge and edge-days go together.")
        }
        return ShiftTerms.Pattern(
            name: name, cycle: cycle, isForWorkingDays: days == "working", groups: groups,
            edge: edge, edgeDays: edge == nil ? 0 : edgeDays ?? 0)
    }
}
