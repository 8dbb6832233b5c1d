import Hummingbird
import Kernel
import Web

extension Dispatch.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours, .notGiver, .ownAct, .notBelow: .forbidden
        case .notNow, .nobodyThere, .tooMany, .wantedInThePast, .wantedTooLate: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.dispatchUnknown)
        case .notNow(let state): t(.dispatchNotNow, t(state.word))
        case .notYours: t(.dispatchNotYours)
        case .notGiver: t(.dispatchNotGiver)
        case .ownAct: t(.dispatchOwnAct)
        case .notBelow: t(.dispatchNotBelow)
        case .nobodyThere: t(.dispatchNobodyThere)
        case .tooMany(let most): t(.dispatchTooMany, String(most))
        case .wantedInThePast: t(.dispatchWantedInThePast)
        case .wantedTooLate(let days): t(.dispatchWantedTooLate, String(days))
        }
    }
}
