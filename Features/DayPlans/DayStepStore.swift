import Database
import Kernel

/// The steps of the plans of the day, and the facts about each.
struct DaySteps {
    let tx: Transaction

    func find(_ id: DayStep.ID) throws -> DayStep? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(DayStep.init(row:))
    }

    func find(_ ids: [String]) throws -> [DayStep] {
        guard !ids.isEmpty else { return [] }
        return try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)").map(
            DayStep.init(row:))
    }

    /// Of one plan, in time.
    func of(_ plan: DayPlan.ID) throws -> [DayStep] { try of([plan]) }

    /// Of several plans, by plan and in time.
    func of(_ plans: [DayPlan.ID], limit: Int = 4000) throws -> [DayStep] {
        guard !plans.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE plan_id IN \(list: plans)
            ORDER BY plan_id, place
            LIMIT \(limit)
            """
        ).map(DayStep.init(row:))
    }

    /// Those whose time has come, the earliest first.
    func waiting(until now: Instant, limit: Int) throws -> [DayStep] {
        try tx.execute(
            "\(Self.select) WHERE state = 'waiting' AND begins_at <= \(now) ORDER BY begins_at, id LIMIT \(limit)"
        ).map(DayStep.init(row:))
    }

    /// What these steps are called.
    func names(of ids: [String], in language: Language) throws -> [String: String] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.execute("SELECT id, name_zh, name_en FROM day_step WHERE id IN \(list: ids) LIMIT 500")
        return Dictionary(
            try rows.map { (try $0.text("id"), try $0.text(language == .chinese ? "name_zh" : "name_en")) }
        ) { first, _ in first }
    }

    func facts(of steps: [DayStep.ID], limit: Int = 2000) throws -> [DayStep.ID: [DayStep.Fact]] {
        guard !steps.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT step_id, kind, made_by, made_at, number, text FROM day_step_fact WHERE step_id IN \(list: steps)
            ORDER BY step_id, place
            LIMIT \(limit)
            """
        )
        var facts: [DayStep.ID: [DayStep.Fact]] = [:]
        for row in rows {
            facts[try row.id("step_id"), default: []].append(
                DayStep.Fact(
                    kind: try row.choice("kind"), by: try row.id(ifPresent: "made_by"),
                    at: try row.instant("made_at"), number: try row.int(ifPresent: "number"),
                    text: try row.text("text")))
        }
        return facts
    }

    func insert(_ steps: [DayStep]) throws {
        try tx.insert(
            """
            INSERT INTO day_step
                (id, plan_id, place, code, name_zh, name_en, measure, expected, is_confirmed, link, begins_at, due_at,
                 owed_by, state, note)
            """,
            rows: steps.map { step in
                let terms = step.terms
                return [
                    step.id.cell, step.plan.cell, step.place.cell, terms.code.cell, terms.name.cell,
                    terms.english.cell, terms.measure.cell, terms.expected?.cell ?? .null, terms.isConfirmed.cell,
                    terms.link.cell, step.at.cell, step.dueAt.cell, step.owedBy.cell, step.state.rawValue.cell,
                    step.note.cell,
                ]
            })
    }

    func save(_ step: DayStep) throws {
        try tx.execute(
            """
            UPDATE day_step SET owed_by = \(step.owedBy), state = \(step.state.rawValue), number = \(step.number),
                acted_by = \(step.actedBy), acted_at = \(step.actedAt), note = \(step.note)
            WHERE id = \(step.id)
            """
        )
    }

    /// What was still open of a plan that nobody follows any more.
    func drop(openOf plan: DayPlan.ID) throws {
        try tx.execute(
            "UPDATE day_step SET state = 'dropped' WHERE plan_id = \(plan) AND state IN ('waiting', 'due')")
    }

    /// The next fact of a step.
    func add(_ fact: DayStep.Fact, to step: DayStep.ID) throws {
        let place =
            try tx.execute("SELECT COUNT(*) AS n FROM day_step_fact WHERE step_id = \(step)").first?.int("n") ?? 0
        try tx.execute(
            """
            INSERT INTO day_step_fact (step_id, place, kind, made_by, made_at, number, text)
            VALUES (\(step), \(place), \(fact.kind.rawValue), \(fact.by), \(fact.at), \(fact.number), \(fact.text))
            """
        )
    }

    private static let select: SQL = """
        SELECT id, plan_id, place, code, name_zh, name_en, measure, expected, is_confirmed, link, begins_at, due_at,
               owed_by, state, number, acted_by, acted_at, note
        FROM day_step
        """
}

extension Transaction {
    var daySteps: DaySteps { DaySteps(tx: self) }
}

extension DayStep {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), plan: try row.id("plan_id"), place: try row.int("place"),
            terms: Terms(
                code: try row.text("code"), name: try row.text("name_zh"), english: try row.text("name_en"),
                measure: try row.text("measure"), expected: try row.int(ifPresent: "expected"),
                isConfirmed: try row.bool("is_confirmed"), link: try row.text("link")),
            at: try row.instant("begins_at"), dueAt: try row.instant("due_at"), owedBy: try row.id("owed_by"),
            state: try row.choice("state"), number: try row.int(ifPresent: "number"),
            actedBy: try row.id(ifPresent: "acted_by"), actedAt: try row.instant(ifPresent: "acted_at"),
            note: try row.text("note"))
    }
}
