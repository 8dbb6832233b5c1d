import Hummingbird
import Kernel
import Web

extension Mailbox.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.mailboxNone)
        case .tooMany(let most): t(.mailboxTooMany, String(most))
        case .addressTaken: t(.mailboxAddressTaken)
        case .plainElsewhere: t(.mailboxPlainElsewhere)
        case .passwordMissing: t(.mailboxPasswordMissing)
        case .receptionElsewhere: t(.mailboxReceptionElsewhere)
        case .off: t(.mailboxIsOff)
        }
    }
}

extension MailLetter.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .notYours ? .forbidden : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .settled: t(.letterAlreadySettled)
        case .notYours: t(.letterNotYours)
        case .nothingToSend: t(.letterNothingToSend)
        case .noReceiver: t(.letterNoReceiver)
        case .gone: t(.letterGone)
        case .endingForCalls: t(.letterEndingForCalls)
        }
    }
}
