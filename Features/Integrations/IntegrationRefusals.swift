import Hummingbird
import Kernel
import Web

extension ApiToken.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.tokenUnknown)
        case .tooMany(let most): t(.tokenTooMany, String(most))
        case .lifeTooLong(let days): t(.tokenLifeTooLong, String(days))
        case .expiresInThePast: t(.tokenExpiresInThePast)
        case .noScope: t(.tokenChooseScope)
        case .alreadyOver: t(.tokenAlreadyOver)
        }
    }
}

extension Webhook.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.webhookUnknown)
        case .tooMany(let most): t(.webhookTooMany, String(most))
        case .noAddress: t(.webhookNoAddress)
        case .noEvents: t(.webhookChooseEvents)
        }
    }
}

/// What no scope lets a program do.
enum ExchangeRefused: Explainable, Equatable {
    /// personal data in full
    case revealed
    /// a list that programs may not read
    case noProgram

    var status: HTTPResponse.Status { .forbidden }

    func sentence(in t: Language) -> String {
        switch self {
        case .revealed: t(.exchangeRevealed)
        case .noProgram: t(.exchangeNoProgram)
        }
    }
}
