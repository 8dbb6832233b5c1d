import Hummingbird
import Kernel
import Web

extension Digest.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .submittedAlready, .notSubmitted, .monthNotOver, .incomplete: .conflict
        case .notAReader: .forbidden
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .submittedAlready: t(.digestSubmittedAlready)
        case .notSubmitted: t(.digestNotSubmitted)
        case .monthNotOver: t(.digestMonthNotOver)
        case .incomplete: t(.digestIncomplete)
        case .notAReader: t(.digestNotAReader)
        }
    }
}
