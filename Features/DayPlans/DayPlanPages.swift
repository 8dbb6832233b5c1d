import Handbook
import Kernel
import Web

/// 每日流程: a list for a thumb. Every step is one large button; what needs words is folded away.
struct DayPlanPages {
    let viewer: Viewer
    let zone: Zone
    /// Where a form leads back to: the list of one's own, or the page of one plan.
    let back: String
    /// What was typed into a form that was sent back, by its address below the plan.
    var typed: [String: Typed] = [:]
    var refusal: HTML?

    private var t: Language { viewer.language }

    func mine(_ views: [DayPlanView]) -> HTML {
        guard !views.isEmpty else {
            return "\(said)\(EmptyState(icon: "list-check", t(.dayPlanNone)).html)"
        }
        return "\(said)\(HTML(views.map { panel($0, isAlone: false) }))"
    }

    func one(_ view: DayPlanView) -> HTML { "\(said)\(panel(view, isAlone: true))" }

    private var said: HTML? { refusal.map { Remark(.broken, $0).html } }

    private func panel(_ view: DayPlanView, isAlone: Bool) -> HTML {
        let plan = view.plan
        let name = plan.name(in: t)
        let hours = "\(plan.span.lowerBound.local(zone).time)–\(plan.span.upperBound.local(zone).time)"
        let who = plan.owner.map { view.names[$0] ?? "" } ?? t(.dayPlanOfAll)
        let title: HTML =
            isAlone
            ? "\(hours)"
            : "<a href=\"/day-plans/\(plan.id.rawValue)\">\(name)</a> <small class=\"soft\">\(hours)</small>"
        let next = view.next.map { t(.dayPlanNext, $0.at.local(zone).time.description, $0.terms.name(in: t)) }
        let progress =
            "\(t(.dayPlanProgress, String(view.done), String(view.steps.count))) · \(next ?? t(.dayPlanAllDone))"
        let form: HTML =
            isAlone
            ? """
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "/day-plans/\(plan.id)/F-110")) \
            \(linkButton(t(.paperPDF), url: "/day-plans/\(plan.id)/F-110.pdf"))</p>
            """ : .empty
        return """
            <section class="panel day-plan"><h2>\(title)</h2>\
            <p class="soft">\(view.unit) · \(plan.day.shortTextAndWeekday(in: t)) · \(who)</p>\
            <p class="day-progress"><progress max="\(String(view.steps.count))" value="\(String(view.done))" aria-label="\(progress)"></progress> \
            <span>\(progress)</span></p>\
            <ol class="day-steps">\(HTML(view.steps.map { step($0, view) }))</ol>\(form)</section>
            """
    }

    private func step(_ step: DayStep, _ view: DayPlanView) -> HTML {
        let isNext = view.next?.id == step.id
        let url = "/day-plans/\(step.plan)/steps/\(step.id)"
        let isLate = step.isLate(at: viewer.now)
        let classes = [step.state.rawValue, isNext ? "next" : "", isLate ? "late" : ""].filter { !$0.isEmpty }
        return """
            <li class="\(classes.joined(separator: " "))" id="s-\(step.id.rawValue)">\
            <time>\(step.at.local(zone).time.description)</time>\
            <div class="what"><b>\(step.terms.name(in: t))</b> \(badge(step, isLate))\
            <small>\(facts(step, view))</small>\(link(step))</div>\
            <div class="do">\(act(step, view, url))</div>\(folded(step, view, url))</li>
            """
    }

    private func badge(_ step: DayStep, _ isLate: Bool) -> HTML {
        switch step.state {
        case .waiting: .empty
        case .due: isLate ? StateBadge(.broken, t(.dayStepOverdue)).html : .empty
        case .done, .confirmed:
            step.wasLate
                ? StateBadge(.warned, "\(t(step.state.word)) \(t(.dayStepLate))").html
                : StateBadge(.done, t(step.state.word)).html
        case .reported: StateBadge(.waiting, t(step.state.word)).html
        case .skipped: StateBadge(.plain, t(step.state.word)).html
        case .missed: StateBadge(.broken, t(step.state.word)).html
        case .dropped: StateBadge(.plain, t(step.state.word)).html
        }
    }

    /// Who has it until when, or who did it when; the number and what was said.
    private func facts(_ step: DayStep, _ view: DayPlanView) -> String {
        var parts: [String] = []
        if let by = step.actedBy, let at = step.actedAt {
            parts.append("\(view.names[by] ?? "") \(at.local(zone).time)")
        } else {
            if view.plan.takers != .each { parts.append(view.names[step.owedBy] ?? "") }
            if step.dueAt > step.at { parts.append(t(.dayStepBefore, step.dueAt.local(zone).time.description)) }
        }
        if let number = step.number {
            parts.append(t(.dayStepCounted, String(number), step.terms.measure))
            if let difference = step.difference, difference != 0 {
                parts.append(t(.dayStepDifference, difference > 0 ? "+\(difference)" : "−\(-difference)"))
            }
        } else if step.state.isOpen, let expected = step.terms.expected {
            parts.append(t(.dayStepExpected, String(expected), step.terms.measure))
        }
        if !step.note.isEmpty { parts.append(step.note) }
        return parts.joined(separator: " · ")
    }

    private func link(_ step: DayStep) -> HTML {
        guard step.state.isOpen, !step.terms.link.isEmpty else { return .empty }
        return " <a class=\"soft\" href=\"\(step.terms.link)\">\(t(.dayStepOpen))</a>"
    }

    /// The one thing to press.
    private func act(_ step: DayStep, _ view: DayPlanView, _ url: String) -> HTML {
        if step.state.isOpen, view.worksOn, view.plan.state == .open {
            guard step.at - DayStep.early <= viewer.now else { return .empty }
            guard !step.terms.measure.isEmpty else { return ticking(step, url, .empty) }
            let typed = typed["\(step.id)/tick"] ?? .blank
            let label = t(.dayStepNumber, step.terms.name(in: t), step.terms.measure)
            return ticking(
                step, url,
                """
                <input class="form-control figure" name="number" inputmode="numeric" maxlength="9" value="\(typed["number"])" \
                aria-label="\(label)" placeholder="\(step.terms.measure)"\
                \(typed.problems["number"].map { " aria-invalid=\"true\" title=\"\($0)\"" as HTML })>
                """)
        }
        if view.judged.contains(step.id) {
            return viewer.form(
                to: "\(url)/confirmation", class: "act", "\(backField)\(viewer.submit(t(.dayStepConfirm)))")
        }
        if step.mayUndo(by: Staff.ID(viewer.id), at: viewer.now), view.plan.state == .open,
            let at = step.actedAt, viewer.now <= at + DayStep.slip
        {
            return viewer.form(to: "\(url)/undo", class: "act", "\(backField)\(viewer.submit(t(.dayStepUndo), .usual))")
        }
        return .empty
    }

    private func ticking(_ step: DayStep, _ url: String, _ field: HTML) -> HTML {
        let problem = (typed["\(step.id)/tick"]?.problems["number"]).map {
            "<p class=\"problem\" role=\"alert\">\($0)</p>" as HTML
        }
        return viewer.form(
            to: "\(url)/tick", class: "tick",
            "\(backField)\(field)\(viewer.submit(t(.dayStepTick)))\(problem)")
    }

    private var backField: HTML { "<input type=\"hidden\" name=\"next\" value=\"\(back)\">" }

    private func folded(_ step: DayStep, _ view: DayPlanView, _ url: String) -> HTML {
        var parts: [HTML] = []
        let isOpen = view.plan.state == .open
        if step.state.isOpen, isOpen, view.worksOn || view.leads {
            parts.append(
                words("skip", t(.dayStepMore), step, url, [("reason", t(.dayStepReason))], t(.dayStepSkip)))
        }
        if isOpen, view.judged.contains(step.id) {
            parts.append(
                words(
                    "return", t(.dayStepSendBack) + "…", step, url, [("reason", t(.dayStepReason))], t(.dayStepSendBack)
                ))
        }
        if step.mayUndo(by: Staff.ID(viewer.id), at: viewer.now), isOpen, let at = step.actedAt,
            viewer.now > at + DayStep.slip
        {
            parts.append(
                words("undo", t(.dayStepUndo) + "…", step, url, [("reason", t(.dayStepReason))], t(.dayStepUndo)))
        }
        if !step.state.isOpen, step.state != .dropped {
            let counts = !step.terms.measure.isEmpty && [.done, .reported, .confirmed].contains(step.state)
            let number = counts ? [("number", t(.dayStepNewNumber, step.terms.measure))] : []
            parts.append(
                words(
                    "correction", t(.dayStepRight), step, url, number + [("reason", t(.dayStepReason))],
                    t(.dayStepCorrect)))
        }
        let told = history(step, view)
        guard !parts.isEmpty || told != nil else { return .empty }
        return "<div class=\"more-acts screen-only\">\(HTML(parts))\(told)</div>"
    }

    private func words(
        _ act: String, _ title: String, _ step: DayStep, _ url: String, _ fields: [(String, String)], _ label: String
    ) -> HTML {
        let key = "\(step.id)/\(act)"
        let controls = Controls(typed[key] ?? .blank, in: t, prefix: "\(act)-\(step.id)-")
        let inputs = fields.map { name, label in
            name == "number" ? controls.number(name, label) : controls.text(name, label, required: true, max: 400)
        }
        return """
            <details class="more"\(attribute: "open", if: typed[key] != nil)><summary>\(title)</summary>\
            \(viewer.form(to: "\(url)/\(act)", "\(backField)\(HTML(inputs))<p>\(viewer.submit(label, .usual))</p>"))</details>
            """
    }

    /// What was done about it, fact by fact; shown where there was more than the tick.
    private func history(_ step: DayStep, _ view: DayPlanView) -> HTML? {
        guard let facts = view.facts[step.id], facts.count > 1 else { return nil }
        let lines = facts.map { fact -> HTML in
            let who = fact.by.flatMap { view.names[$0] } ?? ""
            let number = fact.number.map { " \($0) \(step.terms.measure)" } ?? ""
            return "<li>\(fact.at.monthAndTime(in: zone, t)) \(who) \(t(fact.kind.word))\(number) \(fact.text)</li>"
        }
        return
            "<details class=\"more\"><summary>\(t(.dayStepTold)) <span class=\"figure\">\(String(facts.count))</span></summary><ul>\(lines)</ul></details>"
    }
}
