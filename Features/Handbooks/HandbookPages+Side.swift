import Handbook
import Kernel
import Web

/// Beside the document: what edition it is, what it asks of the reader, and what those in charge can do with it.
extension HandbookPages {
    private var t: Language { viewer.language }

    var side: HTML { "\(reading)\(review)\(issuing)\(facts)" }

    var acts: HTML {
        let mustRead = view.toRead != nil && view.acknowledgement == nil
        return """
            \(mustRead ? linkButton(t(.readTitle), url: "#reading", .primary) : nil)\
            \(view.rights.mayDraft ? linkButton(t(.draftAct), url: "\(url)/draft") : nil)\
            \(linkButton(t(.handbookAllEditions), url: "/handbook/editions?code=\(view.version.code)"))
            """
    }

    private var facts: HTML {
        let document = view.handbook.document
        let lineage = view.handbook.lineage.dropLast().map { $0 == "base" ? t(.handbookBase) : $0 }
            .joined(separator: t(.listGap))
        let lines: [(Word, HTML)] = [
            (.handbookNumber, "\(view.version.number)"), (.handbookVersion, "\(view.version.version)"),
            (.handbookEffective, "\(view.version.effectiveAt.fullText(in: view.zone, t))"),
            (.handbookState, StateBadge(view.standing.tone, t(view.standing.word)).html),
            (.handbookTransition, "\(t(document.transition == .keep ? .handbookKeep : .handbookRestate))"),
        ]
        let base: HTML? = lineage.isEmpty ? nil : "<dt>\(t(.handbookLineage))</dt><dd>\(lineage)</dd>"
        return """
            <section class="panel"><h2>\(t(.handbookFacts))</h2><dl class="facts">\
            \(lines.map { "<dt>\(t($0.0))</dt><dd>\($0.1)</dd>" as HTML })\(base)</dl>\
            \(comparison)<p class="hint screen-only">\(t(.handbookPrint))</p></section>
            """
    }

    private var comparison: HTML? {
        guard let inForce = view.inForce, inForce != view.version.id else { return nil }
        let url = "/handbook/compare?from=\(inForce)&to=\(view.version.id)"
        return "<p>\(linkButton(t(.editionCompare), url: url))</p>"
    }

    /// Signed with name and date, and who has not read it yet for those in charge.
    private var reading: HTML? {
        guard view.version.isIssued else { return nil }
        let content: HTML
        if let acknowledgement = view.acknowledgement {
            let on = acknowledgement.at.fullText(in: view.zone, t)
            content = Remark(.done, "<p>\(t(.readMine, viewer.name, on))</p>").html
        } else if view.standing == .superseded {
            return nil
        } else {
            let today = view.zone.day(of: viewer.now).longText(in: t)
            content = """
                \(owed)<p class="soft">\(t(.readAs, viewer.name, today))</p>\
                \(viewer.button(to: "\(url)/acknowledgement", t(.readAct), .primary))
                """
        }
        let readers: HTML? =
            view.rights.mayIssue ? "<p><a href=\"\(url)/readers\">\(t(.readers))</a></p>" : nil
        return
            "<section class=\"panel screen-only\" id=\"reading\"><h2>\(t(.readTitle))</h2>\(content)\(readers)</section>"
    }

    private var owed: HTML {
        guard let owed = view.toRead else { return "<p>\(t(.readNotOwed))</p>" }
        let due = owed.dueAt.fullText(in: view.zone, t)
        return viewer.now <= owed.dueAt
            ? "<p>\(t(.readOwed, due))</p>" : Remark(.broken, "<p>\(t(.readLate, due))</p>").html
    }

    private var issuing: HTML? {
        guard view.standing == .draft else { return nil }
        let day = view.zone.day(of: view.version.effectiveAt).longText(in: t)
        let act: HTML? =
            !view.rights.mayIssue
            ? nil
            : view.rights.isOwnDraft
                ? "<p class=\"soft\">\(t(.issueNotOwn))</p>"
                : viewer.button(to: "\(url)/issuance", t(.issueAct), .primary)
        return
            "<section class=\"panel screen-only\"><h2>\(t(.issueAct))</h2><p>\(t(.issueLead, day))</p>\(act)</section>"
    }

    private var review: HTML? {
        guard let review = view.review, view.rights.mayIssue, view.standing == .inForce else { return nil }
        let controls = Controls(in: t, prefix: "review-")
        let form = viewer.form(
            to: "\(url)/review",
            """
            \(controls.textarea("reason", t(.reviewReason), required: true, max: 1000, rows: 3))\
            <p>\(viewer.submit(t(.reviewAct), .usual))</p>
            """)
        return """
            <section class="panel screen-only"><h2>\(t(.reviewTitle))</h2>\
            <p>\(t(.reviewLead, review.dueAt.fullText(in: view.zone, t)))</p>\(form)</section>
            """
    }
}

extension HandbookView.Standing {
    var word: Word {
        switch self {
        case .draft: .editionDraft
        case .coming: .editionComing
        case .inForce: .editionInForce
        case .superseded: .editionSuperseded
        }
    }

    var tone: Tone {
        switch self {
        case .draft: .plain
        case .coming: .waiting
        case .inForce: .done
        case .superseded: .plain
        }
    }
}
