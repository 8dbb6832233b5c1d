import Hummingbird
import Kernel
import Web

extension Slip.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .notNow(let state): t(.slipNotNow, t(state.word))
        case .notYours: t(.slipNotYours)
        case .ownAct: t(.slipOwnAct)
        case .inThePast: t(.slipInThePast)
        }
    }
}
