import Handbook
import Kernel
import Web

/// 指挥调度记录: a unit's day, for whoever leads it; as it stands here it is printed.
struct DispatchLogPages {
    let unit: Unit
    let units: [Unit]
    let day: Day
    let dispatches: [Dispatch]
    let names: [Staff.ID: String]
    let viewer: Viewer

    private var t: Language { viewer.language }

    var page: HTML {
        """
        \(choosing)<section class="panel"><p>\(t(.dispatchLogLead, unit.name, day.description))</p>\(table)</section>
        """
    }

    private var choosing: HTML {
        let controls = Controls(Typed(["unit": unit.id.rawValue, "day": day.description]), in: t)
        let unitField: HTML =
            units.count > 1
            ? controls.select("unit", t(.dispatchUnit), units.map { Choice($0.id.rawValue, $0.name) })
            : controls.hidden("unit", unit.id.rawValue)
        return """
            <form method="get" action="/dispatches/log" class="line screen-only">\(unitField)\
            \(controls.date("day", t(.dispatchGivenAt)))<button class="btn btn-usual">\(t(.dispatchShow))</button></form>\
            <nav class="roster-tabs screen-only"><a href="\(address(day.advanced(by: -1)))" rel="prev">‹ \(t(.dispatchEarlier))</a> \
            <a href="\(address(day.advanced(by: 1)))" rel="next">\(t(.dispatchLater)) ›</a></nav>
            """
    }

    private func address(_ day: Day) -> String { "/dispatches/log?unit=\(unit.id)&day=\(day)" }

    private var table: HTML {
        guard !dispatches.isEmpty else { return EmptyState(icon: "speakerphone", t(.dispatchLogNone)).html }
        let pages = DispatchPages(viewer: viewer, names: names)
        let rows = dispatches.map { dispatch -> Table.Row in
            let url = "/dispatches/\(dispatch.id)"
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(Cover.numbersOnly(dispatch.plan.text))</a><small>\(dispatch.number)</small>",
                    "\(names[dispatch.giver] ?? "")<small>\(time(dispatch.givenAt))</small>",
                    "\(names[dispatch.staff] ?? "")",
                    "\(dispatch.plan.wantedBy.monthAndTime(in: viewer.zone, t))",
                    after(dispatch.acknowledgedAt, dispatch), ended(dispatch), pages.badge(dispatch),
                ], url: url)
        }
        let done = dispatches.filter { $0.state == .done }.count
        let refused = dispatches.filter { $0.state == .refused }.count
        let waiting = dispatches.filter { $0.state == .given }.count
        let sums = t(.dispatchSums, String(dispatches.count), String(done), String(refused), String(waiting))
        return """
            \(Table(t(.dispatchLog), [
                Table.Column(t(.dispatchText), .name), Table.Column(t(.dispatchGiver)),
                Table.Column(t(.dispatchPerson)), Table.Column(t(.dispatchWanted)),
                Table.Column(t(.dispatchAcknowledgedAt)), Table.Column(t(.dispatchNote)),
                Table.Column(t(.dispatchState)),
            ]).html(rows))<p class="soft">\(sums)</p>
            """
    }

    private func time(_ instant: Instant) -> String { "\(instant.local(viewer.zone).time)" }

    private func after(_ instant: Instant?, _ dispatch: Dispatch) -> HTML {
        guard let instant else { return .empty }
        let minutes = (instant - dispatch.givenAt).milliseconds / 60_000
        let later = minutes == 0 ? t(.dispatchAtOnce) : t(.dispatchMinutes, String(minutes))
        return "\(time(instant))<small>\(later)</small>"
    }

    private func ended(_ dispatch: Dispatch) -> HTML {
        guard let ending = dispatch.ending else { return .empty }
        return "\(Cover.numbersOnly(ending.note))<small>\(ending.at.monthAndTime(in: viewer.zone, t))</small>"
    }
}
