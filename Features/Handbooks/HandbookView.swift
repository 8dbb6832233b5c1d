import Handbook
import Kernel

/// An edition as a reader sees it: the document, how it was kept, and what it asks of the reader.
struct HandbookView: Sendable {
    /// Where an edition stands among the others.
    enum Standing: Sendable {
        case draft, coming, inForce, superseded

        init(of version: HandbookVersion, inForce: HandbookVersion?, at now: Instant) {
            self =
                switch version.state {
                case .draft: .draft
                case .issued where version.id == inForce?.id: .inForce
                case .issued: version.effectiveAt > now ? .coming : .superseded
                }
        }
    }

    let version: HandbookVersion
    let handbook: Handbook
    let standing: Standing
    let zone: Zone
    /// The last thirty days, by clause; nothing for an edition that has not been in force.
    let kept: [String: Adherence.Counts]?
    let acknowledgement: Acknowledgement?
    /// What the reader owes: to have read it.
    let toRead: Obligation?
    /// A review that is due and has no answer yet.
    let review: Obligation?
    let inForce: HandbookVersion.ID?
    /// Other handbooks of the house.
    let others: [(code: String, title: String)]
    let rights: Rights

    struct Rights: Sendable {
        let mayDraft: Bool
        let mayIssue: Bool
        let mayReadAdherence: Bool
        /// Issuing one's own draft is refused; the page says so instead of offering it.
        let isOwnDraft: Bool
    }

    /// How far back the page looks.
    static let daysBack = 30
}
