import Foundation
import FoundationXML

/// The First International Nurse Rostering Competition, counted a second time: from the words of its file, by none of the
/// rules, sets and plans of `Rostering`. A weekend is a Saturday and the Sunday after it, as in every file that lies here.
struct CompetitionCount {
    struct Unreadable: Error {}

    private let root: XMLElement
    private let dates: [String]
    private let weekdays: [String]

    init(_ xml: Data) throws {
        guard let root = try XMLDocument(data: xml, options: []).rootElement() else { throw Unreadable() }
        let (iso, name) = (Self.format("yyyy-MM-dd"), Self.format("EEEE"))
        guard let first = root.text("StartDate").flatMap({ iso.date(from: $0) }),
            let last = root.text("EndDate").flatMap({ iso.date(from: $0) })
        else { throw Unreadable() }
        let days = (0...Int(last.timeIntervalSince(first)) / 86_400).map {
            first.addingTimeInterval(Double($0) * 86_400)
        }
        self.root = root
        dates = days.map { iso.string(from: $0) }
        weekdays = days.map { name.string(from: $0) }
    }

    /// What a roster costs, part by part, and how many places of its cover are too few or too many. The rows are the
    /// employees in the order of the file; a day is the code of a shift, or nothing.
    func costs(_ rows: [[String?]]) -> [String: Int] {
        var costs = ["cover": cover(rows)]
        for (employee, days) in zip(root.all("Employees", "Employee"), rows) {
            guard
                let contract = root.all("Contracts", "Contract").first(where: { $0.id == employee.text("ContractID") })
            else { continue }
            for (part, cost) in [
                ("assignments", beyond(contract, "NumAssignments", days.count { $0 != nil })),
                ("consecutiveWork", beyond(contract, "ConsecutiveWorkingDays", in: days.map { $0 != nil })),
                ("consecutiveOff", beyond(contract, "ConsecutiveFreeDays", in: days.map { $0 == nil })),
                ("pattern", patterns(contract, days)),
                ("wish", requests(of: employee, days)),
            ] {
                costs[part, default: 0] += cost
            }
            for (part, cost) in weekends(contract, days) { costs[part, default: 0] += cost }
        }
        return costs
    }

    private func cover(_ rows: [[String?]]) -> Int {
        var amiss = 0
        for day in dates.indices {
            for asked in root.all("CoverRequirements", "DayOfWeekCover") where asked.text("Day") == weekdays[day] {
                for place in asked.elements(forName: "Cover") {
                    let there = rows.count { $0[day] == place.text("Shift") }
                    amiss += abs(there - (place.number("Preferred") ?? 0))
                }
            }
        }
        return amiss
    }

    private func weekends(_ contract: XMLElement, _ days: [String?]) -> [(String, Int)] {
        let saturdays = days.indices.filter { weekdays[$0] == "Saturday" && $0 + 1 < days.count }
        let (whole, same, night) = (
            contract.price("CompleteWeekends"), contract.price("IdenticalShiftTypesDuringWeekend"),
            contract.price("NoNightShiftBeforeFreeWeekend")
        )
        var (broken, mixed, nights) = (0, 0, 0)
        for saturday in saturdays {
            switch (days[saturday], days[saturday + 1]) {
            case (nil, nil): if saturday > 0, days[saturday - 1] == "N" { nights += night }
            case (nil, _), (_, nil): broken += whole
            // Each of the two shifts is missing on one day.
            case (let one?, let other?): mixed += one == other ? 0 : 2 * same
            }
        }
        let worked = saturdays.map { days[$0] != nil || days[$0 + 1] != nil }
        return [
            ("wholeWeekend", broken), ("sameShiftWeekend", mixed), ("nightBeforeWeekend", nights),
            ("consecutiveWeekends", beyond(contract, "ConsecutiveWorkingWeekends", in: worked)),
        ]
    }

    private func patterns(_ contract: XMLElement, _ days: [String?]) -> Int {
        var cost = 0
        for reference in contract.all("UnwantedPatterns", "Pattern") {
            guard let pattern = root.all("Patterns", "Pattern").first(where: { $0.id == reference.trimmed }) else {
                continue
            }
            let entries = pattern.all("PatternEntries", "PatternEntry")
            for start in days.indices where start + entries.count <= days.count {
                let fits = entries.enumerated().allSatisfy { place, entry in
                    let (day, weekday) = (days[start + place], entry.text("Day") ?? "Any")
                    guard weekday == "Any" || weekday == weekdays[start + place] else { return false }
                    switch entry.text("ShiftType") {
                    case "None": return day == nil
                    case "Any": return day != nil
                    case let code: return day == code
                    }
                }
                if fits { cost += pattern.weight }
            }
        }
        return cost
    }

    private func requests(of employee: XMLElement, _ days: [String?]) -> Int {
        var cost = 0
        for (kind, isOn) in [("DayOff", false), ("DayOn", true), ("ShiftOff", false), ("ShiftOn", true)] {
            for request in root.all("\(kind)Requests", kind) where request.text("EmployeeID") == employee.id {
                guard let day = dates.firstIndex(where: { $0 == request.text("Date") }) else { continue }
                let isWorked = request.text("ShiftTypeID").map { days[day] == $0 } ?? (days[day] != nil)
                if isWorked != isOn { cost += request.weight }
            }
        }
        return cost
    }

    /// Each stretch of days, or of weekends, that is too long or too short.
    private func beyond(_ contract: XMLElement, _ what: String, in holds: [Bool]) -> Int {
        holds.split(separator: false).reduce(0) { $0 + beyond(contract, what, $1.count) }
    }

    private func beyond(_ contract: XMLElement, _ what: String, _ count: Int) -> Int {
        let (most, least) = (contract.bound("Max\(what)"), contract.bound("Min\(what)"))
        return (most.map { max(0, count - $0.value) * $0.weight } ?? 0)
            + (least.map { max(0, $0.value - count) * $0.weight } ?? 0)
    }

    private static func format(_ pattern: String) -> DateFormatter {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = pattern
        return formatter
    }
}

extension XMLElement {
    fileprivate var trimmed: String { (stringValue ?? "").trimmingCharacters(in: .whitespacesAndNewlines) }
    fileprivate var id: String? { attribute(forName: "ID")?.stringValue }
    fileprivate var weight: Int { (attribute(forName: "weight")?.stringValue).flatMap { Int($0) } ?? 1 }

    fileprivate func text(_ name: String) -> String? { elements(forName: name).first?.trimmed }
    fileprivate func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
    fileprivate func all(_ parent: String, _ name: String) -> [XMLElement] {
        elements(forName: parent).first?.elements(forName: name) ?? []
    }

    /// A bound that is switched on.
    fileprivate func bound(_ name: String) -> (value: Int, weight: Int)? {
        guard let element = elements(forName: name).first, element.attribute(forName: "on")?.stringValue == "1",
            let value = number(name)
        else { return nil }
        return (value, element.weight)
    }

    /// What one breach costs; nothing where the contract does not ask.
    fileprivate func price(_ name: String) -> Int {
        guard let element = elements(forName: name).first, element.trimmed == "true" else { return 0 }
        return element.weight
    }
}
