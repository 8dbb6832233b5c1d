import Database
import Handbook
import Kernel

/// Who is on duty, as the database keeps it.
struct Presences {
    let tx: Transaction

    /// People on duty that one page shows and one chore looks at.
    static let most = 500

    /// The one question of everybody else. A short absence counts as off duty while it lasts; for a past instant the
    /// whole stay counts (what was in between is told by the events).
    func isOnDuty(_ person: Staff.ID, at instant: Instant) throws -> Bool {
        if instant >= tx.now { return try standing(of: person)?.isHere ?? false }
        return try !tx.execute(
            """
            SELECT 1 AS one FROM presence
            WHERE staff_id = \(person) AND began_at <= \(instant) AND (ended_at IS NULL OR ended_at > \(instant))
            LIMIT 1
            """
        ).isEmpty
    }

    /// Whether what people say now answers for an instant: within this minute. Where somebody will sit tomorrow no desk
    /// knows.
    func speaks(for instant: Instant) -> Bool { instant.milliseconds / 60_000 == tx.now.milliseconds / 60_000 }

    /// Which of these people are on duty now.
    func onDuty(among people: [Staff.ID]) throws -> Set<Staff.ID> {
        guard !people.isEmpty else { return [] }
        let rows = try tx.execute(
            """
            SELECT staff_id FROM presence
            WHERE staff_id IN \(list: Array(people.prefix(Self.most))) AND ended_at IS NULL AND away_since IS NULL
            LIMIT \(Self.most)
            """
        )
        return Set(try rows.map { try $0.id("staff_id") })
    }

    func standing(of person: Staff.ID) throws -> Presence? {
        try tx.execute("\(Self.select) WHERE staff_id = \(person) AND ended_at IS NULL").first.map(Presence.init(row:))
    }

    /// Everybody on duty within reach, away ones included, those of one unit side by side.
    func standing(in reach: UnitReach, limit: Int = Presences.most) throws -> [OnDuty] {
        let here: SQL =
            switch reach {
            case .all: "1 = 1"
            case .some(let units): "presence.unit_id IN \(list: units)"
            case .own, .nothing: "1 = 0"
            }
        return try tx.execute(
            """
            SELECT presence.id, presence.staff_id, presence.unit_id, presence.began_at, presence.entered_by,
                   presence.away_since, presence.ended_at, presence.ending, staff.name
            FROM presence JOIN staff ON staff.id = presence.staff_id
            WHERE presence.ended_at IS NULL AND \(here)
            ORDER BY presence.began_at, presence.id
            LIMIT \(limit)
            """
        ).map { OnDuty(presence: try Presence(row: $0), name: try $0.text("name")) }
    }

    /// Whether a unit keeps presence at all: somebody of it, or above it, said they were on duty in the last two weeks.
    func isKept(in unit: Unit.ID) throws -> Bool {
        let units = try tx.units.chain(from: unit).map(\.id)
        return try !tx.execute(
            "SELECT 1 AS one FROM presence WHERE began_at > \(tx.now - .days(14)) AND unit_id IN \(list: units) LIMIT 1"
        ).isEmpty
    }

    /// Whether this person's units keep presence at all: somebody of them said they were on duty in the last two weeks.
    /// Where nobody does, a rule about duty has nothing to go by.
    func isKept(around person: Staff.ID) throws -> Bool {
        try !tx.execute(
            """
            SELECT 1 AS one FROM presence
            WHERE began_at > \(tx.now - .days(14)) AND unit_id IN (
                SELECT unit_id FROM appointment
                WHERE staff_id = \(person) AND starts_at <= \(tx.now) AND (ends_at IS NULL OR ends_at > \(tx.now)))
            LIMIT 1
            """
        ).isEmpty
    }

    /// Those on duty, with what their sessions say; the longest first.
    func traces(limit: Int = Presences.most) throws -> [(presence: Presence, traces: SessionTraces)] {
        let begun = tx.now - SessionRules.house.longest
        return try tx.execute(
            """
            SELECT id, staff_id, unit_id, began_at, entered_by, away_since, ended_at, ending,
                   (SELECT MAX(session.seen_at) FROM session
                    WHERE session.staff_id = presence.staff_id AND session.ended_at IS NULL
                        AND session.started_at > \(begun)) AS last_seen,
                   (SELECT MAX(session.ended_at) FROM session
                    WHERE session.staff_id = presence.staff_id AND session.ended_at > \(begun)) AS last_ended
            FROM presence
            WHERE ended_at IS NULL
            ORDER BY began_at, id
            LIMIT \(limit)
            """
        ).map { row in
            (
                try Presence(row: row),
                SessionTraces(
                    seenAt: try row.instant(ifPresent: "last_seen"), endedAt: try row.instant(ifPresent: "last_ended"))
            )
        }
    }

    /// The promises of a person that fall due before an instant, first of all those that are first due.
    func promises(of person: Staff.ID, before instant: Instant, limit: Int = 50) throws -> [PromiseDue] {
        try tx.execute(
            """
            SELECT service_case.id, service_case.number, service_case.subject, service_case.unit_id,
                   MIN(obligation.due_at) AS due_at
            FROM obligation JOIN service_case ON service_case.id = obligation.subject_id
            WHERE obligation.owed_by_staff = \(person) AND obligation.state = 'open'
                AND obligation.due_at < \(instant) AND obligation.subject_kind = 'case'
                AND obligation.rule = \(DeadlineRule.keepPromise.rawValue)
            GROUP BY service_case.id, service_case.number, service_case.subject, service_case.unit_id
            ORDER BY due_at, service_case.id
            LIMIT \(limit)
            """
        ).map { row in
            PromiseDue(
                record: try row.id("id"), number: try row.text("number"), subject: try row.text("subject"),
                unit: try row.id("unit_id"), dueAt: try row.instant("due_at"))
        }
    }

    func insert(_ presence: Presence) throws {
        try tx.execute(
            """
            INSERT INTO presence (id, staff_id, unit_id, began_at, entered_by)
            VALUES (\(presence.id), \(presence.staff), \(presence.unit), \(presence.beganAt), \(presence.enteredBy))
            """
        )
    }

    func save(_ presence: Presence) throws {
        let (away, ended, ending): (Instant?, Instant?, String?) =
            switch presence.state {
            case .here: (nil, nil, nil)
            case .away(let since): (since, nil, nil)
            case .over(let at, let how): (nil, at, how.rawValue)
            }
        try tx.execute(
            """
            UPDATE presence SET away_since = \(away), ended_at = \(ended), ending = \(ending)
            WHERE id = \(presence.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, staff_id, unit_id, began_at, entered_by, away_since, ended_at, ending FROM presence
        """
}

extension Transaction {
    var presence: Presences { Presences(tx: self) }
}

extension Presence {
    fileprivate init(row: Row) throws {
        let state: State
        if let ended = try row.instant(ifPresent: "ended_at") {
            state = .over(at: ended, try row.choice("ending"))
        } else {
            state = try row.instant(ifPresent: "away_since").map { .away(since: $0) } ?? .here
        }
        self.init(
            id: try row.id("id"), staff: try row.id("staff_id"), unit: try row.id("unit_id"),
            beganAt: try row.instant("began_at"), enteredBy: try row.id(ifPresent: "entered_by"), state: state)
    }
}
