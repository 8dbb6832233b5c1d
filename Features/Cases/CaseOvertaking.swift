import Handbook
import Kernel

/// Somebody else has changed a case since a page of it was opened: what is sent from that page would go over their
/// newer change. It is held back once, with both texts in sight; sent again from the page that shows the change, it goes.
struct CaseOvertaken: Error, Equatable {
    /// What happened meanwhile, oldest first.
    let changes: [Change]

    struct Change: Equatable, Sendable {
        let kind: EventKind
        let by: Staff.ID
        let name: String
        let at: Instant
        /// What they wrote, where they wrote something.
        let text: String
    }

    /// Changes told one by one; what is more is in the timeline.
    static let most = 5
}

extension EventKind {
    /// Whether an event changes what somebody else may be writing about. A note or a file beside the matter does not.
    var overtakes: Bool {
        switch self {
        case .caseNoted, .attachmentAdded, .attachmentVoided, .attachmentInfected, .attachmentErased, .paperPrinted,
            .proposalRead, .personalDataRevealed, .exceptionRequested, .exceptionDecided, .obligationWarned,
            .obligationBreached, .obligationEscalated, .caseOffered, .caseOfferRefused, .caseOfferLapsed, .casePooled,
            .slipUrged, .caseStudied, .qualityIssueNoted:
            false
        default: true
        }
    }
}
