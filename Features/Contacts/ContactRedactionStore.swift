import Database
import Kernel

/// A customer's personal data go out of the records of their calls (PIPL 47): who called and from where is gone, what
/// it was about stays.
extension Contacts {
    /// All contacts of these customers, from their numbers and of letters from their addresses; answers which, for the
    /// messages that were taken in them.
    func redact(
        _ redaction: CustomerRedaction, of customers: [Customer.ID], numbers: [PhoneNumber], addresses: [String]
    ) throws -> [Contact.ID] {
        var done: [Contact.ID] = []
        var after = ""
        let calling: SQL = numbers.isEmpty ? "1 = 0" : "phone IN \(list: numbers)"
        let writing: SQL =
            addresses.isEmpty
            ? "1 = 0" : "letter_id IN (SELECT id FROM mail_letter WHERE lower(from_address) IN \(list: addresses))"
        repeat {
            let rows = try tx.execute(
                """
                SELECT id, subject, content, answer, organisation, callback_text, left_information FROM contact
                WHERE (customer_id IN \(list: customers) OR (customer_id IS NULL AND (\(calling) OR \(writing)))) AND id > \(after)
                ORDER BY id
                LIMIT 500
                """
            )
            for row in rows {
                func text(_ column: String) throws -> String? {
                    try row.text(ifPresent: column).map(redaction.redact)
                }
                let id = try row.text("id")
                try tx.execute(
                    """
                    UPDATE contact SET
                        caller = '', phone = NULL, member_number = '', organisation = \(text("organisation")),
                        subject = \(text("subject")), content = \(text("content")), answer = \(text("answer")),
                        callback_text = \(text("callback_text")), left_information = \(text("left_information")),
                        second_contact = '', helper = '', helper_phone = ''
                    WHERE id = \(id)
                    """
                )
                try tx.execute("DELETE FROM contact_draft WHERE contact_id = \(id)")
                try redactParticulars(redaction, of: Contact.ID(id))
                done.append(Contact.ID(id))
            }
            after = rows.count == 500 ? try rows[499].text("id") : ""
        } while !after.isEmpty
        return done
    }
}
