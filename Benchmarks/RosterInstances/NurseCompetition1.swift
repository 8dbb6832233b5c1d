public import Foundation
import FoundationXML
import Kernel
public import Rostering

/// The First International Nurse Rostering Competition (INRC 2010): four weeks, everything soft but one shift a day and
/// the cover. Rules: S. Haspeslagh and others, "The first international nurse rostering competition 2010", Annals of
/// Operations Research 218 (2014).
public enum NurseCompetition1 {
    public static func read(_ xml: Data) throws -> RosterPlan {
        let root = try Element.read(xml)
        guard let first = root["StartDate"].flatMap({ Day(iso: $0) }),
            let last = root["EndDate"].flatMap({ Day(iso: $0) })
        else { throw CurtoisInstance.Unreadable(line: "StartDate") }
        let types = root.child("ShiftTypes")?.children ?? []
        let codes = types.map { $0.attributes["ID"] ?? "" }
        let shifts = types.enumerated().map { place, type in
            ShiftTemplate(
                .init(codes[place]), name: codes[place],
                start: TimeOfDay((type["StartTime"] ?? "").prefix(5)) ?? .midnight, minutes: 480,
                isNight: codes[place] == "N")
        }
        var plan = RosterPlan(firstDay: first, days: last.number - first.number + 1, shifts: shifts)
        let contracts = Dictionary(
            (root.child("Contracts")?.children ?? []).map { ($0.attributes["ID"] ?? "", $0) }, uniquingKeysWith: { $1 })
        let patterns = Dictionary(
            (root.child("Patterns")?.children ?? []).map { ($0.attributes["ID"] ?? "", $0) }, uniquingKeysWith: { $1 })
        for employee in root.child("Employees")?.children ?? [] {
            guard let id = employee.attributes["ID"], let contract = employee["ContractID"].flatMap({ contracts[$0] })
            else {
                throw CurtoisInstance.Unreadable(line: "Employee")
            }
            plan.members.append(
                RosterMember(
                    .init(id), name: id, works: Set(shifts.indices),
                    rules: try rules(contract, patterns, plan, codes)))
        }
        let places = Dictionary(plan.members.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
        for cover in root.child("CoverRequirements")?.children ?? [] {
            guard let weekday = cover["Day"].flatMap({ Weekday(code: $0.prefix(3)) }) else { continue }
            for need in cover.children where need.name == "Cover" {
                guard let shift = need["Shift"].flatMap({ codes.firstIndex(of: $0) }),
                    let target = need["Preferred"].flatMap({ Int($0) })
                else { continue }
                for day in 0..<plan.days where plan.day(day).weekday == weekday {
                    plan.demands.append(
                        Demand([.init(day: day, work: shift)], target: target, under: .hard, over: .hard))
                }
            }
        }
        for (section, isOn) in [
            ("DayOffRequests", false), ("DayOnRequests", true), ("ShiftOffRequests", false), ("ShiftOnRequests", true),
        ] {
            for request in root.child(section)?.children ?? [] {
                guard let member = request["EmployeeID"].flatMap({ places[$0] }),
                    let day = request["Date"].flatMap({ Day(iso: $0) }),
                    (0..<plan.days).contains(day.number - first.number)
                else { continue }
                let shift = request["ShiftTypeID"].flatMap { codes.firstIndex(of: $0) }
                let asked = shift.map { ShiftSet.shift($0) } ?? .working(shifts.count)
                let weight = Int(request.attributes["weight"] ?? "") ?? 1
                plan.members[member].wishes.append(
                    Wish(
                        day: day.number - first.number, wanted: isOn ? asked : asked.inverted, weight: .each(weight)))
            }
        }
        return plan
    }

    private static func rules(
        _ contract: Element, _ patterns: [String: Element], _ plan: RosterPlan, _ codes: [String]
    ) throws -> [Rule] {
        let all = ShiftSet.working(codes.count)
        var rules: [Rule] = []
        /// A bound that is switched on, with its weight.
        func bound(_ name: String) -> (value: Int, weight: Int)? {
            guard let element = contract.child(name), element.attributes["on"] == "1", let value = Int(element.text),
                let weight = Int(element.attributes["weight"] ?? ""), weight > 0
            else { return nil }
            return (value, weight)
        }
        func weight(ofTrue name: String) -> Int? {
            guard let element = contract.child(name), element.text == "true" else { return nil }
            return Int(element.attributes["weight"] ?? "").flatMap { $0 > 0 ? $0 : nil }
        }
        let worth = [0] + Array(repeating: 1, count: codes.count)
        /// Two bounds of the same weight are one rule: there is less to remember.
        func both(
            _ most: (value: Int, weight: Int)?, _ least: (value: Int, weight: Int)?, _ add: (Int?, Int, Int) -> Void
        ) {
            if let most, let least, most.weight == least.weight { return add(most.value, least.value, most.weight) }
            if let most { add(most.value, 0, most.weight) }
            if let least { add(nil, least.value, least.weight) }
        }
        both(bound("MaxNumAssignments"), bound("MinNumAssignments")) { most, least, weight in
            rules.append(
                Rule(
                    .assignments, .total(worth: worth, over: [0..<plan.days], atLeast: least, atMost: most),
                    .each(weight)))
        }
        for (name, subject, set) in [
            ("WorkingDays", Subject.consecutiveWork, all), ("FreeDays", .consecutiveOff, ShiftSet.off),
        ] {
            // A block at either end of the plan counts as it stands.
            both(bound("MaxConsecutive\(name)"), bound("MinConsecutive\(name)")) { most, least, weight in
                rules.append(
                    Rule(
                        subject, .run(of: set, atLeast: least, atMost: most, closedStart: true, closedEnd: true),
                        .each(weight)))
            }
        }
        let definition = (contract["WeekendDefinition"] ?? "SaturdaySunday").lowercased()
        let codesOfWeek = ["thursday", "friday", "saturday", "sunday", "monday"]
        let names = codesOfWeek.filter { definition.contains($0) }
        let inWeekend: [Weekday] = names.compactMap { Weekday(code: $0.prefix(3)) }
        let weekends = (0..<plan.days).filter { plan.day($0).weekday == inWeekend.first }
            .map { $0..<min($0 + inWeekend.count, plan.days) }
        if let most = bound("MaxConsecutiveWorkingWeekends") {
            rules.append(
                Rule(.consecutiveWeekends, .stretchRun(weekends, with: all, atMost: most.value), .each(most.weight)))
        }
        if let least = bound("MinConsecutiveWorkingWeekends") {
            rules.append(
                Rule(.consecutiveWeekends, .stretchRun(weekends, with: all, atLeast: least.value), .each(least.weight)))
        }
        let full = weekends.filter { $0.count == inWeekend.count }.map(\.lowerBound)
        if let weight = weight(ofTrue: "CompleteWeekends") {
            rules += partial(inWeekend.count, all, full, weight)
        }
        if let weight = weight(ofTrue: "IdenticalShiftTypesDuringWeekend") {
            // Of each shift that is worked on a whole weekend the days are counted on which it is not: of two days that differ
            // both are (Z. Lü, J.-K. Hao, "Adaptive neighborhood search for nurse rostering", EJOR 218, 2012).
            guard inWeekend.count == 2 else { throw CurtoisInstance.Unreadable(line: "WeekendDefinition") }
            for shift in codes.indices {
                let others = all.subtracting(.shift(shift))
                rules.append(Rule(.sameShiftWeekend, .pattern([.shift(shift), others], from: full), .each(2 * weight)))
            }
        }
        if let weight = weight(ofTrue: "NoNightShiftBeforeFreeWeekend"), let night = codes.firstIndex(of: "N") {
            let before = full.filter { $0 > 0 }.map { $0 - 1 }
            let free = Array(repeating: ShiftSet.off, count: inWeekend.count)
            rules.append(Rule(.nightBeforeWeekend, .pattern([.shift(night)] + free, from: before), .each(weight)))
        }
        for reference in contract.child("UnwantedPatterns")?.children ?? [] {
            guard let pattern = patterns[reference.text], let weight = Int(pattern.attributes["weight"] ?? "") else {
                continue
            }
            let entries = pattern.child("PatternEntries")?.children ?? []
            let cells = entries.map { entry -> ShiftSet in
                switch entry["ShiftType"] {
                case "None": .off
                case "Any": all
                case let code: code.flatMap { codes.firstIndex(of: $0) }.map { .shift($0) } ?? []
                }
            }
            let starts = (0..<max(0, plan.days - cells.count + 1)).filter { start in
                entries.indices.allSatisfy { place in
                    entries[place]["Day"].flatMap { Weekday(code: $0.prefix(3)) }.map {
                        $0 == plan.day(start + place).weekday
                    } ?? true
                }
            }
            rules.append(Rule(.pattern, .pattern(cells, from: starts), .each(weight)))
        }
        return rules
    }

    /// A weekend of which some days are worked and some not.
    private static func partial(_ length: Int, _ all: ShiftSet, _ starts: [Int], _ weight: Int) -> [Rule] {
        (1..<(1 << length) - 1).map { bits in
            let cells = (0..<length).map { bits >> $0 & 1 == 1 ? all : ShiftSet.off }
            return Rule(.wholeWeekend, .pattern(cells, from: starts), .each(weight))
        }
    }
}

/// An element of a small XML file.
private final class Element {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    var characters = ""

    init(_ name: String, _ attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    var text: String { characters.trimmingCharacters(in: .whitespacesAndNewlines) }
    func child(_ name: String) -> Element? { children.first { $0.name == name } }
    subscript(_ name: String) -> String? { child(name)?.text }

    static func read(_ xml: Data) throws -> Element {
        let reader = Reader()
        let parser = XMLParser(data: xml)
        parser.delegate = reader
        guard parser.parse(), let root = reader.root else { throw CurtoisInstance.Unreadable(line: "XML") }
        return root
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var root: Element?
        private var open: [Element] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            let element = Element(name, attributes)
            if let parent = open.last { parent.children.append(element) } else { root = element }
            open.append(element)
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.characters += string }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }
    }
}
