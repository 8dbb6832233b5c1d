import Dispatch
import Foundation
import Synchronization

/// A line of jobs, and threads of our own that serve it.
///
/// Swift's tasks share a handful of threads that must never wait. A database makes its caller wait, so it gets its
/// own threads: tasks hand their job over here and sleep until it is done.
final class Line<Job: Sendable>: Sendable {
    /// More than this many in line are refused: a house that far behind must say so instead of remembering more.
    static var limit: Int { 10_000 }

    fileprivate struct State {
        var jobs: [Job] = []
        /// The first one in line; those before it are gone. Saves moving all others up each time.
        var first = 0
        var isClosed = false
        var threads = 0
        var leaving: [CheckedContinuation<Void, Never>] = []
    }

    /// `DISPATCH_TIME_NOW`, by which nothing is waited for. `.now()` is an instant, and waiting until that asks the kernel
    /// for a time of day, which may be set back meanwhile.
    private static var atOnce: DispatchTime { DispatchTime(uptimeNanoseconds: 0) }

    private let state = Mutex(State())
    /// Counts the jobs in line; after closing, one more per thread to wake it for its end.
    private let waiting = DispatchSemaphore(value: 0)

    func add(_ job: Job) throws(DatabaseError) {
        let refusal: DatabaseError? = state.withLock { state in
            if state.isClosed { return DatabaseError(kind: .unavailable, message: "the database is closed") }
            if state.jobs.count - state.first >= Self.limit {
                return DatabaseError(kind: .busy, message: "more than \(Self.limit) are waiting for the database")
            }
            state.jobs.append(job)
            return nil
        }
        if let refusal { throw refusal }
        waiting.signal()
    }

    /// The next job; waits for one. Nil when the line is closed and everybody has been served.
    func next() -> Job? {
        waiting.wait()
        return state.withLock { $0.takeFirst() }
    }

    /// The next job if there is one already.
    func nextInLine() -> Job? {
        guard waiting.wait(timeout: Self.atOnce) == .success else { return nil }
        guard let job = state.withLock({ $0.takeFirst() }) else {
            // That was the call to end: leave it for `next`.
            waiting.signal()
            return nil
        }
        return job
    }

    /// Starts `count` threads; each runs `work`, which takes jobs until there are none.
    func serve(by count: Int, named name: String, _ work: @escaping @Sendable (Line<Job>) -> Void) {
        state.withLock { $0.threads += count }
        for number in 1...count {
            let thread = Thread { [self] in
                work(self)
                threadHasEnded()
            }
            thread.name = "\(name)-\(number)"
            thread.start()
        }
    }

    /// No more jobs; those in line are still served.
    func close() {
        let threads = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed ? 0 : state.threads
        }
        for _ in 0..<threads { waiting.signal() }
    }

    func closeAndWait() async {
        close()
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.threads > 0 { state.leaving.append(continuation) }
                return state.threads == 0
            }
            if isOver { continuation.resume() }
        }
    }

    private func threadHasEnded() {
        let leaving = state.withLock { state in
            state.threads -= 1
            defer { if state.threads == 0 { state.leaving = [] } }
            return state.threads == 0 ? state.leaving : []
        }
        for continuation in leaving { continuation.resume() }
    }
}

extension Line.State {
    mutating func takeFirst() -> Job? {
        guard first < jobs.count else { return nil }
        let job = jobs[first]
        first += 1
        if first == jobs.count || first > 1024 {
            jobs.removeFirst(first)
            first = 0
        }
        return job
    }
}
