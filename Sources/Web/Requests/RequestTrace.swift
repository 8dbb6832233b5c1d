import Synchronization

/// What the log line of a request learns on the way in and tells on the way out: who it was.
final class RequestTrace: Sendable {
    private let staff = Mutex<String?>(nil)

    var staffID: String? { staff.withLock { $0 } }

    func belongs(to id: String) { staff.withLock { $0 = id } }
}
