import Foundation
import Outgoing
import Testing
import Testkit

/// Letters over a real line, to and from a real server (CHAIN-11): dovecot and an SMTP server of the tests.
@Suite(.enabled(if: TestMail.running != nil, Comment(rawValue: TestMail.absent))) struct MailVisitTests {
    private static func mail() throws -> TestMail { try #require(TestMail.running) }

    private static func visit(
        _ mail: TestMail, _ user: String, password: String? = nil, host: String = "127.0.0.1", port: Int? = nil,
        line: MailServer.Guard = .plain, folder: String = "INBOX", believes: Bool = true,
        mayReach: @escaping @Sendable (String) -> Bool = { _ in true }
    ) -> MailVisit {
        MailVisit(
            MailServer(
                host: host, port: port ?? mail.imap, line: line, user: user, password: password ?? mail.password),
            folder: folder, authorities: believes ? mail.authorities : nil, mayReach: mayReach)
    }

    private static func letter(_ subject: String, body: String = "您好") -> [UInt8] {
        Array(
            "From: wang@example.cn\r\nSubject: \(subject)\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\(body)\r\n"
                .utf8)
    }

    @Test func lettersAreListedByArrivalAndFetchedAsTheyCame() async throws {
        let mail = try Self.mail()
        for place in 0..<3 {
            try mail.put(
                Self.letter("t\(place)"), for: "visit-list", arrivedAt: 1_767_576_600 + Int64(place), named: "a\(place)"
            )
        }
        let visit = Self.visit(mail, "visit-list")
        let state = try await visit.state()
        #expect(state.next == 4)
        let (heads, isCut) = try await visit.heads(after: 1, in: state)
        #expect(heads.map(\.uid) == [2, 3] && !isCut)
        #expect(heads.map(\.arrivedAt) == [1_767_576_601, 1_767_576_602])
        let bytes = try await visit.letter(2, in: state, longest: 100_000)
        #expect(bytes == Self.letter("t1") && heads[0].size == bytes.count)
        let head = String(decoding: try await visit.head(3, in: state, longest: 100_000), as: UTF8.self)
        #expect(head.contains("Subject: t2") && !head.contains("您好"))
        // Nothing after the last one, whatever «4:*» answers.
        #expect(try await visit.heads(after: 3, in: state).heads.isEmpty)
        // A letter that is too long is not taken in whole, and the visit goes on.
        #expect(try await visit.letter(1, in: state, longest: 20).count == 20)
        #expect(try await visit.letter(1, in: state, longest: 100_000) == Self.letter("t0"))
    }

    @Test func whatWasNumberedAnewIsNotMistakenForTheOld() async throws {
        let mail = try Self.mail()
        try mail.put(Self.letter("one"), for: "visit-anew", arrivedAt: 1_767_576_600, named: "one")
        let before = try await Self.visit(mail, "visit-anew").state()
        let old = MailVisit.State(validity: before.validity &+ 1, next: 2)
        await #expect(throws: MailFault.self) {
            _ = try await Self.visit(mail, "visit-anew").letter(1, in: old, longest: 1000)
        }
    }

    @Test(arguments: [MailServer.Guard.tls, .startTLS])
    func theLineIsGuardedAndItsCertificateChecked(line: MailServer.Guard) async throws {
        let mail = try Self.mail()
        let port = line == .tls ? mail.imaps : mail.imap
        _ = try await Self.visit(mail, "visit-tls", host: "localhost", port: port, line: line).state()
        // An authority nobody has told us of, and a name that the certificate does not bear.
        for (host, believes) in [("localhost", false), ("127.0.0.1", true)] {
            let visit = Self.visit(mail, "visit-tls", host: host, port: port, line: line, believes: believes)
            await #expect { _ = try await visit.state() } throws: { ($0 as? MailFault)?.reason == .certificate }
        }
    }

    @Test func everyFaultHasItsReason() async throws {
        let mail = try Self.mail()
        func reason(_ visit: MailVisit) async -> MailFault.Reason? {
            do { _ = try await visit.state() } catch { return error.reason }
            return nil
        }
        #expect(await reason(Self.visit(mail, "visit-fault", password: "wrong")) == .login)
        #expect(await reason(Self.visit(mail, "visit-fault", folder: "Nowhere")) == .noSuchFolder)
        #expect(await reason(Self.visit(mail, "visit-fault", port: 1)) == .refused)
        #expect(await reason(Self.visit(mail, "visit-fault", host: "nowhere.invalid")) == .unknownHost)
        #expect(await reason(Self.visit(mail, "visit-fault") { _ in false }) == .forbiddenAddress)
        // The SMTP port speaks no IMAP, and nobody waits for it for ever.
        #expect(await reason(Self.visit(mail, "visit-fault", port: mail.smtp)) != nil)
    }

    private static func server(
        _ mail: TestMail, _ line: MailServer.Guard = .plain, host: String = "127.0.0.1"
    ) -> MailServer {
        MailServer(host: host, port: line == .tls ? mail.smtps : mail.smtp, line: line, user: "", password: "")
    }

    @Test(arguments: [MailServer.Guard.plain, .startTLS, .tls])
    func aLetterIsTakenToItsReceiver(line: MailServer.Guard) async throws {
        let mail = try Self.mail()
        let office = MailOffice(authorities: mail.authorities) { _ in true }
        let receiver = "send-\(line.rawValue)"
        let letter = Self.letter("回复", body: "第一行\r\n.\r\n..两点开头")
        try await office.send(
            letter, from: "service@example.com", to: "\(receiver)@example.cn",
            through: Self.server(mail, line, host: line == .plain ? "127.0.0.1" : "localhost"))
        let arrived = try #require(try mail.letters(of: receiver).last)
        let text = String(decoding: arrived, as: UTF8.self)
        #expect(
            text.hasPrefix("Return-Path: <service@example.com>\r\n")
                && text.hasSuffix(String(decoding: letter, as: UTF8.self)))
    }

    @Test func aReceiverWhoIsNotThereIsTold() async throws {
        let mail = try Self.mail()
        let office = MailOffice(authorities: mail.authorities) { _ in true }
        func reason(_ receiver: String) async -> MailFault.Reason? {
            do {
                try await office.send(Self.letter("x"), from: "", to: receiver, through: Self.server(mail))
                return nil
            } catch { return error.reason }
        }
        #expect(await reason("nobody-here@example.cn") == .address)
        // Later is not never.
        let later = await reason("try-later@example.cn")
        #expect(later != nil && later != .address)
        // No command is written into an address.
        #expect(await reason("a@example.cn>\r\nRCPT TO:<b@example.cn") == .address)
        try await office.greet(Self.server(mail))
    }
}
