import Kernel
import Synchronization

/// Tells open pages that something they show has changed. It carries topics, never facts: a page asks again for what
/// it may see, so nothing leaks through here, and a message lost is a page that is a little late.
public final class EventHub: Sendable {
    /// What one open page is told.
    enum Message: Sendable, Equatable {
        case topic(String, data: String)
        /// nothing new, still here: keeps proxies from closing the stream, and shows us who has left
        case heartbeat
    }

    struct Subscription: Sendable {
        let id: Int
        let messages: AsyncStream<Message>
    }

    /// More pages than that on one node are refused: each holds a connection.
    public static let largestCrowd = 10_000
    /// And more than that of one person on one node: a stream is kept open for as long as somebody likes.
    public static let usualPerPerson = 40
    /// Said by the database when it may have missed something: everybody looks again. (Its own word for it; `Web` does
    /// not know databases.)
    static let anything = "*"
    /// Told to look again at once; the others follow, so many at a time, with a pause between them: the answers that they
    /// ask for are work too.
    static let wave = 50
    private static let pauseBetweenWaves = Duration.milliseconds(50)
    /// A page that does not read falls this far behind, then loses the oldest: it asks for everything anyway.
    static let backlog = 256

    private struct Listener {
        let person: String
        let topics: Set<String>
        let continuation: AsyncStream<Message>.Continuation
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        /// how many of them are one person's; nobody stands here with none
        var pages: [String: Int] = [:]
        var next = 0
        var isLookingAgain = false
        var shallLookAgain = false
    }

    private let state = Mutex(State())

    private let perPerson: Int

    /// `perPerson`: how many pages of one person listen at once
    public init(perPerson: Int = EventHub.usualPerPerson) { self.perPerson = perPerson }

    /// how many pages listen
    public var crowd: Int { state.withLock { $0.listeners.count } }

    public func publish(_ topic: String, data: String = "") {
        send(.topic(topic, data: data)) { $0.topics.contains(topic) }
    }

    /// Every announcement of the database, from whatever node. `case:7 closed` is topic `case:7` with data `closed`.
    /// A topic `case:7` also reaches those who listen to `case`, the kind. Where something may have been missed, everybody
    /// is told all they listen to. Runs until the stream ends.
    public func feed(from announcements: AsyncStream<String>) async {
        await withDiscardingTaskGroup { group in
            for await text in announcements {
                if text == EventHub.anything {
                    group.addTask { await self.lookAgain() }
                } else {
                    pass(on: text)
                }
            }
        }
    }

    private func pass(on text: String) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let topic = parts.first else { return }
        let data = parts.count > 1 ? parts[1] : ""
        publish(topic, data: data)
        if let kind = topic.split(separator: ":").first, kind.count < topic.count {
            publish(String(kind), data: topic)
        }
    }

    /// Two who ask at once are one; who asks while it is going on has it done once more, since those who were told first
    /// have asked already.
    private func lookAgain() async {
        guard beginLookingAgain() else { return }
        repeat {
            let everybody = state.withLock { state in state.listeners.sorted { $0.key < $1.key }.map(\.value) }
            for start in stride(from: 0, to: everybody.count, by: EventHub.wave) {
                if start > 0 { try? await Task.sleep(for: EventHub.pauseBetweenWaves) }
                for listener in everybody[start..<min(start + EventHub.wave, everybody.count)] {
                    for topic in listener.topics.sorted() { listener.continuation.yield(.topic(topic, data: "")) }
                }
            }
        } while isToLookAgain()
    }

    private func beginLookingAgain() -> Bool {
        state.withLock { state in
            state.shallLookAgain = state.isLookingAgain
            defer { state.isLookingAgain = true }
            return !state.isLookingAgain
        }
    }

    private func isToLookAgain() -> Bool {
        state.withLock { state in
            defer { state.shallLookAgain = false }
            state.isLookingAgain = state.shallLookAgain
            return state.shallLookAgain
        }
    }

    /// `person` is the id of the staff record. Refuses whoever has too many pages open, and everybody when the house is full.
    func subscribe(_ topics: Set<String>, for person: String) throws(StreamRefused) -> Subscription {
        let (messages, continuation) = AsyncStream.makeStream(
            of: Message.self, bufferingPolicy: .bufferingNewest(EventHub.backlog))
        let id = try state.withLock { state throws(StreamRefused) -> Int in
            guard state.pages[person, default: 0] < perPerson else { throw .tooMany(limit: perPerson) }
            guard state.listeners.count < EventHub.largestCrowd else { throw .houseIsFull }
            state.next += 1
            state.pages[person, default: 0] += 1
            state.listeners[state.next] = Listener(person: person, topics: topics, continuation: continuation)
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.forget(id) }
        return Subscription(id: id, messages: messages)
    }

    func forget(_ id: Int) {
        let listener = state.withLock { state -> Listener? in
            guard let listener = state.listeners.removeValue(forKey: id) else { return nil }
            let left = state.pages[listener.person, default: 1] - 1
            state.pages[listener.person] = left > 0 ? left : nil
            return listener
        }
        listener?.continuation.finish()
    }

    func beat() { send(.heartbeat) { _ in true } }

    /// Ends all streams.
    func close() {
        let listeners = state.withLock { state in
            defer {
                state.listeners = [:]
                state.pages = [:]
            }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.continuation.finish() }
    }

    /// The lock is let go before anybody is told: a continuation may call back.
    private func send(_ message: Message, to isMeant: (Listener) -> Bool) {
        let listeners = state.withLock { $0.listeners.values.filter(isMeant) }
        for listener in listeners { listener.continuation.yield(message) }
    }
}
