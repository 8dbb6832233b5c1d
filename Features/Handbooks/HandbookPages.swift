import Handbook
import Kernel
import Web

/// The handbook as a handsome document: chapters, clauses with their numbers in the margin, and beside each clause what
/// became of it. Read on the screen, printed on A4 with number and version (MART-01).
struct HandbookPages {
    let viewer: Viewer
    let view: HandbookView

    private var t: Language { viewer.language }
    private var version: HandbookVersion { view.version }
    private var handbook: Handbook { view.handbook }
    var url: String { "/handbook/\(version.id)" }

    var lead: HTML { "\(t(.handbookLead, version.number, version.version, effective))" }
    private var effective: String { view.zone.day(of: version.effectiveAt).longText(in: t) }

    var document: HTML {
        let printed = t(.handbookPrinted, version.title, version.number, version.version, effective)
        return """
            <p class="print-only">\(viewer.unit) · \(printed)</p>\
            <article class="handbook" lang="zh-CN">\(chapters.map { chapter($0.number, $0.title) })\
            \(ways)\(HandbookScriptPages(handbook: handbook, language: t).html)</article>
            """
    }

    /// GEN4-07: the procedure is published, type by type, in the order in which it is worked.
    private var ways: HTML {
        let rows = handbook.caseTypes.map { label -> Table.Row in
            let steps = handbook.steps(for: label.type).map { t($0.word) }
            let name = t == .chinese ? label.label : t(label.type.word)
            return Table.Row(["\(name)", "\(steps.joined(separator: t(.waysThen)))"])
        }
        let table = Table(t(.waysTitle), [Table.Column(t(.waysType), .name), Table.Column(t(.waysSteps))])
        return "<h2 id=\"ways\">\(t(.waysTitle))</h2>\(table.html(rows))"
    }

    /// Chapters that hold clauses; clauses of a chapter that the pack does not name come last, under its number alone.
    private var chapters: [(number: String, title: String)] {
        let used = Set(handbook.clauses.map(\.chapter))
        let named = Set(handbook.chapters.map(\.number))
        return handbook.chapters.filter { used.contains($0.number) }.map { ($0.number, $0.title) }
            + used.subtracting(named).sorted().map { ($0, "") }
    }

    var contents: HTML {
        Views(
            [
                Views.Group(
                    t(.handbookContents),
                    chapters.map { Views.Entry(heading($0.number, $0.title), url: "#chapter-\($0.number)") }
                        + [Views.Entry(t(.waysTitle), url: "#ways")]
                        + (handbook.scripts.isEmpty ? [] : [Views.Entry(t(.scriptsTitle), url: "#scripts")]))
            ]
                + (view.others.isEmpty
                    ? []
                    : [
                        Views.Group(
                            t(.handbookOthers),
                            view.others.map { Views.Entry($0.title, url: "/handbook?code=\($0.code)") })
                    ])
        ).html
    }

    private func heading(_ number: String, _ title: String) -> String {
        switch t {
        case .chinese: t(.handbookChapter, Int(number).map(chineseNumeral) ?? number, title)
        case .english: t(.handbookChapter, number, title)
        }
    }

    private func chapter(_ number: String, _ title: String) -> HTML {
        let clauses = handbook.clauses.filter { $0.chapter == number }
        return "<h2 id=\"chapter-\(number)\">\(heading(number, title))</h2>\(clauses.map(clause))"
    }

    private func clause(_ clause: Clause) -> HTML {
        """
        <div class="sentence" id="c-\(clause.number)"><a class="margin" href="#c-\(clause.number)">\(clause.number)</a>\
        <p>\(clause.text)</p><div class="clause-facts">\(facts(of: clause))</div></div>
        """
    }

    private func facts(of clause: Clause) -> HTML {
        let isReference = clause.enforcement == .reference
        let sources = clause.sources.joined(separator: t(.listGap))
        return """
            \(isReference ? nil : StateBadge(clause.strength.tone, t(clause.strength.shortWord)).html as HTML?)\
            <span lang="\(t.rawValue)">\(handbook.sentence(of: clause.enforcement, in: t))</span>\
            \(clause.isDefault ? StateBadge(.warned, t(.handbookDefault)).html : nil)\
            \(isReference ? nil : kept(clause))\
            \(sources.isEmpty ? nil : "<span>\(t(.handbookSources, sources))</span>" as HTML)
            """
    }

    /// How the clause was kept lately; the figure opens its records for those who may see them.
    private func kept(_ clause: Clause) -> HTML? {
        guard let kept = view.kept else { return nil }
        guard let counts = kept[clause.number], counts.applied > 0 else {
            return "<span>\(t(.handbookNeverApplied))</span>"
        }
        let applied = "\(counts.applied)"
        let text =
            counts.rate.map { t(.handbookKept, applied, "\(Int(($0 * 100).rounded()))%") }
            ?? t(.handbookRunning, applied)
        guard view.rights.mayReadAdherence else { return "<span class=\"figure\">\(text)</span>" }
        return """
            <a class="figure" href="/adherence?handbook=\(handbook.code)&amp;clause=\(clause.number)">\(text)</a>
            """
    }
}

extension Strength {
    /// A word stands beside it: the tone only says how hard it is.
    var tone: Tone {
        switch self {
        case .advise: .plain
        case .require: .going
        case .forbid: .broken
        }
    }
}

/// 一 … 九十九, as chapters are numbered; other numbers stay in digits.
func chineseNumeral(_ number: Int) -> String {
    guard (1...99).contains(number) else { return "\(number)" }
    let digits = Word.chineseDigits
    let (tens, ones) = (number / 10, number % 10)
    return (tens > 1 ? digits[tens] : "") + (tens > 0 ? digits[10] : "") + (ones > 0 ? digits[ones] : "")
}
