import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Forms of a case that has gone part of its way: what they say, who may see them, what is kept of each print.
struct PaperTests {
    /// The columns of the list of forms, each form with all of its own.
    private static let columns: [(CaseForm, [Word])] = [
        (
            .register,
            [
                .columnComplaintNumber, .columnTime, .caseChannel, .columnComplainant, .columnPhone, .columnMember,
                .columnObject, .columnContent, .columnDemand, .columnEvidence, .columnReceiver, .columnFirstReply,
                .columnPromise, .caseSeverity, .caseCategory, .columnGrounds, .columnReasonable, .columnFounded,
                .columnJudgementReason, .columnDepartment, .caseHandler, .caseState,
            ]
        ),
        (.acceptance, [.columnProject, .columnVersion, .caseSeverity, .columnReceipt, .columnTransferred]),
        (
            .opinion,
            [
                .columnComplaintNumber, .columnDate, .columnSource, .columnRegion, .columnMember, .columnGoods,
                .columnGoodsCode, .columnGoodsSize, .columnGoodsBatch, .columnBought, .columnTicket, .columnAmount,
                .columnContent, .columnDemand, .columnStoreHandling, .columnReceived, .columnReply24, .columnCause,
                .columnResponsible, .columnProposals, .columnDepartmentOpinion, .columnManagerOpinion,
                .columnOtherOpinions, .columnDecision, .columnCompensation, .columnDone, .columnInTime, .columnAnswer,
                .columnVisit, .columnLesson, .columnArchive, .signVisitor,
            ]
        ),
        (
            .study,
            [
                .columnComplaintNumber, .columnCaseKind, .columnBackground, .columnCourse, .columnDifficulty,
                .columnCause,
                .columnSolution, .columnStandardAnswer, .columnApplicable, .columnMeeting, .columnApprover,
                .columnArticle,
                .signChair,
            ]
        ),
        (
            .compensation,
            [
                .columnComplaintNumber, .columnCustomer, .columnKind, .columnValue, .columnCapital, .columnReason,
                .columnApplicant, .columnLimit, .columnApprover, .columnDelivered, .columnReceivedBy, .columnBudget,
            ]
        ),
        (
            .transfer,
            [
                .columnComplaintNumber, .columnFrom, .columnTo, .columnReason, .columnKnown, .columnPromise,
                .columnMood,
                .columnWanted, .columnDeadline, .columnSigned, .columnReturned, .columnResult, .columnBack, .columnTold,
            ]
        ),
        (
            .mediation,
            [
                .columnCaseNumber, .columnParties, .columnUnits, .columnMatter, .columnSession, .columnTime,
                .columnPresent, .columnClaims, .columnClaim, .columnAgreement, .columnSignatories, .columnMediator,
                .columnFollowUp,
            ]
        ),
        (
            .supervision,
            [
                .columnMatter, .columnSupervisedDepartment, .columnNeedBy, .columnUrged, .columnSlipReply,
                .columnDone, .columnVerified, .signVerifier,
            ]
        ),
    ]

    /// SOFT-79, CHAIN-101: every form of a complaint is a printable view of its records.
    @Test(arguments: TestDatabase.engines)
    func everyFormHasAllItsColumns(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.workOn()
            try await house.disputeAndUrge()
            for (form, columns) in Self.columns {
                let text = try await house.paper(form).text
                for column in columns { #expect(text.contains(column.chinese), "\(form.rawValue) \(column.chinese)") }
            }
            #expect(Set(Self.columns.map(\.0)) == Set(CaseForm.allCases))
        }
    }

    /// GAME-86, CHAIN-101, CHAIN-59, GAME-96, SOFT-75, SOFT-76, MART-01: as a reviewer should see them whole.
    @Test(arguments: CaseForm.allCases)
    func aFormReadsLikeThis(form: CaseForm) async throws {
        try await TestPapers.open(.sqlite) { house in
            try await house.workOn()
            try await house.disputeAndUrge()
            golden(try await house.paper(form).text, named: form.rawValue)
        }
    }

    /// SOFT-76: what was known when it was handed on stands on the slip after it was signed for, and the result with it.
    @Test(arguments: TestDatabase.engines)
    func theTransferSlipPrintsWhatWasSaidOnIt(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.workOn()
            let text = try await house.paper(.transfer).text
            for said in ["已看实物，充绒结块。", "不满", "全额退货", "同意全额退货"] { #expect(text.contains(said), "\(said)") }
        }
    }

    /// CHAIN-101, GAME-93: batch and day of purchase as they were asked, the customer's answer with its channel. CHAIN-09:
    /// told of progress is not answered. SOFT-75: the receipt is the house's own.
    @Test(arguments: TestDatabase.engines)
    func theHandlingSheetSaysWhatTheRecordSays(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.solve()
            let text = try await house.paper(.opinion).text
            for said in ["[批次] A-0217", "[购买日期] 2026-01-03", "[客户答复] 接受 电话 可以 2026-01-05"] {
                #expect(text.contains(said), "\(said)\n\(text)")
            }
            #expect(text.contains("[首次答复及时限] 2026-01-05 09:40"), "the notice of 09:20 is none")
            #expect(try await house.paper(.register).text.contains("2026-01-05 09:40"))
            #expect(try await house.paper(.acceptance).text.contains("2026-01-05 09:00  [是否移交] 否"))
        }
    }

    /// CHAIN-59, CHAIN-73: what the department agreed on and approved, not what the record alone would say.
    @Test(arguments: TestDatabase.engines)
    func theArchiveEntryPrintsTheApprovedStudy(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.solve()
            let id = house.record
            let text = CaseStudy.Text(
                title: "充绒结块", background: "首批充绒不匀", course: "两次送检后认定", cause: "绗线过疏", solution: "整批退换",
                standardAnswer: "请携商品到任意门店退换。")
            try await house.database.write { tx in
                let staff = try #require(try tx.staff.find(TestPapers.manager))
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: "appointment-above", staff, to: "manager", in: "main", from: tx.now - .days(1), by: nil))
                let (agent, manager) = (try tx.actor(TestPapers.agent), try tx.actor(TestPapers.manager))
                let report = VisitReport(result: .reached, isSolved: true, wasTold: true, satisfaction: 5, note: "")
                try tx.cases.visit(id, report, by: agent)
                try tx.cases.archive(id, evaluation: "及时", lesson: "加检绗线", category: "商品质量", by: manager)
                let study = try tx.caseLibrary.write(text, of: id, by: agent)
                try tx.caseLibrary.approve(study.id, by: manager)
            }
            let paper = try await house.paper(.study).text
            for said in ["首批充绒不匀", "两次送检后认定", "绗线过疏", "整批退换", "请携商品到任意门店退换。", "[批准人] manager甲"] {
                #expect(paper.contains(said), "\(said)\n\(paper)")
            }
        }
    }

    /// CHAIN-59: nobody is printed as having approved what was never written, and no reply of one day is the standard answer.
    @Test(arguments: TestDatabase.engines)
    func withoutAStudyNobodyApprovedAStandardAnswer(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.solve()
            let id = house.record
            try await house.database.write { tx in
                let staff = try #require(try tx.staff.find(TestPapers.manager))
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: "appointment-above", staff, to: "manager", in: "main", from: tx.now - .days(1), by: nil))
                let agent = try tx.actor(TestPapers.agent)
                try tx.cases.reply(id, "李秀英您好，由我负责到底。", by: agent)
                let report = VisitReport(result: .reached, isSolved: true, wasTold: true, satisfaction: 5, note: "")
                try tx.cases.visit(id, report, by: agent)
                try tx.cases.archive(
                    id, evaluation: "及时", lesson: "加检绗线", category: "商品质量", by: tx.actor(TestPapers.manager))
            }
            let text = try await house.paper(.study).text
            #expect(text.contains("[标准答复] \n") && text.contains("[批准人] ") && !text.contains("[批准人] manager甲"))
            #expect(!text.contains("李秀英") && !text.contains("由我负责到底"))
        }
    }

    /// GAME-95: what was promised is done when the case is, on paper, for the customer and in the ledger alike.
    @Test(arguments: TestDatabase.engines)
    func aPromiseEndsWithItsCase(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.solve()
            let id = house.record
            let promises = try await house.database.read { tx in try tx.cases.file(id).promises }
            #expect(!promises.isEmpty && promises.allSatisfy { $0.state != .open })
            let text = try await house.paper(.register).text
            #expect(text.contains("核实后回电") && text.contains("已兑现"))
            let ledger = try await house.database.read { tx in
                try tx.obligations.all(of: Subject(.serviceCase, id.rawValue))
                    .filter { $0.rule == .deadline(.keepPromise) }
            }
            #expect(ledger.allSatisfy { !$0.isOpen })
        }
    }

    /// GAME-95: withdrawn, nothing is owed any more, and the customer's file does not say that there is.
    @Test(arguments: TestDatabase.engines)
    func aPromiseOfAWithdrawnCaseIsOwedNoMore(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.workOn()
            let id = house.record
            try await house.database.write { tx in
                try tx.cases.withdraw(id, because: "客户撤回", by: tx.actor(TestPapers.manager))
            }
            try await house.database.read { tx in
                let file = try tx.cases.file(id)
                #expect(file.promises.count == 1 && file.openPromises.isEmpty)
                let customer = try #require(file.record.customer)
                #expect(try tx.customers.view(of: customer, for: tx.actor(TestPapers.manager)).promises.isEmpty)
            }
            #expect(try await house.paper(.register).text.contains("随工单终止"))
        }
    }

    /// CHAIN-101: what the form asks of the goods can be filled in for every matter, and is printed; the opinion of other
    /// departments is what they answered; the manager is asked where the authority ends, and signs nothing else.
    @Test(arguments: TestDatabase.engines)
    func theHandlingSheetAsksWhatARecordKnows(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.solve()
            let id = house.record
            try await house.database.write { tx in
                let agent = try tx.actor(TestPapers.agent)
                try tx.cases.parts(of: id).save(details: [
                    "商品编码": "YR-2231", "颜色/尺码": "黑 170", "小票号": "0099123", "购买金额": "899.00",
                ])
                let slip = try tx.slips.send(
                    SlipOrder(
                        kind: .cooperation, department: "商品部", receiver: TestPapers.manager, matter: "查同批次",
                        level: .ordinary, needBy: tx.now + .hours(8)), on: id, by: agent)
                let manager = try tx.actor(TestPapers.manager)
                try tx.slips.accept(slip.id, naming: TestPapers.manager, until: tx.now + .hours(4), by: manager)
                try tx.slips.finish(slip.id, saying: "同批次另有三件退货", by: manager)
            }
            let text = try await house.paper(.opinion).text
            for said in [
                "[商品编码] YR-2231", "[颜色/尺码] 黑 170", "[小票号] 0099123", "[购买金额] 899.00", "[经理意见（超权限）] \n",
                "商品部：同批次另有三件退货", "[区域、门店] 客服部", "[地点] 南京路店",
            ] { #expect(text.contains(said), "\(said)\n\(text)") }
        }
    }

    /// GAME-96, CHAIN-56: who signed for it and what it was charged to are fields, and the proof is printed.
    @Test(arguments: TestDatabase.engines)
    func theCompensationSlipSaysWhoReceivedItAndWhatItIsChargedTo(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            let id = house.record
            try await house.database.write { tx in
                let manager = try tx.actor(TestPapers.manager)
                try tx.cases.compensate(
                    id,
                    CompensationWish(
                        kind: .gift, value: Money(fen: 1_000), reason: "致歉", deliverBy: nil, budget: "售后费用"),
                    by: manager)
                let part = try tx.cases.file(id).compensations[0]
                if part.approvedAt == nil {
                    var granted = part
                    try granted.approve(by: "head", upTo: nil, ownLimit: nil, at: tx.now)
                    try tx.cases.parts(of: id).save(granted)
                }
                try tx.cases.deliverCompensation(part.id, of: id, to: "李秀英", shownBy: "SF1029", by: manager)
            }
            let text = try await house.paper(.compensation).text
            for said in ["[签收人] 李**", "[费用科目] 售后费用", "[送达凭证] SF1029"] {
                #expect(text.contains(said), "\(said)\n\(text)")
            }
        }
    }

    /// SOFT-61: the sheet and the list are the same cases, and a promise has its words.
    @Test(arguments: TestDatabase.engines)
    func theTrackingSheetAndTheListAgree(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.workOn()
            for person in [TestPapers.agent, TestPapers.manager, TestPapers.stranger] {
                let (sheet, list) = try await house.database.read { tx in
                    let actor = try tx.actor(person)
                    let reach = actor.units(permitting: .readCase)
                    return (
                        try tx.papers.unsolved(in: reach, for: person).lines.map(\.id),
                        try tx.caseLibrary.unsolved(within: reach, for: person, limit: 50, offset: 0).lines.map(\.id)
                    )
                }
                #expect(sheet == list, "\(person)")
            }
            let sheet = try await house.database.read { tx in
                try tx.papers.tracking(for: tx.actor(TestPapers.manager), in: .shanghai, .chinese)
            }
            #expect(sheet.paper.text.contains("给出处理方案（"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPrintIsMaskedAndOnRecord(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            let page = try await house.get("\(house.base)/forms/F-10")
            #expect(page.text.contains("李**"))
            #expect(page.text.contains("138****8000"))
            #expect(!page.text.contains("13800138000") && !page.text.contains("李秀英"))
            #expect(page.text.contains("QT-") || page.text.contains("版</span>"), "number and version of the handbook")

            let file = try await house.get("\(house.base)/forms/F-10.pdf")
            #expect(file.status == .ok)
            #expect(file.headers[.contentType] == "application/pdf")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment; filename*=UTF-8''F-10%20") == true)
            #expect(file.body.readableBytesView.starts(with: "%PDF-".utf8))
            #expect(try await house.post("\(house.base)/forms/F-12/printing", "").status == .noContent)

            let prints = try await house.prints()
            #expect(prints.map { $0.details["text"] } == ["F-10 pdf", "F-12 print"])
            #expect(prints.allSatisfy { $0.actor == TestPapers.agent && $0.details["revealed"] == "no" })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func fullNamesArePrintedForAReasonAndLogged(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            let address = "\(house.base)/forms/F-10/revealed"
            #expect(try await house.post(address, "reason=").status == .unprocessableContent)
            let page = try await house.post(address, "reason=%E5%AF%84%E9%80%81%E5%9B%9E%E6%89%A7")
            #expect(page.status == .ok)
            #expect(page.text.contains("李秀英") && page.text.contains("13800138000"))
            #expect(try await house.prints().map { $0.details["revealed"] } == ["yes"])
            // As a file too: with its own reason, its own entry, and never by an address.
            let file = try await house.post(address, "reason=%E5%AF%84%E9%80%81%E5%9B%9E%E6%89%A7&as=pdf")
            #expect(file.headers[.contentType] == "application/pdf")
            #expect(file.body.readableBytesView.starts(with: "%PDF-".utf8))
            #expect(try await house.prints().map { $0.details["text"] } == ["F-10 print", "F-10 pdf"])
            #expect(try await house.prints().allSatisfy { $0.details["revealed"] == "yes" })
            let reveals = try await house.database.read { tx in
                try tx.execute("SELECT reason FROM reveal").map { try $0.text("reason") }
            }
            #expect(reveals == ["寄送回执", "寄送回执"])
        }
    }

    /// SOFT-76: what was signed for on a transfer slip stays as it was, whatever is promised or corrected afterwards.
    @Test(arguments: TestDatabase.engines)
    func aTransferSlipStaysAsItWasSigned(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.workOn()
            let signed = try await house.paper(.transfer).text
            #expect(signed.contains("已看实物，充绒结块。") && signed.contains("给出处理方案"))
            let id = house.record
            try await house.database.write { tx in
                let manager = try tx.actor(TestPapers.manager)
                for promise in try tx.cases.file(id).openPromises {
                    try tx.cases.keepPromise(promise.id, of: id, by: manager)
                }
                try tx.cases.amend(
                    id, CaseAmendment(report: Case.Report(subject: "", content: "后来才知道的事", demand: "双倍赔偿")),
                    by: manager, details: [:])
            }
            let later = try await house.paper(.transfer).text
            #expect(!later.contains("后来才知道的事") && !later.contains("双倍赔偿"))
            #expect(later == signed)
            #expect(try await house.paper(.register).text.contains("双倍赔偿"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func othersHearThatThereIsNoSuchCase(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            for part in ["", "/F-10", "/F-10.pdf", "/F-16", "/F-44.pdf"] {
                #expect(try await house.get("\(house.base)/forms\(part)", as: TestPapers.stranger).status == .notFound)
            }
            for part in ["/F-10/revealed", "/F-10/printing"] {
                let answer = try await house.post("\(house.base)/forms\(part)", "reason=abc", as: TestPapers.stranger)
                #expect(answer.status == .notFound)
            }
            #expect(try await house.get("\(house.base)/forms/F-99").status == .notFound)
            #expect(try await house.get("\(house.base)/forms/F-10.pdf.pdf").status == .notFound)
            #expect(try await house.prints().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theTrackingSheetShowsWhatIsUnsolvedWithinReach(engine: Engine) async throws {
        try await TestPapers.open(engine) { house in
            try await house.workOn()
            house.clock.advance(by: .days(3))
            let mine = try await house.get("/forms/F-14")
            #expect(mine.text.contains("羽绒服洗后变形"))
            for column in [
                Word.columnComplaintNumber, .columnCustomer, .columnProblem, .columnSince, .columnOwner, .columnWaiting,
                .columnLastReply, .columnNextReply, .columnPromise, .columnEscalated, .columnRemark,
            ] {
                #expect(mine.text.contains(column.chinese))
            }
            #expect(mine.text.contains("class=\"figure\">3</td>"))
            let theirs = try await house.get("/forms/F-14", as: TestPapers.stranger)
            #expect(theirs.status == .ok)
            #expect(!theirs.text.contains("羽绒服"))
            #expect(mine.text.contains("class=\"paper landscape\""), "eleven columns lie on a sheet's side")
            #expect(try await house.get("/forms/F-14.pdf").headers[.contentType] == "application/pdf")
        }
    }
}

extension TestPapers {
    /// Accepted, answered, promised, compensated, handed on to the manager and signed for.
    func workOn() async throws {
        func act(_ person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> Void) async throws {
            clock.advance(by: .minutes(20))
            try await database.write { tx in try body(tx, tx.actor(person)) }
        }
        let id = record
        try await act(Self.agent) { tx, actor in try tx.cases.accept(id, as: .serious, by: actor) }
        try await act(Self.agent) { tx, actor in try tx.cases.reply(id, "您好，已为您登记，今天 17:00 前给您答复。", by: actor) }
        try await act(Self.agent) { tx, actor in
            try tx.cases.promise("给出处理方案", due: tx.now + .hours(4), isAgreed: true, on: id, by: actor)
        }
        try await act(Self.agent) { tx, actor in
            try tx.cases.compensate(
                id, CompensationWish(kind: .refund, value: Money(fen: 140_950), reason: "商品质量问题", deliverBy: nil),
                by: actor)
        }
        try await act(Self.agent) { tx, actor in
            let over = HandOver(reason: "超出权限", known: "已看实物，充绒结块。", mood: .upset, wanted: "全额退货")
            try tx.cases.transfer(id, to: Self.manager, over, by: actor)
        }
        try await act(Self.manager) { tx, actor in try tx.cases.signTransfer(id, by: actor) }
        try await act(Self.manager) { tx, actor in
            try tx.cases.detail(id, ["购买日期": "2026-01-03", "批次": "A-0217"], by: actor)
            try tx.cases.reportBack(id, "同意全额退货", by: actor)
        }
    }

    /// From its acceptance to the customer's word.
    func solve() async throws {
        func act(_ person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> Void) async throws {
            clock.advance(by: .minutes(20))
            try await database.write { tx in try body(tx, tx.actor(person)) }
        }
        let id = record
        try await act(Self.agent) { tx, actor in try tx.cases.inform(id, "正在核实。", by: actor) }
        try await act(Self.agent) { tx, actor in
            try tx.cases.reply(id, "您好，已收到，今天给您答复。", by: actor)
            try tx.cases.detail(id, ["购买日期": "2026-01-03", "批次": "A-0217"], by: actor)
            try tx.cases.accept(id, as: .ordinary, by: actor)
            let judgement = Case.Judgement(
                groundsSufficient: true, demandReasonable: true, isFounded: true, reason: "与标签不符", department: "商品部")
            try tx.cases.judge(
                id, judgement, pledge: Intake.Pledge(text: "核实后回电", due: tx.now + .hours(3), isAgreed: true), by: actor)
            let finding = Case.Finding(cause: "商品缺陷", rootCause: "绗线过疏", responsiblePerson: "王强")
            try tx.cases.investigate(id, finding, by: actor)
            let draft = ProposalDraft(text: "退货退款", cost: .zero, effect: "一次办清", benefit: "全额退回")
            try tx.cases.propose(id, draft, by: actor)
            try tx.cases.submitProposals(id, by: actor)
        }
        try await act(Self.manager) { tx, actor in
            let proposal = try tx.cases.file(id).currentProposals[0].id
            try tx.cases.read(proposal, of: id, by: actor)
            try tx.cases.decide(id, proposal: proposal, saying: "同意", by: actor)
        }
        try await act(Self.agent) { tx, actor in
            try tx.cases.implement(id, solution: "已退款", by: actor)
            try tx.cases.answered(id, .accepted, saying: "可以", through: .phone, by: actor)
        }
    }

    /// Two sides, one meeting and what was agreed; another department is asked, urged and answers.
    func disputeAndUrge() async throws {
        let id = record
        clock.advance(by: .minutes(20))
        try await database.write { tx in
            let parts = tx.cases.parts(of: id)
            try parts.insert(
                DisputeParty(
                    id: "party-1", name: PersonName("李秀英"), phone: PhoneNumber(typed: "13800138000"), role: .claimant,
                    claim: "要求退货并赔偿干洗费"))
            try parts.insert(
                DisputeParty(
                    id: "party-2", name: PersonName("南京路店"), phone: nil, role: .respondent, claim: "同意退货，不赔干洗费"))
            try parts.insert(
                MediationSession(
                    id: "session-1", number: 1, at: tx.now, place: "南京路店会议室", attendees: "李女士、店长、王芳",
                    record: "双方说明经过；店方愿退货并补偿 50 元。", mediator: Self.manager))
            try parts.save(
                DisputeAgreement(
                    text: "退货退款，另补偿 50 元。", signatories: "李女士、店长", signedAt: tx.now, recordedBy: Self.manager))
            let slip = try tx.slips.send(
                SlipOrder(
                    kind: .supervision, department: "物流部", receiver: Self.agent, matter: "三日内取回退货",
                    level: .serious, needBy: tx.now + .days(3)), on: id, by: tx.actor(Self.manager))
            try tx.slips.urge(slip.id, by: tx.actor(Self.manager))
        }
    }

    func paper(_ form: CaseForm) async throws -> Paper {
        let id = record
        return try await database.read { tx in
            try tx.papers.dossier(of: id, for: tx.actor(Self.manager), in: .chinese).paper(form)
        }
    }

    func prints() async throws -> [Event] {
        let id = record
        return try await database.read { tx in
            try tx.events.about(Subject(.serviceCase, id.rawValue)).filter { $0.kind == .paperPrinted }
        }
    }
}
