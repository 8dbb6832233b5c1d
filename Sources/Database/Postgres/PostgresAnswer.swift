import CPostgres
import Foundation
import Kernel

/// Sends and waits for the answer, but not for ever. A server that says nothing although the link stands (a middleman that
/// takes everything in and passes nothing on, a machine that hangs) would keep its thread until the house is started
/// anew: keepalives and the timeouts of the server see nothing of it.
///
/// `patience` is longer than any statement may take: whoever is merely slow is stopped by the server, with a reason. A
/// migration may take its time, and a commit may wait for a standby that is away, as long as the server says that it does.
struct PostgresAnswer {
    let link: OpaquePointer
    var patience: Duration

    static let ofCommit = Duration.minutes(10)
    static let ofMigration = Duration.days(1)

    /// The last result; nil where the link broke or nobody answered, and then it is of no use any more. To be cleared.
    func after(_ send: () -> Int32) -> OpaquePointer? { after(within: patience, while: { false }, send) }

    /// Waits longer than its patience, up to `longest`, where asking says each time that it is worth it.
    func after(within longest: Duration, while isAtWork: () -> Bool, _ send: () -> Int32) -> OpaquePointer? {
        guard send() == 1 else { return nil }
        let end = ContinuousClock.now + longest
        var last: OpaquePointer?
        while let result = next(until: end, while: isAtWork) {
            PQclear(last)
            last = result
        }
        return last
    }

    /// The next of several results, nil after the last: for a statement sent to be answered row by row. To be cleared.
    func following() -> OpaquePointer? { next(until: ContinuousClock.now + patience, while: { false }) }

    private func next(until end: ContinuousClock.Instant, while isAtWork: () -> Bool) -> OpaquePointer? {
        var look = min(end, ContinuousClock.now + patience)
        while PQisBusy(link) == 1 {
            let now = ContinuousClock.now
            if now >= look {
                guard now < end, isAtWork() else { return giveUp() }
                look = min(end, ContinuousClock.now + patience)
            }
            let left = max(1, (look - now).milliseconds)
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
