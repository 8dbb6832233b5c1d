import Kernel
import Web

/// The lines of the palette, made by the server: with what each person may do, and what a clause forbids said.
struct PalettePages {
    let entries: [PaletteEntry]
    /// How many rows are ticked on the page.
    let selected: Int
    let language: Language

    private var t: Language { language }

    var html: HTML {
        guard !entries.isEmpty else {
            return "<li role=\"option\" class=\"nothing\" aria-disabled=\"true\">\(t(.paletteNone))</li>"
        }
        return HTML(entries.enumerated().map { line($1, $0) })
    }

    private func line(_ entry: PaletteEntry, _ place: Int) -> HTML {
        let deed: HTML =
            switch entry.deed {
            case .open(let url): " data-href=\"\(url)\""
            case .act(let address, let page): " data-href=\"\(page)\" data-act=\"\(page)/\(address)\""
            case .batch(let kind): " data-batch=\"\(kind)\""
            }
        return """
            <li id="palette-\(place)" role="option" data-key="\(entry.key)"\(deed)\
            \(attribute: "aria-disabled=true", if: entry.forbidden != nil)><span>\(entry.text)\
            \(entry.hint.isEmpty ? nil : " <i class=\"soft\">\(entry.hint)</i>" as HTML)</span>\
            <span class="palette-kind">\(t(entry.group, String(selected)))\(entry.shortcut.map { "<kbd>\($0)</kbd>" as HTML })</span>\
            \(entry.forbidden.map(forbidden))</li>
            """
    }

    private func forbidden(_ forbidden: PaletteEntry.Forbidden) -> HTML {
        "<small>\(forbidden.clause.map { "<b>§\($0)</b> " as HTML })\(forbidden.sentence)</small>"
    }
}
