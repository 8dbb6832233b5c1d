import Kernel

/// A command to one person, and what came of it (GAME-28).
struct DispatchDocument: Encodable, Sendable {
    let id, number, unit, giver, staff, text, givenAt, wantedBy, state: String
    let group, acknowledgedAt, endedAt, note: String?

    init(_ dispatch: Dispatch) {
        id = dispatch.id.rawValue
        number = dispatch.number
        unit = dispatch.unit.rawValue
        giver = dispatch.giver.rawValue
        staff = dispatch.staff.rawValue
        text = dispatch.plan.text
        givenAt = dispatch.givenAt.rfc3339
        wantedBy = dispatch.plan.wantedBy.rfc3339
        state = dispatch.state.rawValue
        group = dispatch.group?.rawValue
        acknowledgedAt = dispatch.acknowledgedAt?.rfc3339
        endedAt = dispatch.ending?.at.rfc3339
        note = dispatch.ending?.note
    }
}

/// A person's report of a day (CHAIN-82). Of one that is not handed in nothing but that it is begun.
struct DailyReportDocument: Encodable, Sendable {
    struct Counted: Encodable, Sendable {
        let figure: String
        let value: Int
    }

    struct Review: Encodable, Sendable {
        let text: String
        let isDone: Bool
    }

    let id, unit, staff, day, state, results, problems: String
    let handedInAt, waivedAt, waivedBecause: String?
    let figures: [Counted]
    let review: [Review]
    let plan: [String]

    init(_ report: DailyReport) {
        let words = report.handedIn == nil ? DailyReport.Words() : report.words
        id = report.id.rawValue
        unit = report.unit.rawValue
        staff = report.staff.rawValue
        day = report.day.description
        state = report.state.rawValue
        results = words.results
        problems = words.problems
        handedInAt = report.handedIn?.at.rfc3339
        waivedAt = report.waiver?.at.rfc3339
        waivedBecause = report.waiver?.reason
        figures = (report.handedIn?.figures ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }.map {
            Counted(figure: $0.key.rawValue, value: $0.value)
        }
        review = words.review.map { Review(text: $0.text, isDone: $0.isDone) }
        plan = words.plan
    }
}

/// A step of a unit's day, and what became of it (MART-26).
struct DayStepDocument: Encodable, Sendable {
    let id, plan, planName, code, name, state, at, dueAt, owedBy, measure, note: String
    let day, actedBy, actedAt: String?
    let number, expected: Int?

    init(_ step: DayStep, of plan: DayPlan?, in t: Language) {
        id = step.id.rawValue
        self.plan = step.plan.rawValue
        planName = plan?.name(in: t) ?? ""
        day = plan?.day.description
        code = step.terms.code
        name = step.terms.name(in: t)
        state = step.state.rawValue
        at = step.at.rfc3339
        dueAt = step.dueAt.rfc3339
        owedBy = step.owedBy.rawValue
        measure = step.terms.measure
        note = step.note
        actedBy = step.actedBy?.rawValue
        actedAt = step.actedAt?.rfc3339
        number = step.number
        expected = step.terms.expected
    }
}
