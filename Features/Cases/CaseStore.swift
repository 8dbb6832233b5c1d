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
    func nextNumber(in zone: Zone) throws -> String { Self.number(try next("case", 1)[0], on: zone.day(of: tx.now)) }

    /// Archive numbers run through: on PostgreSQL an archiving that failed leaves a gap, which its event log explains.
    func nextArchiveNumber(in zone: Zone) throws -> String {
        Self.archiveNumber(try next("archive", 1)[0], on: zone.day(of: tx.now))
    }

    static func number(_ running: Int, on day: Day) -> String {
        "\(day.description.replacing("-", with: ""))-\(running)"
    }

    static func archiveNumber(_ running: Int, on day: Day) -> String {
        let digits = String(running)
        return "A\(day.year)-\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits)"
    }

    /// So many running numbers of a name, one after another.
    func next(_ name: String, _ count: Int) throws -> [Int] {
        guard count > 0 else { return [] }
        switch tx.engine {
        case .sqlite:
            let last = try tx.execute(
                "UPDATE case_number SET last = last + \(count) WHERE name = \(name) RETURNING last AS n"
            ).first?.int("n")
            guard let last else { throw NotFound() }
            return Array(last - count + 1...last)
        case .postgres:
            let rows = try tx.execute(
                name == "case"
                    ? """
                    SELECT nextval('case_number') AS n FROM generate_series(1, CAST(\(count) AS BIGINT)) ORDER BY n
                    """
                    : """
                    SELECT nextval('case_archive_number') AS n FROM generate_series(1, CAST(\(count) AS BIGINT)) ORDER BY n
                    """
            )
            return try rows.map { try $0.int("n") }
        }
    }

    func insert(_ record: Case) throws {
        let report = record.report
        try tx.execute(
            """
            INSERT INTO service_case
                (id, number, unit_id, type, source, channel, severity, state, round, version_id, customer_id,
                 reported_at, first_receiver_id, handler_id, subject, content, demand, category, product, place,
                 organisation, special_needs, refusals, transfers, changed_at, opinion, expectation, grade, parent_id,
                 split_from)
            VALUES (\(record.id), \(record.number), \(record.unit), \(record.type.rawValue),
                    \(record.source.rawValue), \(record.channel.rawValue), \(record.severity.rawValue),
                    \(record.state.rawValue), \(record.round), \(record.version), \(record.customer),
                    \(record.reportedAt), \(record.firstReceiver), \(record.handler), \(report.subject),
                    \(report.content), \(report.demand), \(report.category), \(report.product), \(report.place),
                    \(report.organisation), \(report.specialNeeds), \(record.refusals), \(record.transfers), \(tx.now),
                    \(report.opinion), \(report.expectation), \(record.grade.rawValue), \(record.kinship.parent),
                    \(record.kinship.splitFrom))
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
                first_receiver_id = \(record.firstReceiver), investigator_id = \(record.investigator),
                nature = \(judgement?.nature?.rawValue), statement = \(record.finding?.statement ?? ""),
                category = \(record.report.category), grounds_sufficient = \(judgement?.groundsSufficient),
                demand_reasonable = \(judgement?.demandReasonable), founded = \(judgement?.isFounded),
                judgement_reason = \(judgement?.reason), department = \(judgement?.department),
                cause = \(record.finding?.cause), root_cause = \(record.finding?.rootCause),
                responsible_person = \(record.finding?.responsiblePerson), decided_proposal_id = \(decision?.proposal),
                decided_text = \(decision?.text), decided_by = \(decision?.by), decided_at = \(decision?.at),
                decided_post = \(decision?.authority?.post), decided_beyond = \(decision?.authority?.isBeyond),
                solution = \(record.solution), refusals = \(record.refusals), transfers = \(record.transfers),
                suspended_reason = \(suspension?.reason.rawValue), suspended_notice = \(suspension?.notice),
                suspended_since = \(suspension?.since), suspended_until = \(suspension?.until),
                transfer_id = \(transfer?.id), transfer_to = \(transfer?.to), transfer_from = \(transfer?.from),
                transfer_reason = \(transfer?.reason), transfer_known = \(transfer?.known),
                transferred_at = \(transfer?.at), completed_at = \(record.completedAt),
                archive_number = \(record.archive?.number), evaluation = \(record.archive?.evaluation),
                lesson = \(record.archive?.lesson), archived_at = \(record.archive?.at),
                archived_by = \(record.archive?.by), opinion = \(record.report.opinion),
                expectation = \(record.report.expectation), attribution = \(record.attribution?.verdict.rawValue),
                attribution_reason = \(record.attribution?.reason), adopted = \(record.assessment?.isAdopted),
                assessment_reason = \(record.assessment?.reason), outcome = \(record.outcome?.rawValue),
                second_askings = \(record.secondAskings), handed_up_at = \(record.handedUpAt),
                parent_id = \(record.kinship.parent), merged_into = \(record.kinship.mergedInto),
                state_before = \(record.kinship.stateBefore?.rawValue), split_from = \(record.kinship.splitFrom),
                changed_at = \(tx.now)
            WHERE id = \(record.id)
            """
        )
        try tx.searchIndex.put(record)
    }

    /// Something happened to a case that its row says nothing of.
    func noteChange(of record: Case) throws {
        try tx.execute("UPDATE service_case SET changed_at = \(tx.now) WHERE id = \(record.id)")
    }

    /// What the case owes next, kept beside it so that a list can be sorted by it without asking the ledger.
    func noteNextDeadline(of record: Case) throws {
        try noteNextDeadline(of: record, among: tx.obligations.open(of: record.subject))
    }

    /// The same, where what is open is in hand, in the order in which it falls due. A row is written anew only where that
    /// changes something: it stands in five indexes by this date.
    func noteNextDeadline(of record: Case, among open: [Obligation]) throws {
        let next = open.first { $0.pausedSince == nil }
        try tx.execute(
            """
            UPDATE service_case SET next_due_at = \(next?.dueAt), next_clause = \(next?.clause)
            WHERE id = \(record.id)
                AND (next_due_at IS DISTINCT FROM \(next?.dueAt) OR next_clause IS DISTINCT FROM \(next?.clause))
            """
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
               root_cause, responsible_person, decided_proposal_id, decided_text, decided_by, decided_at, decided_post,
               decided_beyond, solution,
               refusals, transfers, suspended_reason, suspended_notice, suspended_since, suspended_until, transfer_id,
               transfer_to, transfer_from, transfer_reason, transfer_known, transferred_at, completed_at,
               archive_number, evaluation, lesson, archived_at, archived_by, opinion, expectation, grade, attribution,
               attribution_reason, adopted, assessment_reason, outcome, second_askings, handed_up_at, parent_id,
               merged_into, state_before, split_from, investigator_id, nature, statement
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
            archive: try Archive(row: row), grade: try row.choice("grade"), attribution: try Attribution(row: row),
            assessment: try Assessment(row: row), outcome: try row.choice(ifPresent: "outcome"),
            secondAskings: try row.int("second_askings"), handedUpAt: try row.instant(ifPresent: "handed_up_at"),
            investigator: try row.id(ifPresent: "investigator_id"),
            kinship: Kinship(
                parent: try row.id(ifPresent: "parent_id"), mergedInto: try row.id(ifPresent: "merged_into"),
                stateBefore: try row.choice(ifPresent: "state_before"),
                splitFrom: try row.id(ifPresent: "split_from")))
    }
}

extension Case.Report {
    fileprivate init(row: Row) throws {
        self.init(
            subject: try row.text("subject"), content: try row.text("content"), demand: try row.text("demand"),
            category: try row.text("category"), product: try row.text("product"), place: try row.text("place"),
            organisation: try row.text("organisation"), specialNeeds: try row.text("special_needs"),
            opinion: try row.text("opinion"), expectation: try row.text("expectation"))
    }
}

extension Case.Attribution {
    fileprivate init?(row: Row) throws {
        guard let verdict: Verdict = try row.choice(ifPresent: "attribution") else { return nil }
        self.init(verdict: verdict, reason: try row.text(ifPresent: "attribution_reason") ?? "")
    }
}

extension Case.Assessment {
    fileprivate init?(row: Row) throws {
        guard let reason = try row.text(ifPresent: "assessment_reason") else { return nil }
        self.init(isAdopted: try row.bool("adopted"), reason: reason)
    }
}

extension Case.Judgement {
    fileprivate init?(row: Row) throws {
        guard let reason = try row.text(ifPresent: "judgement_reason") else { return nil }
        self.init(
            groundsSufficient: try row.bool("grounds_sufficient"), demandReasonable: try row.bool("demand_reasonable"),
            isFounded: try row.bool("founded"), reason: reason, department: try row.text("department"),
            nature: try row.choice(ifPresent: "nature"))
    }
}

extension Case.Finding {
    fileprivate init?(row: Row) throws {
        guard let cause = try row.text(ifPresent: "cause") else { return nil }
        self.init(
            cause: cause, rootCause: try row.text("root_cause"), responsiblePerson: try row.text("responsible_person"),
            statement: try row.text("statement"))
    }
}

extension Case.Decision {
    fileprivate init?(row: Row) throws {
        guard let by: Staff.ID = try row.id(ifPresent: "decided_by") else { return nil }
        self.init(
            proposal: try row.id(ifPresent: "decided_proposal_id"), text: try row.text("decided_text"), by: by,
            at: try row.instant("decided_at"),
            authority: try row.bool(ifPresent: "decided_beyond").map {
                DecidingAuthority(post: try row.text(ifPresent: "decided_post"), isBeyond: $0)
            })
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

    func choice<T: RawRepresentable>(ifPresent column: String) throws -> T? where T.RawValue == String {
        guard let value = try text(ifPresent: column) else { return nil }
        guard let choice = T(rawValue: value) else { throw Corrupt(column: column, value: .text(value)) }
        return choice
    }
}
