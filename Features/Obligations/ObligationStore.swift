import Database
import Handbook
import Kernel

/// The ledger of obligations, as the database keeps it. Work lists, clocks, reminders and the adherence report are all
/// views of it; none keeps a second truth.
struct Obligations {
    let tx: Transaction

    func find(_ id: Obligation.ID) throws -> Obligation? {
        try load("WHERE id = \(id)").first
    }

    /// What is open on a record. Bounded by the clauses of its handbook times its open promises.
    func open(of subject: Subject) throws -> [Obligation] {
        try load(
            """
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id) AND state = 'open'
            ORDER BY due_at, id
            LIMIT 500
            """
        )
    }

    /// Everything a record ever owed, in the order of the clauses' starts.
    func all(of subject: Subject) throws -> [Obligation] {
        try load(
            """
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id)
            ORDER BY started_at, id
            LIMIT 1000
            """
        )
    }

    /// What one person owes, and what the duties that fall on them owe and nobody in particular has taken.
    func owed(by staff: Staff.ID, holding duties: [(duty: Duty, unit: Unit.ID)], limit: Int) throws -> [Obligation] {
        // One question for each, so that each is read along its own index and ends with its limit.
        var owed = try load("WHERE state = 'open' AND owed_by_staff = \(staff) ORDER BY due_at, id LIMIT \(limit)")
        for held in duties {
            owed += try load(
                """
                WHERE state = 'open' AND owed_by_staff IS NULL AND owed_by = \(held.duty.code)
                    AND COALESCE(unit_id, '') IN (\(unitsAnswering(to: held)))
                ORDER BY due_at, id
                LIMIT \(limit)
                """
            )
        }
        var seen: Set<Obligation.ID> = []
        return Array(
            owed.filter { seen.insert($0.id).inserted }
                .sorted { ($0.dueAt, $0.id.rawValue) < ($1.dueAt, $1.id.rawValue) }
                .prefix(limit))
    }

    /// A unit and those below it, down to where somebody else holds the post: a post is answered by its nearest holders.
    private func unitsAnswering(to held: (duty: Duty, unit: Unit.ID)) -> SQL {
        guard case .post(let post) = held.duty else { return "SELECT id FROM unit WHERE id = \(held.unit)" }
        return """
            WITH RECURSIVE below (id, depth) AS (
                SELECT id, 0 FROM unit WHERE id = \(held.unit)
                UNION ALL
                SELECT unit.id, below.depth + 1 FROM unit JOIN below ON unit.parent_id = below.id
                WHERE below.depth < \(Unit.deepest) AND NOT EXISTS (
                    SELECT 1 FROM appointment JOIN staff ON staff.id = appointment.staff_id
                    WHERE appointment.unit_id = unit.id AND appointment.post = \(post) AND staff.is_active = 1
                        AND appointment.starts_at <= \(tx.now)
                        AND (appointment.ends_at IS NULL OR \(tx.now) < appointment.ends_at)
                )
            )
            SELECT id FROM below
            """
    }

    /// What a chore has to look at: warnings, breaches and rungs whose instant has come.
    func toAct(at now: Instant, limit: Int) throws -> [Obligation] {
        try load("WHERE act_at IS NOT NULL AND act_at <= \(now) ORDER BY act_at, id LIMIT \(limit)")
    }

    func open(after id: Obligation.ID?, limit: Int) throws -> [Obligation] {
        try load("WHERE state = 'open' AND id > \(id?.rawValue ?? "") ORDER BY id LIMIT \(limit)")
    }

    func insert(_ obligation: Obligation, openedBy event: Event.ID) throws { try insert([(obligation, event)]) }

    /// Many at once, of however many records.
    func insert(_ opened: [(obligation: Obligation, event: Event.ID)]) throws {
        let rows = opened.map { obligation, event -> [Cell] in
            let state = obligation.state.columns
            return [
                obligation.id.cell, obligation.clause.cell, obligation.version.cell, obligation.rule.name.cell,
                obligation.subject.kind.rawValue.cell, obligation.subject.id.cell, obligation.item?.cell ?? .null,
                obligation.round.cell, obligation.unit.cell, obligation.owedBy.code.cell,
                obligation.owedByStaff?.cell ?? .null, obligation.startedAt.cell, obligation.within?.cell ?? .null,
                obligation.dueAt.cell, state.name.cell, obligation.pausedSince?.cell ?? .null,
                obligation.breachedAt?.cell ?? .null, state.at?.cell ?? .null, state.by?.cell ?? .null, event.cell,
                obligation.isOpen ? .null : event.cell, obligation.warnings.cell, obligation.rungs.cell,
                obligation.actAt?.cell ?? .null,
            ]
        }
        try tx.insert(
            """
            INSERT INTO obligation
                (id, clause, version_id, rule, subject_kind, subject_id, item, round, unit_id, owed_by, owed_by_staff,
                 started_at, within, due_at, state, paused_since, breached_at, ended_at, ended_by, opened_by_event,
                 ended_by_event, warnings, rungs, act_at)
            """, rows: rows)
        for (obligation, _) in opened {
            for pause in obligation.pauses { try insert(pause, of: obligation.id, reason: "carried-over") }
        }
    }

    func save(_ obligation: Obligation, endedBy event: Event.ID? = nil) throws {
        let state = obligation.state.columns
        try tx.execute(
            """
            UPDATE obligation SET
                owed_by_staff = \(obligation.owedByStaff), due_at = \(obligation.dueAt), state = \(state.name),
                paused_since = \(obligation.pausedSince), breached_at = \(obligation.breachedAt),
                ended_at = \(state.at), ended_by = \(state.by), ended_by_event = \(obligation.isOpen ? nil : event),
                warnings = \(obligation.warnings), rungs = \(obligation.rungs), act_at = \(obligation.actAt)
            WHERE id = \(obligation.id)
            """
        )
    }

    /// What acting on an obligation changes: nothing of who owes and by when, so that fewer indexes are written.
    func note(acted obligation: Obligation) throws {
        try tx.execute(
            """
            UPDATE obligation SET
                breached_at = \(obligation.breachedAt), warnings = \(obligation.warnings), rungs = \(obligation.rungs),
                act_at = \(obligation.actAt)
            WHERE id = \(obligation.id)
            """
        )
    }

    func insert(_ pause: Range<Instant>, of id: Obligation.ID, reason: String) throws {
        try tx.execute(
            """
            INSERT INTO obligation_pause (obligation_id, from_at, to_at, reason)
            VALUES (\(id), \(pause.lowerBound), \(pause.upperBound), \(reason))
            ON CONFLICT (obligation_id, from_at) DO NOTHING
            """
        )
    }

    /// The pauses of one obligation with their reasons, for its deadline proof.
    func pauses(of id: Obligation.ID) throws -> [(during: Range<Instant>, reason: String)] {
        try tx.execute(
            "SELECT from_at, to_at, reason FROM obligation_pause WHERE obligation_id = \(id) ORDER BY from_at LIMIT 1000"
        ).map { (try $0.instant("from_at")..<(try $0.instant("to_at")), try $0.text("reason")) }
    }

    /// Obligations with their pauses; `rest` names the condition, the order and the limit.
    func load(_ rest: SQL) throws -> [Obligation] {
        let rows = try tx.execute(
            """
            SELECT id, clause, version_id, rule, subject_kind, subject_id, item, round, unit_id, owed_by, owed_by_staff,
                   is_personal, breached_by, started_at, within, due_at, state, paused_since, breached_at, ended_at, ended_by, warnings, rungs,
                   act_at
            FROM obligation
            \(rest)
            """
        )
        let ids = try rows.map { try $0.text("id") }
        return try zip(rows, pauses(of: ids, among: rows)).map { try Obligation(row: $0, pauses: $1) }
    }

    /// The pauses of many obligations in one question; only clocks that rest can have any.
    private func pauses(of ids: [String], among rows: [Row]) throws -> [[Range<Instant>]] {
        let resting = try zip(ids, rows).filter { _, row in
            DeadlineRule(rawValue: try row.text("rule"))?.restsWhileSuspended ?? false
        }.map(\.0)
        guard !resting.isEmpty else { return ids.map { _ in [] } }
        var found: [String: [Range<Instant>]] = [:]
        for start in stride(from: 0, to: resting.count, by: 500) {
            let slice = Array(resting[start..<min(start + 500, resting.count)])
            for row in try tx.execute(
                """
                SELECT obligation_id, from_at, to_at FROM obligation_pause
                WHERE obligation_id IN \(list: slice)
                ORDER BY obligation_id, from_at
                LIMIT 50000
                """
            ) {
                found[try row.text("obligation_id"), default: []].append(
                    try row.instant("from_at")..<(try row.instant("to_at")))
            }
        }
        return ids.map { found[$0] ?? [] }
    }
}

extension Transaction {
    var obligations: Obligations { Obligations(tx: self) }
}

extension Obligation.State {
    fileprivate var columns: (name: String, at: Instant?, by: Staff.ID?) {
        switch self {
        case .open: ("open", nil, nil)
        case .ended(let outcome, let at, let by): (outcome.rawValue, at, by)
        }
    }
}

extension Obligation {
    fileprivate init(row: Row, pauses: [Range<Instant>]) throws {
        let ruleName = try row.text("rule")
        guard let rule = Rule(name: ruleName) else { throw Corrupt(column: "rule", value: .text(ruleName)) }
        let kindName = try row.text("subject_kind")
        guard let kind = Subject.Kind(rawValue: kindName) else {
            throw Corrupt(column: "subject_kind", value: .text(kindName))
        }
        let dutyCode = try row.text("owed_by")
        guard let duty = Duty(code: dutyCode) else { throw Corrupt(column: "owed_by", value: .text(dutyCode)) }
        let stateName = try row.text("state")
        let state: State
        if stateName == "open" {
            state = .open
        } else if let outcome = Outcome(rawValue: stateName) {
            state = .ended(outcome, at: try row.instant("ended_at"), by: try row.id(ifPresent: "ended_by"))
        } else {
            throw Corrupt(column: "state", value: .text(stateName))
        }
        self.init(
            id: try row.id("id"), clause: try row.text("clause"), version: try row.id("version_id"), rule: rule,
            subject: Subject(kind, try row.text("subject_id")), item: try row.text(ifPresent: "item"),
            round: try row.int("round"), unit: try row.id("unit_id"), owedBy: duty,
            owedByStaff: try row.id(ifPresent: "owed_by_staff"), isPersonal: try row.bool("is_personal"),
            breachedBy: try row.id(ifPresent: "breached_by"), startedAt: try row.instant("started_at"),
            within: try row.text(ifPresent: "within").flatMap { Span($0) }, dueAt: try row.instant("due_at"),
            state: state, pausedSince: try row.instant(ifPresent: "paused_since"), pauses: pauses,
            breachedAt: try row.instant(ifPresent: "breached_at"), warnings: try row.int("warnings"),
            rungs: try row.int("rungs"), actAt: try row.instant(ifPresent: "act_at"))
    }
}
