import Database
import Handbook
import Hummingbird
import Kernel
import Sheets
import Web

/// GET  /exports                  the log: who took out what, why, how many rows, when it was fetched
/// GET  /exports/new?list=&query= the form; POST /exports asks
/// POST /exports/{id}/decision    allows or declines
/// GET  /exports/{id}/file.xlsx   the file, made for this download; file.csv likewise. A hundred thousand rows go
///                                piece by piece: never is the list, nor its file, in memory as a whole
struct ExportRoutes {
    let desk: Workplace

    private static let mostWaiting = 50

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/exports", use: log)
        routes.get("/exports/new", use: new)
        routes.post("/exports", use: ask)
        routes.post("/exports/:id/decision", use: decide)
        routes.get("/exports/:id/file.xlsx") { [self] request, context in try await sheet(request, context) }
        routes.get("/exports/:id/file.csv") { [self] request, context in try await text(request, context) }
    }

    @Sendable func log(_ request: Request, _ context: SignedIn) async throws -> HTML {
        try await page(context)
    }

    private func page(
        _ context: SignedIn, typed: (id: Export.ID, typed: Typed)? = nil, refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let paging = Paging(context.query)
        return try await desk.read(context) { tx, actor in
            let reach = actor.units(permitting: .exportData)
            guard reach != .nothing else { throw NotAllowed(permission: .exportData, isElsewhere: false) }
            let (exports, total) = try tx.exports.list(
                reach: reach, of: actor.staff.id, limit: paging.limit, offset: paging.offset)
            let waiting = try tx.exports.waiting(in: reach, of: actor.staff.id, limit: Self.mostWaiting)
            let downloads = try tx.exports.downloads(of: exports.map(\.id))
            var people = Set((exports + waiting).flatMap { [$0.by] + [$0.decision?.by].compactMap(\.self) })
            people.formUnion(downloads.values.flatMap { $0.map(\.by) })
            let pages = ExportPages(
                viewer: viewer, names: try tx.names(of: people), downloads: downloads,
                decidable: Set(
                    waiting.filter { $0.by != actor.staff.id && actor.may(.exportData, in: $0.unit, isOwn: false) }
                        .map(\.id)), typed: typed, refusal: refusal)
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.exportsTitle), section: .exchange,
                acts: exportButton("exports", .empty, for: actor, in: t)
            ).page(
                content:
                    """
                    \(desk.exchangeTabs(actor, in: t, current: "/exports"))\
                    \(pages.log(waiting: waiting, exports: exports, total: total, paging: paging, query: context.query))
                    """)
        }
    }

    @Sendable func new(_ request: Request, _ context: SignedIn) async throws -> HTML {
        guard let list = ExportList.find(context.query.text("list")) else { throw NotFound() }
        let chosen = FormData(["column": list.columns.map(\.code)])
        return try await form(context, list, query: String(context.query.text("query").prefix(2000)), Typed(chosen))
    }

    private func form(
        _ context: SignedIn, _ list: ExportList, query: String, _ typed: Typed, refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            guard actor.holds(.exportData) else { throw NotAllowed(permission: .exportData, isElsewhere: false) }
            guard actor.holds(list.needs) else { throw NotAllowed(permission: list.needs, isElsewhere: false) }
            let ask = ExportAsk(
                actor: actor, query: query, language: viewer.language, zone: viewer.zone, reveals: false)
            let rows = try list.ids(ask, tx, Export.mostRows + 1).count
            let t = viewer.language
            let content = ExportPages(viewer: viewer, refusal: refusal).form(
                list, query: query, filter: try list.code == "cases" ? tx.filterText(query, for: actor, in: t) : nil,
                rows: rows, limit: actor.exportLimit,
                mayReveal: actor.holds(.revealPersonalData), typed: typed)
            return desk.frame(
                viewer, actor, title: t(.exportNew, t(list.word)), section: .exchange,
                trail: [Trail(t(list.word), url: query.isEmpty ? list.page : "\(list.page)?\(query)")]
            ).page(content: content)
        }
    }

    @Sendable func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        let typed = context.form
        let zone = context.viewer.zone
        guard let list = ExportList.find(typed.text("list")) else { throw NotFound() }
        let query = String(typed.text("query").prefix(2000))
        do {
            let wish = try ExportForms.wish(typed, in: t)
            let export = try await desk.act(context) { tx, actor in try tx.exports.request(wish, by: actor, in: zone) }
            let word: Word = if case .asked = export.state { .exportAsked } else { .exportMade }
            return context.seeOther("/exports", notice: t(word, export.label))
        } catch let invalid as Invalid {
            return context.invalid(try await form(context, list, query: query, Typed(typed, invalid)))
        } catch let refusal as Export.Refusal {
            return try await form(context, list, query: query, Typed(typed), refusal: refusal)
                .response(status: refusal.status)
        }
    }

    @Sendable func decide(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Export.ID = try context.identifier()
        let t = context.viewer.language
        do {
            let (decision, text) = try ExportForms.decision(context.form, in: t)
            try await desk.act(context) { tx, actor in
                try tx.exports.decide(id, isApproved: decision == .approved, saying: text, by: actor)
            }
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, typed: (id, Typed(context.form, invalid))))
        } catch let refusal as Export.Refusal {
            return try await page(context, refusal: refusal).response(status: refusal.status)
        }
        return context.seeOther("/exports", notice: t(.exportDecided))
    }

    @Sendable func sheet(_ request: Request, _ context: some KnownContext) async throws -> Response {
        let (export, list, mark) = try await fetch(context, as: "xlsx")
        let t = export.language
        let file = try await SheetWriter.file(watermark: mark) { writer in
            try writer.begin(
                t(list.word),
                export.columns.compactMap { code in
                    list.columns.first { $0.code == code }.map { SheetColumn(t($0.word), width: $0.width) }
                })
            for chunk in 0..<export.chunks {
                for row in try await rows(export, chunk) { try writer.write(row) }
            }
        }
        let body = ResponseBody(contentLength: try file.size) { writer in
            try await file.read { piece in try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
        return context.download(body, named: "\(export.label) \(t(list.word)).xlsx", type: sheetType)
    }

    /// The mark stands in the last line: a table with a line above its heading would not be one.
    @Sendable func text(_ request: Request, _ context: some KnownContext) async throws -> Response {
        let (export, list, mark) = try await fetch(context, as: "csv")
        let t = export.language
        let headings = export.columns.compactMap { code in list.columns.first { $0.code == code }.map { t($0.word) } }
        let body = ResponseBody { [self] writer in
            try await writer.write(ByteBuffer(bytes: CommaText.mark))
            try await writer.write(ByteBuffer(string: CommaText.line(headings)))
            for chunk in 0..<export.chunks {
                let lines = try await rows(export, chunk).map { CommaText.line($0.map(\.plain)) }
                try await writer.write(ByteBuffer(string: lines.joined()))
            }
            try await writer.write(ByteBuffer(string: CommaText.line(["# \(mark.line)"])))
            try await writer.finish(nil)
        }
        return context.download(
            body, named: "\(export.label) \(t(list.word)).csv", type: "text/csv; charset=utf-8")
    }

    /// Written down before the first byte leaves.
    private func fetch(
        _ context: some KnownContext, as format: String
    ) async throws -> (Export, ExportList, Watermark) {
        let id: Export.ID = try context.identifier()
        let viewer = context.viewer
        let export = try await desk.act(context) { tx, actor in
            try tx.exports.fetch(id, as: format, from: viewer.address, by: actor)
        }
        guard let list = ExportList.find(export.list) else { throw NotFound() }
        let name = try await desk.read(context) { _, actor in actor.staff.name }
        let t = export.language
        let mark = Watermark(
            title: t(list.word), author: name,
            line: t(
                .exportMark, export.label, name, viewer.now.dateAndTime(in: viewer.zone),
                String(export.reason.prefix(40))))
        return (export, list, mark)
    }

    private func rows(_ export: Export, _ chunk: Int) async throws -> [[SheetCell]] {
        try await desk.database.read { tx in try tx.exports.rows(of: export.id, chunk: chunk, zone: .shanghai) }
    }
}
