import Kernel

/// Whether what is written to a case's customer leaves as a letter: to which address and from which mailbox, or why not.
enum MailReach: Equatable, Sendable {
    case leaves(to: MailAddress, from: String, doubts: [Doubt])
    /// It stands on the case, and nothing is sent.
    case stays(Hindrance)

    enum Hindrance: Equatable, Sendable {
        /// They came by e-mail, and there is no letter of theirs here.
        case noLetter
        /// No letter names an address to write to, or it is gone with the customer's data.
        case noAddress
        /// The mailbox has no server to send by.
        case mailboxSendsNothing(String)
    }

    /// What speaks against it without keeping it back.
    enum Doubt: Equatable, Sendable {
        /// The last letter to this address did not arrive.
        case returned
        /// The customer is not contacted on our initiative: an answer to their letter is none.
        case noOutreach
        /// The customer does not want letters.
        case noConsent
    }
}

/// How a reply on a case goes: as an answer to this letter, through its mailbox; or not.
enum MailRoad {
    case letter(MailLetter, Mailbox)
    case none(MailReach.Hindrance)
    /// The customer writes no letters.
    case unasked
}
