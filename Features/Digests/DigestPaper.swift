import Handbook
import Kernel
import Press

/// F-11 顾客投诉分类统计表 (GAME-94) as it is handed to the 执行经理: the table on its side, what is made of it, and what is
/// done about it. As it was frozen, where it has been submitted.
struct DigestPaper: Sendable {
    let view: DigestView
    let company: String
    let document: (number: String, version: String)?
    let printedBy: String
    let printedAt: Instant
    let language: Language
    /// The posts of its readers, as the pack calls them, and of whoever reads it before it is submitted.
    let titles: [Staff.ID: String]
    let readerTitle: String?

    private var t: Language { language }
    private var digest: Digest { view.digest }

    var paper: Paper {
        Paper(
            title: t(.digestsTitle), form: "F-11", number: digest.month.description,
            organisation: company == view.unitName ? company : "\(company) · \(view.unitName)",
            edition: document.map { t(.paperEdition, $0.number, $0.version) } ?? "",
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: view.zone)),
            blocks: [
                .note(t(.digestPaperPeriod, digest.month.first.description, digest.month.last.description)),
                .table(table), .fields(texts), .heading(t(.digestMeasures)), .table(measures), .signatures(signatures),
            ], words: .house(t, number: .paperMonth), isLandscape: true)
    }

    private var table: Paper.Table {
        let figures: [Word] = [
            .digestNumber, .digestShare, .digestBefore, .digestFounded, .digestUnfounded, .digestInTime, .digestHours,
            .digestAccepted, .digestRefused, .digestReopened, .digestCompensation, .digestPenalties,
        ]
        let columns =
            [Paper.Column(t(.digestCategory), 5)]
            + figures.map { Paper.Column(t($0), $0 == .digestShare ? 4 : 3, number: true) }
            + [Paper.Column(t(.digestDepartments), 6), Paper.Column(t(.digestCauses), 7)]
        return Paper.Table(
            columns, view.lines.map { cells($0, isTotal: false) }, totals: cells(view.total, isTotal: true),
            empty: t(.digestPaperNone))
    }

    private func cells(_ line: Digest.Line, isTotal: Bool) -> [String] {
        let share = view.total.number == 0 ? "–" : FigureText.percent(Double(line.number) / Double(view.total.number))
        let hours =
            line.completed == 0
            ? "–" : FigureText.oneDecimal(Double(line.milliseconds) / Double(line.completed) / 3_600_000)
        let name = line.category.isEmpty ? t(.figureUnsaid) : line.category
        return [
            isTotal ? t(.digestTotal) : name, String(line.number), share, String(line.before), String(line.founded),
            String(line.unfounded), line.decided == 0 ? "–" : "\(line.inTime)/\(line.decided)", hours,
            String(line.accepted), String(line.refused), String(line.reopened), line.compensation.description,
            String(line.penalties), tallies(line.departments), tallies(line.causes),
        ]
    }

    private func tallies(_ tallies: [Digest.Tally]) -> String {
        tallies.map { "\($0.name) \($0.number)" }.joined(separator: t(.digestComma))
    }

    private var texts: [Paper.Field] {
        [
            Paper.Field(t(.digestPaperCapital), view.total.compensation.capital, wide: true),
            Paper.Field(t(.digestProblems), digest.problems, wide: true),
            Paper.Field(t(.digestAnalysis), digest.causes, wide: true),
        ]
    }

    private var measures: Paper.Table {
        Paper.Table(
            [
                Paper.Column(t(.digestMeasure), 8), Paper.Column(t(.digestOwner), 2), Paper.Column(t(.digestDue), 2),
                Paper.Column(t(.digestEffect), 6),
            ],
            view.countermeasures.filter(\.isStanding).map { measure in
                let failed = (view.checks[measure.id] ?? []).filter { !$0.worked }.map(\.effect)
                return [
                    measure.text, measure.ownerName, measure.due.description,
                    (failed + [measure.effect]).filter { !$0.isEmpty }.joined(separator: t(.digestComma)),
                ]
            }, empty: t(.paperNothing))
    }

    private var signatures: [Paper.Signature] {
        func name(_ id: Staff.ID) -> String { view.names[id] ?? "" }
        func time(_ instant: Instant?) -> String { instant?.dateAndTime(in: view.zone) ?? "" }
        let writer = digest.submission?.by ?? digest.draftedBy
        let readers = view.readers.prefix(3).map { reader in
            Paper.Signature(
                titles[reader.staff] ?? readerTitle ?? t(.digestPaperReader), name(reader.staff),
                at: time(reader.readAt))
        }
        return [Paper.Signature(t(.digestPaperWriter), name(writer), at: time(digest.submission?.at))]
            + (readers.isEmpty ? [Paper.Signature(readerTitle ?? t(.digestPaperReader))] : readers)
    }
}
