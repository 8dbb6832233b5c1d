package import Database

/// Does the chores of one node, one after another. Every node has one; the timetable in the database keeps them apart.
///
/// Time is the database's clock (`tx.now`), so a test moves its clock and calls `runDue()`; nothing here waits.
package struct RunningChores: Sendable {
    /// One piece of work that was done, or was not.
    package struct Run: Sendable {
        package let chore: String
        package let outcome: Outcome
        package let elapsed: Duration
    }

    package enum Outcome: Equatable, Sendable {
        case done
        case more
        /// Another node has it, or was quicker.
        case taken
        /// One piece was set aside, and why; what else the chore does goes on.
        case stumbled(because: String)
        /// The work is undone; it will be tried again after a pause. How often it has failed in a row, and why.
        case failed(times: Int, because: String)
    }

    private let database: any Database
    private let chores: [String: Chore]
    private let repeated: [String]
    /// Told of every run: for the log and the metrics.
    private let report: @Sendable (Run) -> Void
    /// Hears of the statements of a chore.
    private let watch: @Sendable (String) -> StatementWatch?

    /// Pieces of work in one call of `runDue`: a chore that always says `.more` cannot keep the caller for ever.
    private static let bound = 1000

    package init(
        _ chores: [Chore], on database: any Database,
        watch: @escaping @Sendable (String) -> StatementWatch? = { _ in StatementWatch.current },
        report: @escaping @Sendable (Run) -> Void = { _ in }
    ) {
        self.database = database
        self.chores = Dictionary(chores.map { ($0.name, $0) }) { first, _ in first }
        repeated = Dictionary(grouping: chores, by: \.name).filter { $0.value.count > 1 }.keys.sorted()
        self.watch = watch
        self.report = report
    }

    /// Once at start, after the migrations. Refuses two chores of one name (`ChoreNamedTwice`).
    package func register() async throws {
        if let name = repeated.first { throw ChoreNamedTwice(name: name) }
        let names = chores.keys.sorted()
        try await database.write { tx in try tx.chores.enter(names) }
    }

    /// Does what is due now, round after round while there is more. Answers what was done.
    /// Throws only if the database cannot be asked what is due.
    @discardableResult
    package func runDue() async throws -> [Run] {
        var runs: [Run] = []
        var isMore = true
        while isMore {
            isMore = false
            // Asked anew each round: what has become due meanwhile does not wait for the end of a long piece of work.
            for chore in try await due() {
                guard runs.count < Self.bound, !Task.isCancelled else { return runs }
                let start = ContinuousClock.now
                let outcome = await StatementWatch.$current.withValue(watch(chore.name)) { await run(chore) }
                if outcome == .more { isMore = true }
                runs.append(Run(chore: chore.name, outcome: outcome, elapsed: ContinuousClock.now - start))
                report(runs[runs.count - 1])
            }
        }
        return runs
    }

    package func states() async throws -> [ChoreState] {
        try await database.read { [chores] tx in
            try tx.chores.states { name in chores[name]?.isNeeded(seenBy: tx) ?? false }
        }
    }

    private func due() async throws -> [Chore] {
        try await database.read { [chores] tx in
            try tx.chores.due().compactMap { chores[$0] }.filter { $0.isNeeded(seenBy: tx) }
        }
    }

    private func run(_ chore: Chore) async -> Outcome {
        do {
            return try await database.write { tx in
                guard try tx.chores.claim(chore.name) else { return .taken }
                let progress = try chore.work(tx)
                try tx.chores.finish(chore.name, next: progress == .more ? tx.now : chore.rhythm.beat(after: tx.now))
                return switch progress {
                case .done: .done
                case .more: .more
                case .stumbled(let reason): .stumbled(because: reason)
                }
            }
        } catch {
            return await noteFailure(of: chore, String(describing: error))
        }
    }

    /// Where even the failure cannot be written down, it is reported all the same: the next round tries again.
    private func noteFailure(of chore: Chore, _ reason: String) async -> Outcome {
        let times = try? await database.write { tx in try tx.chores.fail(chore.name, because: reason) }
        return .failed(times: times ?? 1, because: reason)
    }
}

/// Two chores share a name, so they would share a row of the timetable: one of them would never run.
struct ChoreNamedTwice: Error, Equatable, CustomStringConvertible {
    let name: String
    var description: String { "two chores are called \(name)" }
}

extension Chore {
    /// A look that fails is no reason not to run: the run will say what is wrong, and be counted.
    fileprivate func isNeeded(seenBy tx: Transaction) -> Bool {
        do { return try tx.savepoint { try isNeeded(tx) } } catch { return true }
    }
}
