import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /cases/{id}/entries                       something said or written
/// POST /cases/{id}/draft                         what is being written, kept as one types
/// POST /cases/{id}/held/{part}/taking-back       an answer that has not left yet
struct CaseTalkRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/cases/:id/entries", use: write)
        routes.post("/cases/:id/draft", use: keepDraft)
        routes.post("/cases/:id/held/:part/taking-back", use: takeBack)
    }

    @Sendable func write(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        do {
            let (kind, text) = try form(
                context.form.choice("kind", of: CaseEntry.Kind.self), context.form.required("text", max: 4000))
            let (seen, warned) = (context.form.text("_seen"), Warned(context.form))
            let notice = try await desk.act(context) { tx, actor in
                var actor = actor
                actor.warned = warned.phrases
                // A note beside the matter is in nobody's way.
                if kind != .note { try tx.cases.refuseIfOvertaken(id, since: seen, by: actor) }
                var notice = Word.caseDone
                switch kind {
                case .reply:
                    notice = try tx.heldReplies.send(id, text, by: actor) == .gone ? .heldSentAtOnce : .heldSent
                case .call: try tx.cases.inform(id, text, by: actor)
                case .receipt: throw NotFound()
                case .customer, .note, .asking: try tx.cases.note(id, text, kind, by: actor)
                }
                try tx.cases.keepDraft(id, "", as: kind, by: actor)
                return notice
            }
            // Back to where one wrote: there stands what was sent, with the way to take it back.
            let part = kind == .reply ? "held" : "composer"
            return context.seeOther("\(context.address(of: id))#\(part)", notice: context.viewer.language(notice))
        } catch let invalid as Invalid {
            return context.invalid(
                try await desk.casePage(context, id: id, typed: ["entries": Typed(context.form, invalid)]))
        } catch let overtaken as CaseOvertaken {
            let page = try await desk.casePage(
                context, id: id, typed: ["entries": Typed(context.form)],
                refusal: CaseOvertakingPages(
                    overtaken: overtaken, typed: [context.form.text("text")], viewer: context.viewer,
                    zone: context.viewer.zone
                ).html)
            return page.response(status: .conflict)
        } catch let warning as PhraseWarning {
            return try await desk.casePage(context, id: id, warnedOf: warning, form: "entries")
        } catch let refusal as any Explainable where refusal.status != .notFound {
            let page = try await desk.casePage(
                context, id: id, typed: ["entries": Typed(context.form)],
                refusal: RefusalPart(refusal, in: context.viewer.language).content)
            return page.response(status: refusal.status)
        }
    }

    @Sendable func takeBack(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        let part: HeldReply.ID = try context.identifier("part")
        do {
            try await desk.act(context) { tx, actor in try tx.heldReplies.takeBack(part, of: id, by: actor) }
            return context.seeOther(
                "\(context.address(of: id))#composer", notice: context.viewer.language(.heldTakenBack))
        } catch let refusal as HeldReply.Refusal {
            let page = try await desk.casePage(
                context, id: id, refusal: RefusalPart(refusal, in: context.viewer.language).content)
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
