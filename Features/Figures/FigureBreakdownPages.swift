import Handbook
import Kernel
import Web

/// One figure by one dimension: its lines with the period before, their shares, bars, and the rows behind each.
struct FigureBreakdownPages {
    let breakdown: FigureBreakdown
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var figure: Figure { breakdown.figure }
    private var query: FigureQuery { breakdown.query }

    var lead: HTML {
        "\(t(figure.definition)) \(t(.figureLead, query.from.longText(in: t), query.to.longText(in: t), String(query.days)))"
    }

    var content: HTML {
        """
        \(FigurePages.filters(Typed(FigureForms.fields(query)), breakdown.units, query, breakdown.types, in: viewer))\(dimensions)\
        \(breakdown.lines.isEmpty ? EmptyState(icon: "chart-bar", t(.figureNothing)).html : table)
        """
    }

    private var dimensions: HTML {
        Tabs(
            t(.figureBreakdown),
            FigureDimension.allCases.map { dimension in
                Views.Entry(
                    t(dimension.word), url: FigureForms.breakdownAddress(figure, by: dimension, query),
                    isCurrent: dimension == breakdown.dimension)
            }
        ).html
    }

    private var table: HTML {
        Table(
            t(figure.word),
            [
                Table.Column(t(breakdown.dimension.word), .name), Table.Column(t(.figureValue), .figure),
                Table.Column(""), Table.Column(t(.figureShare), .figure), Table.Column(t(.figureBefore), .figure),
                Table.Column(t(.figureRows), .figure),
            ], isCompact: true
        ).html(breakdown.lines.map(row), foot: foot)
    }

    private func row(_ line: FigureLine) -> Table.Row {
        var narrowed = query
        narrowed.dimension = breakdown.dimension
        narrowed.key = line.key
        let before = breakdown.linesBefore[line.key]
        return Table.Row([
            "\(breakdown.dimension.name(of: line.key, breakdown.names, t))",
            "<strong>\(FigureText.value(line.value, t))</strong>", bar(line.value),
            "\(share(line.value))", "\(before.map { FigureText.value($0, t) } ?? "–")",
            FigurePages.link(line.value, .whole, narrowed),
        ])
    }

    private var foot: [HTML] {
        [
            "\(t(.figureTotal))", "<strong>\(FigureText.value(breakdown.total, t))</strong>", .empty, "100.0%",
            "\(FigureText.value(breakdown.before, t))",
            FigurePages.link(breakdown.total, .whole, query.withoutKey),
        ]
    }

    /// The share of the rows, or of the money.
    private func share(_ value: FigureValue) -> String {
        let (own, all) =
            figure.shape == .money ? (value.sum, breakdown.total.sum) : (value.whole, breakdown.total.whole)
        return all == 0 ? t(.figureNA) : FigureText.percent(Double(own) / Double(all))
    }

    /// From nought, along the largest of them; the number beside it says the same.
    private func bar(_ value: FigureValue) -> HTML {
        let most = figure.shape == .share ? 1 : breakdown.lines.compactMap(\.value.number).max() ?? 0
        guard let number = value.number, most > 0 else { return .empty }
        let width = Int((120 * min(1, max(0, number / most))).rounded())
        return """
            <svg class="bar" viewBox="0 0 120 8" width="120" height="8" aria-hidden="true">\
            <rect width="\(width)" height="8" fill="var(--jade)"></rect></svg>
            """
    }
}

extension FigureQuery {
    var withoutKey: FigureQuery {
        var query = self
        query.key = nil
        return query
    }
}

/// The rows behind a figure: exactly those that were counted.
struct FigureListPages {
    let list: FigureList
    let viewer: Viewer

    private var t: Language { viewer.language }

    var lead: HTML {
        """
        \(t(list.figure.definition)) \(list.query.from.longText(in: t)) – \(list.query.to.longText(in: t))\
        \(narrowed.map { " · \($0)" as HTML })
        """
    }

    private var narrowed: String? {
        guard let dimension = list.query.dimension, let key = list.query.key else { return nil }
        return "\(t(dimension.word)): \(dimension.name(of: key, list.keyName.map { [key: $0] } ?? [:], t))"
    }

    /// `path`: where the list stands, if not beside its figure.
    func content(paging: Paging, query: FormData, path: String? = nil) -> HTML {
        let parts: HTML? =
            list.figure.shape == .share
            ? Tabs(
                t(.figureList), style: .chips,
                FigurePart.allCases.map { part in
                    Views.Entry(
                        t(part.word), url: FigureForms.listAddress(list.figure, part, list.query), count: count(part),
                        isCurrent: part == list.part)
                }
            ).html : nil
        guard !list.rows.isEmpty else { return "\(parts)\(EmptyState(icon: "chart-bar", t(.figureNothing)).html)" }
        let hasValue = list.figure.shape == .time || list.figure.shape == .money
        let columns =
            [
                Table.Column(t(.figureCase), .name), Table.Column(t(.figureState)), Table.Column(t(.figureUnit)),
                Table.Column(t(.figureHandler)), Table.Column(t(.figureWhen)),
            ] + (hasValue ? [Table.Column(t(.figureRowValue), .figure)] : [])
        let total: [HTML] =
            ["\(t(.figureTotal))", .empty, .empty, .empty, "\(FigureText.value(list.value, t))"]
            + (hasValue ? [.empty] : [])
        return """
            \(parts)\(Table(t(list.figure.word), columns, isCompact: true).html(list.rows.map { row($0, hasValue) }, foot: total))\
            \(paging.html(total: list.total, path: path ?? "/reports/\(list.figure.rawValue)/rows", query: query, in: t))
            """
    }

    private func count(_ part: FigurePart) -> Int {
        switch part {
        case .whole: Int(list.value.whole)
        case .part: Int(list.value.part)
        case .rest: Int(list.value.whole - list.value.part)
        }
    }

    private func row(_ row: FigureRow, _ hasValue: Bool) -> Table.Row {
        let url = "/cases/\(row.record.rawValue)"
        let isOpen = list.open.contains(row.record)
        let name: HTML =
            isOpen
            ? "<a href=\"\(url)\">\(row.subject)</a><small>\(row.number)</small>" : "\(row.number)"
        let cells: [HTML] = [
            name, StateBadge(row.state.tone, t(row.state.word)).html, "\(list.units[row.unit] ?? "")",
            "\(row.handler.flatMap { list.names[$0] } ?? "–")", "\(row.at.dateAndTime(in: viewer.zone))",
        ]
        let value: [HTML] =
            hasValue ? ["\(row.value.map { FigureText.row($0, list.figure.shape, t) } ?? "–")"] : []
        return Table.Row(cells + value, url: isOpen ? url : nil)
    }
}

extension FigurePart {
    var word: Word {
        switch self {
        case .whole: .figureWhole
        case .part: .figurePart
        case .rest: .figureRest
        }
    }
}
