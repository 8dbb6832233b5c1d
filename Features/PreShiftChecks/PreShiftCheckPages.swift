import Kernel
import Web

/// 班前检查: the list to tick on a telephone, and the checks of today for whoever leads.
struct PreShiftCheckPages {
    let viewer: Viewer
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }

    func page(
        shift: ShiftAssignment?, done: PreShiftCheck?, today: [PreShiftCheck]?, late: Set<ShiftAssignment.ID>,
        typed: Typed?, refusal: HTML?
    ) -> HTML {
        """
        \(refusal.map { Remark(.broken, $0).html })\(own(shift, done, typed ?? .blank))\(today.map { list($0, late) })
        """
    }

    private func own(_ shift: ShiftAssignment?, _ done: PreShiftCheck?, _ typed: Typed) -> HTML {
        guard let shift else {
            return "<section class=\"panel\"><p class=\"soft\">\(t(.preShiftNoShift))</p></section>"
        }
        let head = "\(shift.day) \(shift.hours(in: viewer.zone)) \(shift.post)"
        if let done {
            let lacking = done.lacking.map { t($0.word) }.joined(separator: t(.listGap))
            let late: HTML? = done.isLate(for: shift) ? StateBadge(.warned, t(.preShiftMadeLate)).html : nil
            return """
                <section class="panel"><h2>\(head)</h2>\
                <p>\(late) \(StateBadge(.done, t(.preShiftDone, done.doneAt.monthAndTime(in: viewer.zone, t))).html)</p>\
                \(CasePages.facts([(t(.preShiftLacking), lacking), (t(.preShiftNote), done.note)]))\
                <p class="line screen-only">\(linkButton(t(.paperOpen), url: "/pre-shift/\(done.shift)/F-55"))</p></section>
                """
        }
        guard viewer.now < shift.span.upperBound else {
            return "<section class=\"panel\"><h2>\(head)</h2><p class=\"soft\">\(t(.preShiftOver))</p></section>"
        }
        let late: HTML? =
            shift.span.lowerBound <= viewer.now ? Remark(.warned, "\(t(.preShiftLate))").html : nil
        let controls = Controls(typed, in: t, prefix: "check-")
        let items = PreShiftCheck.Item.allCases.map { Choice($0.rawValue, t($0.word)) }
        return """
            <section class="panel"><h2>\(head)</h2>\(late)\(controls.summary(["note": t(.preShiftNote)]))\(viewer.form(to: "/pre-shift", """
                \(controls.checkboxes("item", t(.preShiftItems), items))\
                \(controls.text("note", t(.preShiftNote), hint: t(.preShiftNoteHint)))\
                <p>\(viewer.submit(t(.preShiftSubmit)))</p>
                """))</section>
            """
    }

    private func list(_ checks: [PreShiftCheck], _ late: Set<ShiftAssignment.ID>) -> HTML {
        guard !checks.isEmpty else {
            return """
                <section class="panel"><h2>\(t(.preShiftToday))</h2><p class="soft">\(t(.preShiftNone))</p></section>
                """
        }
        let columns = [
            Table.Column(t(.preShiftStaff), .name), Table.Column(t(.preShiftAt)), Table.Column(t(.preShiftLacking)),
            Table.Column(t(.preShiftScore), .figure), Table.Column(t(.preShiftReviewed)),
        ]
        let rows = checks.map { check -> Table.Row in
            let url = "/pre-shift/\(check.shift)"
            let lacking = check.lacking.map { t($0.word) }.joined(separator: t(.listGap))
            let badge = StateBadge(lacking.isEmpty ? .done : .warned, lacking.isEmpty ? t(.preShiftAllGood) : lacking)
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(names[check.staff] ?? "")</a>",
                    "\(check.doneAt.monthAndTime(in: viewer.zone, t))\(late.contains(check.shift) ? " · \(t(.preShiftMadeLate))" : "")",
                    badge.html,
                    "\(String(check.review?.score ?? check.score))", "\(check.review.flatMap { names[$0.by] } ?? "")",
                ], url: url)
        }
        return """
            <section class="panel"><h2>\(t(.preShiftToday))</h2>\(Table(t(.preShiftToday), columns).html(rows))</section>
            """
    }

    func one(_ check: PreShiftCheck, mayReview: Bool, typed: Typed?, refusal: HTML?) -> HTML {
        let url = "/pre-shift/\(check.shift)"
        let items = PreShiftCheck.Item.allCases.map { item -> HTML in
            let isGood = check.inOrder.contains(item)
            return "<li>\(StateBadge(isGood ? .done : .broken, t(item.word)).html)</li>"
        }
        let review = check.review.map {
            "\(names[$0.by] ?? "") \($0.at.dateAndTime(in: viewer.zone)) · \($0.score) · \($0.opinion)"
        }
        let controls = Controls(typed ?? .blank, in: t, prefix: "review-")
        let form: HTML =
            mayReview && check.review == nil
            ? """
            <section class="panel"><h2>\(t(.preShiftReview))</h2>\(viewer.form(to: "\(url)/review", """
                \(controls.number("score", t(.preShiftScore), required: true))\
                \(controls.text("opinion", t(.preShiftOpinion), required: true))\
                <p>\(viewer.submit(t(.preShiftReview)))</p>
                """))</section>
            """ : .empty
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel"><ul class="plain-list">\(HTML(items))</ul>\
            \(CasePages.facts([
                (t(.preShiftStaff), names[check.staff] ?? ""), (t(.preShiftAt), check.doneAt.fullText(in: viewer.zone, t)),
                (t(.preShiftNote), check.note), (t(.preShiftReviewed), review ?? ""),
            ]))\
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(url)/F-55")) \
            \(linkButton(t(.paperPDF), url: "\(url)/F-55.pdf"))</p></section>\(form)
            """
    }
}
