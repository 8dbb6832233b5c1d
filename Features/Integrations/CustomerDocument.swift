import Handbook
import Kernel

/// A line of the list of customers: never more than a page shows, so numbers and the names of persons are masked.
struct CustomerDocument: Encodable, Sendable {
    let id, number, kind, name, state, memberNumber, grade, unit, knownSince: String
    let phone: String?

    init(_ customer: Customer) {
        id = customer.id.rawValue
        number = customer.number
        kind = customer.kind.rawValue
        name = customer.shownName
        state = customer.standing.code
        memberNumber = customer.memberNumber
        grade = customer.facts.grade
        unit = customer.unit.rawValue
        knownSince = customer.knownSince.rfc3339
        phone = customer.phone?.description
    }
}

/// A customer whole, as their page shows them.
struct CustomerFileDocument: Encodable, Sendable {
    let id, number, kind, name, state, memberNumber, grade, unit, knownSince, changedAt: String
    let specialNeeds, preferences, language, contactWindow, contractNumber, contractUntil: String
    let products, environment, source: String
    let phone, owner, verifiedAt, mergedInto, block: String?
    /// what an edit says it began from
    let version: Int
    let contactPoints: [ContactPointDocument]
    let contacts: [CustomerContactDocument]
    let consents: [ConsentDocument]
    /// nothing where the program may not read cases
    let cases: [CaseSummaryDocument]?
    /// records that may be the same customer and that nobody has decided on, as far as the person may know of them
    let duplicates: [CustomerDocument]

    init(_ view: CustomerView, cases: [CaseLine]?) {
        let customer = view.customer
        let facts = customer.facts
        id = customer.id.rawValue
        number = customer.number
        kind = customer.kind.rawValue
        name = customer.shownName
        state = customer.standing.code
        memberNumber = customer.memberNumber
        grade = facts.grade
        unit = customer.unit.rawValue
        knownSince = customer.knownSince.rfc3339
        changedAt = customer.changedAt.rfc3339
        specialNeeds = facts.specialNeeds
        preferences = facts.preferences
        language = facts.language
        contactWindow = facts.contactWindow
        contractNumber = facts.contractNumber
        contractUntil = facts.contractUntil
        products = facts.products
        environment = facts.environment
        source = facts.source
        phone = customer.phone?.description
        owner = customer.owner?.rawValue
        verifiedAt = customer.verified?.at.rfc3339
        mergedInto = customer.mergedInto?.rawValue
        block = customer.block?.kind.rawValue
        version = customer.version
        contactPoints = view.points.map(ContactPointDocument.init)
        contacts = view.contacts.map(CustomerContactDocument.init)
        consents = view.consents.map(ConsentDocument.init)
        duplicates = view.duplicates.filter { $0.pair.state == .open }.map { CustomerDocument($0.other) }
        self.cases = cases?.map(CaseSummaryDocument.init(line:))
    }
}

struct ContactPointDocument: Encodable, Sendable {
    let id, kind, value, label: String
    let contact, verifiedAt: String?
    let isPrimary: Bool

    init(_ point: ContactPoint) {
        id = point.id.rawValue
        kind = point.kind.rawValue
        value = point.masked
        label = point.label
        contact = point.contact?.rawValue
        verifiedAt = point.verifiedAt?.rfc3339
        isPrimary = point.isPrimary
    }
}

struct CustomerContactDocument: Encodable, Sendable {
    let id, name, post, role, power, note: String
    let isHelper: Bool

    init(_ contact: CustomerContact) {
        id = contact.id.rawValue
        name = contact.name.masked
        post = contact.post
        role = contact.role.rawValue
        power = contact.power.rawValue
        note = contact.note
        isHelper = contact.isHelper
    }
}

struct ConsentDocument: Encodable, Sendable {
    let channel, source, at: String
    let isGiven: Bool

    init(_ consent: Consent) {
        channel = consent.channel.rawValue
        source = consent.source
        at = consent.at.rfc3339
        isGiven = consent.isGiven
    }
}

/// That a field changed, when, by whom and why; what stood in it before and after may be personal and is told on the page.
struct ChangeDocument: Encodable, Sendable {
    let id, field, reason, at: String
    let by: String?

    init(_ change: FieldChange) {
        id = change.id.rawValue
        field = change.field
        reason = change.reason
        at = change.at.rfc3339
        by = change.by?.rawValue
    }
}

struct DuplicateDocument: Encodable, Sendable {
    let one, other: String

    init(_ pair: CustomerDuplicate) {
        one = pair.first.rawValue
        other = pair.second.rawValue
    }
}

struct ErasureDocument: Encodable, Sendable {
    let id, customer, act, reason, by, at: String

    init(_ erasure: CustomerErasure) {
        id = erasure.id.rawValue
        customer = erasure.customer.rawValue
        act = erasure.act.rawValue
        reason = erasure.reason
        by = erasure.by.rawValue
        at = erasure.at.rfc3339
    }
}

extension Customer.Standing {
    fileprivate var code: String {
        switch self {
        case .active: "active"
        case .blocked: "blocked"
        case .merged: "merged"
        case .anonymised: "anonymised"
        }
    }
}
