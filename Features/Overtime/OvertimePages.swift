import Handbook
import Kernel
import Web

/// 加班与调休: what is left, the form, one's own, and one before whoever decides.
struct OvertimePages {
    let viewer: Viewer
    let names: [Staff.ID: String]
    /// What is due next on them: the bar under each line.
    var promises: [Subject: RunningPromise] = [:]

    private var t: Language { viewer.language }

    struct Balance: Sendable {
        let lots: [LieuLot]
        let minutes: Int
        let limit: Int?
    }

    /// `shifts`: after which of them one may stay on.
    func mine(
        _ overtimes: [Overtime], _ balance: Balance, chosen: [String: String] = [:], shifts: [ShiftAssignment] = [],
        typed: Typed?, refusal: HTML?
    ) -> HTML {
        let usual = ["compensation": Overtime.Compensation.lieu.rawValue].merging(chosen) { $1 }
        let controls = Controls(typed ?? Typed(usual), in: t, prefix: "overtime-")
        let chips = shifts.map { shift -> ShiftChipPages.Chip in
            let end = shift.span.upperBound
            return ShiftChipPages.Chip(
                label: t(.overtimeAfterShift, end.monthAndTime(in: viewer.zone, t)),
                fields: [("from", end.typed(in: viewer.zone))])
        }
        let labels: KeyValuePairs = [
            "from": t(.overtimeFrom), "to": t(.overtimeTo), "reason": t(.overtimeReason),
            "compensation": t(.overtimeCompensation),
        ]
        let ways = Overtime.Compensation.allCases.map { Choice($0.rawValue, t($0.word)) }
        let list: HTML =
            overtimes.isEmpty
            ? EmptyState(icon: "clock-plus", t(.overtimeNone)).html
            : table(overtimes, t(.overtimeMine), withStaff: false)
        let month: HTML? = balance.limit.map {
            "<p class=\"soft\">\(t(.overtimeMonth, Overtimes.hours(balance.minutes), String($0)))</p>"
        }
        return """
            \(refusal.map { Remark(.broken, $0).html })\(lots(balance.lots))\
            <section class="panel"><h2>\(t(.overtimeAsk))</h2>\(month)\(controls.summary(labels))\(ShiftChipPages.html(chips, of: "/overtime", in: t))\
            \(viewer.form(to: "/overtime", """
                <div class="split">\(controls.dateTime("from", t(.overtimeFrom), required: true))\
                \(controls.dateTime("to", t(.overtimeTo), required: true))</div>\
                \(controls.textarea("reason", t(.overtimeReason), required: true, max: 500, rows: 2))\
                \(controls.segmented("compensation", t(.overtimeCompensation), ways, required: true))\
                <p>\(viewer.submit(t(.overtimeSubmit)))</p>
                """))</section>\
            <section class="panel"><h2>\(t(.overtimeMine))</h2>\(list)</section>
            """
    }

    private func lots(_ lots: [LieuLot]) -> HTML {
        let left = lots.reduce(0) { $0 + $1.left }
        guard left > 0 else {
            return "<section class=\"panel\"><h2>\(t(.lieuLots))</h2><p class=\"soft\">\(t(.lieuNone))</p></section>"
        }
        let columns = [
            Table.Column(t(.lieuUntil), .name), Table.Column(t(.lieuEarned), .figure),
            Table.Column(t(.lieuTaken), .figure), Table.Column(t(.lieuRest), .figure),
        ]
        let rows = lots.filter { $0.left > 0 }.map { lot in
            Table.Row([
                "\(lot.until.description)", "\(Overtimes.hours(lot.minutes))", "\(Overtimes.hours(lot.taken))",
                "\(Overtimes.hours(lot.left))",
            ])
        }
        return """
            <section class="panel"><h2>\(t(.lieuLeft, Overtimes.hours(left)))</h2>\
            \(Table(t(.lieuLots), columns, isCompact: true).html(rows))</section>
            """
    }

    func table(_ overtimes: [Overtime], _ caption: String, withStaff: Bool) -> HTML {
        let columns =
            [Table.Column(t(.overtimeNumber), .name)] + (withStaff ? [Table.Column(t(.overtimeStaff))] : [])
            + [
                Table.Column(t(.overtimeFrom)), Table.Column(t(.overtimePlanned), .figure),
                Table.Column(t(.overtimeWorked), .figure), Table.Column(t(.overtimeCompensation)),
                Table.Column(t(.overtimeReason)), Table.Column(t(.overtimeState)),
            ]
        let rows = overtimes.map { overtime -> Table.Row in
            let url = "/overtime/\(overtime.id)"
            let head: [HTML] = ["<a href=\"\(url)\">\(overtime.number)</a>"]
            let who: [HTML] = withStaff ? ["\(names[overtime.staff] ?? "")"] : []
            let rest: [HTML] = [
                "\(overtime.plan.hours.lowerBound.monthAndTime(in: viewer.zone, t))",
                "\(Overtimes.hours(overtime.plannedMinutes))", "\(overtime.minutes.map(Overtimes.hours) ?? "")",
                "\(t(overtime.plan.compensation.word))", "\(overtime.plan.reason.opening(30))", badge(overtime),
            ]
            return Table.Row(
                head + who + rest, url: url, promise: promises[overtime.subject]?.bar(in: viewer.zone, t))
        }
        return Table(caption, columns).html(rows)
    }

    func one(
        _ overtime: Overtime, balance: Balance, mayDecide: Bool, isMine: Bool, typed: [String: Typed], refusal: HTML?
    ) -> HTML {
        let url = "/overtime/\(overtime.id)"
        let decision = overtime.decision.map {
            "\(names[$0.by] ?? "") \($0.at.dateAndTime(in: viewer.zone)) \($0.opinion)"
        }
        let month = balance.limit.map { t(.overtimeMonth, Overtimes.hours(balance.minutes), String($0)) }
        let facts = CasePages.facts([
            (t(.overtimeStaff), names[overtime.staff] ?? ""),
            (t(.overtimeFrom), overtime.plan.hours.lowerBound.fullText(in: viewer.zone, t)),
            (t(.overtimeTo), overtime.plan.hours.upperBound.fullText(in: viewer.zone, t)),
            (t(.overtimePlanned), Overtimes.hours(overtime.plannedMinutes)), (t(.overtimeRate), t(overtime.rate.word)),
            (t(.overtimeCompensation), t(overtime.plan.compensation.word)), (t(.overtimeReason), overtime.plan.reason),
            (t(.overtimeAskedAt), overtime.askedAt.fullText(in: viewer.zone, t)),
            (t(.overtimeDecision), decision ?? ""), (t(.overtimeWorked), overtime.minutes.map(Overtimes.hours) ?? ""),
            (t(.overtimeSettledAt), overtime.settledAt?.fullText(in: viewer.zone, t) ?? ""),
        ])
        let isLive = overtime.state == .asked || overtime.state == .approved
        // Agreed to before it begins, or not at all.
        let hasBegun = viewer.now >= overtime.plan.hours.lowerBound
        let begun: HTML? =
            hasBegun && overtime.state == .asked ? "<p class=\"soft\">\(t(.overtimeHasBegun))</p>" : nil
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel"><p>\(badge(overtime))</p>\(facts)\
            \(overtime.state == .asked ? month.map { "<p class=\"soft\">\($0)</p>" as HTML } : nil)\(begun)\
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(url)/F-66")) \
            \(linkButton(t(.paperPDF), url: "\(url)/F-66.pdf"))</p></section>\
            \(mayDecide && overtime.state == .asked ? DecisionForms(viewer: viewer, url: url, approve: .overtimeApprove, reject: .overtimeReject, opinion: .overtimeOpinion, mayApprove: !hasBegun).html(typed) : .empty)\
            \(isMine && isLive ? viewer.button(to: "\(url)/withdrawal", t(.overtimeWithdraw), .usual) : .empty)
            """
    }

    private func badge(_ overtime: Overtime) -> HTML {
        let tone: Tone =
            switch overtime.state {
            case .asked: .waiting
            case .approved: .going
            case .rejected: .broken
            case .withdrawn: .plain
            case .settled: .done
            }
        return StateBadge(tone, t(overtime.state.word)).html
    }
}
