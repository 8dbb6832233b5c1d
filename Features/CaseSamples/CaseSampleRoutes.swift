import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /samples         what waits to be checked, what was found, how it was drawn
/// GET  /samples/{id}    leads to its line
/// POST /samples/{id}    verdict, note
struct CaseSampleRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/samples") { [self] _, context in try await page(context) }
        routes.get("/samples/:id") { [desk] _, context -> Response in
            let id: CaseSample.ID = try context.identifier()
            _ = try await desk.read(context) { tx, actor in try tx.caseSamples.require(id, by: actor) }
            return context.seeOther("/samples#s-\(id.rawValue)")
        }
        routes.post("/samples/:id") { [self] _, context -> Response in
            let id: CaseSample.ID = try context.identifier()
            let typed = context.form
            do {
                let (verdict, note) = try form(
                    typed.choice("verdict", of: CaseSample.Verdict.self), typed.required("note", max: 400))
                try await desk.act(context) { tx, actor in
                    try tx.caseSamples.verify(id, verdict, note: note, by: actor)
                }
                return context.seeOther("/samples", notice: context.viewer.language(.sampleSaved))
            } catch let invalid as Invalid {
                return context.invalid(try await page(context, typed: (id, Typed(typed, invalid))))
            } catch let refusal as any Explainable where refusal.status != .notFound {
                let remark = RefusalPart(refusal, in: context.viewer.language).html
                return try await page(context, typed: (id, Typed(typed)), refusal: remark)
                    .response(status: refusal.status)
            }
        }
    }

    private func page(
        _ context: SignedIn, typed: (id: CaseSample.ID?, typed: Typed) = (nil, .blank), refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        return try await desk.read(context) { [desk] tx, actor in
            guard actor.holds(.readCase) else { throw NotFound() }
            let samples = tx.caseSamples
            let reach = actor.units(permitting: .readCase)
            let open = try samples.lines(within: reach, isOpen: true, limit: 50, offset: 0)
            let done = try samples.lines(within: reach, isOpen: false, limit: 50, offset: 0)
            // How it is drawn is told to those who read the reports of the office that draws.
            let draws = try samples.draws(
                within: reach, limit: paging.limit, offset: paging.offset)
            var mine: Set<CaseSample.Draw.ID> = []
            for id in Set(open.lines.map(\.sample.draw)) {
                if let draw = try samples.draw(id), try samples.isVerifier(actor.staff.id, of: draw) { mine.insert(id) }
            }
            let units = Set(
                (open.lines + done.lines).map(\.sample.unit) + draws.lines.map(\.draw.unit))
            let page = CaseSamplePages(
                open: open, done: done, draws: draws, units: try tx.unitNames(of: units),
                names: try tx.names(of: Set(done.lines.compactMap { $0.sample.verification?.by })), mine: mine,
                viewer: viewer, paging: paging, query: query, typed: typed)
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.samplesTitle), section: .library,
                trail: [Trail(t(.casesTitle), url: "/cases"), Trail(t(.libraryTitle), url: "/cases/library")],
                lead: "\(t(.samplesLead))"
            ).page(content: "\(refusal)\(page.content)")
        }
    }
}
