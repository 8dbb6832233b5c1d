import Kernel
import Web

/// The log of a day: what is still to be followed, then each duty with its entries, its form and its signature.
struct DutyLogPages {
    let viewer: Viewer
    let unit: Unit
    let day: Day
    let zone: Zone
    let duties: [DutyAssignment]
    let entries: [DutyAssignment.ID: [DutyLogEntry]]
    let signatures: [DutyAssignment.ID: DutyLogSignature]
    /// In which of them this person may write.
    let mine: Set<DutyAssignment.ID>
    let open: [DutyLogEntry]
    let mayClose: Bool
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }
    private var base: String { "/duties/\(unit.id.rawValue)/log" }
    /// The day goes with every form: a refusal comes back on the page on which the form stands.
    private var query: String { "?day=\(day.description)" }

    /// `typed` by the form it came from: `write-` and `sign-` with the duty, `close-` with the entry.
    func page(typed: [String: Typed], refusal: HTML?) -> HTML {
        let controls = Controls(Typed(["day": day.description]), in: t, prefix: "log-")
        let parts: HTML =
            duties.isEmpty
            ? EmptyState(icon: "calendar", t(.dutyLogNoDuty)).html : HTML(duties.map { part($0, typed) })
        return """
            \(refusal.map { Remark(.broken, $0).html })\
            <form method="get" class="line">\(controls.date("day", t(.dutyLogDay)))\
            <button class="btn btn-usual">\(t(.dutyLogShow))</button></form>\(toFollow(typed))\(parts)
            """
    }

    private func toFollow(_ typed: [String: Typed]) -> HTML? {
        guard !open.isEmpty else { return nil }
        let items = open.map { entry -> HTML in
            let answer = typed["close-\(entry.id)"]
            let controls = Controls(answer ?? .blank, in: t, prefix: "close-\(entry.id)-")
            let form: HTML? =
                mayClose || answer != nil
                ? viewer.form(
                    to: "\(base)/\(entry.id)/closing\(query)",
                    """
                    \(controls.summary(["text": t(.dutyLogClosing)]))\
                    <div class="line">\(controls.text("text", t(.dutyLogClosing), required: true, max: 500)) \
                    \(viewer.submit(t(.dutyLogClose)))</div>
                    """) : nil
            return """
                <li><b>\(entry.draft.follow)</b><p class="soft">\(entry.draft.at.monthAndTime(in: zone, t)) \
                \(names[entry.by] ?? "") · \(entry.draft.matter)</p>\(form)</li>
                """
        }
        return """
            <section class="panel"><h2>\(t(.dutyLogOpen)) \(String(open.count))</h2>\
            <ul class="plain-list">\(items)</ul></section>
            """
    }

    private func part(_ duty: DutyAssignment, _ typed: [String: Typed]) -> HTML {
        let people = ([duty.primary] + [duty.backup].compactMap(\.self)).compactMap { names[$0] }
        let signature = signatures[duty.id]
        let state =
            signature.map {
                StateBadge(.done, t(.dutyLogSignedBy, names[$0.by] ?? "", $0.at.monthAndTime(in: zone, t))).html
            } ?? StateBadge(.plain, t(.dutyLogUnsigned)).html
        let isAsked = ["write", "sign"].contains { typed["\($0)-\(duty.id)"] != nil }
        let remark: HTML? = signature.flatMap { $0.remark.isEmpty ? nil : "<p>\($0.remark)</p>" }
        return """
            <section class="panel"><h2>\(t(duty.kind.word)) \(duty.hours(in: zone))</h2>\
            <p>\(people.joined(separator: " / ")) \(duty.phone) \(state)</p>\(remark)\(table(duty))\
            \(mine.contains(duty.id) || isAsked ? forms(duty, typed) : nil)</section>
            """
    }

    private func table(_ duty: DutyAssignment) -> HTML {
        guard let entries = entries[duty.id], !entries.isEmpty else {
            return "<p class=\"soft\">\(t(.dutyLogNoEntries))</p>"
        }
        let columns = [
            Table.Column(t(.dutyLogAt), .name), Table.Column(t(.dutyLogWhat)), Table.Column(t(.dutyLogCaller)),
            Table.Column(t(.dutyLogMatter)), Table.Column(t(.dutyLogAction)), Table.Column(t(.dutyLogResult)),
            Table.Column(t(.dutyLogFollow)),
        ]
        let rows = entries.map { entry -> Table.Row in
            let draft = entry.draft
            let abnormal: HTML? = draft.isAbnormal ? StateBadge(.broken, t(.dutyLogAbnormal)).html : nil
            let reached = draft.reachedAt.map { " → \($0.local(zone).time)" } ?? ""
            return Table.Row([
                "\(draft.at.monthAndTime(in: zone, t))\(reached)", "\(t(draft.what.word)) \(abnormal)",
                "\(draft.caller)", "\(draft.matter)", "\(draft.action)", "\(draft.result)",
                "\([draft.follow, entry.closing?.text ?? ""].filter { !$0.isEmpty }.joined(separator: " → "))",
            ])
        }
        return Table(t(.dutyLogTitle), columns).html(rows)
    }

    private func forms(_ duty: DutyAssignment, _ typed: [String: Typed]) -> HTML {
        let (written, signed) = (typed["write-\(duty.id)"], typed["sign-\(duty.id)"])
        let controls = Controls(written ?? .blank, in: t, prefix: "entry-\(duty.id)-")
        let signing = Controls(signed ?? .blank, in: t, prefix: "sign-\(duty.id)-")
        let kinds = DutyLogEntry.What.allCases.map { Choice($0.rawValue, t($0.word)) }
        return """
            <details class="unfold"\(attribute: "open", if: written != nil)><summary class="btn btn-primary">\(t(.dutyLogWrite))</summary>\
            \(controls.summary())\(viewer.form(to: "\(base)\(query)", """
                \(controls.hidden("duty", duty.id.rawValue))\
                <div class="split">\(controls.select("what", t(.dutyLogWhat), kinds, required: true))\
                \(controls.dateTime("at", t(.dutyLogAt), required: true))</div>\
                <div class="split">\(controls.text("caller", t(.dutyLogCaller), max: 80))\
                \(controls.dateTime("reached", t(.dutyLogReached), hint: t(.dutyLogReachedHint)))</div>\
                \(controls.textarea("matter", t(.dutyLogMatter), required: true, max: 500, rows: 2))\
                \(controls.textarea("action", t(.dutyLogAction), max: 500, rows: 2))\
                \(controls.text("result", t(.dutyLogResult), max: 200))\
                \(controls.text("follow", t(.dutyLogFollow), max: 200, hint: t(.dutyLogFollowHint)))\
                \(controls.checkbox("abnormal", t(.dutyLogAbnormal), hint: t(.dutyLogAbnormalHint)))\
                <p class="acts">\(viewer.submit(t(.dutyLogWrite)))</p>
                """))</details>\
            <details class="unfold"\(attribute: "open", if: signed != nil)>\
            <summary class="btn btn-usual">\(t(.dutyLogSign))</summary>\
            \(signing.summary())\(viewer.form(to: "\(base)/signature\(query)", """
                \(signing.hidden("duty", duty.id.rawValue))\
                \(signing.text("remark", t(.dutyLogRemark), hint: t(.dutyLogSignHint)))\
                <p class="acts">\(viewer.submit(t(.dutyLogSign)))</p>
                """))</details>
            """
    }
}
