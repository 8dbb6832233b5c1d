import Hummingbird
import Kernel
import Web

extension Roster.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.rosterUnknown)
        case .tooLong(let days): t(.rosterTooLong, String(days))
        case .backwards: t(.rosterBackwards)
        case .overtaken: t(.rosterOvertaken)
        case .published: t(.rosterIsPublished)
        case .notPublished: t(.rosterNotPublished)
        case .closed: t(.rosterIsClosed)
        case .discarded: t(.rosterIsDiscarded)
        case .empty: t(.rosterIsEmpty)
        case .overlaps(let from, let until): t(.rosterOverlaps, from.description, until.description)
        case .blocked(let findings): t(.rosterBlocked, String(findings.count))
        case .past: t(.rosterPast)
        case .begun(let day): t(.rosterBegun, day.description)
        case .reasonMissing: t(.rosterReasonMissing)
        case .notOver(let day): t(.rosterNotOver, day.description)
        case .noHandbook: t(.rosterNoHandbook)
        }
    }
}

extension ShiftTemplate.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.shiftTemplateUnknown)
        case .codeTaken(let code): t(.shiftCodeTaken, code)
        case .retired: t(.shiftTemplateRetired)
        case .missingHour(let day): t(.shiftMissingHour, day.description)
        }
    }
}

extension ShiftGroup.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown || self == .noMember ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.shiftGroupUnknown)
        case .nameTaken(let name): t(.shiftNameTaken, name)
        case .memberAlready(let group): t(.shiftMemberAlready, group)
        case .noMember: t(.shiftNoMember)
        case .tooMany(let most): t(.shiftTooMany, String(most))
        case .inPattern(let name): t(.shiftGroupInPattern, name)
        case .unknownLines(let names): t(.shiftUnknownLines, names.joined(separator: t(.listGap)))
        }
    }
}

extension RotationPattern.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.patternUnknown)
        case .nameTaken(let name): t(.shiftNameTaken, name)
        case .empty: t(.patternEmpty)
        case .tooLong(let most): t(.patternTooLong, String(most))
        case .neverRests: t(.patternNeverRests)
        case .unknownCode(let code): t(.patternUnknownCode, code)
        case .noGroups: t(.patternNoGroups)
        case .emptyGroup(let name): t(.patternEmptyGroup, name)
        case .groupTwice(let name): t(.patternGroupTwice, name)
        }
    }
}

extension ShiftAssignment.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.shiftUnknown)
        case .takenBack: t(.shiftTakenBack)
        case .takenAlready: t(.shiftTakenAlready)
        case .overlap(let span, let zone):
            t(.shiftOverlap, span.lowerBound.dateAndTime(in: zone), span.upperBound.dateAndTime(in: zone))
        case .onLeave(let span, let zone):
            t(.shiftOnLeave, span.lowerBound.dateAndTime(in: zone), span.upperBound.dateAndTime(in: zone))
        case .ownMentor: t(.shiftOwnMentor)
        case .mentorNotOfUnit: t(.shiftMentorNotOfUnit)
        case .mentorUnqualified(let skill, let clause): t(.shiftMentorUnqualified, skill, clause)
        case .tooLittleRest(let clause): t(.shiftTooLittleRest, clause)
        case .outsideRoster: t(.shiftOutside)
        case .severalInCell(let count): t(.shiftSeveralInCell, String(count))
        case .notOfUnit: t(.shiftNotOfUnit)
        case .unqualified(let skill, let clause): t(.shiftUnqualified, skill, clause)
        }
    }
}

extension DutyAssignment.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.dutyUnknown)
        case .overlap(let span, let zone):
            t(.dutyOverlap, span.lowerBound.dateAndTime(in: zone), span.upperBound.dateAndTime(in: zone))
        case .sameBackup: t(.dutySameBackup)
        case .backwards: t(.dutyBackwards)
        case .tooLong(let days): t(.dutyTooLong, String(days))
        case .notOfUnit: t(.shiftNotOfUnit)
        case .notSupervisor: t(.dutyNotSupervisor)
        case .takenBack: t(.dutyTakenBackAlready)
        case .nothingAsked: t(.dutyNothingAsked)
        case .tooMany(let most): t(.shiftTooMany, String(most))
        case .outsideRoster: t(.shiftOutside)
        }
    }
}
