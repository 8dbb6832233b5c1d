import Kernel
import Synchronization

/// What one node counts in memory. A few hundred entries at most: what would be more is counted under `other`.
final class VitalTally: Sendable {
    fileprivate struct Place: Hashable {
        let work: VitalWork
        let statement: String
    }

    fileprivate struct State {
        var quarter: VitalQuarter
        var statements: [Place: SlowStatement] = [:]
        /// Closed and not yet written.
        var closed: [VitalQuarter] = []
    }

    /// Routes and chores of one quarter.
    static let mostWorks = 500
    /// Slow statements of one quarter.
    static let mostStatements = 100
    /// Quarters that wait for a database that is away; older ones are given up.
    static let mostClosed = 8

    private let clock: @Sendable () -> Instant
    private let state: Mutex<State>

    init(clock: @escaping @Sendable () -> Instant) {
        self.clock = clock
        state = Mutex(State(quarter: VitalQuarter(at: VitalQuarter.beginning(of: clock()))))
    }

    func add(_ work: VitalWork, _ elapsed: Duration, isFailure: Bool) {
        let now = clock()
        state.withLock { state in
            state.turn(at: now)
            state.quarter.works[state.admitted(work), default: WorkCount()].add(elapsed, isFailure: isFailure)
        }
    }

    func addSlow(_ statement: String, of work: VitalWork, _ elapsed: Duration) {
        let now = clock()
        state.withLock { state in
            state.turn(at: now)
            let work = state.admitted(work)
            state.quarter.works[work, default: WorkCount()].addSlowStatement()
            var place = Place(work: work, statement: String(statement.prefix(SlowStatement.longestText)))
            if state.statements[place] == nil, state.statements.count >= Self.mostStatements {
                place = Place(work: VitalWork(kind: work.kind, name: "other"), statement: "…")
            }
            state.statements[place, default: SlowStatement(work: place.work, statement: place.statement)].add(elapsed)
        }
    }

    /// What is to be written: the closed quarters, the oldest first, and the open one as it stands.
    func quarters(memory: Int64, streams: Int) -> [VitalQuarter] {
        let now = clock()
        return state.withLock { state in
            state.turn(at: now)
            state.quarter.memory = max(state.quarter.memory, memory)
            state.quarter.streams = max(state.quarter.streams, streams)
            return state.closed + [state.whole]
        }
    }

    /// The closed quarters up to this one are on the disk.
    func forget(through at: Instant) {
        state.withLock { $0.closed.removeAll { $0.at <= at } }
    }
}

extension VitalTally.State {
    fileprivate var whole: VitalQuarter {
        var quarter = quarter
        quarter.statements = statements.values.sorted { a, b in
            (a.work, a.statement) < (b.work, b.statement)
        }
        return quarter
    }

    /// A clock that is set back goes on counting in the quarter it stands in.
    fileprivate mutating func turn(at now: Instant) {
        let at = VitalQuarter.beginning(of: now)
        guard at > quarter.at else { return }
        closed = (closed + [whole]).suffix(VitalTally.mostClosed)
        quarter = VitalQuarter(at: at)
        statements = [:]
    }

    fileprivate func admitted(_ work: VitalWork) -> VitalWork {
        quarter.works[work] != nil || quarter.works.count < VitalTally.mostWorks
            ? work : VitalWork(kind: work.kind, name: "other")
    }
}
