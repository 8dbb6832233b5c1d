import Database
import Foundation
import Handbook
import Kernel

/// The exports, as the database keeps them.
struct Exports {
    let tx: Transaction

    /// One fetch of a file.
    struct Download: Equatable, Sendable {
        let by: Staff.ID
        let format: String
        let address: String
        let at: Instant
    }

    func find(_ id: Export.ID) throws -> Export? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Export.init(row:))
    }

    /// Some exports at once.
    func find(_ ids: [String]) throws -> [Export] {
        try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)").map(Export.init(row:))
    }

    /// Newest first: one's own, and those of the units whose exports one may allow.
    func list(
        reach: UnitReach, of staff: Staff.ID, limit: Int, offset: Int
    ) throws -> (exports: [Export], total: Int) {
        let condition = Self.isSeen(in: reach, by: staff)
        let total = try tx.execute("SELECT COUNT(*) AS n FROM data_export WHERE \(condition)").first?.int("n") ?? 0
        let exports = try tx.execute(
            "\(Self.select) WHERE \(condition) ORDER BY at DESC, id DESC LIMIT \(limit) OFFSET \(offset)"
        ).map(Export.init(row:))
        return (exports, total)
    }

    func waiting(in reach: UnitReach, of staff: Staff.ID, limit: Int) throws -> [Export] {
        try tx.execute(
            """
            \(Self.select) WHERE state = 'asked' AND \(Self.isSeen(in: reach, by: staff))
            ORDER BY at, id
            LIMIT \(limit)
            """
        ).map(Export.init(row:))
    }

    func nextToProduce() throws -> (export: Export, chunk: Int)? {
        try tx.execute(
            "\(Self.select) WHERE state = 'approved' ORDER BY at, id LIMIT 1"
        ).first.map { (try Export(row: $0), try $0.int("produced_chunks")) }
    }

    func nextToDestroy() throws -> Export? {
        try tx.execute(
            "\(Self.select) WHERE state = 'produced' AND expires_at <= \(tx.now) ORDER BY expires_at, id LIMIT 1"
        ).first.map(Export.init(row:))
    }

    /// Rows that a person took out on their own word since an instant: many small exports are one large one.
    func rowsTaken(by person: Staff.ID, since: Instant) throws -> Int {
        try tx.execute(
            """
            SELECT CAST(COALESCE(SUM(row_count), 0) AS BIGINT) AS n FROM data_export
            WHERE at >= \(since) AND staff_id = \(person) AND decided_by IS NULL AND state IN ('approved', 'produced', 'destroyed')
            """
        ).first?.int("n") ?? 0
    }

    func nextNumber() throws -> Int64 {
        try tx.execute("UPDATE export_counter SET last = last + 1 RETURNING last").first?.integer("last") ?? 0
    }

    func insert(_ export: Export, ids: [String]) throws {
        let state = export.state.columns
        try tx.execute(
            """
            INSERT INTO data_export
                (id, number, list, unit_id, query, columns, reason, reveals, row_count, language, staff_id, at, state,
                 produced_rows, produced_chunks, downloads)
            VALUES (\(export.id), \(export.number), \(export.list), \(export.unit), \(export.query),
                    \(export.columns.joined(separator: " ")), \(export.reason), \(export.reveals), \(export.rows),
                    \(export.language.rawValue), \(export.by), \(export.at), \(state.name), 0, 0, 0)
            """
        )
        for number in 0..<export.chunks {
            let some = ids[(number * Export.chunkRows)..<min(ids.count, (number + 1) * Export.chunkRows)]
            try tx.execute(
                """
                INSERT INTO export_chunk (export_id, number, ids)
                VALUES (\(export.id), \(number), \(some.joined(separator: " ")))
                """
            )
        }
    }

    func save(_ export: Export, chunks: Int? = nil) throws {
        let state = export.state.columns
        try tx.execute(
            """
            UPDATE data_export SET state = \(state.name), decided_by = \(state.decision?.by),
                decided_at = \(state.decision?.at), decision = \(state.decision?.text),
                produced_rows = \(export.producedRows), ended_at = \(state.at), expires_at = \(export.expiresAt),
                downloads = \(export.downloads)
            WHERE id = \(export.id)
            """
        )
        if let chunks { try tx.execute("UPDATE data_export SET produced_chunks = \(chunks) WHERE id = \(export.id)") }
    }

    func ids(of id: Export.ID, chunk: Int) throws -> [String] {
        let row = try tx.execute(
            "SELECT ids FROM export_chunk WHERE export_id = \(id) AND number = \(chunk)"
        ).first
        return try row?.text("ids").split(separator: " ").map(String.init) ?? []
    }

    func keep(_ rows: [[SheetCell]], of id: Export.ID, chunk: Int) throws {
        let body = try textOfJSON(rows.map { $0.map(\.kept) })
        try tx.execute(
            """
            UPDATE export_chunk SET body = \(body)
            WHERE export_id = \(id) AND number = \(chunk)
            """
        )
    }

    func rows(of id: Export.ID, chunk: Int, zone: Zone) throws -> [[SheetCell]] {
        let row = try tx.execute(
            "SELECT body FROM export_chunk WHERE export_id = \(id) AND number = \(chunk)"
        ).first
        // Destroyed under the reader's eyes: half a list must not look like a whole one.
        guard let body = try row?.text(ifPresent: "body") else { throw NotFound() }
        return try JSONDecoder().decode([[String]].self, from: Data(body.utf8)).map { cells in
            cells.map { SheetCell(kept: $0, zone: zone) }
        }
    }

    /// The rows go; that they were taken out, by whom and why, stays. Answers whether there are more.
    func clear(_ id: Export.ID, atMost limit: Int) throws -> Bool {
        let numbers = try tx.execute(
            "SELECT number FROM export_chunk WHERE export_id = \(id) ORDER BY number LIMIT \(limit)"
        ).map { try $0.int("number") }
        guard let last = numbers.last else { return false }
        try tx.execute("DELETE FROM export_chunk WHERE export_id = \(id) AND number <= \(last)")
        return numbers.count == limit
    }

    func note(_ download: Download, of id: Export.ID) throws {
        let key: Identifier<Download> = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO export_download (id, export_id, staff_id, format, address, at)
            VALUES (\(key), \(id), \(download.by), \(download.format), \(download.address), \(download.at))
            """
        )
    }

    func downloads(of ids: [Export.ID]) throws -> [Export.ID: [Download]] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT export_id, staff_id, format, address, at FROM export_download
            WHERE export_id IN \(list: ids)
            ORDER BY at DESC, id
            LIMIT 500
            """
        )
        return Dictionary(
            grouping: try rows.map { row in
                (
                    try row.id("export_id") as Export.ID,
                    Download(
                        by: try row.id("staff_id"), format: try row.text("format"), address: try row.text("address"),
                        at: try row.instant("at"))
                )
            }, by: \.0
        ).mapValues { $0.map(\.1) }
    }

    private static func isSeen(in reach: UnitReach, by staff: Staff.ID) -> SQL {
        switch reach {
        case .all: "1 = 1"
        case .some(let units): "(unit_id IN \(list: units) OR staff_id = \(staff))"
        case .own: "staff_id = \(staff)"
        case .nothing: "1 = 0"
        }
    }

    private static let select: SQL = """
        SELECT id, number, list, unit_id, query, columns, reason, reveals, row_count, language, staff_id, at, state,
               decided_by, decided_at, decision, produced_rows, produced_chunks, ended_at, expires_at, downloads
        FROM data_export
        """
}

extension Transaction {
    var exports: Exports { Exports(tx: self) }
}

extension Export.State {
    fileprivate var columns: (name: String, decision: Export.Decision?, at: Instant?) {
        switch self {
        case .asked: ("asked", nil, nil)
        case .approved(let decision): ("approved", decision, nil)
        case .declined(let decision): ("declined", decision, nil)
        case .produced(let decision, let at): ("produced", decision, at)
        case .destroyed(let decision, let at): ("destroyed", decision, at)
        case .failed(let decision, let at): ("failed", decision, at)
        }
    }

    fileprivate init(row: Row) throws {
        let decision = try row.text(ifPresent: "decided_by").map { by in
            Export.Decision(
                by: Staff.ID(by), at: try row.instant("decided_at"), text: try row.text(ifPresent: "decision") ?? "")
        }
        let name = try row.text("state")
        switch (name, decision) {
        case ("asked", _): self = .asked
        case ("approved", _): self = .approved(decision)
        case ("declined", let decision?): self = .declined(decision)
        case ("produced", _): self = .produced(decision, at: try row.instant("ended_at"))
        case ("destroyed", _): self = .destroyed(decision, at: try row.instant("ended_at"))
        case ("failed", _): self = .failed(decision, at: try row.instant("ended_at"))
        default: throw Corrupt(column: "state", value: .text(name))
        }
    }
}

extension Export {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), number: try row.integer("number"), list: try row.text("list"),
            unit: try row.id("unit_id"), query: try row.text("query"),
            columns: try row.text("columns").split(separator: " ").map(String.init), reason: try row.text("reason"),
            reveals: try row.bool("reveals"), rows: try row.int("row_count"), language: try row.choice("language"),
            by: try row.id("staff_id"), at: try row.instant("at"), state: try State(row: row),
            producedRows: try row.int("produced_rows"), expiresAt: try row.instant(ifPresent: "expires_at"),
            downloads: try row.int("downloads"))
    }
}

/// A cell as a chunk keeps it: its kind in one letter, then its value.
extension SheetCell {
    fileprivate var kept: String {
        switch self {
        case .text(let text): "t\(text)"
        case .number(let number): "n\(number)"
        case .money(let money): "m\(money.fen)"
        case .day(let day): "d\(day.number)"
        case .time(let instant, _): "i\(instant.milliseconds)"
        case .empty: ""
        }
    }

    fileprivate init(kept: String, zone: Zone) {
        let value = String(kept.dropFirst())
        self =
            switch kept.first {
            case "n": Double(value).map { .number($0) } ?? .empty
            case "m": Int64(value).map { .money(Money(fen: $0)) } ?? .empty
            case "d": Int(value).map { .day(Day(number: $0)) } ?? .empty
            case "i": Int64(value).map { .time(Instant(milliseconds: $0), zone) } ?? .empty
            case "t": .text(value)
            default: .empty
            }
    }
}
