import Handbook
import Kernel
import Web

/// Text to values: what is written into a digest, and its measures.
enum DigestForms {
    static func begun(_ typed: FormData, in t: Language) throws(Invalid) -> (Unit.ID, Digest.Month) {
        try form(
            typed.identifier("unit", of: Unit.self),
            typed.value("month", or: t(.digestMonthHint)) { Digest.Month($0) })
    }

    static func texts(_ typed: FormData) throws(Invalid) -> (problems: String, causes: String) {
        let (problems, causes) = try form(
            typed.optional("problems", max: 4000), typed.optional("causes", max: 4000))
        return (problems ?? "", causes ?? "")
    }

    static func measure(_ typed: FormData) throws(Invalid) -> (text: String, owner: Staff.ID, due: Day) {
        try form(typed.required("text", max: 400), typed.identifier("owner", of: Staff.self), typed.day("due"))
    }

    static func note(_ typed: FormData) throws(Invalid) -> String { try form(typed.required("note", max: 400)) }

    /// `yes`, or anything else where it did not work.
    static func effect(_ typed: FormData) throws(Invalid) -> (worked: Bool, effect: String, again: Day?) {
        let (effect, again, worked) = try form(
            typed.required("effect", max: 400), typed.optionalDay("again"), typed.optional("worked", max: 10))
        return (worked == "yes", effect, again)
    }

    static func reason(_ typed: FormData) throws(Invalid) -> String { try form(typed.required("reason", max: 200)) }

    static func day(_ typed: FormData) throws(Invalid) -> (Unit.ID, Day) {
        try form(typed.identifier("unit", of: Unit.self), typed.day("day"))
    }

    static func week(_ typed: FormData, in t: Language) throws(Invalid) -> (Unit.ID, WeekDigest.Week) {
        try form(
            typed.identifier("unit", of: Unit.self),
            typed.value("week", or: t(.digestWeekHint)) { WeekDigest.Week($0) })
    }
}
