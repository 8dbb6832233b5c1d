import Hummingbird
import Kernel
import Web

extension ShiftSwap.Refusal: Explainable {
    var clause: ClauseMark? {
        if case .ownAct(let clause) = self { return clause?.mark }
        if case .notEntitled(_, let clause) = self { return clause?.mark }
        return nil
    }

    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours, .ownAct, .notEntitled: .forbidden
        case .notNow, .shiftGone, .isLeg, .isShadow, .sameShift, .asked, .noColleague, .notOfUnit, .overlap, .onLeave,
            .briefed, .notOver, .clocked, .returnStands, .tooMany:
            .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.swapUnknown)
        case .notNow(let state): t(.swapNotNow, t(state.word))
        case .notYours: t(.swapNotYours)
        case .ownAct: t(.swapOwnAct)
        case .notEntitled(let titles, _): t(.leaveNotEntitled, titles)
        case .shiftGone: t(.swapShiftGone)
        case .isLeg: t(.swapIsLeg)
        case .isShadow: t(.swapIsShadow)
        case .sameShift: t(.swapSameShift)
        case .asked(let number): t(.swapAsked, number)
        case .noColleague: t(.swapNoColleague)
        case .notOfUnit: t(.swapNotOfUnit)
        case .overlap(let time): t(.swapOverlap, time)
        case .onLeave(let number): t(.swapOnLeave, number)
        case .briefed: t(.swapBriefedAlready)
        case .notOver: t(.swapNotOver)
        case .clocked: t(.swapClocked)
        case .returnStands: t(.swapReturnStands)
        case .tooMany(let most): t(.swapTooMany, String(most))
        }
    }
}

extension SwapLiability.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours, .ownAct, .notEntitled, .sameDecider: .forbidden
        case .notNow, .notHeard, .openedAlready: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.liabilityUnknown)
        case .notNow: t(.liabilityNotNow)
        case .notYours: t(.liabilityNotYours)
        case .ownAct: t(.liabilityOwnAct)
        case .notEntitled(let titles, _): t(.leaveNotEntitled, titles)
        case .sameDecider: t(.liabilitySameDecider)
        case .notHeard: t(.liabilityNotHeard)
        case .openedAlready: t(.liabilityOpenedAlready)
        }
    }

    var clause: ClauseMark? {
        switch self {
        case .notEntitled(_, let clause), .sameDecider(let clause), .notHeard(let clause): clause.map { ClauseMark($0) }
        case .unknown, .notNow, .notYours, .ownAct, .openedAlready: nil
        }
    }
}
