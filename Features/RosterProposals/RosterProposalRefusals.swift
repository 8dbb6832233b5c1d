import Hummingbird
import Kernel
import Web

extension RosterProposal.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .tooLong(let days): t(.proposalTooLong, String(days))
        case .unknown, .runsAlready, .notDraft, .noTemplates, .noPeople, .nothingNeeded, .notDone, .isOver, .outdated:
            t(word)
        }
    }
}

extension ShiftWish.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.wishUnknown)
        case .past: t(.wishPast)
        case .tooMany(let most): t(.wishTooMany, String(most))
        case .templateMissing: t(.wishTemplateMissing)
        }
    }
}
