import Handbook
import Kernel
import Web

/// 我的考勤: phone first. The clock, then the month day by day, then what one can ask for.
struct AttendancePages {
    let mine: MyAttendance
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var text: AttendanceText {
        AttendanceText(t: t, zone: mine.calendar.zone, handbook: mine.handbook)
    }

    /// The clock first: it is what one came for. `links` lead on from it.
    func page(links: HTML, typed: Typed?, refusal: HTML?) -> HTML {
        """
        \(refusal.map { Remark(.broken, $0).html })\(clock)<p class="line attendance-links screen-only">\(links)</p>\(month)\(sheet(typed ?? .blank))
        """
    }

    private var clock: HTML {
        let shift: HTML =
            mine.shift.map {
                "<p>\(t(.attendanceShiftOf, $0.hours(in: mine.calendar.zone))) <span class=\"soft\">\($0.post)</span></p>"
            } ?? "<p class=\"soft\">\(t(.attendanceNoShift))</p>"
        let clocks = mine.clocks.suffix(6).map { clock -> HTML in
            """
            <li><b>\(clock.at.monthAndTime(in: mine.calendar.zone, t))</b> \(t(clock.kind.word)) \
            <small class="soft">\(t(clock.source.word))</small></li>
            """
        }
        let list: HTML =
            clocks.isEmpty ? "<p class=\"soft\">\(t(.clockNone))</p>" : "<ol class=\"clock-list\">\(HTML(clocks))</ol>"
        let weights: (Weight, Weight) =
            switch mine.expected {
            case .in: (.primary, .usual)
            case .out: (.usual, .primary)
            case .unknown, nil: (.usual, .usual)
            }
        let stray: HTML? =
            mine.shift == nil
            ? "<p class=\"soft\">\(t(.clockStray)) <a href=\"/overtime\">\(t(.overtimeAsk))</a></p>" : nil
        return """
            <section class="panel clock-now"><h2>\(t(.attendanceToday))</h2>\(shift)<div class="clock-buttons">\
            \(viewer.button(to: "/attendance/clock-in", t(.clockInNow), weights.0))\
            \(viewer.button(to: "/attendance/clock-out", t(.clockOutNow), weights.1))</div>\(stray)\(list)</section>
            """
    }

    private var month: HTML {
        let first = mine.month.month
        let rows = runs.map { $0.count < Self.fewRests ? HTML($0.map(line)) : rests($0) }
        return """
            <section class="panel"><h2>\(t(.attendanceMonthOf, AttendanceSheet.text(of: first)))</h2>\
            <nav class="roster-tabs"><a href="/attendance?month=\(first.advanced(by: -1).firstOfMonth.description)" rel="prev">‹ \(t(.attendanceEarlier))</a> \
            <a href="/attendance?month=\(first.lastOfMonth.advanced(by: 1).description)" rel="next">\(t(.attendanceLater)) ›</a></nav>\
            \(AttendancePages.sums(mine.month.totals, text))\
            <ol class="attendance-days">\(HTML(rows))</ol></section>
            """
    }

    /// The sums as small figures, side by side.
    static func sums(_ totals: AttendanceTotals, _ text: AttendanceText) -> HTML {
        let parts = text.sums(totals).map { word, value -> HTML in
            "<div><dt>\(text.t(word))</dt><dd>\(value)</dd></div>"
        }
        return "<dl class=\"attendance-sums\">\(HTML(parts))</dl>"
    }

    /// Every day for itself; days off that follow each other together.
    private var runs: [[AttendanceDay]] {
        let today = mine.calendar.zone.day(of: viewer.now)
        func isQuiet(_ day: AttendanceDay) -> Bool {
            day.isRest && day.strays.isEmpty && day.overtimeMinutes == 0 && !day.isSwapped && day.day != today
                && mine.calendar.names[day.day] == nil
        }
        return mine.month.days.reduce(into: []) { runs, day in
            if isQuiet(day), let last = runs.last?.last, isQuiet(last) {
                runs[runs.count - 1].append(day)
            } else {
                runs.append([day])
            }
        }
    }

    /// From so many on, days off are one line: there is nothing to be seen in each.
    private static let fewRests = 3

    private func rests(_ days: [AttendanceDay]) -> HTML {
        guard let first = days.first?.day, let last = days.last?.day else { return .empty }
        return """
            <li><b>\(String(first.month))-\(String(first.day)) – \(String(last.month))-\(String(last.day))</b>\
            <span class="times"></span><span class="verdicts">\(StateBadge(.plain, t(.attendanceRestDays, String(days.count))).html)</span></li>
            """
    }

    private func line(_ day: AttendanceDay) -> HTML {
        let date = day.day
        let holiday = mine.calendar.names[date]
        let isRest = !mine.calendar.isWorkingDay(date)
        let isToday = date == mine.calendar.zone.day(of: viewer.now)
        let times = day.turns.map { turn -> HTML in
            "<span>\(text.clocks(turn))</span> <small class=\"soft\">\(text.hours(turn))</small>"
        }
        let classes = [isRest ? "rest" : "", isToday ? "today" : ""].filter { !$0.isEmpty }.joined(separator: " ")
        return """
            <li class="\(classes)"><b>\(String(date.month))-\(String(date.day)) <small>\(holiday ?? date.weekday.name(in: t))</small></b>\
            <span class="times">\(HTML(times))</span><span class="verdicts">\(text.badges(day))\(correction(day))</span></li>
            """
    }

    /// A clock that is missing can be put right for so many days, and not in a month that is locked (GAME-103).
    private func correction(_ day: AttendanceDay) -> HTML? {
        guard let turn = day.turns.first(where: { $0.stage == .over && $0.missing != nil }),
            mine.sheet?.state != .locked
        else { return nil }
        let (kind, at) = turn.missing == .out ? (ClockKind.out, turn.ends) : (.in, turn.starts)
        let (date, time, _) = at.local(mine.calendar.zone)
        let url = "/clock-corrections?kind=\(kind.rawValue)&at=\(date.description)T\(time.description)"
        guard let days = mine.correctionDays else { return "<a href=\"\(url)\">\(t(.correctionAsk))</a>" }
        let last = day.day.advanced(by: days)
        guard mine.calendar.zone.day(of: viewer.now) <= last else {
            return "<small class=\"soft\">\(t(.correctionOver))</small>"
        }
        return "<a href=\"\(url)\">\(t(.correctionUntil, last.shortText(in: t)))</a>"
    }

    private func sheet(_ typed: Typed) -> HTML {
        let month = mine.month.month.description
        guard let sheet = mine.sheet else { return mine.isOver ? confirming(month, typed) : .empty }
        let facts = AttendancePages.history(sheet, mine.names, viewer)
        let state = StateBadge(AttendancePages.tone(sheet.state), t(sheet.state.word)).html
        return """
            <section class="panel"><h2>\(t(.attendanceSheetWord))</h2><p>\(state)</p>\(facts)</section>\
            \(sheet.state == .open && mine.isOver ? confirming(month, typed) : .empty)
            """
    }

    private func confirming(_ month: String, _ typed: Typed) -> HTML {
        let controls = Controls(typed, in: t, prefix: "objection-")
        return """
            <section class="panel"><h2>\(t(.attendanceConfirm))</h2><p class="soft">\(t(.attendanceConfirmLead))</p>\
            \(viewer.button(to: "/attendance/confirmation", t(.attendanceConfirm), .primary, fields: ["month": month]))\
            <details class="more"><summary>\(t(.attendanceObject))</summary>\
            \(viewer.form(to: "/attendance/objection", """
                \(controls.hidden("month", month))\
                \(controls.textarea("reason", t(.attendanceObjection), required: true, max: 500, rows: 2))\
                <p>\(viewer.submit(t(.attendanceObject), .usual))</p>
                """))</details></section>
            """
    }

    static func history(_ sheet: AttendanceSheet, _ names: [Staff.ID: String], _ viewer: Viewer) -> HTML {
        let t = viewer.language
        func line(_ act: AttendanceSheet.Act?) -> String {
            act.map { "\(names[$0.by] ?? "") \($0.at.dateAndTime(in: viewer.zone))" } ?? ""
        }
        return CasePages.facts([
            (t(.attendanceConfirmedAt), sheet.confirmedAt?.dateAndTime(in: viewer.zone) ?? ""),
            (t(.attendanceObjection), sheet.objection),
            (t(.attendanceAnswer), sheet.answer.isEmpty ? "" : "\(sheet.answer) · \(line(sheet.answered))"),
            (t(.attendanceCheckedAt), line(sheet.checked)), (t(.attendanceLockedAt), line(sheet.locked)),
        ])
    }

    static func tone(_ state: AttendanceSheet.State) -> Tone {
        switch state {
        case .open: .waiting
        case .objected: .warned
        case .confirmed, .checked: .going
        case .locked: .done
        }
    }
}
