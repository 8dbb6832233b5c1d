import Handbook
import Kernel

/// One detail of an event as a person reads it. The record keeps short names and ids, so that its seal never depends on
/// a language; here they become words. What has no word yet is shown as it was recorded.
struct EventDetail {
    let name: String
    let value: String
    /// Names of the people spoken of, by id.
    let people: [String: String]
    /// Titles of the posts of the department, by code.
    var posts: [String: Post] = [:]
    var types = CaseTypeNames.plain
    let zone: Zone

    func title(in t: Language) -> String { Self.title(of: name).map { t($0) } ?? name }

    /// The end of an id that leads nowhere: enough to tell two apart, and to find it in a log.
    var isID: Bool { value.count == 36 && people[value] == nil && value.split(separator: "-").count == 5 }

    func text(in t: Language) -> String {
        switch name {
        case "share", "accuracy": value + "%"
        case "coverage": coverage(in: t)
        case "to", "from", "post":
            people[value] ?? posts[value.replacing("post:", with: "")]?.title(in: t) ?? Duty(code: value)?.name(in: t)
                ?? value
        case "until", "effective", "at":
            Int64(value).map { Instant(milliseconds: $0).dateAndTime(in: zone) } ?? value
        default:
            switch value {
            case "yes": t(.auditYes)
            case "no": t(.auditNo)
            default:
                EventDetailValue(name: name, value: value, types: types).word.map { t($0) } ?? people[value]
                    ?? shortened
            }
        }
    }

    private func coverage(in t: Language) -> String {
        AbsenceCoverage.read(value).map {
            t(
                .leaveCoverageLine, "\($0.name) \($0.hours.lowerBound.dateAndTime(in: zone))", String($0.before),
                String($0.after), String($0.minimum))
        }.joined(separator: t(.listGap))
    }

    private var shortened: String { isID ? "…" + value.suffix(8) : value }

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
        case "coverage": .leaveCoverage
        case "day": .detailDay
        case "decision": .detailDecision
        case "delegation": .detailDelegation
        case "digest": .detailDigest
        case "drawn": .detailDrawn
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
        case "month": .detailMonth
        case "name": .detailName
        case "note": .detailNote
        case "number": .auditRecordNumber
        case "obligation": .detailObligation
        case "outcome": .detailOutcome
        case "penalty": .detailPenalty
        case "period": .detailPeriod
        case "phone": .detailPhone
        case "population": .detailPopulation
        case "post": .detailPost
        case "problem": .detailProblem
        case "reaction": .detailReaction
        case "reason": .detailReason
        case "reported": .detailReported
        case "revealed": .detailRevealed
        case "seed": .detailSeed
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
        case "week": .detailWeek
        default: nil
        }
    }
}
