import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /cases/{id}/attachments                   files, several at once
/// GET  /cases/{id}/attachments/{a}/file          the file as it came, to be saved
/// GET  /cases/{id}/attachments/{a}/recording     the same, to be played, by ranges
/// GET  /cases/{id}/attachments/{a}/thumbnail     the picture as we drew it, small; …/picture large
/// POST /cases/{id}/attachments/{a}/voiding       declares it void
struct AttachmentRoutes {
    let desk: Workplace
    private let reception: AttachmentReception

    init(desk: Workplace) {
        self.desk = desk
        reception = AttachmentReception(desk: desk)
    }

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/cases/:id/attachments", use: attach)
        routes.get("/cases/:id/attachments/:part/file") { try await send($0, $1, asRecording: false) }
        routes.get("/cases/:id/attachments/:part/recording") { try await send($0, $1, asRecording: true) }
        routes.get("/cases/:id/attachments/:part/thumbnail") { try await picture($1, .small) }
        routes.get("/cases/:id/attachments/:part/picture") { try await picture($1, .large) }
        routes.post("/cases/:id/attachments/:part/voiding", use: void)
    }

    /// What may come in comes in; of what may not, the page says why, file by file.
    @Sendable func attach(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        let t = context.viewer.language
        do {
            let (provider, note) = try form(
                context.form.optionalChoice("provider", of: Attachment.Provider.self), context.form.optional("note"))
            // Nobody's file is looked at, or written down, for a case they may not work on.
            try await desk.read(context) { tx, actor in
                _ = try tx.cases.work(on: id, by: actor, needing: .workCase)
            }
            let (accepted, refused) = try await reception.examine(context.files("file"), in: t)
            let problems = refused.sorted { $0.key < $1.key }.map(\.value)
            if !accepted.isEmpty || problems.isEmpty {
                try await reception.keep(accepted, on: id, context)
                let files = accepted.map(\.0)
                _ = try await desk.act(context) { tx, actor in
                    try tx.attachments.attach(
                        files, from: provider ?? .customer, note: note ?? "", on: id, by: actor)
                }
            }
            let kept = Typed(context.form)
            if !problems.isEmpty {
                let page = try await desk.casePage(context, id: id, typed: ["attachment": kept], files: problems)
                return context.fragment(page, status: .unprocessableContent)
            }
            let notice = t(.attachmentAdded, String(accepted.count))
            // A script asks for the panel alone; without one, the page comes anew.
            if context.isFragment { return context.fragment(try await desk.casePage(context, id: id)) }
            return context.seeOther("\(context.address(of: id))#attachments", notice: notice)
        } catch let invalid as Invalid {
            return context.invalid(
                try await desk.casePage(context, id: id, typed: ["attachment": Typed(context.form, invalid)]))
        } catch let refusal as any Explainable where refusal.status != .notFound {
            let page = try await desk.casePage(
                context, id: id, typed: ["attachment": Typed(context.form)], files: [refusal.sentence(in: t)])
            return context.fragment(page, status: refusal.status)
        }
    }

    @Sendable func void(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        let part: Attachment.ID = try context.identifier("part")
        let t = context.viewer.language
        do {
            let reason = try form(context.form.required("reason"))
            try await desk.act(context) { tx, actor in
                try tx.attachments.void(part, of: id, because: reason, by: actor)
            }
            return context.seeOther("\(context.address(of: id))#attachments", notice: t(.attachmentVoidDone))
        } catch is Invalid {
            let problem = "\(t(.attachmentVoidReason)) — \(t(.revealNoReason))"
            return context.invalid(try await desk.casePage(context, id: id, files: [problem]))
        }
    }

    func send(_ request: Request, _ context: some KnownContext, asRecording: Bool) async throws -> Response {
        let attachment = try await open(context)
        guard !asRecording || attachment.type?.isPlayable == true else { throw NotFound() }
        return desk.send(attachment.content, named: attachment.name, asRecording: asRecording, request)
    }

    private func picture(_ context: SignedIn, _ size: StoredContent.PreviewSize) async throws -> Response {
        let attachment = try await open(context)
        let drawn = try await desk.database.read { tx in try tx.contents.preview(size, of: attachment.content.digest) }
        guard let drawn else { throw NotFound() }
        var headers = Workplace.sandboxed("image/jpeg")
        headers[.contentDisposition] = "inline"
        // On a shared desk nothing of it may outlive the session.
        headers[.cacheControl] = "no-store"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: drawn)))
    }

    private func open(_ context: some KnownContext) async throws -> Attachment {
        let id: Case.ID = try context.identifier()
        let part: Attachment.ID = try context.identifier("part")
        let attachment = try await desk.read(context) { tx, actor in
            try tx.attachments.require(part, of: id, for: actor)
        }
        try attachment.open(withScanner: desk.isScanning)
        return attachment
    }
}
