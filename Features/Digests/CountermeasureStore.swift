import Database
import Kernel

/// The countermeasures and the looks at their effects.
struct Countermeasures {
    let tx: Transaction

    static let most = 100

    func find(_ id: Countermeasure.ID) throws -> Countermeasure? {
        try tx.execute("\(Self.select) WHERE countermeasure.id = \(id)").first.map(Countermeasure.init(row:))
    }

    func of(_ digest: Digest.ID) throws -> [Countermeasure] {
        try tx.execute(
            "\(Self.select) WHERE digest_id = \(digest) ORDER BY at, countermeasure.id LIMIT \(Self.most)"
        ).map(Countermeasure.init(row:))
    }

    /// Whether somebody carries out one of a digest's measures: they may read it.
    func isOwner(_ staff: Staff.ID, in digest: Digest.ID) throws -> Bool {
        try !tx.execute(
            "SELECT 1 AS one FROM countermeasure WHERE digest_id = \(digest) AND owner_id = \(staff) LIMIT 1"
        ).isEmpty
    }

    /// What is not settled yet, the most urgent first: all of a reach, and what is one's own.
    func open(within reach: UnitReach, of staff: Staff.ID, limit: Int) throws -> [(
        measure: Countermeasure, unit: Unit.ID
    )] {
        let reached: SQL =
            switch reach {
            case .all: "1 = 1"
            case .some(let units): "complaint_digest.unit_id IN \(list: units)"
            case .own, .nothing: "1 = 0"
            }
        return try tx.execute(
            """
            SELECT \(Self.columns), complaint_digest.unit_id AS unit_id FROM countermeasure
            JOIN complaint_digest ON complaint_digest.id = countermeasure.digest_id
            WHERE worked_at IS NULL AND dropped_at IS NULL AND checked_at IS NULL
                AND (owner_id = \(staff) OR \(reached))
            ORDER BY due, countermeasure.id
            LIMIT \(limit)
            """
        ).map { (try Countermeasure(row: $0), try $0.id("unit_id")) }
    }

    func insert(_ measure: Countermeasure) throws {
        try tx.execute(
            """
            INSERT INTO countermeasure (id, digest_id, body, owner, owner_id, due, effect, at)
            VALUES (\(measure.id), \(measure.digest), \(measure.text), \(measure.ownerName), \(measure.owner),
                    \(measure.due.description), '', \(tx.now))
            """
        )
    }

    func save(_ measure: Countermeasure) throws {
        var done: (at: Instant, note: String)?
        var worked: (effect: String, by: Staff.ID?, at: Instant)?
        var dropped: (because: String, at: Instant)?
        switch measure.state {
        case .planned: break
        case .done(let at, let note): done = (at, note)
        case .worked(let effect, let by, let at): worked = (effect, by, at)
        case .dropped(let because, let at): dropped = (because, at)
        }
        try tx.execute(
            """
            UPDATE countermeasure SET due = \(measure.due.description), round = \(measure.round),
                done_at = \(done?.at), done_note = \(done?.note ?? ""), effect = \(worked?.effect ?? ""),
                worked_by = \(worked?.by), worked_at = \(worked?.at), dropped_at = \(dropped?.at),
                dropped_because = \(dropped?.because ?? "")
            WHERE id = \(measure.id)
            """
        )
    }

    func insert(_ check: Countermeasure.Check, of measure: Countermeasure.ID) throws {
        try tx.execute(
            """
            INSERT INTO countermeasure_check (countermeasure_id, round, worked, effect, checked_by, at)
            VALUES (\(measure), \(check.round), \(check.worked), \(check.effect), \(check.by), \(check.at))
            """
        )
    }

    func checks(of digest: Digest.ID) throws -> [Countermeasure.ID: [Countermeasure.Check]] {
        var checks: [Countermeasure.ID: [Countermeasure.Check]] = [:]
        let rows = try tx.execute(
            """
            SELECT countermeasure_id, countermeasure_check.round AS round, worked, countermeasure_check.effect AS effect,
                checked_by, countermeasure_check.at AS at
            FROM countermeasure_check JOIN countermeasure ON countermeasure.id = countermeasure_check.countermeasure_id
            WHERE digest_id = \(digest)
            ORDER BY countermeasure_id, countermeasure_check.round
            LIMIT 1000
            """
        )
        for row in rows {
            checks[try row.id("countermeasure_id"), default: []].append(
                Countermeasure.Check(
                    round: try row.int("round"), worked: try row.int("worked") == 1, effect: try row.text("effect"),
                    by: try row.id("checked_by"), at: try row.instant("at")))
        }
        return checks
    }

    private static let columns: SQL = """
        countermeasure.id AS id, digest_id, body, owner, owner_id, due, countermeasure.round AS round, done_at, done_note,
        countermeasure.effect AS effect, checked_at, worked_by, worked_at, dropped_at, dropped_because
        """

    private static let select: SQL = "SELECT \(columns) FROM countermeasure"
}

extension Transaction {
    var countermeasures: Countermeasures { Countermeasures(tx: self) }
}

extension Countermeasure {
    fileprivate init(row: Row) throws {
        let state: State =
            if let at = try row.instant(ifPresent: "dropped_at") {
                .dropped(because: try row.text("dropped_because"), at: at)
            } else if let at = try row.instant(ifPresent: "worked_at") {
                .worked(effect: try row.text("effect"), by: try row.id(ifPresent: "worked_by"), at: at)
            } else if let at = try row.instant(ifPresent: "checked_at") {
                // Looked at before a look was recorded with its person.
                .worked(effect: try row.text("effect"), by: nil, at: at)
            } else if let at = try row.instant(ifPresent: "done_at") {
                .done(at: at, note: try row.text("done_note"))
            } else {
                .planned
            }
        self.init(
            id: try row.id("id"), digest: try row.id("digest_id"), text: try row.text("body"),
            owner: try row.id(ifPresent: "owner_id"), ownerName: try row.text("owner"),
            due: Day(iso: try row.text("due")) ?? Day(1970, 1, 1), round: try row.int("round"), state: state)
    }
}
