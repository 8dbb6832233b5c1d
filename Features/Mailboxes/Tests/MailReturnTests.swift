import Database
import Foundation
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// What comes back: letters of ours that did not arrive, and what is left of a customer whose data are gone.
@Suite(.enabled(if: TestMail.running != nil, Comment(rawValue: TestMail.absent))) struct MailReturnTests {
    /// CHAIN-11: an answer that did not arrive is told to whoever wrote it, on a letter that is no case too; and it is
    /// written again.
    @Test(arguments: TestDatabase.engines)
    func anAnswerThatComesBackReachesItsWriter(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let sender = "lost-\(desk.user)"
            try desk.arrives("问一句", from: "\(sender)@example.cn")
            try await desk.fetch()
            let contact = try await desk.contact(of: try await desk.letter())
            let answer = try await desk.act(as: desk.agent) { tx, actor in
                try tx.mailAnswers.answer(contact.id, "请寄回检测。", by: actor)
            }
            desk.clock.advance(by: .seconds(11))
            try await desk.chores()
            try desk.comesBack(answer, to: "\(sender)@example.cn", action: "delayed")
            try await desk.fetch()
            #expect(try await desk.answers(contact).map(\.state) == [.sent], "late is not lost")
            for marks in ["Auto-Submitted: auto-replied\nReturn-Path: <>", "Return-Path: <>"] {
                try desk.arrives(
                    "休假中", from: "\(sender)@example.cn", head: "\(marks)\nIn-Reply-To: <\(answer.messageID)>")
            }
            try await desk.fetch()
            #expect(try await desk.answers(contact).map(\.state) == [.sent], "somebody away is not lost either")

            try desk.comesBack(answer, to: "\(sender)@example.cn")
            try await desk.fetch()
            let lost = try await desk.answers(contact)
            #expect(lost.map(\.state) == [.failed] && lost[0].problem.contains("550 no such user"))
            #expect(try await desk.told(desk.agent).contains(.letterReturned))
            #expect(try await desk.ledger(contact.subject)["letter.answer"] == "kept", "the person did answer")

            let again = try await desk.act(as: desk.agent) { tx, actor in
                try tx.mailAnswers.answer(contact.id, "再发一次。", by: actor)
            }
            desk.clock.advance(by: .seconds(11))
            try await desk.chores()
            #expect(try await desk.answers(contact).map(\.state) == [.failed, .sent])
            #expect(again.to.address == "\(sender)@example.cn")
            await #expect(throws: MailLetter.Refusal.settled) {
                try await desk.act(as: desk.agent) { tx, actor in
                    _ = try tx.mailAnswers.answer(contact.id, "又一次", by: actor)
                }
            }
        }
    }

    /// What answers nothing we remember is told to whoever set the mailbox up and to the supervisor, once in an hour.
    @Test(arguments: TestDatabase.engines)
    func aReportAboutNothingWeKnowReachesTheMailboxesPeople(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            for place in 0..<3 {
                try desk.arrives("Undelivered \(place)", from: "mailer-daemon@example.net", head: "Return-Path: <>")
                try await desk.fetch()
            }
            #expect(try await desk.told(desk.administrator).filter { $0 == .letterReturned }.count == 1)
            let supervisor = try await desk.read { [unit = desk.unit] tx in
                try tx.appointments.dutySupervisor(of: unit, at: tx.now)
            }
            #expect(try await desk.told(try #require(supervisor)).filter { $0 == .letterReturned }.count == 1)
            #expect(try await desk.told(desk.agent).isEmpty)
            desk.clock.advance(by: .hours(2))
            try desk.arrives("Undelivered", from: "mailer-daemon@example.net", head: "Return-Path: <>")
            try await desk.fetch()
            #expect(try await desk.told(desk.administrator).filter { $0 == .letterReturned }.count == 2)
        }
    }

    /// On a case, the report stands among its entries and whoever wrote hears of it once.
    @Test(arguments: TestDatabase.engines)
    func aReplyOfACaseThatComesBackStandsOnTheCase(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let sender = "caselost-\(desk.user)"
            let record = try await desk.letterCase(from: "\(sender)@example.cn")
            try await desk.act(as: desk.agent) { tx, actor in _ = try tx.cases.reply(record.id, "请寄回检测。", by: actor) }
            try await desk.chores()
            let answer = try await desk.read { tx in try tx.mailAnswers.of(record.id)[0] }
            try desk.comesBack(answer, to: "\(sender)@example.cn")
            try await desk.fetch()
            let entries = try await desk.read { tx in try tx.cases.parts(of: record.id).entries() }
            #expect(entries.contains { $0.kind == .note && $0.text.contains("550 no such user") })
            #expect(try await desk.told(desk.agent).filter { $0 == .letterReturned }.count == 1)
            let reach = try await desk.read { tx in try tx.mailAnswers.reach(of: record, nil) }
            guard case .leaves(_, _, let doubts) = reach else {
                return #expect(Bool(false), "\(String(describing: reach))")
            }
            #expect(doubts == [.returned])
        }
    }

    /// PIPL 47: with a customer go their letters: the one that was answered, its copy in a second mailbox, and the report
    /// that names them.
    @Test(arguments: TestDatabase.engines)
    func copiesAndReportsAreAnonymisedToo(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let address = "gone_\(desk.user)@example.cn"
            let second = "second-\(desk.user)"
            var facts = try await desk.mailbox().facts
            facts.address = "\(second)@example.com"
            facts.user = second
            let other = try await desk.act(as: desk.administrator) {
                [unit = desk.unit, facts, mail = desk.mail] tx, actor in
                try tx.mailboxes.enter(facts, secret: mail.password, in: unit, by: actor).id
            }
            let record = try await desk.letterCase(from: address, id: "twice-\(desk.user)")
            try desk.arrives("羽绒服掉毛", "我是王芳", from: address, id: "twice-\(desk.user)", to: second)
            desk.clock.advance(by: .minutes(2))
            try await desk.care().fetchDue()
            try await desk.act(as: desk.agent) { tx, actor in _ = try tx.cases.reply(record.id, "请寄回检测。", by: actor) }
            try await desk.chores()
            let answer = try await desk.read { tx in try tx.mailAnswers.of(record.id)[0] }
            try desk.comesBack(answer, to: address)
            try desk.arrives(
                "newsletter", "no address in it", from: "shop@example.org", head: "List-Id: <n.example.org>")
            try await desk.fetch()
            let before = try await desk.texts([desk.box, other])
            #expect(before.count == 4 && before.count { $0.lowercased().contains(address) } == 3)

            let redacted = try await desk.database.write { tx -> Bool in
                guard let customer = try record.customer.flatMap({ try tx.customers.find($0) }) else { return false }
                let redaction = try tx.customers.redaction(of: [customer])
                let contacts = try tx.contacts.redact(
                    redaction, of: [customer.id], numbers: [], addresses: [address])
                try tx.mailLetters.redact(redaction, takenIn: contacts, of: [customer.id], from: [address])
                return true
            }
            #expect(redacted)
            let after = try await desk.texts([desk.box, other])
            #expect(after.count == 4 && after.allSatisfy { !$0.lowercased().contains(address) })
            #expect(after.contains { $0.contains("no address in it") && $0.contains("shop@example.org") })
        }
    }
}

extension MailDesk {
    /// A server gives up a letter of ours, and returns its head.
    func comesBack(_ answer: MailAnswer, to address: String, action: String = "failed") throws {
        let key = UUID().uuidString.lowercased()
        let report = """
            Return-Path: <>
            From: MAILER-DAEMON@example.net
            To: \(user)@example.com
            Subject: Undelivered Mail
            Message-ID: <\(key)@example.net>
            Content-Type: multipart/report; report-type=delivery-status; boundary=R

            --R

            I could not deliver your message to \(address).
            --R
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; \(address)
            Action: \(action)
            Diagnostic-Code: smtp; 550 no such user
            --R
            Content-Type: text/rfc822-headers

            Message-ID: <\(answer.messageID)>
            To: \(address)
            --R--

            """
        try mail.put(
            Array(report.replacing("\n", with: "\r\n").utf8), for: user, arrivedAt: clock.now.milliseconds / 1000,
            named: "\(key).test")
    }

    func answers(_ contact: Contact) async throws -> [MailAnswer] {
        try await read { tx in try contact.letter.map { try tx.mailAnswers.of($0) } ?? [] }
    }

    /// Of what somebody was given notice.
    func told(_ person: Staff.ID) async throws -> [EventKind] {
        try await read { tx in
            try tx.execute(
                """
                SELECT event.kind FROM outbox JOIN event ON event.id = outbox.event_id
                WHERE outbox.kind = 'notice' AND outbox.payload = \(person) ORDER BY event.id
                """
            ).compactMap { EventKind(rawValue: try $0.text("kind")) }
        }
    }

    /// A letter that has become a complaint.
    func letterCase(from address: String, id: String? = nil) async throws -> Case {
        try arrives("羽绒服掉毛", "我是王芳", from: address, id: id)
        try await fetch()
        let contact = try await contact(of: try await letter { $0.head.from.address == address })
        return try await act(as: agent) { [unit] tx, actor in
            let intake = Intake(
                unit: unit, type: .complaint, source: .direct, channel: .email, severity: .ordinary,
                complainant: "王芳", phone: nil, memberNumber: "",
                report: Case.Report(
                    subject: "羽绒服掉毛", content: "洗一次就掉毛", demand: "退货", category: "", product: "羽绒服", place: ""))
            let done = try tx.contacts.wrapUp(contact.id, contact.record, .openCase(intake), by: actor)
            return try tx.cases.require(try #require(done.record.serviceCase))
        }
    }

    /// All that stands in letters.
    func texts(_ boxes: [Mailbox.ID]) async throws -> [String] {
        try await read { tx in
            try boxes.flatMap { try tx.mailLetters.page(of: $0, limit: 100, offset: 0).letters }.map { letter in
                let head = letter.head
                return [
                    head.subject, head.from.name, head.from.address, head.replyTo?.address ?? "", letter.text,
                    head.messageID,
                ].joined(separator: "\n")
            }
        }
    }
}
