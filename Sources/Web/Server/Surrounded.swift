public import Hummingbird

/// Done around every answer: what is asked (`GET /cases/{id}`: the pattern of the route, `unknown` where there is none),
/// and the answer, errors as their pages.
public typealias Surrounding =
    @Sendable (_ route: String, _ answer: () async throws -> Response) async throws -> Response

struct Surrounded: RouterMiddleware {
    let around: Surrounding

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        try await around("\(request.method.rawValue) \(context.endpointPath ?? "unknown")") {
            try await next(request, context)
        }
    }
}
