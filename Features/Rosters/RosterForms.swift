import Handbook
import Kernel
import Web

/// Text to values of rosters, shifts, groups and duties; all problems at once.
enum RosterForms {
    struct NewRoster {
        let unit: Unit.ID
        let days: ClosedRange<Day>
        let patterns: [RotationPattern.ID]
        let like: Roster.ID?
    }

    static func new(_ typed: FormData, in t: Language) throws(Invalid) -> NewRoster {
        let (unit, from, until, like) = try form(
            typed.identifier("unit", of: Unit.self), typed.day("from"), typed.day("until"),
            typed.optionalIdentifier("like", of: Roster.self))
        guard from <= until else { throw Invalid(["until": t(.rosterBackwards)]) }
        return NewRoster(
            unit: unit, days: from...until, patterns: typed.all("pattern").prefix(20).map { RotationPattern.ID($0) },
            like: like)
    }

    static func shift(_ typed: FormData, in t: Language) throws(Invalid) -> ShiftPlan {
        let (staff, template, hours, day, post, mentor, group) = try form(
            typed.optionalIdentifier("staff", of: Staff.self),
            typed.optionalIdentifier("template", of: ShiftTemplate.self),
            typed.optionalValue("hours", or: t(.rosterHoursProblem)) { Range<TimeOfDay>(hours: $0) },
            typed.day("day"), typed.optional("post", max: 40), typed.optionalIdentifier("mentor", of: Staff.self),
            typed.optionalIdentifier("group", of: ShiftGroup.self))
        guard template != nil || hours != nil else { throw Invalid(["template": t(.rosterTemplateMissing)]) }
        return ShiftPlan(
            staff: staff, template: template, hours: hours, day: day, group: group, line: nil, post: post ?? "",
            mentor: mentor)
    }

    static func template(_ typed: FormData, in t: Language, unit: Unit.ID, id: ShiftTemplate.ID) throws(Invalid)
        -> ShiftTemplate
    {
        let (code, name, english, hours, rest, isNight) = try form(
            typed.required("code", max: ShiftTemplate.mostCode), typed.required("name", max: 20),
            typed.optional("english", max: 40),
            typed.value("hours", or: t(.rosterHoursProblem)) { Range<TimeOfDay>(hours: $0) },
            typed.integer("break", in: 0...600), typed.ticked("night"))
        let length = hours.upperBound.minutes - hours.lowerBound.minutes
        guard ShiftTemplate.lengths.contains(length), rest < length else {
            throw Invalid(["hours": t(.rosterHoursProblem)])
        }
        guard ShiftTemplate.isCode(code) else { throw Invalid(["code": t(.rosterCodeProblem)]) }
        return ShiftTemplate(
            id: id, unit: unit, code: code, chinese: name, english: english ?? "", starts: hours.lowerBound,
            lengthMinutes: length, breakMinutes: rest, isNight: isNight)
    }

    /// A group, its numbers and the line it stands for.
    static func group(_ typed: FormData) throws(Invalid) -> (name: String, minimum: Int, target: Int, line: Line.ID?) {
        let (name, minimum, target, line) = try form(
            typed.required("name", max: 20), typed.integer("minimum", in: 0...500),
            typed.integer("target", in: 0...500), typed.optionalIdentifier("line", of: Line.self))
        return (name, minimum, max(minimum, target), line)
    }

    /// A pattern; of its edge both, the code and the days, or neither (SOFT-19).
    static func pattern(_ typed: FormData, in t: Language) throws(Invalid) -> (
        name: String, cycle: [String?], anchor: Day, days: RotationPattern.Days, edge: RotationPattern.Edge?,
        groups: [ShiftGroup.ID]
    ) {
        let (name, cycle, anchor, working, code, first) = try form(
            typed.required("name", max: 20), typed.required("cycle", max: 2000), typed.day("anchor"),
            typed.ticked("working"), typed.optional("edge", max: ShiftTemplate.mostCode),
            typed.optionalValue("edge-days", or: t(.patternEdgeDays)) { text in
                Int(text).flatMap { (1...15).contains($0) ? $0 : nil }
            })
        guard (code == nil) == (first == nil) else { throw Invalid(["edge-days": t(.patternEdgeDays)]) }
        return (
            name, RotationPattern.cycle(typed: cycle), anchor, working ? .working : .every,
            code.flatMap { code in first.map { RotationPattern.Edge(code: code, first: $0, last: $0) } },
            typed.all("group").prefix(ShiftGroup.most).map { ShiftGroup.ID($0) }
        )
    }

    static func duty(_ typed: FormData, in t: Language) throws(Invalid) -> (
        kind: DutyKind, hours: Range<TimeOfDay>, day: Day, primary: Staff.ID, backup: Staff.ID?, phone: String,
        reason: String
    ) {
        let (kind, hours, day, primary, backup, phone, reason) = try form(
            typed.choice("kind", of: DutyKind.self),
            typed.value("hours", or: t(.rosterHoursProblem)) { Range<TimeOfDay>(hours: $0) }, typed.day("day"),
            typed.identifier("primary", of: Staff.self), typed.optionalIdentifier("backup", of: Staff.self),
            typed.optional("phone", max: 40), typed.optional("reason", max: 200))
        return (kind, hours, day, primary, backup, phone ?? "", reason ?? "")
    }

    static func version(_ typed: FormData) -> Int? { Int(typed.text("version")) }
    static func reason(_ typed: FormData) -> String {
        String(typed.text("reason").prefix(200))
    }
}
