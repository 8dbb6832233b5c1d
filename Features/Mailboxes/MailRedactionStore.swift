import Database
import Kernel

/// A customer's personal data go out of their letters and out of our answers to them (PIPL 47): their words stay without
/// their names, who wrote and from where is gone, and so are the files.
extension MailLetters {
    /// Letters of these contacts, letters and answers of these customers' cases, and what is nobody's contact and came
    /// from their addresses or names them: copies in another mailbox, what their programs sent, and reports that a letter
    /// to them did not arrive.
    func redact(
        _ redaction: CustomerRedaction, takenIn contacts: [Contact.ID], of customers: [Customer.ID],
        from addresses: [String]
    ) throws {
        if !addresses.isEmpty { try redactAlone(redaction, from: addresses) }
        for contact in contacts {
            if let letter = try of(contact) { try redact(redaction, letter) }
        }
        var after = ""
        repeat {
            let rows = try tx.execute(
                """
                SELECT mail_letter.id FROM mail_letter JOIN contact ON contact.id = mail_letter.contact_id
                WHERE contact.case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))
                    AND mail_letter.id > \(after)
                ORDER BY mail_letter.id
                LIMIT 500
                """
            )
            for row in rows {
                if let letter = try find(row.id("id")) { try redact(redaction, letter) }
            }
            after = rows.count == 500 ? try rows[499].text("id") : ""
        } while !after.isEmpty
        repeat {
            let rows = try tx.execute(
                """
                SELECT id FROM mail_answer
                WHERE case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers)) AND id > \(after)
                ORDER BY id
                LIMIT 500
                """
            )
            for row in rows {
                if let answer = try tx.mailAnswers.find(row.id("id")) { try redact(redaction, answer) }
            }
            after = rows.count == 500 ? try rows[499].text("id") : ""
        } while !after.isEmpty
    }

    private func redactAlone(_ redaction: CustomerRedaction, from addresses: [String]) throws {
        let quoted = CustomerRedaction(names: addresses, numbers: [])
        var after = ""
        while true {
            let rows = try tx.execute(
                """
                SELECT id FROM mail_letter
                WHERE contact_id IS NULL AND id > \(after)
                    AND (lower(from_address) IN \(list: addresses) OR lower(reply_address) IN \(list: addresses)
                        OR \(quoted.mayBe(in: "subject")) OR \(quoted.mayBe(in: "body")))
                ORDER BY id
                LIMIT 500
                """
            )
            for row in rows {
                if let letter = try find(row.id("id")) { try redact(redaction, letter) }
            }
            guard rows.count == 500 else { return }
            after = try rows[499].text("id")
        }
    }

    private func redact(_ redaction: CustomerRedaction, _ letter: MailLetter) throws {
        try tx.execute(
            """
            UPDATE mail_letter SET
                subject = \(redaction.redact(letter.head.subject)), body = \(redaction.redact(letter.text)),
                from_name = '', from_address = '', reply_name = NULL, reply_address = NULL, message_id = '', answers = ''
            WHERE id = \(letter.id)
            """
        )
        for file in try files(of: letter.id) {
            try tx.execute(
                "UPDATE mail_file SET name = '', digest = NULL WHERE letter_id = \(letter.id) AND number = \(file.number)"
            )
            if let digest = file.digest, try !tx.contents.isHeld(digest) { try tx.contents.remove(digest) }
        }
        try tx.execute("DELETE FROM mail_draft WHERE letter_id = \(letter.id)")
        for answer in try tx.mailAnswers.of(letter.id) { try redact(redaction, answer) }
    }

    private func redact(_ redaction: CustomerRedaction, _ answer: MailAnswer) throws {
        try tx.execute(
            """
            UPDATE mail_answer SET
                to_name = '', to_address = '', subject = \(redaction.redact(answer.subject)),
                body = \(redaction.redact(answer.text)), message_id = id, answers = '', problem = ''
            WHERE id = \(answer.id)
            """
        )
    }
}
