import Handbook
import Kernel
import Web

/// 移交记录: every slip with what became of it, and the result on its way back (SOFT-76).
struct CaseTransferPages {
    let page: CasePages

    private var t: Language { page.t }
    private var view: CaseView { page.view }

    var matter: CaseMatterPanelPages {
        CaseMatterPanelPages(
            .transfersLabel, CaseMatterPanelPages.list(view.file.transfers.map(line)),
            acts: acts.isEmpty ? nil : HTML(acts))
    }

    private var acts: [HTML] { [report, giveBack].compactMap(\.self) }

    private func line(_ slip: TransferSlip) -> HTML {
        let hands = "\(view.name(slip.from) ?? "") → \(view.name(slip.to) ?? "")"
        let mood = slip.mood.map { " · \(t(.transferMood)) \(t($0.word))" } ?? ""
        let state: StateBadge =
            if slip.isPending {
                StateBadge(.waiting, t(.transferWaits))
            } else if let rejection = slip.rejection {
                StateBadge(.warned, t(.transferReturned, rejection.reason))
            } else if slip.settledAt != nil {
                StateBadge(.plain, t(.transferSettled))
            } else if slip.report != nil {
                StateBadge(.done, t(.transferReported))
            } else {
                StateBadge(.going, t(.transferSigned))
            }
        return """
            <li><p><b>\(hands)</b> \(slip.at.monthAndTime(in: page.zone, t))\(mood)</p>\
            <p class="line">\(slip.known)</p>\(slip.report.map { "<p class=\"line\">\($0.result)</p>" as HTML })\
            \(state.html)</li>
            """
    }

    private var mayAct: Bool { view.permissions.contains(.workCase) && !page.record.state.isOver }

    private var report: HTML? {
        guard mayAct, !view.file.unreportedTransfers.isEmpty else { return nil }
        return page.folded(
            .actReportBack, to: "transfer/result",
            page.controls("report").textarea("result", t(.transferResult), required: true, max: 2000, rows: 2),
            form: "report")
    }

    private var giveBack: HTML? {
        guard mayAct, page.record.transfer == nil, page.record.completedAt == nil,
            view.file.returnable(by: view.viewer) != nil, view.handbook.returnsAfterSigning
        else { return nil }
        return page.folded(
            .actReturn, to: "transfer/return", page.controls("return").text("reason", t(.caseReason), required: true),
            form: "return")
    }
}

extension Handbook {
    fileprivate var returnsAfterSigning: Bool {
        gates().contains { if case .transferLimit(_, _, _, .some) = $0.1 { true } else { false } }
    }
}
