import Kernel
import Web

/// 改进措施 under a digest: who does what until when, that it is done, and whether it worked.
struct CountermeasurePages {
    let view: DigestView
    let viewer: Viewer
    var measure = Typed.blank
    var check: (id: Countermeasure.ID?, typed: Typed) = (nil, .blank)

    private var t: Language { viewer.language }
    private var base: String { "/digests/\(view.digest.id.rawValue)/countermeasures" }
    private var isOpen: Bool { view.digest.submission == nil && view.mayWrite }
    private var today: Day { view.zone.day(of: viewer.now) }

    var panel: HTML {
        let table = Table(
            t(.digestMeasures),
            [
                Table.Column(t(.digestMeasure), .name), Table.Column(t(.digestOwner)), Table.Column(t(.digestDue)),
                Table.Column(t(.digestState)), Table.Column(t(.digestEffect)),
            ])
        let rows = view.countermeasures.map { measure in
            Table.Row([
                "<span id=\"m-\(measure.id.rawValue)\">\(measure.text)</span>", "\(measure.ownerName)",
                "\(measure.due.shortText(in: t))",
                measure.badge(today: today, mine: view.reader, in: t).html, "\(history(measure))\(act(measure))",
            ])
        }
        return """
            <section class="panel"><h2>\(t(.digestMeasures))</h2>\(rows.isEmpty ? nil : table.html(rows))\(add)</section>
            """
    }

    private var add: HTML? {
        guard isOpen else { return nil }
        let form = Controls(measure, in: t, prefix: "measure-")
        let people = view.colleagues.map { Choice($0.id.rawValue, $0.name) }
        return viewer.form(
            to: base, class: "stack",
            """
            <div class="split">\(form.text("text", t(.digestMeasure), required: true, max: 400))\
            \(form.select("owner", t(.digestOwner), people, required: true, blank: ""))\
            \(form.date("due", t(.digestDue), required: true))</div>\(viewer.submit(t(.digestAdd), .usual))
            """)
    }

    private func history(_ measure: Countermeasure) -> HTML? {
        var lines = (view.checks[measure.id] ?? []).map { check -> HTML in
            let at = check.at.dateAndTime(in: view.zone)
            return """
                <li>\(t(check.worked ? .measureWorkedSaid : .measureFailedSaid, view.names[check.by] ?? "", at)) \
                \(check.effect)</li>
                """
        }
        switch measure.state {
        case .done(let at, let note):
            lines.append("<li>\(t(.measureDoneSaid, at.dateAndTime(in: view.zone))) \(note)</li>")
        case .worked(let effect, nil, let at): lines.append("<li>\(effect) \(at.dateAndTime(in: view.zone))</li>")
        case .dropped(let because, let at):
            lines.append("<li>\(t(.measureDroppedSaid, at.dateAndTime(in: view.zone))) \(because)</li>")
        case .planned, .worked: break
        }
        return lines.isEmpty ? nil : "<ul class=\"plain-list\">\(lines)</ul>"
    }

    private func act(_ measure: Countermeasure) -> HTML? {
        let id = measure.id.rawValue
        let typed = check.id == measure.id ? check.typed : .blank
        let form = Controls(typed, in: t, prefix: "m-\(id)-")
        switch measure.state {
        case .planned where measure.owner == view.reader || view.mayWrite:
            let finish = viewer.form(
                to: "\(base)/\(id)/done", class: "line",
                "\(form.text("note", t(.measureNote), required: true, max: 400))\(viewer.submit(t(.measureFinish), .usual))"
            )
            let drop: HTML? =
                isOpen && measure.round == 1
                ? viewer.form(
                    to: "\(base)/\(id)/dropping", class: "line",
                    "\(form.text("reason", t(.measureReason), required: true, max: 200))\(viewer.submit(t(.measureDrop), .quiet))"
                ) : nil
            return "\(finish)\(drop)"
        case .done where view.mayWrite && measure.owner != view.reader:
            return viewer.form(
                to: "\(base)/\(id)/effect", class: "stack",
                """
                \(form.text("effect", t(.digestEffect), required: true, max: 400))\
                \(form.date("again", t(.measureAgain), hint: t(.measureAgainHint)))\
                <p class="line"><button type="submit" class="btn btn-usual" name="worked" value="yes">\
                \(t(.measureWorked))</button>\
                <button type="submit" class="btn btn-danger" name="worked" value="no">\(t(.measureFailed))</button></p>
                """)
        case .planned, .done, .worked, .dropped: return nil
        }
    }
}

extension Countermeasure {
    func badge(today: Day, mine reader: Staff.ID, in t: Language) -> StateBadge {
        switch state {
        case .planned where due < today: StateBadge(.broken, t(.measureLate))
        case .planned: StateBadge(owner == reader ? .urgent : .going, t(round > 1 ? .measureReopened : .measurePlanned))
        case .done: StateBadge(.waiting, t(.measureDone))
        case .worked: StateBadge(.done, t(.measureWorked))
        case .dropped: StateBadge(.waiting, t(.measureDropped))
        }
    }
}
