import Handbook
import Kernel
import Press

/// F-10 顾客投诉登记表 (GAME-86) and F-43 客户投诉受理单 (SOFT-75), which asks for a little more.
extension CaseDossier {
    var register: [Paper.Block] { [.fields(opening + matter + judged), .signatures(registerSignatures)] }

    var acceptance: [Paper.Block] {
        let report = record.report
        let more = [
            field(.columnProject, report.organisation), field(.columnVersion, productAndVersion),
            field(.columnReceipt, time(view.entries.first { $0.kind == .receipt }?.at)),
            field(.columnTransferred, yes(record.transfers > 0)),
        ]
        return [.fields(opening + more + matter + judged), .signatures(registerSignatures)]
    }

    /// What it is, and in which version, where the matter was asked for it (SOFT-75).
    private var productAndVersion: String {
        [record.report.product, detail("软件版本", "产品版本", "安装包版本", "版本号", "版本")].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private var opening: [Paper.Field] {
        [
            field(.columnComplaintNumber, record.number), field(.columnTime, time(record.reportedAt)),
            field(.caseChannel, t(record.channel.word)),
            field(.caseType, t(CaseTypeNames(view.handbook).word(record.type))),
            field(.columnComplainant, complainant), field(.columnPhone, phone),
            field(.columnMember, view.customer?.memberNumber ?? ""), field(.caseSeverity, t(record.severity.word)),
            field(.caseCategory, record.report.category), field(.caseState, t(record.state.word)),
        ]
    }

    private var matter: [Paper.Field] {
        let report = record.report
        let object = [report.product, report.place, report.organisation].filter { !$0.isEmpty }
        let files = view.attachments.filter { $0.voiding == nil && $0.erasedAt == nil }.map(\.name.description)
        let promises = view.file.promises.map { promise in
            let state: String =
                switch promise.state {
                case .open: record.state.isOver ? " \(t(.promiseVoidState))" : ""
                case .kept(let at): " \(t(.promiseKeptState)) \(time(at))"
                }
            return "\(promise.text)（\(time(promise.dueAt))）\(state)"
        }
        return [
            field(.columnObject, object.joined(separator: "，"), wide: true),
            field(.columnContent, "\(report.subject)\n\(report.content)", wide: true),
            field(.columnDemand, report.demand, wide: true),
            field(.caseSpecialNeeds, report.specialNeeds, wide: true),
            field(.columnEvidence, files.isEmpty ? t(.paperNothing) : files.joined(separator: "；"), wide: true),
            field(.columnReceiver, name(record.firstReceiver)),
            field(.columnFirstReply, time(first(.caseReplied)?.at)),
            field(.columnPromise, promises.isEmpty ? t(.paperNothing) : promises.joined(separator: "\n"), wide: true),
        ]
    }

    private var judged: [Paper.Field] {
        let judgement = record.judgement
        return [
            field(.columnGrounds, yes(judgement?.groundsSufficient)),
            field(.columnReasonable, yes(judgement?.demandReasonable)),
            field(
                .columnFounded,
                judgement.map { t($0.isFounded ? .verdictFounded : .verdictUnfounded) } ?? t(.paperNotYet)),
            field(.columnDepartment, judgement?.department ?? ""),
            field(.columnJudgementReason, judgement?.reason ?? "", wide: true),
            field(.caseHandler, name(record.handler)), field(.caseFirstReceiver, name(record.firstReceiver)),
        ]
    }

    private var registerSignatures: [Paper.Signature] {
        [
            signature(.columnReceiver, record.firstReceiver, at: record.reportedAt),
            signature(.caseHandler, record.handler, at: first(.caseAccepted)?.at),
            Paper.Signature(managerTitle),
        ]
    }
}
