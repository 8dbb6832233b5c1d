import Handbook
import Kernel
import Web

/// 补卡: the form, one's own, and one before whoever decides.
struct ClockCorrectionPages {
    let viewer: Viewer
    let names: [Staff.ID: String]
    /// What is due next on them: the bar under each line.
    var promises: [Subject: RunningPromise] = [:]

    private var t: Language { viewer.language }

    func mine(
        _ corrections: [ClockCorrection], used: (Int, Int)?, shifts: [ShiftAssignment] = [], typed: Typed?,
        refusal: HTML?
    ) -> HTML {
        let controls = Controls(typed ?? .blank, in: t, prefix: "correction-")
        let labels: KeyValuePairs = [
            "kind": t(.correctionKind), "at": t(.correctionAt), "reason": t(.correctionReason),
        ]
        let kinds = [ClockKind.in, .out].map { Choice($0.rawValue, t($0.word)) }
        let limit: HTML? = used.map {
            "<p class=\"soft\">\(t(.correctionUsed, String($0.0), String($0.1)))</p>"
        }
        let list: HTML =
            corrections.isEmpty
            ? EmptyState(icon: "clock-edit", t(.correctionNone)).html
            : table(corrections, t(.correctionList), withStaff: false)
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel"><h2>\(t(.correctionAsk))</h2>\(limit)\
            \(controls.summary(labels))\(chips(shifts))\(viewer.form(to: "/clock-corrections", """
                \(controls.segmented("kind", t(.correctionKind), kinds, required: true))\
                \(controls.dateTime("at", t(.correctionAt), required: true))\
                \(controls.textarea("reason", t(.correctionReason), required: true, max: 500, rows: 2))\
                \(controls.text("proof", t(.correctionProof), max: 200, hint: t(.correctionProofHint)))\
                <p>\(viewer.submit(t(.correctionSubmit)))</p>
                """))</section>\
            <section class="panel"><h2>\(t(.correctionList))</h2>\(list)</section>
            """
    }

    /// The clocks of the latest shifts, in and out: the kind and the time with one touch.
    private func chips(_ shifts: [ShiftAssignment]) -> HTML? {
        let chips = shifts.flatMap { shift -> [ShiftChipPages.Chip] in
            [(ClockKind.in, shift.span.lowerBound), (.out, shift.span.upperBound)].filter { $0.1 < viewer.now }.map {
                kind, at in
                ShiftChipPages.Chip(
                    label: "\(at.monthAndTime(in: viewer.zone, t)) \(t(kind.word))",
                    fields: [("kind", kind.rawValue), ("at", at.typed(in: viewer.zone))])
            }
        }
        return ShiftChipPages.html(chips, of: "/clock-corrections", in: t)
    }

    func table(_ corrections: [ClockCorrection], _ caption: String, withStaff: Bool) -> HTML {
        let columns =
            [Table.Column(t(.correctionNumber), .name)] + (withStaff ? [Table.Column(t(.correctionStaff))] : [])
            + [
                Table.Column(t(.correctionKind)), Table.Column(t(.correctionAt)), Table.Column(t(.correctionReason)),
                Table.Column(t(.attendanceState)),
            ]
        let rows = corrections.map { correction -> Table.Row in
            let url = "/clock-corrections/\(correction.id)"
            let head: [HTML] = ["<a href=\"\(url)\">\(correction.number)</a>"]
            let who: [HTML] = withStaff ? ["\(names[correction.staff] ?? "")"] : []
            let rest: [HTML] = [
                "\(t(correction.plan.kind.word))", "\(correction.plan.at.monthAndTime(in: viewer.zone, t))",
                "\(correction.plan.reason.opening(30))", badge(correction),
            ]
            return Table.Row(
                head + who + rest, url: url, promise: promises[correction.subject]?.bar(in: viewer.zone, t))
        }
        return Table(caption, columns).html(rows)
    }

    func one(
        _ correction: ClockCorrection, clocks: [ClockEvent], mayDecide: Bool, isMine: Bool, typed: [String: Typed],
        refusal: HTML?
    ) -> HTML {
        let url = "/clock-corrections/\(correction.id)"
        let isAsked = correction.state == .asked
        let decision = correction.decision.map {
            "\(names[$0.by] ?? "") \($0.at.dateAndTime(in: viewer.zone)) \($0.opinion)"
        }
        let others = clocks.map {
            "\($0.at.monthAndTime(in: viewer.zone, t)) \(t($0.kind.word)) (\(t($0.source.word)))"
        }.joined(separator: t(.listGap))
        let facts = CasePages.facts([
            (t(.correctionStaff), names[correction.staff] ?? ""), (t(.correctionKind), t(correction.plan.kind.word)),
            (t(.correctionAt), correction.plan.at.fullText(in: viewer.zone, t)),
            (t(.correctionReason), correction.plan.reason), (t(.correctionProof), correction.plan.proof),
            (t(.correctionClocks), others), (t(.correctionAskedAt), correction.askedAt.fullText(in: viewer.zone, t)),
            (t(.correctionDecision), decision ?? ""),
        ])
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel"><p>\(badge(correction))</p>\(facts)\
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(url)/F-65")) \
            \(linkButton(t(.paperPDF), url: "\(url)/F-65.pdf"))</p></section>\
            \(mayDecide && isAsked ? DecisionForms(viewer: viewer, url: url, approve: .correctionApprove, reject: .correctionReject, opinion: .correctionOpinion).html(typed) : .empty)\
            \(isMine && isAsked ? viewer.button(to: "\(url)/withdrawal", t(.correctionWithdraw), .usual) : .empty)
            """
    }

    private func badge(_ correction: ClockCorrection) -> HTML {
        let tone: Tone =
            switch correction.state {
            case .asked: .waiting
            case .approved: .done
            case .rejected: .broken
            case .withdrawn: .plain
            }
        return StateBadge(tone, t(correction.state.word)).html
    }
}
