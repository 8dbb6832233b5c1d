import Database
import Handbook
import Kernel

extension MailLetters {
    /// The letter behind a contact, for whoever may see the contact; nothing where there is none.
    func view(of work: ContactWork) throws -> MailLetterView? {
        guard let letter = try of(work.contact.id) else { return nil }
        let mailbox = try tx.mailboxes.find(letter.mailbox)
        let answers = try tx.mailAnswers.of(letter.id)
        let actor = work.actor
        let isOwn = work.contact.receiver == actor.staff.id
        return MailLetterView(
            letter: letter, contact: work.contact.id, number: work.contact.number,
            address: mailbox?.facts.address ?? "",
            due: try tx.obligations.open(of: work.contact.subject).map(\.dueAt).min(),
            files: try files(of: letter.id).map { ($0, try $0.digest.flatMap { try tx.contents.find($0) }) },
            answers: answers, names: try tx.names(of: Set(answers.compactMap(\.author))),
            serviceCase: work.contact.record.serviceCase,
            canSend: mailbox?.facts.sending != nil && letter.head.receiver.address.contains("@"),
            mayWrite: isOwn && actor.may(.createCase, in: work.contact.unit, isOwn: true),
            isLost: MailAnswer.isLost(answers), draft: try draft(of: letter.id, for: actor.staff.id),
            mayOpenMailbox: actor.units(permitting: .readCase).contains(work.contact.unit),
            mayTake: !isOwn && actor.may(.workCase, in: work.contact.unit, isOwn: false))
    }
}
