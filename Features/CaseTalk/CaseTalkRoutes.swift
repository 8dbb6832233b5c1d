import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /cases/{id}/entries     something said or written
/// POST /cases/{id}/draft       what is being written, kept as one types
struct CaseTalkRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/cases/:id/entries", use: write)
        routes.post("/cases/:id/draft", use: keepDraft)
    }

    @Sendable func write(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        do {
            let (kind, text) = try form(
                context.form.choice("kind", of: CaseEntry.Kind.self), context.form.required("text", max: 4000))
            try await desk.act(context) { tx, actor in
                switch kind {
                case .reply: try tx.cases.reply(id, text, by: actor)
                case .call: try tx.cases.inform(id, text, by: actor)
                case .receipt: throw NotFound()
                case .customer, .note, .asking: try tx.cases.note(id, text, kind, by: actor)
                }
                try tx.cases.keepDraft(id, "", as: kind, by: actor)
            }
            return context.seeOther("/cases/\(id.rawValue)", notice: context.viewer.language(.caseDone))
        } catch let invalid as Invalid {
            return context.invalid(
                try await desk.casePage(context, id: id, typed: ["entries": Typed(context.form, invalid)]))
        } catch let refusal as any Explainable where refusal.status != .notFound {
            let page = try await desk.casePage(
                context, id: id, typed: ["entries": Typed(context.form)],
                refusal: RefusalPart(refusal, in: context.viewer.language).content)
            return page.response(status: refusal.status)
        }
    }

    /// Answers with one line for the foot of the composer.
    @Sendable func keepDraft(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        let viewer = context.viewer
        do {
            let (kind, text) = try form(
                context.form.choice("kind", of: CaseEntry.Kind.self), context.form.optional("text", max: 4000))
            try await desk.act(context) { tx, actor in
                try tx.cases.keepDraft(id, text ?? "", as: kind, by: actor)
            }
            let time = viewer.now.local(viewer.zone).time.description
            let t = viewer.language
            return context.fragment("\(text == nil ? t(.talkDraftEmpty) : t(.talkDraftSaved, time))")
        } catch let invalid as Invalid {
            let problem = invalid.problems["text"] ?? invalid.problems["kind"]
            return context.fragment("\(problem)", status: .unprocessableContent)
        }
    }
}
