import Hummingbird
import Kernel
import Web

/// Every refusal of a customer's record as the sentence a person reads.
extension Customer.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .blocked(.service): t(.customerServiceBlocked)
        case .blocked(.outreach): t(.customerOutreachBlocked)
        case .notBlocked: t(.customerNotBlocked)
        case .merged: t(.customerMergedAway)
        case .anonymised: t(.customerIsAnonymised)
        case .reasonMissing: t(.customerNoReason)
        case .changedMeanwhile: t(.customerChangedMeanwhile)
        case .tooManyParts(let limit): t(.customerTooManyParts, String(limit))
        case .partUnknown: t(.customerPartUnknown)
        }
    }
}

extension NumberLookup.TooMany: Explainable {
    var status: HTTPResponse.Status { .tooManyRequests }

    func sentence(in t: Language) -> String {
        isDaily ? t(.lookupTooManyDay, String(limit)) : t(.lookupTooManyHour, String(limit))
    }
}

extension CustomerMerge.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .sameRecord: t(.mergeSame)
        case .blockedDifferently: t(.mergeBlocked)
        case .alreadyUndone: t(.mergeUndoneAlready)
        case .survivorGone: t(.mergeSurvivorGone)
        case .tooManyCases(let limit): t(.mergeTooMany, String(limit))
        case .notAPair: t(.mergeNotAPair)
        }
    }
}

extension CustomerErasure.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .askedAlready: t(.eraseAlready)
        case .decidedAlready: t(.eraseDecided)
        case .ownRequest: t(.eraseOwn)
        case .mustBeKept(.cases): t(.eraseKeptCases)
        case .mustBeKept(.merges): t(.eraseKeptMerges)
        }
    }
}
