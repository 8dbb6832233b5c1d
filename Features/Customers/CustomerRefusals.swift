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
