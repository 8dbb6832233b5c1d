import Foundation
import Kernel
public import Rostering

/// The shift-scheduling instances of T. Curtois and R. Qu (2014), in their text format, as plans.
///
/// Rules: one shift a day; forbidden successions; at most so many of each shift; minutes between two bounds; runs of
/// shifts and of days off (a run that touches the first or the last day is not too short); weekends; days off. Costs:
/// requests not kept, people missing or too many.
public enum CurtoisInstance {
    public struct Unreadable: Error { public let line: String }

    public static func read(_ text: String) throws -> RosterPlan {
        let sections = sections(of: text)
        let days = sections["HORIZON"]?.first.flatMap { Int($0) } ?? 0
        let shiftLines = (sections["SHIFTS"] ?? []).map { fields($0) }
        let codes = shiftLines.map { $0[0] }
        func shift(_ code: String) throws -> Int {
            guard let place = codes.firstIndex(of: code) else { throw Unreadable(line: code) }
            return place
        }
        func number(_ text: String) throws -> Int {
            guard let number = Int(text) else { throw Unreadable(line: text) }
            return number
        }
        let shifts = try shiftLines.enumerated().map { place, line in
            // Only the length is told; the order of the shifts stands for the hours.
            ShiftTemplate(
                .init(line[0]), name: line[0], start: .at(6 + place), minutes: try number(line[1]),
                isNight: line[0].hasPrefix("N"))
        }
        let minutes = shifts.map(\.minutes)
        // The instances begin on a Monday.
        var plan = RosterPlan(firstDay: Day(2014, 1, 6), days: days, shifts: shifts)
        let working = ShiftSet.working(shifts.count)
        let successions = try shiftLines.enumerated().compactMap { place, line -> Rule? in
            let after = try line.count > 2 ? line[2].split(separator: "|").map { try shift(String($0)) } : []
            guard !after.isEmpty else { return nil }
            return Rule(.rest, .never(.shift(place), then: after.reduce(into: []) { $0.insert(.shift($1)) }))
        }
        for line in sections["STAFF"] ?? [] {
            let cells = fields(line)
            guard cells.count >= 8 else { throw Unreadable(line: line) }
            let numbers = try cells[2...7].map { try number($0) }
            var rules = successions
            rules.append(Rule(.consecutiveWork, .run(of: working, atLeast: numbers[3], atMost: numbers[2])))
            rules.append(Rule(.consecutiveOff, .run(of: .off, atLeast: numbers[4])))
            rules.append(
                Rule(.hours, .total(worth: [0] + minutes, over: [0..<days], atLeast: numbers[1], atMost: numbers[0])))
            rules.append(Rule(.weekends, .stretches(plan.weekends, with: working, atMost: numbers[5])))
            var works: Set<Int> = []
            for limit in cells[1].split(separator: "|") {
                let parts = limit.split(separator: "=")
                let (place, most) = (try shift(String(parts[0])), try number(String(parts[1])))
                guard most > 0 else { continue }
                works.insert(place)
                guard most < days else { continue }
                let worth = (0...shifts.count).map { $0 == place + 1 ? 1 : 0 }
                rules.append(Rule(.shiftCount, .total(worth: worth, over: [0..<days], atMost: most)))
            }
            plan.members.append(RosterMember(.init(cells[0]), name: cells[0], works: works, rules: rules))
        }
        let places = Dictionary(plan.members.enumerated().map { ($1.id.rawValue, $0) }, uniquingKeysWith: { $1 })
        for line in sections["DAYS_OFF"] ?? [] {
            let cells = fields(line)
            guard let member = places[cells[0]] else { throw Unreadable(line: line) }
            for cell in cells.dropFirst() { plan.members[member].settled[try number(cell)] = .off }
        }
        for (section, isOn) in [("SHIFT_ON_REQUESTS", true), ("SHIFT_OFF_REQUESTS", false)] {
            for line in sections[section] ?? [] {
                let cells = fields(line)
                guard cells.count >= 4, let member = places[cells[0]] else { throw Unreadable(line: line) }
                let wanted = ShiftSet.shift(try shift(cells[2]))
                plan.members[member].wishes.append(
                    Wish(
                        day: try number(cells[1]), wanted: isOn ? wanted : wanted.inverted,
                        weight: .each(try number(cells[3]))))
            }
        }
        for line in sections["COVER"] ?? [] {
            let cells = fields(line)
            guard cells.count >= 5 else { throw Unreadable(line: line) }
            plan.demands.append(
                Demand(
                    [.init(day: try number(cells[0]), work: try shift(cells[1]))], target: try number(cells[2]),
                    under: .each(try number(cells[3])), over: .each(try number(cells[4]))))
        }
        return plan
    }

    /// A published solution: one line for each person, a shift or nothing for each day.
    public static func roster(_ text: String, of plan: RosterPlan) -> Roster {
        var roster = Roster(members: plan.members.count, days: plan.days)
        let codes = Dictionary(plan.shifts.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard let member = plan.members.firstIndex(where: { $0.name == cells[0] }) else { continue }
            for (day, cell) in cells.dropFirst().prefix(plan.days).enumerated() {
                roster.rows[member][day] = codes[String(cell)] ?? Roster.off
            }
        }
        return roster
    }

    private static func fields(_ line: String) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func sections(of text: String) -> [String: [String]] {
        var sections: [String: [String]] = [:]
        var name = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("SECTION_") {
                name = String(line.dropFirst(8))
            } else {
                sections[name, default: []].append(line)
            }
        }
        return sections
    }
}
