import Handbook
import Kernel

struct FigureReportDocument: Encodable, Sendable {
    let from, to: String
    let unit, type: String?
    let figures: [FigureDocument]

    init(_ query: FigureQuery, _ figures: [FigureDocument]) {
        from = query.from.description
        to = query.to.description
        unit = query.unit?.rawValue
        type = query.type
        self.figures = figures
    }
}

/// A figure with its definition. `value` is a number to compare: a count, a share of 1, milliseconds, or 分; absent where
/// there is nothing to divide by.
struct FigureDocument: Encodable, Sendable {
    let figure, name, definition, shape: String
    let value, median, before: Double?
    let counted: Int

    init(_ value: FigureValue, before: FigureValue?, in t: Language) {
        figure = value.figure.rawValue
        name = t(value.figure.word)
        definition = t(value.figure.definition)
        shape = value.figure.shape.code
        self.value = value.number
        median = value.median.map(Double.init)
        self.before = before?.number
        counted = Int(value.whole)
    }
}

struct FigureBreakdownDocument: Encodable, Sendable {
    struct Line: Encodable, Sendable {
        let key, name: String
        let value, before: Double?
        let counted: Int
    }

    let figure, by, from, to: String
    let total: FigureDocument
    let lines: [Line]

    init(_ found: FigureBreakdown, in t: Language) {
        figure = found.figure.rawValue
        by = found.dimension.rawValue
        from = found.query.from.description
        to = found.query.to.description
        total = FigureDocument(found.total, before: found.before, in: t)
        lines = found.lines.map {
            Line(
                key: $0.key, name: found.names[$0.key] ?? $0.key, value: $0.value.number,
                before: found.linesBefore[$0.key]?.number, counted: Int($0.value.whole))
        }
    }
}

struct FigureRowDocument: Encodable, Sendable {
    let serviceCase, number, state, unit, at: String
    /// the subject is nothing where the program may not read cases
    let subject, handler: String?
    let value: Int?

    enum CodingKeys: String, CodingKey {
        case number, subject, state, unit, at, handler, value
        case serviceCase = "case"
    }

    init(_ row: FigureRow, showsSubject: Bool) {
        serviceCase = row.record.rawValue
        number = row.number
        subject = showsSubject ? row.subject : nil
        state = row.state.rawValue
        unit = row.unit.rawValue
        at = row.at.rfc3339
        handler = row.handler?.rawValue
        value = row.value.map { Int($0) }
    }
}

struct DigestSummaryDocument: Encodable, Sendable {
    let id, unit, month, draftedBy, draftedAt: String
    let submittedAt: String?

    init(_ digest: Digest) {
        id = digest.id.rawValue
        unit = digest.unit.rawValue
        month = digest.month.description
        draftedBy = digest.draftedBy.rawValue
        draftedAt = digest.draftedAt.rfc3339
        submittedAt = digest.submission?.at.rfc3339
    }
}

/// 顾客投诉分类统计表 (F-11), as its page shows it.
struct DigestDocument: Encodable, Sendable {
    struct Line: Encodable, Sendable {
        let category, compensation: String
        let number, before, founded, unfounded, inTime, decided, completed, refused, reopened, penalties: Int

        init(_ line: Digest.Line) {
            category = line.category
            compensation = line.compensation.description
            number = line.number
            before = line.before
            founded = line.founded
            unfounded = line.unfounded
            inTime = line.inTime
            decided = line.decided
            completed = line.completed
            refused = line.refused
            reopened = line.reopened
            penalties = line.penalties
        }
    }

    struct Measure: Encodable, Sendable {
        let id, text, owner, due, effect: String
    }

    let id, unit, month, problems, causes: String
    let submittedAt: String?
    let lines: [Line]
    let total: Line
    let countermeasures: [Measure]

    init(_ view: DigestView) {
        id = view.digest.id.rawValue
        unit = view.digest.unit.rawValue
        month = view.digest.month.description
        problems = view.digest.problems
        causes = view.digest.causes
        submittedAt = view.digest.submission?.at.rfc3339
        lines = view.lines.map(Line.init)
        total = Line(view.total)
        countermeasures = view.countermeasures.filter(\.isStanding).map {
            Measure(
                id: $0.id.rawValue, text: $0.text, owner: $0.ownerName, due: $0.due.description, effect: $0.effect)
        }
    }
}

struct DayDigestDocument: Encodable, Sendable {
    let unit, day, madeAt: String
    let enquiries, complaints, suggestions, others, completed, unresolved, late: Int
    let isKept: Bool

    init(_ view: DayDigestView) {
        let digest = view.digest
        unit = digest.unit.rawValue
        day = digest.day.description
        madeAt = digest.madeAt.rfc3339
        enquiries = digest.enquiries
        complaints = digest.complaints
        suggestions = digest.suggestions
        others = digest.others
        completed = digest.completed
        unresolved = digest.unresolved
        late = digest.late
        isKept = view.isKept
    }
}

/// A week ranked by category and by product, beside the week before.
struct WeekDigestDocument: Encodable, Sendable {
    struct Line: Encodable, Sendable {
        let name: String
        let number, before, complaints, unresolved: Int

        init(_ line: WeekDigest.Line) {
            name = line.name
            number = line.number
            before = line.before
            complaints = line.complaints
            unresolved = line.unresolved
        }
    }

    let unit, week, madeAt: String
    let reported, completed, unresolved: Int
    let isKept: Bool
    let categories, products: [Line]

    init(_ view: WeekDigestView) {
        let digest = view.digest
        unit = digest.unit.rawValue
        week = digest.week.description
        madeAt = digest.madeAt.rfc3339
        reported = digest.reported
        completed = digest.completed
        unresolved = digest.unresolved
        isKept = view.isKept
        categories = (digest.lines[.category] ?? []).map(Line.init)
        products = (digest.lines[.product] ?? []).map(Line.init)
    }
}

/// How the clauses were kept; a rate is a share of 1, slack is in milliseconds and negative when late.
struct AdherenceDocument: Encodable, Sendable {
    struct Counts: Encodable, Sendable {
        let applied, kept, late, broken, exempted, running: Int
        let rate: Double?
        let medianSlack: Int?

        init(_ counts: Adherence.Counts) {
            applied = counts.applied
            kept = counts.kept
            late = counts.late
            broken = counts.broken
            exempted = counts.exempted
            running = counts.running
            rate = counts.rate
            medianSlack = counts.medianSlack.map { Int($0) }
        }
    }

    struct Line: Encodable, Sendable {
        let key, name: String
        let counts: Counts
    }

    let handbook, version, from, to, by: String
    let lines: [Line]
    let total: Counts
    let neverApplied, neverKept: [String]
    /// whether every row of the period was counted
    let isWhole: Bool

    init(_ view: AdherenceView) {
        handbook = view.handbook.code
        version = view.version.id.rawValue
        from = view.query.from.description
        to = view.query.to.description
        by = view.query.grouping.rawValue
        lines = view.adherence.lines.map {
            Line(key: $0.key, name: view.names[$0.key] ?? $0.key, counts: Counts($0.counts))
        }
        total = Counts(view.adherence.total)
        neverApplied = view.adherence.neverApplied.map(\.number)
        neverKept = view.adherence.neverKept.map(\.number)
        isWhole = view.adherence.isWhole
    }
}

extension Figure.Shape {
    fileprivate var code: String {
        switch self {
        case .count: "count"
        case .share: "share"
        case .time: "time"
        case .money: "money"
        }
    }
}
