import Kernel
import Web

/// The page on which quick texts are kept, and the list that opens while one writes.
struct QuickTextPages {
    let viewer: Viewer
    /// What may be changed, by id.
    var texts: [QuickText.ID: QuickText] = [:]
    var changeable: Set<QuickText.ID> = []
    /// The department that a new one may be shared with.
    var unit: Choice?
    /// The case one came from.
    var record: Case.ID?
    var typed: [String: Typed] = [:]
    var refusal: HTML?

    private var t: Language { viewer.language }

    /// The options of the list in the composer.
    func options(_ choices: [QuickChoice]) -> HTML {
        guard !choices.isEmpty else {
            return "<li role=\"option\" class=\"nothing\" aria-disabled=\"true\">\(t(.quickNothing))</li>"
        }
        return HTML(
            choices.enumerated().map { place, choice -> HTML in
                """
                <li id="quick-\(place)" role="option" data-key="\(choice.key)" data-text="\(choice.text)"><b>\(choice.title)</b>\
                <small>\(t(choice.source.word))</small><span>\(choice.text)</span></li>
                """
            })
    }

    func page(_ choices: [QuickChoice], find: String) -> HTML {
        let groups: [QuickChoice.Source] = [.own, .unit, .handbook]
        let lists = groups.map { source -> HTML in
            let lines = choices.filter { $0.source == source }
            return lines.isEmpty
                ? .empty
                : "<section class=\"panel\"><h2>\(t(source.word))</h2><ul class=\"plain-list quick-texts\">\(lines.map(line))</ul></section>"
        }
        let empty =
            choices.isEmpty ? EmptyState(icon: "message-plus", t(find.isEmpty ? .quickEmpty : .quickNothing)).html : nil
        return """
            \(refusal)<form class="line" method="get" action="/quick-texts" role="search">\
            <input type="search" class="form-control" name="q" value="\(find)" aria-label="\(t(.quickFind))" \
            placeholder="\(t(.quickPrompt))" maxlength="60">\
            \(record.map { "<input type=\"hidden\" name=\"case\" value=\"\($0.rawValue)\">" as HTML })\
            <button class="btn btn-usual">\(t(.quickFind))</button></form>\
            \(new)\(empty)\(HTML(lists))
            """
    }

    private var new: HTML {
        let form = Controls(typed["new"] ?? .blank, in: t, prefix: "new-")
        return """
            <details class="more"\(attribute: "open", if: typed["new"] != nil)><summary data-shortcut="n">\(t(.quickNew))</summary>\
            \(viewer.form(to: "/quick-texts", "\(fields(form))\(unit.map { form.checkbox("share", t(.quickShare, $0.label)) })\(viewer.submit(t(.quickSave)))"))\
            </details>
            """
    }

    private func fields(_ form: Controls) -> HTML {
        let blanks = QuickText.Blank.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
        return """
            \(form.text("title", t(.quickName), required: true, max: QuickText.longestTitle))\
            \(form.textarea("text", t(.quickText), required: true, max: QuickText.longestText, rows: 3, hint: t(.quickHint, blanks)))
            """
    }

    private func line(_ choice: QuickChoice) -> HTML {
        """
        <li id="q-\(choice.key)"><b>\(choice.title)</b> <small class="soft">\(choice.uses == 0 ? "" : t(.quickUses, String(choice.uses)))</small>\
        <div class="said">\(choice.text)</div>\
        \(record.map { viewer.button(to: "/cases/\($0.rawValue)/draft/quick-text", t(.quickInsert), .usual, fields: ["key": choice.key]) })\
        \(change(choice))</li>
        """
    }

    private func change(_ choice: QuickChoice) -> HTML? {
        let id = QuickText.ID(choice.key)
        guard let text = texts[id], changeable.contains(id) else { return nil }
        let known = Typed(["title": text.title, "text": text.text])
        let form = Controls(typed[choice.key] ?? known, in: t, prefix: "\(choice.key)-")
        let theirs: HTML? =
            typed[choice.key] == nil
            ? nil : "<p class=\"soft\">\(t(.quickTheirs))</p><blockquote>\(text.text)</blockquote>"
        return """
            <details class="more"\(attribute: "open", if: typed[choice.key] != nil)><summary>\(t(.quickChange))</summary>\(theirs)\
            \(viewer.form(to: "/quick-texts/\(choice.key)", "\(form.hidden("version", String(text.version)))\(fields(form))\(viewer.submit(t(.quickSave), .usual))"))\
            \(viewer.button(to: "/quick-texts/\(choice.key)/deletion", t(.quickDelete), .destructive))</details>
            """
    }
}
