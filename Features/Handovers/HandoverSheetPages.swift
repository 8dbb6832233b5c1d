import Handbook
import Kernel
import Web

/// One sheet: written with a thumb at the end of a shift, read and signed at the beginning of the next.
struct HandoverSheetPages {
    let viewer: Viewer
    let zone: Zone
    let view: HandoverView

    private var t: Language { viewer.language }
    private var handover: Handover { view.handover }
    private var url: String { "/handovers/\(handover.id.rawValue)" }

    func page(typed: [String: Typed], refusal: HTML?) -> HTML {
        """
        \(refusal.map { Remark(.broken, $0).html })<section class="panel"><p>\(HandoverPages.badge(handover, t)) \
        \(handover.state == .settled ? "<span class=\"soft\">\(t(.handoverFixed))</span>" : .empty)</p>\(facts)\
        <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(url)/\(handover.form)")) \
        \(linkButton(t(.paperPDF), url: "\(url)/\(handover.form).pdf"))</p></section>\
        \(annual)\(view.mayTake ? .empty : signing(typed))\(objections(typed))\
        \(view.mayWrite ? form(typed["sheet"]) : stated)\
        \(system)\(matters(typed))\(view.mayTake ? signing(typed) : .empty)\(dropping)
        """
    }

    private var facts: HTML {
        let next = handover.time.next.map {
            "\($0.lowerBound.monthAndTime(in: zone, t))–\($0.upperBound.local(zone).time)"
        }
        return CasePages.facts([
            (t(.handoverNumber), handover.number), (t(.handoverKind), t(handover.kind.word)),
            (t(.handoverUnit), view.unit),
            (
                t(handover.kind.isLeaving ? .handoverEffective : .handoverUntil),
                handover.time.until.fullText(in: zone, t)
            ),
            (t(.handoverNext), view.isNobodyNext ? t(.handoverNobodyNext) : next ?? ""),
            (t(.handoverGiver), name(handover.giver)),
            (t(.handoverOfferedAt), handover.offeredAt?.fullText(in: zone, t) ?? ""),
            (t(takerWord), name(handover.taker)),
            (t(.handoverArrived), handover.arrivedAt?.fullText(in: zone, t) ?? ""),
            (t(.handoverTakenAt), handover.taken?.at.fullText(in: zone, t) ?? ""),
            (t(.handoverWitness), name(handover.witnessed?.by)),
            (t(.handoverWitnessedAt), handover.witnessed?.at.fullText(in: zone, t) ?? ""),
        ])
    }

    private var annual: HTML {
        let facts = view.annual.lines(in: t)
        guard !facts.isEmpty else { return .empty }
        return """
            <section class="panel" id="annual-leave"><h2>\(t(.handoverAnnual))</h2>\(CasePages.facts(facts))\
            <p class="soft">\(t(.handoverAnnualSource))</p></section>
            """
    }

    private func signing(_ typed: [String: Typed]) -> HTML {
        var acts: [HTML] = []
        if view.mayTake {
            let controls = Controls(typed["acceptance"] ?? .blank, in: t, prefix: "acceptance-")
            acts.append(
                viewer.form(
                    to: "\(url)/acceptance",
                    """
                    \(controls.textarea("objection", t(.handoverObjection), max: 500, rows: 2, hint: t(.handoverObjectionHint)))\
                    <p>\(viewer.submit(t(.handoverAccept)))</p>
                    """))
            let refusing = Controls(typed["refusal"] ?? .blank, in: t, prefix: "refusal-")
            acts.append(
                """
                <details class="more"\(attribute: "open", if: typed["refusal"] != nil)><summary>\(t(.handoverRefuse))</summary>\
                \(viewer.form(to: "\(url)/refusal", """
                    \(refusing.textarea("reason", t(.handoverReason), required: true, max: 500, rows: 2))\
                    <p>\(viewer.submit(t(.handoverRefuse), .usual))</p>
                    """))</details>
                """)
        }
        if view.mayWitness { acts.append(viewer.button(to: "\(url)/witness", t(.handoverWitnessAct), .primary)) }
        if handover.state == .offered, handover.giver.rawValue == viewer.id {
            acts.append(viewer.button(to: "\(url)/recall", t(.handoverTakeBack), .usual))
        }
        return acts.isEmpty ? .empty : "<section class=\"panel screen-only\">\(HTML(acts))</section>"
    }

    /// At the foot and folded away: nobody drops a handover by a slip of the thumb.
    private var dropping: HTML? {
        guard handover.kind.isLeaving, handover.leave == nil, handover.state.isOpen || handover.state == .offered,
            handover.giver.rawValue == viewer.id || view.maySettle
        else { return nil }
        return """
            <details class="more screen-only"><summary>\(t(.handoverDrop))</summary><p class="soft">\(t(.handoverDropHint))</p>\
            \(viewer.button(to: "\(url)/drop", t(.handoverDropAct), .destructive))</details>
            """
    }

    private var takerWord: Word { handover.kind.isLeaving ? .handoverReceiver : .handoverTaker }

    private func form(_ typed: Typed?) -> HTML {
        let typed = typed ?? Typed(view.typed)
        let controls = Controls(typed, in: t, prefix: "sheet-")
        let parts = HandoverPart.allCases.compactMap { part -> HTML? in
            let items = view.items.filter { $0.part == part }
            guard !items.isEmpty else { return nil }
            return
                "<fieldset class=\"stack\"><legend>\(t(part.word))</legend>\(items.map { field($0, controls, typed) })</fieldset>"
        }
        let people = view.colleagues.filter { $0.id != handover.giver }.map { Choice($0.id.rawValue, $0.name) }
        let taker: HTML =
            handover.kind.isLeaving
            ? controls.select("taker", t(takerWord), people, required: true, blank: "") : .empty
        let nones: HTML =
            handover.kind.isLeaving
            ? .empty
            : """
            \(controls.checkbox("none-difficulties", t(.handoverNoneDifficulties)))\
            \(controls.checkbox("none-staffing", t(.handoverNoneStaffing)))
            """
        let offer = handover.kind.isLeaving ? t(.handoverOfferLeaving) : t(.handoverOffer)
        return """
            <section class="panel screen-only">\(controls.summary())\(viewer.form(to: "\(url)/sheet", asks: true, """
                \(taker)\(HTML(parts))\
                <fieldset class="stack"><legend>\(t(.handoverAdds))</legend>\
                \(controls.textarea("matter", t(.handoverMatter), max: 500, rows: 2, hint: t(.handoverMatterHint)))\
                \(controls.text("matter-case", t(.handoverMatterCase), max: 40))\(nones)</fieldset>\
                \(controls.textarea("other", t(.handoverOther), max: 1000, rows: 2))\
                <p class="line"><button type="submit" class="btn btn-primary" name="act" value="offer">\(offer)</button> \
                <button type="submit" class="btn btn-usual" name="act" value="save">\(t(.handoverSave))</button></p>
                """))</section>
            """
    }

    private func field(_ item: HandoverItem, _ controls: Controls, _ typed: Typed) -> HTML {
        let name = item.name(in: t)
        if item.part == .count {
            let hint = item.expected.map { t(.handoverExpected, String($0), item.measure) }
            return """
                <div class="split">\(controls.number("actual-\(item.code)", t(.handoverCountOf, name, item.measure), hint: hint))\
                \(controls.text("remark-\(item.code)", t(.handoverRemarkOf, name)))</div>
                """
        }
        let choices = item.standings.map { Choice($0.rawValue, t($0.word)) }
        // A remark is asked for where something is amiss; what stands there already stays in sight.
        let remark = "remark-\(item.code)"
        let isWritten = !typed[remark].isEmpty || typed.problems[remark] != nil
        return """
            <div class="split stated\(isWritten ? " written" : "")">\
            \(controls.segmented("standing-\(item.code)", name, choices))\
            \(controls.text(remark, t(.handoverRemarkOf, name)))</div>
            """
    }

    /// As it was signed, or is being written by somebody else.
    private var stated: HTML {
        let rows = view.sheet.lines.map { line -> Table.Row in
            let standing: HTML =
                if let actual = line.actual {
                    "\(actual) \(line.measure)\(line.expected.map { " / \($0)" } ?? "") \(difference(line))"
                } else {
                    StateBadge(line.isAmiss ? .broken : .done, t(line.standing.word)).html
                }
            let name = line.name(in: t, among: view.items)
            return Table.Row(["\(name)", "\(t(line.part.word))", standing, "\(line.remark)"])
        }
        let columns = [
            Table.Column(t(.handoverItem), .name), Table.Column(t(.handoverKind)), Table.Column(t(.handoverStanding)),
            Table.Column(t(.handoverRemark)),
        ]
        let none = HandoverSection.allCases.filter(view.sheet.none.contains).map {
            "<li>\(t($0.word))\(t(.handoverColon))\(t(.handoverStated))</li>" as HTML
        }
        let other: HTML =
            view.sheet.other.isEmpty ? .empty : "<p>\(t(.handoverOther))\(t(.handoverColon))\(view.sheet.other)</p>"
        return """
            <section class="panel"><h2>\(t(handover.formWord))</h2>\
            \(rows.isEmpty ? "<p class=\"soft\">\(t(.handoverNoEntries))</p>" : Table(t(handover.formWord), columns).html(rows))\
            \(none.isEmpty ? .empty : "<ul class=\"plain-list\">\(none)</ul>")\(other)</section>
            """
    }

    private func difference(_ line: HandoverSheet.Line) -> HTML {
        guard let difference = line.difference, difference != 0 else { return .empty }
        return StateBadge(.broken, "\(difference > 0 ? "+" : "−")\(abs(difference))").html
    }

    private var system: HTML {
        let parts = HandoverSheet.Entry.Part.allCases.filter { part in
            part != .matter && (![.staffing, .step].contains(part) || !handover.kind.isLeaving)
        }
        let blocks = parts.map { part -> HTML in
            let entries = view.sheet.entries(part)
            guard part == .promise else { return block(part.word, entries) }
            // What is late already is no matter of the next shift: it stands apart, and first.
            let late = entries.filter(isLate)
            let word: Word = handover.kind.isLeaving ? .handoverOwedOpen : part.word
            return
                "\(late.isEmpty ? .empty : block(.handoverOwedLate, late))\(block(word, entries.filter { !isLate($0) }))"
        }
        return "<section class=\"panel\"><h2>\(t(.handoverSystem))</h2>\(blocks)</section>"
    }

    private func block(_ word: Word, _ entries: [HandoverSheet.Entry]) -> HTML {
        "<h3>\(t(word)) <span class=\"soft\">\(String(entries.count))</span></h3>\(list(entries.map(line)))"
    }

    /// The case it is about behind its text; its time on a line of its own where the text is long.
    private func line(_ entry: HandoverSheet.Entry) -> HTML {
        let text = view.subjects[entry.record] ?? entry.text(in: t)
        let at: HTML? = entry.at.map { at in
            guard isLate(entry) else { return "<span class=\"soft\">\(at.monthAndTime(in: zone, t))</span>" }
            let late = StateBadge(.broken, at.countdown(from: asOf, t)).html
            return "<span class=\"when\"><span class=\"soft\">\(at.monthAndTime(in: zone, t))</span> \(late)</span>"
        }
        let record = view.subjects[entry.record] == nil ? view.owedCases[entry.record] : entry.record
        guard let record, [.openCase, .promise].contains(entry.part) else { return "<li>\(text) \(at)</li>" }
        return "<li><a href=\"/cases/\(record)\">\(text)</a> \(at)</li>"
    }

    private func isLate(_ entry: HandoverSheet.Entry) -> Bool {
        [.openCase, .promise].contains(entry.part) && (entry.at.map { $0 < asOf } ?? false)
    }

    /// When the sheet was handed over; of one that is being written this moment.
    private var asOf: Instant { handover.taken?.at ?? handover.offeredAt ?? viewer.now }

    /// The first of a long list; the others are opened, on the telephone they would push the signature away.
    private func list(_ lines: [HTML]) -> HTML {
        guard !lines.isEmpty else { return "<p class=\"soft\">\(t(.handoverNoEntries))</p>" }
        let rest = lines.dropFirst(Self.mostListed)
        let more: HTML =
            rest.isEmpty
            ? .empty
            : """
            <details class="more"><summary>\(t(.handoverMoreEntries, String(rest.count)))</summary><ul class="entries">\(Array(rest))</ul></details>
            """
        return "<ul class=\"entries\">\(Array(lines.prefix(Self.mostListed)))</ul>\(more)"
    }

    private static let mostListed = 6

    private func matters(_ typed: [String: Typed]) -> HTML {
        let lines = view.matters.map { matter -> HTML in
            let since = t(.handoverMatterSince, matter.openedAt.monthAndTime(in: zone, t))
            let record: HTML =
                matter.record.flatMap { id in
                    view.subjects[id.rawValue].map { "<a href=\"/cases/\(id.rawValue)\">\($0)</a> " as HTML }
                } ?? .empty
            let closed: HTML =
                if let closed = matter.closed {
                    "<p>\(t(.handoverMatterClosedLine, name(closed.by), closed.at.monthAndTime(in: zone, t), closed.text))</p>"
                } else {
                    closing(matter, typed)
                }
            return """
                <li>\(matter.text) \(record)<span class="soft">\(name(matter.openedBy)) \(since)</span>\(closed)</li>
                """
        }
        guard !lines.isEmpty else { return .empty }
        return """
            <section class="panel" id="matters"><h2>\(t(HandoverSheet.Entry.Part.matter.word))</h2><ul class="entries">\(lines)</ul></section>
            """
    }

    private func closing(_ matter: HandoverMatter, _ typed: [String: Typed]) -> HTML {
        let key = "matters/\(matter.id.rawValue)"
        let controls = Controls(typed[key] ?? .blank, in: t, prefix: "matter-\(matter.id.rawValue)-")
        return """
            <details class="more screen-only"\(attribute: "open", if: typed[key] != nil)><summary>\(t(.handoverMatterClose))</summary>\
            \(viewer.form(to: "\(url)/\(key)", """
                \(controls.text("closing", t(.handoverMatterClosing), required: true, max: 500))\
                <p>\(viewer.submit(t(.handoverMatterClose), .usual))</p>
                """))</details>
            """
    }

    private func objections(_ typed: [String: Typed]) -> HTML {
        let lines = view.objections.map { objection -> HTML in
            let kind = t(objection.isRefusal ? .handoverWasRefusal : .handoverWasObjection)
            let told: HTML = """
                \(StateBadge(objection.answer == nil ? .waiting : .done, kind).html) \(objection.text) \
                <span class="soft">\(name(objection.by)) \(objection.at.monthAndTime(in: zone, t))</span>
                """
            if let answer = objection.answer {
                return """
                    <li>\(told)<p>\(t(.handoverAnswer))\(t(.handoverColon))\(answer.text) \
                    <span class="soft">\(name(answer.by)) \(answer.at.monthAndTime(in: zone, t))</span></p></li>
                    """
            }
            let isParty = objection.by.rawValue == viewer.id || handover.giver.rawValue == viewer.id
            guard view.maySettle, !isParty else { return "<li>\(told)</li>" }
            let key = "objections/\(objection.id.rawValue)"
            let controls = Controls(typed[key] ?? .blank, in: t, prefix: "objection-\(objection.id.rawValue)-")
            return """
                <li>\(told)\(viewer.form(to: "\(url)/\(key)", """
                    \(controls.text("answer", t(.handoverAnswer), required: true, max: 500))\
                    <p>\(viewer.submit(t(.handoverAnswerAct), .usual))</p>
                    """))</li>
                """
        }
        guard !lines.isEmpty else { return .empty }
        return "<section class=\"panel\"><h2>\(t(.handoverObjections))</h2><ul>\(lines)</ul></section>"
    }

    private func name(_ staff: Staff.ID?) -> String { staff.flatMap { view.names[$0] } ?? "" }
}

extension Handover {
    /// F-63 of a shift, F-50 of a leave, a transfer or a resignation.
    var form: String { kind.isLeaving ? "F-50" : "F-63" }
    var formWord: Word { kind.isLeaving ? .handoverFormLeaving : .handoverFormShift }
}

extension HandoverView.Annual {
    /// Each with its label, on the page as on the paper.
    func lines(in t: Language) -> [(String, String)] {
        switch self {
        case .none: []
        case .unknown: [(t(.handoverAnnualOwed), t(.handoverAnnualUnknown))]
        case .due(let due):
            [
                (t(.handoverAnnualLastDay), due.lastDay.description),
                (t(.handoverAnnualSince), due.workingSince.description),
                (t(.handoverAnnualEarned), t(.leaveDaysValue, AnnualLeaveDue.days(due.earned))),
                (t(.handoverAnnualTaken), t(.leaveDaysValue, AnnualLeaveDue.days(due.taken))),
                (
                    t(.handoverAnnualOwed),
                    due.owed == 0
                        ? t(.handoverAnnualNothing) : t(.handoverAnnualPaid, AnnualLeaveDue.days(due.owed))
                ),
            ]
        }
    }
}

extension HandoverView {
    /// The sheet on its way back into its form.
    var typed: [String: String] {
        var typed = ["other": sheet.other, "taker": handover.taker?.rawValue ?? ""]
        for line in sheet.lines {
            typed["standing-\(line.code)"] = line.standing.rawValue
            typed["actual-\(line.code)"] = line.actual.map(String.init) ?? ""
            typed["remark-\(line.code)"] = line.remark
        }
        for section in sheet.none { typed["none-\(section.rawValue)"] = "1" }
        return typed
    }
}
