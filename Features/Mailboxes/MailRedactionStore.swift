import Database
import Kernel

/// A customer's personal data go out of their letters and out of our answers to them (PIPL 47): their words stay without
/// their names, who wrote and from where is gone, and so are the files.
extension MailLetters {
    func redact(_ redaction: CustomerRedaction, takenIn contacts: [Contact.ID]) throws {
        for contact in contacts {
            guard let letter = try of(contact) else { continue }
            try tx.execute(
                """
                UPDATE mail_letter SET
                    subject = \(redaction.redact(letter.head.subject)), body = \(redaction.redact(letter.text)),
                    from_name = '', from_address = '', reply_name = NULL, reply_address = NULL, message_id = '',
                    answers = ''
                WHERE id = \(letter.id)
                """
            )
            for file in try files(of: letter.id) {
                try tx.execute(
                    "UPDATE mail_file SET name = '', digest = NULL WHERE letter_id = \(letter.id) AND number = \(file.number)"
                )
                if let digest = file.digest, try !tx.contents.isHeld(digest) { try tx.contents.remove(digest) }
            }
            for answer in try tx.mailAnswers.of(letter.id) {
                try tx.execute(
                    """
                    UPDATE mail_answer SET
                        to_name = '', to_address = '', subject = \(redaction.redact(answer.subject)),
                        body = \(redaction.redact(answer.text)), answers = '', problem = ''
                    WHERE id = \(answer.id)
                    """
                )
            }
        }
    }
}
