import Kernel
import Web

/// 当日流程日志: what became of every plan of a day, for whoever leads; the leader signs as having read it.
struct DayLogPages {
    let log: DayLogView
    let viewer: Viewer
    let zone: Zone
    var typed: Typed = .blank
    var refusal: HTML?

    private var t: Language { viewer.language }
    private var address: String { "/day-plans/log?unit=\(log.unit.id)&day=\(log.day)" }

    var page: HTML {
        """
        \(refusal.map { Remark(.broken, $0).html })\(choosing)\
        \(log.sums.isEmpty ? EmptyState(icon: "list-check", t(.dayLogNone)).html : "\(confirming)\(amiss)\(plans)\(counts)\(figures)\(reading)")
        """
    }

    private var choosing: HTML {
        let controls = Controls(
            Typed(["unit": log.unit.id.rawValue, "day": log.day.description]), in: t, prefix: "log-")
        let units: HTML =
            log.units.count > 1
            ? controls.select("unit", t(.dayPlanUnit), log.units.map { Choice($0.id.rawValue, $0.name) })
            : controls.hidden("unit", log.unit.id.rawValue)
        return """
            <form method="get" class="line">\(units)\(controls.date("day", t(.dayPlanDay)))\
            <button class="btn btn-usual">\(t(.dayLogShow))</button></form>
            """
    }

    private var plans: HTML {
        let columns = [
            Table.Column(t(.dayPlanName), .name), Table.Column(t(.dayPlanPerson)), Table.Column(t(.dayPlanShift)),
            Table.Column(t(.dayLogDone), .figure), Table.Column(t(.dayLogOpen), .figure),
            Table.Column(t(.dayLogWaiting), .figure), Table.Column(t(.dayLogSkipped), .figure),
            Table.Column(t(.dayLogMissed), .figure),
        ]
        let rows = log.sums.map { sum -> Table.Row in
            let plan = sum.plan
            let url = "/day-plans/\(plan.id)"
            let hours = "\(plan.span.lowerBound.local(zone).time)–\(plan.span.upperBound.local(zone).time)"
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(plan.name(in: t))</a>",
                    "\(plan.owner.map { log.names[$0] ?? "" } ?? t(.dayPlanOfAll))", "\(hours)",
                    "\(String(sum.done))", "\(String(sum.open))", "\(String(sum.reported))", "\(String(sum.skipped))",
                    sum.missed > 0 ? "<b class=\"state broken\">\(String(sum.missed))</b>" : "0",
                ], url: url)
        }
        return
            "<section class=\"panel\"><h2>\(t(.dayPlanTitle))</h2>\(Table(t(.dayPlanTitle), columns).html(rows))</section>"
    }

    private var confirming: HTML {
        guard !log.toConfirm.isEmpty else { return .empty }
        let items = log.toConfirm.map { step -> HTML in
            let url = "/day-plans/\(step.plan)/steps/\(step.id)/confirmation"
            let act: HTML =
                log.judged.contains(step.id)
                ? viewer.button(to: url, t(.dayStepConfirm), .usual, fields: ["next": address]) : .empty
            return "<li><b>\(step.terms.name(in: t))</b><span>\(line(step))</span>\(act)</li>"
        }
        return """
            <section class="panel"><h2>\(t(.dayLogWaiting)) <span class="soft figure">\(String(items.count))</span></h2>\
            <ol class="my-next">\(items)</ol></section>
            """
    }

    private var amiss: HTML {
        let items = log.amiss.map { step -> HTML in
            let tone: Tone = step.state == .skipped ? .plain : .broken
            let word = step.state.isOpen ? t(.dayStepOverdue) : t(step.state.word)
            return """
                <li><b>\(step.terms.name(in: t))</b><span>\(StateBadge(tone, word).html) \(line(step))</span>\
                <a href="/day-plans/\(step.plan.rawValue)#s-\(step.id.rawValue)">\(log.plans[step.plan]?.name(in: t) ?? "")</a></li>
                """
        }
        let list: HTML =
            items.isEmpty ? "<p class=\"soft\">\(t(.dayLogNothingAmiss))</p>" : "<ol class=\"my-next\">\(items)</ol>"
        return
            "<section class=\"panel\"><h2>\(t(.dayLogAmiss)) <span class=\"soft figure\">\(String(items.count))</span></h2>\(list)</section>"
    }

    /// What the house counted of the day, and what rolls on (F-110).
    private var figures: HTML {
        let figures = log.figures
        let carried: HTML =
            figures.carriedOver.isEmpty
            ? "<p class=\"soft\">\(t(.paperNothing))</p>"
            : "<ul>\(figures.carriedOver.map { "<li>\($0)</li>" as HTML })</ul>"
        return """
            <section class="panel"><h2>\(t(.dayLogFigures))</h2>\(CasePages.facts([
                (t(.dayFigureComplaints), String(figures.complaints)),
                (t(.dayFigureMessages), String(figures.messages)),
            ]))<h3>\(t(.dayFigureCarried))</h3>\(carried)</section>
            """
    }

    private var counts: HTML {
        guard !log.counts.isEmpty else { return .empty }
        let columns = [
            Table.Column(t(.dayStepName), .name), Table.Column(t(.dayStepTime)),
            Table.Column(t(.dayStepCountTitle), .figure), Table.Column(t(.handoverDifference), .figure),
            Table.Column(t(.dayPlanPerson)),
        ]
        let rows = log.counts.map { step -> Table.Row in
            let difference = step.difference.map { $0 == 0 ? "0" : $0 > 0 ? "+\($0)" : "−\(-$0)" } ?? ""
            let isOff = (step.difference ?? 0) != 0
            return Table.Row([
                "\(step.terms.name(in: t))", "\(step.actedAt?.local(zone).time.description ?? "")",
                "\(t(.dayStepCounted, String(step.number ?? 0), step.terms.measure))",
                isOff ? "<b class=\"state broken\">\(difference)</b>" : "\(difference)",
                "\(step.actedBy.flatMap { log.names[$0] } ?? "")",
            ])
        }
        return
            "<section class=\"panel\"><h2>\(t(.dayLogCounts))</h2>\(Table(t(.dayLogCounts), columns).html(rows))</section>"
    }

    private var reading: HTML {
        let lines = log.readings.map { reading -> HTML in
            "<li>\(log.names[reading.by] ?? "") \(reading.at.monthAndTime(in: zone, t)) \(reading.opinion)</li>"
        }
        let list: HTML = lines.isEmpty ? .empty : "<h3>\(t(.dayLogReadings))</h3><ul>\(lines)</ul>"
        let hasRead = log.readings.contains { $0.by.rawValue == viewer.id }
        let controls = Controls(typed, in: t, prefix: "reading-")
        let form: HTML =
            hasRead
            ? .empty
            : viewer.form(
                to: "/day-plans/log",
                """
                \(controls.hidden("unit", log.unit.id.rawValue))\(controls.hidden("day", log.day.description))\
                \(controls.text("opinion", t(.dayLogOpinion), max: 400))<p>\(viewer.submit(t(.dayLogRead)))</p>
                """)
        return "<section class=\"panel screen-only\"><h2>\(t(.dayLogRead))</h2>\(list)\(form)</section>"
    }

    /// 09:00 · 王芳 · 为什么
    private func line(_ step: DayStep) -> String {
        let who = log.names[step.actedBy ?? step.owedBy] ?? ""
        let number = step.number.map { "\($0) \(step.terms.measure)" } ?? ""
        return [step.at.local(zone).time.description, who, number, step.note].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }
}
