import Handbook
import Kernel
import Press

/// F-14 未解决投诉跟踪表 (SOFT-61): every complaint that is not over, the oldest first.
struct TrackingSheet: Sendable {
    let lines: [TrackingLine]
    /// All there are; a sheet ends after so many lines.
    let total: Int
    let customers: [Customer.ID: Customer]
    let names: [Staff.ID: String]
    let company: String
    let document: (number: String, version: String)?
    let printedBy: String
    let printedAt: Instant
    let zone: Zone
    let language: Language
    let managerTitle: String

    private var t: Language { language }

    var paper: Paper {
        let columns: [(Word, Int)] = [
            (.columnComplaintNumber, 5), (.columnCustomer, 3), (.columnProblem, 7), (.columnSince, 2),
            (.columnOwner, 3),
            (.columnWaiting, 4), (.columnLastReply, 4), (.columnNextReply, 4), (.columnPromise, 4),
            (.columnEscalated, 3),
            (.columnRemark, 4),
        ]
        let table = Paper.Table(
            columns.map { Paper.Column(t($0.0), $0.1, number: $0.0 == .columnSince) }, lines.map(row),
            empty: t(.paperNothing))
        return Paper(
            title: t(.formTracking), form: "F-14", number: zone.day(of: printedAt).description, organisation: company,
            edition: document.map { t(.paperEdition, $0.number, $0.version) } ?? "",
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: zone)),
            blocks: [
                .table(table), .note(sum),
                .signatures([Paper.Signature(t(.columnOwner)), Paper.Signature(managerTitle)]),
            ], words: .house(t, number: .paperAsOf), isLandscape: true)
    }

    private var sum: String {
        total > lines.count
            ? t(.columnTotalCut, String(total), String(lines.count)) : t(.columnTotal, String(total))
    }

    private func row(_ line: TrackingLine) -> [String] {
        func time(_ instant: Instant?) -> String { instant?.monthAndTime(in: zone, t) ?? "" }
        let days = zone.day(of: printedAt).number - zone.day(of: line.reportedAt).number
        return [
            line.number, line.customer.flatMap { customers[$0]?.name.masked } ?? "", line.subject, String(days),
            line.handler.flatMap { names[$0] } ?? "", line.suspension.map { t($0.word) } ?? t(line.state.word),
            time(line.lastReply), time(line.nextReply), line.promise.map { "\($0.text)（\(time($0.due))）" } ?? "",
            line.escalatedTo.flatMap { names[$0] } ?? "",
            "",
        ]
    }
}
