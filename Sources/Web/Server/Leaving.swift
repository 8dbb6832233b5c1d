import Hummingbird
import Kernel
import ServiceLifecycle
import Synchronization

/// Whether the house is about to close. Until it closes it goes on as ever; but whoever asks whether it is ready hears
/// no, and connections are not kept for another request.
final class Leaving: Sendable {
    private let begun = Atomic(false)

    var hasBegun: Bool { begun.load(ordering: .acquiring) }

    func begin() { begun.store(true, ordering: .releasing) }
}

/// What is asked to stop first: it says that the house is leaving, and holds everything else open for as long as a
/// balancer needs to hear of it and to send people elsewhere. Nobody who comes meanwhile stands before a closed door.
struct Farewell: Service {
    let leaving: Leaving
    let length: Duration

    func run() async throws {
        try? await gracefulShutdown()
        leaving.begin()
        guard length > .zero else { return }
        try? await Task.sleep(for: length)
    }
}

/// An answer of a house that is leaving asks for the connection to be closed after it: the next request goes elsewhere.
struct LastAnswers: RouterMiddleware {
    let leaving: Leaving

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if leaving.hasBegun { response.headers[.connection] = "close" }
        return response
    }
}
