import Database
import Handbook
import Kernel

/// What people do with an import. Every act asks for the right to bring data in, and for the right that the records
/// themselves ask for.
extension Imports {
    /// Who may see an import: whoever brought it, and those who may bring data into its unit. Others: there is none.
    func open(_ id: Import.ID, by actor: Actor) throws -> Import {
        guard let record = try find(id) else { throw NotFound() }
        let isOwn = record.by == actor.staff.id
        guard actor.may(.importData, in: record.unit, isOwn: isOwn) else { throw NotFound() }
        return record
    }

    func begin(
        _ kind: Import.Kind, into unit: Unit.ID, from source: String, _ file: Import.File, by actor: Actor
    ) throws -> Import {
        let record = Import(
            id: tx.ids.make(), number: try nextNumber(), kind: kind, unit: unit, source: source, file: file,
            by: actor.staff.id, at: tx.now)
        try requireRights(to: record, actor)
        guard try openCount(of: actor.staff.id) < Import.mostOpenOfOne else {
            throw Import.Refusal.tooManyOpen(Import.mostOpenOfOne)
        }
        try insert(record)
        return record
    }

    /// The next rows of a file that is being read. Refused when it has been given up meanwhile.
    func keep(_ rows: [SheetRow], of id: Import.ID, as number: Int) throws {
        guard let record = try find(id) else { throw NotFound() }
        guard record.state == .uploaded else { throw Import.Refusal.notNow(record.state) }
        try tx.importRows(id).keep(rows, as: number)
        try save(record)
    }

    func finishReading(_ id: Import.ID, _ sheet: Import.Sheet, rows: Int, chunks: Int) throws {
        guard var record = try find(id) else { throw NotFound() }
        let mapping = Mapping(
            recognising: sheet.heading, for: record.kind,
            remembered: try tx.importHeadings.remembered(record.kind))
        try record.finishReading(sheet, rows: rows, chunks: chunks, mapping: mapping)
        try save(record)
        tell(record)
    }

    func fail(_ id: Import.ID, because reason: Sentence) throws {
        guard var record = try find(id), !record.state.isOver else { return }
        try record.fail(reason, at: tx.now)
        try save(record)
        if record.startedAt != nil { try end(record) }
        tell(record)
    }

    /// Columns assigned by hand: remembered by their headings, and everything is looked at anew.
    func map(_ id: Import.ID, _ mapping: Mapping, by actor: Actor) throws {
        var record = try open(id, by: actor)
        try requireRights(to: record, actor)
        for (code, place) in mapping.places {
            guard case .column(let column) = place, record.sheet.heading.indices.contains(column) else { continue }
            let heading = record.sheet.heading[column].foldedHeading
            guard !heading.isEmpty, record.mapping.places[code] != place else { continue }
            try tx.importHeadings.remember(heading, as: code, kind: record.kind, by: actor.staff.id)
        }
        try record.map(mapping, by: actor.staff.id)
        try tx.importRows(id).forgetProblems()
        try save(record)
        tell(record)
    }

    func start(_ id: Import.ID, _ mode: Import.Mode, existing: Import.Existing, by actor: Actor) throws {
        var record = try open(id, by: actor)
        try requireRights(to: record, actor)
        try record.start(mode, existing: existing, by: actor.staff.id, at: tx.now)
        try save(record)
        try tx.record(
            .importStarted, about: record.subject, in: record.unit, by: actor.staff.id,
            details: [
                "number": String(record.number), "kind": record.kind.rawValue, "rows": String(record.rows),
                "mode": mode.rawValue, "source": record.source, "sha256": record.file.digest,
            ])
        tell(record)
    }

    func cancel(_ id: Import.ID, by actor: Actor) throws {
        var record = try open(id, by: actor)
        let hasBrought = record.mode == .goodRowsOnly && record.progress.brought + record.progress.updated > 0
        let reason =
            hasBrought
            ? Sentence(
                .importCancelledKept, actor.staff.name, String(record.progress.brought + record.progress.updated))
            : Sentence(.importCancelledNothing, actor.staff.name)
        try record.cancel(reason, at: tx.now)
        try save(record)
        try tx.record(
            .importCancelled, about: record.subject, in: record.unit, by: actor.staff.id,
            details: [
                "number": String(record.number), "brought": String(record.progress.brought),
                "updated": String(record.progress.updated),
            ])
        tell(record)
    }

    /// What failed by our fault goes on where it stood, with the rights of whoever has it tried again.
    func tryAgain(_ id: Import.ID, by actor: Actor) throws {
        var record = try open(id, by: actor)
        try requireRights(to: record, actor)
        guard try !tx.importRows(id).chunk(0).isEmpty else { throw Import.Refusal.notFaulty }
        try record.tryAgain(by: actor.staff.id)
        try save(record)
        try tx.record(
            .importStarted, about: record.subject, in: record.unit, by: actor.staff.id,
            details: [
                "number": String(record.number), "kind": record.kind.rawValue, "rows": String(record.rows),
                "mode": record.mode?.rawValue ?? "", "again": "yes",
            ])
        tell(record)
    }

    /// To bring rows in is two rights: to import into the unit, and to take in there what the rows are.
    private func requireRights(to record: Import, _ actor: Actor) throws {
        try authorize(actor, .importData, in: record.unit, isOwn: false)
        try authorize(actor, .createCase, in: record.unit, isOwn: false)
    }

    func end(_ record: Import) throws {
        try tx.record(
            .importEnded, about: record.subject, in: record.unit, by: record.runsAs,
            details: [
                "number": String(record.number), "state": record.state.rawValue,
                "brought": String(record.progress.brought), "updated": String(record.progress.updated),
                "skipped": String(record.progress.skipped), "refused": String(record.progress.refused),
            ])
    }

    /// Open pages look again.
    func tell(_ record: Import) { tx.announce("import:\(record.id.rawValue)") }
}
