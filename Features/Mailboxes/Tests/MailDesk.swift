import Database
import Foundation
import Handbook
import Kernel
import Outgoing
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// A department of the chain-retail pack with a mailbox on the tests' own mail server: real IMAP, real SMTP.
struct MailDesk: Sendable {
    let database: any Database
    let clock: TimeMachine
    let mail: TestMail
    /// the mailbox's name on the server; every test has one of its own
    let user: String
    let box: Mailbox.ID
    let people: [String: Staff.ID]
    let unit: Desk.Unit.ID = "unit-main"

    static func open<T: Sendable>(
        on engine: Engine, receipts: Bool = false, sends: Bool = true,
        _ body: @Sendable (MailDesk) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine()
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await body(try await MailDesk(in: database, clock, receipts: receipts, sends: sends))
        }
    }

    private init(in database: any Database, _ clock: TimeMachine, receipts: Bool, sends: Bool) async throws {
        let mail = try #require(TestMail.running)
        let texts = try HousePacks.lineage("chain-retail")
        let handbook = try HousePacks.handbook(of: texts)
        let unit = unit
        let people = Dictionary(uniqueKeysWithValues: handbook.posts.map { ($0.code, Staff.ID("staff-\($0.code)")) })
        let user = "box-\(UUID().uuidString.prefix(8).lowercased())"
        let facts = Mailbox.Facts(
            address: "\(user)@example.com", sender: "蜻蜓百货客服部",
            fetching: Mailbox.Server(host: "127.0.0.1", port: mail.imap, line: .plain), user: user,
            sending: sends ? Mailbox.Server(host: "localhost", port: mail.smtps, line: .tls) : nil,
            sendsReceipts: receipts, since: clock.now - .hours(48))
        box = try await database.write { tx in
            let version = HandbookVersion(
                id: "version-1", handbook: handbook, digest: "digest-mailboxes", effectiveAt: tx.now - .days(30),
                state: .issued(by: nil, at: tx.now - .days(30)))
            try tx.handbooks.insert(version, texts: texts, by: nil)
            try tx.handbooks.save(version)
            try tx.units.add(
                try Desk.Unit.found(
                    id: unit, code: "main", name: "客服部", kind: .department, under: nil, handbook: "chain-retail"))
            for post in handbook.posts {
                guard let person = people[post.code] else { continue }
                let staff = Staff.join(
                    id: person, account: Account(stored: post.code), name: "\(post.title)甲", phone: nil,
                    language: .chinese, password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                try tx.staff.add(staff)
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: Appointment.ID("appointment-\(post.code)"), staff, to: post.code, in: unit,
                        from: tx.now - .days(20), by: nil))
                try tx.acknowledgements.insert(Acknowledgement(version: "version-1", staff: person, at: tx.now))
            }
            try tx.presence.begin(by: tx.actor(people["agent"] ?? ""))
            return try tx.mailboxes.enter(
                facts, secret: mail.password, in: unit, by: tx.actor(people["administrator"] ?? "")
            ).id
        }
        self.database = database
        self.clock = clock
        self.mail = mail
        self.user = user
        self.people = people
    }

    var agent: Staff.ID { people["agent"] ?? "" }
    var manager: Staff.ID { people["manager"] ?? "" }
    /// who sets mailboxes up
    var administrator: Staff.ID { people["administrator"] ?? "" }

    func care(_ way: MailWay? = nil) -> MailboxCare {
        MailboxCare(database, way: way ?? .real(mail), isScanning: false)
    }

    func courier(_ way: MailWay? = nil) -> MailCourier { MailCourier(database, way: way ?? .real(mail)) }

    /// What the house does again and again: letters in, letters out. Answers how many there were.
    @discardableResult
    func round() async throws -> Int {
        let fetched = try await care().fetchDue()
        return try await fetched + courier().sendDue()
    }

    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    func read<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await database.read(body)
    }

    /// A letter has arrived, so long ago by the clock in the hand.
    func arrives(
        _ subject: String, _ text: String = "羽绒服掉毛，请处理。", from: String = "wang@example.cn", id: String? = nil,
        head: String = "", ago: Duration = .seconds(0), to box: String? = nil
    ) throws {
        let user = box ?? user
        let key = id ?? UUID().uuidString.lowercased()
        let letter = """
            From: =?utf-8?B?\(Data("王芳".utf8).base64EncodedString())?= <\(from)>
            To: \(user)@example.com
            Subject: =?utf-8?B?\(Data(subject.utf8).base64EncodedString())?=
            Message-ID: <\(key)@example.cn>
            \(head.isEmpty ? "" : "\(head)\n")Content-Type: text/plain; charset=utf-8

            \(text)

            """
        try mail.put(
            Array(letter.replacing("\n", with: "\r\n").utf8), for: user,
            arrivedAt: (clock.now - ago).milliseconds / 1000, named: "\(key).test")
    }

    /// Time goes by until the mailbox is due, and it is fetched.
    @discardableResult
    func fetch() async throws -> Int {
        try await database.write { [box] tx in
            guard var mailbox = try tx.mailboxes.find(box) else { return }
            try mailbox.fetchSoon(at: tx.now)
            try tx.mailboxes.save(mailbox)
        }
        return try await round()
    }

    func letters() async throws -> [MailLetter] {
        try await read { [box] tx in try tx.mailLetters.page(of: box, limit: 100, offset: 0).letters.reversed() }
    }

    func letter(_ isIt: (MailLetter) -> Bool = { _ in true }) async throws -> MailLetter {
        let found = try await letters().first(where: isIt)
        return try #require(found)
    }

    func mailbox() async throws -> Mailbox {
        let found = try await read { [box] tx in try tx.mailboxes.find(box) }
        return try #require(found)
    }

    func last(by name: String) throws -> String {
        let found = try received(by: name).last
        return try #require(found)
    }

    func contact(of letter: MailLetter) async throws -> Contact {
        let found = try await read { tx in try letter.contact.flatMap { try tx.contacts.find($0) } }
        return try #require(found)
    }

    /// How each clock of a record stands: rule → outcome.
    func ledger(_ subject: Subject) async throws -> [String: String] {
        let all = try await read { tx in try tx.obligations.all(of: subject) }
        return Dictionary(
            all.map { obligation in
                switch obligation.state {
                case .open: (obligation.rule.name, obligation.breachedAt == nil ? "open" : "overdue")
                case .ended(let outcome, _, _): (obligation.rule.name, outcome.rawValue)
                }
            }
        ) { $1 }
    }

    /// What held answers and the outbox would do by themselves.
    func chores() async throws {
        _ = try await database.write { tx in
            _ = try tx.heldReplies.sendDue()
            return try tx.mailAnswers.releaseDue()
        }
        try await round()
    }

    /// Letters that reached somebody outside.
    func received(by name: String) throws -> [String] {
        try mail.letters(of: name).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension MailWay {
    /// The real way, through libcurl, to the tests' own server.
    static func real(_ mail: TestMail) -> MailWay {
        let authorities = mail.authorities
        @Sendable func server(_ server: Server) -> MailServer {
            MailServer(
                host: server.host, port: server.port, line: MailServer.Guard(rawValue: server.line) ?? .tls,
                user: server.line == "plain" ? server.user : "", password: server.password)
        }
        @Sendable func told<Value>(_ body: () async throws(MailFault) -> Value) async throws -> Value {
            do { return try await body() } catch { throw Failure(reason: error.reason.rawValue, words: error.words) }
        }
        @Sendable func at(_ state: State) -> MailVisit.State {
            MailVisit.State(validity: UInt32(state.validity), next: UInt32(state.next))
        }
        let office = MailOffice(authorities: authorities) { _ in true }
        return MailWay(
            visit: { address, folder in
                let visit = MailVisit(server(address), folder: folder, authorities: authorities) { _ in true }
                return Visit(
                    state: {
                        let state = try await told { () throws(MailFault) in try await visit.state() }
                        return State(validity: Int64(state.validity), next: Int64(state.next))
                    },
                    heads: { uid, state in
                        let list = try await told { () throws(MailFault) in
                            try await visit.heads(after: UInt32(uid), in: at(state))
                        }
                        let heads = list.heads.map {
                            Head(
                                uid: Int64($0.uid), arrivedAt: Instant(milliseconds: $0.arrivedAt * 1000), size: $0.size
                            )
                        }
                        return (heads, list.isCut)
                    },
                    letter: { uid, state, longest in
                        try await told { () throws(MailFault) in
                            try await visit.letter(UInt32(uid), in: at(state), longest: longest)
                        }
                    },
                    head: { uid, state, longest in
                        try await told { () throws(MailFault) in
                            try await visit.head(UInt32(uid), in: at(state), longest: longest)
                        }
                    })
            },
            send: { letter, sender, receiver, address in
                try await told { () throws(MailFault) in
                    try await office.send(letter, from: sender, to: receiver, through: server(address))
                }
            },
            greet: { address in
                try await told { () throws(MailFault) in try await office.greet(server(address)) }
            })
    }

    /// The same way, with something that happens before each letter is handed over.
    func beforeEachLetter(_ happens: @escaping @Sendable (Int64) async throws -> Void) -> MailWay {
        MailWay(
            visit: { [visit] server, folder in
                let real = visit(server, folder)
                return Visit(
                    state: real.state, heads: real.heads,
                    letter: { uid, state, longest in
                        try await happens(uid)
                        return try await real.letter(uid, state, longest)
                    }, head: real.head)
            }, send: send, greet: greet)
    }
}
