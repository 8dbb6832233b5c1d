import Dispatch

/// Two transactions that must happen in a certain order, without sleeping. The first one waits on its own thread.
final class Meeting: Sendable {
    private let secondDone = DispatchSemaphore(value: 0)
    private let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)

    func firstIsThere() { arrival.yield() }
    func secondIsDone() { secondDone.signal() }

    /// Called in a body. Gives up after ten seconds, so that a failing test ends.
    func waitForSecond() { _ = secondDone.wait(timeout: .now() + 10) }

    /// Called in a task.
    func first() async {
        for await _ in arrivals { return }
    }
}
