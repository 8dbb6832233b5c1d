import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET /reports                 all figures of a period: ?from=&to=&unit=&type=; where there is much to count the page comes
///                              first and fetches them (&counted=part), or one waits for both (&counted=whole)
/// GET /reports/{figure}        one figure: the same, and &by=
/// GET /reports/{figure}/rows   the rows behind it: the same, and &key=&part=
struct FigureRoutes {
    let desk: Workplace
    /// Cases of a period from which on its report is not waited for: some tenths of a second.
    var mostAtOnce = 10_000

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/reports", use: report)
        routes.get("/reports/:figure", use: breakdown)
        routes.get("/reports/:figure/rows", use: rows)
    }

    @Sendable func report(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let counted = FigureForms.Counted(rawValue: context.query.text("counted"))
        return try await asked(context) { query in
            if counted == nil, let page = try await later(query, context) { return page.response() }
            let isPart = counted == .part && context.isFragment
            let page = try await desk.readAtLength(context) { tx, actor in
                let page = FigurePages(
                    report: try tx.figures.report(query, for: actor, in: viewer.zone), viewer: viewer)
                return isPart ? page.figures : frame(query, context, actor).page(content: page.content)
            }
            return isPart ? context.fragment(page) : page.response()
        }
    }

    /// Where counting would keep somebody waiting: the page that fetches the figures.
    private func later(_ query: FigureQuery, _ context: SignedIn) async throws -> HTML? {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            guard actor.holds(.readAdherence), try tx.figures.isLong(query, in: viewer.zone, from: mostAtOnce)
            else { return nil }
            let content = FigurePages.later(
                query, units: try tx.units(for: actor, permitting: .readAdherence),
                types: try tx.caseTypeNames(for: actor), now: tx.now, in: viewer)
            return frame(query, context, actor).page(content: content)
        }
    }

    private func frame(_ query: FigureQuery, _ context: SignedIn, _ actor: Actor) -> Frame {
        let viewer = context.viewer
        return desk.frame(
            viewer, actor, title: viewer.language(.figuresTitle), section: .figures,
            lead: FigurePages.lead(query, in: viewer.language),
            acts: HTML([
                exportButton("figures", context.query, for: actor, in: viewer.language),
                linkButton(viewer.language(.dayTitle), url: "/digests/day"),
                linkButton(viewer.language(.digestsTitle), url: "/digests"),
                linkButton(viewer.language(.hintsTitle), url: "/category-hints"),
            ]),
            scripts: ["vendor/js/echarts.min.js"])
    }

    @Sendable func breakdown(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let figure = try figure(context)
        return try await asked(context) { query in
            try await desk.readAtLength(context) { tx, actor in
                let page = FigureBreakdownPages(
                    breakdown: try tx.figures.breakdown(
                        figure, by: query.dimension ?? .category, query, for: actor, in: viewer.zone), viewer: viewer)
                return frame(viewer, actor, figure, query, lead: page.lead).page(content: page.content)
            }.response()
        }
    }

    @Sendable func rows(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let figure = try figure(context)
        let typed = context.query
        let paging = Paging(typed)
        let part = FigurePart(rawValue: typed.text("part")) ?? .whole
        return try await asked(context) { query in
            try await desk.readAtLength(context) { tx, actor in
                let list = try tx.figures.list(
                    figure, part, query, for: actor, in: viewer.zone, limit: paging.limit, offset: paging.offset)
                let page = FigureListPages(list: list, viewer: viewer)
                return frame(viewer, actor, figure, query, lead: page.lead)
                    .page(content: page.content(paging: paging, query: typed))
            }.response()
        }
    }

    private func figure(_ context: SignedIn) throws -> Figure {
        guard let figure = Figure(rawValue: try context.path("figure")) else { throw NotFound() }
        return figure
    }

    private func frame(
        _ viewer: Viewer, _ actor: Actor, _ figure: Figure, _ query: FigureQuery, lead: HTML
    ) -> Frame {
        let t = viewer.language
        let trail = Trail(t(.figuresTitle), url: FigureForms.reportAddress(query))
        return desk.frame(viewer, actor, title: t(figure.word), section: .figures, trail: [trail], lead: lead)
    }

    /// What cannot be read is told beside its field, and nothing is counted.
    private func asked(
        _ context: SignedIn, _ answer: (FigureQuery) async throws -> Response
    ) async throws -> Response {
        let viewer = context.viewer
        let t = viewer.language
        let query: FigureQuery
        do {
            query = try FigureForms.query(context.query, today: viewer.zone.day(of: viewer.now), in: t)
        } catch {
            let page = try await desk.read(context) { tx, actor in
                try desk.frame(viewer, actor, title: t(.figuresTitle), section: .figures).page(
                    content: FigurePages.filters(
                        Typed(context.query, error), [], nil, tx.caseTypeNames(for: actor), in: viewer))
            }
            return context.invalid(page)
        }
        return try await answer(query)
    }
}
