import Kernel
import Web

/// What is typed about people, posts and units.
enum StaffForms {
    /// Everybody's, but for the account's spelling, which only ours allows.
    static func newcomer(_ typed: FormData, today: Day, in t: Language) throws(Invalid) -> Newcomer {
        let fields = try form(
            typed.value("account", or: t(.personAccountProblem)) { Account(typed: $0) },
            typed.required("name", max: 50), typed.optionalPhone("phone"),
            typed.choice("language", of: Language.self), typed.optionalDay("joined_on"),
            post(typed, in: t), typed.identifier("unit", of: Unit.self))
        return Newcomer(
            account: fields.0, name: fields.1, phone: fields.2, language: fields.3, joinedOn: fields.4 ?? today,
            post: fields.5, unit: fields.6)
    }

    private static func post(_ typed: FormData, in t: Language) -> Field<String> {
        typed.value("post", or: t(.personChoosePost)) { (1...64).contains($0.count) ? $0 : nil }
    }

    /// Nothing typed for the beginning means now.
    static func appointment(
        _ typed: FormData, in t: Language
    ) throws(Invalid) -> (post: String, unit: Unit.ID, from: Instant?) {
        let fields = try form(
            post(typed, in: t), typed.identifier("unit", of: Unit.self),
            typed.optionalLocalTime("from"))
        return (fields.0, fields.1, fields.2)
    }

    static func loan(_ typed: FormData, in t: Language) throws(Invalid) -> Loan {
        let fields = try form(
            typed.identifier("appointment", of: Appointment.self), typed.identifier("recipient", of: Staff.self),
            typed.localTime("from"), typed.localTime("to"), typed.required("reason", max: 200))
        return Loan(appointment: fields.0, recipient: fields.1, from: fields.2, to: fields.3, reason: fields.4)
    }

    static func unit(_ typed: FormData, in t: Language) throws(Invalid) -> UnitPlan {
        let fields = try form(
            typed.value("code", or: t(.unitCodeProblem)) { Account(typed: $0)?.text },
            typed.required("name", max: 50), typed.choice("kind", of: Unit.Kind.self),
            typed.optionalIdentifier("parent", of: Unit.self), typed.optional("handbook", max: 64))
        return UnitPlan(code: fields.0, name: fields.1, kind: fields.2, parent: fields.3, handbook: fields.4)
    }
}
