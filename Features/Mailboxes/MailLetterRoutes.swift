import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /contacts/{id}/letter/answer · taking · closing          what is done with a letter
/// POST /contacts/{id}/letter/answers/{part}/taking-back         an answer that has not left yet
/// POST /contacts/{id}/letter/draft                             what is being written, kept as one types
/// GET  /contacts/{id}/letter/files/{part}                       a file that came along
struct MailLetterRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/contacts/:id/letter/answer") { _, context in
            try await act(context, .letterSent) { typed in
                let text = try form(typed.required("text", max: 4000))
                let warned = Warned(typed)
                return { tx, id, actor in
                    var actor = actor
                    actor.warned = warned.phrases
                    _ = try tx.mailAnswers.answer(id, text, by: actor)
                }
            }
        }
        routes.post("/contacts/:id/letter/taking") { _, context in
            try await act(context, .letterTaken) { _ in
                { tx, id, actor in try tx.mailLetters.take(id, by: actor) }
            }
        }
        routes.post("/contacts/:id/letter/closing") { _, context in
            try await act(context, .letterClosed) { typed in
                let reason = try form(typed.required("reason", max: 200))
                return { tx, id, actor in try tx.mailLetters.close(id, because: reason, by: actor) }
            }
        }
        routes.post("/contacts/:id/letter/draft", use: keepDraft)
        routes.post("/contacts/:id/letter/answers/:part/taking-back", use: takeBack)
        routes.get("/contacts/:id/letter/files/:part", use: send)
    }

    /// What was written stands in its field again, to be put right.
    @Sendable private func takeBack(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let part: MailAnswer.ID = try context.identifier("part")
        let t = context.viewer.language
        do {
            let text = try await desk.act(context) { tx, actor in
                try tx.mailAnswers.takeBack(part, of: id, by: actor)
            }
            let remark = Remark(.done, "\(t(.letterTakenBack))").html
            return try await ContactRoutes(desk: desk).page(
                context, id, typed: nil, refusal: nil, written: Typed(["text": text]), remark: remark
            ).response()
        } catch let refusal as MailLetter.Refusal {
            return try await ContactRoutes(desk: desk).page(
                context, id, typed: nil, refusal: nil, remark: RefusalPart(refusal, in: t).html
            ).response(status: refusal.status)
        }
    }

    /// Answers with one line for the foot of the form.
    @Sendable private func keepDraft(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let viewer = context.viewer
        let t = viewer.language
        do {
            let text = try form(context.form.optional("text", max: 4000))
            try await desk.act(context) { tx, actor in try tx.mailLetters.keepDraft(text, of: id, by: actor) }
            let time = viewer.now.local(viewer.zone).time.description
            return context.fragment("\(text == nil ? t(.talkDraftEmpty) : t(.talkDraftSaved, time))")
        } catch let invalid as Invalid {
            return context.fragment("\(invalid.problems["text"])", status: .unprocessableContent)
        }
    }

    /// Whatever speaks against it is said on the page of the letter, with what was typed.
    private func act(
        _ context: SignedIn, _ done: Word, _ read: (FormData) throws -> Act
    ) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let t = context.viewer.language
        let typed = context.form
        let contacts = ContactRoutes(desk: desk)
        do {
            let body = try read(typed)
            try await desk.act(context) { tx, actor in try body(tx, id, actor) }
            return context.seeOther("/contacts/\(id)", notice: t(done))
        } catch let invalid as Invalid {
            return context.invalid(
                try await contacts.page(context, id, typed: nil, refusal: nil, written: Typed(typed, invalid)))
        } catch let warning as PhraseWarning {
            let remark = Remark(.warned, PhraseWarningPages(warning: warning, language: t).html).html
            return try await contacts.page(
                context, id, typed: nil, refusal: nil, warned: Warned(typed).and(warning), written: Typed(typed),
                remark: remark
            ).response(status: .conflict)
        } catch let refusal as any Explainable where refusal.status != .notFound {
            return try await contacts.page(
                context, id, typed: nil, refusal: nil, written: Typed(typed), remark: RefusalPart(refusal, in: t).html
            ).response(status: refusal.status)
        }
    }

    private typealias Act = @Sendable (Transaction, Contact.ID, Actor) throws -> Void

    /// Whatever a browser makes of it, it makes it alone, and saves it.
    @Sendable private func send(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        guard let number = Int(try context.path("part")) else { throw NotFound() }
        let isScanning = desk.isScanning
        let (file, content) = try await desk.read(context) { tx, actor in
            let (letter, _) = try tx.mailLetters.require(id, by: actor)
            guard let file = try tx.mailLetters.files(of: letter.id).first(where: { $0.number == number }),
                let content = try file.digest.flatMap({ try tx.contents.find($0) })
            else { throw NotFound() }
            if content.scan == .infected { throw Attachment.Refusal.infected }
            guard content.isOpen(withScanner: isScanning) else { throw Attachment.Refusal.notScanned }
            return (file, content)
        }
        let database = desk.database
        let body = ResponseBody(contentLength: content.size) { writer in
            for number in 0..<content.pieceCount {
                guard let piece = try await database.read({ tx in try tx.contents.piece(number, of: content.digest) })
                else { throw ContentIncomplete(digest: content.digest) }
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: content.mime,
                .contentDisposition: "attachment; filename*=UTF-8''\(URLEncoding.encoded(file.name))",
                .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'",
                .cacheControl: "no-store",
            ], body: body)
    }
}
