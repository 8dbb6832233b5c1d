import Handbook
import Kernel
import Press

/// F-44 投诉移交单 (SOFT-76): one slip for each time the case was handed on; clocks go on meanwhile.
extension CaseDossier {
    var transferSlips: [Paper.Block] {
        let slips = transfers
        guard !slips.isEmpty else { return [.note(t(.paperNone))] }
        return slips.enumerated().flatMap { place, slip -> [Paper.Block] in
            let heading: [Paper.Block] = slips.count > 1 ? [.heading("\(place + 1)")] : []
            return heading + [.fields(fields(slip)), .signatures(signatures(slip))]
        }
    }

    private func fields(_ slip: TransferSlip) -> [Paper.Field] {
        let pending = record.transfer.flatMap { $0.at == slip.at ? $0 : nil }
        // As it was written and signed for, whatever has become known since; slips of before are shown as the case is now.
        let written = handovers.first { $0.at == slip.at }
        let promises =
            written?.promises.map { "\($0.text)（\(time(Instant(milliseconds: $0.due)))）" }
            ?? view.file.openPromises.map { "\($0.text)（\(time($0.dueAt))）" }
        let known = [written?.known ?? pending?.known ?? "", written?.matter ?? matterNow].filter { !$0.isEmpty }
        let clock = view.obligations.first { $0.rule == .deadline(.signTransfer) && $0.startedAt == slip.at }
        let told = view.events.first { [.caseReplied, .caseInformed].contains($0.kind) && $0.at > slip.at }
        let back = view.events.first { [.caseCompleted, .caseTransferReturned].contains($0.kind) && $0.at > slip.at }
        return [
            field(.columnComplaintNumber, record.number), field(.columnTime, time(slip.at)),
            field(.columnFrom, name(slip.from)), field(.columnTo, name(slip.to)),
            field(.columnReason, slip.reason, wide: true),
            field(.columnKnown, known.joined(separator: "\n"), wide: true),
            field(.columnPromise, promises.isEmpty ? t(.paperNothing) : promises.joined(separator: "\n"), wide: true),
            field(.columnMood, ""), field(.columnWanted, written?.wanted ?? record.report.demand),
            field(.columnDeadline, time(clock?.dueAt)),
            field(.columnSigned, slip.signed.map { "\(name($0.by)) \(time($0.at))" } ?? ""),
            field(
                .columnReturned, slip.returned.map { "\($0.reason)（\(time($0.at))）" } ?? t(.paperNothing), wide: true),
            field(.columnResult, record.solution ?? "", wide: true), field(.columnBack, time(back?.at)),
            field(.columnTold, time(told?.at)),
        ]
    }

    private var matterNow: String { "\(record.report.subject)\n\(record.report.content)" }

    private func signatures(_ slip: TransferSlip) -> [Paper.Signature] {
        let both = [
            signature(.columnFrom, slip.from, at: slip.at), signature(.columnTo, slip.signed?.by, at: slip.signed?.at),
        ]
        // The manager's word is asked for where the receiving hand gave it back.
        return slip.returned == nil ? both : both + [Paper.Signature(t(.signManager))]
    }
}
