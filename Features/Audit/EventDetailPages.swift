import Handbook
import Kernel

/// One detail of an event as a person reads it. The record keeps short names and ids, so that its seal never depends on
/// a language; here they become words. What has no word yet is shown as it was recorded.
struct EventDetail {
    let name: String
    let value: String
    /// Names of the people spoken of, by id.
    let people: [String: String]

    func title(in t: Language) -> String { Self.title(of: name).map { t($0) } ?? name }

    func text(in t: Language) -> String {
        switch name {
        case "type": CaseType(rawValue: value).map { t($0.word) } ?? value
        case "channel": Channel(rawValue: value).map { t($0.word) } ?? value
        case "severity": Severity(rawValue: value).map { t($0.word) } ?? value
        case "share", "accuracy": value + "%"
        case "way" where value == "sign_in": t(.auditBySigningIn)
        default:
            switch value {
            case "yes": t(.auditYes)
            case "no": t(.auditNo)
            default: people[value] ?? value
            }
        }
    }

    /// Whom the details of an event speak of.
    static func people(in details: [String: String]) -> [Staff.ID] {
        details.filter { Self.namesOfPeople.contains($0.key) }.map { Staff.ID($0.value) }
    }

    private static let namesOfPeople: Set<String> = ["to", "from", "staff", "backup"]

    private static func title(of name: String) -> Word? {
        switch name {
        case "account": .auditAccount
        case "accuracy": .detailAccuracy
        case "act": .detailAct
        case "adopted": .detailAdopted
        case "answer": .detailAnswer
        case "appointment": .detailAppointment
        case "archive": .detailArchive
        case "backup": .detailBackup
        case "block": .detailBlock
        case "case": .detailCase
        case "cases": .detailCases
        case "cause": .detailCause
        case "change": .detailChange
        case "channel": .detailChannel
        case "clause": .detailClause
        case "code": .detailCode
        case "complaints": .detailComplaints
        case "cost": .detailCost
        case "day": .detailDay
        case "decision": .detailDecision
        case "delegation": .detailDelegation
        case "digest": .detailDigest
        case "effective": .detailEffective
        case "ending": .detailEnding
        case "exception": .detailException
        case "field": .detailField
        case "fields": .detailFields
        case "founded": .detailFounded
        case "from": .detailFrom
        case "given": .detailGiven
        case "holds": .detailHolds
        case "how": .detailHow
        case "kind": .detailKind
        case "level": .detailLevel
        case "line": .detailLine
        case "name": .detailName
        case "note": .detailNote
        case "number": .auditRecordNumber
        case "obligation": .detailObligation
        case "outcome": .detailOutcome
        case "penalty": .detailPenalty
        case "phone": .detailPhone
        case "post": .detailPost
        case "problem": .detailProblem
        case "reaction": .detailReaction
        case "reason": .detailReason
        case "revealed": .detailRevealed
        case "severity": .detailSeverity
        case "share": .detailShare
        case "skill": .detailSkill
        case "solved": .detailSolved
        case "staff": .detailStaff
        case "text": .detailText
        case "to": .detailTo
        case "transition": .detailTransition
        case "type": .detailType
        case "unresolved": .detailUnresolved
        case "until": .detailUntil
        case "value": .detailValue
        case "verdict": .detailVerdict
        case "version": .detailVersion
        case "visit": .detailVisit
        case "way": .detailWay
        default: nil
        }
    }
}
