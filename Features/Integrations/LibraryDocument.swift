import Handbook
import Kernel

struct LibraryDocument: Encodable, Sendable {
    let serviceCase, number, archiveNumber, subject, category, cause, solution, lesson, archivedAt: String
    let hasStudy: Bool

    enum CodingKeys: String, CodingKey {
        case number, archiveNumber, subject, category, cause, solution, lesson, archivedAt, hasStudy
        case serviceCase = "case"
    }

    init(_ line: LibraryLine) {
        serviceCase = line.id.rawValue
        number = line.number
        archiveNumber = line.archive
        subject = line.subject
        category = line.category
        cause = line.cause
        solution = line.solution
        lesson = line.lesson
        archivedAt = line.archivedAt.rfc3339
        hasStudy = line.hasStudy
    }
}

struct QualityIssueDocument: Encodable, Sendable {
    let id, serviceCase, product, batch, defect, store, notedBy, notedAt, followUp, outcome: String
    let closedAt: String?

    enum CodingKeys: String, CodingKey {
        case id, product, batch, defect, store, notedBy, notedAt, followUp, outcome, closedAt
        case serviceCase = "case"
    }

    init(_ issue: QualityIssue) {
        id = issue.id.rawValue
        serviceCase = issue.record.rawValue
        product = issue.text.product
        batch = issue.text.batch
        defect = issue.text.defect
        store = issue.text.store
        notedBy = issue.notedBy.rawValue
        notedAt = issue.notedAt.rfc3339
        followUp = issue.followUp
        outcome = issue.outcome
        closedAt = issue.closedAt?.rfc3339
    }
}

struct ProblemDocument: Encodable, Sendable {
    let id, number, unit, cause, openedAt, measure: String
    let owner, solvedAt: String?
    let cases: Int

    init(_ problem: Problem, cases: Int) {
        id = problem.id.rawValue
        number = problem.number
        unit = problem.unit.rawValue
        cause = problem.cause
        openedAt = problem.openedAt.rfc3339
        measure = problem.measure
        owner = problem.owner?.rawValue
        solvedAt = problem.solvedAt?.rfc3339
        self.cases = cases
    }
}

struct UnsolvedDocument: Encodable, Sendable {
    let serviceCase, number, subject, state, reportedAt: String
    let handler, lastReplyAt, nextDueAt: String?

    enum CodingKeys: String, CodingKey {
        case number, subject, state, reportedAt, handler, lastReplyAt, nextDueAt
        case serviceCase = "case"
    }

    init(_ line: UnsolvedLine) {
        serviceCase = line.id.rawValue
        number = line.number
        subject = line.subject
        state = line.state.rawValue
        reportedAt = line.reportedAt.rfc3339
        handler = line.handler?.rawValue
        lastReplyAt = line.lastReplyAt?.rfc3339
        nextDueAt = line.nextDueAt?.rfc3339
    }
}
