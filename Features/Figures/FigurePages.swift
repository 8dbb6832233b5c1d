import Handbook
import Kernel
import Web

/// The report of a period: every figure with the period before, its definition and its rows one click away.
struct FigurePages {
    let report: FigureReport
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var query: FigureQuery { report.query }

    var lead: HTML { Self.lead(query, in: t) }

    var content: HTML {
        """
        \(FigurePages.printedAt(report.now, in: viewer))\
        \(FigurePages.filters(Typed(FigureForms.fields(query)), report.units, query, report.types, in: viewer))\
        \(figures)
        """
    }

    /// The figures alone: what the page below fetches.
    var figures: HTML { "\(groups.map { group($0.0, $0.1) })\(charts)" }

    /// The same page before anything is counted: it fetches the figures itself, or leads to them.
    static func later(
        _ query: FigureQuery, units: [Unit], types: CaseTypeNames, now: Instant, in viewer: Viewer
    ) -> HTML {
        let t = viewer.language
        return """
            \(printedAt(now, in: viewer))\
            \(filters(Typed(FigureForms.fields(query)), units, query, types, in: viewer))\
            <div class="panel figure-later" aria-busy="true" hx-get="\(FigureForms.countedAddress(query, .part))" \
            hx-trigger="load" hx-swap="outerHTML"><p class="soft" role="status">\(t(.figureCounting))</p>\
            <p><a href="\(FigureForms.countedAddress(query, .whole))">\(t(.figureCountWhole))</a></p></div>
            """
    }

    private static func printedAt(_ now: Instant, in viewer: Viewer) -> HTML {
        "<p class=\"print-only\">\(viewer.language(.figurePrinted, now.dateAndTime(in: viewer.zone)))</p>"
    }

    static func lead(_ query: FigureQuery, in t: Language) -> HTML {
        "\(t(.figureLead, query.from.longText(in: t), query.to.longText(in: t), String(query.days)))"
    }

    /// The form alone, with what is wrong with it.
    static func filters(
        _ typed: Typed, _ units: [Unit], _ query: FigureQuery?, _ names: CaseTypeNames, in viewer: Viewer
    ) -> HTML {
        let t = viewer.language
        let controls = Controls(typed, in: t)
        let unit: HTML? =
            units.count < 2
            ? nil
            : controls.select(
                "unit", t(.figureUnit), units.prefix(500).map { Choice($0.id.rawValue, $0.name) },
                blank: t(.figureAnyUnit))
        let types = names.types.map { Choice($0.rawValue, t(names.word($0))) }
        return """
            \(query.map { presets($0, viewer) })\
            <form method="get" class="line screen-only" novalidate>\
            \(controls.date("from", t(.figureFrom)))\(controls.date("to", t(.figureTo)))\(unit)\
            \(controls.select("type", t(.figureType), types, blank: t(.figureAnyType)))\
            \(query?.dimension.map { controls.hidden("by", $0.rawValue) })\
            <button class="btn btn-primary">\(t(.figureShow))</button></form>
            """
    }

    private static func presets(_ query: FigureQuery, _ viewer: Viewer) -> HTML {
        let t = viewer.language
        let today = viewer.zone.day(of: viewer.now)
        let first = Day(today.year, today.month, 1)
        let last = first.advanced(by: -1)
        let periods: [(Word, Day, Day)] = [
            (.figureLast7, today.advanced(by: -6), today), (.figureLast30, today.advanced(by: -29), today),
            (.figureThisMonth, first, today), (.figureLastMonth, Day(last.year, last.month, 1), last),
        ]
        return Tabs(
            t(.figureShow), style: .chips,
            periods.map { word, from, to in
                var asked = query
                asked.from = from
                asked.to = to
                return Views.Entry(
                    t(word), url: FigureForms.reportAddress(asked), isCurrent: query.from == from && query.to == to)
            }
        ).html
    }

    private var groups: [(Word, [Figure])] {
        [
            (.figureGroupVolume, [.volume, .complaints, .severe, .foundedRate]),
            (
                .figureGroupWork,
                [.completed, .handlingTime, .backlog, .backlogAge, .backlogLate, .transferRate, .askedAgain]
            ),
            (
                .figureGroupClocks,
                [.firstReplyOnTime, .firstReplyTime, .completedOnTime, .promiseKept, .promiseRenewed]
            ),
            (
                .figureGroupAfter,
                [.solvedRate, .satisfaction, .reopenRate, .reopenings, .compensation, .penalties, .extraService]
            ),
        ]
    }

    private func group(_ title: Word, _ figures: [Figure]) -> HTML {
        let table = Table(
            t(title),
            [
                Table.Column(t(title), .name), Table.Column(t(.figureValue), .figure),
                Table.Column(t(.figureBefore), .figure), Table.Column(t(.figureChange), .figure),
                Table.Column(t(.figureRows), .figure), Table.Column(t(.figureBreakdown)),
            ], isCompact: true)
        return "<section class=\"panel figure-group\">\(table.html(figures.map(row)))</section>"
    }

    private func row(_ figure: Figure) -> Table.Row {
        let now = report.values[figure] ?? FigureValue(figure: figure)
        let before = report.before[figure] ?? FigureValue(figure: figure)
        let by: [FigureDimension] = [.category, .unit, .product, .cause, .person]
        let links = by.map { dimension -> HTML in
            "<a href=\"\(FigureForms.breakdownAddress(figure, by: dimension, query))\">\(t(dimension.word))</a> "
        }
        return Table.Row([
            FigurePages.name(figure, t), "<strong>\(FigureText.value(now, t))</strong>\(median(now))",
            "\(FigureText.value(before, t))", "\(FigureText.change(now, before, t))",
            FigurePages.link(now, .whole, query), "<span class=\"links\">\(links)</span>",
        ])
    }

    private func median(_ value: FigureValue) -> HTML? {
        value.median.map { "<small>\(t(.figureMedian, FigureText.duration(Double($0), t)))</small>" }
    }

    /// The name of a figure, which opens its definition.
    static func name(_ figure: Figure, _ t: Language) -> HTML {
        """
        <details class="definition"><summary>\(t(figure.word))</summary><p class="soft">\(t(figure.definition))</p></details>
        """
    }

    /// How many rows were counted, leading to them; a share says how many of how many.
    static func link(_ value: FigureValue, _ part: FigurePart, _ query: FigureQuery) -> HTML {
        func number(_ count: Int64, _ part: FigurePart) -> HTML {
            count == 0
                ? "<span class=\"soft\">0</span>"
                : "<a href=\"\(FigureForms.listAddress(value.figure, part, query))\">\(String(count))</a>"
        }
        guard value.figure.shape == .share else { return number(value.whole, .whole) }
        return "\(number(value.part, .part)) / \(number(value.whole, .whole))"
    }

    /// Two charts, each with its table beneath: the page says the same without them.
    private var charts: HTML? {
        guard (report.values[.volume]?.whole ?? 0) + (report.values[.completed]?.whole ?? 0) > 0 else {
            return EmptyState(icon: "chart-bar", t(.figureNothing)).html
        }
        let keys = Set((report.incoming + report.completed).map(\.key)).sorted()
        func values(_ lines: [FigureLine]) -> [Int64] {
            let byKey = Dictionary(lines.map { ($0.key, $0.value.whole) }) { first, _ in first }
            return keys.map { byKey[$0] ?? 0 }
        }
        let labels = keys.map { report.trendStep.name(of: $0, [:], t) }
        let flow = FigureChart(
            title: t(.figureChartFlow), kind: "line", labels: labels,
            series: [
                FigureChart.Series(name: t(Figure.volume.word), hue: "slate", values: values(report.incoming)),
                FigureChart.Series(name: t(Figure.completed.word), hue: "jade", values: values(report.completed)),
            ])
        let largest = report.categories.prefix(10)
        let categories = FigureChart(
            title: t(.figureChartCategories), kind: "bar",
            labels: largest.map { FigureDimension.category.name(of: $0.key, [:], t) },
            series: [
                FigureChart.Series(name: t(Figure.volume.word), hue: "jade", values: largest.map(\.value.whole))
            ])
        return "\(flow.html(in: t))\(categories.html(in: t))"
    }
}

/// A chart of the dashboard, drawn by ECharts from the very numbers of the table beneath it.
struct FigureChart {
    struct Series {
        let name: String
        let hue: String
        let values: [Int64]
    }

    let title: String
    let kind: String
    let labels: [String]
    let series: [Series]

    func html(in t: Language) -> HTML {
        let table = Table(
            title, [Table.Column("", .name)] + series.map { Table.Column($0.name, .figure) }, isCompact: true)
        let rows = labels.enumerated().map { index, label in
            Table.Row(["\(label)"] + series.map { "\(String($0.values[index]))" as HTML })
        }
        return """
            <section class="panel"><h2>\(title)</h2>\
            <div class="chart screen-only" data-behaviour="chart" data-kind="\(kind)" data-labels="\(FigureChart.list(labels))" \
            data-names="\(FigureChart.list(series.map(\.name)))" data-hues="\(FigureChart.list(series.map(\.hue)))" \
            data-values="\(series.map { $0.values.map(String.init).joined(separator: ",") }.joined(separator: ";"))" \
            role="img" aria-label="\(title)\(t(.figureAccessible))"></div>\
            <details class="more"><summary>\(t(.figureAccessible))</summary>\(table.html(rows))</details></section>
            """
    }

    /// One text for a list, in the way of JSON.
    private static func list(_ texts: [String]) -> String {
        let quoted = texts.map { text in
            let escaped = text.map { character -> String in
                switch character {
                case "\"": "\\\""
                case "\\": "\\\\"
                default: character.unicodeScalars.allSatisfy { $0.value >= 32 } ? String(character) : " "
                }
            }
            return "\"\(escaped.joined())\""
        }
        return "[\(quoted.joined(separator: ","))]"
    }
}
