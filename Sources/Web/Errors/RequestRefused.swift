import Hummingbird
import Kernel

/// What the house refuses before any feature is asked.
enum RequestRefused: Explainable, Equatable {
    case expired
    case foreign
    case tooLarge(limit: Int)
    case tooManyFiles(limit: Int)
    case unreadable
    /// a body that comes by the drop
    case tooSlow

    var status: HTTPResponse.Status {
        switch self {
        case .expired, .foreign: .forbidden
        case .tooLarge, .tooManyFiles: .contentTooLarge
        case .unreadable: .badRequest
        case .tooSlow: .requestTimeout
        }
    }

    func sentence(in language: Language) -> String {
        switch self {
        case .expired: language(.expiredSentence)
        case .foreign: language(.foreignSentence)
        case .tooLarge(let limit) where limit > 1 << 20: language(.tooLargeUpload, String(limit >> 20))
        case .tooLarge(let limit): language(.tooLargeForm, String(limit / 1024))
        case .tooManyFiles(let limit): language(.tooManyFilesSentence, String(limit))
        case .unreadable: language(.unreadableSentence)
        case .tooSlow: language(.tooSlowSentence)
        }
    }

    var title: Word {
        switch self {
        case .expired: .expiredTitle
        case .foreign: .foreignTitle
        case .tooLarge, .tooManyFiles: .tooLargeTitle
        case .unreadable: .unreadableTitle
        case .tooSlow: .tooSlowTitle
        }
    }
}
