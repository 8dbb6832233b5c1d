package import Database
package import Kernel

/// Stands around everything that the house does, counts it, and writes it down once a minute.
///
///     try await vitals.around("GET /cases/{id}", isFailure: { $0.status.code >= 500 }) { try await answer() }
package struct VitalCare: Sendable {
    private let database: any Database
    private let tally: VitalTally
    private let node: VitalNode
    private let clock: @Sendable () -> Instant
    private let slow: Duration
    private let tell: @Sendable (_ work: String, _ statement: String, _ elapsed: Duration) -> Void

    /// `slow`: a statement that takes longer is kept and told. It is told without its values.
    package init(
        _ database: any Database, node name: String, version: String, slow: Duration, ids: IDs,
        clock: @escaping @Sendable () -> Instant,
        tell: @escaping @Sendable (_ work: String, _ statement: String, _ elapsed: Duration) -> Void
    ) {
        self.database = database
        self.clock = clock
        self.slow = slow
        self.tell = tell
        tally = VitalTally(clock: clock)
        let now = clock()
        node = VitalNode(id: ids.make(), name: name, version: version, startedAt: now, seenAt: now)
    }

    /// An answer, by the pattern of its route; one that throws has failed.
    package func around<T: Sendable>(
        _ route: String, isFailure: @Sendable (T) -> Bool, _ answer: () async throws -> T
    ) async throws -> T {
        let work = VitalWork(kind: .route, name: route)
        let start = ContinuousClock.now
        do {
            let value = try await StatementWatch.$current.withValue(watch(of: work)) { try await answer() }
            tally.add(work, ContinuousClock.now - start, isFailure: isFailure(value))
            return value
        } catch {
            tally.add(work, ContinuousClock.now - start, isFailure: true)
            throw error
        }
    }

    /// Hears of the statements of a chore.
    package func watch(ofChore name: String) -> StatementWatch { watch(of: VitalWork(kind: .chore, name: name)) }

    package func add(_ run: RunningChores.Run) {
        if run.outcome == .taken { return }
        let isFailure =
            switch run.outcome {
            case .failed, .stumbled: true
            case .done, .more, .taken: false
            }
        tally.add(VitalWork(kind: .chore, name: run.chore), run.elapsed, isFailure: isFailure)
    }

    /// Writes down what has been counted. `memory` in bytes, `streams`: pages that listen.
    package func round(memory: Int64, streams: Int) async throws {
        var node = node
        node.seenAt = clock()
        let quarters = tally.quarters(memory: memory, streams: streams)
        try await database.write { [node] tx in
            try tx.vitals.put(node)
            for quarter in quarters { try tx.vitals.put(quarter, of: node.id) }
        }
        if let last = quarters.dropLast().last { tally.forget(through: last.at) }
    }

    private func watch(of work: VitalWork) -> StatementWatch {
        StatementWatch { [slow, tally, tell] sql, elapsed in
            guard elapsed >= slow else { return }
            let statement = sql.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            tally.addSlow(statement, of: work, elapsed)
            tell(work.name, statement, elapsed)
        }
    }
}

extension Chore {
    static let vitalForgetting = Chore(
        name: "vitals.forget", rhythm: .every(.hours(1)),
        work: { tx in try tx.vitals.forget(limit: 2000) ? .more : .done })
}
