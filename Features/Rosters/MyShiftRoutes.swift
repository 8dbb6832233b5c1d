import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /shifts                       我的班表; POST /shifts/{id}/taking takes an open shift
/// POST /shifts/feed · /shifts/feed/revocation
struct MyShiftRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/shifts") { _, context in try await page(context) }
        routes.post("/shifts/feed", use: make)
        routes.post("/shifts/feed/revocation") { _, context in
            try await desk.act(context) { tx, actor in try tx.shiftFeeds.revoke(by: actor) }
            return context.seeOther("/shifts", notice: context.viewer.language(.feedRevoked))
        }
        routes.post("/shifts/:id/taking", use: take)
    }

    private func page(_ context: SignedIn, feed: String? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        let month = Day(iso: context.query.text("month"))
        return try await desk.read(context) { [desk] tx, actor in
            let mine = try tx.shifts.mine(actor, month: month, in: viewer.zone)
            return desk.frame(
                viewer, actor, title: viewer.language(.myShifts), section: .rosters,
                trail: [Trail(viewer.language(.rostersTitle), url: "/rosters")]
            ).page(
                content:
                    "\(ShiftTabPages.html(.mine, in: viewer.language))\(MyShiftPages(mine: mine, viewer: viewer).page(newFeed: feed, refusal: refusal))"
            )
        }
    }

    @Sendable private func make(_ request: Request, _ context: SignedIn) async throws -> Response {
        let secret = Secrets.hex(try Secrets.random(bytes: 24))
        try await desk.act(context) { tx, actor in try tx.shiftFeeds.make(secret, by: actor) }
        // Whole, as a telephone has to be told it; the form reader has seen that it is our own.
        let origin = request.headers[.origin].flatMap { $0.hasPrefix("http") ? $0 : nil } ?? ""
        return try await page(context, feed: "\(origin)/shift-calendars/\(secret)").response()
    }

    @Sendable private func take(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: ShiftAssignment.ID = try context.identifier()
        do {
            try await desk.act(context) { tx, actor in try tx.rosters.take(id, by: actor) }
            return context.seeOther("/shifts", notice: context.viewer.language(.shiftTaken))
        } catch let refusal as any Explainable where refusal.status != .notFound && refusal.status != .forbidden {
            return try await page(context, refusal: RefusalPart(refusal, in: context.viewer.language).content)
                .response(status: refusal.status)
        }
    }
}
