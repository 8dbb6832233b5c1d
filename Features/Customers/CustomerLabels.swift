import Handbook
import Kernel
import Web

extension Customer.Kind {
    var word: Word {
        switch self {
        case .person: .customerKindPerson
        case .organisation: .customerKindOrganisation
        case .household: .customerKindHousehold
        }
    }

    /// What the name of such a customer is called.
    var nameWord: Word {
        switch self {
        case .person: .customerPersonName
        case .organisation: .customerFirmName
        case .household: .customerFlatName
        }
    }

    var icon: String {
        switch self {
        case .person: "user"
        case .organisation: "building"
        case .household: "home"
        }
    }
}

extension CustomerFacts.Field {
    var word: Word {
        switch self {
        case .kind: .customerFieldKind
        case .name: .customerFieldName
        case .salutation: .customerFieldSalutation
        case .memberNumber: .customerFieldMemberNumber
        case .specialNeeds: .customerFieldSpecialNeeds
        case .preferences: .customerFieldPreferences
        case .language: .customerFieldLanguage
        case .contactWindow: .customerFieldContactWindow
        case .computerSkill: .customerFieldComputerSkill
        case .address: .customerFieldAddress
        case .grade: .customerFieldGrade
        case .contractNumber: .customerFieldContractNumber
        case .contractUntil: .customerFieldContractUntil
        case .products: .customerFieldProducts
        case .environment: .customerFieldEnvironment
        case .source: .customerFieldSource
        case .owner: .customerFieldOwner
        case .note: .customerFieldNote
        }
    }

    /// A stored value as people read it.
    func shown(_ value: String, names: [Staff.ID: String] = [:], in t: Language) -> String {
        switch self {
        case .kind: Customer.Kind(rawValue: value).map { t($0.word) } ?? value
        case .salutation: CustomerForms.Salutation(rawValue: value).map { t($0.word) } ?? value
        case .computerSkill: ComputerSkill(rawValue: value).map { t($0.word) } ?? value
        case .owner: value.isEmpty ? "" : names[Staff.ID(value)] ?? ""
        case .name, .memberNumber, .specialNeeds, .preferences, .language, .contactWindow, .address, .grade,
            .contractNumber, .contractUntil, .products, .environment, .source, .note:
            value
        }
    }
}

extension CustomerForms.Salutation {
    var word: Word { self == .mr ? .customerMr : .customerMs }
}

extension ComputerSkill {
    var word: Word {
        switch self {
        case .none: .customerSkillNone
        case .some: .customerSkillSome
        case .good: .customerSkillGood
        }
    }
}

extension ContactPoint.Kind {
    var word: Word {
        switch self {
        case .mobile: .pointMobile
        case .landline: .pointLandline
        case .email: .pointEmail
        case .wechat: .pointWechat
        case .qq: .pointQQ
        case .other: .pointOther
        }
    }
}

extension CustomerContact.Role {
    var word: Word {
        switch self {
        case .decider: .roleDecider
        case .user: .roleUser
        case .technical: .roleTechnical
        case .payer: .rolePayer
        case .owner: .roleOwner
        case .tenant: .roleTenant
        case .family: .roleFamily
        case .other: .roleOther
        }
    }

    static func choices(for kind: Customer.Kind) -> [Self] {
        kind == .household ? [.owner, .tenant, .family, .other] : [.decider, .user, .technical, .payer, .other]
    }
}

extension CustomerContact.Power {
    var word: Word {
        switch self {
        case .decides: .powerDecides
        case .advises: .powerAdvises
        case .none: .powerNone
        }
    }
}

extension Consent.Channel {
    var word: Word {
        switch self {
        case .phone: .consentPhone
        case .sms: .consentSms
        case .email: .consentEmail
        case .wechat: .consentWechat
        case .post: .consentPost
        }
    }
}

extension Customer.Block.Kind {
    var word: Word {
        switch self {
        case .outreach: .blockOutreach
        case .service: .blockService
        }
    }
}

extension CustomerFilter.State {
    var word: Word {
        switch self {
        case .inUse: .customersInUse
        case .blocked: .customersBlocked
        case .merged: .customersMerged
        case .anonymised: .customersAnonymised
        }
    }
}

extension CustomerErasure.Act {
    var word: Word {
        switch self {
        case .anonymise: .eraseAnonymise
        case .delete: .eraseDelete
        }
    }
}

extension CustomerLikeness.Reason {
    var word: Word {
        switch self {
        case .number: .duplicateNumber
        case .card: .duplicateCard
        case .name: .duplicateName
        case .address: .duplicateAddress
        }
    }
}

extension FieldChange {
    /// What changed, in words; numbers stand masked in the history too.
    func label(in t: Language) -> String {
        if let fact = CustomerFacts.Field(rawValue: field) { return t(fact.word) }
        switch field {
        case "contact-point": return t(.customerFieldContactPoint)
        case "contact": return t(.customerFieldContact)
        default: return t(.customerFieldStanding)
        }
    }

    func shown(_ value: String, of kind: Customer.Kind, names: [Staff.ID: String], in t: Language) -> String {
        if value.isEmpty { return t(.customerEmpty) }
        if value == CustomerRedaction.mark { return value }
        // What somebody was called is as masked as what they are called now (C02).
        if field == CustomerFacts.Field.name.rawValue { return kind == .person ? PersonName(value).masked : value }
        if let fact = CustomerFacts.Field(rawValue: field) { return fact.shown(value, names: names, in: t) }
        switch field {
        case "contact-point":
            let isNumber = value.allSatisfy { ("0"..."9").contains($0) }
            return isNumber ? PhoneNumber(stored: value).description : "\(value.prefix(1))***"
        case "contact":
            // `王芳 采购经理`: the name goes before the blank.
            let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
            return ([PersonName(parts.first ?? value).masked] + parts.dropFirst()).joined(separator: " ")
        case "standing": return Customer.Block.Kind(rawValue: value).map { t($0.word) } ?? value
        default: return value
        }
    }
}
