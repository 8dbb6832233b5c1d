import Kernel

/// 工作小结与计划: what a person's day came to, what stood in the way, and what tomorrow is to bring (CHAIN-82; F-72).
///
///     draft ──hand in──▶ handedIn   (never changed again; a later word is added under it)
///       └───waive──▶ waived         (by a reader, with a reason)
struct DailyReport: Entity {
    enum State: String, CaseIterable, Sendable {
        case draft, waived
        case handedIn = "handed_in"
    }

    /// A line of the plan before this one, and whether it was done.
    struct Review: Equatable, Sendable {
        let text: String
        let isDone: Bool
    }

    /// What its person writes; what the day came to in figures the house counts.
    struct Words: Equatable, Sendable {
        var review: [Review] = []
        var results = ""
        var problems = ""
        var plan: [String] = []
    }

    struct HandedIn: Equatable, Sendable {
        let at: Instant
        /// Until when its figures were counted.
        let until: Instant
        let figures: [DailyFigure: Int]
    }

    struct Waiver: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        let reason: String
    }

    enum Refusal: Error, Equatable {
        case unknown
        case noPost
        /// Nobody stands above who would read it.
        case noReader
        case notYours
        case ownAct
        case handedIn
        case waived
        case notHandedIn
        /// Says what was hard, or that nothing was, and what tomorrow is to bring.
        case incomplete
        case readAlready
        case tooManyRemarks(Int)
    }

    static let mostLines = 20
    static let longestLine = 200
    static let mostRemarks = 50

    let id: ID
    let unit: Unit.ID
    let staff: Staff.ID
    let day: Day
    let openedAt: Instant
    /// Until when it is in time.
    let dueAt: Instant
    private(set) var state: State
    private(set) var words: Words
    private(set) var handedIn: HandedIn?
    private(set) var waiver: Waiver?

    init(
        id: ID, unit: Unit.ID, staff: Staff.ID, day: Day, openedAt: Instant, dueAt: Instant, state: State = .draft,
        words: Words = Words(), handedIn: HandedIn? = nil, waiver: Waiver? = nil
    ) {
        self.id = id
        self.unit = unit
        self.staff = staff
        self.day = day
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.state = state
        self.words = words
        self.handedIn = handedIn
        self.waiver = waiver
    }

    var subject: Subject { Subject(.dailyReport, id.rawValue) }
    var isLate: Bool { handedIn.map { $0.at > dueAt } ?? false }

    /// As often as its person likes, until it is handed in.
    mutating func write(_ words: Words, by other: Staff.ID) throws(Refusal) {
        guard other == staff else { throw .notYours }
        try requireDraft()
        self.words = words
    }

    mutating func handIn(
        _ figures: [DailyFigure: Int], until: Instant, by other: Staff.ID, at now: Instant
    ) throws(Refusal) {
        guard other == staff else { throw .notYours }
        try requireDraft()
        guard !words.problems.isEmpty, !words.plan.isEmpty else { throw .incomplete }
        state = .handedIn
        handedIn = HandedIn(at: now, until: until, figures: figures)
    }

    mutating func waive(by other: Staff.ID, because reason: String, at now: Instant) throws(Refusal) {
        guard other != staff else { throw .ownAct }
        try requireDraft()
        state = .waived
        waiver = Waiver(by: other, at: now, reason: reason)
    }

    private func requireDraft() throws(Refusal) {
        switch state {
        case .draft: return
        case .handedIn: throw .handedIn
        case .waived: throw .waived
        }
    }
}

/// A word under a report that was handed in, of its person or of whoever reads it; never changed.
struct ReportRemark: Entity {
    let id: ID
    let report: DailyReport.ID
    let staff: Staff.ID
    let text: String
    let at: Instant
}
