import Database
import Kernel

struct DutyLogs {
    let tx: Transaction

    func find(_ id: DutyLogEntry.ID) throws -> DutyLogEntry? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(DutyLogEntry.init(row:))
    }

    /// Of some duties, each in time, a hundred duties at a time. What was written before a duty was passed on or taken back
    /// stands under the one that has its hour now.
    func of(_ duties: [DutyAssignment]) throws -> [DutyAssignment.ID: [DutyLogEntry]] {
        let former = Dictionary(try tx.duties.begunAndTakenBack(beside: duties).map { ($0.id, $0) }) { $1 }
        let ids = duties.map(\.id) + former.keys.sorted { $0.rawValue < $1.rawValue }
        var entries: [DutyLogEntry] = []
        for start in stride(from: 0, to: ids.count, by: 100) {
            let some = Array(ids[start..<min(start + 100, ids.count)])
            entries += try tx.execute(
                """
                \(Self.select) WHERE duty_id IN \(list: some)
                ORDER BY duty_id, happened_at, id
                LIMIT \(DutyLogEntry.most * some.count)
                """
            ).map(DutyLogEntry.init(row:))
        }
        var placed: [DutyAssignment.ID: [DutyLogEntry]] = [:]
        for entry in entries.sorted(by: { ($0.draft.at, $0.id.rawValue) < ($1.draft.at, $1.id.rawValue) }) {
            var duty: DutyAssignment.ID? = entry.duty
            if let was = former[entry.duty] { duty = entry.place(among: duties, since: was) }
            if let duty { placed[duty, default: []].append(entry) }
        }
        return placed
    }

    func count(of duty: DutyAssignment.ID) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS count FROM duty_log_entry WHERE duty_id = \(duty)").first?.int("count") ?? 0
    }

    /// What is still to be followed in a unit, the oldest first.
    func open(in unit: Unit.ID, limit: Int = 100) throws -> [DutyLogEntry] {
        try tx.execute(
            """
            \(Self.select) WHERE unit_id = \(unit) AND closed_at IS NULL AND follow <> ''
            ORDER BY happened_at, id
            LIMIT \(limit)
            """
        ).map(DutyLogEntry.init(row:))
    }

    func insert(_ entry: DutyLogEntry) throws {
        let draft = entry.draft
        try tx.execute(
            """
            INSERT INTO duty_log_entry
                (id, duty_id, unit_id, what, happened_at, reached_at, caller, matter, action, result, is_abnormal, follow,
                 entered_by, entered_at, closing)
            VALUES (\(entry.id), \(entry.duty), \(entry.unit), \(draft.what.rawValue), \(draft.at), \(draft.reachedAt),
                \(draft.caller), \(draft.matter), \(draft.action), \(draft.result), \(draft.isAbnormal), \(draft.follow),
                \(entry.by), \(entry.enteredAt), '')
            """
        )
    }

    func save(_ entry: DutyLogEntry) throws {
        try tx.execute(
            """
            UPDATE duty_log_entry SET closed_by = \(entry.closing?.by), closed_at = \(entry.closing?.at),
                closing = \(entry.closing?.text ?? "")
            WHERE id = \(entry.id)
            """
        )
    }

    /// By duty; what was signed before a duty was passed on stands under the part of it that its people had.
    func signatures(of duties: [DutyAssignment]) throws -> [DutyAssignment.ID: DutyLogSignature] {
        guard !duties.isEmpty else { return [:] }
        let former = try tx.duties.begunAndTakenBack(beside: duties)
        let ids = (duties + former).map(\.id)
        let signed = try tx.execute(
            """
            SELECT duty_id, signed_by, signed_at, remark FROM duty_log_signature WHERE duty_id IN \(list: ids)
            ORDER BY duty_id
            LIMIT \(ids.count)
            """
        ).map { row in
            DutyLogSignature(
                duty: try row.id("duty_id"), by: try row.id("signed_by"), at: try row.instant("signed_at"),
                remark: try row.text("remark"))
        }
        let known = Dictionary(signed.map { ($0.duty, $0) }) { $1 }
        var signatures: [DutyAssignment.ID: DutyLogSignature] = [:]
        for duty in duties {
            let inherited = former.filter(duty.continues).compactMap { known[$0.id] }.last { $0.covers(duty) }
            signatures[duty.id] = known[duty.id] ?? inherited
        }
        return signatures
    }

    func insert(_ signature: DutyLogSignature) throws {
        try tx.execute(
            """
            INSERT INTO duty_log_signature (duty_id, signed_by, signed_at, remark)
            VALUES (\(signature.duty), \(signature.by), \(signature.at), \(signature.remark))
            """
        )
    }

    private static let select: SQL = """
        SELECT id, duty_id, unit_id, what, happened_at, reached_at, caller, matter, action, result, is_abnormal, follow,
               entered_by, entered_at, closed_by, closed_at, closing
        FROM duty_log_entry
        """
}

extension Transaction {
    var dutyLogs: DutyLogs { DutyLogs(tx: self) }
}

extension DutyLogEntry {
    fileprivate init(row: Row) throws {
        let closing = try row.instant(ifPresent: "closed_at").map { at in
            Closing(by: try row.id("closed_by"), at: at, text: try row.text("closing"))
        }
        self.init(
            id: try row.id("id"), duty: try row.id("duty_id"), unit: try row.id("unit_id"),
            draft: Draft(
                what: try row.choice("what"), at: try row.instant("happened_at"),
                reachedAt: try row.instant(ifPresent: "reached_at"), caller: try row.text("caller"),
                matter: try row.text("matter"), action: try row.text("action"), result: try row.text("result"),
                isAbnormal: try row.bool("is_abnormal"), follow: try row.text("follow")),
            by: try row.id("entered_by"), enteredAt: try row.instant("entered_at"), closing: closing)
    }
}
