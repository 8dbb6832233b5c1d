import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Bringing data in and taking lists out, for programs: the same rights, limits, gates and logs as on the pages. Besides
/// its own scope each asks for that of the records: whoever may not read cases does not take them out as a file, and
/// whoever may not write customers does not bring them in by one. Personal data in full goes to no program.
enum ExchangeApiRoutes {
    static func operations(_ desk: Workplace) -> [ApiOperation] {
        let imports = ImportRoutes(desk: desk)
        let exports = ExportRoutes(desk: desk)
        return [
            upload(imports), map, start, cancel, retry, ask, decide,
            file("/imports/:id/failures.csv", "import.failures", .apiImportFailures) { request, context in
                try await allowFailures(desk, context)
                return try await imports.failuresAsText(request, context)
            },
            file("/imports/:id/failures.xlsx", "import.failures.xlsx", .apiImportFailureSheet) { request, context in
                try await allowFailures(desk, context)
                return try await imports.failuresAsSheet(request, context)
            },
            file("/exports/:id/file.csv", "export.csv", .apiExportText) { request, context in
                try await allowFile(desk, context)
                return try await exports.text(request, context)
            },
            file("/exports/:id/file.xlsx", "export.xlsx", .apiExportFile) { request, context in
                try await allowFile(desk, context)
                return try await exports.sheet(request, context)
            },
        ]
    }

    /// What was not brought in is told in the words of the file that was sent.
    private static func allowFailures(_ desk: Workplace, _ context: ApiContext) async throws {
        let id: Import.ID = try context.identifier()
        let record = try await desk.read(context) { tx, actor in try tx.imports.open(id, by: actor) }
        try context.caller.scopes.require([record.kind.scope])
    }

    /// Asked for on the page or by another token, it is fetched by one that may read its list.
    private static func allowFile(_ desk: Workplace, _ context: ApiContext) async throws {
        let id: Export.ID = try context.identifier()
        let export = try await desk.read(context) { tx, actor in try tx.exports.open(id, by: actor) }
        guard !export.reveals else { throw ExchangeRefused.revealed }
        try context.caller.scopes.require(scopes(of: export.list))
    }

    private static func scopes(of list: String) throws -> [ApiScope] {
        guard let scopes = listScopes[list] else { throw ExchangeRefused.noProgram }
        return scopes
    }

    /// Under which scopes a program may read what stands in each list; one that is not here no program takes out.
    static let listScopes: [String: [ApiScope]] = [
        "cases": [.readCases], "found": [.readCases], "unsolved": [.readCases], "library": [.readCases],
        "quality": [.readCases], "problems": [.readCases], "slips": [.readCases], "lines": [.readCases],
        "calendars": [.readCases], "customers": [.readCustomers], "contacts": [.readContacts],
        "messages": [.readContacts], "events": [.readEvents], "exceptions": [.readWork, .readCases],
        // They name the case and its subject.
        "obligations": [.readReports, .readCases],
        "dispatches": [.readWork], "day-plans": [.readWork], "daily-reports": [.readReports],
        "digests": [.readReports], "figures": [.readReports], "imports": [.readReports], "exports": [.readReports],
    ]

    /// The file is read after the answer has been made ready: `import.read` tells how far it is.
    private static func upload(_ routes: ImportRoutes) -> ApiOperation {
        ApiOperation(
            method: .post, path: "/imports", name: "import.upload", summary: .apiImportUpload, scope: .exchange,
            body: .asked { _ = try? ImportForms.upload($0) }, answer: "Import", status: .created,
            way: .taking { context, call in
                let wish = try ImportForms.upload(call.form)
                try call.scopes.require([wish.kind.scope])
                guard let file = context.files("file").first, !file.name.isEmpty else {
                    throw Invalid(["file": call.language(.importFileMissing)])
                }
                let sent = try routes.described(file)
                return ApiTaken(fingerprint: "\(sent.digest) \(sent.size)") { tx, actor, call in
                    let record = try tx.imports.begin(wish.kind, into: wish.unit, from: wish.source, sent, by: actor)
                    return ApiReply(body: ImportDocument(record, in: call.language))
                } afterwards: { reply in
                    guard let record = reply.body as? ImportDocument else { return }
                    await routes.readInTurn(file, of: Import.ID(record.id), wish.kind)
                }
            })
    }

    /// `c-subject`: the column of a field by its number from 0; `f-type`: a text for all rows.
    private static let map = act(
        "mapping", .apiImportMap,
        (Import.Kind.cases.fields + Import.Kind.customers.fields).reduce(into: [FieldShape]()) { shapes, field in
            guard !shapes.contains(where: { $0.name == "c-\(field.code)" }) else { return }
            shapes.append(FieldShape(name: "c-\(field.code)", kind: .integer(0...9_999), isRequired: false))
            shapes.append(FieldShape(name: "f-\(field.code)", kind: .text(max: 200), isRequired: false))
        }
    ) { tx, id, actor, call in
        let record = try tx.imports.open(id, by: actor)
        try tx.imports.map(id, ImportForms.mapping(call.form, for: record, in: call.language), by: actor)
    }

    private static let start = act("start", .apiImportStart, .asked { _ = try? ImportForms.start($0) }) {
        tx, id, actor, call in
        let (mode, existing) = try ImportForms.start(call.form)
        try tx.imports.start(id, mode, existing: existing, by: actor)
    }

    private static let cancel = act("cancellation", .apiImportCancel, [], bringsIn: false) { tx, id, actor, _ in
        try tx.imports.cancel(id, by: actor)
    }

    /// Of what did not come in because something was broken, not because of the rows.
    private static let retry = act("retry", .apiImportRetry, []) { tx, id, actor, _ in
        try tx.imports.tryAgain(id, by: actor)
    }

    private static let ask = ApiOperation(
        method: .post, path: "/exports", name: "export.ask", summary: .apiExportAsk, scope: .exchange,
        body: [
            FieldShape(
                name: "list", kind: .choice(ExportList.all.map(\.code).filter { listScopes[$0] != nil }),
                isRequired: true),
            FieldShape(name: "column", kind: .other, isRequired: true),
            FieldShape(name: "query", kind: .text(max: ExportForms.longestQuery), isRequired: false),
            FieldShape(
                name: "reason", kind: .text(max: 200, min: ExportForms.shortestReason), isRequired: true),
        ], answer: "Export", status: .created
    ) { tx, actor, call in
        let (wish, _) = try together(
            { () throws(Invalid) in try ExportForms.wish(call.form, in: call.language) },
            { () throws(Invalid) in
                try ExportForms.refuseUnknown(
                    call.form, today: call.viewer.zone.day(of: tx.now), zone: call.viewer.zone, in: call.language)
            })
        try call.scopes.require(scopes(of: wish.list))
        guard try !form(call.form.ticked("reveals")) else { throw ExchangeRefused.revealed }
        return ApiReply(body: ExportDocument(try tx.exports.request(wish, by: actor, in: call.viewer.zone)))
    }

    private static let decide = ApiOperation(
        method: .post, path: "/exports/:id/decision", name: "export.decision", summary: .apiExportDecide,
        scope: .exchange, body: .asked { _ = try? ExportForms.decision($0, in: .chinese) }, answer: "Export"
    ) { tx, actor, call in
        let id: Export.ID = try call.identifier()
        let (decision, text) = try ExportForms.decision(call.form, in: call.language)
        // Whoever shows full names and numbers to somebody looks at what they allow.
        guard try decision == .declined || !tx.exports.open(id, by: actor).reveals else {
            throw ExchangeRefused.revealed
        }
        try tx.exports.decide(id, isApproved: decision == .approved, saying: text, by: actor)
        return ApiReply(body: ExportDocument(try tx.exports.open(id, by: actor)))
    }

    private static func act(
        _ address: String, _ summary: Word, _ body: [FieldShape], bringsIn: Bool = true,
        _ run: @escaping @Sendable (Transaction, Import.ID, Actor, ApiCall) throws -> Void
    ) -> ApiOperation {
        ApiOperation(
            method: .post, path: "/imports/:id/\(address)", name: "import.\(address)", summary: summary,
            scope: .exchange, body: body, answer: "Import"
        ) { tx, actor, call in
            let id: Import.ID = try call.identifier()
            if bringsIn { try call.scopes.require([tx.imports.open(id, by: actor).kind.scope]) }
            try run(tx, id, actor, call)
            return try ApiReply(body: PlaceApiRoutes.document(of: id, tx, actor, call))
        }
    }

    private static func file(
        _ path: String, _ name: String, _ summary: Word,
        _ send: @escaping @Sendable (Request, ApiContext) async throws -> Response
    ) -> ApiOperation {
        ApiOperation(
            method: .get, path: path, name: name, summary: summary, scope: .exchange, answer: "File",
            way: .sending(send))
    }
}

extension Import.Kind {
    /// Under which scope its records are written.
    var scope: ApiScope {
        switch self {
        case .cases: .writeCases
        case .customers: .writeCustomers
        }
    }
}

extension Set<ApiScope> {
    fileprivate func require(_ scopes: [ApiScope]) throws(ApiRefused) {
        for scope in scopes where !contains(scope) { throw .scopeMissing(scope) }
    }
}
