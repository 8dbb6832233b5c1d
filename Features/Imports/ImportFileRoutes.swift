import Database
import Handbook
import Hummingbird
import Kernel
import Sheets
import Web

/// The files that an import gives: templates, and what was not brought in.
extension ImportRoutes {
    /// A sheet to fill in with drop-down lists of the unit's own handbook, and a sheet of notes.
    @Sendable func template(_ request: Request, _ context: SignedIn) async throws -> Response {
        guard let kind = Import.Kind(rawValue: try context.path("kind")) else { throw NotFound() }
        let t = context.viewer.language
        let lists = try await desk.read(context) { tx, actor -> [String: [String]] in
            guard actor.holds(.importData) else { throw NotFound() }
            let units = try tx.units(for: actor, permitting: .createCase)
            let handbook = try units.first.flatMap { try tx.handbooks.inForce(in: $0.id) }
            return [
                "type": handbook?.caseTypes.map(\.label) ?? [], "category": handbook?.categories ?? [],
                "severity": Severity.allCases.map { t($0.word) }, "channel": Channel.allCases.map { t($0.word) },
                "source": CaseSource.allCases.map { t($0.word) }, "grade": CustomerGrade.allCases.map { t($0.word) },
                "kind": Customer.Kind.allCases.map { t($0.word) }, "unit": units.map(\.name),
            ]
        }
        let bytes = try await SheetWriter.bytes { writer in
            try writer.begin(
                t(kind.word),
                kind.fields.map { field in
                    SheetColumn(
                        t(field.word), width: field.longest > 200 ? 40 : 16, isRequired: field.isRequired,
                        choices: lists[field.code] ?? [], note: t(field.note))
                }, hasFilter: false)
            try writer.begin(
                t(.importNotes),
                [
                    SheetColumn(t(.importColumn), width: 16), SheetColumn(t(.importNoteRequired), width: 8),
                    SheetColumn(t(.importNoteColumn), width: 70), SheetColumn(t(.importNoteExample), width: 30),
                ], hasFilter: false)
            for field in kind.fields {
                try writer.write([
                    .text(t(field.word)), .text(field.isRequired ? t(.importNoteRequired) : ""), .text(t(field.note)),
                    .text(field.example),
                ])
            }
        }
        return context.download(bytes, named: "\(t(kind.word))\(t(.importTemplates)).xlsx", type: sheetType)
    }

    /// The rows as they came, each with the reasons behind it: to be mended and uploaded again.
    @Sendable func failuresAsText(_ request: Request, _ context: some KnownContext) async throws -> Response {
        let t = context.viewer.language
        let record = try await record(context)
        var bytes = CommaText.mark + Array(CommaText.line(record.sheet.heading + [t(.importReason)]).utf8)
        for chunk in 0..<record.chunks {
            for failure in try await failures(context, record, chunk) {
                let cells = record.sheet.heading.indices.map { failure.row[$0] }
                bytes += Array(CommaText.line(cells + [failure.reasons(in: t)]).utf8)
            }
        }
        return context.download(
            bytes, named: "E-\(record.number) \(t(.importFailureCSV)).csv", type: "text/csv; charset=utf-8")
    }

    @Sendable func failuresAsSheet(_ request: Request, _ context: some KnownContext) async throws -> Response {
        let t = context.viewer.language
        let record = try await record(context)
        let bytes = try await SheetWriter.bytes { writer in
            try writer.begin(
                t(.importFailureSheet),
                record.sheet.heading.map { SheetColumn($0, width: 18) } + [SheetColumn(t(.importReason), width: 60)])
            for chunk in 0..<record.chunks {
                for failure in try await failures(context, record, chunk) {
                    try writer.write(
                        record.sheet.heading.indices.map { .text(failure.row[$0]) }
                            + [.text(failure.reasons(in: t))])
                }
            }
        }
        return context.download(bytes, named: "E-\(record.number) \(t(.importFailureSheet)).xlsx", type: sheetType)
    }

    private func record(_ context: some KnownContext) async throws -> Import {
        let id: Import.ID = try context.identifier()
        return try await desk.read(context) { tx, actor in try tx.imports.open(id, by: actor) }
    }

    private struct Failure: Sendable {
        let row: SheetRow
        let said: [Word]

        func reasons(in t: Language) -> String { said.map { t($0) }.joined(separator: " ") }
    }

    private func failures(_ context: some KnownContext, _ record: Import, _ chunk: Int) async throws -> [Failure] {
        try await desk.read(context) { tx, _ in
            try tx.imports.failures(record, chunk: chunk).map { Failure(row: $0.row, said: $0.reasons) }
        }
    }
}

let sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
