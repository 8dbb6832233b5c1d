import Handbook
import Kernel
import Web

/// The open slips with the league table of the departments, and the page of one slip.
struct SlipPages {
    let viewer: Viewer
    let zone: Zone
    let names: [Staff.ID: String]
    let numbers: [Case.ID: String]
    /// What is masked on the page of the case is masked on its slips.
    let covers: CaseCovers

    private var t: Language { viewer.language }

    func list(_ slips: [Slip], total: Int, standings: [SlipStanding], paging: Paging, query: FormData) -> HTML {
        let table = Table(
            t(.slipsTitle),
            [
                Table.Column(t(.slipMatter), .name), Table.Column(t(.slipKind)), Table.Column(t(.slipCase)),
                Table.Column(t(.slipDepartment)), Table.Column(t(.slipPerson)), Table.Column(t(.slipNeedBy)),
                Table.Column(t(.slipUrged)), Table.Column(t(.slipState)),
            ])
        let body: HTML =
            slips.isEmpty
            ? EmptyState(icon: "git-branch", t(.slipNone)).html
            : "\(table.html(slips.map(row)))\(paging.html(total: total, path: "/slips", query: query, in: t))"
        return "\(body)\(league(standings))"
    }

    private func row(_ slip: Slip) -> Table.Row {
        let due = slip.due
        return Table.Row([
            "<a href=\"/slips/\(slip.id.rawValue)\">\(covers[slip.record](slip.matter))</a>", "\(t(slip.kind.word))",
            "\(numbers[slip.record] ?? "")", "\(slip.department)",
            "\(names[slip.person ?? slip.receiver] ?? "")",
            StateBadge(due < viewer.now ? .broken : .going, due.monthAndTime(in: zone, t)).html,
            "\(String(slip.urged))",
            StateBadge(tone(slip), t(slip.state.word)).html,
        ])
    }

    /// 各部门按时率 (PROPA-05, SOFT-71).
    private func league(_ standings: [SlipStanding]) -> HTML {
        guard !standings.isEmpty else { return .empty }
        let table = Table(
            t(.slipLeague),
            [
                Table.Column(t(.slipDepartment), .name), Table.Column(t(.slipSent)), Table.Column(t(.slipDone)),
                Table.Column(t(.slipOnTime)), Table.Column(t(.slipLate)), Table.Column(t(.slipUrged)),
                Table.Column(t(.slipShare)),
            ])
        let best = standings.sorted { ($0.share ?? 2, $0.department) > ($1.share ?? 2, $1.department) }
        let rows = best.map { line in
            Table.Row([
                "\(line.department)", "\(String(line.sent))", "\(String(line.done))", "\(String(line.onTime))",
                "\(String(line.late))", "\(String(line.urged))",
                "\(line.share.map { "\(Int(($0 * 100).rounded()))%" } ?? "–")",
            ])
        }
        return "<section class=\"panel\"><h2>\(t(.slipLeague))</h2>\(table.html(rows))</section>"
    }

    /// `mayAsk`: whoever asked, or works the case; who only reads it sees no buttons they may not press.
    func one(
        _ slip: Slip, mayRead: Bool, mayAsk: Bool, colleagues: [CaseView.Colleague], typed: [String: Typed],
        refusal: HTML?
    ) -> HTML {
        let record: HTML =
            mayRead
            ? "<a href=\"/cases/\(slip.record.rawValue)\">\(numbers[slip.record] ?? "")</a>"
            : "\(numbers[slip.record] ?? "")"
        let facts = CasePages.facts([
            (t(.slipKind), t(slip.kind.word)), (t(.slipDepartment), slip.department),
            (t(.slipMatter), covers[slip.record](slip.matter)),
            (t(.slipLevel), t(slip.level.word)), (t(.slipSentBy), names[slip.sentBy] ?? ""),
            (t(.slipReceiver), names[slip.receiver] ?? ""), (t(.slipPerson), slip.person.flatMap { names[$0] } ?? ""),
            (t(.slipNeedBy), slip.needBy.fullText(in: zone, t)),
            (t(.slipPromised), slip.promisedAt?.fullText(in: zone, t) ?? ""), (t(.slipUrged), String(slip.urged)),
            (t(.slipReply), covers[slip.record](slip.answer)),
            (t(.slipVerifiedBy), slip.verifiedBy.flatMap { names[$0] } ?? ""),
        ])
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel"><p>\(t(.slipCase)) \(record) \
            \(StateBadge(tone(slip), t(slip.state.word)).html)</p>\(facts)\
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "/slips/\(slip.id.rawValue)/F-134")) \
            \(linkButton(t(.paperPDF), url: "/slips/\(slip.id.rawValue)/F-134.pdf"))</p></section>\
            \(acts(slip, mayAsk: mayAsk, colleagues, typed))
            """
    }

    private func acts(
        _ slip: Slip, mayAsk: Bool, _ colleagues: [CaseView.Colleague], _ typed: [String: Typed]
    ) -> HTML {
        let me = Staff.ID(viewer.id)
        let isTheirs = me == slip.receiver || me == slip.person
        var acts: [HTML] = []
        if slip.state == .sent || slip.state == .accepted {
            if isTheirs {
                let form = controls("acceptance", typed, ["person": me.rawValue])
                acts.append(
                    act(
                        slip, "acceptance", .slipAccept,
                        """
                        \(form.select("person", t(.slipPerson), colleagues.map { Choice($0.id.rawValue, $0.name) }, required: true))\
                        \(form.dateTime("due", t(.slipPromised), required: true))
                        """))
                acts.append(
                    act(
                        slip, "completion", .slipFinish,
                        controls("completion", typed).textarea("reply", t(.slipReply), required: true, rows: 2)))
                if slip.state == .sent {
                    acts.append(
                        act(
                            slip, "refusal", .slipDecline,
                            controls("refusal", typed).text("reason", t(.slipReason), required: true)))
                }
            } else if mayAsk {
                acts.append(viewer.button(to: "/slips/\(slip.id.rawValue)/urging", t(.slipUrge), .usual))
            }
        }
        if slip.state == .done, mayAsk, me != slip.doneBy, me != slip.person {
            acts.append(
                viewer.button(
                    to: "/slips/\(slip.id.rawValue)/verification", t(.slipVerify), .primary,
                    fields: ["_seen": slip.mark]))
            let form = controls("return", typed)
            acts.append(
                act(
                    slip, "return", .slipSendBack,
                    """
                    \(form.text("reason", t(.slipReason), required: true))\
                    \(form.dateTime("due", t(.slipNeedBy), required: true))
                    """))
        }
        return acts.isEmpty ? .empty : "<section class=\"panel\">\(HTML(acts))</section>"
    }

    private func controls(_ form: String, _ typed: [String: Typed], _ usual: [String: String] = [:]) -> Controls {
        Controls(typed[form] ?? Typed(usual), in: t, prefix: "\(form)-")
    }

    private func act(_ slip: Slip, _ address: String, _ word: Word, _ fields: HTML) -> HTML {
        """
        <details class="more"><summary>\(t(word))</summary>\
        \(viewer.form(to: "/slips/\(slip.id.rawValue)/\(address)", "\(Controls(in: t).hidden("_seen", slip.mark))\(fields)\(viewer.submit(t(word), .usual))"))</details>
        """
    }

    private func tone(_ slip: Slip) -> Tone {
        switch slip.state {
        case .sent: .urgent
        case .accepted: slip.due < viewer.now ? .broken : .going
        case .declined: .plain
        case .done: .waiting
        case .verified: .done
        }
    }
}

/// The slips on the page of their case, and the form for a new one.
struct SlipPanelPages {
    let page: CasePages

    private var t: Language { page.t }

    var matter: CaseMatterPanelPages {
        let mayWork = page.view.permissions.contains(.workCase) && !page.record.state.isOver
        let items = page.view.slips.map { slip -> HTML in
            """
            <li><a href="/slips/\(slip.id.rawValue)">\(slip.matter)</a> · \(slip.department) · \
            \(slip.due.monthAndTime(in: page.zone, t)) · \(t(slip.state.word))</li>
            """
        }
        let form = page.controls("slips")
        let kinds = Slip.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }
        let new: HTML? =
            mayWork
            ? page.folded(
                .slipSend, to: "slips",
                """
                \(form.segmented("kind", t(.slipKind), kinds, required: true))\
                \(form.text("department", t(.slipDepartment), required: true, max: 40))\
                \(form.select("receiver", t(.slipReceiver), page.view.colleagues.map { Choice($0.id.rawValue, $0.name) }, required: true, blank: ""))\
                \(form.textarea("matter", t(.slipMatter), required: true, max: 1000, rows: 2))\
                \(form.select("level", t(.slipLevel), CaseChoices.severities(t), required: true))\
                \(form.dateTime("need_by", t(.slipNeedBy), required: true))
                """) : nil
        return CaseMatterPanelPages(.slipsTitle, CaseMatterPanelPages.list(items), acts: new)
    }
}
