import Database
import Hummingbird
import Kernel
import NIOCore
import Web

/// GET  /shift-calendars/{secret}     a person's shifts as iCalendar, for whoever has its address
struct ShiftFeedRoutes {
    let desk: Workplace

    /// Telephones bring no session.
    func add(to routes: RouterGroup<Visitor>) {
        routes.get("/shift-calendars/:id") { [desk] _, context -> Response in
            let secret = context.parameters.get("id") ?? ""
            let feed = try await desk.database.read { tx in try tx.shiftFeeds.calendar(behind: secret) }
            guard let feed else { return Response(status: .notFound) }
            return Response(
                status: .ok,
                headers: [.contentType: "text/calendar; charset=utf-8", .cacheControl: "private, no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: feed.text)))
        }
    }
}
