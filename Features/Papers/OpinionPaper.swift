import Handbook
import Kernel
import Press

/// F-12 顾客投诉意见处理表·客服部用 (CHAIN-101): from the store's word to the archive number, on one sheet.
extension CaseDossier {
    var opinion: [Paper.Block] {
        [.fields(arrival + goods), .heading(t(.columnResult)), .fields(handling + ending), .signatures(signatures)]
    }

    private var arrival: [Paper.Field] {
        [
            field(.columnComplaintNumber, record.number), field(.columnDate, time(record.reportedAt)),
            field(.columnSource, t(record.source.word)), field(.columnRegion, region),
            field(.columnMember, view.customer?.memberNumber ?? ""), field(.columnComplainant, complainant),
            field(.columnPhone, phone), field(.caseSeverity, t(record.severity.word)),
        ]
    }

    /// What the record does not know of the goods is a box to be filled in by hand.
    private var goods: [Paper.Field] {
        let report = record.report
        let handled = storeAnswer.map { "\($0.text)（\(name($0.author)) \(time($0.at))）" } ?? ""
        return [
            field(.columnGoods, report.product), field(.columnGoodsCode, detail("商品编码", "款号")),
            field(.columnGoodsSize, detail("颜色/尺码", "颜色尺码", "尺码", "颜色")),
            field(.columnGoodsBatch, detail("批次", "批号")), field(.columnBought, detail("购买日期", "购买时间")),
            field(.columnTicket, detail("小票号", "票号", "订单号")), field(.columnAmount, detail("购买金额", "金额")),
            field(.caseCategory, report.category),
            field(.columnContent, "\(report.subject)\n\(report.content)", wide: true),
            field(.columnDemand, report.demand, wide: true), field(.columnPlace, report.place, wide: true),
            field(.columnStoreHandling, handled, wide: true),
            field(.columnReceived, "\(name(record.firstReceiver)) \(time(record.reportedAt))"),
            field(.columnReply24, replied),
        ]
    }

    private var replied: String {
        [time(first(.caseReplied)?.at), outcome(.firstReply)].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private var handling: [Paper.Field] {
        let finding = record.finding
        let proposals = view.file.proposals.map { "\($0.number). \($0.text)\($0.cost == .zero ? "" : "（¥\($0.cost)）")" }
        // What the departments that were asked have answered (SOFT-71, PROPA-05).
        let others = slips.filter { !$0.answer.isEmpty }.map { slip in
            "\(slip.department)：\(slip.answer)（\(slipName(slip.doneBy ?? slip.person ?? slip.receiver)) \(time(slip.doneAt))）"
        }
        let compensations = view.file.compensations.map { "\(t($0.kind.word)) \($0.value)（\($0.value.capital)）" }
        return [
            field(
                .columnCause, [finding?.cause, finding?.rootCause].compactMap(\.self).joined(separator: "\n"),
                wide: true),
            field(.columnResponsible, finding?.responsiblePerson ?? ""),
            field(.columnDepartment, record.judgement?.department ?? ""),
            field(.columnProposals, proposals.joined(separator: "\n"), wide: true),
            field(.columnDepartmentOpinion, record.judgement?.reason ?? "", wide: true),
            field(
                .columnManagerOpinion,
                isBeyondAuthority ? record.decision.map { "\($0.text)（\(name($0.by)) \(time($0.at))）" } ?? "" : "",
                wide: true),
            field(
                .columnOtherOpinions, others.isEmpty ? t(.paperNothing) : others.joined(separator: "\n"), wide: true),
            field(.columnDecision, record.decision?.text ?? record.solution ?? "", wide: true),
            field(
                .columnCompensation, compensations.isEmpty ? t(.paperNothing) : compensations.joined(separator: "\n"),
                wide: true),
        ]
    }

    private var ending: [Paper.Field] {
        let visits = view.file.visits.map { visit in
            [
                time(visit.at), name(visit.by), t(visit.result.word),
                visit.result == .reached ? t(visit.isSolved ? .columnSolved : .columnUnsolved) : "",
                visit.satisfaction.map { t(.columnSatisfaction, String($0)) } ?? "",
            ].filter { !$0.isEmpty }.joined(separator: " ")
        }
        let answer = last(.caseRefused, .caseCompleted)
        return [
            field(.columnDone, time(record.completedAt)), field(.columnInTime, outcome(.complete)),
            field(
                .columnAnswer, answer.map(said) ?? "", wide: true),
            field(.columnVisit, visits.joined(separator: "\n"), wide: true),
            field(.columnLesson, record.archive?.lesson ?? "", wide: true),
            field(.columnArchive, record.archive?.number ?? ""), field(.caseState, t(record.state.word)),
        ]
    }

    /// Accepted, partly or refused, through which channel and when (GAME-93); the customer's own words with it.
    private func said(_ event: Event) -> String {
        let answer = event.details["answer"].flatMap(Case.Answer.init(rawValue:))
        let channel = event.details["channel"].flatMap(Channel.init(rawValue:))
        let words = view.entries.last { $0.kind == .customer && $0.at == event.at }.map(\.text)
        return [answer.map { t($0.word) } ?? t(event.kind.word), channel.map { t($0.word) }, words, time(event.at)]
            .compactMap(\.self).joined(separator: " ")
    }

    private var signatures: [Paper.Signature] {
        let visit = view.file.visits.last
        return [
            Paper.Signature(
                handlerTitle ?? t(.signSpecialist), name(record.handler), at: time(first(.caseAccepted)?.at)
            )
        ] + deciders + [signature(.signVisitor, visit?.by, at: visit?.at)]
    }

    /// Whoever decided signs in their own post; the head of the department has a box of their own.
    private var deciders: [Paper.Signature] {
        guard let decision = record.decision else { return [Paper.Signature(managerTitle)] }
        let title = deciderTitle ?? managerTitle
        let signed = Paper.Signature(title, name(decision.by), at: time(decision.at))
        return title == managerTitle ? [signed] : [signed, Paper.Signature(managerTitle)]
    }

    private func slipName(_ staff: Staff.ID) -> String { names[staff] ?? "" }
}
