import Synchronization

/// Who waits for a connection. Whatever becomes of the writers, a quarter of the connections (two of eight) is left to
/// those who read: writers may have to wait for each other, and all of them for a standby that is away.
final class PostgresLines: Sendable {
    private struct Waiting: Sendable {
        let job: PostgresJob
        let since: ContinuousClock.Instant
    }

    private struct State {
        var writing = 0
        /// Who has lost so often that nobody else begins meanwhile; they are among those who write.
        var ahead = 0
        var waiting: [Waiting] = []
        var isClosed = false
        var leaving: [CheckedContinuation<Void, Never>] = []
    }

    private enum Place { case now, later, none(DatabaseError) }

    /// Who has waited for so long has been told so by now, or has gone; it is not done behind their back.
    private static let longestWait = Duration.seconds(30)
    let line = Line<PostgresJob>()
    private let state = Mutex(State())
    private let mostWriters: Int

    init(connections: Int) { mostWriters = connections - connections / 4 }

    func read(_ job: PostgresJob) throws(DatabaseError) { try line.add(job) }

    func write(_ job: PostgresJob) throws(DatabaseError) {
        switch place(of: job) {
        case .none(let error): throw error
        case .later: return
        case .now:
            do { try line.add(finishing(job)) } catch {
                next()
                throw error
            }
        }
    }

    /// Whoever writes now goes on; whoever comes waits until `letOthersBegin`, which whoever called this owes.
    func holdOthers() { state.withLock { $0.ahead += 1 } }

    func letOthersBegin() {
        let places = state.withLock { state in
            state.ahead -= 1
            let places = state.ahead == 0 ? min(mostWriters - state.writing, state.waiting.count) : 0
            state.writing += places
            return places
        }
        for _ in 0..<places { next() }
    }

    /// Serves those who already wait, the writers among them, and takes nobody else.
    func closeAndWait() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                state.isClosed = true
                if state.writing > 0 { state.leaving.append(continuation) }
                return state.writing == 0
            }
            if isOver { continuation.resume() }
        }
        await line.closeAndWait()
    }

    private func place(of job: PostgresJob) -> Place {
        state.withLock { state in
            if state.isClosed { return .none(DatabaseError(kind: .unavailable, message: "the database is closed")) }
            if state.ahead == 0, state.writing < mostWriters {
                state.writing += 1
                return .now
            }
            if state.waiting.count >= Line<PostgresJob>.limit {
                return .none(DatabaseError(kind: .busy, message: "more than \(Line<PostgresJob>.limit) wait to write"))
            }
            state.waiting.append(Waiting(job: job, since: .now))
            return .later
        }
    }

    private func finishing(_ job: PostgresJob) -> PostgresJob {
        PostgresJob(
            run: { worker in
                job.run(worker)
                self.next()
            }, refuse: job.refuse)
    }

    /// A writer is done: the one who has waited longest is next. Those who waited too long are told, and nothing is done.
    private func next() {
        while true {
            let (first, leaving) = state.withLock { state -> (Waiting?, [CheckedContinuation<Void, Never>]) in
                if state.ahead == 0, !state.waiting.isEmpty { return (state.waiting.removeFirst(), []) }
                state.writing -= 1
                guard state.writing == 0 else { return (nil, []) }
                defer { state.leaving = [] }
                return (nil, state.leaving)
            }
            guard let first else { return leaving.forEach { $0.resume() } }
            if begin(first) { return }
        }
    }

    private func begin(_ waiting: Waiting) -> Bool {
        guard ContinuousClock.now - waiting.since < Self.longestWait else {
            waiting.job.refuse(DatabaseError(kind: .busy, message: "waited too long for others who write"))
            return false
        }
        do { try line.add(finishing(waiting.job)) } catch {
            waiting.job.refuse(error)
            return false
        }
        return true
    }
}

/// Somebody in line for a connection.
struct PostgresJob: Sendable {
    let run: @Sendable (PostgresWorker) -> Void
    /// Told instead where it is not run.
    let refuse: @Sendable (DatabaseError) -> Void
}
