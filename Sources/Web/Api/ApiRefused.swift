public import Hummingbird
public import Kernel

/// What the interface for programs refuses before any feature is asked.
public enum ApiRefused: Explainable, Equatable {
    case noToken
    case tooFast(seconds: Int)
    case scopeMissing(ApiScope)
    case notJSON
    case tooLarge(limit: Int)
    /// `If-Match` names another state than the record has now
    case changedMeanwhile
    /// the same `Idempotency-Key` came before with another request
    case keyReused
    /// a key came before, and since then the person's rights have changed: the old answer may be none of theirs now
    case rightsChanged
    case keyTooLong(limit: Int)
    case badCursor
    /// the query of the address is no text: broken escapes, no UTF-8, a NUL
    case badQuery
    case notAskedSo(allowed: [String])

    public var status: HTTPResponse.Status {
        switch self {
        case .noToken: .unauthorized
        case .tooFast: .tooManyRequests
        case .scopeMissing, .rightsChanged: .forbidden
        case .notJSON, .badQuery, .badCursor: .badRequest
        case .notAskedSo: .methodNotAllowed
        case .tooLarge: .contentTooLarge
        case .changedMeanwhile: .preconditionFailed
        case .keyReused, .keyTooLong: .unprocessableContent
        }
    }

    public func sentence(in t: Language) -> String {
        switch self {
        case .noToken: t(.apiNoToken)
        case .tooFast(let seconds): t(.apiTooFast, String(seconds))
        case .scopeMissing(let scope): t(.apiScopeMissing, scope.rawValue)
        case .notJSON: t(.apiNotJSON)
        case .tooLarge(let limit): t(.tooLargeSentence, String(limit / 1024))
        case .changedMeanwhile: t(.apiChangedMeanwhile)
        case .keyReused: t(.apiKeyReused)
        case .rightsChanged: t(.apiRightsChanged)
        case .keyTooLong(let limit): t(.apiKeyTooLong, String(limit))
        case .badCursor: t(.apiBadCursor)
        case .badQuery: t(.apiBadQuery)
        case .notAskedSo(let allowed): t(.apiNotAskedSo, allowed.joined(separator: ", "))
        }
    }
}
