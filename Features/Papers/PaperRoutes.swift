import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// GET  /cases/{id}/forms                    the forms this case can be printed as
/// GET  /cases/{id}/forms/{F-nn}             one of them, as it will be printed; …/{F-nn}.pdf as a file
/// POST /cases/{id}/forms/{F-nn}/revealed    the same with full names and numbers, for a reason; with `as=pdf` as a file
/// POST /cases/{id}/forms/{F-nn}/printing    the browser has printed it
/// GET  /forms/F-14                          the unsolved complaints; …/F-14.pdf as a file
struct PaperRoutes {
    let desk: Workplace
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/cases/:id/forms", use: index)
        routes.get("/cases/:id/forms/:form", use: show)
        routes.post("/cases/:id/forms/:form/revealed", use: reveal)
        routes.post("/cases/:id/forms/:form/printing", use: notePrinting)
        routes.get("/forms/F-14", use: tracking)
        routes.get("/forms/F-14.pdf") { request, context in try await trackingFile(request, context) }
        routes.post("/forms/F-14/printing") { _, context in
            try await desk.act(context) { tx, actor in try tx.papers.notePrint(ofTracking: .print, by: actor) }
            return Response(status: .noContent)
        }
    }

    @Sendable func index(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Case.ID = try context.identifier()
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let dossier = try tx.papers.dossier(of: id, for: actor, in: viewer.language)
            return frame(viewer, actor, dossier.record, title: viewer.language(.papers), isIndex: true)
                .page(content: PaperPages(viewer: viewer).index("/cases/\(id.rawValue)", of: dossier))
        }
    }

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        let name = try context.path("form")
        let isFile = name.hasSuffix(".pdf")
        guard let form = CaseForm(rawValue: isFile ? String(name.dropLast(4)) : name) else { throw NotFound() }
        return isFile ? try await file(form, of: id, context) : try await page(form, of: id, context).response()
    }

    /// The full names and numbers are in this answer alone: it has no address that could be passed on.
    @Sendable func reveal(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        guard let form = CaseForm(rawValue: try context.path("form")) else { throw NotFound() }
        do {
            let reason = try Kernel.form(context.form.required("reason"))
            let format: PaperFormat = context.form.text("as") == PaperFormat.pdf.rawValue ? .pdf : .print
            let language = context.viewer.language
            let dossier = try await desk.act(context) { tx, actor in
                try tx.papers.reveal(id, because: reason, by: actor)
                try tx.papers.notePrint(form, of: id, as: format, isRevealed: true, by: actor)
                return try tx.papers.dossier(of: id, for: actor, in: language, isRevealed: true)
            }
            if format == .pdf {
                return try await press.send(dossier.paper(form), printedAt: dossier.printedAt, context)
            }
            return try await page(form, of: id, context, isRevealed: true).response()
        } catch let invalid as Invalid {
            return context.invalid(try await page(form, of: id, context, typed: Typed(context.form, invalid)))
        }
    }

    @Sendable func notePrinting(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        guard let form = CaseForm(rawValue: try context.path("form")) else { throw NotFound() }
        try await desk.act(context) { tx, actor in
            try tx.papers.notePrint(form, of: id, as: .print, isRevealed: false, by: actor)
        }
        return Response(status: .noContent)
    }

    @Sendable func tracking(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            guard actor.holds(.readCase) else { throw NotAllowed(permission: .readCase, isElsewhere: false) }
            let sheet = try tx.papers.tracking(for: actor, in: viewer.zone, viewer.language)
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.formTracking), section: .cases, trail: [Trail(t(.casesTitle), url: "/cases")]
            ).page(content: PaperPages(viewer: viewer).preview(sheet.paper, at: "/forms/F-14"))
        }
    }

    @Sendable func trackingFile(_ request: Request, _ context: some KnownContext) async throws -> Response {
        let viewer = context.viewer
        let sheet = try await desk.act(context) { tx, actor in
            guard actor.holds(.readCase) else { throw NotAllowed(permission: .readCase, isElsewhere: false) }
            try tx.papers.notePrint(ofTracking: .pdf, by: actor)
            return try tx.papers.tracking(for: actor, in: viewer.zone, viewer.language)
        }
        return try await press.send(sheet.paper, printedAt: sheet.printedAt, context)
    }

    private func page(
        _ form: CaseForm, of id: Case.ID, _ context: SignedIn, isRevealed: Bool = false, typed: Typed = .blank
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let dossier = try tx.papers.dossier(of: id, for: actor, in: viewer.language, isRevealed: isRevealed)
            let content = PaperPages(viewer: viewer).preview(
                dossier.paper(form), at: "/cases/\(id.rawValue)/forms/\(form.rawValue)",
                mayReveal: dossier.view.permissions.contains(.revealPersonalData), isRevealed: isRevealed, typed: typed)
            return frame(viewer, actor, dossier.record, title: viewer.language(form.title)).page(content: content)
        }
    }

    /// The page and the interface for programs send the same file, and each is on record as printed.
    func file(_ form: CaseForm, of id: Case.ID, _ context: some KnownContext) async throws -> Response {
        let language = context.viewer.language
        let dossier = try await desk.act(context) { tx, actor in
            try tx.papers.notePrint(form, of: id, as: .pdf, isRevealed: false, by: actor)
            return try tx.papers.dossier(of: id, for: actor, in: language)
        }
        return try await press.send(dossier.paper(form), printedAt: dossier.printedAt, context)
    }

    private func frame(_ viewer: Viewer, _ actor: Actor, _ record: Case, title: String, isIndex: Bool = false) -> Frame
    {
        let t = viewer.language
        let base = "/cases/\(record.id.rawValue)"
        var trail = [Trail(t(.casesTitle), url: "/cases"), Trail(record.number, url: base)]
        if !isIndex { trail.append(Trail(t(.papers), url: "\(base)/forms")) }
        return desk.frame(viewer, actor, title: title, section: .cases, trail: trail)
    }
}

extension PaperPress {
    func send(_ paper: Paper, printedAt: Instant, _ context: some KnownContext) async throws -> Response {
        let bytes = try await pdf(of: paper, created: printedAt.iso(in: context.viewer.zone))
        return context.download(
            bytes, named: "\(paper.form) \(paper.title) \(paper.number).pdf", type: "application/pdf")
    }
}
