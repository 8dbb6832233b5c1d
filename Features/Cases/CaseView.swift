import Handbook
import Kernel

/// What is on record of one case: what its page, its forms and programs read alike. Loaded in one snapshot.
struct CaseAccount: Sendable {
    var file: CaseFile
    let handbook: Handbook
    let customer: Customer?
    /// Whom one talks to, where the customer is an organisation or a household.
    let contacts: [PersonName]
    let obligations: [Obligation]
    var exceptions: [ExceptionRequest]
    var entries: [CaseEntry]
    var events: [Event]
    var attachments: [Attachment]
    /// Parent, children, what was merged in or split off, as far as the reader may know of them.
    var kin: [Case]
    var slips: [Slip]
    var studies: [CaseStudy]
    var issues: [QualityIssue]
    /// What it is called where it came from: `旧系统 L-1`.
    let externalNumbers: [String]
}

/// A case as its page needs it: what is on record, and what the one before the screen may do about it. Shown by pure
/// functions.
struct CaseView: Sendable {
    var account: CaseAccount
    let calendar: BusinessCalendar
    let unitName: String
    let names: [Staff.ID: String]
    /// What the viewer has begun to write here.
    let draft: CaseDraft?
    /// Colleagues of the unit, for transfers and reassignment.
    let colleagues: [Colleague]
    let permissions: Set<Permission>
    let viewer: Staff.ID
    let limit: Money
    /// Whom a repair may be dispatched to; nothing where the handbook has no post for it, or it is not the time.
    let repairers: [Colleague]?
    /// Open cases of the same customer, as far as the reader may know of them.
    var others: [CaseLine]
    /// Whether a reply leaves as a letter; nothing for a customer who writes none.
    let mailReach: MailReach?

    var file: CaseFile { account.file }
    var handbook: Handbook { account.handbook }
    var customer: Customer? { account.customer }
    var contacts: [PersonName] { account.contacts }
    var obligations: [Obligation] { account.obligations }
    var exceptions: [ExceptionRequest] { account.exceptions }
    var entries: [CaseEntry] { account.entries }
    var events: [Event] { account.events }
    var attachments: [Attachment] { account.attachments }
    var kin: [Case] { account.kin }
    var slips: [Slip] { account.slips }
    var studies: [CaseStudy] { account.studies }
    var issues: [QualityIssue] { account.issues }
    var externalNumbers: [String] { account.externalNumbers }

    struct Colleague: Equatable, Sendable {
        let id: Staff.ID
        let name: String
    }

    func name(_ id: Staff.ID?) -> String? { id.flatMap { names[$0] } }

    /// Whether the viewer may let go of it, or take it out of somebody's hand.
    var isInHand: Bool { (try? file.record.requireHand(of: viewer, orOver: mayReassign)) != nil }
    var isInHandOrReceived: Bool { (try? file.record.requireHandOrReceiver(viewer, orOver: mayReassign)) != nil }
    private var mayReassign: Bool { permissions.contains(.reassignCase) }
}
