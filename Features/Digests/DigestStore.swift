import Database
import Foundation
import Handbook
import Kernel

/// The digests, their frozen lines and their readers.
struct Digests {
    let tx: Transaction

    func find(_ id: Digest.ID) throws -> Digest? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Digest.init(row:))
    }

    func require(_ id: Digest.ID) throws -> Digest {
        guard let digest = try find(id) else { throw NotFound() }
        return digest
    }

    func find(of unit: Unit.ID, _ month: Digest.Month) throws -> Digest? {
        try tx.execute("\(Self.select) WHERE unit_id = \(unit) AND month = \(month.description)").first
            .map(Digest.init(row:))
    }

    /// Newest month first, as far as a reach goes.
    func list(_ reach: UnitReach, limit: Int, offset: Int) throws -> (digests: [Digest], total: Int) {
        let condition: SQL =
            switch reach {
            case .all: "1 = 1"
            case .some(let units): "unit_id IN \(list: units)"
            case .own, .nothing: "1 = 0"
            }
        let total = try tx.execute("SELECT COUNT(*) AS n FROM complaint_digest WHERE \(condition)").first?.int("n") ?? 0
        let digests = try tx.execute(
            "\(Self.select) WHERE \(condition) ORDER BY month DESC, unit_id LIMIT \(limit) OFFSET \(offset)"
        ).map(Digest.init(row:))
        return (digests, total)
    }

    /// Some digests at once.
    func find(_ ids: [String]) throws -> [Digest] {
        try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)").map(Digest.init(row:))
    }

    func insert(_ digest: Digest) throws {
        try tx.execute(
            """
            INSERT INTO complaint_digest (id, unit_id, month, drafted_by, drafted_at, problems, causes)
            VALUES (\(digest.id), \(digest.unit), \(digest.month.description), \(digest.draftedBy),
                    \(digest.draftedAt), \(digest.problems), \(digest.causes))
            """
        )
    }

    func save(_ digest: Digest) throws {
        try tx.execute(
            """
            UPDATE complaint_digest SET problems = \(digest.problems), causes = \(digest.causes),
                submitted_by = \(digest.submission?.by), submitted_at = \(digest.submission?.at)
            WHERE id = \(digest.id)
            """
        )
    }

    /// The lines as they were when the digest was submitted.
    func frozen(_ id: Digest.ID) throws -> [Digest.Line] {
        try tx.execute(
            """
            SELECT category, number, before, founded, unfounded, departments, causes, in_time, decided, milliseconds,
                   completed, accepted, refused, reopened, compensation_fen, penalties
            FROM complaint_digest_line WHERE digest_id = \(id)
            ORDER BY place
            LIMIT \(Self.mostLines)
            """
        ).map(Digest.Line.init(row:))
    }

    func freeze(_ lines: [Digest.Line], of id: Digest.ID) throws {
        for (place, line) in lines.prefix(Self.mostLines).enumerated() {
            try tx.execute(
                """
                INSERT INTO complaint_digest_line
                    (digest_id, place, category, number, before, founded, unfounded, departments, causes, in_time,
                     decided, milliseconds, completed, accepted, refused, reopened, compensation_fen, penalties)
                VALUES (\(id), \(place), \(line.category), \(line.number), \(line.before), \(line.founded),
                        \(line.unfounded), \(try Self.text(line.departments)), \(try Self.text(line.causes)),
                        \(line.inTime), \(line.decided), \(line.milliseconds), \(line.completed), \(line.accepted),
                        \(line.refused), \(line.reopened), \(line.compensation), \(line.penalties))
                """
            )
        }
    }

    func readers(_ id: Digest.ID) throws -> [Digest.Reader] {
        try tx.execute(
            """
            SELECT staff_id, delivered_at, read_at FROM complaint_digest_reader WHERE digest_id = \(id)
            ORDER BY staff_id
            LIMIT 100
            """
        ).map { row in
            Digest.Reader(
                staff: try row.id("staff_id"), deliveredAt: try row.instant("delivered_at"),
                readAt: try row.instant(ifPresent: "read_at"))
        }
    }

    func deliver(_ id: Digest.ID, to staff: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO complaint_digest_reader (digest_id, staff_id, delivered_at)
            VALUES (\(id), \(staff), \(tx.now))
            ON CONFLICT (digest_id, staff_id) DO NOTHING
            """
        )
    }

    func sign(_ id: Digest.ID, by staff: Staff.ID) throws {
        try tx.execute(
            """
            UPDATE complaint_digest_reader SET read_at = \(tx.now)
            WHERE digest_id = \(id) AND staff_id = \(staff) AND read_at IS NULL
            """
        )
    }

    static let mostLines = 500

    private static func text(_ tallies: [Digest.Tally]) throws -> String {
        try textOfJSON(tallies)
    }

    private static let select: SQL = """
        SELECT id, unit_id, month, drafted_by, drafted_at, problems, causes, submitted_by, submitted_at
        FROM complaint_digest
        """
}

extension Transaction {
    var digests: Digests { Digests(tx: self) }
}

extension Digest {
    fileprivate init(row: Row) throws {
        let text = try row.text("month")
        guard let month = Month(text) else { throw Corrupt(column: "month", value: .text(text)) }
        let submission = try row.instant(ifPresent: "submitted_at").map {
            Submission(by: try row.id("submitted_by"), at: $0)
        }
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), month: month, draftedBy: try row.id("drafted_by"),
            draftedAt: try row.instant("drafted_at"), problems: try row.text("problems"),
            causes: try row.text("causes"), submission: submission)
    }
}

extension Digest.Line {
    fileprivate init(row: Row) throws {
        func tallies(_ column: String) throws -> [Digest.Tally] {
            try JSONDecoder().decode([Digest.Tally].self, from: Data(try row.text(column).utf8))
        }
        self.init(
            category: try row.text("category"), number: try row.int("number"), before: try row.int("before"),
            founded: try row.int("founded"), unfounded: try row.int("unfounded"),
            departments: try tallies("departments"), causes: try tallies("causes"), inTime: try row.int("in_time"),
            decided: try row.int("decided"), milliseconds: try row.integer("milliseconds"),
            completed: try row.int("completed"), accepted: try row.int("accepted"), refused: try row.int("refused"),
            reopened: try row.int("reopened"), compensation: Money(fen: try row.integer("compensation_fen")),
            penalties: try row.int("penalties"))
    }
}
