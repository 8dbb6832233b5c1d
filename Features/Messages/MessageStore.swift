import Database
import Handbook
import Kernel

/// The message slips, as the database keeps them.
struct Messages {
    let tx: Transaction

    /// Slips on one page of a person's list.
    static let bound = 100

    func find(_ id: Message.ID) throws -> Message? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Message.init(row:))
    }

    /// What waits for a person: not yet dealt with, the oldest first.
    func waiting(for staff: Staff.ID, limit: Int = bound) throws -> [Message] {
        try tx.execute(
            """
            \(Self.select) WHERE addressee_id = \(staff) AND handled_at IS NULL
            ORDER BY taken_at, id
            LIMIT \(limit)
            """
        ).map(Message.init(row:))
    }

    /// Slips a person wrote or was given, newest first.
    func of(_ staff: Staff.ID, limit: Int = bound) throws -> [Message] {
        try tx.execute(
            """
            \(Self.select) WHERE addressee_id = \(staff) OR taken_by = \(staff)
            ORDER BY taken_at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Message.init(row:))
    }

    /// Some slips at once.
    func find(_ ids: [String]) throws -> [Message] {
        try tx.execute("\(Self.select) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)").map(Message.init(row:))
    }

    func insert(_ message: Message) throws {
        try tx.execute(
            """
            INSERT INTO message
                (id, unit_id, version_id, taken_by, taken_at, contact_id, addressee_id, caller, organisation, phone,
                 matter)
            VALUES (\(message.id), \(message.unit), \(message.version), \(message.takenBy), \(message.takenAt),
                    \(message.contact), \(message.addressee), \(message.note.caller), \(message.note.organisation),
                    \(message.note.phone), \(message.note.matter))
            """
        )
    }

    func save(_ message: Message) throws {
        try tx.execute(
            """
            UPDATE message SET
                addressee_id = \(message.addressee), delivered_at = \(message.deliveredAt),
                handled_at = \(message.handling?.at), handled_by = \(message.handling?.by),
                handling = \(message.handling?.text), told_back_at = \(message.toldBackAt)
            WHERE id = \(message.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, unit_id, version_id, taken_by, taken_at, contact_id, addressee_id, caller, organisation, phone,
               matter, delivered_at, handled_at, handled_by, handling, told_back_at
        FROM message
        """
}

extension Transaction {
    var messages: Messages { Messages(tx: self) }
}

extension Message {
    fileprivate init(row: Row) throws {
        var handling: Handling?
        if let at = try row.instant(ifPresent: "handled_at") {
            handling = Handling(text: try row.text(ifPresent: "handling") ?? "", by: try row.id("handled_by"), at: at)
        }
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), version: try row.id("version_id"),
            takenBy: try row.id("taken_by"), takenAt: try row.instant("taken_at"),
            contact: try row.id(ifPresent: "contact_id"),
            note: Note(
                caller: try row.text("caller"), organisation: try row.text("organisation"),
                phone: try row.text(ifPresent: "phone").map { PhoneNumber(stored: $0) }, matter: try row.text("matter")),
            addressee: try row.id("addressee_id"), deliveredAt: try row.instant(ifPresent: "delivered_at"),
            handling: handling, toldBackAt: try row.instant(ifPresent: "told_back_at"))
    }
}
