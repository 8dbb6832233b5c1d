import Hummingbird
import Kernel
import Web

extension Message.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .notYours ? .forbidden : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .handledAlready: t(.messageHandledAlready)
        case .notHandled: t(.messageNotHandled)
        case .toldAlready: t(.messageToldAlready)
        case .notYours: t(.messageNotYours)
        case .noColleague: t(.messageNoColleague)
        }
    }
}
