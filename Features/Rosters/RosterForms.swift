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
        let (staff, template, hours, day, post, mentor) = try form(
            typed.optionalIdentifier("staff", of: Staff.self),
            typed.optionalIdentifier("template", of: ShiftTemplate.self),
            typed.optionalValue("hours", or: t(.rosterHoursProblem)) { Range<TimeOfDay>(hours: $0) },
            typed.day("day"), typed.optional("post", max: 40), typed.optionalIdentifier("mentor", of: Staff.self))
        guard template != nil || hours != nil else { throw Invalid(["template": t(.rosterTemplateMissing)]) }
        return ShiftPlan(
            staff: staff, template: template, hours: hours, day: day, group: nil, line: nil, post: post ?? "",
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
        guard code != "-", !code.contains(",") else { throw Invalid(["code": t(.rosterCodeProblem)]) }
        return ShiftTemplate(
            id: id, unit: unit, code: code, chinese: name, english: english ?? "", starts: hours.lowerBound,
            lengthMinutes: length, breakMinutes: rest, isNight: isNight)
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
