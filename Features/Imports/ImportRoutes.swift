import Database
import Handbook
import Hummingbird
import Kernel
import Sheets
import Web

/// GET  /imports                        what has been imported
/// GET  /imports/new                    the form; POST /imports reads the file
/// GET  /imports/templates/{kind}       a workbook to fill in
/// GET  /imports/{id}                   what was found, how it goes
/// POST /imports/{id}/mapping|start|cancellation|retry
/// GET  /imports/{id}/failures.csv|xlsx what was not brought in, with the reason
struct ImportRoutes {
    let desk: Workplace
    private let turns = ReadingTurns()

    init(desk: Workplace) { self.desk = desk }

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/imports", use: list)
        routes.get("/imports/new", use: new)
        routes.post("/imports", use: upload)
        routes.get("/imports/templates/:kind", use: template)
        routes.get("/imports/:id", use: show)
        routes.post("/imports/:id/mapping", use: map)
        routes.post("/imports/:id/start", use: start)
        routes.post("/imports/:id/cancellation", use: cancel)
        routes.get("/imports/:id/failures.csv") { [self] request, context in try await failuresAsText(request, context)
        }
        routes.post("/imports/:id/retry", use: tryAgain)
        routes.get("/imports/:id/failures.xlsx") { [self] request, context in
            try await failuresAsSheet(request, context)
        }
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let paging = Paging(context.query)
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let reach = actor.units(permitting: .importData)
            guard reach != .nothing else { throw NotAllowed(permission: .importData, isElsewhere: false) }
            let (imports, total) = try tx.imports.list(
                reach: reach, of: actor.staff.id, limit: paging.limit, offset: paging.offset)
            let pages = ImportListPages(
                viewer: viewer, units: try tx.unitNames(of: Set(imports.map(\.unit))),
                names: try tx.names(of: Set(imports.map(\.by))))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.importsTitle), section: .exchange,
                acts: """
                    \(exportButton("imports", .empty, for: actor, in: t))\
                    \(linkButton(t(.importNew), url: "/imports/new", .primary, shortcut: "n"))
                    """
            ).page(
                content:
                    "\(desk.exchangeTabs(actor, in: t, current: "/imports"))\(pages.list(imports, total: total, paging: paging, query: context.query))"
            )
        }
    }

    @Sendable func new(_ request: Request, _ context: SignedIn) async throws -> HTML {
        try await form(context, typed: Typed(["kind": Import.Kind.cases.rawValue]))
    }

    private func form(
        _ context: SignedIn, typed: Typed, refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let mine = Set(try tx.units(for: actor, permitting: .importData).map(\.id))
            let units = try tx.units(for: actor, permitting: .createCase).filter { mine.contains($0.id) }
            guard !units.isEmpty else { throw NotAllowed(permission: .importData, isElsewhere: false) }
            let t = viewer.language
            let pages = ImportListPages(viewer: viewer, units: [:], names: [:])
            return desk.frame(
                viewer, actor, title: t(.importNew), section: .exchange,
                trail: [Trail(t(.importsTitle), url: "/imports")]
            ).page(
                content:
                    "\(refusal.map { Remark(.broken, "<p>\($0.sentence(in: t))</p>").html })\(pages.form(units: units, typed: typed))",
                side: pages.help)
        }
    }

    /// Reads the file as it came: kept chunk by chunk, answered when it has been read.
    @Sendable func upload(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        let file = context.files("file").first
        let wish: ImportForms.Upload
        do {
            var problems: [String: String] = [:]
            if file?.name.isEmpty != false { problems["file"] = t(.importFileMissing) }
            do { wish = try ImportForms.upload(context.form) } catch {
                throw Invalid(error.problems.merging(problems) { first, _ in first })
            }
            guard problems.isEmpty else { throw Invalid(problems) }
        } catch let invalid as Invalid {
            return context.invalid(try await form(context, typed: Typed(context.form, invalid)))
        }
        guard let file else { throw NotFound() }
        let sent = try described(file)
        let id: Import.ID
        do {
            id = try await desk.act(context) { tx, actor in
                try tx.imports.begin(wish.kind, into: wish.unit, from: wish.source, sent, by: actor).id
            }
        } catch let refusal as Import.Refusal {
            return try await form(context, typed: Typed(context.form), refusal: refusal)
                .response(status: refusal.status)
        }
        await readInTurn(file, of: id, wish.kind)
        return context.seeOther("/imports/\(id.rawValue)")
    }

    /// A file that is too large is refused when it is read, without having been looked at here.
    func described(_ file: UploadedFile) throws -> Import.File {
        let digest =
            file.size <= SheetLimits().bytes ? Secrets.hex(Secrets.sha256(try file.bytes(atMost: file.size))) : ""
        return Import.File(name: String(file.name.prefix(120)), size: file.size, digest: digest)
    }

    /// Not more files at once than the house has hands for.
    func readInTurn(_ file: UploadedFile, of id: Import.ID, _ kind: Import.Kind) async {
        await turns.take()
        await read(file, of: id, kind)
        await turns.giveBack()
    }

    /// Whatever stands in the way of reading is said on the import's own page.
    private func read(_ file: UploadedFile, of id: Import.ID, _ kind: Import.Kind) async {
        let notes = Set(Language.allCases.map { $0(.importNotes) })
        do {
            let limit = SheetLimits().bytes
            guard file.size <= limit else { throw SheetFault.tooLarge(bytes: file.size, limit: limit) }
            let reading = ImportReading(path: file.path, kind: kind, notes: notes)
            for try await chunk in reading.chunks {
                try await desk.database.write { tx in try tx.imports.keep(chunk.rows, of: id, as: chunk.number) }
                reading.proceed()
            }
            let (sheet, rows, chunks) = reading.result
            try await desk.database.write { tx in
                if rows == 0 {
                    try tx.imports.fail(id, because: Sentence(.importNoRows))
                } else {
                    try tx.imports.finishReading(id, sheet, rows: rows, chunks: chunks)
                }
            }
        } catch {
            let reason = (error as? SheetFault)?.sentence ?? Sentence(.importAbandoned)
            try? await desk.database.write { tx in try tx.imports.fail(id, because: reason) }
        }
    }

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> HTML {
        try await page(context, context.identifier())
    }

    private func page(
        _ context: SignedIn, _ id: Import.ID, typed: [String: Typed] = [:], refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let paging = Paging(context.query)
        return try await desk.read(context) { tx, actor in
            let view = try tx.imports.view(of: id, for: actor, problemsFrom: paging.offset, limit: paging.limit)
            let pages = ImportPages(viewer: viewer, view: view, typed: typed, refusal: refusal)
            return desk.frame(
                viewer, actor, title: pages.title, section: .exchange,
                trail: [Trail(viewer.language(.importsTitle), url: "/imports")], lead: pages.lead
            ).page(content: pages.content(paging: paging, query: context.query))
        }
    }

    @Sendable func map(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Import.ID = try context.identifier()
        let typed = context.form
        let t = context.viewer.language
        do {
            try await desk.act(context) { tx, actor in
                let record = try tx.imports.open(id, by: actor)
                try tx.imports.map(id, ImportForms.mapping(typed, for: record, in: t), by: actor)
            }
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, id, typed: ["mapping": Typed(typed, invalid)]))
        }
        return context.seeOther("/imports/\(id.rawValue)")
    }

    @Sendable func start(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Import.ID = try context.identifier()
        do {
            let (mode, existing) = try ImportForms.start(context.form)
            let number = try await desk.act(context) { tx, actor in
                try tx.imports.start(id, mode, existing: existing, by: actor)
                return try tx.imports.open(id, by: actor).number
            }
            return context.seeOther(
                "/imports/\(id.rawValue)", notice: context.viewer.language(.importStarted, "E-\(number)"))
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, id, typed: ["start": Typed(context.form, invalid)]))
        } catch let refusal as Import.Refusal {
            return try await page(context, id, typed: ["start": Typed(context.form)], refusal: refusal)
                .response(status: refusal.status)
        }
    }

    @Sendable func cancel(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Import.ID = try context.identifier()
        do {
            try await desk.act(context) { tx, actor in try tx.imports.cancel(id, by: actor) }
        } catch let refusal as Import.Refusal {
            return try await page(context, id, refusal: refusal).response(status: refusal.status)
        }
        return context.seeOther("/imports/\(id.rawValue)")
    }

    @Sendable func tryAgain(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Import.ID = try context.identifier()
        do {
            try await desk.act(context) { tx, actor in try tx.imports.tryAgain(id, by: actor) }
        } catch let refusal as Import.Refusal {
            return try await page(context, id, refusal: refusal).response(status: refusal.status)
        }
        return context.seeOther("/imports/\(id.rawValue)")
    }
}
