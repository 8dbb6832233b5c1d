import Handbook
import Kernel
import Press

/// F-54 客服电话专人负责表 (SOFT-70): every channel with its hours, its people, and the hours nobody answers for.
struct ReceptionTable: Sendable {
    let views: [ReceptionChannelView]
    let names: [Staff.ID: String]
    let company: String
    let document: (number: String, version: String)?
    let printedBy: String
    let printedAt: Instant
    let zone: Zone
    let language: Language

    private var t: Language { language }

    var paper: Paper {
        let columns: [(Word, Int)] = [
            (.receptionName, 4), (.receptionAddress, 5), (.receptionHours, 6), (.receptionSlot, 6),
            (.receptionHolder, 3), (.receptionBackup, 3), (.receptionForward, 7), (.receptionGaps, 5),
            (.receptionMissed, 3),
        ]
        let table = Paper.Table(
            columns.map { Paper.Column(t($0.0), $0.1) }, views.flatMap(rows), empty: t(.paperNothing))
        return Paper(
            title: t(.receptionTable), form: "F-54", number: zone.day(of: printedAt).description,
            organisation: company, edition: document.map { t(.paperEdition, $0.number, $0.version) } ?? "",
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: zone)),
            blocks: [
                .table(table),
                .note(t(.receptionSum, String(views.count), String(views.count { !$0.coverage.isWhole }))),
                .signatures([Paper.Signature(t(.signManager))]),
            ], words: .house(t, number: .paperAsOf), isLandscape: true)
    }

    /// The channel stands in the first of its rows; one row for each arrangement.
    private func rows(_ view: ReceptionChannelView) -> [[String]] {
        let facts = view.channel.facts
        let gaps = view.coverage.gapHours.map { $0.text(in: t) }
        let head = [
            facts.name, facts.address, view.channel.hours.map { $0.text(in: t) }.joined(separator: "\n"),
        ]
        let tail = [
            facts.forward, gaps.isEmpty ? t(.paperNothing) : gaps.joined(separator: "\n"),
            "\(view.missed.calls) / \(view.missed.returned)",
        ]
        let slots = view.slots.map { slot in
            [
                slot.hours.text(in: t), names[slot.holder] ?? "",
                slot.backup.flatMap { names[$0] } ?? t(.receptionNoBackup),
            ]
        }
        return (slots.isEmpty ? [["", "", ""]] : slots).enumerated().map { index, slot in
            index == 0 ? head + slot + tail : ["", "", ""] + slot + ["", "", ""]
        }
    }
}
