public import Kernel

/// Hears of each statement that a body has run: what it says, without its values, and how long it took.
///
///     StatementWatch.$current.withValue(StatementWatch { sql, elapsed in … }) { try await database.read { … } }
///
/// Holds for the transactions that begin in the task that set it and in its children. Called on the connection's
/// thread while the transaction is open: it must neither wait nor ask the database.
public struct StatementWatch: Sendable {
    @TaskLocal public static var current: StatementWatch?

    let hear: @Sendable (SQL, Duration) -> Void

    public init(_ hear: @escaping @Sendable (SQL, Duration) -> Void) { self.hear = hear }
}
