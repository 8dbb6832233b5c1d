import Handbook
import Kernel
import Web

/// The wall at a desk: figures, what runs out, who is there, queues, and where the handbook is not kept.
struct WallPages {
    let wall: Wall
    let viewer: Viewer

    private var t: Language { viewer.language }

    var content: HTML {
        """
        <div id="wall" class="wall" data-behaviour="live" data-live="wall" data-live-every="5000" hx-get="/wall" \
        hx-trigger="refresh, every 60s" hx-select="#wall > *" hx-swap="innerHTML">\
        \(figures)<div class="wall-columns"><div>\(deadlines)\(queues)</div><div>\(recent)\(duty)\(lines)</div></div>\
        \(heat)</div>
        """
    }

    private var figures: HTML {
        let since = String(viewer.zone.today(at: viewer.now).lowerBound.milliseconds)
        let tiles: [HTML] = [
            figure(wall.open, .wallOpen, "/wall/cases?stage=open"),
            figure(wall.count(.waiting), .wallWaiting, "/wall/cases?stage=waiting"),
            figure(wall.dueSoon, .wallDueSoon, "/wall/obligations?due=soon", tone: .warned),
            figure(wall.breached, .wallBreached, "/wall/obligations?breached=\(since)", tone: .broken),
            figure(wall.pooled, .wallPooled, "/wall/cases?waiting=pooled", tone: .broken), calls,
            figure(wall.duty.count, .wallOnDuty, "/duty"),
        ]
        let commands: HTML? = wall.unanswered.flatMap { count in
            count == 0 ? nil : figure(count, .dispatchUnanswered, "/dispatches/log", tone: .warned)
        }
        return "<div class=\"figures\">\(tiles)\(commands)</div>"
    }

    private func figure(
        _ number: Int, _ word: Word, _ url: String, tone: Tone = .plain
    ) -> HTML {
        let isAlarm = number > 0 && tone != .plain
        let most = number >= Wall.mostCounted && tone != .plain
        return """
            <a href="\(url)"\(isAlarm ? " class=\"\(tone.rawValue)\"" as HTML : .empty)>\
            <b>\(String(number))\(most ? "+" : "")</b><span>\(t(word))</span></a>
            """
    }

    /// Calls that wait, with the longest wait: somebody is on the telephone, or was promised to be.
    private var calls: HTML {
        let number = wall.calls.all
        let since = wall.calls.oldest.map { since -> HTML in
            "<small>\(t(.wallOldestWaiting)) \(WallPages.age(of: since, at: viewer.now, t))</small>"
        }
        return """
            <a href="/wall/calls" id="calls-waiting"\(number > 0 ? " class=\"warned\"" as HTML : .empty)>\
            <b>\(String(number))\(number >= Wall.mostCounted ? "+" : "")</b><span>\(t(.wallCalls))</span>\(since)</a>
            """
    }

    private var deadlines: HTML {
        // A case that is owed under two clauses is two lines, and is given to somebody once.
        var given: Set<Case.ID> = []
        let rows = wall.deadlines.map { deadline -> Table.Row in
            let obligation = deadline.obligation
            let url = deadline.record.map { "/cases/\($0.rawValue)" }
            let what = t(obligation.rule.owedWord)
            let give: HTML =
                if let suggestion = deadline.suggestion, let record = deadline.record, given.insert(record).inserted {
                    viewer.form(
                        to: "/wall/reassignments", class: "act",
                        """
                        <input type="hidden" name="case" value="\(record.rawValue)">\
                        <input type="hidden" name="to" value="\(suggestion.staff.rawValue)">\
                        <button type="submit" class="btn btn-usual" id="give-\(obligation.id.rawValue)" \
                        title="\(suggestion.because.sentence(in: t))">\(t(.wallGive, suggestion.because.name))</button>
                        """)
                } else { .empty }
            return Table.Row(
                [
                    """
                    \(url.map { "<a href=\"\($0)\">\(deadline.subject)</a>" as HTML } ?? "\(deadline.subject)")\
                    <small>\(deadline.number) · \(deadline.unit)</small>
                    """,
                    "\(what) \(ClauseMark(of: obligation.clause, in: obligation.version).html)", "\(deadline.owedBy)",
                    countdown(obligation.dueAt), give,
                ], url: url,
                promise: PromiseBar(
                    used: deadline.used, proof: "§\(obligation.clause) \(obligation.dueAt.fullText(in: viewer.zone, t))"
                ).html(in: t))
        }
        let body: HTML =
            rows.isEmpty
            ? "<p class=\"soft\">\(t(.wallNothingDue))</p>"
            : Table(
                t(.wallDueSoon),
                [
                    Table.Column(t(.wallSubject), .name), Table.Column(t(.wallOwed)), Table.Column(t(.wallHandler)),
                    Table.Column(t(.wallLeft)), Table.Column("", .act),
                ]
            ).html(rows)
        let all: HTML? =
            wall.dueSoon > wall.deadlines.count
            ? "<p><a href=\"/wall/obligations?due=soon\">\(t(.wallAllDue, String(wall.dueSoon)))</a></p>" : nil
        return panel(.wallDueSoon, wall.dueSoon, "\(body)\(all)")
    }

    private var queues: HTML {
        guard !wall.queues.isEmpty else { return panel(.wallQueues, 0, "<p class=\"soft\">\(t(.wallNoQueues))</p>") }
        let stages = Wall.Stage.allCases
        let rows = wall.queues.map { queue -> Table.Row in
            let unit = queue.unit.rawValue
            return Table.Row(
                ["<a href=\"/wall/cases?stage=open&amp;unit=\(unit)\">\(queue.name)</a>"]
                    + stages.map { link(queue.counts[$0] ?? 0, "/wall/cases?stage=\($0.rawValue)&unit=\(unit)") } + [
                        link(queue.open, "/wall/cases?stage=open&unit=\(unit)"), age(queue.waitingSince),
                        age(queue.openSince),
                    ])
        }
        let sums =
            stages.map { link(wall.count($0), "/wall/cases?stage=\($0.rawValue)") } + [
                link(wall.open, "/wall/cases?stage=open"), HTML.empty, HTML.empty,
            ]
        let table = Table(
            t(.wallQueues),
            [Table.Column(t(.wallUnit), .name)] + stages.map { Table.Column(t($0.word), .figure) } + [
                Table.Column(t(.wallTotal), .figure), Table.Column(t(.wallOldestWaiting), .figure),
                Table.Column(t(.wallOldestOpen), .figure),
            ], isCompact: true
        ).html(rows, foot: ["\(t(.wallTotal))"] + sums)
        return panel(.wallQueues, wall.open, table)
    }

    private var duty: HTML {
        let items = wall.duty.map { duty -> HTML in
            let staff = duty.person.staff.rawValue
            let away = duty.person.presence.isHere ? nil : StateBadge(.waiting, t(.dutyStateAway)).html
            return """
                <li><span><a href="/people/\(staff)">\(duty.person.name)</a> <small>\(duty.unit)</small> \(away)</span>\
                <a href="/wall/cases?handler=\(staff)">\(t(.wallInHand, String(duty.load)))</a></li>
                """
        }
        let body: HTML =
            items.isEmpty
            ? "<p>\(StateBadge(.broken, t(.wallNobody)).html)</p>" : "<ul class=\"duties\">\(items)</ul>"
        return panel(.wallOnDuty, wall.duty.count, body)
    }

    private var lines: HTML? {
        guard !wall.lines.isEmpty else { return nil }
        let rows = wall.lines.map { queue -> Table.Row in
            let view = queue.view
            let id = view.line.id.rawValue
            let people: HTML =
                view.onDuty == 0
                ? StateBadge(.broken, t(.wallNobodyLine)).html : "\(view.onDuty) / \(view.members)"
            return Table.Row([
                "<a href=\"/lines/\(id)\">\(view.line.name)</a><small>\(view.unit)</small>", people,
                link(view.offered, "/wall/cases?waiting=offered&line=\(id)"),
                link(view.pooled, "/wall/cases?waiting=pooled&line=\(id)"), age(queue.oldest),
            ])
        }
        return panel(
            .wallLines, wall.lines.count,
            Table(
                t(.wallLines),
                [
                    Table.Column(t(.wallLine), .name), Table.Column(t(.wallMembers)),
                    Table.Column(t(.wallOffered), .figure), Table.Column(t(.wallPooled), .figure),
                    Table.Column(t(.wallOldestWaiting), .figure),
                ], isCompact: true
            ).html(rows))
    }

    private var recent: HTML? {
        guard !wall.recent.isEmpty else { return nil }
        let items = wall.recent.map { done -> HTML in
            """
            <li><span>\(t(.wallRecentLine, done.number, done.from, done.to))</span>\
            \(viewer.button(to: "/wall/reassignments/\(done.reassignment.id)/undoing", t(.reassignmentUndo), .usual))</li>
            """
        }
        return panel(.wallRecent, items.count, "<ul class=\"duties\">\(items)</ul>")
    }

    private var heat: HTML? {
        guard let heat = wall.heat else { return nil }
        let title = t(.wallHeat, String(heat.days))
        guard !heat.clauses.isEmpty else {
            return
                "<section class=\"panel\"><h2>\(title)</h2><p class=\"soft\">\(t(.wallHeatNothing, String(heat.days)))</p></section>"
        }
        let since = String(Wall.heatSince(viewer.now, viewer.zone).milliseconds)
        let rows = heat.clauses.map { clause -> HTML in
            let cells = heat.units.map { unit -> HTML in
                guard let cell = heat.cells[clause.number]?[unit.id] else { return "<td class=\"heat-none\"></td>" }
                let url = "/wall/obligations?clause=\(clause.number)&unit=\(unit.id.rawValue)&since=\(since)"
                return """
                    <td class="heat \(cell.shade)"><a href="\(url)" title="\(String(cell.kept)) / \(String(cell.all))">\
                    \(String(cell.percent))%</a></td>
                    """
            }
            return """
                <tr><th scope="row">\(ClauseMark(clause.number).html) <span class="heat-text" title="\(clause.text)">\(clause.text.opening(18))</span></th>\(cells)</tr>
                """
        }
        let heads = heat.units.map { "<th scope=\"col\">\($0.name)</th>" as HTML }
        return """
            <section class="panel"><h2>\(title)</h2>\
            <div class="table-frame" role="region" aria-label="\(title)" tabindex="0"><table class="heat-grid">\
            <caption class="unseen">\(title)</caption><thead><tr><th scope="col">\(t(.wallClause))</th>\(heads)</tr></thead>\
            <tbody>\(rows)</tbody></table></div>\
            \(heat.isCut ? "<p class=\"soft\">\(t(.wallHeatCut, String(Wall.mostHeat)))</p>" as HTML : nil)</section>
            """
    }

    private func countdown(_ due: Instant) -> HTML {
        """
        <time class="figure" data-behaviour="relative-time" data-at="\(String(due.milliseconds))">\
        \(due.countdown(from: viewer.now, t))</time>
        """
    }

    private func age(_ since: Instant?) -> HTML {
        guard let since else { return "<span class=\"soft\">–</span>" }
        return
            "<time title=\"\(since.dateAndTime(in: viewer.zone))\">\(WallPages.age(of: since, at: viewer.now, t))</time>"
    }

    private func link(_ number: Int, _ url: String) -> HTML {
        number == 0 ? "<span class=\"soft\">0</span>" : "<a href=\"\(url)\">\(String(number))</a>"
    }

    private func panel(_ title: Word, _ count: Int, _ content: HTML) -> HTML {
        "<section class=\"panel\"><h2>\(t(title)) <span class=\"soft figure\">\(String(count))</span></h2>\(content)</section>"
    }

    /// How long something has waited, in its largest unit: 12 分, 3 时 5 分, 4 天.
    static func age(of since: Instant, at now: Instant, _ t: Language) -> String {
        let minutes = max(0, (now - since).milliseconds / 60_000)
        switch minutes {
        case ..<60: return t(.ageMinutes, String(minutes))
        case ..<1440: return t(.ageHours, String(minutes / 60), String(minutes % 60))
        default: return t(.ageDays, String(minutes / 1440), String(minutes / 60 % 24))
        }
    }
}

extension Wall.Cell {
    /// The figure is always beside it.
    var shade: String {
        switch percent {
        case 98...: "heat-4"
        case 95...: "heat-3"
        case 90...: "heat-2"
        case 80...: "heat-1"
        default: "heat-0"
        }
    }
}
