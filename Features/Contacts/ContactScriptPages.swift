import Handbook
import Kernel
import Web

/// The script beside the form: one step in sight, its branches on the keys A, B, C …; without script all of them.
struct ContactScriptPages {
    let handbook: Handbook
    /// What is known before anybody types: the centre, the colleague, the number.
    let filled: [Script.Variable: String]
    let first: Script.Moment
    let language: Language

    private var t: Language { language }

    var html: HTML? {
        guard let opening = handbook.script(for: first) ?? handbook.scripts.first else { return nil }
        let choices = handbook.scripts.map { script -> HTML in
            "<option value=\"\(script.id)\"\(attribute: "selected", if: script.id == opening.id)>\(title(script))</option>"
        }
        return """
            <section class="panel script" data-behaviour="script" data-first="\(opening.id)"><details open>\
            <summary><h2>\(t(.contactScript))</h2></summary>\
            <select class="form-select" aria-label="\(t(.contactScriptChoose))">\(choices)</select>\
            \(handbook.scripts.map(script))\
            <button type="button" class="btn btn-ghost" data-back>\(t(.contactScriptBack))</button></details></section>
            """
    }

    private func title(_ script: Script) -> String { t == .chinese ? script.title : script.english }

    private func script(_ script: Script) -> HTML {
        "<div data-script=\"\(script.id)\"><h3>\(title(script))</h3>\(script.steps.map { step($0, of: script) })</div>"
    }

    private func step(_ step: Script.Step, of script: Script) -> HTML {
        let materials = step.materials.compactMap(handbook.material).map { material -> HTML in
            guard let link = material.link else { return "<li>\(material.title)</li>" }
            return """
                <li><span>\(material.title)</span> <code class="link">\(link)</code>\
                <button type="button" class="btn btn-ghost" data-behaviour="copy" data-copy="\(link)">\(t(.contactCopy))</button></li>
                """
        }
        let branches = step.branches.enumerated().map { index, branch -> HTML in
            let target =
                switch branch.to {
                case .step(let id): "\(script.id)/\(id)"
                case .script(let id): "\(id)/\(handbook.script(id)?.steps.first?.id ?? "")"
                }
            let key = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
            return """
                <li><a class="btn btn-usual" href="#s-\(target)" data-branch="\(key)" data-to="\(target)"\(branch.notes.map(noted))>\
                <kbd>\(key.uppercased())</kbd>\(branch.answer)</a></li>
                """
        }
        return """
            <div class="script-step" id="s-\(script.id)/\(step.id)" data-step="\(script.id)/\(step.id)">\
            <p class="said" aria-live="polite">\(step.say.map(piece))</p>\
            \(step.mind.map { "<p class=\"soft\">\($0)</p>" as HTML })\
            \(materials.isEmpty ? nil : "<ul class=\"plain-list materials\">\(materials)</ul>" as HTML)\
            \(branches.isEmpty ? nil : "<ul class=\"plain-list\">\(branches)</ul>" as HTML)</div>
            """
    }

    /// What taking the branch notes on the form: the field, and the value it gets.
    private func noted(_ note: Script.Note) -> HTML {
        switch note {
        case .mood(let mood): " data-note-mood=\"\(mood)\""
        case .satisfaction(let said): " data-note-satisfaction=\"\(said.rawValue)\""
        case .skill(let skill): " data-note-skill=\"\(skill.rawValue)\""
        }
    }

    private func piece(_ piece: Script.Piece) -> HTML {
        guard case .variable(let variable) = piece, let value = filled[variable], !value.isEmpty else {
            return piece.html(t)
        }
        return "<b>\(value)</b>"
    }
}
