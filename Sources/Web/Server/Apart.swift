import Hummingbird

/// Answers each request in a task of its own. A task keeps what its calls have needed of stack for as long as it lives,
/// and that of a connection lives as long as the connection: a page that listens for hours, or keeps its line open, would
/// hold all that a middleware, a session and a route once needed.
struct Apart<Answering: HTTPResponder>: HTTPResponder where Answering.Context: Sendable {
    let answering: Answering

    func respond(to request: Request, context: Answering.Context) async throws -> Response {
        let task = Task { try await answering.respond(to: request, context: context) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
