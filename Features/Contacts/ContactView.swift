import Handbook
import Kernel

/// A contact with what its page shows beside it.
struct ContactView: Sendable {
    let contact: Contact
    let handbook: Handbook
    let unitName: String
    let colleagues: [(id: Staff.ID, name: String)]
    let names: [Staff.ID: String]
    /// The clock of the first minute, where the handbook has one.
    let triage: (clause: String, from: Instant, due: Instant)?
    let serviceCase: (id: Case.ID, number: String)?
    let isMine: Bool
    var holds: [Contact.Hold] = []
    /// The line that rang.
    var reception: String?
    var customer: Customer?
    var particulars = Contact.Particulars()
    /// The case that a dissatisfied answer opened.
    var followUp: (id: Case.ID, number: String)?
    /// Who helps, at the customer, whoever knows no computers.
    var helpers: [String] = []
    /// What was written, where it is a letter.
    var letter: MailLetterView?
}

/// Whom a caller may be, with what is open.
struct CallerMatch: Sendable {
    let customer: Customer
    let unit: String
    let open: [CaseLine]
}
