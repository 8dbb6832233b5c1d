import CSQLite

/// Stops a statement that takes too long: SQLite asks now and then whether it should go on.
final class Patience {
    private let limit: Duration
    private var end: ContinuousClock.Instant?

    init(_ limit: Duration) { self.limit = limit }

    /// The handle must not outlive this object.
    func watch(_ handle: OpaquePointer) {
        let ourselves = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_progress_handler(handle, steps, { patience in patience.map(answer) ?? 0 }, ourselves)
    }

    func begin() { end = .now + limit }
    func finish() { end = nil }

    fileprivate var isOver: Bool { end.map { $0 < .now } ?? false }
}

/// Between two questions, in instructions of SQLite's machine: about a millisecond.
private let steps: Int32 = 100_000

/// Anything but 0 stops the statement.
private func answer(_ patience: UnsafeMutableRawPointer) -> Int32 {
    Unmanaged<Patience>.fromOpaque(patience).takeUnretainedValue().isOver ? 1 : 0
}
