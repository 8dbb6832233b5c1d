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
        case .done(let at, let zone, _): t(.preShiftDoneAlready, at.dateAndTime(in: zone))
        case .ownAct: t(.preShiftOwnAct)
        case .reviewed: t(.preShiftReviewedAlready)
        case .noteMissing: t(.preShiftNoteMissing)
        }
    }

    var clause: ClauseMark? {
        switch self {
        case .noShift(let clause), .over(let clause), .done(_, _, let clause): clause.map { ClauseMark($0) }
        case .unknown, .ownAct, .reviewed, .noteMissing: nil
        }
    }
}
