import Kernel
import Web

/// Both texts: what a colleague did meanwhile, and what was just typed, which may no longer have a form to stand in.
struct CaseOvertakingPages {
    let overtaken: CaseOvertaken
    let typed: [String]
    let viewer: Viewer
    let zone: Zone

    var html: HTML {
        let t = viewer.language
        let theirs = overtaken.changes.map { change -> HTML in
            """
            <li><b>\(change.name)</b> <time>\(change.at.dateAndTime(in: zone))</time> \(t(change.kind.word))\
            \(change.text.isEmpty ? nil : "<blockquote>\(change.text)</blockquote>" as HTML)</li>
            """
        }
        let mine = typed.map { "<blockquote>\($0)</blockquote>" as HTML }
        return """
            <p>\(t(.caseOvertaken))</p><div class="both"><div><h3>\(t(.caseOvertakenTheirs))</h3><ul>\(theirs)</ul></div>\
            \(mine.isEmpty ? nil : "<div><h3>\(t(.caseOvertakenMine))</h3>\(mine)</div>" as HTML)</div>
            """
    }

    /// The texts of a form, without what only a machine reads: identifiers, codes, the page's own fields.
    static func texts(of form: FormData) -> [String] {
        form.names.filter { !$0.hasPrefix("_") }.flatMap(form.all).filter { text in
            text.unicodeScalars.contains { !$0.isASCII } || text.contains(" ")
        }
    }
}
