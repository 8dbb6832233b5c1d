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
    public let steps: [Step]
    public let categories: [String]
    public let causes: [String]
    public let chapters: [Chapter]
    public let clauses: [Clause]
    /// What is said on the telephone, in the order of the packs.
    public let scripts: [Script]
    /// Places in `clauses`, so that an event does not walk through all of them.
    private let placesByRule: [DeadlineRule: [Int]]
    private let placesByNumber: [String: Int]

    init(
        code: String, lineage: [String], document: Document, calendar: CalendarPlan, posts: [Post],
        caseTypes: [CaseTypeLabel], steps: [Step], categories: [String], causes: [String], chapters: [Chapter],
        clauses: [Clause], scripts: [Script]
    ) {
        self.code = code
        self.lineage = lineage
        self.document = document
        self.calendar = calendar
        self.posts = posts
        self.caseTypes = caseTypes
        self.steps = steps
        self.categories = categories
        self.causes = causes
        self.chapters = chapters
        self.clauses = clauses
        self.scripts = scripts
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
            guard case .deadline(let deadline) = clause.enforcement, deadline.condition.applies(to: circumstances)
            else { continue }
            let particularity = deadline.condition.particularity
            if particularity > most { applying.removeAll() }
            most = max(most, particularity)
            if particularity == most { applying.append((clause, deadline)) }
        }
        return applying
    }

    public func gates() -> [(Clause, Gate)] {
        clauses.compactMap { clause in
            if case .gate(let gate) = clause.enforcement { (clause, gate) } else { nil }
        }
    }

    /// The step after another one, in the order of this handbook; nothing after the last.
    public func step(after step: Step) -> Step? {
        guard let index = steps.firstIndex(of: step), index + 1 < steps.count else { return nil }
        return steps[index + 1]
    }
}
