import Database
import Handbook
import Kernel

extension MailAnswers {
    /// One answer for whoever sends and whoever says beforehand what will be sent. `letters`: those about the case, the
    /// newest first.
    func way(to serviceCase: Case, _ letters: [MailLetter]) throws -> MailRoad {
        let theirs = letters.filter(\.kind.owesAnswer)
        guard !theirs.isEmpty else { return serviceCase.channel == .email ? .none(.noLetter) : .unasked }
        guard let newest = theirs.first(where: { $0.head.receiver.address.contains("@") }),
            let mailbox = try tx.mailboxes.find(newest.mailbox)
        else { return .none(.noAddress) }
        return mailbox.facts.sending == nil
            ? .none(.mailboxSendsNothing(mailbox.facts.address)) : .letter(newest, mailbox)
    }

    /// What the composer of a case says of it; nothing for a customer who writes no letters.
    func reach(of serviceCase: Case, _ customer: Customer?) throws -> MailReach? {
        switch try way(to: serviceCase, tx.mailLetters.about(serviceCase.id)) {
        case .unasked: return nil
        case .none(let hindrance): return .stays(hindrance)
        case .letter(let letter, let mailbox):
            let to = letter.head.receiver
            var doubts: [MailReach.Doubt] = []
            if try isReturned(from: to.key) { doubts.append(.returned) }
            if customer?.block?.kind == .outreach { doubts.append(.noOutreach) }
            let said = try customer.flatMap { try tx.customers.consents(of: $0.id).first { $0.channel == .email } }
            if said?.isGiven == false { doubts.append(.noConsent) }
            return .leaves(to: to, from: mailbox.facts.address, doubts: doubts)
        }
    }

    /// Whether the last letter to an address did not arrive.
    private func isReturned(from address: String) throws -> Bool {
        try tx.execute(
            """
            SELECT state FROM mail_answer WHERE to_address = \(address) AND kind = 'answer'
            ORDER BY acted_at DESC, id DESC
            LIMIT 1
            """
        ).first?.text("state") == MailAnswer.State.failed.rawValue
    }
}
