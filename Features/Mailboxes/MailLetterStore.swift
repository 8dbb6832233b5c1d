import Database
import Kernel

/// Letters and their files, as the database keeps them.
struct MailLetters {
    let tx: Transaction

    func find(_ id: MailLetter.ID) throws -> MailLetter? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(MailLetter.init(row:))
    }

    func of(_ contact: Contact.ID) throws -> MailLetter? {
        try tx.execute("\(Self.select) WHERE contact_id = \(contact)").first.map(MailLetter.init(row:))
    }

    func isKnown(_ digest: String, in mailbox: Mailbox.ID) throws -> Bool {
        try !tx.execute("SELECT id FROM mail_letter WHERE mailbox_id = \(mailbox) AND digest = \(digest)").isEmpty
    }

    /// The same letter in another of our mailboxes, by its identifier and its sender.
    func twin(_ head: MailLetter.Head, notIn mailbox: Mailbox.ID) throws -> MailLetter? {
        guard !head.messageID.isEmpty else { return nil }
        return try tx.execute(
            """
            \(Self.select)
            WHERE message_id = \(head.messageID) AND from_address = \(head.from.address) AND mailbox_id <> \(mailbox)
            ORDER BY arrived_at, id
            LIMIT 1
            """
        ).first.map(MailLetter.init(row:))
    }

    /// The case that a letter belongs to by its thread: one of ours that it answers, or one of the customer's own.
    func threadCase(_ answers: [String]) throws -> Case.ID? {
        guard !answers.isEmpty else { return nil }
        let ours = try tx.execute(
            """
            SELECT mail_answer.case_id AS of_answer, contact.case_id AS of_contact FROM mail_answer
            JOIN mail_letter ON mail_letter.id = mail_answer.letter_id
            LEFT JOIN contact ON contact.id = mail_letter.contact_id
            WHERE mail_answer.message_id IN \(list: answers)
            ORDER BY mail_answer.acted_at DESC, mail_answer.id
            LIMIT 1
            """
        ).first
        if let id = try ours?.text(ifPresent: "of_answer") ?? ours?.text(ifPresent: "of_contact") { return Case.ID(id) }
        let theirs = try tx.execute(
            """
            SELECT contact.case_id FROM mail_letter JOIN contact ON contact.id = mail_letter.contact_id
            WHERE mail_letter.message_id IN \(list: answers) AND mail_letter.message_id <> ''
                AND contact.case_id IS NOT NULL
            ORDER BY mail_letter.arrived_at DESC, mail_letter.id
            LIMIT 1
            """
        ).first
        return try theirs?.text(ifPresent: "case_id").map { Case.ID($0) }
    }

    /// Whether an address has written about a case before.
    func hasWritten(_ address: String, about id: Case.ID) throws -> Bool {
        try !tx.execute(
            """
            SELECT mail_letter.id FROM mail_letter JOIN contact ON contact.id = mail_letter.contact_id
            WHERE mail_letter.from_address = \(address) AND contact.case_id = \(id)
            LIMIT 1
            """
        ).isEmpty
    }

    /// Letters about a case, the newest first.
    func about(_ id: Case.ID, limit: Int = 50) throws -> [MailLetter] {
        try tx.execute(
            """
            \(Self.select)
            WHERE contact_id IN (SELECT id FROM contact WHERE case_id = \(id) AND letter_id IS NOT NULL)
            ORDER BY arrived_at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(MailLetter.init(row:))
    }

    /// Whether a mailbox was told of a letter that did not arrive, since an instant.
    func isAnyReturned(to mailbox: Mailbox.ID, since: Instant, butFor id: MailLetter.ID) throws -> Bool {
        try !tx.execute(
            """
            SELECT mail_letter.id FROM mail_letter
            WHERE mailbox_id = \(mailbox) AND kind = 'bounce' AND taken_at > \(since) AND id <> \(id)
            LIMIT 1
            """
        ).isEmpty
    }

    /// Letters of a mailbox, the newest first.
    func page(of mailbox: Mailbox.ID, limit: Int, offset: Int) throws -> (letters: [MailLetter], total: Int) {
        let total =
            try tx.execute("SELECT COUNT(*) AS n FROM mail_letter WHERE mailbox_id = \(mailbox)").first?.int("n") ?? 0
        let letters = try tx.execute(
            """
            \(Self.select) WHERE mailbox_id = \(mailbox)
            ORDER BY arrived_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(MailLetter.init(row:))
        return (letters, total)
    }

    /// The same for programs, which hold their place by the last letter they have seen.
    func page(
        of mailbox: Mailbox.ID, after last: (at: Int64, id: String)?, limit: Int
    ) throws -> [MailLetter] {
        let place: SQL =
            last.map { "AND (arrived_at < \($0.at) OR (arrived_at = \($0.at) AND id < \($0.id)))" } ?? ""
        return try tx.execute(
            """
            \(Self.select) WHERE mailbox_id = \(mailbox) \(place)
            ORDER BY arrived_at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(MailLetter.init(row:))
    }

    /// How many letters each of some people has to answer.
    func load(of people: [Staff.ID]) throws -> [Staff.ID: Int] {
        guard !people.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT contact.receiver_id, COUNT(*) AS n FROM mail_letter
            JOIN contact ON contact.id = mail_letter.contact_id
            WHERE mail_letter.settlement IS NULL AND mail_letter.kind IN ('personal', 'oversized', 'unreadable')
                AND contact.receiver_id IN \(list: people)
            GROUP BY contact.receiver_id
            ORDER BY contact.receiver_id
            LIMIT \(people.count)
            """
        )
        return Dictionary(try rows.map { (try $0.id("receiver_id"), try $0.int("n")) }) { first, _ in first }
    }

    /// Letters whose case has another handler than the letter: they follow it.
    func strays(limit: Int) throws -> [(letter: MailLetter, handler: Staff.ID)] {
        try tx.execute(
            """
            SELECT mail_letter.id, service_case.handler_id FROM mail_letter
            JOIN contact ON contact.id = mail_letter.contact_id
            JOIN service_case ON service_case.id = contact.case_id
            WHERE mail_letter.settlement IS NULL AND mail_letter.kind IN ('personal', 'oversized', 'unreadable')
                AND service_case.handler_id IS NOT NULL AND service_case.handler_id <> contact.receiver_id
            ORDER BY mail_letter.id
            LIMIT \(limit)
            """
        ).compactMap { row in
            try find(row.id("id")).map { ($0, try row.id("handler_id")) }
        }
    }

    func insert(_ letter: MailLetter, digest: String, at place: Mailbox.Place) throws {
        let head = letter.head
        try tx.execute(
            """
            INSERT INTO mail_letter (id, mailbox_id, unit_id, validity, uid, digest, arrived_at, taken_at, size, subject,
                                     from_name, from_address, reply_name, reply_address, message_id, answers,
                                     written_at, body, kind, is_cut)
            VALUES (\(letter.id), \(letter.mailbox), \(letter.unit), \(place.validity), \(place.uid), \(digest),
                    \(letter.arrivedAt), \(letter.takenAt), \(letter.size), \(head.subject), \(head.from.name),
                    \(head.from.key), \(head.replyTo?.name), \(head.replyTo?.address), \(head.messageID),
                    \(head.answers.joined(separator: "\n")), \(head.writtenAt), \(letter.text), \(letter.kind.rawValue),
                    \(letter.isCut ? 1 : 0))
            """
        )
        try save(letter)
    }

    func save(_ letter: MailLetter) throws {
        try tx.execute(
            """
            UPDATE mail_letter SET
                kind = \(letter.kind.rawValue), contact_id = \(letter.contact),
                settlement = \(letter.settlement?.way.rawValue), settled_at = \(letter.settlement?.at),
                settled_by = \(letter.settlement?.by)
            WHERE id = \(letter.id)
            """
        )
    }

    func insert(_ file: MailFile, of letter: MailLetter.ID) throws {
        try tx.execute(
            """
            INSERT INTO mail_file (letter_id, number, name, size, mime, digest)
            VALUES (\(letter), \(file.number), \(file.name), \(file.size), \(file.mime), \(file.digest))
            """
        )
    }

    func files(of letter: MailLetter.ID) throws -> [MailFile] {
        try tx.execute(
            """
            SELECT number, name, size, mime, digest FROM mail_file
            WHERE letter_id = \(letter) ORDER BY number LIMIT 100
            """
        ).map {
            MailFile(
                number: try $0.int("number"), name: try $0.text("name"), size: try $0.int("size"),
                mime: try $0.text("mime"), digest: try $0.text(ifPresent: "digest"))
        }
    }

    private static let select: SQL = """
        SELECT id, mailbox_id, unit_id, arrived_at, taken_at, size, subject, from_name, from_address, reply_name,
               reply_address, message_id, answers, written_at, body, kind, is_cut, contact_id, settlement, settled_at,
               settled_by
        FROM mail_letter
        """
}

extension Transaction {
    var mailLetters: MailLetters { MailLetters(tx: self) }
}

extension MailLetter {
    fileprivate init(row: Row) throws {
        let reply = try row.text(ifPresent: "reply_address").map {
            MailAddress(name: try row.text(ifPresent: "reply_name") ?? "", address: $0)
        }
        let head = Head(
            subject: try row.text("subject"),
            from: MailAddress(name: try row.text("from_name"), address: try row.text("from_address")), replyTo: reply,
            messageID: try row.text("message_id"),
            answers: try row.text("answers").split(separator: "\n").map(String.init),
            writtenAt: try row.instant(ifPresent: "written_at"))
        let settlement = try row.instant(ifPresent: "settled_at").map {
            Settlement(way: try row.choice("settlement"), at: $0, by: try row.id(ifPresent: "settled_by"))
        }
        self.init(
            id: try row.id("id"), mailbox: try row.id("mailbox_id"), unit: try row.id("unit_id"),
            arrivedAt: try row.instant("arrived_at"), takenAt: try row.instant("taken_at"), size: try row.int("size"),
            head: head, text: try row.text("body"), kind: try row.choice("kind"), isCut: try row.bool("is_cut"),
            contact: try row.id(ifPresent: "contact_id"), settlement: settlement)
    }
}
