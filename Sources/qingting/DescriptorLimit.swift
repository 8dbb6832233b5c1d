import Foundation

/// How many files and connections the system lets us have open. It usually hands out a thousand and means many more.
enum DescriptorLimit {
    /// No department needs more connections on one node.
    private static let most: rlim_t = 65_536
    /// For the database, the log, letters on their way.
    private static let reserve = 512

    /// Asks for all that may be had, and answers how many connections may be taken with it.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
        let wanted = min(limit.rlim_max, most)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = wanted
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return max(64, Int(min(limit.rlim_cur, most)) - reserve)
    }
}
