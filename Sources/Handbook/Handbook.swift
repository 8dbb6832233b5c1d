public import Kernel

/// A department's handbook, as parsed from its pack and the packs it extends: only types, no text to be parsed again.
public struct Handbook: Sendable, Equatable {
    /// What the cover says (MART-01: number and version on every print).
    public struct Document: Sendable, Equatable {
        public let title: String
        public let number: String
        public let version: String
        public let effective: Day
        /// What becomes of clocks that run when this version takes effect.
        public let transition: Transition
    }

    public enum Transition: String, CaseIterable, Sendable {
        /// A case is judged by the version in force when its clock started.
        case keep
        /// Running clocks are set anew, from their own start, by the new version.
        case restate
    }

    /// The pack's name, and the names of those it extends, base first.
    public let code: String
    public let lineage: [String]
    public let document: Document
    public let calendar: CalendarPlan
    public let posts: [Post]
    /// Which types of case the department takes, with the labels it uses for them.
    public let caseTypes: [CaseTypeLabel]
    /// The full procedure: every type takes it that has no way of its own.
    public let steps: [Step]
    /// The types that are worked in a way of their own.
    public let ways: [CaseType: [Step]]
    /// Whom customers are referred to whose matter is not ours (SOFT-38).
    public let directory: [DirectoryEntry]
    /// What paid service costs (SOFT-39).
    public let prices: [Price]
    /// Category → what has to be known about such a matter at the first contact (SOFT-58).
    public let details: [String: [String]]
    /// 选填项: what a printed form asks of a matter and nobody need know at once (CHAIN-101).
    public let facts: [String]
    public let categories: [String]
    public let causes: [String]
    /// When a category is suggested while a case is written, and when it is not.
    public let hintTerms: CategoryHintTerms
    public let chapters: [Chapter]
    public let clauses: [Clause]
    /// What is said on the telephone, in the order of the packs.
    public let scripts: [Script]
    /// How a customer takes a call of ours (GAME-98), what is said against it (GAME-101), what may be sent (SOFT-40).
    public let moods: [String]
    public let objections: [Objection]
    public let materials: [Material]
    /// The kinds of shift and the patterns it names.
    public let shifts: ShiftTerms
    /// 请假种类.
    public let leaveTypes: [LeaveType]
    /// 交接项目.
    public let handoverItems: [HandoverItem]
    /// 每日流程 (SOFT-78).
    public let dayPlans: [DayPlanTerms]
    /// Places in `clauses`, so that an event does not walk through all of them.
    private let placesByRule: [DeadlineRule: [Int]]
    private let placesByNumber: [String: Int]

    init(
        code: String, lineage: [String], document: Document, calendar: CalendarPlan, posts: [Post],
        caseTypes: [CaseTypeLabel], steps: [Step], ways: [CaseType: [Step]] = [:], directory: [DirectoryEntry] = [],
        prices: [Price] = [], details: [String: [String]] = [:], categories: [String], causes: [String],
        chapters: [Chapter], clauses: [Clause], scripts: [Script] = [],
        hintTerms: CategoryHintTerms = CategoryHintTerms(), moods: [String] = [], objections: [Objection] = [],
        materials: [Material] = [], facts: [String] = [], shifts: ShiftTerms = ShiftTerms(),
        leaveTypes: [LeaveType] = [], handoverItems: [HandoverItem] = [], dayPlans: [DayPlanTerms] = []
    ) {
        self.code = code
        self.lineage = lineage
        self.document = document
        self.calendar = calendar
        self.posts = posts
        self.caseTypes = caseTypes
        self.steps = steps
        self.ways = ways
        self.directory = directory
        self.prices = prices
        self.details = details
        self.facts = facts
        self.categories = categories
        self.causes = causes
        self.chapters = chapters
        self.clauses = clauses
        self.scripts = scripts
        self.hintTerms = hintTerms
        self.moods = moods
        self.objections = objections
        self.materials = materials
        self.shifts = shifts
        self.leaveTypes = leaveTypes
        self.handoverItems = handoverItems
        self.dayPlans = dayPlans
        var byRule: [DeadlineRule: [Int]] = [:]
        for (place, clause) in clauses.enumerated() {
            if case .deadline(let deadline) = clause.enforcement { byRule[deadline.rule, default: []].append(place) }
        }
        placesByRule = byRule
        placesByNumber = Dictionary(clauses.enumerated().map { ($1.number, $0) }) { first, _ in first }
    }

    public struct CaseTypeLabel: Sendable, Equatable {
        public let type: CaseType
        public let label: String
    }

    /// 转介目录: a party outside, as customers are told of it.
    public struct DirectoryEntry: Sendable, Equatable {
        public let party: String
        public let phone: String
        /// What they are responsible for.
        public let about: String
    }

    /// 收费标准: one line of the price list.
    public struct Price: Sendable, Equatable {
        public let item: String
        public let amount: Money
    }

    public struct Chapter: Sendable, Equatable {
        public let number: String
        public let title: String
    }

    public func clause(_ number: String) -> Clause? { placesByNumber[number].map { clauses[$0] } }
    public func post(_ code: String) -> Post? { posts.first { $0.code == code } }

    /// The clauses that set a clock of this rule for such a record: the most particular ones that apply.
    public func deadlines(_ rule: DeadlineRule, for circumstances: Circumstances) -> [(
        clause: Clause, deadline: Deadline
    )] {
        var applying: [(clause: Clause, deadline: Deadline)] = []
        var most = 0
        for place in placesByRule[rule] ?? [] {
            let clause = clauses[place]
            guard case .deadline(let deadline) = clause.enforcement, deadline.condition.applies(to: circumstances),
                isReached(deadline.rule.neededSteps, by: circumstances.type)
            else { continue }
            let particularity = deadline.condition.particularity
            if particularity > most { applying.removeAll() }
            most = max(most, particularity)
            if particularity == most { applying.append((clause, deadline)) }
        }
        return applying
    }

    /// The steps that a matter of this type takes.
    public func steps(for type: CaseType) -> [Step] { ways[type] ?? steps }

    public func way(of type: CaseType) -> Way { Way.of(steps(for: type)) ?? .procedure }

    /// Whether a gate can ever stand before a matter of this type.
    public func concerns(_ gate: Gate, _ type: CaseType) -> Bool { isReached(gate.rule.neededSteps, by: type) }

    private func isReached(_ needed: [Step], by type: CaseType) -> Bool {
        needed.isEmpty || needed.allSatisfy(steps(for: type).contains)
    }

    public func gates() -> [(Clause, Gate)] {
        clauses.compactMap { clause in
            if case .gate(let gate) = clause.enforcement { (clause, gate) } else { nil }
        }
    }

    /// The step after another one, in the order of this handbook; nothing after the last.
    public func step(after step: Step, for type: CaseType) -> Step? {
        let steps = steps(for: type)
        guard let index = steps.firstIndex(of: step), index + 1 < steps.count else { return nil }
        return steps[index + 1]
    }
}
