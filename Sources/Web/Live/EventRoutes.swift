import Hummingbird
import Kernel
import NIOCore
import ServiceLifecycle

/// `GET /events?topic=case&topic=case:7`: a stream of server-sent events (HTML, 9.2).
struct EventRoutes {
    let hub: EventHub
    let mayListen: MayListen

    /// More topics than any page shows.
    static let mostTopics = 20
    static let longestTopic = 100

    func add(to signedIn: RouterGroup<SignedIn>) {
        signedIn.get("/events") { _, context in
            let topics = Set(context.query.all("topic"))
            guard !topics.isEmpty, topics.count <= EventRoutes.mostTopics,
                topics.allSatisfy({ !$0.isEmpty && $0.utf8.count <= EventRoutes.longestTopic })
            else { throw HTTPError(.badRequest) }
            var allowed: Set<String> = []
            for topic in topics where await mayListen(context.viewer, topic) { allowed.insert(topic) }
            guard !allowed.isEmpty else { throw HTTPError(.forbidden) }
            return stream(try hub.subscribe(allowed, for: context.viewer.id))
        }
    }

    /// Ends when the page goes away, and when the house closes for the night.
    private func stream(_ subscription: EventHub.Subscription) -> Response {
        let body = ResponseBody { writer in
            // The first bytes tell the browser that the line is open, and when to come again once it is not.
            try await writer.write(ByteBuffer(string: "retry: \(EventRoutes.comeAgain(subscription.id))\n\n"))
            for await message in subscription.messages.cancelOnGracefulShutdown() {
                try await writer.write(ByteBuffer(string: EventRoutes.text(of: message)))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8",
                .cacheControl: "no-store",
                .accelBuffering: "no",
            ],
            body: body)
    }

    /// Milliseconds, from two to five seconds and for each stream another: when a node closes, those who listened to it
    /// do not stand before the next one all at once.
    static func comeAgain(_ stream: Int) -> Int { 2000 + stream &* 797 % 3000 }

    /// Line ends in a value would begin another field: they are taken out of the topic and folded in the data.
    static func text(of message: EventHub.Message) -> String {
        switch message {
        case .heartbeat: ": here\n\n"
        case .topic(let topic, let data):
            "event: \(topic.filter { !$0.isNewline })\n"
                + data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .map { "data: \($0)\n" }.joined() + "\n"
        }
    }
}

/// Whether this person may be told about that topic. Given by the desk.
public typealias MayListen = @Sendable (Viewer, String) async -> Bool
