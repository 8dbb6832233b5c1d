import Database
import Kernel

/// What a player looks up to know when the house has something to do. Reads only.
struct DemoReadings {
    let tx: Transaction

    /// The next warning, breach, escalation or end of a suspension.
    func nextMoment() throws -> Instant? {
        let row = try tx.execute(
            """
            SELECT (SELECT MIN(act_at) FROM obligation WHERE act_at IS NOT NULL) AS act_at,
                   (SELECT MIN(suspended_until) FROM service_case WHERE suspended_until IS NOT NULL) AS ends_at
            """
        ).first
        return [try row?.instant(ifPresent: "act_at"), try row?.instant(ifPresent: "ends_at")].compactMap(\.self).min()
    }

    /// Somebody on file who may be called at any hour of work: the one at a place among them.
    func customerToCall(_ place: Int, in reach: UnitReach) throws -> Customer.ID? {
        let own: SQL
        switch reach {
        case .all: own = "1 = 1"
        case .some(let units): own = "unit_id IN \(list: units)"
        case .own, .nothing: return nil
        }
        let callable: SQL = "\(own) AND phone IS NOT NULL AND state = 'active' AND contact_window = ''"
        let count = try tx.execute("SELECT COUNT(*) AS n FROM customer WHERE \(callable)").first?.int("n") ?? 0
        guard count > 0 else { return nil }
        return try tx.execute(
            "SELECT id FROM customer WHERE \(callable) ORDER BY known_since, id LIMIT 1 OFFSET \(place % count)"
        ).first.map { try $0.id("id") }
    }

    /// Checks of a period that somebody owes.
    func openRounds() throws -> [Obligation] {
        try tx.obligations.load(
            "WHERE state = 'open' AND rule = 'attestation' AND subject_kind = 'unit' ORDER BY due_at, id LIMIT 200")
    }

    /// Of quality issues, problems and studies those that somebody has still to see to, the oldest first.
    func openIssues() throws -> [QualityIssue] {
        let rows = try tx.execute("SELECT id FROM quality_issue WHERE closed_at IS NULL ORDER BY noted_at, id LIMIT 20")
        return rows.isEmpty ? [] : try tx.caseLibrary.issues(rows.map { try $0.text("id") })
    }

    func openProblems() throws -> [Problem] {
        let rows = try tx.execute(
            "SELECT id FROM problem_record WHERE solved_at IS NULL ORDER BY opened_at, id LIMIT 20")
        return rows.isEmpty ? [] : try tx.caseLibrary.problems(rows.map { try $0.text("id") })
    }

    func openStudies() throws -> [CaseStudy] {
        try tx.execute("SELECT id FROM case_study WHERE approved_at IS NULL ORDER BY written_at, id LIMIT 20").map {
            try tx.caseLibrary.require($0.id("id"))
        }
    }

    /// A case of the last days that the goods are to blame for, and which is in no one's list yet.
    func caseWithoutIssue(of causes: [String]) throws -> Case.ID? {
        try tx.execute(
            """
            SELECT service_case.id AS id FROM service_case
            WHERE cause IN \(list: causes) AND state NOT IN ('referred', 'withdrawn', 'merged')
                AND reported_at > \(tx.now - .days(4))
                AND NOT EXISTS (SELECT 1 FROM quality_issue WHERE quality_issue.case_id = service_case.id)
            ORDER BY reported_at, id LIMIT 1
            """
        ).first.map { try $0.id("id") }
    }

    func hardCaseWithoutStudy() throws -> Case.ID? {
        try tx.execute(
            """
            SELECT service_case.id AS id FROM service_case
            WHERE state = 'archived' AND (refusals > 1 OR severity = 'major')
                AND NOT EXISTS (SELECT 1 FROM case_study WHERE case_study.case_id = service_case.id)
            ORDER BY reported_at, id LIMIT 1
            """
        ).first.map { try $0.id("id") }
    }

    func count() throws -> (cases: Int, events: Int, obligations: Int) {
        let row = try tx.execute(
            """
            SELECT (SELECT COUNT(*) FROM service_case) AS cases, (SELECT COUNT(*) FROM event) AS events,
                   (SELECT COUNT(*) FROM obligation) AS obligations
            """
        ).first
        return (try row?.int("cases") ?? 0, try row?.int("events") ?? 0, try row?.int("obligations") ?? 0)
    }
}
