import Hummingbird
import Kernel
import Web

extension CaseSample.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .settledAlready: .conflict
        case .ownHand, .notOfHeadquarters: .forbidden
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .settledAlready: t(.sampleSettled)
        case .ownHand: t(.sampleOwnHand)
        case .notOfHeadquarters: t(.sampleNotOurs)
        }
    }
}
