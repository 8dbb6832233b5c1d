import Handbook
import Kernel
import Press

/// F-63 交接班记录 and F-50 工作交接单: what was handed over, as it was signed. Of cases it prints the numbers, and the subjects
/// for whoever may read them, as on the screen.
struct HandoverPaper: Sendable {
    let handover: Handover
    let sheet: HandoverSheet
    /// Of the handbook in force, for their names.
    let items: [HandoverItem]
    let matters: [HandoverMatter]
    let objections: [HandoverObjection]
    let subjects: [String: String]
    let annual: HandoverView.Annual
    let names: [Staff.ID: String]
    let unit: String
    let zone: Zone
    let language: Language
    let organisation: String
    let document: (number: String, version: String)
    let printedBy: String
    let printedAt: Instant

    private var t: Language { language }

    var paper: Paper {
        Paper(
            title: t(handover.formWord), form: handover.form, number: handover.number, organisation: organisation,
            edition: t(.paperEdition, document.number, document.version),
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: zone)),
            blocks: [.fields(fields), .heading(t(.handoverStanding)), .table(lines)] + system + [
                .heading(t(HandoverSheet.Entry.Part.matter.word)), .table(problems),
            ] + annualLeave + [.fields(rest), .signatures(signatures)], words: .house(t))
    }

    private var annualLeave: [Paper.Block] {
        let lines = annual.lines(in: t)
        if lines.isEmpty { return [] }
        let fields = lines.map { Paper.Field($0.0, $0.1, wide: $0.0 == t(.handoverAnnualOwed)) }
        return [
            .heading(t(.handoverAnnual)),
            .fields(fields + [Paper.Field(t(.handoverAnnualBasis), t(.handoverAnnualSource), wide: true)]),
        ]
    }

    private var fields: [Paper.Field] {
        let next = handover.time.next.map { "\(time($0.lowerBound))–\($0.upperBound.local(zone).time)" }
        return [
            Paper.Field(t(.handoverKind), t(handover.kind.word)), Paper.Field(t(.handoverUnit), unit),
            Paper.Field(
                t(handover.kind.isLeaving ? .handoverEffective : .handoverUntil), time(handover.time.until)),
            Paper.Field(t(.handoverState), t(handover.state.word)),
        ]
            + (handover.kind.isLeaving
                ? [
                    Paper.Field(t(.handoverGiver), name(handover.giver)),
                    Paper.Field(t(.handoverReceiver), name(handover.taker)),
                ]
                : [
                    Paper.Field(t(.handoverNext), next ?? ""),
                    Paper.Field(t(.handoverArrived), time(handover.arrivedAt)),
                ])
    }

    private var lines: Paper.Table {
        Paper.Table(
            [
                Paper.Column(t(.handoverItem), 3), Paper.Column(t(.handoverStanding), 3),
                Paper.Column(t(.handoverDifference), 2), Paper.Column(t(.handoverRemark), 4),
            ],
            sheet.lines.map { line in
                let standing =
                    line.actual.map { "\($0)\(line.measure)\(line.expected.map { "／\($0)" } ?? "")" }
                    ?? t(line.standing.word)
                let difference = line.difference.map { $0 == 0 ? "0" : "\($0 > 0 ? "+" : "−")\(abs($0))" } ?? ""
                return [line.name(in: t, among: items), standing, difference, line.remark]
            }, empty: t(.handoverNoEntries))
    }

    private var system: [Paper.Block] {
        let parts: [HandoverSheet.Entry.Part] =
            handover.kind.isLeaving
            ? [.openCase, .promise, .message] : [.step, .staffing, .openCase, .promise, .message]
        return parts.flatMap { part -> [Paper.Block] in
            [
                .heading(t(part == .promise && handover.kind.isLeaving ? .handoverOwedOpen : part.word)),
                .table(
                    Paper.Table(
                        [Paper.Column(t(.handoverRecord), 5), Paper.Column(t(.handoverDue), 2)],
                        sheet.entries(part).map { [subjects[$0.record] ?? $0.text(in: t), time($0.at)] },
                        empty: t(.handoverStated))),
            ]
        }
    }

    private var problems: Paper.Table {
        Paper.Table(
            [
                Paper.Column(t(.handoverMatter), 5), Paper.Column(t(.handoverGiver), 2),
                Paper.Column(t(.handoverMatterClosing), 3),
            ],
            matters.map { matter in
                let closed = matter.closed.map {
                    t(.handoverMatterClosedLine, name($0.by), time($0.at), $0.text)
                }
                return [matter.text, "\(name(matter.openedBy))\n\(time(matter.openedAt))", closed ?? ""]
            }, empty: t(.handoverStated))
    }

    private var rest: [Paper.Field] {
        let told = objections.map { objection in
            let kind = t(objection.isRefusal ? .handoverWasRefusal : .handoverWasObjection)
            let answer = objection.answer.map { " → \(name($0.by)) \($0.text)" } ?? ""
            return "\(name(objection.by)) \(time(objection.at)) \(kind)：\(objection.text)\(answer)"
        }
        let none = HandoverSection.allCases.filter(sheet.none.contains).map {
            "\(t($0.word))：\(t(.handoverStated))"
        }
        return [
            Paper.Field(
                t(.handoverOther), (none + [sheet.other]).filter { !$0.isEmpty }.joined(separator: "\n"), wide: true),
            Paper.Field(t(.handoverObjections), told.joined(separator: "\n"), wide: true),
        ]
    }

    private var signatures: [Paper.Signature] {
        let two = [
            Paper.Signature(
                t(.handoverGiver), signed(handover.giver, handover.offeredAt), at: time(handover.offeredAt)),
            Paper.Signature(
                t(handover.kind.isLeaving ? .handoverReceiver : .handoverTaker),
                signed(handover.taken?.by, handover.taken?.at), at: time(handover.taken?.at)),
        ]
        guard handover.kind.isLeaving else { return two }
        return two + [
            Paper.Signature(
                t(.handoverWitness), signed(handover.witnessed?.by, handover.witnessed?.at),
                at: time(handover.witnessed?.at))
        ]
    }

    /// A name stands in a box to sign in only when it was signed.
    private func signed(_ staff: Staff.ID?, _ at: Instant?) -> String { at == nil ? "" : name(staff) }
    private func time(_ instant: Instant?) -> String { instant?.dateAndTime(in: zone) ?? "" }
    private func name(_ id: Staff.ID?) -> String { id.flatMap { names[$0] } ?? "" }
}
