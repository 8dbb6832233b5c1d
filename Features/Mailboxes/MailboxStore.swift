import Database
import Kernel

/// The mailboxes, as the database keeps them, and how their visits went.
struct Mailboxes {
    let tx: Transaction

    func find(_ id: Mailbox.ID) throws -> Mailbox? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Mailbox.init(row:))
    }

    func list(in reach: UnitReach, limit: Int = 200) throws -> [Mailbox] {
        let place: SQL =
            switch reach {
            case .all: "1 = 1"
            case .some(let units): "unit_id IN \(list: units)"
            case .own, .nothing: "1 = 0"
            }
        return try tx.execute("\(Self.select) WHERE \(place) ORDER BY address, id LIMIT \(limit)")
            .map(Mailbox.init(row:))
    }

    func count(in unit: Unit.ID) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM mailbox WHERE unit_id = \(unit)").first?.int("n") ?? 0
    }

    func isTaken(_ address: String, butFor id: Mailbox.ID?) throws -> Bool {
        try tx.execute("SELECT id FROM mailbox WHERE address = \(address)").contains {
            try $0.text("id") != id?.rawValue
        }
    }

    /// Our own addresses: what comes from them comes from ourselves.
    func addresses() throws -> Set<String> {
        Set(
            try tx.execute("SELECT address FROM mailbox ORDER BY address LIMIT 500").map {
                try $0.text("address").lowercased()
            })
    }

    /// Those whose turn it is, whoever has waited longest first.
    func due(limit: Int) throws -> [Mailbox.ID] {
        try tx.execute("SELECT id FROM mailbox WHERE next_at <= \(tx.now) ORDER BY next_at, id LIMIT \(limit)")
            .map { try $0.id("id") }
    }

    /// Takes one for itself, if it is still due: no other node visits it until the lease is over.
    func claim(_ id: Mailbox.ID) throws -> Mailbox? {
        let isTaken = try tx.execute(
            "UPDATE mailbox SET next_at = \(tx.now + Mailbox.lease) WHERE id = \(id) AND next_at <= \(tx.now) RETURNING id"
        ).isEmpty
        return isTaken ? nil : try find(id)
    }

    func insert(_ mailbox: Mailbox) throws {
        try tx.execute(
            """
            INSERT INTO mailbox (id, unit_id, address, sender, host, port, line, user_name, secret, folder,
                                 sends_receipts, since, is_on, keeper_id, created_at, failures)
            VALUES (\(mailbox.id), \(mailbox.unit), \(mailbox.facts.address), '', '', 1, 'tls', '', '', '', 0, 0, 0,
                    \(mailbox.keeper), \(mailbox.createdAt), 0)
            """
        )
        try save(mailbox)
    }

    func save(_ mailbox: Mailbox) throws {
        let facts = mailbox.facts
        try tx.execute(
            """
            UPDATE mailbox SET
                address = \(facts.address), sender = \(facts.sender), host = \(facts.fetching.host),
                port = \(facts.fetching.port), line = \(facts.fetching.line.rawValue), user_name = \(facts.user),
                secret = \(mailbox.secret), folder = \(facts.folder), smtp_host = \(facts.sending?.host),
                smtp_port = \(facts.sending?.port), smtp_line = \(facts.sending?.line.rawValue),
                reception_id = \(facts.reception), sends_receipts = \(facts.sendsReceipts ? 1 : 0),
                since = \(facts.since), is_on = \(mailbox.isOn ? 1 : 0), validity = \(mailbox.place?.validity),
                last_uid = \(mailbox.place?.uid), next_at = \(mailbox.nextAt), fetched_at = \(mailbox.fetchedAt),
                failures = \(mailbox.failures), trouble = \(mailbox.trouble?.reason.rawValue),
                trouble_words = \(mailbox.trouble?.words), trouble_since = \(mailbox.trouble?.since)
            WHERE id = \(mailbox.id)
            """
        )
    }

    /// How far the server's numbers have been read, in the transaction of the letter itself.
    /// Only where it is still the mailbox that was visited: another server's numbers are others.
    func move(_ box: Mailbox, to place: Mailbox.Place) throws {
        try tx.execute(
            """
            UPDATE mailbox SET validity = \(place.validity), last_uid = \(place.uid)
            WHERE id = \(box.id) AND host = \(box.facts.fetching.host) AND port = \(box.facts.fetching.port)
                AND user_name = \(box.facts.user) AND folder = \(box.facts.folder)
            """
        )
    }

    func insert(_ fetch: MailboxFetch, of id: Mailbox.ID) throws {
        let key: Mailbox.ID = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO mailbox_fetch (id, mailbox_id, began_at, ended_at, taken, known, trouble, words)
            VALUES (\(key), \(id), \(fetch.beganAt), \(fetch.endedAt), \(fetch.taken), \(fetch.known),
                    \(fetch.trouble?.rawValue), \(fetch.words))
            """
        )
        try tx.execute(
            """
            DELETE FROM mailbox_fetch WHERE mailbox_id = \(id) AND id NOT IN (
                SELECT id FROM mailbox_fetch WHERE mailbox_id = \(id)
                ORDER BY began_at DESC, id DESC LIMIT \(MailboxFetch.mostKept))
            """
        )
    }

    func fetches(of id: Mailbox.ID, limit: Int = 50) throws -> [MailboxFetch] {
        try tx.execute(
            """
            SELECT began_at, ended_at, taken, known, trouble, words FROM mailbox_fetch
            WHERE mailbox_id = \(id) ORDER BY began_at DESC, id DESC LIMIT \(limit)
            """
        ).map {
            MailboxFetch(
                beganAt: try $0.instant("began_at"), endedAt: try $0.instant("ended_at"), taken: try $0.int("taken"),
                known: try $0.int("known"),
                trouble: try $0.text(ifPresent: "trouble").flatMap(Mailbox.Trouble.Reason.init(rawValue:)),
                words: try $0.text("words"))
        }
    }

    private static let select: SQL = """
        SELECT id, unit_id, address, sender, host, port, line, user_name, secret, folder, smtp_host, smtp_port,
               smtp_line, reception_id, sends_receipts, since, is_on, keeper_id, created_at, validity, last_uid, next_at,
               fetched_at, failures, trouble, trouble_words, trouble_since
        FROM mailbox
        """
}

/// One visit that brought something or failed; those with nothing new are only counted by their time.
struct MailboxFetch: Equatable, Sendable {
    static let mostKept = 200

    let beganAt: Instant
    let endedAt: Instant
    var taken = 0
    /// letters that were here already
    var known = 0
    var trouble: Mailbox.Trouble.Reason?
    var words = ""
}

struct SeenMailbox: Sendable {
    let mailbox: Mailbox
    let maySetUp: Bool
    /// the letters that came in by it
    let mayRead: Bool
}

extension Transaction {
    var mailboxes: Mailboxes { Mailboxes(tx: self) }
}

extension Mailbox {
    fileprivate init(row: Row) throws {
        let sending = try row.text(ifPresent: "smtp_host").map { host in
            Server(host: host, port: try row.int("smtp_port"), line: try row.choice("smtp_line"))
        }
        let facts = Facts(
            address: try row.text("address"), sender: try row.text("sender"),
            fetching: Server(host: try row.text("host"), port: try row.int("port"), line: try row.choice("line")),
            user: try row.text("user_name"), folder: try row.text("folder"), sending: sending,
            reception: try row.id(ifPresent: "reception_id"), sendsReceipts: try row.bool("sends_receipts"),
            since: try row.instant("since"))
        let place = try row.integer(ifPresent: "validity").map { Place(validity: $0, uid: try row.integer("last_uid")) }
        let trouble = try row.text(ifPresent: "trouble").map { reason in
            Trouble(
                reason: Trouble.Reason(rawValue: reason) ?? .other,
                words: try row.text(ifPresent: "trouble_words") ?? "", since: try row.instant("trouble_since"))
        }
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), facts, secret: try row.text("secret"),
            isOn: try row.bool("is_on"), keeper: try row.id("keeper_id"), createdAt: try row.instant("created_at"),
            place: place, nextAt: try row.instant(ifPresent: "next_at"),
            fetchedAt: try row.instant(ifPresent: "fetched_at"), failures: try row.int("failures"), trouble: trouble)
    }
}
