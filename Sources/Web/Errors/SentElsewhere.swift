/// Not an error of anybody: this page needs a person who is known and present, so we go and ask first.
enum SentElsewhere: Error {
    case signIn(next: String)
    case lock(next: String)

    /// The page that asks, with the way back.
    var url: String {
        switch self {
        case .signIn(let next): "/sign-in?next=\(URLEncoding.encode(next))"
        case .lock(let next): "/lock?next=\(URLEncoding.encode(next))"
        }
    }
}

/// Where a person may be sent after signing in: inside this house only, whatever the address says.
/// Refuses `//elsewhere.example`, `/\elsewhere`, control characters and whole addresses; answers `/` for those.
public func safeReturn(_ target: String) -> String {
    let bytes = Array(target.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= 2000,
        bytes.count == 1 || (bytes[1] != UInt8(ascii: "/") && bytes[1] != UInt8(ascii: "\\")),
        bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { return "/" }
    return target
}
