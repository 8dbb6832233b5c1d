import Handbook
import Kernel
import Web

/// 条款执行率: filters, the table with its totals, the trend, and what the table cannot show: clauses without a row.
struct AdherencePages {
    let view: AdherenceView
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var query: AdherenceQuery { view.query }
    private var report: Adherence { view.adherence }

    var lead: HTML {
        "\(t(.adherenceLead, view.version.title, view.version.version, query.from.longText(in: t), query.to.longText(in: t)))"
    }

    var content: HTML {
        """
        <p class="print-only">\(t(.adherencePrinted, view.version.number, view.version.version))</p>\
        \(AdherencePages.filters(Typed(AdherenceForms.fields(query)), view.choices, query, in: t))\(groupings)\
        \(report.isWhole ? nil : Remark(.warned, "<p>\(t(.adherenceCut, String(Adherence.bound)))</p>").html)\
        \(report.lines.isEmpty ? EmptyState(icon: "chart-bar", t(.adherenceNone)).html : table)\
        \(clauses(.adherenceNeverKept, .adherenceNeverKeptHint, report.neverKept, linked: true))\
        \(clauses(.adherenceNeverApplied, .adherenceNeverAppliedHint, report.neverApplied, linked: false))\
        \(AdherenceTrendPages(trend: view.trend, query: query.trend, language: t).html)
        """
    }

    /// The form alone, with what is wrong with it.
    static func filters(
        _ typed: Typed, _ choices: AdherenceView.Choices?, _ query: AdherenceQuery?, in t: Language
    ) -> HTML {
        let controls = Controls(typed, in: t)
        func chosen(_ entries: [(id: String, name: String)]) -> [Choice] { entries.map { Choice($0.id, $0.name) } }
        let lists: HTML? = choices.map {
            """
            \(controls.select("handbook", t(.adherenceHandbook), chosen($0.handbooks)))\
            \(controls.select("unit", t(.adherenceUnit), chosen($0.units), blank: t(.adherenceAnyUnit)))\
            \(controls.select("person", t(.adherencePerson), chosen($0.people), blank: t(.adherenceAnyone)))
            """
        }
        return """
            <form method="get" action="/adherence" class="line screen-only" novalidate>\
            \(controls.date("from", t(.adherenceFrom)))\(controls.date("to", t(.adherenceTo)))\(lists)\
            \(query.map { controls.hidden("by", $0.grouping.rawValue) })\
            \(query?.clause.map { controls.hidden("clause", $0) })\
            <button class="btn btn-primary">\(t(.adherenceShow))</button></form>
            """
    }

    private var groupings: HTML {
        Tabs(
            t(.adherenceBy),
            Adherence.Grouping.allCases.map { grouping in
                var query = query
                query.grouping = grouping
                return Views.Entry(
                    t(grouping.word), url: AdherenceForms.reportAddress(query),
                    isCurrent: grouping == self.query.grouping)
            }
        ).html
    }

    private var table: HTML {
        let figures =
            [Word.adherenceApplied] + Adherence.Outcome.allCases.map(\.word) + [.adherenceRate, .adherenceSlack]
        return Table(
            t(.adherenceTitle),
            [Table.Column(t(query.grouping.keyWord), .name)] + figures.map { Table.Column(t($0), .figure) },
            isCompact: true
        ).html(
            report.lines.map { line in
                Table.Row([key(line)] + cells(line.counts, query.narrowed(to: line.key)))
            },
            foot: ["\(t(.adherenceTotal))"] + cells(report.total, query))
    }

    private func key(_ line: Adherence.Line) -> HTML {
        switch query.grouping {
        case .clause:
            let text = view.handbook.clause(line.key)?.text.opening(40) ?? ""
            return "\(ClauseMark(of: line.key, in: view.version.id).html) \(text)"
        case .week: return "\(Day(iso: line.key)?.text(in: t) ?? line.key)"
        case .unit: return "\(view.names[line.key] ?? line.key)"
        case .person: return "\(line.key.isEmpty ? t(.adherenceNobody) : view.names[line.key] ?? line.key)"
        }
    }

    private func cells(_ counts: Adherence.Counts, _ query: AdherenceQuery) -> [HTML] {
        [AdherencePages.number(counts.applied, AdherenceForms.recordsAddress(query))]
            + Adherence.Outcome.allCases.map { outcome in
                AdherencePages.number(counts[outcome], AdherenceForms.recordsAddress(query, outcome))
            } + [
                "\(AdherenceText.percent(counts.rate))",
                counts.medianSlack.map { "\(slack($0))" } ?? AdherencePages.nothing,
            ]
    }

    private func slack(_ milliseconds: Int64) -> String { AdherenceText.slack(.milliseconds(milliseconds), in: t) }

    private func clauses(_ title: Word, _ hint: Word, _ clauses: [Clause], linked: Bool) -> HTML? {
        guard !clauses.isEmpty else { return nil }
        let items = clauses.map { clause -> HTML in
            var broken = query
            broken.clause = clause.number
            let number = report.lines.first { $0.key == clause.number }?.counts.applied ?? 0
            let link =
                linked ? AdherencePages.number(number, AdherenceForms.recordsAddress(broken)) : "<span></span>" as HTML
            return """
                <li><span>\(ClauseMark(of: clause.number, in: view.version.id).html) \(clause.text)</span>\(link)</li>
                """
        }
        // What was never kept is read; what never applied is counted, and one key away.
        return """
            <section class="panel"><details class="fold"\(attribute: "open", if: linked)>\
            <summary><h2>\(t(title)) <span class="soft figure">\(clauses.count)</span></h2></summary>\
            <p class="soft">\(t(hint))</p><ul class="duties">\(items)</ul></details></section>
            """
    }
}

extension AdherencePages {
    /// A number that opens its records; nought has none to open, and on a phone it is left out.
    static func number(_ number: Int, _ url: String) -> HTML {
        number == 0 ? "<span class=\"soft nought\">0</span>" : "<a href=\"\(url)\">\(number)</a>"
    }

    fileprivate static let nothing: HTML = "<span class=\"soft nought\">–</span>"
}
