import Hummingbird
import Kernel
import Logging

/// One line a request, and its place in the metrics. The line holds no personal data: the path without its query, the
/// id of the staff member, never a name, an address of a customer or what was typed.
struct RequestLog: RouterMiddleware {
    let requests: Counter
    let latency: Histogram

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let elapsed = ContinuousClock.now - start
        let route = context.endpointPath ?? "unknown"
        requests.add(labels: [route, request.method.rawValue, String(response.status.code)])
        latency.observe(elapsed / .seconds(1), labels: [route])
        context.logger.log(
            level: RequestLog.level(of: response.status, route), "request",
            metadata: [
                "method": "\(request.method.rawValue)",
                "path": "\(request.uri.path.prefix(200))",
                "status": "\(response.status.code)",
                "ms": "\(elapsed.milliseconds)",
                "bytes": "\(response.body.contentLength.map(String.init) ?? "stream")",
                "staff": "\(context.visit.trace.staffID ?? "-")",
            ])
        return response
    }

    /// Files and health checks would drown what people did.
    private static func level(of status: HTTPResponse.Status, _ route: String) -> Logger.Level {
        if status.code >= 500 { return .error }
        return ["/assets/**", "/healthz", "/readyz", "/metrics"].contains(route) ? .debug : .info
    }
}
