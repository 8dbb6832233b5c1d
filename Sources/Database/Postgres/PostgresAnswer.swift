import CPostgres
import Foundation
import Kernel

/// Sends and waits for the answer, but not for ever. A server that says nothing although the link stands (a middleman that
/// takes everything in and passes nothing on, a machine that hangs) would keep its thread until the house is started
/// anew: keepalives and the timeouts of the server see nothing of it.
///
/// `patience` is longer than any statement may take: whoever is merely slow is stopped by the server, with a reason. A
/// commit may wait for a standby that is away, and a migration may take its time.
struct PostgresAnswer {
    let link: OpaquePointer
    var patience: Duration

    static let ofCommit = Duration.minutes(10)
    static let ofMigration = Duration.days(1)

    /// The last result; nil where the link broke or nobody answered, and then it is of no use any more. To be cleared.
    func after(within patience: Duration? = nil, _ send: () -> Int32) -> OpaquePointer? {
        guard send() == 1 else { return nil }
        let patience = patience ?? self.patience
        let end = ContinuousClock.now + patience
        var last: OpaquePointer?
        while let result = next(until: end) {
            PQclear(last)
            last = result
        }
        return last
    }

    private func next(until end: ContinuousClock.Instant) -> OpaquePointer? {
        while PQisBusy(link) == 1 {
            let left = (end - ContinuousClock.now).milliseconds
            guard left > 0 else { return giveUp() }
            var waiting = pollfd(fd: PQsocket(link), events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(clamping: left)) > 0 else { continue }
            guard PQconsumeInput(link) == 1 else { break }
        }
        return PQgetResult(link)
    }

    /// Closed at once, so that libpq says of it what it says of every broken link.
    private func giveUp() -> OpaquePointer? {
        shutdown(PQsocket(link), Int32(SHUT_RDWR))
        _ = PQconsumeInput(link)
        return PQgetResult(link)
    }
}
