import Hummingbird
import Kernel
import Web

extension DutyLogEntry.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notOnDuty: .forbidden
        case .notBegun, .over, .signed, .ahead, .beforeDuty, .reachedFirst, .nothingToFollow, .closed, .tooMany:
            .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.dutyLogUnknown)
        case .notOnDuty: t(.dutyLogNotOnDuty)
        case .notBegun(let begins): t(.dutyLogNotBegun, begins)
        case .over: t(.dutyLogOver)
        case .signed: t(.dutyLogIsSigned)
        case .ahead: t(.dutyLogAhead)
        case .beforeDuty: t(.dutyLogBefore)
        case .reachedFirst: t(.dutyLogReachedFirst)
        case .nothingToFollow: t(.dutyLogNothingToFollow)
        case .closed: t(.dutyLogClosedAlready)
        case .tooMany(let most): t(.dutyLogTooMany, String(most))
        }
    }
}
