import Handbook
import Kernel

/// Cases or customers on their way in from a file.
///
///     uploaded ──▶ read ──▶ previewed ──▶ running ──▶ finished
///        │           ▲          │            │
///        │           └─ mapped ─┤            ├──▶ failed     all or nothing, and something was wrong
///        ▼           anew       │            │
///      failed                   └────────────┴──▶ cancelled  where it stood, and what that means, is said
///
/// A step that goes wrong by our own fault is tried five times; then the import has failed and says so, and a person may
/// have it tried again (`isFaulty`). What nobody starts for a fortnight lapses.
///
/// The rows are kept, never the file; each piece of work is a small transaction that moves the counters with it, so that
/// whoever comes after a crash goes on where it stopped.
struct Import: Entity {
    let id: ID
    /// What people call it: E and a running number.
    let number: Int64
    let kind: Kind
    let unit: Unit.ID
    /// The system the rows come from; external numbers are unique within it.
    let source: String
    let file: File
    let by: Staff.ID
    let at: Instant
    /// Whose rights its rows are read and brought in with: who uploaded it, until somebody else assigns its columns or
    /// starts it. Nobody's act is done with another's rights.
    private(set) var runsAs: Staff.ID
    var sheet = Sheet()
    var mapping = Mapping()
    var rows = 0
    var chunks = 0
    private(set) var state: State
    private(set) var mode: Mode?
    private(set) var existing: Existing?
    /// Why it failed or was cancelled, as a sentence.
    private(set) var reason: Sentence?
    var progress = Progress()
    private(set) var startedAt: Instant?
    private(set) var publishedAt: Instant?
    private(set) var endedAt: Instant?
    /// How often in a row its next step has gone wrong by no fault of the rows.
    private(set) var stumbles = 0

    enum Kind: String, CaseIterable, Sendable { case cases, customers }

    enum State: String, CaseIterable, Sendable {
        case uploaded, read, previewed, running, finished, cancelled, failed

        var isOver: Bool {
            switch self {
            case .finished, .cancelled, .failed: true
            case .uploaded, .read, .previewed, .running: false
            }
        }
    }

    enum Mode: String, CaseIterable, Sendable {
        case goodRowsOnly = "good-rows-only"
        case allOrNothing = "all-or-nothing"
    }

    /// What becomes of a row whose external number is here already.
    enum Existing: String, CaseIterable, Sendable { case update, skip }

    struct File: Equatable, Sendable {
        var name: String
        var size: Int
        /// Lower-case hexadecimal SHA-256, to tell one file from another later.
        var digest: String
    }

    /// What was found in the file.
    struct Sheet: Equatable, Sendable {
        /// `GB18030`, `xlsx`
        var format = ""
        var name = ""
        var others: [String] = []
        var heading: [String] = []
        var headingRow = 0
    }

    /// How far the work has come, in rows unless it says chunks.
    struct Progress: Equatable, Sendable {
        var checkedChunks = 0
        var checked = 0
        /// Rows in which something is wrong.
        var bad = 0
        var runChunks = 0
        var brought = 0
        var updated = 0
        var skipped = 0
        /// Rows that were refused when they were brought in.
        var refused = 0
        /// All or nothing: chunks that were finished after the publication.
        var finishedChunks = 0
    }

    enum Refusal: Error, Equatable {
        case notNow(State)
        case alreadyPublished
        case notWhole(bad: Int)
        case notMapped([String])
        case nothingToBring
        /// The person has so many waiting already.
        case tooManyOpen(Int)
        case notFaulty
    }

    /// Rows of one chunk: small enough that nobody waits for it.
    static let chunkRows = 200
    static let chunkBytes = 256 << 10
    /// Rows of one file.
    static let mostRows = 100_000
    /// Imports of one person that are not over: whoever uploads keeps the house busy and the rows of others waiting.
    static let mostOpenOfOne = 20
    /// A step that goes wrong is tried so often.
    static let mostStumbles = 5
    /// What nobody has mapped or started for so long is given up, and its rows, which are people's data, are cleared.
    static let patience = Duration.days(14)

    var subject: Subject { Subject(.dataImport, id.rawValue) }
}

extension Import {
    init(
        id: ID, number: Int64, kind: Kind, unit: Unit.ID, source: String, file: File, by: Staff.ID, at: Instant
    ) {
        self.init(
            id: id, number: number, kind: kind, unit: unit, source: source, file: file, by: by, at: at, runsAs: by,
            state: .uploaded, mode: nil, existing: nil, reason: nil, startedAt: nil, publishedAt: nil, endedAt: nil)
    }

    mutating func finishReading(_ sheet: Sheet, rows: Int, chunks: Int, mapping: Mapping) throws(Refusal) {
        try expect(.uploaded)
        self.sheet = sheet
        self.rows = rows
        self.chunks = chunks
        self.mapping = mapping
        state = .read
    }

    /// Other columns mean other errors: everything is looked at again.
    mutating func map(_ mapping: Mapping, by staff: Staff.ID) throws(Refusal) {
        try expect(.read, .previewed)
        runsAs = staff
        self.mapping = mapping
        progress = Progress()
        state = .read
    }

    /// Whether the rows may be looked through.
    var isReadyToCheck: Bool { state == .read && missing.isEmpty }

    /// Fields without which no row is good, that have neither a column nor a fixed text.
    var missing: [String] {
        kind.fields.filter { $0.isRequired && mapping.places[$0.code] == nil }.map(\.code)
    }

    mutating func noteChecked(rows: Int, bad: Int) {
        progress.checkedChunks += 1
        progress.checked += rows
        progress.bad += bad
        if progress.checkedChunks == chunks { state = .previewed }
    }

    mutating func start(_ mode: Mode, existing: Existing, by staff: Staff.ID, at now: Instant) throws(Refusal) {
        try expect(.previewed)
        guard missing.isEmpty else { throw .notMapped(missing) }
        if mode == .allOrNothing, progress.bad > 0 { throw .notWhole(bad: progress.bad) }
        guard progress.bad < rows else { throw .nothingToBring }
        self.mode = mode
        self.existing = existing
        runsAs = staff
        startedAt = now
        state = .running
    }

    /// What an import that runs does next.
    enum Step: Equatable, Sendable {
        case bring(chunk: Int)
        case stage(chunk: Int)
        case publish
        case finish(chunk: Int)
        case end
    }

    var nextStep: Step {
        switch mode {
        case .allOrNothing?:
            if publishedAt != nil {
                return progress.finishedChunks < chunks ? .finish(chunk: progress.finishedChunks) : .end
            }
            return progress.runChunks < chunks ? .stage(chunk: progress.runChunks) : .publish
        case .goodRowsOnly?, nil:
            return progress.runChunks < chunks ? .bring(chunk: progress.runChunks) : .end
        }
    }

    mutating func notePublished(at now: Instant) { publishedAt = now }

    mutating func finish(at now: Instant) throws(Refusal) {
        try expect(.running)
        state = .finished
        endedAt = now
    }

    /// What has been brought in row by row stays; what waits to be published together is given up; what has been
    /// published cannot be taken back by a click.
    mutating func cancel(_ reason: Sentence, at now: Instant) throws(Refusal) {
        guard !state.isOver else { throw .notNow(state) }
        guard publishedAt == nil else { throw .alreadyPublished }
        self.reason = reason
        state = .cancelled
        endedAt = now
    }

    mutating func fail(_ reason: Sentence, at now: Instant) throws(Refusal) {
        guard !state.isOver else { throw .notNow(state) }
        self.reason = reason
        state = .failed
        endedAt = now
    }

    /// A step went wrong by no fault of the rows. Answers whether it was once too often.
    mutating func stumble(_ reason: Sentence, at now: Instant) throws(Refusal) -> Bool {
        stumbles += 1
        guard stumbles >= Self.mostStumbles else { return false }
        try fail(reason, at: now)
        return true
    }

    mutating func goOn() { stumbles = 0 }

    /// Failed by our fault: where it stood is known, and it may go on from there.
    var isFaulty: Bool { state == .failed && stumbles >= Self.mostStumbles }

    mutating func tryAgain(by staff: Staff.ID) throws(Refusal) {
        guard isFaulty else { throw .notFaulty }
        stumbles = 0
        runsAs = staff
        reason = nil
        endedAt = nil
        state = startedAt == nil ? .read : .running
    }

    private func expect(_ allowed: State...) throws(Refusal) {
        guard allowed.contains(state) else { throw .notNow(state) }
    }
}
