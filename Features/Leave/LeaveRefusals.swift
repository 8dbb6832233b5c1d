import Hummingbird
import Kernel
import Web

extension AbsenceClause {
    var mark: ClauseMark { ClauseMark(of: number, in: version) }
}

extension Leave.Refusal: Explainable {
    var clause: ClauseMark? {
        if case .ownAct(let clause) = self { return clause?.mark }
        if case .notEntitled(_, let clause) = self { return clause?.mark }
        return nil
    }

    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours, .ownAct, .notEntitled: .forbidden
        case .unknownType, .notNow, .backwards, .tooLong, .overlaps, .proofMissing, .notBegun, .ahead, .lieuShort,
            .hasBegun,
            .sameSubstitute, .substituteBusy, .substituteNotOfUnit, .substituteSilent, .substituteDeclined,
            .noColleague, .notOver, .tooManyProofs, .sinceAhead:
            .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.leaveUnknown)
        case .unknownType: t(.leaveUnknownType)
        case .notNow(let state): t(.leaveNotNow, t(state.word))
        case .notYours: t(.leaveNotYours)
        case .ownAct: t(.leaveOwnAct)
        case .notEntitled(let titles, _): t(.leaveNotEntitled, titles)
        case .backwards: t(.leaveBackwards)
        case .tooLong(let days): t(.leaveTooLong, String(days))
        case .overlaps(let number): t(.leaveOverlaps, number)
        case .proofMissing: t(.leaveProofMissing)
        case .notBegun: t(.leaveNotBegun)
        case .ahead(let end): t(.leaveAhead, end)
        case .lieuShort: t(.leaveLieuShort)
        case .hasBegun: t(.leaveHasBegun)
        case .sameSubstitute: t(.leaveSameSubstitute)
        case .substituteBusy: t(.leaveSubstituteBusy)
        case .substituteNotOfUnit: t(.leaveSubstituteNotOfUnit)
        case .substituteSilent: t(.leaveSubstituteSilent)
        case .substituteDeclined: t(.leaveSubstituteDeclined)
        case .noColleague: t(.leaveNoColleague)
        case .notOver: t(.leaveNotOver)
        case .tooManyProofs(let most): t(.leaveTooManyProofs, String(most))
        case .sinceAhead: t(.leaveAnnualSinceAhead)
        }
    }
}
