import Database
import Foundation
import Handbook
import Kernel

/// The imports, as the database keeps them; their rows are in `ImportRowStore`.
struct Imports {
    let tx: Transaction

    func find(_ id: Import.ID) throws -> Import? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Import.init(row:))
    }

    /// Some imports at once.
    func find(_ ids: [String]) throws -> [Import] {
        try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)").map(Import.init(row:))
    }

    /// Newest first: one's own, and those of the units one may bring data into.
    func list(
        reach: UnitReach, of staff: Staff.ID, limit: Int, offset: Int
    ) throws -> (imports: [Import], total: Int) {
        let condition: SQL =
            switch reach {
            case .all: "1 = 1"
            case .some(let units): "(unit_id IN \(list: units) OR staff_id = \(staff))"
            case .own: "staff_id = \(staff)"
            case .nothing: "1 = 0"
            }
        let total = try tx.execute("SELECT COUNT(*) AS n FROM data_import WHERE \(condition)").first?.int("n") ?? 0
        let imports = try tx.execute(
            "\(Self.select) WHERE \(condition) ORDER BY at DESC, id DESC LIMIT \(limit) OFFSET \(offset)"
        ).map(Import.init(row:))
        return (imports, total)
    }

    /// The one that has waited longest for its next piece of work, so that two imports share the house. Those that wait
    /// for a person to assign their columns wait apart.
    func waiting(_ state: Import.State) throws -> Import? {
        try tx.execute(
            "\(Self.select) WHERE state = \(state.rawValue) AND is_ready = 1 ORDER BY worked_at, id LIMIT 1"
        ).first.map(Import.init(row:))
    }

    /// How many of a person's imports are not over.
    func openCount(of staff: Staff.ID) throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS n FROM data_import
            WHERE staff_id = \(staff) AND state IN ('uploaded', 'read', 'previewed', 'running')
            """
        ).first?.int("n") ?? 0
    }

    /// Read or previewed, and untouched since.
    func untouched(since instant: Instant) throws -> [Import] {
        try tx.execute(
            """
            \(Self.select) WHERE state IN ('read', 'previewed') AND worked_at < \(instant)
            ORDER BY worked_at, id
            LIMIT 20
            """
        ).map(Import.init(row:))
    }

    /// Uploads whose reader is no more.
    func abandoned(before instant: Instant) throws -> [Import] {
        try tx.execute(
            "\(Self.select) WHERE state = 'uploaded' AND worked_at < \(instant) ORDER BY worked_at, id LIMIT 20"
        ).map(Import.init(row:))
    }

    /// Over for so long that their rows may go. Of what was never started nobody asks for the rows that were refused.
    func toClear(before instant: Instant, unstarted: Instant) throws -> Import? {
        try tx.execute(
            """
            \(Self.select)
            WHERE state IN ('finished', 'cancelled', 'failed') AND rows_cleared = 0
              AND ended_at < CASE WHEN started_at IS NULL THEN \(unstarted) ELSE \(instant) END
            ORDER BY worked_at, id
            LIMIT 1
            """
        ).first.map(Import.init(row:))
    }

    func nextNumber() throws -> Int64 {
        try tx.execute("UPDATE import_counter SET last = last + 1 RETURNING last").first?.integer("last") ?? 0
    }

    func insert(_ record: Import) throws {
        try tx.execute(
            """
            INSERT INTO data_import
                (id, number, kind, unit_id, source, file_name, file_size, file_digest, staff_id, at, sheet, mapping,
                 row_count, chunk_count, state, progress, worked_at, rows_cleared, runs_as,
                 is_ready)
            VALUES (\(record.id), \(record.number), \(record.kind.rawValue), \(record.unit), \(record.source),
                    \(record.file.name), \(record.file.size), \(record.file.digest), \(record.by), \(record.at),
                    \(try Kept.text(record.sheet)), \(try Kept.text(record.mapping)), 0, 0, 'uploaded',
                    \(try Kept.text(record.progress)), \(tx.now), 0, \(record.runsAs),
                    1)
            """
        )
    }

    func save(_ record: Import) throws {
        try tx.execute(
            """
            UPDATE data_import SET
                runs_as = \(record.runsAs), stumbles = \(record.stumbles),
                is_ready = \(record.state == .read && !record.isReadyToCheck ? 0 : 1), sheet = \(try Kept.text(record.sheet)), mapping = \(try Kept.text(record.mapping)),
                row_count = \(record.rows), chunk_count = \(record.chunks), state = \(record.state.rawValue),
                mode = \(record.mode?.rawValue), existing = \(record.existing?.rawValue),
                reason_zh = \(record.reason.map { Language.chinese($0) }),
                reason_en = \(record.reason.map { Language.english($0) }),
                progress = \(try Kept.text(record.progress)), started_at = \(record.startedAt),
                published_at = \(record.publishedAt), ended_at = \(record.endedAt), worked_at = \(tx.now)
            WHERE id = \(record.id)
            """
        )
    }

    func noteCleared(_ id: Import.ID) throws {
        try tx.execute("UPDATE data_import SET rows_cleared = 1 WHERE id = \(id)")
    }

    private static let select: SQL = """
        SELECT id, number, kind, unit_id, source, file_name, file_size, file_digest, staff_id, at, sheet, mapping,
               row_count, chunk_count, state, mode, existing, reason_zh, reason_en, progress, started_at, published_at,
               ended_at, COALESCE(runs_as, staff_id) AS runs_as, stumbles
        FROM data_import
        """
}

extension Transaction {
    var imports: Imports { Imports(tx: self) }
}

extension Import {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), number: try row.integer("number"), kind: try row.choice("kind"),
            unit: try row.id("unit_id"), source: try row.text("source"),
            file: File(
                name: try row.text("file_name"), size: try row.int("file_size"), digest: try row.text("file_digest")),
            by: try row.id("staff_id"), at: try row.instant("at"), runsAs: try row.id("runs_as"),
            sheet: try Kept.sheet(row.text("sheet")),
            mapping: try Kept.mapping(row.text("mapping")), rows: try row.int("row_count"),
            chunks: try row.int("chunk_count"), state: try row.choice("state"),
            mode: try row.text(ifPresent: "mode").flatMap(Mode.init(rawValue:)),
            existing: try row.text(ifPresent: "existing").flatMap(Existing.init(rawValue:)),
            reason: try row.text(ifPresent: "reason_zh").map { zh in
                Sentence(Word(zh, try row.text(ifPresent: "reason_en") ?? zh))
            },
            progress: try Kept.progress(row.text("progress")), startedAt: try row.instant(ifPresent: "started_at"),
            publishedAt: try row.instant(ifPresent: "published_at"), endedAt: try row.instant(ifPresent: "ended_at"),
            stumbles: try row.int("stumbles"))
    }
}

/// Small values as JSON, keys in order.
private enum Kept {
    struct Sheet: Codable {
        var format, name: String
        var others, heading: [String]
        var headingRow: Int
    }

    struct Place: Codable {
        var column: Int?
        var fixed: String?
    }

    static func text(_ sheet: Import.Sheet) throws -> String {
        try text(
            of: Sheet(
                format: sheet.format, name: sheet.name, others: sheet.others, heading: sheet.heading,
                headingRow: sheet.headingRow))
    }

    static func sheet(_ text: String) throws -> Import.Sheet {
        let kept = try JSONDecoder().decode(Sheet.self, from: Data(text.utf8))
        return Import.Sheet(
            format: kept.format, name: kept.name, others: kept.others, heading: kept.heading,
            headingRow: kept.headingRow)
    }

    static func text(_ mapping: Mapping) throws -> String {
        try text(
            of: mapping.places.mapValues { place in
                switch place {
                case .column(let column): Place(column: column, fixed: nil)
                case .fixed(let text): Place(column: nil, fixed: text)
                }
            })
    }

    static func mapping(_ text: String) throws -> Mapping {
        let kept = try JSONDecoder().decode([String: Place].self, from: Data(text.utf8))
        return Mapping(
            places: kept.mapValues { $0.column.map { .column($0) } ?? .fixed($0.fixed ?? "") })
    }

    static func text(_ progress: Import.Progress) throws -> String {
        try text(of: [
            progress.checkedChunks, progress.checked, progress.bad, progress.runChunks, progress.brought,
            progress.updated, progress.skipped, progress.refused, progress.finishedChunks,
        ])
    }

    static func progress(_ text: String) throws -> Import.Progress {
        let numbers = try JSONDecoder().decode([Int].self, from: Data(text.utf8))
        guard numbers.count == 9 else { throw Corrupt(column: "progress", value: nil) }
        return Import.Progress(
            checkedChunks: numbers[0], checked: numbers[1], bad: numbers[2], runChunks: numbers[3],
            brought: numbers[4], updated: numbers[5], skipped: numbers[6], refused: numbers[7],
            finishedChunks: numbers[8])
    }

    private static func text(of value: some Encodable) throws -> String {
        try textOfJSON(value).replacing("\u{0}", with: "␀")
    }
}
