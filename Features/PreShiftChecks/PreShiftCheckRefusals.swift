import Hummingbird
import Kernel
import Web

extension PreShiftCheck.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .ownAct: .forbidden
        case .noShift, .over, .done, .reviewed, .noteMissing: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.preShiftUnknown)
        case .noShift: t(.preShiftNoShift)
        case .over: t(.preShiftOver)
        case .done(let at, let zone): t(.preShiftDoneAlready, at.dateAndTime(in: zone))
        case .ownAct: t(.preShiftOwnAct)
        case .reviewed: t(.preShiftReviewedAlready)
        case .noteMissing: t(.preShiftNoteMissing)
        }
    }
}
