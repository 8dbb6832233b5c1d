import Hummingbird
import Kernel
import Web

extension Line.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notMember, .memberAlready, .mayNotWorkCases, .tooMany, .nameTaken: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.lineUnknown)
        case .notMember: t(.lineNotMember)
        case .memberAlready: t(.lineMemberAlready)
        case .mayNotWorkCases(let name): t(.lineMayNotWork, name)
        case .tooMany(let most): t(.lineTooMany, String(most))
        case .nameTaken: t(.lineNameTaken)
        }
    }
}

extension Offer.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours: .forbidden
        case .answered, .notUndoable: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.offerUnknown)
        case .notYours: t(.offerNotYours)
        case .answered(let state): t(.offerAnswered, t(state.word))
        case .notUndoable: t(.offerNotUndoable)
        }
    }
}
