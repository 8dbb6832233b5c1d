import Kernel
import Web

/// 上班、暂离、下班: one's own state as a strip on the first page, and who is on duty as a page.
struct PresencePages {
    let viewer: Viewer
    /// The viewer's own.
    let own: Presence?

    private var t: Language { viewer.language }

    /// What one is now, and the acts that lead on.
    var strip: HTML { strip(isOnItsPage: false) }

    private func strip(isOnItsPage: Bool) -> HTML {
        let (text, tone, acts): (String, Tone, HTML)
        switch own?.state {
        case .here:
            let since = own?.beganAt.relative(to: viewer.now, in: viewer.zone, t) ?? ""
            (text, tone) = (t(.dutyHere, since), .going)
            acts = """
                \(viewer.button(to: "/duty/leave", t(.dutyLeave), .usual))\
                \(linkButton(t(.dutyEnd), url: "/duty/ending", .quiet))
                """
        case .away(let since):
            (text, tone) = (t(.dutyAway, since.relative(to: viewer.now, in: viewer.zone, t)), .waiting)
            acts = """
                \(viewer.button(to: "/duty/return", t(.dutyComeBack), .usual))\
                \(linkButton(t(.dutyEnd), url: "/duty/ending", .quiet))
                """
        case .over, nil:
            (text, tone) = (t(.dutyOff), .plain)
            acts = viewer.button(to: "/duty", t(.dutyBegin), .usual)
        }
        return """
            <section class="duty-strip" aria-label="\(t(.dutyTitle))">\(StateBadge(tone, text).html)\
            <span class="duty-acts">\(acts)\(isOnItsPage ? nil : "<a href=\"/duty\">\(t(.dutyWho))</a>" as HTML)</span></section>
            """
    }

    /// Everybody on duty within reach, and for supervisors the means to correct it.
    func page(
        _ people: [OnDuty], units: [Unit.ID: String], names: [Staff.ID: String], loads: [Staff.ID: Int],
        colleagues: [(id: Staff.ID, name: String)], typed: Typed, refusal: HTML?
    ) -> HTML {
        let rows = people.map { person -> Table.Row in
            let presence = person.presence
            let entered = presence.enteredBy.flatMap { names[$0] }.map {
                "<small>\(t(.dutyEntered, $0))</small>" as HTML
            }
            return Table.Row([
                "<a href=\"/people/\(person.staff.rawValue)\">\(person.name)</a>\(entered)",
                "\(units[presence.unit] ?? "")",
                presence.isHere
                    ? StateBadge(.going, t(.dutyStateHere)).html : StateBadge(.waiting, t(.dutyStateAway)).html,
                "<a href=\"/wall/cases?handler=\(person.staff.rawValue)\">\(String(loads[person.staff] ?? 0))</a>",
                "\(presence.beganAt.relative(to: viewer.now, in: viewer.zone, t))",
            ])
        }
        let list: HTML =
            rows.isEmpty
            ? EmptyState(icon: "user-off", t(.dutyNobody)).html
            : Table(
                t(.dutyNow),
                [
                    Table.Column(t(.dutyPerson), .name), Table.Column(t(.dutyUnit)), Table.Column(t(.dutyState)),
                    Table.Column(t(.lineLoad), .figure), Table.Column(t(.dutySince)),
                ], isCompact: true
            ).html(rows)
        return """
            \(refusal)\(strip(isOnItsPage: true))<section class="panel" id="on-duty" data-behaviour="live" data-live="wall" \
            data-live-every="5000" hx-get="/duty" hx-trigger="refresh" hx-select="#on-duty > *" hx-swap="innerHTML">\
            <h2>\(t(.dutyNow)) <span class="soft figure">\(rows.count)</span></h2>\(list)</section>\
            \(colleagues.isEmpty ? nil : correction(colleagues, typed))
            """
    }

    private func correction(_ colleagues: [(id: Staff.ID, name: String)], _ typed: Typed) -> HTML {
        let controls = Controls(typed, in: t, prefix: "correct-")
        return """
            <section class="panel"><h2>\(t(.dutyCorrect))</h2>\(viewer.form(
                to: "/duty/correction",
                """
                <div class="fields">\(controls.select("staff", t(.dutyColleague), colleagues.map { Choice($0.id.rawValue, $0.name) }, required: true, blank: ""))\
                \(controls.segmented("duty", t(.dutyState), [Choice("on", t(.dutyCorrectOn)), Choice("off", t(.dutyCorrectOff))], required: true))\
                \(controls.text("reason", t(.dutyReason), required: true))</div>\(viewer.submit(t(.dutyCorrect), .usual))
                """))</section>
            """
    }

    /// Going home: at once where nothing is promised, else with what falls due before one is back (SOFT-70).
    func ending(
        _ promises: [PromiseDue], receivers: [(id: Staff.ID, name: String)], typed: Typed, refusal: HTML?
    ) -> HTML {
        let controls = Controls(typed, in: t, prefix: "ending-")
        let choices = receivers.map { Choice($0.id.rawValue, $0.name) }
        let lines = promises.map { promise -> HTML in
            let select: HTML? =
                choices.isEmpty
                ? nil
                : controls.select(
                    "to-\(promise.record)", t(.dutyHandTo), choices, blank: t(.dutyHandNobody))
            return """
                <li><span><a href="/cases/\(promise.record.rawValue)">\(promise.subject)</a> <small>\(promise.number)</small></span>\
                <time data-behaviour="relative-time" data-at="\(String(promise.dueAt.milliseconds))">\
                \(promise.dueAt.countdown(from: viewer.now, t))</time>\(select.map { "<div class=\"whole\">\($0)</div>" as HTML })</li>
                """
        }
        let asked: HTML? =
            promises.isEmpty
            ? nil
            : """
            <p>\(t(.dutyPromises, String(promises.count)))</p><ul class="duties">\(lines)</ul>\
            \(choices.isEmpty ? "<p class=\"soft\">\(t(.dutyNobodyToHand))</p>" as HTML : controls.textarea("known", t(.dutyKnown), max: 1000, rows: 2))\
            \(controls.text("reason", t(.dutyLeaveReason), required: true))
            """
        return """
            \(refusal)<section class="panel">\(viewer.form(
                to: "/duty/ending", "\(asked)\(viewer.submit(t(.dutyEnd)))"))</section>
            """
    }
}
