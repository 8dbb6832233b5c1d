import Hummingbird
import Kernel
import Web

extension Contact.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .notYours || self == .doNotCall ? .forbidden : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .over: t(.contactOver)
        case .noCallback: t(.contactNoCallback)
        case .contactedAlready: t(.contactCalledAlready)
        case .heldAlready: t(.contactHeldAlready)
        case .notHeld: t(.contactNotHeld)
        case .notYours: t(.contactNotYours)
        case .noColleague: t(.contactNoColleague)
        case .doNotCall: t(.contactDoNotCall)
        case .numberMissing: t(.contactNumberMissing)
        case .itemUnknown: t(.contactItemUnknown)
        case .notReached: t(.contactNoConversation)
        case .notOurCall: t(.contactNotOurCall)
        }
    }
}
