import Handbook
import Kernel
import Web

/// The month on the wall: which dates are worked, from when to when, and why.
struct CalendarPages {
    let viewer: Viewer
    let unit: Unit
    let plan: CalendarPlan
    let source: Source
    let holidays: StatutoryHolidays

    /// Whose hours these are.
    enum Source: Sendable {
        case own
        case unit(Unit)
        case handbook(title: String)
    }

    private var t: Language { viewer.language }
    private var url: String { "/calendars?unit=\(unit.id)" }

    var lead: HTML {
        let whose =
            switch source {
            case .own: t(.calendarOwn)
            case .unit(let unit): t(.calendarFromUnit, unit.name)
            case .handbook(let title): t(.calendarFromHandbook, title)
            }
        return "\(t(.calendarLead, whose, plan.zone))"
    }

    var acts: HTML {
        """
        \(linkButton(t(.calendarChange), url: "/calendars/\(unit.id)/change"))\
        \(linkButton(t(.calendarHolidays), url: "/calendars/holidays"))
        """
    }

    func units(_ units: [Unit]) -> HTML {
        Views([
            Views.Group(
                t(.calendarUnits),
                units.map { Views.Entry($0.name, url: "/calendars?unit=\($0.id)", isCurrent: $0.id == unit.id) })
        ]).html
    }

    func month(_ month: CalendarMonth) -> HTML {
        let name = t(.calendarMonth, "\(month.first.year)", t(month.first.monthWord))
        let grid = Table(name, Weekday.allCases.map { Table.Column($0.name(in: t)) })
            .html(month.weeks.map { Table.Row($0.map(date)) })
        return """
            <section class="month"><h2>\(name)</h2>\(steps(month.first))\(provisional(month.first.year))\(grid)\
            <p class="hint">\(t(.calendarMonthSum, "\(month.workingDays)", length(month.minutes)))</p>\
            \(month.hasNights ? "<p class=\"hint\">\(t(.calendarNightShift))</p>" as HTML : nil)</section>\(week)
            """
    }

    private func steps(_ first: Day) -> HTML {
        let before = first.advanced(by: -1)
        let after = first.lastOfMonth.advanced(by: 1)
        let now = viewer.zone.day(of: viewer.now)
        return Tabs(
            t(.calendarTitle), style: .chips,
            [
                Views.Entry(t(.calendarEarlierMonth), url: link(before)),
                Views.Entry(t(.calendarThisMonth), url: link(now), isCurrent: now.firstOfMonth == first),
                Views.Entry(t(.calendarLaterMonth), url: link(after)),
            ]
        ).html
    }

    private func link(_ day: Day) -> String { "\(url)&month=\(day.description.prefix(7))" }

    private func provisional(_ year: Int) -> HTML? {
        guard plan.keepsStatutoryHolidays, holidays.isProvisional(year) else { return nil }
        return Remark(.warned, "<p>\(t(.calendarProvisional, "\(year)"))</p>").html
    }

    private func date(_ date: CalendarMonth.Date) -> HTML {
        guard date.isInMonth else { return "<span class=\"soft\" aria-hidden=\"true\">\(date.day.day)</span>" }
        let hours = date.hours.map(\.hours).joined(separator: " ")
        return """
            <time datetime="\(date.day.description)"><b class="figure">\(date.day.day)</b></time> \
            \(badge(date.kind).html)\(hours.isEmpty ? nil : "<br><small>\(hours)</small>" as HTML)
            """
    }

    private func badge(_ kind: CalendarMonth.Date.Kind) -> StateBadge {
        switch kind {
        case .working: StateBadge(.going, t(.calendarWorking))
        case .rest: StateBadge(.plain, t(.calendarRest))
        case .holiday(let name): StateBadge(.waiting, "\(t(.calendarHoliday)) · \(inLanguage(name))")
        case .makeUp(let name): StateBadge(.warned, "\(t(.calendarMakeUp)) · \(inLanguage(name))")
        case .closed: StateBadge(.waiting, t(.calendarClosed))
        case .half: StateBadge(.warned, t(.calendarHalf))
        case .other: StateBadge(.warned, t(.calendarOther))
        }
    }

    private func inLanguage(_ name: String) -> String {
        StatutoryHolidays.Holiday(name: name, isOff: true).name(in: t)
    }

    private var week: HTML {
        let lines = Weekday.allCases.map { weekday -> HTML in
            let hours = (plan.week[weekday] ?? []).map(\.hours).joined(separator: ", ")
            return "<dt>\(weekday.name(in: t))</dt><dd>\(hours.isEmpty ? t(.calendarNoHours) : hours)</dd>"
        }
        return """
            <section class="panel"><h2>\(t(.calendarWeek))</h2><dl class="facts">\(lines)</dl>\
            <p>\(t(plan.keepsStatutoryHolidays ? .calendarKeepsHolidays : .calendarKeepsNone))</p></section>
            """
    }

    /// In hours, however many: a month of working time is not a number of days.
    private func length(_ minutes: Int) -> String {
        minutes % 60 == 0
            ? t(.calendarHours, "\(minutes / 60)") : t(.calendarHoursAndMinutes, "\(minutes / 60)", "\(minutes % 60)")
    }
}

extension Day {
    /// 1月; Jan.
    var monthWord: Word { Word.monthNames[month - 1] }
}
