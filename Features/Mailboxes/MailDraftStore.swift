import Database
import Kernel

/// 草稿: what somebody has begun to answer a letter that is no case; one for each person and letter.
struct MailDraft: Equatable, Sendable {
    let text: String
    let at: Instant
}

extension MailLetters {
    func draft(of letter: MailLetter.ID, for staff: Staff.ID) throws -> MailDraft? {
        try tx.execute("SELECT body, at FROM mail_draft WHERE letter_id = \(letter) AND staff_id = \(staff)").first.map
        {
            MailDraft(text: try $0.text("body"), at: try $0.instant("at"))
        }
    }

    /// Nothing, or an empty text, is no draft.
    func keepDraft(_ text: String?, of letter: MailLetter.ID, for staff: Staff.ID) throws {
        guard let text, !text.isEmpty else {
            try tx.execute("DELETE FROM mail_draft WHERE letter_id = \(letter) AND staff_id = \(staff)")
            return
        }
        try tx.execute(
            """
            INSERT INTO mail_draft (letter_id, staff_id, body, at) VALUES (\(letter), \(staff), \(text), \(tx.now))
            ON CONFLICT (letter_id, staff_id) DO UPDATE SET body = excluded.body, at = excluded.at
            """
        )
    }
}
