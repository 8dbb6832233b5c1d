import Handbook
import Kernel

/// A list that somebody takes out of the house (F-171, GAME-24): which, why, how many rows, who allowed it, who fetched it
/// when, and that it is gone again.
///
///     asked ──approve──▶ approved ──(a chore, chunk by chunk)──▶ produced ──(after some days)──▶ destroyed
///       └───decline──▶ declined                                     │
///                                                                   └─ each download is written down
///
/// What is kept is the rows, not a file: xlsx and CSV are made from them for each download, with the mark of whoever
/// downloads, and several nodes see the same.
struct Export: Entity {
    let id: ID
    /// X and a running number: it stands on every page.
    let number: Int64
    let list: String
    let unit: Unit.ID
    /// The filter of the list when it was asked for, as its address had it.
    let query: String
    let columns: [String]
    let reason: String
    /// Personal data in full.
    let reveals: Bool
    let rows: Int
    let language: Language
    let by: Staff.ID
    let at: Instant
    private(set) var state: State
    private(set) var producedRows: Int
    private(set) var expiresAt: Instant?
    private(set) var downloads: Int

    enum State: Equatable, Sendable {
        case asked
        case approved(Decision?)
        case declined(Decision)
        case produced(Decision?, at: Instant)
        case destroyed(Decision?, at: Instant)
        /// The person lost the right before it was made.
        case failed(Decision?, at: Instant)
    }

    /// Nothing where the post of the asker sufficed.
    struct Decision: Equatable, Sendable {
        var by: Staff.ID
        var at: Instant
        var text: String
    }

    enum Refusal: Error, Equatable {
        /// Nobody approves their own request (0.3.4).
        case ownRequest
        case alreadyDecided
        /// The post may not allow so many rows.
        case beyondLimit(limit: Int)
        case nothingToExport
        case tooManyRows(limit: Int)
        case notReady
        case gone
        case notYours
    }

    /// Rows of one export; more is a matter for the database's keeper.
    static let mostRows = 100_000
    static let chunkRows = 500
    /// Days until what was produced is destroyed.
    static let keptDays = 7

    var subject: Subject { Subject(.dataExport, id.rawValue) }
    var chunks: Int { (rows + Self.chunkRows - 1) / Self.chunkRows }
    var label: String { "X-\(number)" }
}

extension Export {
    /// As it is asked for: allowed at once within the limit of the asker's post, unless it shows personal data in full.
    init(
        id: ID, number: Int64, list: String, unit: Unit.ID, query: String, columns: [String], reason: String,
        reveals: Bool, rows: Int, limit: Int, language: Language, by: Staff.ID, at: Instant
    ) {
        self.init(
            id: id, number: number, list: list, unit: unit, query: query, columns: columns, reason: reason,
            reveals: reveals, rows: rows, language: language, by: by, at: at,
            state: reveals || rows > limit ? .asked : .approved(nil), producedRows: 0, expiresAt: nil, downloads: 0)
    }

    mutating func approve(by approver: Staff.ID, limit: Int, text: String, at now: Instant) throws(Refusal) {
        try decidable(by: approver)
        guard rows <= limit else { throw .beyondLimit(limit: limit) }
        state = .approved(Decision(by: approver, at: now, text: text))
    }

    mutating func decline(by approver: Staff.ID, text: String, at now: Instant) throws(Refusal) {
        try decidable(by: approver)
        state = .declined(Decision(by: approver, at: now, text: text))
    }

    mutating func noteProduced(rows more: Int, isLast: Bool, at now: Instant) {
        producedRows += more
        guard isLast, case .approved(let decision) = state else { return }
        state = .produced(decision, at: now)
        expiresAt = now + .days(Self.keptDays)
    }

    mutating func download(by reader: Staff.ID, at now: Instant) throws(Refusal) {
        guard reader == by else { throw .notYours }
        switch state {
        case .produced:
            guard let expiresAt, now < expiresAt else { throw .gone }
            downloads += 1
        case .destroyed: throw .gone
        case .asked, .approved, .declined, .failed: throw .notReady
        }
    }

    mutating func destroy(at now: Instant) {
        guard case .produced(let decision, _) = state else { return }
        state = .destroyed(decision, at: now)
    }

    mutating func fail(at now: Instant) { state = .failed(decision, at: now) }

    var decision: Decision? {
        switch state {
        case .asked: nil
        case .approved(let decision), .produced(let decision, _), .destroyed(let decision, _), .failed(let decision, _):
            decision
        case .declined(let decision): decision
        }
    }

    private func decidable(by approver: Staff.ID) throws(Refusal) {
        guard case .asked = state else { throw .alreadyDecided }
        guard approver != by else { throw .ownRequest }
    }
}

/// A column that can be taken out.
struct ExportColumn: Sendable {
    let code: String
    let word: Word
    var width = 14.0
    /// Masked unless the export was allowed to show it.
    var isPersonal = false
}
