import Kernel
import Web

/// 客户意见周排名: two rankings, each beside the week before.
struct WeekDigestPages {
    let view: WeekDigestView
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var digest: WeekDigest { view.digest }

    var lead: HTML {
        let week = digest.week
        return "\(t(.weekLead, view.unitName, week.monday.shortText(in: t), week.last.shortText(in: t)))"
    }

    var content: HTML {
        let fields = ["unit": digest.unit.rawValue, "week": digest.week.description]
        let form = Controls(Typed(fields), in: t)
        let figures: [(Word, Int)] = [
            (.weekReported, digest.reported), (.dayCompleted, digest.completed), (.weekUnresolved, digest.unresolved),
        ]
        let sums = Table(t(.weekTitle), figures.map { Table.Column(t($0.0), .figure) }, isCompact: true)
        return """
            <form method="get" class="line screen-only">\
            \(form.select("unit", t(.digestUnit), view.units.prefix(500).map { Choice($0.id.rawValue, $0.name) }))\
            \(form.text("week", t(.weekWeek), max: 8, hint: t(.weekHint)))\
            <button class="btn btn-primary">\(t(.dayShow))</button></form>\
            <p class="soft">\(t(view.isKept ? .weekKept : .dayLive)) \(t.counted(digest.counted)) \
            <a href="/digests/week?unit=\(digest.unit.rawValue)&week=\(digest.week.before.description)">\(t(.weekBefore))</a></p>\
            \(sums.html([Table.Row(figures.map { "\($0.1)" })]))\
            \(DigestReceiptPages(viewer: viewer, zone: view.zone).panel(
                view.receipts, waits: view.waitsForMe, to: "/digests/week", fields, isKept: view.isKept))\
            \(ranking(.category, .weekByCategory))\(ranking(.product, .weekByProduct))
            """
    }

    private func ranking(_ ranking: WeekDigest.Ranking, _ title: Word) -> HTML {
        let lines = digest.lines[ranking] ?? []
        let name: Word = ranking == .category ? .digestCategory : .weekProduct
        let figures: [Word] = [.digestNumber, .weekChange, .dayComplaints, .weekUnresolved]
        let table = Table(
            t(title),
            [Table.Column(t(.weekPlace), .figure), Table.Column(t(name), .name)]
                + figures.map { Table.Column(t($0), .figure) }, isCompact: true)
        let rows = lines.enumerated().map { place, line in
            Table.Row([
                "\(place + 1)", "\(line.name.isEmpty ? t(.figureUnsaid) : line.name)", "\(line.number)",
                "\(Self.change(line))", "\(line.complaints)", "\(line.unresolved)",
            ])
        }
        return """
            <section class="panel"><h2>\(t(title))</h2>\
            \(rows.isEmpty ? "<p class=\"soft\">\(t(.dayNone))</p>" : table.html(rows))</section>
            """
    }

    private static func change(_ line: WeekDigest.Line) -> String {
        let difference = line.number - line.before
        return difference > 0 ? "+\(difference)" : "\(difference)"
    }
}

/// 阅签: who has read a report of a day or a week, and the button of whoever still owes it.
struct DigestReceiptPages {
    let viewer: Viewer
    let zone: Zone

    private var t: Language { viewer.language }

    func panel(
        _ receipts: [DigestReceipt], waits: Bool, to url: String, _ fields: [String: String], isKept: Bool
    ) -> HTML? {
        guard isKept, waits || !receipts.isEmpty else { return nil }
        let lines = receipts.map { receipt -> HTML in
            "<li>\(t(receipt.kind.word)) · \(receipt.name) · \(t(.digestSigned, receipt.at.dateAndTime(in: zone)))</li>"
        }
        let sign: HTML? =
            waits ? viewer.button(to: "\(url)/receipt", t(.digestSign), .usual, fields: fields) : nil
        return """
            <section class="panel"><h2>\(t(.dayReaders))</h2>\
            \(lines.isEmpty ? nil : "<ul class=\"plain-list\">\(lines)</ul>" as HTML)\(sign)</section>
            """
    }
}

extension DigestReceipt.Kind {
    var word: Word {
        switch self {
        case .day: .dayTitle
        case .unsolved: .dayUnsolvedRead
        case .week: .weekTitle
        }
    }
}
