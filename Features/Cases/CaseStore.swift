import Database
import Handbook
import Kernel

/// The cases, as the database keeps them. Their parts are kept by `CaseParts…Store`.
struct Cases {
    let tx: Transaction

    func find(_ id: Case.ID) throws -> Case? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Case.init(row:))
    }

    func find(number: String) throws -> Case? {
        try tx.execute("\(Self.select) WHERE number = \(number)").first.map(Case.init(row:))
    }

    func require(_ id: Case.ID) throws -> Case {
        guard let record = try find(id) else { throw NotFound() }
        return record
    }

    /// The number the customer is told: date and a running number. Gaps are a case that was not saved after all.
    func nextNumber(in zone: Zone) throws -> String {
        let day = zone.day(of: tx.now).description.replacing("-", with: "")
        return "\(day)-\(try next("case"))"
    }

    /// Archive numbers run through: on PostgreSQL an archiving that failed leaves a gap, which its event log explains.
    func nextArchiveNumber(in zone: Zone) throws -> String {
        let running = String(try next("archive"))
        let padding = String(repeating: "0", count: max(0, 5 - running.count))
        return "A\(zone.day(of: tx.now).year)-\(padding)\(running)"
    }

    private func next(_ name: String) throws -> Int64 {
        let rows =
            switch tx.engine {
            case .sqlite:
                try tx.execute("UPDATE case_number SET last = last + 1 WHERE name = \(name) RETURNING last AS n")
            case .postgres:
                try tx.execute(
                    name == "case" ? "SELECT nextval('case_number') AS n" : "SELECT nextval('case_archive_number') AS n"
                )
            }
        guard let number = try rows.first?.integer("n") else { throw NotFound() }
        return number
    }

    func insert(_ record: Case) throws {
        let report = record.report
        try tx.execute(
            """
            INSERT INTO service_case
                (id, number, unit_id, type, source, channel, severity, state, round, version_id, customer_id,
                 reported_at, first_receiver_id, handler_id, subject, content, demand, category, product, place,
                 organisation, special_needs, refusals, transfers, changed_at)
            VALUES (\(record.id), \(record.number), \(record.unit), \(record.type.rawValue),
                    \(record.source.rawValue), \(record.channel.rawValue), \(record.severity.rawValue),
                    \(record.state.rawValue), \(record.round), \(record.version), \(record.customer),
                    \(record.reportedAt), \(record.firstReceiver), \(record.handler), \(report.subject),
                    \(report.content), \(report.demand), \(report.category), \(report.product), \(report.place),
                    \(report.organisation), \(report.specialNeeds), \(record.refusals), \(record.transfers), \(tx.now))
            """
        )
        try index(record)
    }

    /// Makes a case findable.
    func index(_ record: Case) throws {
        try tx.searchIndex.put(record)
    }

    func save(_ record: Case) throws {
        let judgement = record.judgement
        let decision = record.decision
        let suspension = record.suspension
        let transfer = record.transfer
        try tx.execute(
            """
            UPDATE service_case SET
                severity = \(record.severity.rawValue), state = \(record.state.rawValue), round = \(record.round),
                version_id = \(record.version), customer_id = \(record.customer), handler_id = \(record.handler),
                category = \(record.report.category), grounds_sufficient = \(judgement?.groundsSufficient),
                demand_reasonable = \(judgement?.demandReasonable), founded = \(judgement?.isFounded),
                judgement_reason = \(judgement?.reason), department = \(judgement?.department),
                cause = \(record.finding?.cause), root_cause = \(record.finding?.rootCause),
                responsible_person = \(record.finding?.responsiblePerson), decided_proposal_id = \(decision?.proposal),
                decided_text = \(decision?.text), decided_by = \(decision?.by), decided_at = \(decision?.at),
                solution = \(record.solution), refusals = \(record.refusals), transfers = \(record.transfers),
                suspended_reason = \(suspension?.reason.rawValue), suspended_notice = \(suspension?.notice),
                suspended_since = \(suspension?.since), suspended_until = \(suspension?.until),
                transfer_id = \(transfer?.id), transfer_to = \(transfer?.to), transfer_from = \(transfer?.from),
                transfer_reason = \(transfer?.reason), transfer_known = \(transfer?.known),
                transferred_at = \(transfer?.at), completed_at = \(record.completedAt),
                archive_number = \(record.archive?.number), evaluation = \(record.archive?.evaluation),
                lesson = \(record.archive?.lesson), archived_at = \(record.archive?.at),
                archived_by = \(record.archive?.by), changed_at = \(tx.now)
            WHERE id = \(record.id)
            """
        )
        try tx.searchIndex.put(record)
    }

    /// What the case owes next, kept beside it so that a list can be sorted by it without asking the ledger.
    func noteNextDeadline(of record: Case) throws {
        let next = try tx.obligations.open(of: record.subject).first { $0.pausedSince == nil }
        try tx.execute(
            "UPDATE service_case SET next_due_at = \(next?.dueAt), next_clause = \(next?.clause) WHERE id = \(record.id)"
        )
    }

    /// Suspensions whose end date has come.
    func suspensionsOver(at now: Instant, limit: Int) throws -> [Case] {
        try tx.execute(
            """
            \(Self.select) WHERE suspended_until IS NOT NULL AND suspended_until <= \(now)
            ORDER BY suspended_until, id
            LIMIT \(limit)
            """
        ).map(Case.init(row:))
    }

    static let select: SQL = """
        SELECT id, number, unit_id, type, source, channel, severity, state, round, version_id, customer_id, reported_at,
               first_receiver_id, handler_id, subject, content, demand, category, product, place, organisation,
               special_needs, grounds_sufficient, demand_reasonable, founded, judgement_reason, department, cause,
               root_cause, responsible_person, decided_proposal_id, decided_text, decided_by, decided_at, solution,
               refusals, transfers, suspended_reason, suspended_notice, suspended_since, suspended_until, transfer_id,
               transfer_to, transfer_from, transfer_reason, transfer_known, transferred_at, completed_at,
               archive_number, evaluation, lesson, archived_at, archived_by
        FROM service_case
        """
}

extension Transaction {
    var cases: Cases { Cases(tx: self) }
}

extension Case {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            type: try row.choice("type"), source: try row.choice("source"), channel: try row.choice("channel"),
            reportedAt: try row.instant("reported_at"), firstReceiver: try row.id("first_receiver_id"),
            version: try row.id("version_id"), customer: try row.id(ifPresent: "customer_id"),
            report: try Report(row: row), severity: try row.choice("severity"),
            handler: try row.id(ifPresent: "handler_id"), state: try row.choice("state"), round: try row.int("round"),
            suspension: try Suspension(row: row), transfer: try Transfer(row: row), judgement: try Judgement(row: row),
            finding: try Finding(row: row), decision: try Decision(row: row),
            solution: try row.text(ifPresent: "solution"), refusals: try row.int("refusals"),
            transfers: try row.int("transfers"), completedAt: try row.instant(ifPresent: "completed_at"),
            archive: try Archive(row: row))
    }
}

extension Case.Report {
    fileprivate init(row: Row) throws {
        self.init(
            subject: try row.text("subject"), content: try row.text("content"), demand: try row.text("demand"),
            category: try row.text("category"), product: try row.text("product"), place: try row.text("place"),
            organisation: try row.text("organisation"), specialNeeds: try row.text("special_needs"))
    }
}

extension Case.Judgement {
    fileprivate init?(row: Row) throws {
        guard let reason = try row.text(ifPresent: "judgement_reason") else { return nil }
        self.init(
            groundsSufficient: try row.bool("grounds_sufficient"), demandReasonable: try row.bool("demand_reasonable"),
            isFounded: try row.bool("founded"), reason: reason, department: try row.text("department"))
    }
}

extension Case.Finding {
    fileprivate init?(row: Row) throws {
        guard let cause = try row.text(ifPresent: "cause") else { return nil }
        self.init(
            cause: cause, rootCause: try row.text("root_cause"), responsiblePerson: try row.text("responsible_person"))
    }
}

extension Case.Decision {
    fileprivate init?(row: Row) throws {
        guard let by: Staff.ID = try row.id(ifPresent: "decided_by") else { return nil }
        self.init(
            proposal: try row.id(ifPresent: "decided_proposal_id"), text: try row.text("decided_text"), by: by,
            at: try row.instant("decided_at"))
    }
}

extension Case.Suspension {
    fileprivate init?(row: Row) throws {
        guard let since = try row.instant(ifPresent: "suspended_since") else { return nil }
        self.init(
            reason: try row.choice("suspended_reason"), notice: try row.text("suspended_notice"), since: since,
            until: try row.instant("suspended_until"))
    }
}

extension Case.Transfer {
    fileprivate init?(row: Row) throws {
        guard let id = try row.text(ifPresent: "transfer_id") else { return nil }
        self.init(
            id: id, to: try row.id("transfer_to"), from: try row.id(ifPresent: "transfer_from"),
            reason: try row.text("transfer_reason"), known: try row.text("transfer_known"),
            at: try row.instant("transferred_at"))
    }
}

extension Case.Archive {
    fileprivate init?(row: Row) throws {
        guard let number = try row.text(ifPresent: "archive_number") else { return nil }
        self.init(
            number: number, evaluation: try row.text("evaluation"), lesson: try row.text("lesson"),
            at: try row.instant("archived_at"), by: try row.id("archived_by"))
    }
}

extension Row {
    /// A column whose values are the cases of an enum, as its CHECK says.
    func choice<T: RawRepresentable>(_ column: String) throws -> T where T.RawValue == String {
        let value = try text(column)
        guard let choice = T(rawValue: value) else { throw Corrupt(column: column, value: .text(value)) }
        return choice
    }
}
