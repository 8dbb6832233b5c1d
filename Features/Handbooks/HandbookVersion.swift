import Handbook
import Kernel

/// One edition of a handbook: the very texts that were issued, and from when they bind.
///
///     draft ──issue──▶ issued ──(a later one takes effect)──▶ superseded, which is a matter of dates and not of state
struct HandbookVersion: Entity {
    let id: ID
    /// The pack's code; units name it.
    let code: String
    let title: String
    let number: String
    let version: String
    /// The first instant at which it binds: midnight of its date in its own zone.
    let effectiveAt: Instant
    /// SHA-256 of the texts: two versions with one digest are one handbook.
    let digest: String
    private(set) var state: State

    enum State: Equatable, Sendable {
        case draft(by: Staff.ID?)
        case issued(by: Staff.ID?, at: Instant)
    }

    enum Refusal: Error, Equatable {
        case alreadyIssued
        case effectiveInThePast(Instant)
        case ownDraft
        /// There is an edition of this number already, issued or drafted.
        case versionTaken(String)
        /// The text is that of another handbook.
        case otherHandbook(String)
        /// Only an edition that was issued can be read and reviewed.
        case notIssued
    }

    init(id: ID, handbook: Handbook, digest: String, effectiveAt: Instant, state: State) {
        self.id = id
        code = handbook.code
        title = handbook.document.title
        number = handbook.document.number
        version = handbook.document.version
        self.effectiveAt = effectiveAt
        self.digest = digest
        self.state = state
    }

    init(
        id: ID, code: String, title: String, number: String, version: String, effectiveAt: Instant, digest: String,
        state: State
    ) {
        self.id = id
        self.code = code
        self.title = title
        self.number = number
        self.version = version
        self.effectiveAt = effectiveAt
        self.digest = digest
        self.state = state
    }

    /// Puts the draft in force from its date. A handbook cannot bind the past (0.3.1), and nobody issues their own
    /// draft (0.3.4).
    mutating func issue(by issuer: Staff.ID, at now: Instant) throws(Refusal) {
        switch state {
        case .draft(let author):
            guard author != issuer else { throw .ownDraft }
            guard effectiveAt >= now - .days(1) else { throw .effectiveInThePast(effectiveAt) }
            state = .issued(by: issuer, at: now)
        case .issued:
            throw .alreadyIssued
        }
    }

    /// Puts the very first edition of a handbook in force when a department is set up: nothing has been counted yet, so
    /// its date may lie in the past, and there is nobody yet who could issue it.
    mutating func install(at now: Instant) throws(Refusal) {
        guard !isIssued else { throw .alreadyIssued }
        state = .issued(by: nil, at: now)
    }

    var subject: Subject { Subject(.handbook, id.rawValue) }

    var isIssued: Bool {
        switch state {
        case .issued: true
        case .draft: false
        }
    }
}

/// A person's word that they have read a version (GAME-03, SOFT-05).
struct Acknowledgement: Equatable, Sendable {
    let version: HandbookVersion.ID
    let staff: Staff.ID
    let at: Instant
}
