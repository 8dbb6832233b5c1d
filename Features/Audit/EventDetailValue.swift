import Handbook
import Kernel

/// The word of a value that the record keeps as a short name: the same that the screens say for it.
struct EventDetailValue {
    let name: String
    let value: String
    /// As the pack of the department calls them.
    var types = CaseTypeNames.plain

    var word: Word? {
        switch name {
        case "type": CaseType(rawValue: value).map(types.word)
        case "channel": Channel(rawValue: value)?.word
        case "severity": Severity(rawValue: value)?.word
        case "answer": value == "no-change" ? .detailNoChange : Case.Answer(rawValue: value)?.word
        case "outcome": Case.Outcome(rawValue: value)?.word
        case "ending": Contact.Ending(rawValue: value)?.word
        case "verdict": Contact.Triage.Verdict(rawValue: value)?.word ?? Case.Attribution.Verdict(rawValue: value)?.word
        case "visit": ReturnVisit.Result(rawValue: value)?.word
        case "block": Customer.Block.Kind(rawValue: value)?.word
        case "kind": Compensation.Kind(rawValue: value)?.word ?? Customer.Kind(rawValue: value)?.word
        case "reason": reason
        case "reaction":
            value == "understood" ? .reactionUnderstood : value == "not-understood" ? .reactionNotUnderstood : nil
        case "penalty": value == "direct" ? .penaltyDirect : value == "department-manager" ? .penaltyManager : nil
        case "field", "fields": field
        case "act", "change", "how", "way", "transition", "decision": plain
        default: nil
        }
    }

    private var reason: Word? { value == "lookup" ? .detailByLookup : CaseEventReason.word(of: value) }

    private var field: Word? {
        switch value {
        case "contact": .detailFieldContact
        case "contact-point": .detailFieldPoint
        case "phone": .detailPhone
        case "special_needs": .caseSpecialNeeds
        default: CustomerFacts.Field(rawValue: value)?.word
        }
    }

    private var plain: Word? {
        switch value {
        case "sign_in": .auditBySigningIn
        case "joined": .detailJoined
        case "appointed": .detailAppointed
        case "unit_founded": .detailUnitFounded
        case "founded": .detailFoundedNow
        case "member": .detailMember
        case "anonymise": .eraseAnonymise
        case "delete": .eraseDelete
        case "idle": .detailIdle
        case "longest": .detailLongest
        case "person": .detailBySelf
        case "supervisor": .detailBySupervisor
        case "keep": .detailKeep
        case "restate": .detailRestate
        case "approved": .detailApproved
        case "declined": .detailDeclined
        default: nil
        }
    }
}
