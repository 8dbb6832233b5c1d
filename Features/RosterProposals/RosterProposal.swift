import Kernel

/// 排班方案: a roster made by the house for a draft, from what is expected and what people wish. One a unit at a time.
///
///     asked ──claim──▶ running ──▶ done ──take──▶ taken        the draft is filled with it
///       ▲                 │  │       └──drop──▶ dropped
///       └─ lease ran out ─┘  └──▶ failed (a sentence says why)
///
/// While it runs the best roster so far stands on the page; stopping keeps it.
struct RosterProposal: Entity {
    enum State: String, CaseIterable, Sendable {
        case asked, running, done, taken, dropped, failed

        var isOpen: Bool { self == .asked || self == .running }
    }

    enum Refusal: Error, Equatable {
        case unknown
        /// Another one is being made for this unit.
        case runsAlready
        /// The roster is published or gone: only drafts are proposed for.
        case notDraft
        case tooLong(Int)
        case noTemplates
        case noPeople
        /// No history, no service hours: nothing says how many are needed.
        case nothingNeeded
        case notDone
        case isOver
        /// It was made for people or shifts that are no longer there.
        case outdated
    }

    static let seconds = 5...600
    static let usualSeconds = 60
    static let mostDays = 62
    /// A node that has not said anything for so long is taken to be dead.
    static let lease = Duration.minutes(3)
    /// After so many nodes have died of it, it has failed.
    static let mostTries = 2
    /// Weeks of history that a forecast looks at.
    static let weeks = 13

    let id: ID
    let roster: Roster.ID
    let unit: Unit.ID
    let asked: Roster.Stamp
    let seconds: Int
    var state: State
    var isStopping: Bool
    var tries: Int
    var startedAt: Instant?
    var finishedAt: Instant?
    var progress: Progress?
    /// Why it failed, in both languages.
    var reason: Word?
    var found: ProposedRoster?

    /// How far it is: cost of the best roster so far, and what no roster can cost less than.
    struct Progress: Equatable, Sendable {
        var cost: Int
        var bound: Int?
        var milliseconds: Int
    }

    mutating func stop() throws(Refusal) {
        guard state.isOpen else { throw .isOver }
        isStopping = true
    }

    mutating func take() throws(Refusal) {
        guard state == .done else { throw .notDone }
        state = .taken
    }

    mutating func drop() throws(Refusal) {
        guard state == .done || state == .failed else { throw .notDone }
        state = .dropped
    }
}

/// What was found, as it is kept: who works what on which day, what was needed, what is not as it should be.
struct ProposedRoster: Codable, Equatable, Sendable {
    /// In the order of the rows.
    var people: [String]
    var templates: [String]
    /// For each person and day a place in `templates`, or -1.
    var rows: [[Int]]
    /// For each person who learns and each day, who is beside them; else nothing.
    var mentors: [String: [String?]]
    /// People needed in each half hour of the days, by the clock on the wall; and calls expected.
    var needed: [Int]
    var calls: [Double]
    var findings: [Finding]
    var basis: Basis

    struct Finding: Codable, Equatable, Sendable {
        /// In both languages.
        var chinese: String
        var english: String
        /// What granting it would break or cost; empty where nothing was tried.
        var whyChinese: String
        var whyEnglish: String
        var cost: Int
        var isHard: Bool
        var day: Int
    }

    /// On what the forecast rests.
    struct Basis: Codable, Equatable, Sendable {
        /// Days of history with anything in them.
        var days: Int
        var contacts: Int
        var cases: Int
        /// Seconds, measured or named.
        var handling: Int
        /// Sum of errors as a share of all contacts on weeks held out, in percent; nothing where there are too few weeks.
        var missed: Int?
    }

    var hard: [Finding] { findings.filter(\.isHard) }
    var soft: [Finding] { findings.filter { !$0.isHard } }
}
