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
    let id, serviceCase, number, subject, type, severity, lapsesAt: String
    let nextDueAt: String?

    enum CodingKeys: String, CodingKey {
        case id, number, subject, type, severity, lapsesAt, nextDueAt
        case serviceCase = "case"
    }

    init(_ view: OfferView) {
        id = view.offer.id.rawValue
        serviceCase = view.offer.record.rawValue
        number = view.number
        subject = view.subject
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

    init(_ found: Import, in t: Language) {
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
