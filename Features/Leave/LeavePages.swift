import Handbook
import Kernel
import Web

/// My leave, what waits for my decision, and one leave with what it does to the shifts: read on a telephone first.
struct LeavePages {
    let viewer: Viewer
    let zone: Zone
    let handbook: Handbook
    let names: [Staff.ID: String]
    /// What is due next on them: the bar under each line.
    var promises: [Subject: RunningPromise] = [:]

    private var t: Language { viewer.language }

    func mine(
        _ leaves: [Leave], left: Int?, colleagues: [(id: Staff.ID, name: String)], typed: Typed?,
        draft: LeaveDraft?, chosen: [String: String] = [:], shifts: [ShiftAssignment] = [], offer: LeaveType?,
        refusal: HTML?
    ) -> HTML {
        let kept = (draft?.fields(in: zone) ?? [:]).merging(chosen) { $1 }
        let chips = ShiftChipPages.html(shifts.map { .hours($0, zone, t) }, of: "/leave", in: t)
        let list: HTML =
            leaves.isEmpty
            ? EmptyState(icon: "calendar", t(.leaveNone)).html
            : table(leaves, t(.leaveSent), withStaff: false)
        return """
            \(refusal.map { Remark(.broken, $0).html })\(offer.map { again($0, typed ?? .blank) })\
            <section class="panel"><h2>\(t(.leaveAsk))</h2>\
            <p class="soft">\(left.map { t(.leaveBalance, LeaveCheck.halves(max(0, $0))) } ?? t(.leaveBalanceNone))</p>\
            \(typed == nil ? draft.map(self.kept) : nil)\(chips)\(form(typed ?? Typed(kept), colleagues))</section>\
            <section class="panel"><h2>\(t(.leaveSent))</h2>\(list)</section>
            """
    }

    /// `mayDecide` and `isMine` never both; without `mayRead` the hours alone, for whoever stands in.
    func one(
        _ leave: Leave, coverage: [AbsenceCoverage], mayDecide: Bool, isMine: Bool, mayRead: Bool,
        proofs: [LeaveProofFile], typed: [String: Typed], refusal: HTML?
    ) -> HTML {
        let url = "/leave/\(leave.id.rawValue)"
        let paper: HTML =
            mayRead
            ? """
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(url)/F-61")) \
            \(linkButton(t(.paperPDF), url: "\(url)/F-61.pdf"))</p>
            """ : .empty
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel"><p>\(badge(leave))</p>\
            \(mayRead ? facts(leave) : hours(leave))\(paper)</section>\
            \(proofPart(leave, proofs, url, isMine: isMine))\
            \(leave.state == .submitted ? coveragePart(coverage, of: leave) : .empty)\
            \(mayDecide && leave.state == .submitted ? decision(url, typed, isShort: coverage.contains(where: \.isShort)) : .empty)\
            \(isMine ? ownActs(leave, url, typed) : .empty)\(standInActs(leave, url))
            """
    }

    private func form(_ typed: Typed, _ colleagues: [(id: Staff.ID, name: String)]) -> HTML {
        let controls = Controls(typed, in: t, prefix: "leave-")
        let types = handbook.leaveTypes.map { Choice($0.code, $0.name(in: t)) }
        let labels: KeyValuePairs = [
            "type": t(.leaveType), "from": t(.leaveFrom), "to": t(.leaveTo), "reason": t(.leaveReason),
            "proof": t(.leaveProof), "substitute": t(.leaveSubstitute),
        ]
        let people = colleagues.filter { $0.id.rawValue != viewer.id }.map { Choice($0.id.rawValue, $0.name) }
        return """
            \(controls.summary(labels))\(viewer.form(to: "/leave", """
                \(controls.select("type", t(.leaveType), types, required: true))\
                <div class="split">\(controls.dateTime("from", t(.leaveFrom), required: true))\
                \(controls.dateTime("to", t(.leaveTo), required: true))</div>\
                \(controls.textarea("reason", t(.leaveReason), required: true, max: 500, rows: 2))\
                \(controls.text("proof", t(.leaveProof), max: 200, hint: t(.leaveProofHint)))\
                \(controls.select("substitute", t(.leaveSubstitute), people, blank: t(.leaveSubstituteNone)))\
                <p class="line">\(viewer.submit(t(.leaveSubmit), shortcut: "s")) \
                <button type="submit" class="btn btn-usual" name="act" value="draft">\(t(.leaveDraftKeep))</button></p>
                """))
            """
    }

    /// 草稿: what has not been sent, and how to be rid of it.
    private func kept(_ draft: LeaveDraft) -> HTML {
        """
        <p>\(StateBadge(.plain, t(.leaveDraft)).html) \
        \(t(.leaveDraftKept, draft.keptAt?.monthAndTime(in: zone, t) ?? "")) \
        \(viewer.button(to: "/leave/draft/removal", t(.leaveDraftDiscard), .usual))</p>
        """
    }

    /// Certificates, with the form for another where it is one's own.
    private func proofPart(_ leave: Leave, _ proofs: [LeaveProofFile], _ url: String, isMine: Bool) -> HTML {
        guard !proofs.isEmpty || (isMine && leave.state.isLive) else { return .empty }
        let lines = proofs.map { proof -> HTML in
            """
            <li><a href="\(url)/proofs/\(proof.id.rawValue)/file" download>\(proof.name.description)</a> \
            <span class="soft">\(proof.at.monthAndTime(in: zone, t))</span></li>
            """
        }
        let add: HTML =
            isMine && leave.state.isLive
            ? viewer.uploadForm(
                to: "\(url)/proofs",
                """
                <p class="line"><input type="file" name="file" multiple accept="\(FileType.accepted)" class="form-control" \
                aria-label="\(t(.leaveProofFiles))"> \(viewer.submit(t(.leaveProofUpload), .usual))</p>
                """) : .empty
        return """
            <section class="panel" id="proofs"><h2>\(t(.leaveProofFiles))</h2>\
            <p class="soft">\(t(.leaveProofFilesHint))</p>\(lines.isEmpty ? .empty : "<ul>\(lines)</ul>")\(add)</section>
            """
    }

    /// Refused as it was asked for, and possible as something else: one press (GAME-56).
    private func again(_ type: LeaveType, _ typed: Typed) -> HTML {
        let kept = ["from", "to", "reason", "proof", "substitute"].map { ($0, typed[$0]) }
        let hidden = kept.map { Controls(in: t).hidden($0.0, $0.1) }
        return """
            <section class="panel">\(viewer.form(to: "/leave", """
                \(Controls(in: t).hidden("type", type.code))\(HTML(hidden))\
                <p>\(viewer.submit(t(.leaveOffer, type.name(in: t))))</p>
                """))</section>
            """
    }

    func table(_ leaves: [Leave], _ caption: String, withStaff: Bool) -> HTML {
        let columns =
            [Table.Column(t(.leaveNumber), .name)] + (withStaff ? [Table.Column(t(.leaveStaff))] : [])
            + [
                Table.Column(t(.leaveType)), Table.Column(t(.leaveFrom)), Table.Column(t(.leaveTo)),
                Table.Column(t(.leaveDays), .figure), Table.Column(t(.leaveState)),
            ]
        let rows = leaves.map { leave -> Table.Row in
            let url = "/leave/\(leave.id.rawValue)"
            let head: [HTML] = ["<a href=\"\(url)\">\(leave.number)</a>"]
            let who: [HTML] = withStaff ? ["\(names[leave.staff] ?? "")"] : []
            let rest: [HTML] = [
                "\(typeName(leave))", "\(leave.hours.lowerBound.monthAndTime(in: zone, t))",
                "\(leave.hours.upperBound.monthAndTime(in: zone, t))", "\(LeaveCheck.halves(leave.halfDays))",
                badge(leave),
            ]
            return Table.Row(head + who + rest, url: url, promise: promises[leave.subject]?.bar(in: zone, t))
        }
        return Table(caption, columns).html(rows)
    }

    private func facts(_ leave: Leave) -> HTML {
        let decision = leave.decision.map {
            "\(names[$0.by] ?? "") \($0.at.dateAndTime(in: zone)) \($0.opinion)"
        }
        return CasePages.facts([
            (t(.leaveNumber), leave.number), (t(.leaveStaff), names[leave.staff] ?? ""),
            (t(.leaveType), typeName(leave)),
            (t(.leaveFrom), leave.hours.lowerBound.fullText(in: zone, t)),
            (t(.leaveTo), leave.hours.upperBound.fullText(in: zone, t)),
            (t(.leaveDays), t(.leaveDaysValue, LeaveCheck.halves(leave.halfDays))),
            (t(.leaveReason), leave.plan.reason),
            (t(.leaveProof), leave.plan.proof),
            (t(.leaveSubstitute), standIn(leave) ?? t(.leaveSubstituteNone)),
            (t(.leaveAskedAt), leave.askedAt.fullText(in: zone, t)), (t(.leaveDecidedBy), decision ?? ""),
            (t(.leaveLaterProof), leave.laterProof),
            (t(.leaveReportedAt), leave.reportedAt?.fullText(in: zone, t) ?? ""),
        ])
    }

    private func hours(_ leave: Leave) -> HTML {
        CasePages.facts([
            (t(.leaveNumber), leave.number), (t(.leaveStaff), names[leave.staff] ?? ""),
            (t(.leaveFrom), leave.hours.lowerBound.fullText(in: zone, t)),
            (t(.leaveTo), leave.hours.upperBound.fullText(in: zone, t)),
            (t(.leaveSubstitute), standIn(leave) ?? ""),
        ])
    }

    /// 赵敏 · 已同意顶班
    private func standIn(_ leave: Leave) -> String? {
        guard let name = leave.plan.substitute.flatMap({ names[$0] }) else { return nil }
        let answer: Word? =
            switch leave.standIn?.answer {
            case .agreed: .leaveStandInAgreed
            case .declined: .leaveStandInDeclined
            case nil: leave.state == .submitted && leave.rule != .retroactive ? .leaveStandInAsked : nil
            }
        return [name, answer.map { t($0) }].compactMap(\.self).joined(separator: " · ")
    }

    /// For whoever is to stand in, as long as nobody has decided.
    private func standInActs(_ leave: Leave, _ url: String) -> HTML {
        guard leave.plan.substitute?.rawValue == viewer.id, leave.state == .submitted else { return .empty }
        let agree: HTML =
            leave.standIn?.answer == .agreed
            ? .empty : viewer.button(to: "\(url)/consent", t(.leaveStandInAgree), .primary)
        let decline: HTML =
            leave.standIn?.answer == .declined
            ? .empty : viewer.button(to: "\(url)/refusal", t(.leaveStandInDecline), .usual)
        return "<p class=\"line screen-only\">\(agree) \(decline)</p>"
    }

    private func coveragePart(_ coverage: [AbsenceCoverage], of leave: Leave) -> HTML {
        let lines = coverage.map { line -> HTML in
            let place = line.name.isEmpty ? t(.leaveCoverageUnit) : line.name
            let text = t(
                .leaveCoverageLine, "\(place) \(line.hours.lowerBound.monthAndTime(in: zone, t))", String(line.before),
                String(line.after), String(line.minimum))
            return "<li>\(StateBadge(line.isShort ? .broken : .done, text).html)</li>"
        }
        let body: HTML =
            lines.isEmpty ? "<p class=\"soft\">\(t(.leaveCoverageNone))</p>" : "<ul class=\"plain-list\">\(lines)</ul>"
        let name = leave.plan.substitute.flatMap { names[$0] }
        let open: HTML? =
            lines.isEmpty || leave.standIn?.answer == .agreed
            ? nil : name.map { "<p class=\"soft\">\(t(.leaveCoverageWith, $0))</p>" }
        return "<section class=\"panel\"><h2>\(t(.leaveCoverage))</h2>\(body)\(open)</section>"
    }

    /// Where too few would be left, agreeing is not the act that suggests itself.
    private func decision(_ url: String, _ typed: [String: Typed], isShort: Bool) -> HTML {
        let usual = isShort ? Typed.blank : Typed(["opinion": t(.opinionAgreed)])
        let approve = Controls(typed["approval"] ?? usual, in: t, prefix: "approval-")
        let reject = Controls(typed["rejection"] ?? .blank, in: t, prefix: "rejection-")
        return """
            <section class="panel"><h2>\(t(.leaveDecidedBy))</h2>\
            \(viewer.form(to: "\(url)/approval", """
                \(approve.text("opinion", t(.leaveOpinion), required: true))<p>\(viewer.submit(t(.leaveApprove), isShort ? .usual : .primary))</p>
                """))\
            <details class="more"><summary>\(t(.leaveReject))</summary>\
            \(viewer.form(to: "\(url)/rejection", """
                \(reject.text("opinion", t(.leaveOpinion), required: true))<p>\(viewer.submit(t(.leaveReject), .usual))</p>
                """))</details></section>
            """
    }

    private func ownActs(_ leave: Leave, _ url: String, _ typed: [String: Typed]) -> HTML {
        switch leave.state {
        case .submitted, .approved: viewer.button(to: "\(url)/withdrawal", t(.leaveWithdraw), .usual)
        case .taken:
            """
            <section class="panel">\(viewer.form(to: "\(url)/return", """
                \(Controls(typed["return"] ?? .blank, in: t, prefix: "return-").text("proof", t(.leaveLaterProof)))\
                <p>\(viewer.submit(t(.leaveReportBack)))</p>
                """))</section>
            """
        case .rejected, .withdrawn, .reportedBack: .empty
        }
    }

    private func typeName(_ leave: Leave) -> String {
        handbook.leaveType(leave.plan.type)?.name(in: t) ?? leave.plan.type
    }

    private func badge(_ leave: Leave) -> HTML {
        let tone: Tone =
            switch leave.state {
            case .submitted: .waiting
            case .approved, .taken: .going
            case .rejected: .broken
            case .withdrawn: .plain
            case .reportedBack: .done
            }
        return StateBadge(tone, t(leave.state.word)).html
    }
}

extension LeaveDraft {
    /// On its way back into the form.
    func fields(in zone: Zone) -> [String: String] {
        [
            "type": type, "from": from?.typed(in: zone) ?? "", "to": to?.typed(in: zone) ?? "", "reason": reason,
            "proof": proof, "substitute": substitute?.rawValue ?? "",
        ]
    }
}
