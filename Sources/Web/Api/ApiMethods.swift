import Hummingbird
import Synchronization

/// An address of the interface that is there, asked in a way it does not know, says in which ways it may be asked
/// (RFC 9110, 15.5.6): 405 with `Allow`, where the router alone would say that there is no such page.
final class ApiMethods: RouterMiddleware {
    typealias Context = Visitor

    /// The address in its pieces, and how it may be asked.
    private let known = Mutex<[(pieces: [Substring], methods: Set<String>)]>([])

    /// Told when all routes are there: `("GET", "/api/v1/cases/{id}")`.
    func learn(_ routes: [(method: String, path: String)]) {
        let programs = routes.filter { $0.path.hasPrefix("/api/v1") }
        let grouped = Dictionary(grouping: programs, by: \.path).map { path, routes in
            // Whatever can be got, its head can.
            (
                pieces: path.split(separator: "/"),
                methods: Set(routes.flatMap { $0.method == "GET" ? ["GET", "HEAD"] : [$0.method] })
            )
        }
        known.withLock { $0 = grouped }
    }

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound && request.isForPrograms {
            guard let methods = methods(of: request.uri.path), !methods.contains(request.method.rawValue) else {
                throw error
            }
            throw ApiRefused.notAskedSo(allowed: methods.sorted())
        }
    }

    /// Of several addresses that fit, the one that says most of it in letters.
    private func methods(of path: String) -> Set<String>? {
        let pieces = path.split(separator: "/")
        let fitting = known.withLock { known in
            known.filter { entry in
                entry.pieces.count == pieces.count
                    && zip(entry.pieces, pieces).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
            }
        }
        return fitting.max { a, b in
            a.pieces.count { !$0.hasPrefix("{") } < b.pieces.count { !$0.hasPrefix("{") }
        }?.methods
    }
}
