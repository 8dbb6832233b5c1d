import Synchronization

/// The words of announcements: what a transaction may say to all nodes, and how much.
public enum Announcement {
    /// Told to a listener who may have missed something: look at everything again.
    public static let anything = "*"
    /// The longest topic, in bytes of UTF-8. (PostgreSQL would carry just under 8000.)
    public static let bytes = 1000
    /// The most topics one transaction announces one by one.
    public static let limit = 256
    /// Topics kept for a listener that is slower than the house.
    static let buffer = 1024
}

/// Passes topics on to the listeners of this process.
final class Announcements: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<String>.Continuation] = [:]
        var next = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    func listen() -> AsyncStream<String> {
        let (stream, listener) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingNewest(Announcement.buffer))
        let number: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.next += 1
            state.listeners[state.next] = listener
            return state.next
        }
        guard let number else {
            listener.finish()
            return stream
        }
        listener.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: number) }
        }
        return stream
    }

    func tell(_ topics: [String]) {
        guard !topics.isEmpty else { return }
        for listener in state.withLock({ Array($0.listeners.values) }) {
            for topic in topics {
                if case .dropped = listener.yield(topic) { listener.yield(Announcement.anything) }
            }
        }
    }

    func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            return Array(state.listeners.values)
        }
        // Outside the lock: `finish` calls `onTermination`, which takes it.
        for listener in listeners { listener.finish() }
    }
}
