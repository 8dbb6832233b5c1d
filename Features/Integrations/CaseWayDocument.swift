import Handbook
import Kernel

/// What the ways of repairs, disputes and paid services leave behind, as programs read it.

struct RepairDocument: Encodable, Sendable {
    let kind: String
    let appointment, repairer, dispatchedAt, takenAt, arrivedAt, work, material, cost, doneAt: String?
    let signatory, signedAt: String?
    let labourMinutes: Int?

    init(_ order: RepairOrder) {
        kind = order.kind.rawValue
        appointment = order.appointment?.rfc3339
        repairer = order.repairer?.rawValue
        dispatchedAt = order.dispatchedAt?.rfc3339
        takenAt = order.takenAt?.rfc3339
        arrivedAt = order.arrivedAt?.rfc3339
        work = order.record?.work
        material = order.record?.material
        cost = order.record?.cost.description
        doneAt = order.record?.at.rfc3339
        labourMinutes = order.record?.labourMinutes
        signatory = order.signature?.name
        signedAt = order.signature?.at.rfc3339
    }
}

/// A side of a dispute; name and number are masked as on the page.
struct PartyDocument: Encodable, Sendable {
    let id, role, name, claim: String
    let phone: String?

    init(_ party: DisputeParty) {
        id = party.id.rawValue
        role = party.role.rawValue
        name = party.name.masked
        claim = party.claim
        phone = party.phone?.description
    }
}

struct SessionDocument: Encodable, Sendable {
    let id, at, place, attendees, record, mediator: String
    let number: Int

    init(_ session: MediationSession) {
        id = session.id.rawValue
        at = session.at.rfc3339
        place = session.place
        attendees = session.attendees
        record = session.record
        mediator = session.mediator.rawValue
        number = session.number
    }
}

struct AgreementDocument: Encodable, Sendable {
    let text, signatories, signedAt, recordedBy: String

    init(_ agreement: DisputeAgreement) {
        text = agreement.text
        signatories = agreement.signatories
        signedAt = agreement.signedAt.rfc3339
        recordedBy = agreement.recordedBy.rawValue
    }
}

struct PaidServiceDocument: Encodable, Sendable {
    let item, quote, quotedBy, quotedAt, answer: String
    let answeredAt, evidence: String?

    init(_ work: PaidWork) {
        item = work.item
        quote = work.quote.description
        quotedBy = work.quotedBy.rawValue
        quotedAt = work.quotedAt.rfc3339
        switch work.answer {
        case .open: (answer, answeredAt, evidence) = ("open", nil, nil)
        case .consented(let at, let shown): (answer, answeredAt, evidence) = ("consented", at.rfc3339, shown)
        case .declined(let at): (answer, answeredAt, evidence) = ("declined", at.rfc3339, nil)
        }
    }
}
