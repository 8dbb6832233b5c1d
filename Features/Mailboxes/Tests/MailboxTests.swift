import Database
import Foundation
import Handbook
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk

/// CHAIN-11: every letter that reaches the department is answered by a person within the time of the clause. Over a real
/// mail server, on both engines.
@Suite(.enabled(if: TestMail.running != nil, Comment(rawValue: TestMail.absent))) struct MailboxTests {
    /// CHAIN-11, GEN2-17: the clock runs from the arrival at the mailbox; the program's receipt does not stop it, a
    /// person's answer does, at the moment of the act, and it leaves as a letter in the same thread.
    @Test(arguments: TestDatabase.engines)
    func aLetterOwesAPersonsAnswerSinceItsArrival(engine: Engine) async throws {
        try await MailDesk.open(on: engine, receipts: true) { desk in
            let sender = "s\(desk.user)"
            try desk.arrives("羽绒服掉毛", from: "\(sender)@example.cn", id: "first-\(desk.user)", ago: .hours(5))
            #expect(try await desk.fetch() == 1 + 1, "one letter in, one receipt out")
            let letter = try await desk.letter()
            #expect(letter.kind == .personal && letter.head.subject == "羽绒服掉毛")
            #expect(letter.arrivedAt == desk.clock.now - .hours(5))
            let contact = try await desk.contact(of: letter)
            #expect(contact.channel == .email && contact.startedAt == letter.arrivedAt && contact.isOpen)
            #expect(contact.receiver == desk.agent, "whoever is on duty")
            let open = try await desk.read { tx in try tx.obligations.open(of: contact.subject) }
            let clock = try #require(open.first { $0.rule == .deadline(.answerLetter) })
            #expect(clock.dueAt == letter.arrivedAt + .hours(24) && clock.owedByStaff == desk.agent)
            #expect(clock.clause == "10.21")
            let receipt = try desk.received(by: sender)[0]
            #expect(receipt.contains("Auto-Submitted: auto-replied") && receipt.hasPrefix("Return-Path: <>"))
            let said = try await desk.read { tx in
                try tx.execute("SELECT subject FROM mail_answer WHERE kind = 'receipt' LIMIT 1").first?.text("subject")
            }
            #expect(said?.hasPrefix("回复：您的来信") == true, "of what a stranger wrote it carries nothing on")
            #expect(try await desk.ledger(contact.subject)["letter.answer"] == "open", "a program answered nothing")

            let answer = try await desk.act(as: desk.agent) { tx, actor in
                try tx.mailAnswers.answer(contact.id, "您好，请把衣服寄回，运费我们承担。", by: actor)
            }
            #expect(answer.state == .held)
            let acted = desk.clock.now
            desk.clock.advance(by: .seconds(11))
            try await desk.chores()
            #expect(try await desk.ledger(contact.subject)["letter.answer"] == "kept")
            let settled = try await desk.letter()
            #expect(settled.settlement?.way == .answered && settled.settlement?.at == acted)
            #expect(try await desk.contact(of: letter).ending == .solved)
            let sent = try desk.last(by: sender)
            #expect(sent.contains("In-Reply-To: <first-\(desk.user)@example.cn>") && !sent.contains("Auto-Submitted"))
            #expect(
                sent.contains("Message-Id: <\(answer.messageID)>") || sent.contains("Message-ID: <\(answer.messageID)>")
            )
        }
    }

    /// Within ten seconds it has never left, and the clock never stopped.
    @Test(arguments: TestDatabase.engines)
    func anAnswerTakenBackWasNoAnswer(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            try desk.arrives("问一句", from: "back-\(desk.user)@example.cn")
            try await desk.fetch()
            let contact = try await desk.contact(of: try await desk.letter())
            let answer = try await desk.act(as: desk.agent) { tx, actor in
                try tx.mailAnswers.answer(contact.id, "写错了", by: actor)
            }
            await #expect(throws: MailLetter.Refusal.notYours) {
                try await desk.act(as: desk.manager) { tx, actor in
                    _ = try tx.mailAnswers.takeBack(answer.id, of: contact.id, by: actor)
                }
            }
            let text = try await desk.act(as: desk.agent) { tx, actor in
                try tx.mailAnswers.takeBack(answer.id, of: contact.id, by: actor)
            }
            #expect(text == "写错了")
            desk.clock.advance(by: .seconds(20))
            try await desk.chores()
            #expect(try await desk.ledger(contact.subject)["letter.answer"] == "open")
            #expect(try desk.received(by: "back-\(desk.user)").isEmpty)
        }
    }

    /// What a program wrote is kept, opens no clock, and is not written back to; a person may say that a person wrote it.
    @Test(arguments: TestDatabase.engines)
    func whatAProgramWroteOpensNoClock(engine: Engine) async throws {
        try await MailDesk.open(on: engine, receipts: true) { desk in
            let marks = [
                "Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: auto_reply", "Precedence: bulk",
                "List-Id: <news.example.net>", "Return-Path: <>", "Content-Language: zh",
            ]
            for (place, mark) in marks.enumerated() {
                try desk.arrives("第 \(place) 封", from: "p\(place)-\(desk.user)@example.cn", head: mark)
            }
            try desk.arrives("自己发的", from: "\(desk.user)@example.com")
            try desk.arrives("系统通知", from: "noreply@example.cn")
            try await desk.fetch()
            let letters = try await desk.letters()
            #expect(letters.count == 9)
            #expect(letters.filter { $0.kind.owesAnswer }.map(\.head.subject) == ["第 6 封"])
            #expect(letters.filter { $0.kind == .own }.count == 1 && letters.filter { $0.kind == .bounce }.count == 1)
            for place in 0..<6 { #expect(try desk.received(by: "p\(place)-\(desk.user)").isEmpty) }
            let list = try await desk.letter { $0.kind == .list }
            try await desk.act(as: desk.manager) { tx, actor in try tx.mailLetters.promote(list.id, by: actor) }
            let promoted = try await desk.letter { $0.id == list.id }
            let contact = try await desk.contact(of: promoted)
            #expect(contact.startedAt == list.arrivedAt)
            #expect(try await desk.ledger(contact.subject)["letter.answer"] == "open")
        }
    }

    /// Two programs do not write to each other for ever: one address gets one receipt in a day.
    @Test(arguments: TestDatabase.engines)
    func nobodyGetsMoreThanOneReceiptADay(engine: Engine) async throws {
        try await MailDesk.open(on: engine, receipts: true) { desk in
            let sender = "loop-\(desk.user)"
            for round in 0..<4 {
                try desk.arrives("第 \(round) 次", from: "\(sender)@example.cn")
                try await desk.fetch()
                desk.clock.advance(by: .hours(2))
            }
            #expect(try desk.received(by: sender).count == 1)
            desk.clock.advance(by: .hours(20))
            try desk.arrives("第二天", from: "\(sender)@example.cn")
            try await desk.fetch()
            #expect(try desk.received(by: sender).count == 2)
        }
    }

    /// A visit that breaks off in the middle keeps what it has, and the next one goes on: nothing twice, nothing lost.
    @Test(arguments: TestDatabase.engines)
    func aVisitThatBreaksOffGoesOnWhereItStopped(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            for place in 1...4 { try desk.arrives("第 \(place) 封") }
            let breaking = MailWay.real(desk.mail).beforeEachLetter { uid in
                if uid == 3 { throw MailWay.Failure(reason: "hung-up", words: "gone") }
            }
            #expect(try await desk.care(breaking).fetchDue() == 2)
            let mailbox = try await desk.mailbox()
            #expect(mailbox.trouble?.reason == .hungUp && mailbox.place?.uid == 2 && mailbox.failures == 1)
            #expect(mailbox.nextAt == desk.clock.now + .minutes(1))
            desk.clock.advance(by: .minutes(1))
            #expect(try await desk.care().fetchDue() == 2)
            #expect(try await desk.letters().count == 4)
            let well = try await desk.mailbox()
            #expect(well.trouble == nil && well.failures == 0)
        }
    }

    /// CHAIN-11: an answer waits for no fetch. One server takes the call and says nothing; ours leave meanwhile, and so do
    /// the letters of another mailbox come in.
    @Test(arguments: TestDatabase.engines)
    func aServerThatHangsKeepsNobodyWaitingButItself(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let sender = "hang-\(desk.user)"
            try desk.arrives("急", from: "\(sender)@example.cn")
            try await desk.fetch()
            let contact = try await desk.contact(of: try await desk.letter())
            let server = try HangingServer()
            var facts = try await desk.mailbox().facts
            facts.address = "hanging-\(desk.user)@example.com"
            facts.fetching.port = server.port
            let hanging = try await desk.act(as: desk.administrator) { [unit = desk.unit, facts] tx, actor in
                try tx.mailboxes.enter(facts, secret: "x", in: unit, by: actor).id
            }
            let care = desk.care()
            let visits = try await care.visitsDue()
            #expect(visits.map(\.mailbox) == [hanging])
            async let visit = care.make(visits[0])
            let line = await server.called()

            _ = try await desk.act(as: desk.agent) { tx, actor in
                try tx.mailAnswers.answer(contact.id, "马上处理。", by: actor)
            }
            try desk.arrives("另一封", from: "other-\(sender)@example.cn")
            desk.clock.advance(by: .minutes(2))
            _ = try await desk.database.write { tx in try tx.mailAnswers.releaseDue() }
            #expect(try await desk.courier().sendDue() == 1)
            #expect(try desk.received(by: sender).count == 1)
            #expect(try await care.visitsDue().map(\.mailbox) == [desk.box], "the one that hangs is not called twice")
            #expect(try await desk.fetch() == 1)

            HangingServer.hangUp(line)
            #expect(try await visit == 0)
            let trouble = try await desk.read { tx in try tx.mailboxes.find(hanging)?.trouble }
            #expect(trouble != nil)
        }
    }

    /// A node that was thought dead comes back while another has taken its mailbox over: each letter is one contact.
    @Test(arguments: TestDatabase.engines)
    func twoNodesAtOnceBringNothingTwice(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            for place in 1...3 { try desk.arrives("第 \(place) 封") }
            async let one = desk.care().fetchDue()
            async let other = desk.care().fetchDue()
            let taken = try await (one, other)
            #expect(taken.0 + taken.1 == 3)
            for place in 4...6 { try desk.arrives("第 \(place) 封") }
            desk.clock.advance(by: .minutes(2))
            let hasOvertaken = Mutex(false)
            let slow = MailWay.real(desk.mail).beforeEachLetter { _ in
                let isFirst = hasOvertaken.withLock { was in
                    defer { was = true }
                    return !was
                }
                guard isFirst else { return }
                desk.clock.advance(by: .minutes(11))
                let overtaken = try await desk.care().fetchDue()
                #expect(overtaken == 3)
            }
            #expect(try await desk.care(slow).fetchDue() == 0)
            #expect(try await desk.letters().count == 6)
            let contacts = try await desk.read { tx in
                try tx.execute("SELECT COUNT(*) AS n FROM contact").first?.int("n")
            }
            #expect(contacts == 6)
        }
    }

    /// The server counts anew (another UIDVALIDITY): all letters have other numbers, and none comes twice.
    @Test(arguments: TestDatabase.engines)
    func aServerThatCountsAnewBringsNothingTwice(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            for place in 1...3 { try desk.arrives("第 \(place) 封") }
            try await desk.fetch()
            let before = try await desk.mailbox().place
            // UIDVALIDITY is a second's number: the next one needs another second of the server's clock.
            let validity = before?.validity
            var now = validity
            var tries = 0
            while now == validity, tries < 40 {
                try desk.mail.renumber(desk.user)
                try desk.arrives("后来的 \(tries)")
                try await desk.fetch()
                now = try await desk.mailbox().place?.validity
                tries += 1
            }
            #expect(now != validity)
            #expect(try await desk.letters().count == 3 + tries)
        }
    }

    /// CHAIN-11: a letter that becomes a case takes its arrival along; what the customer writes back goes to the case, and
    /// the next reply on it answers that too, as a letter in the same thread.
    @Test(arguments: TestDatabase.engines)
    func aThreadStaysTogetherOnItsCase(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let sender = "t\(desk.user)"
            try desk.arrives("羽绒服掉毛", from: "\(sender)@example.cn", id: "one-\(desk.user)", ago: .hours(3))
            try await desk.fetch()
            let letter = try await desk.letter()
            let contact = try await desk.contact(of: letter)
            let record = try await desk.act(as: desk.agent) { [unit = desk.unit] tx, actor in
                let intake = Intake(
                    unit: unit, type: .complaint, source: .direct, channel: .email, severity: .ordinary,
                    complainant: "王芳", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
                    report: Case.Report(
                        subject: "羽绒服掉毛", content: "洗一次就掉毛", demand: "退货", category: "", product: "羽绒服", place: ""))
                let done = try tx.contacts.wrapUp(contact.id, contact.record, .openCase(intake), by: actor)
                return try tx.cases.require(try #require(done.record.serviceCase))
            }
            #expect(record.reportedAt == letter.arrivedAt && record.channel == .email)
            #expect(try await desk.ledger(contact.subject)["letter.answer"] == "void", "the case owes it now")
            let due = try await desk.read { tx in
                try tx.obligations.open(of: record.subject).filter { $0.rule == .deadline(.firstReply) }.map(\.dueAt)
                    .min()
            }
            #expect(due.map { $0 <= letter.arrivedAt + .hours(24) } == true)
            // The address is in the customer's file: the next letter is recognised.
            let known = try await desk.read { [unit = desk.unit] tx in
                try tx.customerSearch.find("\(sender)@example.cn", within: .some([unit])).first?.customer.id
            }
            #expect(known == record.customer && known != nil)

            try await desk.act(as: desk.agent) { tx, actor in _ = try tx.cases.reply(record.id, "请寄回检测。", by: actor) }
            try await desk.chores()
            let sent = try desk.last(by: sender)
            #expect(sent.contains("In-Reply-To: <one-\(desk.user)@example.cn>"))
            let ours = try await desk.read { tx in try tx.mailAnswers.of(record.id)[0] }
            #expect(ours.subject.contains(record.number) && ours.state == .sent)

            // From another address, in answer to ours: the thread says where it belongs.
            desk.clock.advance(by: .hours(1))
            try desk.arrives(
                "Re: 已寄出", "单号 123456", from: "other-\(desk.user)@example.cn",
                head: "In-Reply-To: <\(ours.messageID)>")
            // A stranger who names the number of a case stays a stranger.
            try desk.arrives("关于 \(record.number)", from: "stranger-\(desk.user)@example.cn")
            try await desk.fetch()
            let followUp = try await desk.contact(of: try await desk.letter { $0.head.subject == "Re: 已寄出" })
            #expect(followUp.record.serviceCase == record.id)
            let stranger = try await desk.contact(of: try await desk.letter { $0.head.subject.hasPrefix("关于") })
            #expect(stranger.record.serviceCase == nil)
            let entries = try await desk.read { tx in try tx.cases.parts(of: record.id).entries() }
            #expect(entries.contains { $0.kind == .customer && $0.text.contains("单号 123456") })
            #expect(try await desk.ledger(followUp.subject)["letter.answer"] == "open")
            try await desk.act(as: desk.agent) { tx, actor in _ = try tx.cases.reply(record.id, "收到，三日内答复。", by: actor)
            }
            #expect(try await desk.ledger(followUp.subject)["letter.answer"] == "kept")
            #expect(try await desk.ledger(stranger.subject)["letter.answer"] == "open")
            try await desk.chores()
            let again = try desk.last(by: "other-\(desk.user)")
            #expect(again.contains(ours.messageID), "References keep the thread together")
        }
    }

    /// CHAIN-54, CHAIN-101 (§2.3): a complaint by letter is taken in with the address it came from, and owes the question
    /// for a number before it is filed; by telephone the number is demanded as ever.
    @Test(arguments: TestDatabase.engines)
    func aComplaintByLetterNeedsNoNumberAtOnce(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let record = try await desk.letterCase(from: "nophone-\(desk.user)@example.cn")
            #expect(record.channel == .email)
            let entries = try await desk.read { tx in try tx.cases.parts(of: record.id).entries() }
            #expect(entries.contains { $0.kind == .note && $0.text.contains("2.3") && $0.text.contains("归档前") })
            func missing() async throws -> [Word] {
                try await desk.act(as: desk.agent) { tx, actor in
                    let work = try tx.cases.work(on: record.id, by: actor, needing: .workCase)
                    return work.file.checks(before: .archive(evaluation: "好", lesson: "好"), in: try work.gateContext())
                        .filter { $0.clause.number == "2.3" }.compactMap { $0.missing?.word }
                }
            }
            #expect(try await missing() == [.gatePhoneUnasked])
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.note(record.id, "请问您的电话？", .asking, by: actor)
            }
            #expect(try await missing().isEmpty)
            await #expect(throws: (any Error).self) {
                try await desk.act(as: desk.agent) { [unit = desk.unit] tx, actor in
                    _ = try tx.cases.register(
                        Intake(
                            unit: unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                            complainant: "李强", phone: nil, memberNumber: "",
                            report: Case.Report(
                                subject: "掉毛", content: "掉毛", demand: "退货", category: "", product: "羽绒服", place: "")),
                        by: actor)
                }
            }
        }
    }

    /// CHAIN-11: whoever writes a reply is told beforehand whether it leaves as a letter, to whom, from which mailbox.
    @Test(arguments: TestDatabase.engines)
    func theComposerKnowsWhetherAReplyLeaves(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let record = try await desk.letterCase(from: "reach-\(desk.user)@example.cn")
            func reach() async throws -> MailReach? {
                try await desk.read { tx in
                    try tx.mailAnswers.reach(of: record, record.customer.flatMap { try tx.customers.find($0) })
                }
            }
            let to = MailAddress(name: "王芳", address: "reach-\(desk.user)@example.cn")
            #expect(try await reach() == .leaves(to: to, from: "\(desk.user)@example.com", doubts: []))
            try await desk.act(as: desk.manager) { tx, actor in
                let customer = try #require(try record.customer.flatMap { try tx.customers.find($0) })
                try tx.customers.block(customer.id, .outreach, because: "要求不再联系本人", by: actor)
                try tx.customers.consent(customer.id, to: .email, isGiven: false, saidIn: "电话", by: actor)
            }
            #expect(
                try await reach()
                    == .leaves(to: to, from: "\(desk.user)@example.com", doubts: [.noOutreach, .noConsent]))
            let html = MailReachPages.said(try await reach(), .chinese)?.description ?? ""
            #expect(html.contains("r***@example.cn") && !html.contains("reach-"), "the address is masked")

            var facts = try await desk.mailbox().facts
            facts.sending = nil
            try await desk.act(as: desk.administrator) { [box = desk.box, facts, mail = desk.mail] tx, actor in
                try tx.mailboxes.change(box, facts, secret: mail.password, by: actor)
            }
            #expect(try await reach() == .stays(.mailboxSendsNothing("\(desk.user)@example.com")))
            _ = try await desk.database.write { tx in
                try tx.execute("UPDATE mail_letter SET from_address = ''")
            }
            #expect(try await reach() == .stays(.noAddress))
        }
    }

    /// A draft is kept while one types, is gone once it is sent, comes back with what is taken back, and goes along to
    /// the case that a letter becomes.
    @Test(arguments: TestDatabase.engines)
    func whatOneBeganToAnswerIsNotLost(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            try desk.arrives("问一句", from: "draft-\(desk.user)@example.cn")
            try await desk.fetch()
            let letter = try await desk.letter()
            let contact = try await desk.contact(of: letter)
            func draft() async throws -> String? {
                try await desk.read { [agent = desk.agent] tx in
                    try tx.mailLetters.draft(of: letter.id, for: agent)?.text
                }
            }
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.mailLetters.keepDraft("您好，", of: contact.id, by: actor)
                try tx.mailLetters.keepDraft("您好，𠮷", of: contact.id, by: actor)
            }
            #expect(try await draft() == "您好，𠮷")
            let answer = try await desk.act(as: desk.agent) { tx, actor in
                try tx.mailAnswers.answer(contact.id, "您好，𠮷田先生。", by: actor)
            }
            #expect(try await draft() == nil)
            _ = try await desk.act(as: desk.agent) { tx, actor in
                try tx.mailAnswers.takeBack(answer.id, of: contact.id, by: actor)
            }
            #expect(try await draft() == "您好，𠮷田先生。")
            let begun = try await desk.act(as: desk.agent) { [unit = desk.unit] tx, actor in
                let intake = Intake(
                    unit: unit, type: .enquiry, source: .direct, channel: .email, severity: .ordinary,
                    complainant: "王芳", phone: nil, memberNumber: "",
                    report: Case.Report(
                        subject: "问一句", content: "问", demand: "答", category: "", product: "羽绒服", place: ""))
                let done = try tx.contacts.wrapUp(contact.id, contact.record, .openCase(intake), by: actor)
                return try tx.cases.parts(of: try #require(done.record.serviceCase)).draft(of: actor.staff.id)
            }
            #expect(begun?.text == "您好，𠮷田先生。" && begun?.kind == .reply)
            #expect(try await draft() == nil)
        }
    }

    /// Files come along by what their bytes are; what is no letter for our list is named and not taken.
    @Test(arguments: TestDatabase.engines)
    func filesComeUnderTheRulesOfAllAttachments(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let picture =
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
            let letter = """
                From: wang@example.cn
                Subject: photo
                Content-Type: multipart/mixed; boundary=M

                --M
                Content-Type: text/plain; charset=utf-8

                见附件
                --M
                Content-Type: application/pdf; name="../../发票.pdf"
                Content-Disposition: attachment
                Content-Transfer-Encoding: base64

                \(picture)
                --M
                Content-Type: image/png; name="a.png"
                Content-Disposition: attachment
                Content-Transfer-Encoding: base64

                \(Data("MZ\u{90}\u{0}\u{3}not a picture".utf8).base64EncodedString())
                --M--

                """
            try desk.mail.put(
                Array(letter.replacing("\n", with: "\r\n").utf8), for: desk.user,
                arrivedAt: desk.clock.now.milliseconds / 1000, named: "files.test")
            try await desk.fetch()
            let taken = try await desk.letter()
            #expect(taken.text == "见附件")
            let files = try await desk.read { tx in try tx.mailLetters.files(of: taken.id) }
            #expect(files.count == 2)
            #expect(files[0].mime == "image/png" && files[0].digest != nil && files[0].name == "发票.pdf.png")
            #expect(files[1].digest == nil, "its bytes are no picture")
            let kept = try await desk.read { tx in try files[0].digest.flatMap { try tx.contents.find($0) } }
            #expect(kept?.size == files[0].size)
        }
    }

    /// What cannot be fetched is tried again, later each time, and its keeper is told in plain words; `doctor` names it.
    @Test(arguments: TestDatabase.engines)
    func aMailboxThatFailsSaysWhyAndRecovers(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            try await desk.act(as: desk.administrator) { [box = desk.box] tx, actor in
                let facts = try tx.mailboxes.require(box, by: actor).facts
                try tx.mailboxes.change(box, facts, secret: "wrong", by: actor)
            }
            var pauses: [Int64] = []
            for _ in 0..<3 {
                try await desk.care().fetchDue()
                let mailbox = try await desk.mailbox()
                let next = try #require(mailbox.nextAt)
                pauses.append((next - desk.clock.now).milliseconds / 60_000)
                #expect(mailbox.trouble?.reason == .login)
                desk.clock.set(to: next)
            }
            #expect(pauses == [1, 2, 4])
            let said = try await desk.read { tx in try tx.mailboxTroubles() }
            #expect(said.count == 1 && said.troubles.first?.contains("\(desk.user)@example.com") == true)
            #expect(said.troubles.first?.contains("wrong") == false, "no password is told")
            let failed = try await desk.read { tx in
                try tx.events.about(Subject(.unit, "unit-main")).filter { $0.kind == .mailboxFailed }
            }
            #expect(failed.count == 1)
            try await desk.act(as: desk.administrator) { [box = desk.box, mail = desk.mail] tx, actor in
                let facts = try tx.mailboxes.require(box, by: actor).facts
                try tx.mailboxes.change(box, facts, secret: mail.password, by: actor)
            }
            try desk.arrives("等了一会儿")
            try await desk.care().fetchDue()
            #expect(try await desk.read { tx in try tx.mailboxTroubles().troubles }.isEmpty)
            #expect(try await desk.letters().count == 1)
        }
    }

    /// Who may, and what nobody may: a password in the clear to another machine.
    @Test(arguments: TestDatabase.engines)
    func onlyWhoeverAdministersSetsUpMailboxes(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            let facts = try await desk.mailbox().facts
            // GAME-23: who reads letters connects no mailboxes, and who connects them reads no letters.
            for person in [desk.agent, desk.manager] {
                await #expect(throws: NotAllowed.self) {
                    try await desk.act(as: person) { [unit = desk.unit] tx, actor in
                        _ = try tx.mailboxes.enter(facts, secret: "x", in: unit, by: actor)
                    }
                }
            }
            let seen = try await desk.database.read { [box = desk.box, people = desk.people] tx in
                try ["agent", "manager", "administrator"].map { post in
                    let seen = try tx.mailboxes.seen(box, by: tx.actor(people[post] ?? ""))
                    return "\(post): \(seen.maySetUp) \(seen.mayRead)"
                }
            }
            #expect(seen == ["agent: false true", "manager: false true", "administrator: true false"])
            await #expect(throws: NotFound.self) {
                try await desk.act(as: desk.agent) { [box = desk.box] tx, actor in
                    _ = try tx.mailboxes.require(box, by: actor)
                }
            }
            var elsewhere = facts
            elsewhere.address = "other@example.com"
            elsewhere.fetching.host = "imap.example.com"
            await #expect(throws: Mailbox.Refusal.plainElsewhere) {
                try await desk.act(as: desk.administrator) { [unit = desk.unit, elsewhere] tx, actor in
                    _ = try tx.mailboxes.enter(elsewhere, secret: "x", in: unit, by: actor)
                }
            }
            // A password is for the server it was given for.
            elsewhere.address = facts.address
            elsewhere.fetching = Mailbox.Server(host: "imap.example.com", port: 993, line: .tls)
            await #expect(throws: Mailbox.Refusal.passwordMissing) {
                try await desk.act(as: desk.administrator) { [box = desk.box, elsewhere] tx, actor in
                    try tx.mailboxes.change(box, elsewhere, secret: nil, by: actor)
                }
            }
        }
    }

    /// «No answer needed» takes a reason, and only from whoever owes the answer.
    @Test(arguments: TestDatabase.engines)
    func aLetterIsClosedWithAReasonOrTakenOver(engine: Engine) async throws {
        try await MailDesk.open(on: engine) { desk in
            try desk.arrives("广告")
            try await desk.fetch()
            let contact = try await desk.contact(of: try await desk.letter())
            await #expect(throws: MailLetter.Refusal.notYours) {
                try await desk.act(as: desk.manager) { tx, actor in
                    try tx.mailLetters.close(contact.id, because: "广告", by: actor)
                }
            }
            try await desk.act(as: desk.manager) { tx, actor in try tx.mailLetters.take(contact.id, by: actor) }
            let owed = try await desk.read { tx in try tx.obligations.open(of: contact.subject).first?.owedByStaff }
            #expect(owed == desk.manager)
            try await desk.act(as: desk.manager) { tx, actor in
                try tx.mailLetters.close(contact.id, because: "广告", by: actor)
            }
            #expect(try await desk.ledger(contact.subject)["letter.answer"] == "void")
            #expect(try await desk.contact(of: try await desk.letter()).ending == .dropped)
        }
    }
}
