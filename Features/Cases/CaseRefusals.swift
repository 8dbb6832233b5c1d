import Hummingbird
import Kernel
import Web

/// Every refusal of a case as the sentence a person reads.
extension Case.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .notNow(let state): t(.caseNotNow, t(state.word))
        case .suspended(let until): t(.caseSuspended, until.dateAndTime(in: .shanghai))
        case .notSuspended: t(.caseNotSuspended)
        case .suspendedAlready: t(.caseSuspendedAlready)
        case .transferPending: t(.caseTransferPending)
        case .noTransferPending: t(.caseNoTransferPending)
        case .endInThePast: t(.caseEndInThePast)
        case .promiseInThePast: t(.casePromiseInThePast)
        case .promiseClosed: t(.casePromiseClosed)
        case .proposalUnknown: t(.caseProposalUnknown)
        case .notYours: t(.caseNotYours)
        case .noColleague: t(.caseNoColleague)
        case .noRepairer(let post): t(.caseNoRepairer, post)
        case .blanksLeft(let blanks):
            t(.caseBlanksLeft, blanks.map { "{\($0)}" }.joined(separator: " "))
        case .openChildren(let count): t(.caseOpenChildren, String(count))
        case .noQuote: t(.caseNoQuote)
        case .noSuchCategory: t(.caseNoSuchCategory)
        case .noSuchCause: t(.caseNoSuchCause)
        case .itself: t(.caseItself)
        case .otherCustomer: t(.caseMergesOtherCustomer)
        case .lesserSeverity: t(.caseLesserSeverity)
        case .severityReason: t(.caseSeverityReason)
        case .mergedAlready: t(.caseMergedAlready)
        case .notMerged: t(.caseNotMerged)
        case .circle: t(.caseCircle)
        case .notHeldYet: t(.caseNotHeldYet)
        case .notPaid: t(.caseNotPaid)
        case .notInStore: t(.caseNotInStore)
        case .nobodyWaits: t(.caseNobodyWaits)
        }
    }
}

extension Compensation.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .nothing: t(.compensationNothing)
        case .ownRequest: t(.compensationOwn)
        case .beyondAuthority(let limit): t(.compensationBeyond, limit.description)
        case .notApproved: t(.compensationNotApproved)
        case .alreadyApproved: t(.compensationApproved)
        case .alreadyDelivered: t(.compensationDelivered)
        case .alreadyRefused: t(.compensationRefusedAlready)
        }
    }
}

extension CorrectiveAction.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .doneAlready: t(.correctiveDone)
        case .notDone: t(.correctiveNotDone)
        case .ownAct: t(.correctiveOwn)
        }
    }
}

extension IntakeRefusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .noHandbookInForce: t(.caseNoHandbook)
        case .typeNotTaken(let type): t(.caseTypeNotTaken, t(type.word))
        }
    }
}

extension TooMany: Explainable {
    var status: HTTPResponse.Status { .conflict }
    func sentence(in t: Language) -> String { t(.caseTooMany, String(bound)) }
}

extension Reveal.Refusal: Explainable {
    var status: HTTPResponse.Status { .forbidden }

    func sentence(in t: Language) -> String {
        switch self {
        case .reasonMissing: t(.revealNoReason)
        case .tooMany(let limit): t(.revealTooMany, String(limit))
        }
    }
}
