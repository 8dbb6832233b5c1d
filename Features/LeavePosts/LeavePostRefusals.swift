import Hummingbird
import Kernel
import Web

extension LeavePost.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours, .ownAct, .notEntitled: .forbidden
        case .notNow, .notOnShift, .already, .shiftOver: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.leavePostUnknown)
        case .notNow(let state): t(.leavePostNotNow, t(state.word))
        case .notYours: t(.leavePostNotYours)
        case .ownAct: t(.leavePostOwnAct)
        case .notEntitled(let titles): t(.leavePostNotEntitled, titles)
        case .notOnShift: t(.leavePostNotOnShift)
        case .already(let number): t(.leavePostAlready, number)
        case .shiftOver: t(.leavePostShiftOver)
        }
    }
}
