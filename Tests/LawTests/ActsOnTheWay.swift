import Database
import Handbook
import Kernel

@testable import Desk

/// The way of a case: registered, and step after step to its archive.
extension Act {
    static let onTheWay: [Act] = [
        Act("register", 8) { room in
            guard try room.cases().count < 10 || room.chance(0.15) else { return nil }
            let unit = room.chance(0.7) ? Department.main : room.one(of: Department.stores) ?? Department.main
            let types: [CaseType] = [.complaint, .complaint, .complaint, .complaint, .enquiry, .suggestion]
            let severities: [Severity] = [.ordinary, .ordinary, .serious, .major]
            let caller = room.number(0...5)
            let intake = Intake(
                unit: unit, type: room.one(of: types) ?? .complaint, source: unit == Department.main ? .direct : .store,
                channel: .phone, severity: room.one(of: severities) ?? .ordinary, complainant: "顾客\(caller)",
                phone: PhoneNumber(typed: "1380013800\(caller)"), memberNumber: "M-100\(caller)",
                report: Case.Report(
                    subject: "羽绒服洗后变形", content: "按标签手洗后充绒结块，店员称不属于质量问题。", demand: "退货",
                    category: "商品质量", product: "羽绒服", place: "南京路店", organisation: "个人", specialNeeds: "无"),
                promise: room.chance(0.5)
                    ? Intake.Pledge(text: "核实后回电", due: room.now + .hours(room.number(1...20)), isAgreed: true) : nil,
                details: ["购买日期": "1月3日", "批次": "B-7"])
            return room.by(.createCase, in: unit) { tx, actor in _ = try tx.cases.register(intake, by: actor) }
        },
        Act("step", 60) { room in try room.anyCase().flatMap(room.step) },
        Act("skip a step", 1) { room in
            guard let record = try room.anyCase() else { return nil }
            return room.by(.decideException, in: record.unit, but: [record.handler]) { tx, actor in
                try tx.cases.skip(record.id, because: "已另行核实", by: actor)
            }
        },
        Act("refuse the solution", 2) { room in
            guard let record = try room.anyCase({ $0.state == .awaitingCustomer }) else { return nil }
            let answer: Case.Answer = room.chance(0.5) ? .refused : .partly
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.answered(record.id, answer, saying: "不接受", through: .phone, by: actor)
            }
        },
        Act("refer", 1) { room in
            guard let record = try room.anyCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.refer(record.id, to: "物流公司", because: "运输途中损坏", by: actor)
            }
        },
        Act("withdraw", 1) { room in
            guard let record = try room.anyCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.withdraw(record.id, because: "顾客不再要求", by: actor)
            }
        },
        Act("reopen", 2) { room in
            guard let record = try room.overCase(in: "archived") ?? room.anyCase() else { return nil }
            let pledge = Intake.Pledge(text: "重新调查后回电", due: room.now + .hours(6), isAgreed: true)
            return room.by(.reopenCase, on: record) { tx, actor in
                try tx.cases.reopen(record.id, because: "又出现", pledge: pledge, by: actor)
            }
        },
    ]
}

extension Room {
    /// The next step as the state has it, each by somebody who takes such steps.
    func step(_ record: Case) throws -> Deed? {
        let id = record.id
        let due = now + .hours(8)
        switch record.state {
        case .registered:
            let severity: Severity = chance(0.8) ? .ordinary : .major
            return byHandler(of: record) { tx, actor in
                try tx.cases.attribute(id, Case.Attribution(verdict: .ours, reason: "本店商品"), by: actor)
                try tx.cases.reply(id, "您好，已收到您的反映，正在核实。", by: actor)
                try tx.cases.promise("核实后回电", due: due, isAgreed: true, on: id, by: actor)
                try tx.cases.accept(id, as: severity, by: actor)
            }
        case .accepted:
            let judgement = Case.Judgement(
                groundsSufficient: true, demandReasonable: true, isFounded: chance(0.9), reason: "洗涤方式与标签一致",
                department: "商品部", nature: .service)
            return byHandler(of: record) { tx, actor in
                try tx.cases.judge(
                    id, judgement, pledge: Intake.Pledge(text: "调查后答复", due: due, isAgreed: true), by: actor)
            }
        case .investigating:
            let finding = Case.Finding(
                cause: "商品缺陷", rootCause: "绗线密度不足", responsiblePerson: "王强", statement: "照常检验")
            let deed: @Sendable (Transaction, Actor) throws -> Void = { tx, actor in
                try tx.cases.investigate(id, finding, by: actor)
            }
            return record.investigator.map { done(by: $0, deed) } ?? by(.investigateCase, on: record, deed)
        case .proposing: return try propose(on: record)
        case .awaitingDecision: return try decide(record)
        case .implementing: return implement(record)
        case .awaitingCustomer:
            return byHandler(of: record) { tx, actor in
                try tx.cases.answered(id, .accepted, saying: "可以", through: .phone, by: actor)
            }
        case .awaitingVisit:
            let isSolved = chance(0.8)
            let report = VisitReport(
                result: chance(0.8) ? .reached : .noAnswer, isSolved: isSolved, wasTold: true,
                satisfaction: chance(0.8) ? 5 : 1, note: "已回访",
                pledge: isSolved ? nil : Intake.Pledge(text: "再查", due: due, isAgreed: true))
            return by(.workCase, in: record.unit, but: [record.handler, record.firstReceiver]) { tx, actor in
                try tx.cases.visit(id, report, by: actor)
            }
        case .summarising:
            return by(.summariseCase, on: record) { tx, actor in
                try tx.cases.archive(id, evaluation: "处理及时", lesson: "入库加检绗线", category: "商品质量", by: actor)
            }
        case .unfounded:
            let reaction: Case.Reaction = chance(0.5) ? .understood : .notUnderstood
            return byHandler(of: record) { tx, actor in
                try tx.cases.answerUnfounded(id, "经核实，属正常使用痕迹，建议保养。", reaction: reaction, by: actor)
            }
        case .answering:
            return byHandler(of: record) { tx, actor in
                try tx.cases.attribute(id, Case.Attribution(verdict: .ours, reason: "本店"), by: actor)
                try tx.cases.answer(id, "可以在任一门店办理。", citing: "门店手册", by: actor)
            }
        case .assessing:
            let assessment = Case.Assessment(isAdopted: chance(0.6), reason: "可行")
            return by(.investigateCase, on: record) { tx, actor in
                try tx.cases.assess(id, assessment, by: actor)
            }
        case .responding: return byHandler(of: record) { tx, actor in try tx.cases.respond(id, "已采纳，谢谢。", by: actor) }
        case .thanking: return byHandler(of: record) { tx, actor in try tx.cases.thank(id, "谢谢您的建议。", by: actor) }
        case .dispatching, .taking, .arriving, .fixing, .signing, .mediating, .agreeing, .archived, .referred,
            .withdrawn, .merged:
            return nil
        }
    }

    private func propose(on record: Case) throws -> Deed? {
        let id = record.id
        let cost = Money(fen: Int64(number(0...8)) * 10_000)
        guard chance(0.3) else {
            return byHandler(of: record) { tx, actor in
                for (text, benefit) in [("退货退款", "全额退回"), ("换新并致歉", "当日换新")] {
                    try tx.cases.propose(
                        id, ProposalDraft(text: text, cost: cost, effect: "一次办清", benefit: benefit, isOffered: true),
                        by: actor)
                }
                try tx.cases.submitProposals(id, by: actor)
            }
        }
        let draft = ProposalDraft(text: "维修", cost: cost, effect: "修好", benefit: "免费", isOffered: true)
        return byHandler(of: record) { tx, actor in try tx.cases.propose(id, draft, by: actor) }
    }

    private func decide(_ record: Case) throws -> Deed? {
        let id = record.id
        let proposals = try tx.cases.file(id).currentProposals.map(\.id)
        let chosen = one(of: proposals)
        let decider = try tx.decider(for: tx.cases.file(id))
        let deed: @Sendable (Transaction, Actor) throws -> Void = { tx, actor in
            for proposal in proposals { try tx.cases.read(proposal, of: id, by: actor) }
            try tx.cases.decide(id, proposal: chosen, saying: "同意", by: actor)
        }
        if let decider, chance(0.6) { return done(by: decider, deed) }
        return by(.decideCase, on: record, deed)
    }

    private func implement(_ record: Case) -> Deed? {
        let id = record.id
        if chance(0.4) {
            return by(.decideCase, on: record) { tx, actor in
                for target in PenaltyLine.Target.allCases {
                    try tx.cases.punish(
                        id, PenaltyReport(target: target, person: "王强", result: "无", reason: "首次，口头提醒", isNone: true),
                        by: actor)
                }
            }
        }
        return byHandler(of: record) { tx, actor in
            if let offered = try tx.cases.file(id).currentProposals.first(where: \.isOffered) {
                try tx.cases.choose(offered.id, of: id, by: .phone, noted: actor)
            }
            try tx.cases.implement(id, solution: "已退款", by: actor)
        }
    }
}
