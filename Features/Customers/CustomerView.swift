import Handbook
import Kernel

/// Which customers a list shows.
struct CustomerFilter: Equatable, Sendable {
    enum State: String, CaseIterable, Sendable {
        case inUse = "in-use"
        case blocked, merged, anonymised
    }

    var text = ""
    var kind: Customer.Kind?
    var grade: Customer.Grade?
    var state = State.inUse
    var isMine = false
}

/// A customer with everything the page shows, as far as the reader may see it.
struct CustomerView: Sendable {
    let customer: Customer
    let unit: String
    let points: [ContactPoint]
    let contacts: [CustomerContact]
    /// The last word about each channel.
    let consents: [Consent]
    let cases: [CaseLine]
    let promises: [OpenPromise]
    let changes: [FieldChange]
    let changesTotal: Int
    let duplicates: [(pair: CustomerDuplicate, other: Customer)]
    let merges: [CustomerMerge]
    /// The records behind the merges, whatever became of them.
    let related: [Customer.ID: Customer]
    let erasures: [CustomerErasure]
    let kept: CustomerErasure.Kept?
    let reveals: [Reveal]
    let names: [Staff.ID: String]
    let permissions: Set<Permission>

    /// A promise given to this customer that has not been kept yet.
    struct OpenPromise: Equatable, Sendable {
        let caseID: Case.ID
        let caseNumber: String
        let text: String
        let dueAt: Instant
    }

    func name(of person: Staff.ID?) -> String { person.flatMap { names[$0] } ?? "" }
}
