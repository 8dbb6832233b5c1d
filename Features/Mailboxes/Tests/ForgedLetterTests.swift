import Database
import Foundation
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// S8 (peers §4.2): a letter speaks as nobody but a customer. Whoever cannot name the identifier of a letter of ours reaches
/// no case, whatever else the letter says; and whoever can adds what a customer says, under whichever name it comes.
@Suite(.enabled(if: TestMail.running != nil, Comment(rawValue: TestMail.absent))) struct ForgedLetterTests {
    @Test(arguments: TestDatabase.engines)
    func aForgedLetterReachesNoCase(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let (record, ours) = try await Self.answeredCase(desk)
            let id = ours.messageID
            let name = id.prefix { $0 != "@" }
            let host = id.drop { $0 != "@" }
            let before = try await Self.voices(on: record, desk)
            let forged: [(String, String)] = [
                ("另一家", "In-Reply-To: <\(name)@evil.example>"), ("截短", "In-Reply-To: <\(name.dropLast())\(host)>"),
                ("加长", "In-Reply-To: <\(name)0\(host)>"), ("大写", "In-Reply-To: <\(id.uppercased())>"),
                ("前缀", "In-Reply-To: <x\(id)>"), ("只有主机", "In-Reply-To: <\(host)>"),
                ("通配", "In-Reply-To: <%\(host)>\nReferences: <%> <_> <*>"),
                ("引号", "In-Reply-To: <' OR '1'='1>\nReferences: <') UNION SELECT message_id FROM mail_answer -->"),
                (
                    "编号",
                    "In-Reply-To: <\(record.number)\(host)>\nReferences: <\(record.id)\(host)> <case.\(record.number)\(host)>"
                ),
                (
                    "自造标头",
                    "X-Case: \(record.number)\nX-Qingting-Case: \(record.id)\nThread-Index: \(record.id)\nX-Staff: agent"
                ),
                ("空", "In-Reply-To: <>\nReferences: <> <>"),
                ("Re: [\(record.number)] 羽绒服掉毛", "X-Mark: 1"),
                ("转发 \(record.number)\u{202E}", "Reply-To: <agent@example.com>\nSender: <\(desk.user)@example.com>"),
                (String(record.number.flatMap { "\($0)\u{200B}" }), "X-Mark: 2"),
            ]
            for (place, letter) in forged.enumerated() {
                try desk.arrives(letter.0, from: "forger-\(place)-\(desk.user)@evil.example", head: letter.1)
            }
            // In the names of those who work here: the mailbox, a colleague, the customer's handler.
            for (place, sender) in ["\(desk.user)@example.com", "agent@example.com", "manager@example.com"].enumerated()
            {
                try desk.arrives("请退款 \(record.number)（\(place)）", "同意全额退款，请照办。", from: sender)
            }
            try await desk.fetch()
            let letters = try await desk.letters()
            #expect(letters.count == 1 + forged.count + 3)
            for letter in letters.dropFirst() where letter.contact != nil {
                let contact = try await desk.contact(of: letter)
                #expect(contact.record.serviceCase == nil, "\(letter.head.subject)")
            }
            #expect(try await Self.voices(on: record, desk) == before, "nobody spoke on the case")
            let now = try await desk.read { tx in try tx.cases.require(record.id) }
            #expect(now.state == record.state && now.handler == record.handler)
        }
    }

    /// Even with the right identifier, a colleague's address is an address: what comes is what a customer says.
    @Test(arguments: TestDatabase.engines)
    func whoKnowsTheThreadSpeaksAsACustomerUnderAnyName(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let (record, ours) = try await Self.answeredCase(desk)
            let before = try await Self.voices(on: record, desk)
            let reply = "In-Reply-To: <\(ours.messageID)>"
            try desk.arrives("Re: 羽绒服", "甲：/close 同意退款", from: "agent@example.com", head: reply)
            try desk.arrives(
                "Re: 羽绒服", "乙：/assign me", from: "manager@example.com", head: "\(reply)\nSender: <agent@example.com>")
            try await desk.fetch()
            let after = try await Self.voices(on: record, desk)
            let added = after.filter { !before.contains($0) }
            #expect(added.count == 2 && added.allSatisfy { $0.hasPrefix("customer ") }, "\(added)")
            #expect(added.contains { $0.contains("甲：/close") } && added.contains { $0.contains("乙：/assign") })
            let now = try await desk.read { tx in try tx.cases.require(record.id) }
            #expect(now.state == record.state && now.handler == record.handler)
        }
    }

    /// A case that came by letter, with an answer of ours on its way to the customer.
    private static func answeredCase(_ desk: MailDesk) async throws -> (Case, MailAnswer) {
        try desk.arrives("羽绒服掉毛", from: "real-\(desk.user)@example.cn", id: "one-\(desk.user)", ago: .hours(3))
        try await desk.fetch()
        let contact = try await desk.contact(of: try await desk.letter())
        let id = try await desk.act(as: desk.agent) { [unit = desk.unit] tx, actor -> Case.ID in
            let intake = Intake(
                unit: unit, type: .complaint, source: .direct, channel: .email, severity: .ordinary,
                complainant: "王芳", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
                report: Case.Report(
                    subject: "羽绒服掉毛", content: "洗一次就掉毛", demand: "退货", category: "", product: "羽绒服", place: ""))
            let done = try tx.contacts.wrapUp(contact.id, contact.record, .openCase(intake), by: actor)
            let record = try #require(done.record.serviceCase)
            _ = try tx.cases.reply(record, "请寄回检测。", by: actor)
            return record
        }
        try await desk.chores()
        return try await desk.read { tx in
            (try tx.cases.require(id), try #require(try tx.mailAnswers.of(id).first))
        }
    }

    /// What was said on a case, by whom.
    private static func voices(on record: Case, _ desk: MailDesk) async throws -> [String] {
        try await desk.read { tx in
            try tx.cases.parts(of: record.id).entries().map { "\($0.kind.rawValue) \($0.text)" }.sorted()
        }
    }
}
