import Handbook
import Hummingbird
import Kernel
import Web

extension SavedView.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .tooMany: .conflict
        case .notYours: .forbidden
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .tooMany(let most): t(.savedTooMany, String(most))
        case .notYours: t(.savedNotYours)
        }
    }
}
