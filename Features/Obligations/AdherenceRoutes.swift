import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET /adherence          the report: ?from=&to=&handbook=&unit=&person=&clause=&by=
/// GET /adherence/records  the rows behind a number: the same, and &outcome=
struct AdherenceRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/adherence", use: report)
        routes.get("/adherence/records", use: records)
    }

    @Sendable func report(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let t = viewer.language
        let query: AdherenceQuery
        do {
            query = try AdherenceForms.query(context.query, today: viewer.zone.day(of: viewer.now), in: t)
        } catch {
            return context.invalid(try await unreadable(context, error))
        }
        return try await desk.readAtLength(context) { tx, actor in
            let pages = AdherencePages(view: try tx.adherence(query, for: actor), viewer: viewer)
            return desk.frame(viewer, actor, title: t(.adherenceTitle), section: .adherence, lead: pages.lead)
                .page(content: pages.content)
        }.response()
    }

    @Sendable func records(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let t = viewer.language
        let typed = context.query
        let asked = try AdherenceForms.query(typed, today: viewer.zone.day(of: viewer.now), in: t)
        let paging = Paging(typed)
        return try await desk.readAtLength(context) { tx, actor in
            let (query, records, total, zone) = try tx.adherenceRecords(
                asked, for: actor, limit: paging.limit, offset: paging.offset)
            var whole = query
            whole.outcome = nil
            let trail = Trail(t(.adherenceTitle), url: AdherenceForms.reportAddress(whole))
            let content = AdherenceRecordPages(records: records, viewer: viewer, zone: zone)
                .list(total: total, paging: paging, query: typed, query)
            return desk.frame(
                viewer, actor, title: t(.adherenceRecords), section: .adherence, trail: [trail], lead: lead(query, t),
                acts: exportButton("obligations", typed, for: actor, in: t)
            ).page(content: content)
        }
    }

    private func lead(_ query: AdherenceQuery, _ t: Language) -> HTML {
        let clause = query.clause.map { "\(ClauseMark($0).html) " as HTML }
        return "\(clause)\(query.from.longText(in: t)) – \(query.to.longText(in: t))"
    }

    private func unreadable(_ context: SignedIn, _ invalid: Invalid) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { _, actor in
            desk.frame(viewer, actor, title: viewer.language(.adherenceTitle), section: .adherence).page(
                content: AdherencePages.filters(Typed(context.query, invalid), nil, nil, in: viewer.language))
        }
    }
}
