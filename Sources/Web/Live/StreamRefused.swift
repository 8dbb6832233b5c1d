import Hummingbird
import Kernel

/// Why no further page is told of changes. It shows what it showed, and whoever wants to see more loads it again.
enum StreamRefused: Explainable, Equatable {
    /// one person has too many pages open on this node
    case tooMany(limit: Int)
    case houseIsFull

    var status: HTTPResponse.Status {
        switch self {
        case .tooMany: .tooManyRequests
        case .houseIsFull: .serviceUnavailable
        }
    }

    func sentence(in language: Language) -> String {
        switch self {
        case .tooMany(let limit): language(.tooManyStreams, String(limit))
        case .houseIsFull: language(.houseIsFull)
        }
    }
}
