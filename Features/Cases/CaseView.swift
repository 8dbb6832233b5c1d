import Handbook
import Kernel

/// A case as its page needs it: loaded in one snapshot, shown by pure functions.
struct CaseView: Sendable {
    let file: CaseFile
    let handbook: Handbook
    let calendar: BusinessCalendar
    let customer: Customer?
    let unitName: String
    let names: [Staff.ID: String]
    let obligations: [Obligation]
    let exceptions: [ExceptionRequest]
    let entries: [CaseEntry]
    let events: [Event]
    let attachments: [Attachment]
    /// What the viewer has begun to write here.
    let draft: CaseDraft?
    /// Colleagues of the unit, for transfers and reassignment.
    let colleagues: [Colleague]
    let permissions: Set<Permission>
    let viewer: Staff.ID
    let limit: Money
    /// Parent, children, what was merged in or split off.
    var kin: [Case] = []
    /// Whom a repair may be dispatched to; nothing where the handbook has no post for it, or it is not the time.
    var repairers: [Colleague]?
    var slips: [Slip] = []
    var studies: [CaseStudy] = []
    var issues: [QualityIssue] = []
    /// Open cases of the same customer, as far as the reader may know of them.
    var others: [CaseLine] = []
    /// Whether a reply leaves as a letter; nothing for a customer who writes none.
    var mailReach: MailReach?
    /// What it is called where it came from: `旧系统 L-1`.
    var externalNumbers: [String] = []

    struct Colleague: Equatable, Sendable {
        let id: Staff.ID
        let name: String
    }

    func name(_ id: Staff.ID?) -> String? { id.flatMap { names[$0] } }

    /// Whether the viewer may let go of it, or take it out of somebody's hand.
    var isInHand: Bool { (try? file.record.requireHand(of: viewer, orOver: mayReassign)) != nil }
    var isInHandOrReceived: Bool { (try? file.record.requireHandOrReceiver(viewer, orOver: mayReassign)) != nil }
    private var mayReassign: Bool { permissions.contains(.reassignCase) }

    /// Who is masked as complainant or party is masked in what was written about them as well. The longest names first:
    /// one may be the beginning of another.
    func covered(_ text: String) -> String {
        var people = file.parties.map(\.name)
        if let customer, customer.kind == .person { people.append(customer.name) }
        return people.filter { $0.revealed.count > 1 }.sorted { $0.revealed.count > $1.revealed.count }
            .reduce(text) { text, name in text.replacing(name.revealed, with: name.masked) }
    }
}
