import Handbook
import Kernel
import Press

/// F-13 案例分析·客诉服务档案 (CHAIN-59, CHAIN-73, CHAIN-83): what the department keeps of a case.
extension CaseDossier {
    var study: [Paper.Block] {
        let finding = record.finding
        let report = record.report
        // What the department agreed on, approved, goes before what the record alone would say (CHAIN-59, CHAIN-73).
        let study = view.studies.last { $0.approvedAt != nil } ?? view.studies.last
        let text = study?.text
        // Nobody approved what was not written: without a study these boxes stay empty.
        let answer = text?.standardAnswer ?? ""
        let (approver, approvedAt) = (study?.approvedBy, study?.approvedAt)
        let counts = t(.columnDifficultyCounts, String(record.refusals), String(record.transfers), String(record.round))
        // What was done, without what only clocks, printers and readers have left in the record.
        let noise: Set<EventKind> = [
            .obligationWarned, .obligationEscalated, .paperPrinted, .personalDataRevealed, .proposalRead, .caseSampled,
            // That something was noted says nothing without the note, which is not for a shelf.
            .caseNoted,
        ]
        let course = view.events.filter { !noise.contains($0.kind) }.map { event in
            let clause = event.details["clause"].map { " §\($0)" } ?? ""
            return [time(event.at), t(event.kind.word) + clause, name(event.actor)]
        }
        let kept: [Paper.Block] = [
            .fields([
                field(.columnComplaintNumber, record.number), field(.columnArchive, record.archive?.number ?? ""),
                field(.columnCaseKind, "\(t(CaseTypeNames(view.handbook).word(record.type))) \(report.category)"),
                field(.caseSeverity, t(record.severity.word)),
                field(.columnBackground, text?.background ?? "\(report.subject)\n\(report.content)", wide: true),
                field(.columnDemand, report.demand, wide: true),
                field(.columnDifficulty, counts, wide: true),
                field(.columnCause, text?.cause ?? finding?.cause ?? "", wide: true),
                field(.columnRoot, finding?.rootCause ?? "", wide: true),
                field(.columnSolution, text?.solution ?? record.solution ?? record.decision?.text ?? "", wide: true),
                field(.columnStandardAnswer, answer, wide: true),
                field(.columnLesson, record.archive?.lesson ?? "", wide: true),
                field(.columnApplicable, report.category), field(.columnMeeting, text?.metOn?.description ?? ""),
                field(.columnApprover, name(approver)),
                field(.columnArticle, study?.article.map { t(.columnInLibrary, $0) } ?? t(.paperNotYet)),
            ]),
            .heading(t(.columnCourse)),
        ]
        let agreed: [Paper.Block] = text.map { [.note($0.course)] } ?? []
        let told: [Paper.Block] = [
            .table(
                Paper.Table(
                    [
                        Paper.Column(t(.columnTime), 3), Paper.Column(t(.columnEvent), 5),
                        Paper.Column(t(.columnWho), 3),
                    ],
                    course, empty: t(.paperNothing))),
            .signatures([
                Paper.Signature(t(.signChair)), signature(.columnApprover, approver, at: approvedAt),
            ]),
        ]
        return kept + agreed + told
    }
}
