import Kernel
import Web

/// Where a reply goes, said where one writes it.
enum MailReachPages {
    /// Nothing for a customer who writes no letters.
    static func said(_ reach: MailReach?, _ t: Language) -> HTML? {
        switch reach {
        case nil: return nil
        case .leaves(let to, let from, let doubts):
            let warnings = doubts.map { " <span class=\"problem\">\(t($0.word))</span>" as HTML }
            return " <span class=\"mail-reach\">\(t(.mailReachLeaves, to.masked, from))\(warnings)</span>"
        case .stays(let hindrance):
            let why =
                switch hindrance {
                case .noLetter: t(.mailReachNoLetter)
                case .noAddress: t(.mailReachNoAddress)
                case .mailboxSendsNothing(let address): t(.mailReachNoSending, address)
                }
            return " <span class=\"mail-reach problem\">\(why)</span>"
        }
    }
}

extension MailReach.Doubt {
    fileprivate var word: Word {
        switch self {
        case .returned: .mailReachReturned
        case .noOutreach: .mailReachNoOutreach
        case .noConsent: .mailReachNoConsent
        }
    }
}
