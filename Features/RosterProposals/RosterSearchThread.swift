import Dispatch
import Foundation
import Kernel
import Rostering

/// The solver on a thread of its own: neither a request nor a transaction waits for it. It says how far it is, can be
/// stopped at any time, and then answers with the best so far.
final class RosterSearchThread: Sendable {
    /// From time to time while it searches, and ends with it: when to look how far it is.
    let moments: AsyncStream<Void>
    private let state = State()

    init(_ plan: ProposalPlan, seconds: Int) {
        let state = state
        let (moments, feed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.moments = moments
        let over = DispatchSemaphore(value: 0)
        let watch = Thread {
            while over.wait(timeout: .now() + .milliseconds(600)) == .timedOut { feed.yield() }
            feed.finish()
        }
        watch.name = "roster-watch"
        watch.start()
        let thread = Thread {
            let begun = ContinuousClock.now
            let elapsed: @Sendable () -> Double = { (ContinuousClock.now - begun) / .seconds(1) }
            do {
                let solver = try RosterSolver(plan.plan) { progress in
                    state.note(
                        .init(
                            cost: progress.cost, bound: progress.bound,
                            milliseconds: Int(progress.seconds * 1000)), progress.roster)
                }
                let effort = Effort(
                    seconds: Double(seconds), elapsed: elapsed, ratio: 0.005, isWanted: { !state.isStopped })
                let answer = solver.solve(effort, start: plan.start)
                state.finish(
                    .success(plan.found(answer.roster, impossible: solver.impossible)),
                    .init(cost: answer.score.total, bound: answer.bound, milliseconds: Int(elapsed() * 1000)))
            } catch let refusal as RosterRefusal {
                let sentence = refusal.sentence(in: plan.plan)
                state.finish(
                    .failure(Impossible(reason: Word(Language.chinese(sentence), Language.english(sentence)))), nil)
            } catch {
                state.finish(.failure(Impossible(reason: .proposalBroken)), nil)
            }
            over.signal()
        }
        thread.name = "roster-search"
        thread.qualityOfService = .utility
        thread.stackSize = 8 << 20
        thread.start()
    }

    struct Impossible: Error {
        let reason: Word
    }

    func stop() { state.stop() }

    /// The best so far: how good it is, and the rows.
    var latest: (progress: RosterProposal.Progress, roster: [[Int]])? { state.latest }

    /// Nothing while it searches.
    var result: Result<ProposedRoster, Impossible>? { state.result }

    private final class State: @unchecked Sendable {
        private let lock = NSLock()
        private var stopped = false
        private var best: (RosterProposal.Progress, [[Int]])?
        private var end: Result<ProposedRoster, Impossible>?

        var isStopped: Bool { lock.withLock { stopped } }
        var latest: (progress: RosterProposal.Progress, roster: [[Int]])? {
            lock.withLock { best.map { ($0.0, $0.1) } }
        }
        var result: Result<ProposedRoster, Impossible>? { lock.withLock { end } }

        func stop() { lock.withLock { stopped = true } }
        func note(_ progress: RosterProposal.Progress, _ roster: Rostering.Roster) {
            lock.withLock { best = (progress, roster.rows) }
        }
        func finish(_ result: Result<ProposedRoster, Impossible>, _ progress: RosterProposal.Progress?) {
            lock.withLock {
                end = result
                if let progress, let last = best { best = (progress, last.1) }
            }
        }
    }
}
