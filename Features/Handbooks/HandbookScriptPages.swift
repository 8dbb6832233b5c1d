import Handbook
import Kernel
import Web

/// The scripts of a handbook, as its readers study them: every step with its words and where it leads.
struct HandbookScriptPages {
    let handbook: Handbook
    let language: Language

    private var t: Language { language }

    var html: HTML? {
        guard !handbook.scripts.isEmpty else { return nil }
        return "<h2 id=\"scripts\">\(t(.scriptsTitle))</h2>\(handbook.scripts.map(script))"
    }

    private func script(_ script: Script) -> HTML {
        let sources = script.sources.joined(separator: t(.listGap))
        return """
            <div class="sentence" id="script-\(script.id)"><a class="margin" href="#script-\(script.id)">◦</a>\
            <p><strong>\(script.title)</strong></p>\
            <ol>\(script.steps.map { step($0, of: script) })</ol>\
            <div class="clause-facts">\
            \(sources.isEmpty ? nil : "<span>\(t(.handbookSources, sources))</span>" as HTML)</div></div>
            """
    }

    private func step(_ step: Script.Step, of script: Script) -> HTML {
        let branches = step.branches.map { branch -> HTML in
            switch branch.to {
            case .step(let id):
                let number = (script.steps.firstIndex { $0.id == id } ?? 0) + 1
                return "<li>\(t(.scriptToStep, branch.answer, "\(number)"))</li>"
            case .script(let id):
                let title = handbook.script(id)?.title ?? id
                return "<li><p>\(branch.answer) → <a href=\"#script-\(id)\">\(title)</a></p></li>"
            }
        }
        return """
            <li><p>\(step.say.map { $0.html(t) })</p>\(step.mind.map { "<p class=\"soft\">\($0)</p>" as HTML })\
            \(branches.isEmpty ? nil : "<ul>\(branches)</ul>" as HTML)</li>
            """
    }
}

extension Script.Piece {
    /// A blank is shown by its name; the page of a call fills it.
    func html(_ t: Language) -> HTML {
        switch self {
        case .text(let text): "\(text)"
        case .variable(let variable):
            "<span class=\"blank\" data-fill=\"\(variable.rawValue)\">\(t(variable.word))</span>"
        }
    }
}
