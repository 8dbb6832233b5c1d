import Hummingbird
import Kernel
import Web

extension HeldReply.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .gone: .conflict
        case .notYours: .forbidden
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .gone: t(.heldGone)
        case .notYours: t(.heldNotYours)
        }
    }
}
