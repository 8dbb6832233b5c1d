import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET /search           ?q=&kind=&period=&unit=&progress=&before=
/// GET /search/similar   earlier cases like ?text=, or like the case ?case=; a part of a page
/// POST                  the same for the form of a new case: what is being written stands in no log of addresses
struct SearchRoutes {
    let desk: Workplace

    /// As many as are read at a glance.
    private static let mostSimilar = 5

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/search", use: search)
        routes.get("/search/similar") { [self] _, context in try await similar(context, context.query) }
        routes.post("/search/similar") { [self] _, context in try await similar(context, context.form) }
    }

    @Sendable func search(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let typed = context.query
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let view = try tx.search.view(
                SearchForms.query(typed), SearchForms.tab(typed), SearchForms.filter(typed),
                before: SearchForms.cursor(typed), for: actor)
            // Cases, talk and lessons: what the handbook and the file of customers say is taken out of their own lists.
            let acts: HTML? =
                view.page.hits.isEmpty ? nil : exportButton("found", typed, for: actor, in: viewer.language)
            return desk.frame(viewer, actor, title: viewer.language(.searchTitle), section: .search, acts: acts)
                .page(content: SearchPages(view: view, viewer: viewer, types: try tx.caseTypeNames(for: actor)).content)
        }
    }

    private func similar(_ context: SignedIn, _ typed: FormData) async throws -> Response {
        let text = ["text", "subject", "content", "demand", "product"].map { typed.text($0) }.filter { !$0.isEmpty }
            .joined(separator: "\n")
        let known = typed.text("case")
        let t = context.viewer.language
        let found = try await desk.read(context) { tx, actor in
            let scope = SearchScope(reach: actor.units(permitting: .readCase), staff: actor.staff.id)
            var text = text
            if text.isEmpty, !known.isEmpty {
                let report = try tx.cases.work(on: Case.ID(known), by: actor, needing: .readCase).file.record.report
                text = "\(report.subject)\n\(report.content)"
            }
            return try tx.search.similar(
                to: text, scope, but: known.isEmpty ? nil : Case.ID(known), limit: Self.mostSimilar)
        }
        return context.fragment(
            known.isEmpty ? SearchPages.similar(found, in: t) : SearchPages.similarBeside(found, in: t))
    }
}
