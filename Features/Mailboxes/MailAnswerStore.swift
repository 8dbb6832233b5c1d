import Database
import Kernel

/// Letters of ours, as the database keeps them.
struct MailAnswers {
    let tx: Transaction

    func find(_ id: MailAnswer.ID) throws -> MailAnswer? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(MailAnswer.init(row:))
    }

    func of(_ letter: MailLetter.ID) throws -> [MailAnswer] {
        try tx.execute("\(Self.select) WHERE letter_id = \(letter) ORDER BY acted_at, id LIMIT 50")
            .map(MailAnswer.init(row:))
    }

    func of(_ id: Case.ID, limit: Int = 50) throws -> [MailAnswer] {
        try tx.execute("\(Self.select) WHERE case_id = \(id) ORDER BY acted_at DESC, id LIMIT \(limit)")
            .map(MailAnswer.init(row:))
    }

    func held(at now: Instant, limit: Int) throws -> [MailAnswer] {
        try tx.execute(
            "\(Self.select) WHERE state = 'held' AND send_at <= \(now) ORDER BY send_at, id LIMIT \(limit)"
        ).map(MailAnswer.init(row:))
    }

    /// Whether a program of ours has written to this address since an instant, and how often one mailbox did.
    func receipts(to address: String, from mailbox: Mailbox.ID, since: Instant, hour: Instant) throws -> (
        toThem: Bool, ofMailbox: Int
    ) {
        let toThem = try !tx.execute(
            """
            SELECT id FROM mail_answer
            WHERE kind = 'receipt' AND to_address = \(address) AND acted_at > \(since)
            LIMIT 1
            """
        ).isEmpty
        let count = try tx.execute(
            """
            SELECT COUNT(*) AS n FROM (
                SELECT id FROM mail_answer
                WHERE mailbox_id = \(mailbox) AND acted_at > \(hour) AND kind = 'receipt'
                LIMIT \(MailLetter.mostReceipts)) AS sent
            """
        ).first?.int("n")
        return (toThem, count ?? 0)
    }

    /// The letter of ours that a report is about: by the letters it returns, or by an identifier of ours in its text.
    func returned(by report: MailLetter) throws -> MailAnswer? {
        let named = report.head.answers + MailAnswer.identifiers(in: report.text)
        guard !named.isEmpty else { return nil }
        return try tx.execute(
            "\(Self.select) WHERE message_id IN \(list: named) ORDER BY acted_at DESC, id LIMIT 1"
        ).first.map(MailAnswer.init(row:))
    }

    func insert(_ answer: MailAnswer) throws {
        try tx.execute(
            """
            INSERT INTO mail_answer (id, mailbox_id, kind, letter_id, case_id, author_id, to_name, to_address, subject,
                                     body, message_id, answers, acted_at, send_at, state, problem)
            VALUES (\(answer.id), \(answer.mailbox), \(answer.kind.rawValue), \(answer.letter), \(answer.serviceCase),
                    \(answer.author), \(answer.to.name), \(answer.to.address), \(answer.subject), \(answer.text),
                    \(answer.messageID), \(answer.answers.joined(separator: "\n")), \(answer.actedAt),
                    \(answer.sendAt), \(answer.state.rawValue), '')
            """
        )
    }

    func save(_ answer: MailAnswer) throws {
        try tx.execute(
            """
            UPDATE mail_answer SET state = \(answer.state.rawValue), sent_at = \(answer.sentAt),
                                   problem = \(answer.problem)
            WHERE id = \(answer.id)
            """
        )
    }

    func remove(_ id: MailAnswer.ID) throws { try tx.execute("DELETE FROM mail_answer WHERE id = \(id)") }

    /// Mailboxes for which something waits to be carried out of the house.
    func waiting(limit: Int) throws -> [Mailbox.ID] {
        try tx.execute(
            """
            SELECT DISTINCT receiver FROM outbox
            WHERE next_at IS NOT NULL AND next_at <= \(tx.now) AND kind = \(MailDelivery.kind)
            ORDER BY receiver
            LIMIT \(limit)
            """
        ).map { Mailbox.ID(try $0.text("receiver")) }
    }

    private static let select: SQL = """
        SELECT id, mailbox_id, kind, letter_id, case_id, author_id, to_name, to_address, subject, body, message_id,
               answers, acted_at, send_at, state, sent_at, problem
        FROM mail_answer
        """
}

extension Transaction {
    var mailAnswers: MailAnswers { MailAnswers(tx: self) }
}

extension MailAnswer {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), mailbox: try row.id("mailbox_id"), kind: try row.choice("kind"),
            letter: try row.id("letter_id"), serviceCase: try row.id(ifPresent: "case_id"),
            author: try row.id(ifPresent: "author_id"),
            to: MailAddress(name: try row.text("to_name"), address: try row.text("to_address")),
            subject: try row.text("subject"), text: try row.text("body"), messageID: try row.text("message_id"),
            answers: try row.text("answers").split(separator: "\n").map(String.init),
            actedAt: try row.instant("acted_at"), sendAt: try row.instant("send_at"), state: try row.choice("state"),
            sentAt: try row.instant(ifPresent: "sent_at"), problem: try row.text("problem"))
    }
}
