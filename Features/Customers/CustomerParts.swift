import Kernel

/// One way to reach a customer, or a contact of theirs: a number, an e-mail address, a WeChat account.
struct ContactPoint: Entity {
    enum Kind: String, CaseIterable, Sendable {
        case mobile, landline, email, wechat, qq, other

        var isNumber: Bool { self == .mobile || self == .landline }
    }

    let id: ID
    var customer: Customer.ID
    /// Whose it is, where not the customer's own.
    let contact: CustomerContact.ID?
    let kind: Kind
    /// Numbers as `PhoneNumber` keeps them; everything else as typed, in lower case for comparing.
    let value: String
    /// 办公, 家里, 夜间 …
    let label: String
    var isPrimary: Bool
    var verifiedAt: Instant?

    static let longestValue = 120

    var phone: PhoneNumber? { kind.isNumber ? PhoneNumber(stored: value) : nil }

    /// As lists and pages show it: numbers by `PhoneNumber`, the others with their first sign and the domain.
    var masked: String {
        if let phone { return phone.description }
        let parts = value.split(separator: "@", maxSplits: 1)
        let shown = "\(parts.first?.prefix(1) ?? "")***"
        return parts.count == 2 ? "\(shown)@\(parts[1])" : shown
    }

    /// What is typed as a number is one; the kind follows from it. Nothing where it cannot be of this kind.
    static func value(_ typed: String, of kind: Kind) -> String? {
        let text = typed.withoutBlankEnds
        switch kind {
        case .mobile, .landline: return PhoneNumber(typed: text)?.revealed
        case .email:
            let parts = text.lowercased().split(separator: "@", omittingEmptySubsequences: false)
            let isAddress = parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(" ")
            return isAddress && parts[1].contains(".") ? text.lowercased() : nil
        case .wechat, .qq, .other: return text.isEmpty ? nil : text.lowercased()
        }
    }
}

/// A person in an organisation, or a member of a household.
struct CustomerContact: Entity {
    enum Role: String, CaseIterable, Sendable {
        // of an organisation
        case decider, user, technical, payer
        // of a household
        case owner, tenant, family
        case other
    }

    /// How much the person's word decides (C02: decision power).
    enum Power: String, CaseIterable, Sendable {
        case decides, advises, none
    }

    let id: ID
    var customer: Customer.ID
    var name: PersonName
    /// 职务: what the person is there.
    var post: String
    var role: Role
    var power: Power
    /// SOFT-42: a colleague who knows computers and helps the one who does not.
    var isHelper: Bool
    var note: String
}

/// What a customer said about being reached by one channel: the last word counts.
struct Consent: Entity {
    enum Channel: String, CaseIterable, Sendable {
        case phone, sms, email, wechat, post
    }

    let id: ID
    var customer: Customer.ID
    let channel: Channel
    let isGiven: Bool
    /// Where it was said: a form, a call, a web page.
    let source: String
    let by: Staff.ID?
    let at: Instant
}

/// One field that changed: 字段、原值、新值、何人、何时、为何.
struct FieldChange: Entity {
    let id: ID
    var customer: Customer.ID
    /// A `CustomerFacts.Field`, or `contact-point`, `contact`, `standing`.
    let field: String
    let old: String
    let new: String
    let reason: String
    let by: Staff.ID?
    let at: Instant
}

extension String {
    /// Without blanks at either end, of any kind.
    var withoutBlankEnds: String {
        let rest = drop { $0.isWhitespace }
        guard let end = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...end])
    }
}
