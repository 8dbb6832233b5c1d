import Database
import Handbook
import Kernel

/// What is learned from cases is written, approved and followed up here.
extension CaseLibrary {
    /// On a case that is over: only then is its course known.
    @discardableResult
    func write(_ text: CaseStudy.Text, of id: Case.ID, by actor: Actor) throws -> CaseStudy {
        let work = try tx.cases.work(on: id, by: actor, needing: .workCase)
        guard work.file.record.state == .archived else { throw CaseStudy.Refusal.notArchived }
        guard try studies(of: id).count < Self.bound else { throw TooMany(Self.bound) }
        let study = CaseStudy(
            id: tx.ids.make(), record: id, text: text, author: actor.staff.id, writtenAt: tx.now)
        try save(study)
        try tx.record(.caseStudied, on: work, by: actor.staff.id, item: study.id.rawValue)
        return study
    }

    /// The standard answer of the department from now on.
    func approve(_ id: CaseStudy.ID, by actor: Actor) throws {
        var study = try require(id)
        let work = try tx.cases.work(on: study.record, by: actor, needing: .summariseCase)
        try study.approve(by: actor.staff.id, at: tx.now)
        try save(study)
        try tx.record(
            .caseStudied, on: work, by: actor.staff.id, item: study.id.rawValue, details: ["approved": "yes"])
    }

    @discardableResult
    func note(_ text: QualityIssue.Text, of id: Case.ID, by actor: Actor) throws -> QualityIssue {
        let work = try tx.cases.work(on: id, by: actor, needing: .workCase)
        guard try issues(of: id).count < Self.bound else { throw TooMany(Self.bound) }
        let issue = QualityIssue(
            id: tx.ids.make(), record: id, text: text, notedBy: actor.staff.id, notedAt: tx.now)
        try save(issue)
        // What the product is called was typed, and is in the record: events keep nothing a customer may be named in.
        try tx.record(.qualityIssueNoted, on: work, by: actor.staff.id, item: issue.id.rawValue)
        return issue
    }

    /// The product department's answer and what came of it.
    func follow(
        _ id: QualityIssue.ID, with followUp: String, outcome: String, since seen: String = "", by actor: Actor
    ) throws {
        var issue = try require(id)
        let work = try tx.cases.work(on: issue.record, by: actor, needing: .investigateCase)
        try Overtaken.refuse(
            seen, unless: issue.mark,
            theirs: [issue.followUp, issue.outcome].filter { !$0.isEmpty }.joined(separator: " · "))
        issue.followUp = followUp
        issue.outcome = outcome
        issue.closedAt = outcome.isEmpty ? nil : tx.now
        try save(issue)
        try tx.record(
            .qualityIssueNoted, on: work, by: actor.staff.id, item: issue.id.rawValue,
            details: ["closed": outcome.isEmpty ? "no" : "yes"])
    }

    func follow(
        _ id: Problem.ID, owner: Staff.ID?, measure: String, isSolved: Bool, since seen: String = "", by actor: Actor
    ) throws {
        var problem = try require(id)
        do {
            try authorize(actor, .readCase, in: problem.unit, isOwn: false)
        } catch {
            throw NotFound()
        }
        try authorize(actor, .summariseCase, in: problem.unit, isOwn: false)
        let name = try problem.owner.map { try tx.names(of: [$0])[$0] ?? "" } ?? ""
        try Overtaken.refuse(
            seen, unless: problem.mark,
            theirs: [name, problem.measure].filter { !$0.isEmpty }.joined(separator: " · "))
        if let owner, try !tx.canTakeCases(owner) { throw Case.Refusal.noColleague }
        try problem.plan(owner: owner, measure: measure)
        if isSolved { try problem.solve(at: tx.now) }
        try save(problem)
        // On the case that showed it: what is owed for the problem is owed there.
        guard let first = try tx.cases.find(number: problem.shownBy)?.id ?? cases(of: id).first else { return }
        let work = try tx.cases.work(on: tx.cases.file(first), by: actor)
        let event = try tx.record(
            .problemFollowed, on: work, by: actor.staff.id, item: problem.id.rawValue,
            details: [
                "problem": problem.number, "to": problem.owner?.rawValue ?? "", "solved": isSolved ? "yes" : "no",
            ])
        try tx.notify([problem.owner].compactMap(\.self), of: event)
    }
}

extension Cases {
    /// The same cause so often within so long opens a problem record, and later cases join it (GEN1-12).
    func noticeRepetition(of finding: Case.Finding, on work: CaseWork) throws {
        guard !finding.cause.isEmpty else { return }
        let record = work.file.record
        let library = tx.caseLibrary
        if let problem = try library.openProblem(of: finding.cause, in: record.unit) {
            return try library.add(record.id, to: problem.id)
        }
        for (clause, gate) in work.handbook.gates() {
            guard case .repeatedCause(let count, let within) = gate else { continue }
            let cases = try library.cases(causedBy: finding.cause, in: record.unit, limit: count)
            guard cases.count >= count, let first = cases.last,
                within.deadline(from: first.reportedAt, on: work.calendar) >= tx.now
            else { continue }
            let problem = Problem(
                id: tx.ids.make(), number: Problem.number(shownBy: record.number), unit: record.unit,
                cause: finding.cause,
                openedAt: tx.now)
            try library.save(problem)
            for other in cases { try library.add(other.id, to: problem.id) }
            let check = GateCheck(clause: clause, rule: gate.rule, duty: .handler, missing: nil)
            let passage = try tx.obligations.pass([check], of: work.owing)
            let event = try work.finish(
                .problemOpened, passage, item: problem.id.rawValue,
                details: ["problem": problem.number, "cause": finding.cause, "cases": String(cases.count)])
            // Somebody owes an owner and a measure from now on, and hears of it; without such a clause, who may decide.
            let owing = try tx.people(owing: .planProblem, item: problem.id.rawValue, of: record.subject)
            let decider = try tx.decider(for: work.file)
            try tx.notify(owing.isEmpty ? [decider].compactMap(\.self) : owing, of: event)
        }
    }
}
