import Hummingbird
import Kernel
import Web

extension DayPlan.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours, .ownAct, .notTheirs, .notLeader: .forbidden
        case .over, .notNow, .tooEarly, .numberMissing, .noNumber, .reasonMissing, .readAlready: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.dayPlanUnknown)
        case .notYours: t(.dayPlanNotYours)
        case .over: t(.dayPlanOver)
        case .notNow(let state): t(.dayStepNotNow, t(state.word))
        case .tooEarly(let at, let zone): t(.dayStepTooEarly, at.dateAndTime(in: zone))
        case .numberMissing(let measure): t(.dayStepNumberMissing, measure)
        case .noNumber: t(.dayStepNoNumber)
        case .reasonMissing: t(.dayStepReasonMissing)
        case .ownAct: t(.dayStepOwnAct)
        case .notTheirs: t(.dayStepNotTheirs)
        case .notLeader: t(.dayStepNotLeader)
        case .readAlready: t(.dayLogReadAlready)
        }
    }
}
