import Handbook
import Kernel

/// A contact as programs read it; who called is masked as in the list of the pages.
struct ContactDocument: Encodable, Sendable {
    let id, number, direction, channel, unit, receiver, startedAt, state: String
    let caller, organisation, memberNumber, language, subject, content, answer: String
    let errand: String
    let result, mood, satisfaction, followUp, computerSkill: String?
    let phone, purpose, ending, endedAt, triage, triagedAt, identifiedAt, customer, serviceCase, returns: String?
    let callbackTo, callbackText, callbackPromisedAt, callbackContactedAt, returnedAt: String?
    let holds, heldMilliseconds: Int
    let awaitsCall: Bool

    enum CodingKeys: String, CodingKey {
        case id, number, direction, channel, unit, receiver, startedAt, state
        case caller, organisation, memberNumber, language, subject, content, answer
        case errand, result, mood, satisfaction, followUp, computerSkill
        case phone, purpose, ending, endedAt, triage, triagedAt, identifiedAt, customer, returns
        case serviceCase = "case"
        case callbackTo, callbackText, callbackPromisedAt, callbackContactedAt, returnedAt
        case holds, heldMilliseconds, awaitsCall
    }

    init(_ contact: Contact) {
        let record = contact.record
        id = contact.id.rawValue
        number = contact.number
        direction = contact.direction.rawValue
        channel = contact.channel.rawValue
        unit = contact.unit.rawValue
        receiver = contact.receiver.rawValue
        startedAt = contact.startedAt.rfc3339
        state =
            switch contact.state {
            case .answered: "answered"
            case .wrappedUp: "wrapped-up"
            case .missed: "missed"
            }
        caller = record.caller.isEmpty ? "" : PersonName(record.caller).masked
        organisation = record.organisation
        memberNumber = record.memberNumber
        language = record.language
        subject = record.subject
        content = record.content
        answer = record.answer
        errand = contact.errand.rawValue
        result = record.result?.rawValue
        mood = record.mood.isEmpty ? nil : record.mood
        satisfaction = record.satisfaction?.rawValue
        followUp = contact.followUp?.rawValue
        computerSkill = record.skill?.rawValue
        phone = record.phone?.description
        purpose = record.purpose?.rawValue
        ending = contact.ending?.rawValue
        endedAt = contact.endedAt?.rfc3339
        triage = contact.triage?.verdict.rawValue
        triagedAt = contact.triage?.at.rfc3339
        identifiedAt = contact.identifiedAt?.rfc3339
        customer = record.customer?.rawValue
        serviceCase = record.serviceCase?.rawValue
        returns = contact.returns?.rawValue
        callbackTo = contact.callback?.to.rawValue
        callbackText = contact.callback?.text
        callbackPromisedAt = contact.callback?.promisedAt.rfc3339
        callbackContactedAt = contact.callback?.contactedAt?.rfc3339
        returnedAt = contact.returnedAt?.rfc3339
        holds = contact.holds
        heldMilliseconds = Int(contact.held)
        awaitsCall = contact.awaitsCall
    }
}

struct MessageDocument: Encodable, Sendable {
    let id, unit, takenBy, takenAt, addressee, state, caller, organisation, matter: String
    let phone, contact, deliveredAt, handling, handledAt, toldBackAt: String?

    init(_ message: Message) {
        id = message.id.rawValue
        unit = message.unit.rawValue
        takenBy = message.takenBy.rawValue
        takenAt = message.takenAt.rfc3339
        addressee = message.addressee.rawValue
        state = message.state.rawValue
        caller = PersonName(message.note.caller).masked
        organisation = message.note.organisation
        matter = message.note.matter
        phone = message.note.phone?.description
        contact = message.contact?.rawValue
        deliveredAt = message.deliveredAt?.rfc3339
        handling = message.handling?.text
        handledAt = message.handling?.at.rfc3339
        toldBackAt = message.toldBackAt?.rfc3339
    }
}

struct AttachmentDocument: Encodable, Sendable {
    let id, name, mime, digest, provider, note, by, at, scan: String
    let voidedAt, voidedBecause, erasedAt: String?
    let size: Int
    /// whether its bytes may be fetched now
    let isOpen: Bool

    init(_ attachment: Attachment, isScanning: Bool) {
        id = attachment.id.rawValue
        name = attachment.name.description
        mime = attachment.content.mime
        digest = attachment.content.digest
        provider = attachment.provider.rawValue
        note = attachment.note
        by = attachment.by.rawValue
        at = attachment.at.rfc3339
        scan = attachment.content.scan.rawValue
        voidedAt = attachment.voiding?.at.rfc3339
        voidedBecause = attachment.voiding?.reason
        erasedAt = attachment.erasedAt?.rfc3339
        size = attachment.content.size
        isOpen = attachment.isOpen(withScanner: isScanning)
    }
}
