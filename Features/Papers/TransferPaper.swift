import Handbook
import Kernel
import Press

/// F-44 投诉移交单 (SOFT-76): one slip for each time the case was handed on; clocks go on meanwhile.
extension CaseDossier {
    var transferSlips: [Paper.Block] {
        let slips = view.file.transfers
        guard !slips.isEmpty else { return [.note(t(.paperNone))] }
        return slips.enumerated().flatMap { place, slip -> [Paper.Block] in
            let heading: [Paper.Block] = slips.count > 1 ? [.heading("\(place + 1)")] : []
            return heading + [.fields(fields(slip)), .signatures(signatures(slip))]
        }
    }

    private func fields(_ slip: TransferSlip) -> [Paper.Field] {
        // As it was written and signed for, whatever has become known since (SOFT-76).
        let promises = slip.promises.map { "\($0.text)（\(time(Instant(milliseconds: $0.due)))）" }
        let known = [slip.known, slip.matter].filter { !$0.isEmpty }.joined(separator: "\n")
        let clock = view.obligations.first { $0.rule == .deadline(.signTransfer) && $0.item == slip.id.rawValue }
        return [
            field(.columnComplaintNumber, record.number), field(.columnTime, time(slip.at)),
            field(.columnFrom, name(slip.from)), field(.columnTo, name(slip.to)),
            field(.columnReason, slip.reason, wide: true), field(.columnKnown, known, wide: true),
            field(.columnPromise, promises.isEmpty ? t(.paperNothing) : promises.joined(separator: "\n"), wide: true),
            field(.columnMood, slip.mood.map { t($0.word) } ?? ""), field(.columnWanted, slip.wanted),
            field(.columnDeadline, time(clock?.dueAt)),
            field(.columnSigned, slip.signature.map { "\(name($0.by)) \(time($0.at))" } ?? ""),
            field(
                .columnReturned, slip.rejection.map { "\($0.reason)（\(time($0.at))）" } ?? t(.paperNothing), wide: true),
            field(.columnResult, slip.report?.result ?? "", wide: true),
            field(.columnBack, time(slip.report?.at)), field(.columnTold, time(told(slip))),
        ]
    }

    /// Whoever answers to what was done has heard of it.
    private static let heard: Set<EventKind> = [.caseReplied, .caseInformed, .caseCompleted, .caseRefused]

    /// When the customer heard the result: as the ledger has it (§ answer customer), else the first answer after it.
    private func told(_ slip: TransferSlip) -> Instant? {
        guard let report = slip.report else { return nil }
        let clock = view.obligations.last {
            $0.rule == .deadline(.answerCustomer) && ($0.item == slip.id.rawValue || $0.startedAt == report.at)
        }
        if case .ended(.kept, let at, _) = clock?.state { return at }
        if case .ended(.late, let at, _) = clock?.state { return at }
        return view.events.first { Self.heard.contains($0.kind) && $0.at >= report.at }?.at
    }

    private func signatures(_ slip: TransferSlip) -> [Paper.Signature] {
        let both = [
            signature(.columnFrom, slip.from, at: slip.at),
            signature(.columnTo, slip.signature?.by, at: slip.signature?.at),
        ]
        // The manager's word is asked for where the receiving hand gave it back.
        return slip.rejection == nil ? both : both + [Paper.Signature(managerTitle)]
    }
}
