import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /contacts/{id}/letter/answer · taking · closing          what is done with a letter
/// POST /contacts/{id}/letter/answers/{part}/taking-back         an answer that has not left yet
/// GET  /contacts/{id}/letter/files/{part}                       a file that came along
struct MailLetterRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/contacts/:id/letter/answer") { _, context in
            let (text, warned) = (try written(context), Warned(context.form))
            return try await act(context, .letterSent) { tx, id, actor in
                var actor = actor
                actor.warned = warned.phrases
                _ = try tx.mailAnswers.answer(id, text, by: actor)
            }
        }
        routes.post("/contacts/:id/letter/taking") { _, context in
            try await act(context, .letterTaken) { tx, id, actor in try tx.mailLetters.take(id, by: actor) }
        }
        routes.post("/contacts/:id/letter/closing") { _, context in
            let reason = try form(context.form.required("reason", max: 200))
            return try await act(context, .letterClosed) { tx, id, actor in
                try tx.mailLetters.close(id, because: reason, by: actor)
            }
        }
        routes.post("/contacts/:id/letter/answers/:part/taking-back") { _, context in
            let part: MailAnswer.ID = try context.identifier("part")
            return try await act(context, .letterTakenBack) { tx, id, actor in
                _ = try tx.mailAnswers.takeBack(part, of: id, by: actor)
            }
        }
        routes.get("/contacts/:id/letter/files/:part", use: send)
    }

    private func written(_ context: SignedIn) throws(Invalid) -> String {
        try form(context.form.required("text", max: 4000))
    }

    /// A refusal goes to the page of errors with its sentence; what was typed is in the browser's hands, one step back.
    private func act(
        _ context: SignedIn, _ done: Word,
        _ body: @Sendable @escaping (Transaction, Contact.ID, Actor) throws -> Void
    ) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try body(tx, id, actor) }
        return context.seeOther("/contacts/\(id)", notice: context.viewer.language(done))
    }

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
