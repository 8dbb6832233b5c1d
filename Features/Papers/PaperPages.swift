import Handbook
import Kernel
import Press
import Web

/// The forms of a case to choose from, and one form as it will lie on the printer.
struct PaperPages {
    let viewer: Viewer

    private var t: Language { viewer.language }

    /// A form of something that was not done in this case says so instead of being offered empty.
    func index(_ base: String, of dossier: CaseDossier) -> HTML {
        let (filled, empty) = (
            CaseForm.allCases.filter { dossier.emptiness(of: $0) == nil },
            CaseForm.allCases.filter { dossier.emptiness(of: $0) != nil }
        )
        let lines = (filled + empty).map { form -> Table.Row in
            let address = "\(base)/forms/\(form.rawValue)"
            if let reason = dossier.emptiness(of: form) {
                let reason: HTML = "<span class=\"soft\">\(t(reason))</span>"
                return Table.Row(["<span class=\"soft\">\(t(form.title))</span>", "\(form.rawValue)", reason])
            }
            return Table.Row(
                [
                    "<a href=\"\(address)\">\(t(form.title))</a>", "\(form.rawValue)",
                    "<a href=\"\(address).pdf\">\(t(.paperPDF))</a>",
                ], url: address)
        }
        let columns = [Table.Column(t(.paperTitle), .name), Table.Column(t(.paperForm)), Table.Column("", .act)]
        return """
            <p class="soft">\(t(.papersHint))</p>\(Table(t(.papers), columns, isCompact: true).html(lines))
            """
    }

    /// `address` without an ending, `query` with its `?`; what is revealed cannot be linked to, only asked for again.
    func preview(
        _ paper: Paper, at address: String, query: String = "", mayReveal: Bool = false, isRevealed: Bool = false,
        typed: Typed = .blank
    ) -> HTML {
        let controls = Controls(typed, in: t, prefix: "reveal-")
        let reveal: HTML? =
            mayReveal && !isRevealed
            ? """
            <details class="more"><summary>\(t(.paperReveal))</summary>\
            \(viewer.form(to: "\(address)/revealed", "\(controls.text("reason", t(.paperRevealReason), required: true))\(viewer.submit(t(.paperReveal), .usual)) <button class=\"btn btn-usual\" name=\"as\" value=\"pdf\">\(t(.paperRevealPDF))</button>"))\
            </details>
            """ : nil
        return """
            <div class="screen-only paper-acts"><button type="button" class="btn btn-primary" data-behaviour="print" \
            data-printing="\(address)/printing\(query)">\(Icon("printer").html) \(t(.paperPrint))</button>\
            \(isRevealed ? nil : linkButton(t(.paperPDF), url: "\(address).pdf\(query)"))\(reveal)</div>\
            <div class="desk-top" role="region" aria-label="\(paper.title)" tabindex="0">\(paper.html)</div>
            """
    }
}
