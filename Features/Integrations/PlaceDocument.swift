import Handbook
import Kernel

struct UnitDocument: Encodable, Sendable {
    let id, name, kind: String
    let parent: String?
    /// whether the person of the token may register cases there
    let takesCases: Bool

    init(_ unit: Unit, takesCases: Bool) {
        id = unit.id.rawValue
        name = unit.name
        kind = unit.kind.rawValue
        parent = unit.parent?.rawValue
        self.takesCases = takesCases
    }
}

struct ColleagueDocument: Encodable, Sendable {
    let staff, name: String
}

struct LineDocument: Encodable, Sendable {
    let id, unit, name: String

    init(_ line: Line) {
        id = line.id.rawValue
        unit = line.unit.rawValue
        name = line.name
    }
}

struct OfferDocument: Encodable, Sendable {
    let id, serviceCase, number, type, severity, lapsesAt: String
    /// the subject is nothing where the program may not read cases
    let subject, nextDueAt: String?

    enum CodingKeys: String, CodingKey {
        case id, number, subject, type, severity, lapsesAt, nextDueAt
        case serviceCase = "case"
    }

    init(_ view: OfferView, showsSubject: Bool) {
        id = view.offer.id.rawValue
        serviceCase = view.offer.record.rawValue
        number = view.number
        subject = showsSubject ? view.subject : nil
        type = view.type.rawValue
        severity = view.severity.rawValue
        lapsesAt = view.offer.lapsesAt.rfc3339
        nextDueAt = view.nextDueAt?.rfc3339
    }
}

struct ImportDocument: Encodable, Sendable {
    let id, kind, unit, source, file, state, by, at: String
    let mode, reason, endedAt: String?
    let rows, checked, bad, brought, updated, skipped, refused: Int
    /// the first line of the file; a column is named by its place here, from 0
    let headings: [String]
    /// what each field is taken from: guessed from the headings until somebody says otherwise
    let mapping: [ImportMappingDocument]
    /// fields without which no row is good, and which have neither a column nor a text: nothing is checked until they do
    let missing: [String]
    /// what is wrong with the first rows in which something is; nothing in a list, and without the scopes to send them
    let problems: [ImportProblemDocument]?

    init(_ found: Import, problems: [ImportRows.Problem]? = nil, in t: Language) {
        id = found.id.rawValue
        kind = found.kind.rawValue
        unit = found.unit.rawValue
        source = found.source
        file = found.file.name
        state = found.state.rawValue
        by = found.by.rawValue
        at = found.at.rfc3339
        mode = found.mode?.rawValue
        reason = found.reason.map { t($0) }
        endedAt = found.endedAt?.rfc3339
        rows = found.rows
        checked = found.progress.checked
        bad = found.progress.bad
        brought = found.progress.brought
        updated = found.progress.updated
        skipped = found.progress.skipped
        refused = found.progress.refused
        headings = found.sheet.heading
        mapping = found.kind.fields.compactMap { field in
            found.mapping.places[field.code].map { ImportMappingDocument(field.code, $0) }
        }
        missing = found.state == .read ? found.missing : []
        self.problems = problems?.map { ImportProblemDocument($0, in: t) }
    }
}

struct ImportMappingDocument: Encodable, Sendable {
    let field: String
    let column: Int?
    let text: String?

    init(_ field: String, _ place: Mapping.Place) {
        self.field = field
        switch place {
        case .column(let number): (column, text) = (number, nil)
        case .fixed(let fixed): (column, text) = (nil, fixed)
        }
    }
}

/// What is wrong with a row; the line as the file counts it.
struct ImportProblemDocument: Encodable, Sendable {
    let row: Int
    let column: Int?
    let field: String?
    let reason: String

    init(_ problem: ImportRows.Problem, in t: Language) {
        row = problem.row
        column = problem.column
        field = problem.field
        reason = t(problem.text)
    }
}

struct ExportDocument: Encodable, Sendable {
    let id, label, list, unit, reason, by, at, state: String
    let expiresAt: String?
    let rows, downloads: Int
    let reveals: Bool

    init(_ export: Export) {
        id = export.id.rawValue
        label = export.label
        list = export.list
        unit = export.unit.rawValue
        reason = export.reason
        by = export.by.rawValue
        at = export.at.rfc3339
        expiresAt = export.expiresAt?.rfc3339
        rows = export.rows
        downloads = export.downloads
        reveals = export.reveals
        state =
            switch export.state {
            case .asked: "asked"
            case .approved: "approved"
            case .declined: "declined"
            case .produced: "produced"
            case .destroyed: "destroyed"
            case .failed: "failed"
            }
    }
}
