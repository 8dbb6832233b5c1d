import Handbook
import Kernel
import Web

/// Asking for a list, and the log of what was taken out (F-171).
struct ExportPages {
    let viewer: Viewer
    var names: [Staff.ID: String] = [:]
    var downloads: [Export.ID: [Exports.Download]] = [:]
    /// What the reader may do: which exports are theirs to decide.
    var decidable: Set<Export.ID> = []
    var typed: (id: Export.ID, typed: Typed)?
    var refusal: (any Explainable)?

    private var t: Language { viewer.language }
    private var zone: Zone { viewer.zone }

    func form(
        _ list: ExportList, query: String, filter: String? = nil, rows: Int, limit: Int, mayReveal: Bool, typed: Typed
    ) -> HTML {
        let controls = Controls(typed, in: t)
        let needsApproval = rows > limit
        let limits =
            needsApproval ? t(.exportLimitAbove, String(limit), String(rows)) : t(.exportLimitWithin, String(limit))
        return """
            \(refusal.map { Remark(.broken, "<p>\($0.sentence(in: t))</p>").html })\
            \(Remark(needsApproval ? .warned : .plain, "<p>\(t(.exportLead, String(rows))) \(limits)</p>").html)\
            <section class="panel">\(viewer.form(
                to: "/exports",
                """
                \(controls.summary(["reason": t(.exportReason), "column": t(.exportColumns)]))\
                \(controls.hidden("list", list.code))\(controls.hidden("query", query))\
                <p class="soft">\(t(.exportFilter)) · \(filter ?? (query.isEmpty ? t(.exportNoFilter) : decoded(query)))</p>\
                \(controls.textarea("reason", t(.exportReason), required: true, max: 200, rows: 2, hint: t(.exportReasonHint)))\
                \(controls.checkboxes("column", t(.exportColumns), list.columns.map { Choice($0.code, t($0.word)) }))\
                \(mayReveal && list.columns.contains(where: \.isPersonal) ? controls.checkbox("reveals", t(.exportReveals), hint: t(.exportRevealsHint)) : nil)\
                \(viewer.submit(t(.exportAsk)))
                """))</section>
            """
    }

    func log(waiting: [Export], exports: [Export], total: Int, paging: Paging, query: FormData) -> HTML {
        let table = Table(
            t(.exportLog),
            [
                Table.Column(t(.exportWhat), .name), Table.Column(t(.exportRows), .figure),
                Table.Column(t(.exportReason)), Table.Column(t(.exportState)), Table.Column(t(.exportDownloads)),
                Table.Column(t(.exportWho)),
            ])
        let topics = exports.filter { !$0.isOver }.prefix(20).map { "export:\($0.id.rawValue)" }.joined(separator: " ")
        let body: HTML =
            exports.isEmpty
            ? EmptyState(icon: "table-export", t(.exportsEmpty), act: linkButton(t(.sectionCases), url: "/cases")).html
            : "\(table.html(exports.map(row)))\(paging.html(total: total, path: "/exports", query: query, in: t))"
        return """
            \(refusal.map { Remark(.broken, "<p>\($0.sentence(in: t))</p>").html })\
            \(waiting.isEmpty ? nil : "<section class=\"panel\"><h2>\(t(.exportWaiting))</h2><ul class=\"duties\">\(waiting.map(waitingItem))</ul></section>" as HTML)\
            <div id="exports" data-behaviour="live" data-live="\(topics)" hx-get="/exports" hx-trigger="refresh" \
            hx-select="#exports" hx-swap="outerHTML">\(body)</div>
            """
    }

    private func waitingItem(_ export: Export) -> HTML {
        let typed = typed.flatMap { $0.id == export.id ? $0.typed : nil } ?? .blank
        let controls = Controls(typed, in: t, prefix: "\(export.id.rawValue)-")
        let act: HTML =
            decidable.contains(export.id)
            ? viewer.form(
                to: "/exports/\(export.id.rawValue)/decision",
                """
                \(controls.text("text", t(.exportDecisionText), max: 200))<div class="line">\
                <button type="submit" class="btn btn-usual" name="decision" value="approved">\(t(.exportApprove))</button>\
                <button type="submit" class="btn btn-danger" name="decision" value="declined">\(t(.exportDecline))</button>\
                </div>
                """)
            : "<p>\(StateBadge(.waiting, t(.exportOwnWaits)).html)</p>"
        return """
            <li><span><strong>\(title(export))</strong> \(t(.importRowsOf, String(export.rows)))</span>\
            \(export.reveals ? StateBadge(.warned, t(.exportInFull)).html : nil)<p>\(export.reason)</p>\
            <p class="soft">\(names[export.by] ?? "") · \(export.at.relative(to: viewer.now, in: zone, t))</p>\
            <div>\(act)</div></li>
            """
    }

    private func row(_ export: Export) -> Table.Row {
        let (tone, word) = export.state.look
        let isMine = export.by.rawValue == viewer.id
        let url = "/exports/\(export.id.rawValue)"
        var state: HTML = StateBadge(tone, t(word)).html
        switch export.state {
        case .produced:
            state = """
                \(state)\(export.expiresAt.map { "<small>\(t(.exportExpires, $0.dateAndTime(in: zone)))</small>" as HTML })
                """
        case .approved:
            state = "\(state)<small>\(t(.exportProgress, String(export.producedRows), String(export.rows)))</small>"
        case .asked, .declined, .destroyed, .failed: break
        }
        if let decision = export.decision {
            state = """
                \(state)<small>\(t(.exportDecider)) \(names[decision.by] ?? "") \
                \(decision.at.relative(to: viewer.now, in: zone, t)) \(decision.text)</small>
                """
        }
        let fetched = (downloads[export.id] ?? []).prefix(3).map { download -> HTML in
            "<small>\(names[download.by] ?? "") \(download.format) \(download.at.dateAndTime(in: zone))</small>"
        }
        var files: HTML = fetched.isEmpty ? "<span class=\"soft\">\(t(.exportNoDownload))</span>" : HTML(fetched)
        if isMine, case .produced = export.state {
            files = """
                <span class="line">\(linkButton(t(.exportDownloadSheet), url: "\(url)/file.xlsx"))\
                \(linkButton(t(.exportDownloadText), url: "\(url)/file.csv"))</span>\(fetched)
                """
        }
        return Table.Row([
            "<strong>\(title(export))</strong>\(export.reveals ? "<small>\(t(.exportInFull))</small>" as HTML : nil)",
            "\(String(export.rows))", "\(export.reason)", state, files,
            "\(names[export.by] ?? "")<small>\(export.at.relative(to: viewer.now, in: zone, t))</small>",
        ])
    }

    private func title(_ export: Export) -> String {
        "\(export.label) \(ExportList.find(export.list).map { t($0.word) } ?? export.list)"
    }

    private func decoded(_ query: String) -> String {
        query.split(separator: "&").map { String($0).replacing("+", with: " ").removingPercents }.joined(
            separator: t(.adherenceListComma))
    }
}

extension Export {
    var isOver: Bool {
        switch state {
        case .declined, .destroyed, .failed: true
        case .asked, .approved, .produced: false
        }
    }
}

extension Export.State {
    var look: (Tone, Word) {
        switch self {
        case .asked: (.waiting, .exportStateAsked)
        case .approved: (.going, .exportStateApproved)
        case .declined: (.broken, .exportStateDeclined)
        case .produced: (.done, .exportStateProduced)
        case .destroyed: (.plain, .exportStateDestroyed)
        case .failed: (.broken, .exportStateFailed)
        }
    }
}

extension String {
    /// `%E4%BD%A0` → 你; what is no escape stays.
    fileprivate var removingPercents: String {
        var bytes: [UInt8] = []
        var rest = Substring(self).utf8
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The button on a list's page, for those who may take data out.
func exportButton(_ list: String, _ query: FormData, for actor: Actor, in t: Language) -> HTML {
    guard actor.holds(.exportData) else { return .empty }
    return linkButton(t(.exportAct), url: ExportForms.address(list, query), .quiet)
}
