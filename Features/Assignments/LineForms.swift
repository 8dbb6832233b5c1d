import Handbook
import Kernel
import Web

/// What is typed about lines, their members, and skills.
enum LineForms {
    static func plan(_ typed: FormData, in t: Language) throws(Invalid) -> LinePlan {
        let (unit, name, method, needs, minutes, refusals, keeps, last, near, isOpen) = try form(
            typed.identifier("unit", of: Unit.self), typed.required("name", max: 40),
            typed.choice("method", of: Line.Method.self), needs(typed, in: t),
            typed.integer("minutes", in: 1...1440), typed.integer("refusals", in: 1...20), typed.ticked("keeps"),
            typed.ticked("last"), typed.ticked("near"), typed.ticked("open"))
        var condition = Condition()
        condition.types = chosen("types", typed)
        condition.severities = chosen("severities", typed)
        condition.sources = chosen("sources", typed)
        condition.channels = chosen("channels", typed)
        condition.grades = chosen("grades", typed)
        let categories = typed.all("categories").filter { (1...40).contains($0.count) && !$0.contains("\n") }.prefix(
            100)
        return LinePlan(
            unit: unit, name: name, isOpen: isOpen, condition: condition, categories: Set(categories), needs: needs,
            method: method, keepsFirstReceiver: keeps, prefersLastHandler: last, prefersNearest: near,
            minutesToTake: minutes, refusalsAllowed: refusals)
    }

    static func member(_ typed: FormData) throws(Invalid) -> (staff: Staff.ID, weight: Int, ceiling: Int) {
        let (staff, weight, ceiling) = try form(
            typed.identifier("staff", of: Staff.self), typed.integer("weight", in: 1...100),
            typed.integer("ceiling", in: 1...500))
        return (staff, weight, ceiling)
    }

    static func skill(_ typed: FormData) throws(Invalid) -> (skill: String, level: Int) {
        let (skill, level) = try form(
            typed.required("skill", max: 20), typed.integer("level", in: Line.levels))
        return (skill, level)
    }

    /// The fields of a line that is there.
    static func values(of line: Line) -> FormData {
        var values: [String: [String]] = [
            "unit": [line.unit.rawValue], "name": [line.name], "method": [line.method.rawValue],
            "needs": [
                line.needs.sorted { $0.skill < $1.skill }.map { "\($0.skill) \($0.level)" }.joined(separator: "\n")
            ],
            "minutes": [String(line.minutesToTake)], "refusals": [String(line.refusalsAllowed)],
            "types": line.condition.types.map(\.rawValue), "severities": line.condition.severities.map(\.rawValue),
            "sources": line.condition.sources.map(\.rawValue), "channels": line.condition.channels.map(\.rawValue),
            "grades": line.condition.grades.map(\.rawValue),
            "categories": line.categories.sorted(),
        ]
        for (name, isTicked) in [
            ("keeps", line.keepsFirstReceiver), ("last", line.prefersLastHandler), ("near", line.prefersNearest),
            ("open", line.isOpen),
        ] where isTicked { values[name] = ["1"] }
        return FormData(values)
    }

    /// What a new line is at first.
    static func usual(in unit: Unit.ID?) -> FormData {
        FormData([
            "unit": [unit?.rawValue ?? ""], "method": [Line.Method.leastLoad.rawValue], "minutes": ["5"],
            "refusals": ["3"], "last": ["1"], "open": ["1"],
        ])
    }

    /// What is asked of somebody who joins a line, at first.
    static let newMember = ["weight": String(Line.Member.usualWeight), "ceiling": String(Line.Member.usualCeiling)]

    private static func chosen<T: RawRepresentable & Hashable>(_ name: String, _ typed: FormData) -> Set<T>
    where T.RawValue == String {
        Set(typed.all(name).compactMap { T(rawValue: $0) })
    }

    private static func needs(_ typed: FormData, in t: Language) -> Field<Set<Line.Need>> {
        typed.value("needs", or: t(.lineNeedsProblem)) { text in
            let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter {
                !$0.allSatisfy(\.isWhitespace)
            }
            guard lines.count <= Line.mostNeeds else { return nil }
            var needs: Set<Line.Need> = []
            for line in lines {
                let words = line.split(separator: " ").map(String.init)
                guard words.count >= 2, let level = Int(words[words.count - 1]), Line.levels.contains(level) else {
                    return nil
                }
                let skill = words.dropLast().joined(separator: " ")
                guard (1...20).contains(skill.count), !needs.contains(where: { $0.skill == skill }) else { return nil }
                needs.insert(Line.Need(skill: skill, level: level))
            }
            return needs
        }
    }
}
