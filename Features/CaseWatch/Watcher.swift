import Kernel

/// Somebody who has a case open at this moment, and whether they are writing on it. It lives for a few seconds: a page
/// says «still here» while it is looked at, and whoever says nothing more has gone.
struct Watcher: Equatable, Sendable {
    let staff: Staff.ID
    let name: String
    let isTyping: Bool

    /// A page says «still here» this often …
    static let beat = Duration.seconds(20)
    /// … and is believed this long.
    static let life = Duration.seconds(45)
    /// The database hears of it this often at most, as long as nothing changes.
    static let rest = Duration.seconds(15)
    /// More people than that at one case are not told one by one.
    static let most = 12
}
