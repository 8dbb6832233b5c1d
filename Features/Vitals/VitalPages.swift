import Handbook
import Kernel
import Web

/// 运行状况: what needs a person first, then the figures, then each table.
struct VitalPages {
    let report: VitalReport
    let condition: HouseCondition
    let slow: Duration
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var answers: WorkCount { report.sum(of: .route) }

    var content: HTML {
        guard !report.nodes.isEmpty else { return "\(alarms)\(EmptyState(icon: "heartbeat", t(.vitalsNone)).html)" }
        return """
            \(spans)\(alarms)\(figures)\(VitalChartPages(report: report, viewer: viewer).html)\(routes)\(chores)\
            \(statements)\(nodes)
            """
    }

    private var spans: HTML {
        Tabs(
            t(.vitalsSpan),
            VitalSpan.allCases.map { span in
                Views.Entry(
                    t(span == .day ? .vitalsDay : .vitalsWeek), url: "/vitals?span=\(span.rawValue)",
                    isCurrent: span == report.span)
            }
        ).html
    }

    private var alarms: HTML {
        var alarms = condition.chores.filter(\.needsAttention).map { t(.vitalsAiling, $0.name, state(of: $0)) }
        if condition.outbox.dead > 0 { alarms.append(t(.vitalsDead, String(condition.outbox.dead))) }
        if let since = condition.outbox.oldestDue, condition.readAt - since > .minutes(5) {
            let waited = VitalText.length(condition.readAt - since, in: t)
            alarms.append(t(.vitalsWaiting, String(condition.outbox.waiting), waited))
        }
        if condition.unsealed > Self.mostUnsealed { alarms.append(t(.vitalsUnsealed, String(condition.unsealed))) }
        guard !alarms.isEmpty else { return Remark(.done, "<p>\(t(.vitalsAll))</p>").html }
        return Remark(.broken, HTML(alarms.map { "<p>\($0)</p>" as HTML })).html
    }

    /// Events are sealed every second; more than this means that the sealer is behind.
    private static let mostUnsealed = 500

    private var figures: HTML {
        func figure(_ value: String, _ word: Word, _ tone: Tone = .plain) -> HTML {
            """
            <div\(tone == .plain ? .empty : " class=\"\(tone.rawValue)\"" as HTML)><b>\(value)</b>\
            <span>\(t(word))</span></div>
            """
        }
        let answers = answers
        return """
            <div class="figures">\(figure(String(answers.runs), .vitalsAnswers))\
            \(figure(String(answers.failures), .vitalsFailed, answers.failures > 0 ? .broken : .plain))\
            \(figure(VitalText.time(answers.quantile(0.5), in: t), .vitalsMedian))\
            \(figure(VitalText.time(answers.quantile(0.99), in: t), .vitalsMost))\
            \(figure(String(answers.slowStatements + report.sum(of: .chore).slowStatements), .vitalsSlow))\
            \(figure(t(.vitalsMegabytes, String(report.memory / 1_000_000)), .vitalsMemory))\
            \(figure(String(report.streams), .vitalsStreams))</div>
            """
    }

    private var routes: HTML {
        let lines = report.lines(of: .route)
        let columns = [Table.Column(t(.vitalsRoute), .name)] + counted.map { Table.Column(t($0), .figure) }
        return panel(
            .vitalsRoutes, of: lines.count,
            Table(t(.vitalsRoutes), columns, isCompact: true).html(
                lines.prefix(VitalReport.mostLines).map { line in
                    Table.Row(["<code>\(line.work.name)</code>"] + cells(line.count))
                }))
    }

    private var chores: HTML {
        let counts = Dictionary(report.lines(of: .chore).map { ($0.work.name, $0.count) }) { first, _ in first }
        let columns =
            [Table.Column(t(.vitalsChore), .name), Table.Column(t(.vitalsState)), Table.Column(t(.vitalsLast))]
            + counted.map { Table.Column(t($0), .figure) }
        let states = condition.chores.sorted { a, b in
            (a.needsAttention ? 0 : 1, a.name) < (b.needsAttention ? 0 : 1, b.name)
        }
        let shown = states.filter { $0.needsAttention || counts[$0.name] != nil }
        let idle = states.filter { !$0.needsAttention && counts[$0.name] == nil }.map(\.name)
        let rest: HTML? =
            idle.isEmpty ? nil : "<p class=\"soft\">\(t(.vitalsIdle, idle.joined(separator: t(.listGap))))</p>"
        return panel(
            .vitalsChores, of: shown.count,
            """
            \(Table(t(.vitalsChores), columns, isCompact: true).html(
                shown.map { row(of: $0, counts[$0.name] ?? WorkCount()) }))\(rest)
            """)
    }

    private func row(of chore: ChoreState, _ count: WorkCount) -> Table.Row {
        let tone: Tone = chore.needsAttention ? .broken : chore.failures > 0 ? .warned : .done
        return Table.Row(
            ["<code>\(chore.name)</code>", mark(tone, state(of: chore)), "\(chore.finishedAt.map(time) ?? "—")"]
                + cells(count))
    }

    private var statements: HTML {
        let hint: HTML = "<p class=\"soft\">\(t(.vitalsStatementsHint, String(slow.milliseconds)))</p>"
        guard !report.statements.isEmpty else {
            return panel(.vitalsStatements, of: 0, "\(hint)<p class=\"soft\">\(t(.vitalsNoSlow))</p>")
        }
        let columns =
            [Table.Column(t(.vitalsStatement), .name), Table.Column(t(.vitalsFor))]
            + [Word.vitalsRuns, .vitalsLongest, .vitalsTotal].map { Table.Column(t($0), .figure) }
        let table = Table(t(.vitalsStatements), columns, isCompact: true).html(
            report.statements.map { slow in
                Table.Row([
                    "<code class=\"statement\">\(slow.statement)</code>", "<code>\(slow.work.name)</code>",
                    "\(String(slow.count))", "\(VitalText.time(Double(slow.longest), in: t))",
                    "\(VitalText.length(.milliseconds(slow.milliseconds), in: t))",
                ])
            })
        return panel(.vitalsStatements, of: 0, "\(hint)\(table)")
    }

    private var nodes: HTML {
        let columns =
            [Table.Column(t(.vitalsNode), .name)]
            + [Word.vitalsState, .vitalsVersion, .vitalsStarted, .vitalsSeen].map { Table.Column(t($0)) }
        return panel(
            .vitalsNodes, of: 0,
            Table(t(.vitalsNodes), columns, isCompact: true).html(
                report.nodes.map { node in
                    let isThere = node.isThere(at: condition.readAt)
                    return Table.Row([
                        "\(node.name)", mark(isThere ? .done : .plain, t(isThere ? .vitalsThere : .vitalsGone)),
                        "\(node.version)", "\(time(node.startedAt))", "\(time(node.seenAt))",
                    ])
                }))
    }

    private let counted: [Word] = [
        .vitalsRuns, .vitalsFailed, .vitalsHalf, .vitalsNinetyFive, .vitalsNinetyNine, .vitalsLongest, .vitalsTotal,
    ]

    private func cells(_ count: WorkCount) -> [HTML] {
        [
            "\(String(count.runs))", "\(String(count.failures))", "\(VitalText.time(count.quantile(0.5), in: t))",
            "\(VitalText.time(count.quantile(0.95), in: t))", "\(VitalText.time(count.quantile(0.99), in: t))",
            "\(VitalText.time(count.runs > 0 ? Double(count.longest) / 1000 : nil, in: t))",
            "\(count.runs > 0 ? VitalText.length(count.total, in: t) : "—")",
        ]
    }

    private func time(_ instant: Instant) -> String { instant.monthAndTime(in: viewer.zone, t) }

    private func mark(_ tone: Tone, _ text: String) -> HTML {
        StateBadge(tone, text).html
    }

    private func state(of chore: ChoreState) -> String {
        if chore.failures > 0 { return t(.vitalsFailing, String(chore.failures), chore.lastError ?? "") }
        return t(chore.isForgotten ? .vitalsForgotten : .vitalsWell)
    }

    private func panel(_ title: Word, of total: Int, _ content: HTML) -> HTML {
        let more: HTML? =
            total > VitalReport.mostLines
            ? "<p class=\"soft\">\(t(.vitalsMore, String(VitalReport.mostLines), String(total)))</p>" : nil
        return "<section class=\"panel\"><h2>\(t(title))</h2>\(content)\(more)</section>"
    }
}

/// Times as people read them.
enum VitalText {
    /// Milliseconds: two figures that count below ten, whole ones below ten thousand.
    static func time(_ milliseconds: Double?, in t: Language) -> String {
        guard let milliseconds else { return "—" }
        if milliseconds >= 10_000 { return t(.vitalsSeconds, String(Int((milliseconds / 1000).rounded()))) }
        if milliseconds >= 10 { return t(.vitalsMilliseconds, String(Int(milliseconds.rounded()))) }
        let tenths = Int((milliseconds * 10).rounded())
        return t(.vitalsMilliseconds, "\(tenths / 10).\(tenths % 10)")
    }

    static func length(_ length: Duration, in t: Language) -> String {
        let milliseconds = length.milliseconds
        return switch milliseconds {
        case ..<1000: t(.vitalsMilliseconds, String(milliseconds))
        case ..<120_000: t(.vitalsSeconds, String(milliseconds / 1000))
        default: t(.vitalsMinutes, String(milliseconds / 60_000))
        }
    }
}
