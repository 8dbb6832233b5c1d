import Database
import Handbook
import Kernel

/// Asking for a list, allowing it, making it, fetching it, and that it is gone again (GAME-24, F-171).
extension Exports {
    /// Takes the list as it is now under its filter. Within the limit of the asker's post, counted over a day, it is made
    /// at once; above it, and always when personal data is shown in full, another person has to allow it.
    func request(_ wish: ExportWish, by actor: Actor, in zone: Zone) throws -> Export {
        guard let list = ExportList.find(wish.list) else { throw NotFound() }
        guard let unit = actor.exportUnit else { throw NotAllowed(permission: .exportData, isElsewhere: false) }
        guard actor.holds(list.needs) else { throw NotAllowed(permission: list.needs, isElsewhere: false) }
        if wish.reveals, !actor.holds(.revealPersonalData) {
            throw NotAllowed(permission: .revealPersonalData, isElsewhere: false)
        }
        let ask = ExportAsk(
            actor: actor, query: wish.query, language: wish.language, zone: zone, reveals: wish.reveals)
        let ids = try list.ids(ask, tx, Export.mostRows + 1)
        guard !ids.isEmpty else { throw Export.Refusal.nothingToExport }
        guard ids.count <= Export.mostRows else { throw Export.Refusal.tooManyRows(limit: Export.mostRows) }
        let export = Export(
            id: tx.ids.make(), number: try nextNumber(), list: list.code, unit: unit, query: wish.query,
            columns: wish.columns, reason: wish.reason, reveals: wish.reveals, rows: ids.count,
            limit: max(0, actor.exportLimit - (try rowsTaken(by: actor.staff.id, since: tx.now - .days(1)))),
            language: wish.language, by: actor.staff.id, at: tx.now)
        try insert(export, ids: ids)
        let event = try record(.exportRequested, export, by: actor.staff.id, more: ["reason": export.reason])
        if case .asked = export.state {
            let above = try tx.appointments.superiors(of: actor.staff.id, at: tx.now, under: PostsInForce(tx: tx))
            try tx.notify(above, of: event)
        }
        tell(export)
        return export
    }

    /// Whoever asked sees it, and whoever may take data out of its unit. Others: there is none.
    func open(_ id: Export.ID, by actor: Actor) throws -> Export {
        guard let export = try find(id) else { throw NotFound() }
        guard actor.may(.exportData, in: export.unit, isOwn: export.by == actor.staff.id) else { throw NotFound() }
        return export
    }

    func decide(_ id: Export.ID, isApproved: Bool, saying text: String, by actor: Actor) throws {
        var export = try open(id, by: actor)
        try authorize(actor, .exportData, in: export.unit, isOwn: false)
        if isApproved {
            // Full personal data is allowed by somebody who may see it.
            if export.reveals { try authorize(actor, .revealPersonalData, in: export.unit, isOwn: false) }
            try export.approve(by: actor.staff.id, limit: actor.exportLimit, text: text, at: tx.now)
        } else {
            try export.decline(by: actor.staff.id, text: text, at: tx.now)
        }
        try save(export)
        let event = try record(
            .exportDecided, export, by: actor.staff.id,
            more: ["decision": isApproved ? "approved" : "declined", "text": text])
        try tx.notify([export.by], of: event)
        tell(export)
    }

    /// One chunk of the oldest export that is allowed and not made. Answers whether there is more.
    func produceNext() throws -> Bool {
        guard let (next, chunk) = try nextToProduce() else { return false }
        var export = next
        let actor = try tx.actor(export.by)
        guard let list = ExportList.find(export.list), actor.may(.exportData, in: export.unit, isOwn: false),
            actor.holds(list.needs),
            !export.reveals || actor.holds(.revealPersonalData)
        else {
            export.fail(at: tx.now)
            try save(export)
            tell(export)
            return true
        }
        let ask = ExportAsk(
            actor: actor, query: export.query, language: export.language, zone: .shanghai, reveals: export.reveals)
        let ids = try ids(of: export.id, chunk: chunk)
        let cells = try list.cells(ask, tx, ids)
        let rows = ids.compactMap { cells[$0] }.map { row in export.columns.map { row[$0] ?? .empty } }
        try keep(rows, of: export.id, chunk: chunk)
        let isLast = chunk + 1 == export.chunks
        export.noteProduced(rows: rows.count, isLast: isLast, at: tx.now)
        try save(export, chunks: chunk + 1)
        if isLast {
            let event = try record(
                .exportProduced, export, by: nil, more: ["rows": String(export.producedRows)])
            try tx.notify([export.by], of: event)
            if export.reveals {
                try tx.record(
                    .personalDataRevealed, about: export.subject, in: export.unit, by: export.by,
                    details: ["rows": String(export.producedRows), "reason": export.reason])
            }
        }
        tell(export)
        return true
    }

    /// Writes the fetch down before anything leaves.
    func fetch(_ id: Export.ID, as format: String, from address: String, by actor: Actor) throws -> Export {
        var export = try open(id, by: actor)
        try export.download(by: actor.staff.id, at: tx.now)
        guard actor.holds(.exportData) else { throw NotFound() }
        try save(export)
        try note(Download(by: actor.staff.id, format: format, address: address, at: tx.now), of: id)
        try record(.exportDownloaded, export, by: actor.staff.id, more: ["format": format])
        return export
    }

    /// What has had its days is destroyed. Answers whether there is more.
    func destroyNext() throws -> Bool {
        guard var export = try nextToDestroy() else { return false }
        if try clear(export.id, atMost: 50) { return true }
        export.destroy(at: tx.now)
        try save(export)
        try record(.exportDestroyed, export, by: nil)
        return true
    }

    @discardableResult
    private func record(
        _ kind: EventKind, _ export: Export, by actor: Staff.ID?, more: [String: String] = [:]
    ) throws -> Event {
        try tx.record(
            kind, about: export.subject, in: export.unit, by: actor,
            details: more.merging([
                "number": export.label, "list": export.list, "rows": String(export.rows),
            ]) { first, _ in first })
    }

    private func tell(_ export: Export) { tx.announce("export:\(export.id.rawValue)") }
}

/// What somebody wants to take out.
struct ExportWish: Equatable, Sendable {
    var list: String
    var query: String
    var columns: [String]
    var reason: String
    var reveals: Bool
    var language: Language
}

extension Actor {
    /// The unit in whose name the person takes data out: that of the post which may take out most.
    var exportUnit: Unit.ID? {
        holdings.filter { $0.post.permissions.contains(.exportData) }
            .max { $0.post.exportLimit < $1.post.exportLimit }?.unit
    }

    /// Rows the person may take out in one export alone, and allow for others.
    var exportLimit: Int {
        holdings.filter { $0.post.permissions.contains(.exportData) }.map(\.post.exportLimit).max() ?? 0
    }
}
