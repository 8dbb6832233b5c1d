import Database
import Handbook
import Kernel

extension ExportList {
    /// The ledger rows behind the adherence report.
    static let obligations = ExportList(
        code: "obligations", word: .exportObligations, page: "/adherence/records", needs: .readAdherence,
        columns: [
            ExportColumn(code: "clause", word: .exceptionClause),
            ExportColumn(code: "record", word: .exportRecord, width: 36),
            ExportColumn(code: "unit", word: .importUnit), ExportColumn(code: "person", word: .exportPerson),
            ExportColumn(code: "started_at", word: .exportStartedAt, width: 17),
            ExportColumn(code: "due_at", word: .exportDueAt, width: 17),
            ExportColumn(code: "ended_at", word: .exportEndedAt, width: 17),
            ExportColumn(code: "outcome", word: .exportOutcome),
            ExportColumn(code: "breached_at", word: .exportBreachedAt, width: 17),
        ],
        ids: { ask, tx, limit in
            let query = ExportForms.adherenceQuery(ask.query, today: ask.zone.day(of: tx.now), in: ask.language)
            return try tx.adherenceRecords(query, for: ask.actor, limit: limit, offset: 0).records
                .map(\.obligation.id.rawValue)
        },
        cells: { ask, tx, ids in
            let rows = try tx.execute(
                """
                SELECT id, clause, subject_kind, subject_id, unit_id, started_at, due_at, ended_at, state, breached_at,
                       NULLIF(COALESCE(breached_by, owed_by_staff), '') AS accountable
                FROM obligation WHERE id IN \(list: ids) ORDER BY id LIMIT 1000
                """
            )
            let subjects = try rows.compactMap { try subject($0) }
            let labels = try tx.labels(of: subjects)
            let names = try tx.names(of: Set(rows.compactMap { try $0.id(ifPresent: "accountable") }))
            let units = try tx.unitNames(of: Set(rows.map { try $0.id("unit_id") }))
            return try tx.byID(rows) { row in
                let person: Staff.ID? = try row.id(ifPresent: "accountable")
                let unit: Unit.ID = try row.id("unit_id")
                let label = try subject(row).flatMap { labels[$0] }
                // Whoever reads the rates may not read every case.
                let isSeen = ask.actor.may(.readCase, in: unit, isOwn: person == ask.actor.staff.id)
                return [
                    "clause": .text("§\(try row.text("clause"))"),
                    "record": SheetCell(label.map { isSeen ? "\($0.number ?? "") \($0.title)" : $0.number ?? "" }),
                    "unit": SheetCell(units[unit]), "person": SheetCell(person.flatMap { names[$0] }),
                    "started_at": .time(try row.instant("started_at"), ask.zone),
                    "due_at": SheetCell(try row.instant(ifPresent: "due_at"), ask.zone),
                    "ended_at": SheetCell(try row.instant(ifPresent: "ended_at"), ask.zone),
                    "outcome": .text(ask.language(outcome(try row.text("state")))),
                    "breached_at": SheetCell(try row.instant(ifPresent: "breached_at"), ask.zone),
                ]
            }
        })

    static let exceptions = ExportList(
        code: "exceptions", word: .exceptionsTitle, page: "/exceptions", needs: .decideException,
        columns: [
            ExportColumn(code: "clause", word: .exceptionClause),
            ExportColumn(code: "record", word: .exportRecord, width: 36),
            ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "reason", word: .exceptionReason, width: 40),
            ExportColumn(code: "asker", word: .exceptionAsker),
            ExportColumn(code: "asked_at", word: .exportAskedAt, width: 17),
            ExportColumn(code: "state", word: .importState), ExportColumn(code: "decider", word: .exportDecider),
            ExportColumn(code: "decided_at", word: .exportDecidedAt, width: 17),
            ExportColumn(code: "decision", word: .exceptionDecisionText, width: 30),
            ExportColumn(code: "used_at", word: .exportUsedAt, width: 17),
        ],
        ids: { ask, tx, limit in
            let reach = ask.actor.units(permitting: .decideException)
                .condition(unit: "unit_id", own: "requested_by = \(ask.actor.staff.id)")
            return try tx.execute(
                "SELECT id FROM exception WHERE \(reach) ORDER BY requested_at DESC, id LIMIT \(limit)"
            ).map { try $0.text("id") }
        },
        cells: { ask, tx, ids in
            let rows = try tx.execute(
                """
                SELECT id, clause, subject_kind, subject_id, unit_id, reason, requested_by, requested_at, state, decided_by,
                       decided_at, decision, used_at
                FROM exception WHERE id IN \(list: ids) ORDER BY id LIMIT 1000
                """
            )
            let labels = try tx.labels(of: rows.compactMap { try subject($0) })
            let people = try rows.flatMap { row -> [Staff.ID] in
                [try row.id("requested_by")] + [try row.id(ifPresent: "decided_by")].compactMap(\.self)
            }
            let names = try tx.names(of: Set(people))
            let units = try tx.unitNames(of: Set(rows.map { try $0.id("unit_id") }))
            return try tx.byID(rows) { row in
                let decider: Staff.ID? = try row.id(ifPresent: "decided_by")
                return [
                    "clause": .text("§\(try row.text("clause"))"),
                    "record": SheetCell(
                        try subject(row).flatMap { labels[$0] }.map { "\($0.number ?? "") \($0.title)" }),
                    "unit": SheetCell(units[try row.id("unit_id")]), "reason": SheetCell(try row.text("reason")),
                    "asker": SheetCell(names[try row.id("requested_by")]),
                    "asked_at": .time(try row.instant("requested_at"), ask.zone),
                    "state": .text(ask.language(exceptionWord(try row.text("state")))),
                    "decider": SheetCell(decider.flatMap { names[$0] }),
                    "decided_at": SheetCell(try row.instant(ifPresent: "decided_at"), ask.zone),
                    "decision": SheetCell(try row.text(ifPresent: "decision")),
                    "used_at": SheetCell(try row.instant(ifPresent: "used_at"), ask.zone),
                ]
            }
        })

    private static func subject(_ row: Row) throws -> Subject? {
        Subject.Kind(rawValue: try row.text("subject_kind")).map { Subject($0, (try? row.text("subject_id")) ?? "") }
    }

    private static func outcome(_ state: String) -> Word {
        switch state {
        case "kept": .exportKept
        case "late": .exportLate
        case "broken": .exportBroken
        case "exempted": .exportExempted
        case "void": .exportVoid
        default: .exportOpen
        }
    }

    private static func exceptionWord(_ state: String) -> Word {
        switch state {
        case "approved": .exceptionStateApproved
        case "declined": .exceptionStateDeclined
        case "used": .exceptionStateUsed
        default: .exceptionStateWaiting
        }
    }
}
