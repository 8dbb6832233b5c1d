import Kernel
import Web

/// 抽查回访: what waits to be checked, what was found, and how each period was drawn.
struct CaseSamplePages {
    let open: (lines: [CaseSampleLine], total: Int)
    let done: (lines: [CaseSampleLine], total: Int)
    let draws: (lines: [(draw: CaseSample.Draw, count: CaseSampleCount)], total: Int)
    let units: [Unit.ID: String]
    let names: [Staff.ID: String]
    /// Draws whose cases the reader may check.
    let mine: Set<CaseSample.Draw.ID>
    let viewer: Viewer
    let paging: Paging
    let query: FormData
    var typed: (id: CaseSample.ID?, typed: Typed) = (nil, .blank)

    private var t: Language { viewer.language }

    var content: HTML {
        guard open.total + done.total + draws.total > 0 else {
            return EmptyState(icon: "clipboard-check", t(.samplesNone)).html
        }
        return "\(waiting)\(drawn)\(checked)"
    }

    private var waiting: HTML {
        let items = open.lines.map { line -> HTML in
            let sample = line.sample
            let attempts: HTML? =
                sample.attempts > 0
                ? "<span class=\"soft\">\(t(.sampleAttempts, String(sample.attempts)))</span>" : nil
            return """
                <li id="s-\(sample.id.rawValue)"><span>\(link(line)) <small>\(units[sample.unit] ?? "")</small></span>\
                \(attempts)<p class="soft">\(t(.sampleSolution, line.solution.opening(120)))</p>\(form(sample))</li>
                """
        }
        return panel(
            .samplesOpen, open.total,
            items.isEmpty ? "<p class=\"soft\">\(t(.samplesNothing))</p>" : "<ul class=\"duties\">\(items)</ul>")
    }

    private func form(_ sample: CaseSample) -> HTML? {
        guard mine.contains(sample.draw) else { return nil }
        let form = Controls(typed.id == sample.id ? typed.typed : .blank, in: t, prefix: "s-\(sample.id.rawValue)-")
        let verdicts = CaseSample.Verdict.allCases.map { Choice($0.rawValue, t($0.word)) }
        return viewer.form(
            to: "/samples/\(sample.id.rawValue)", class: "stack",
            """
            \(form.segmented("verdict", t(.sampleVerdict), verdicts, required: true))\
            \(form.text("note", t(.sampleNote), required: true, max: 400))\(viewer.submit(t(.sampleRecord), .usual))
            """)
    }

    private var drawn: HTML? {
        guard !draws.lines.isEmpty else { return nil }
        let figures: [Word] = [
            .samplePopulation, .sampleDrawn, .sampleConfirmed, .sampleDisputed, .sampleUnreachable, .sampleOpen,
            .sampleShare,
        ]
        let table = Table(
            t(.samplesDraws),
            [
                Table.Column(t(.samplePeriod), .name), Table.Column(t(.sampleUnit)), Table.Column(t(.adherenceKey)),
            ] + figures.map { Table.Column(t($0), .figure) }, isCompact: true)
        let rows = draws.lines.map { draw, count in
            Table.Row([
                "\(draw.period)", "\(units[draw.unit] ?? "")", ClauseMark(of: draw.clause, in: draw.version).html,
                "\(draw.population)", "\(draw.drawn)", "\(count.confirmed)", "\(count.disputed)",
                "\(count.unreachable)", "\(count.open)",
                "\(count.confirmedShare.map(FigureText.percent) ?? "–")",
            ])
        }
        return panel(
            .samplesDraws, draws.total,
            "\(table.html(rows))\(paging.html(total: draws.total, path: "/samples", query: query, in: t))")
    }

    private var checked: HTML? {
        guard !done.lines.isEmpty else { return nil }
        let table = Table(
            t(.samplesDone),
            [
                Table.Column(t(.sampleCase), .name), Table.Column(t(.sampleUnit)), Table.Column(t(.sampleVerdict)),
                Table.Column(t(.sampleNote)), Table.Column(t(.adherencePerson)),
            ])
        let rows = done.lines.compactMap { line -> Table.Row? in
            guard let found = line.sample.verification else { return nil }
            let tone: Tone =
                switch found.verdict {
                case .confirmed: .done
                case .disputed: .broken
                case .unreachable: .waiting
                }
            return Table.Row(
                [
                    link(line), "\(units[line.sample.unit] ?? "")", StateBadge(tone, t(found.verdict.word)).html,
                    "\(found.note)",
                    "\(t(.sampleBy, names[found.by] ?? "", found.at.dateAndTime(in: viewer.zone)))",
                ], url: "/cases/\(line.sample.record.rawValue)")
        }
        return panel(.samplesDone, done.total, table.html(rows))
    }

    private func link(_ line: CaseSampleLine) -> HTML {
        "<a href=\"/cases/\(line.sample.record.rawValue)\">\(line.subject)</a> <small>\(line.number)</small>"
    }

    private func panel(_ title: Word, _ count: Int, _ content: HTML) -> HTML {
        "<section class=\"panel\"><h2>\(t(title)) <span class=\"soft figure\">\(count)</span></h2>\(content)</section>"
    }
}
