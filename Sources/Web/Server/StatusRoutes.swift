import Hummingbird
import Kernel

/// For machines that watch over us: alive, ready, and how it goes.
struct StatusRoutes {
    let metrics: Metrics
    let monitors: [AddressRange]
    let leaving: Leaving
    let ready: @Sendable () async -> [Readiness]

    func add(to router: Router<Visitor>) {
        router.get("/healthz") { _, _ in "ok\n" }
        router.get("/readyz") { _, _ in
            // Nothing is asked of the database then: the answer is no whatever it says.
            let checks = leaving.hasBegun ? [Readiness("leaving:", isReady: false)] : await ready()
            return Response(
                status: checks.allSatisfy(\.isReady) ? .ok : .serviceUnavailable,
                headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(
                    byteBuffer: ByteBuffer(
                        string: checks.map { "\($0.name) \($0.isReady ? "ok" : "not ready")\n" }.joined())))
        }
        router.get("/metrics") { _, context in
            // Counts tell a competitor how many customers complain: only the monitor may know.
            guard monitors.contains(where: { $0.contains(context.visit.address) }) else { throw HTTPError(.notFound) }
            return Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: await metrics.text())))
        }
    }
}
