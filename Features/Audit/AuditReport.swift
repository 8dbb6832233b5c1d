package import Kernel

/// What looking through the whole chain of events came to.
package struct AuditReport: Equatable, Sendable {
    /// Seals looked at.
    package private(set) var seals = 0
    /// Where the chain ends, to be noted elsewhere.
    package private(set) var head: ChainHead
    /// Events of the last second, not sealed yet: nobody can say of them whether they were touched.
    package let unsealed: Int
    /// What is wrong, in the order of the chain; the first `longest` of `findingCount`.
    package private(set) var findings: [AuditFinding] = []
    package private(set) var findingCount = 0

    package static let longest = 200

    package var isIntact: Bool { findingCount == 0 }

    init(head: ChainHead, unsealed: Int) {
        self.head = head
        self.unsealed = unsealed
    }

    mutating func count(seals more: Int) { seals += more }

    mutating func note(_ kind: AuditFinding.Kind, position: Int64? = nil, event: String? = nil) {
        findingCount += 1
        if findings.count < Self.longest {
            findings.append(AuditFinding(kind: kind, position: position, event: event))
        }
    }
}

/// One thing that is not as it was sealed.
package struct AuditFinding: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The event, or its seal, is not the one that was sealed.
        case altered
        /// There is a seal and no event.
        case eventMissing = "event-missing"
        /// The numbers of the seals have a gap.
        case sealMissing = "seal-missing"
        /// There is an event which no seal and no sealer knows: inserted, or its seal was removed.
        case unknownEvent = "unknown-event"
        /// A sealed event is marked as one that waits for its seal.
        case markedAgain = "marked-again"
        /// The chain says that it ends where no such seal stands.
        case headDiffers = "head-differs"
        /// The head noted elsewhere is not in this chain: its end was cut off, or it was sealed anew.
        case expectedHeadMissing = "expected-head-missing"
    }

    package let kind: Kind
    /// Of the seal; nothing where there is none.
    package let position: Int64?
    /// The id of the event, where one is known.
    package let event: String?

    package func sentence(in t: Language) -> String {
        let place = position.map(String.init) ?? "–"
        let event = event ?? "–"
        return switch kind {
        case .altered: t(.auditAltered, place, event)
        case .eventMissing: t(.auditEventMissing, place, event)
        case .sealMissing: t(.auditSealMissing, place)
        case .unknownEvent: t(.auditUnknownEvent, event)
        case .markedAgain: t(.auditMarkedAgain, place, event)
        case .headDiffers: t(.auditHeadDiffers, place)
        case .expectedHeadMissing: t(.auditExpectedHeadMissing, place)
        }
    }
}
