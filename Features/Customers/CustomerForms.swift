import Handbook
import Kernel
import Web

/// Text to values and nothing else: what may be done with them, the actions decide.
enum CustomerForms {
    enum Salutation: String, CaseIterable, Sendable { case mr, ms }

    /// The file card: all its problems at once.
    static func facts(_ typed: FormData, in t: Language) throws(Invalid) -> CustomerFacts {
        var facts = CustomerFacts(kind: .person, name: "")
        var problems: [String: String] = [:]
        for field in CustomerFacts.Field.allCases {
            switch self.field(field, typed) {
            case .good(let text): facts[field] = text ?? ""
            case .bad(let name, let problem): problems[name] = problem
            }
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        return facts
    }

    private static func field(_ field: CustomerFacts.Field, _ typed: FormData) -> Field<String?> {
        let name = field.rawValue
        switch field {
        case .kind: return text(typed.choice(name, of: Customer.Kind.self))
        case .name: return typed.required(name, max: field.longest).asOptional
        case .grade: return text(typed.optionalChoice(name, of: Customer.Grade.self))
        case .salutation: return text(typed.optionalChoice(name, of: Salutation.self))
        case .computerSkill: return text(typed.optionalChoice(name, of: ComputerSkill.self))
        case .contractUntil:
            switch typed.optionalDay(name) {
            case .good(let day): return .good(day?.description)
            case .bad(let name, let problem): return .bad(name: name, problem: problem)
            }
        case .memberNumber, .specialNeeds, .preferences, .language, .contactWindow, .address, .contractNumber,
            .products,
            .environment, .source, .owner, .note:
            return typed.optional(name, max: field.longest)
        }
    }

    private static func text<Choice: RawRepresentable>(_ field: Field<Choice>) -> Field<String?>
    where Choice.RawValue == String {
        switch field {
        case .good(let choice): .good(choice.rawValue)
        case .bad(let name, let problem): .bad(name: name, problem: problem)
        }
    }

    private static func text<Choice: RawRepresentable>(_ field: Field<Choice?>) -> Field<String?>
    where Choice.RawValue == String {
        switch field {
        case .good(let choice): .good(choice?.rawValue)
        case .bad(let name, let problem): .bad(name: name, problem: problem)
        }
    }

    static func contactPoint(_ typed: FormData, in t: Language) throws(Invalid) -> NewContactPoint {
        let fields = try form(
            typed.choice("point_kind", of: ContactPoint.Kind.self),
            typed.required("value", max: ContactPoint.longestValue), typed.optional("label", max: 40),
            typed.ticked("primary"))
        guard let value = ContactPoint.value(fields.1, of: fields.0) else {
            throw Invalid(["value": t(fields.0.isNumber ? .customerBadNumber : .customerBadAddress)])
        }
        // A mobile number typed as a landline is a mobile number.
        let isMobile = fields.0.isNumber && PhoneNumber(stored: value).isMobile
        let kind: ContactPoint.Kind = fields.0.isNumber ? (isMobile ? .mobile : .landline) : fields.0
        return NewContactPoint(kind: kind, value: value, label: fields.2 ?? "", isPrimary: fields.3)
    }

    static func contact(_ typed: FormData) throws(Invalid) -> NewContact {
        let fields = try form(
            typed.required("contact_name", max: 50), typed.optional("post", max: 40),
            typed.choice("role", of: CustomerContact.Role.self), typed.choice("power", of: CustomerContact.Power.self),
            typed.ticked("helper"), typed.optionalPhone("contact_phone"), typed.optional("contact_note", max: 200))
        return NewContact(
            name: fields.0, post: fields.1 ?? "", role: fields.2, power: fields.3, isHelper: fields.4, phone: fields.5,
            note: fields.6 ?? "")
    }

    enum Said: String, CaseIterable, Sendable { case yes, no }

    static func consent(_ typed: FormData) throws(Invalid) -> (Consent.Channel, isGiven: Bool, source: String) {
        let fields = try form(
            typed.choice("channel", of: Consent.Channel.self), typed.choice("given", of: Said.self),
            typed.required("source", max: 100))
        return (fields.0, fields.1 == .yes, fields.2)
    }

    /// Whichever fields are ticked to come from the record that goes.
    static func choice(_ typed: FormData) -> MergeChoice {
        MergeChoice(
            fromAbsorbed: Set(CustomerFacts.Field.allCases.filter { typed.text("take-\($0.rawValue)") == "absorbed" }))
    }

    static func filter(_ query: FormData) -> CustomerFilter {
        var filter = CustomerFilter(text: String(query.text("q").prefix(CustomerQuery.longest)))
        filter.kind = Customer.Kind(rawValue: query.text("kind"))
        filter.grade = Customer.Grade(rawValue: query.text("grade"))
        filter.state = CustomerFilter.State(rawValue: query.text("state")) ?? .inUse
        filter.isMine = !query.text("mine").isEmpty
        return filter
    }
}
