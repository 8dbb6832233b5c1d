import Synchronization

/// The way to the server, shared by all workers of a pool. Once the server has been found away, one of them looks whether
/// it is back; the others refuse at once, so that nobody stands in line for a server that is not there, and a server that
/// has just come back is not met by everybody at the same moment.
final class PostgresDoor: Sendable {
    private struct State {
        var isClosed = false
        var isSomebodyLooking = false
    }

    private let address: PostgresAddress
    private let state = Mutex(State())

    init(_ address: PostgresAddress) { self.address = address }

    /// A new link; `unavailable` at once while the server is known to be away and another one is looking.
    func open() throws(DatabaseError) -> PostgresConnection {
        let mayLook = state.withLock { state in
            guard state.isClosed else { return true }
            defer { state.isSomebodyLooking = true }
            return !state.isSomebodyLooking
        }
        guard mayLook else { throw DatabaseError(kind: .unavailable, message: "the server is away") }
        do {
            let connection = try PostgresConnection(address)
            state.withLock { $0 = State() }
            return connection
        } catch {
            state.withLock { $0 = State(isClosed: true) }
            throw error
        }
    }
}
