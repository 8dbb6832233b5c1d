import Hummingbird
import Kernel

/// What a person may be told about an error, whatever form the answer takes.
struct ErrorAnswer {
    var status: HTTPResponse.Status
    var title: Word
    var sentence: String
    var clause: ClauseMark?
    var remedy: Remedy?
    var problems: [String: String] = [:]
    /// how long to wait before trying again
    var seconds: Int?
    /// in which ways the address may be asked instead
    var allowed: [String] = []
    /// nobody foresaw it: the log must have the rest
    var isFault = false

    init(_ error: any Error, in t: Language, number: String) {
        switch error {
        case let refused as RequestRefused:
            self.init(refused.status, refused.title, refused.sentence(in: t))
        case let hindered as any Hindrance where hindered.hindrance != nil:
            let hindering = hindered.hindrance
            self.init(
                hindering?.status ?? .serviceUnavailable, .unavailableTitle,
                t(hindering?.sentence ?? .unavailableSentence, number))
            seconds = hindering?.seconds
            isFault = true
        case let refusal as any Explainable:
            self.init(refusal.status, .refusedTitle, refusal.sentence(in: t))
            if case .tooFast(let wait) = refusal as? ApiRefused { seconds = wait }
            if case .notAskedSo(let methods) = refusal as? ApiRefused { allowed = methods }
            clause = refusal.clause
            remedy = refusal.remedy
        case let invalid as Invalid:
            self.init(.unprocessableContent, .invalidTitle, t(.invalidSentence))
            problems = invalid.problems
        case let error as any HTTPResponseError where error.status.code == 404:
            self.init(.notFound, .missingTitle, t(.missingSentence))
        case let error as any HTTPResponseError where error.status.code < 500:
            self.init(error.status, .refusedTitle, t(.otherSentence))
        case is CancellationError:
            self.init(.serviceUnavailable, .unavailableTitle, t(.unavailableSentence, number))
        default:
            self.init(.internalServerError, .faultTitle, t(.faultSentence, number))
            isFault = true
        }
    }

    private init(_ status: HTTPResponse.Status, _ title: Word, _ sentence: String) {
        self.status = status
        self.title = title
        self.sentence = sentence
    }
}
