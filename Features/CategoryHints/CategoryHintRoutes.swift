import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /category-hints            the hint for what is being written; a part of a page
/// GET  /category-hints            how good they are: ?handbook=
/// POST /category-hints/trainings  trained again now: handbook
/// POST /category-hints/switch     handbook, on
struct CategoryHintRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/category-hints", use: hint)
        routes.get("/category-hints", use: show)
        routes.post("/category-hints/trainings", use: retrain)
        routes.post("/category-hints/switch", use: turn)
    }

    @Sendable func hint(_ request: Request, _ context: SignedIn) async throws -> Response {
        let typed = context.form
        let unit = try form(typed.identifier("unit", of: Unit.self))
        let answer = try await desk.read(context) { tx, actor in
            guard try tx.units(for: actor, permitting: .createCase).contains(where: { $0.id == unit }) else {
                throw NotFound()
            }
            return try tx.categoryHints.answer(CategoryHintForms.text(typed), in: unit)
        }
        return context.fragment(
            CategoryHintPages(viewer: context.viewer).line(answer, chosen: typed.text("category")))
    }

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let code = context.query.text("handbook")
        return try await desk.read(context) { tx, actor in
            let view = try tx.categoryHints.view(code.isEmpty ? nil : code, for: actor, in: viewer.zone)
            let t = viewer.language
            let page = CategoryTrainingPages(view: view, viewer: viewer)
            return desk.frame(
                viewer, actor, title: t(.hintsTitle), section: .figures,
                trail: [Trail(t(.figuresTitle), url: "/reports")], lead: "\(view.title) · \(t(.hintsLead))",
                acts: page.acts
            ).page(content: page.content)
        }
    }

    @Sendable func retrain(_ request: Request, _ context: SignedIn) async throws -> Response {
        let code = try form(context.form.required("handbook", max: 40))
        try await desk.act(context) { tx, actor in try tx.categoryHints.retrain(code, by: actor) }
        return context.seeOther(address(code), notice: context.viewer.language(.hintRetrainAsked))
    }

    @Sendable func turn(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (code, isOn) = try form(context.form.required("handbook", max: 40), context.form.required("on", max: 1))
        try await desk.act(context) { tx, actor in try tx.categoryHints.turn(isOn == "1", code, by: actor) }
        return context.seeOther(address(code), notice: context.viewer.language(.hintSwitchedNow))
    }

    private func address(_ code: String) -> String { "/category-hints?\(FormData(["handbook": [code]]).canonical)" }
}
