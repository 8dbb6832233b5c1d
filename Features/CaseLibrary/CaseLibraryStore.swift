import Database
import Handbook
import Kernel

/// 案例资料库: archived cases with symptom, solution and lesson; studies, quality issues, problems; the unsolved.
struct CaseLibrary {
    let tx: Transaction

    static let bound = 200
    /// Quality issues that a question reads.
    static let mostRead = 5000

    func require(_ id: CaseStudy.ID) throws -> CaseStudy {
        guard let row = try tx.execute("\(Self.studies) WHERE id = \(id)").first else { throw NotFound() }
        return try CaseStudy(row: row)
    }

    func studies(of record: Case.ID) throws -> [CaseStudy] {
        try tx.execute("\(Self.studies) WHERE case_id = \(record) ORDER BY written_at, id LIMIT \(Self.bound)")
            .map(CaseStudy.init(row:))
    }

    func save(_ study: CaseStudy) throws {
        let text = study.text
        try tx.execute(
            """
            INSERT INTO case_study
                (id, case_id, title, background, course, cause, solution, standard_answer, author_id, written_at,
                 approved_by, approved_at, met_on)
            VALUES (\(study.id), \(study.record), \(text.title), \(text.background), \(text.course), \(text.cause),
                    \(text.solution), \(text.standardAnswer), \(study.author), \(study.writtenAt), \(study.approvedBy),
                    \(study.approvedAt), \(text.metOn))
            ON CONFLICT (id) DO UPDATE SET approved_by = excluded.approved_by, approved_at = excluded.approved_at
            """
        )
    }

    func require(_ id: QualityIssue.ID) throws -> QualityIssue {
        guard let row = try tx.execute("\(Self.issues) WHERE id = \(id)").first else { throw NotFound() }
        return try QualityIssue(row: row)
    }

    func issues(of record: Case.ID) throws -> [QualityIssue] {
        try tx.execute("\(Self.issues) WHERE case_id = \(record) ORDER BY noted_at, id LIMIT \(Self.bound)")
            .map(QualityIssue.init(row:))
    }

    /// The after-sale base (CHAIN-20), by product, batch, defect or store.
    func issues(containing text: String, within reach: UnitReach, limit: Int, offset: Int) throws -> (
        issues: [QualityIssue], total: Int
    ) {
        var conditions: [SQL] = [
            reach == .all
                ? "1 = 1"
                : """
                EXISTS (SELECT 1 FROM service_case
                        WHERE service_case.id = quality_issue.case_id AND \(reach.sifted))
                """
        ]
        if !text.isEmpty {
            // Few words, which are no sentences and stand in no index: so the newest are read, and no more.
            conditions.append(
                "id IN (SELECT id FROM quality_issue ORDER BY noted_at DESC, id DESC LIMIT \(Self.mostRead))")
            conditions.append(Self.anyOf(["product", "batch", "defect", "store"], contains: text))
        }
        let condition = SQL(conditions, joinedBy: " AND ")
        let total = try tx.execute("SELECT COUNT(*) AS n FROM quality_issue WHERE \(condition)").first?.int("n") ?? 0
        let issues = try tx.execute(
            "\(Self.issues) WHERE \(condition) ORDER BY noted_at DESC, id LIMIT \(limit) OFFSET \(offset)"
        ).map(QualityIssue.init(row:))
        return (issues, total)
    }

    /// Some issues at once.
    func issues(_ ids: [String]) throws -> [QualityIssue] {
        try tx.execute("\(Self.issues) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)")
            .map(QualityIssue.init(row:))
    }

    func save(_ issue: QualityIssue) throws {
        try tx.execute(
            """
            INSERT INTO quality_issue
                (id, case_id, product, batch, defect, store, noted_by, noted_at, follow_up, outcome, closed_at)
            VALUES (\(issue.id), \(issue.record), \(issue.text.product), \(issue.text.batch), \(issue.text.defect),
                    \(issue.text.store), \(issue.notedBy), \(issue.notedAt), \(issue.followUp), \(issue.outcome),
                    \(issue.closedAt))
            ON CONFLICT (id) DO UPDATE SET
                follow_up = excluded.follow_up, outcome = excluded.outcome, closed_at = excluded.closed_at
            """
        )
    }

    func require(_ id: Problem.ID) throws -> Problem {
        guard let row = try tx.execute("\(Self.problems) WHERE id = \(id)").first else { throw NotFound() }
        return try Problem(row: row)
    }

    /// The problem that is being worked on for a cause.
    func openProblem(of cause: String, in unit: Unit.ID) throws -> Problem? {
        try tx.execute(
            """
            \(Self.problems) WHERE unit_id = \(unit) AND cause = \(cause) AND solved_at IS NULL
            ORDER BY opened_at, id LIMIT 1
            """
        ).first.map(Problem.init(row:))
    }

    func problems(within reach: UnitReach, limit: Int, offset: Int) throws -> (
        lines: [(problem: Problem, cases: Int)], total: Int
    ) {
        let condition = Self.reached(reach)
        let total = try tx.execute("SELECT COUNT(*) AS n FROM problem_record WHERE \(condition)").first?.int("n") ?? 0
        let lines = try tx.execute(
            """
            SELECT id, number, unit_id, cause, opened_at, owner_id, measure, solved_at,
                   (SELECT COUNT(*) FROM problem_case WHERE problem_id = problem_record.id) AS cases
            FROM problem_record WHERE \(condition)
            ORDER BY CASE WHEN solved_at IS NULL THEN 0 ELSE 1 END, opened_at DESC, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map { (try Problem(row: $0), try $0.int("cases")) }
        return (lines, total)
    }

    /// Some problems at once.
    func problems(_ ids: [String]) throws -> [Problem] {
        try tx.execute("\(Self.problems) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)")
            .map(Problem.init(row:))
    }

    func cases(of problem: Problem.ID) throws -> [Case.ID] {
        try tx.execute(
            "SELECT case_id FROM problem_case WHERE problem_id = \(problem) ORDER BY case_id LIMIT \(Self.bound)"
        ).map { try $0.id("case_id") }
    }

    func save(_ problem: Problem) throws {
        try tx.execute(
            """
            INSERT INTO problem_record (id, number, unit_id, cause, opened_at, owner_id, measure, solved_at)
            VALUES (\(problem.id), \(problem.number), \(problem.unit), \(problem.cause), \(problem.openedAt),
                    \(problem.owner), \(problem.measure), \(problem.solvedAt))
            ON CONFLICT (id) DO UPDATE SET
                owner_id = excluded.owner_id, measure = excluded.measure, solved_at = excluded.solved_at
            """
        )
    }

    func add(_ record: Case.ID, to problem: Problem.ID) throws {
        try tx.execute(
            """
            INSERT INTO problem_case (problem_id, case_id) VALUES (\(problem), \(record))
            ON CONFLICT (problem_id, case_id) DO NOTHING
            """
        )
    }

    /// The newest cases of a unit whose investigation found this cause, the newest first.
    func cases(causedBy cause: String, in unit: Unit.ID, limit: Int) throws -> [(id: Case.ID, reportedAt: Instant)] {
        try tx.execute(
            """
            SELECT id, reported_at FROM service_case
            WHERE cause = \(cause) AND unit_id = \(unit) AND state <> 'merged'
            ORDER BY reported_at DESC, id
            LIMIT \(limit)
            """
        ).map { (try $0.id("id"), try $0.instant("reported_at")) }
    }

    static func reached(_ reach: UnitReach) -> SQL {
        switch reach {
        case .all: "1 = 1"
        case .some(let units): "unit_id IN \(list: units)"
        case .own, .nothing: "1 = 0"
        }
    }

    static func anyOf(_ columns: [SQL], contains text: String) -> SQL {
        let pattern = "%\(text.filter { !"%_\\".contains($0) })%"
        return "(\(SQL(columns.map { column in "lower(\(column)) LIKE lower(\(pattern))" }, joinedBy: " OR ")))"
    }

    private static let studies: SQL = """
        SELECT id, case_id, title, background, course, cause, solution, standard_answer, author_id, written_at,
               approved_by, approved_at, met_on
        FROM case_study
        """

    private static let issues: SQL = """
        SELECT id, case_id, product, batch, defect, store, noted_by, noted_at, follow_up, outcome, closed_at
        FROM quality_issue
        """

    private static let problems: SQL = """
        SELECT id, number, unit_id, cause, opened_at, owner_id, measure, solved_at FROM problem_record
        """
}

extension Transaction {
    var caseLibrary: CaseLibrary { CaseLibrary(tx: self) }
}

extension CaseStudy {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), record: try row.id("case_id"),
            text: Text(
                title: try row.text("title"), background: try row.text("background"), course: try row.text("course"),
                cause: try row.text("cause"), solution: try row.text("solution"),
                standardAnswer: try row.text("standard_answer"),
                metOn: try row.text(ifPresent: "met_on").flatMap { Day(iso: $0) }),
            author: try row.id("author_id"), writtenAt: try row.instant("written_at"),
            approvedBy: try row.id(ifPresent: "approved_by"), approvedAt: try row.instant(ifPresent: "approved_at"))
    }
}

extension QualityIssue {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), record: try row.id("case_id"),
            text: Text(
                product: try row.text("product"), batch: try row.text("batch"), defect: try row.text("defect"),
                store: try row.text("store")),
            notedBy: try row.id("noted_by"), notedAt: try row.instant("noted_at"),
            followUp: try row.text("follow_up"), outcome: try row.text("outcome"),
            closedAt: try row.instant(ifPresent: "closed_at"))
    }
}

extension Problem {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            cause: try row.text("cause"), openedAt: try row.instant("opened_at"),
            owner: try row.id(ifPresent: "owner_id"), measure: try row.text("measure"),
            solvedAt: try row.instant(ifPresent: "solved_at"))
    }
}
