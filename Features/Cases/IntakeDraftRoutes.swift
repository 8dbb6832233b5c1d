import Database
import Hummingbird
import Kernel
import Web

/// POST /cases/new/draft            what is being typed, kept as one types
/// POST /cases/new/draft/removal    one begins anew
struct IntakeDraftRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/cases/new/draft", use: keep)
        routes.post("/cases/new/draft/removal", use: remove)
    }

    /// Answers with one line for the foot of the form.
    @Sendable func keep(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let t = viewer.language
        do {
            let body = try IntakeDraftForms.kept(context.form, in: t)
            try await desk.act(context) { tx, actor in try tx.cases.keepIntakeDraft(body, by: actor) }
            let time = viewer.now.local(viewer.zone).time.description
            return context.fragment("\(body == nil ? t(.talkDraftEmpty) : t(.talkDraftSaved, time))")
        } catch let invalid as Invalid {
            return context.fragment(
                "<span class=\"problem\">\(invalid.problems.values.sorted().joined(separator: " "))</span>")
        }
    }

    @Sendable func remove(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await desk.act(context) { tx, actor in try tx.cases.keepIntakeDraft(nil, by: actor) }
        return context.seeOther("/cases/new", notice: context.viewer.language(.intakeDraftRemoved))
    }
}
