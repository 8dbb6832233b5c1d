import Hummingbird
import Kernel
import Web

extension Presence.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .ownAct: .forbidden
        case .onDutyAlready, .notOnDuty, .awayAlready, .notAway, .noPost, .promisesOpen, .messagesOpen: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .onDutyAlready: t(.presenceOnAlready)
        case .notOnDuty: t(.presenceNotOn)
        case .awayAlready: t(.presenceAwayAlready)
        case .notAway: t(.presenceNotAway)
        case .noPost: t(.presenceNoPost)
        case .promisesOpen(let count): t(.presencePromises, String(count))
        case .messagesOpen(let count): t(.presenceMessages, String(count))
        case .unknown: t(.presenceUnknown)
        case .ownAct: t(.presenceOwnAct)
        }
    }
}
