import Kernel
import Web

/// What stands beside the story of a case, one part at a time: its clauses, its customer, what can be done with it, and
/// what was like it. Without JavaScript the parts stand under each other, and the tabs lead to them; on a phone the
/// story is one more of them.
struct CasePartPages {
    let page: CasePages
    /// The category with its hint, and whom the case was offered to; both are drawn up beside the case.
    let category: HTML?
    let assignment: HTML?

    private var t: Language { page.t }

    private enum Part: String, CaseIterable {
        case clauses, customer, acts, similar

        /// The single key that opens it, from its name in Chinese.
        var key: String {
            switch self {
            case .clauses: "t"
            case .customer: "k"
            case .acts: "o"
            case .similar: "x"
            }
        }

        var word: Word {
            switch self {
            case .clauses: .clausePanel
            case .customer: .caseCustomer
            case .acts: .caseActs
            case .similar: .similarShort
            }
        }

        var id: String { "part-\(rawValue)" }
    }

    var html: HTML {
        let side = CaseSidePages(page: page)
        // What has no category yet asks for one before anything else; what has one is changed among the other acts.
        let isUnsorted = page.record.report.category.isEmpty
        return """
            \(isUnsorted ? category : nil)\(tabs)\
            \(part(.clauses, CaseClausePages(page: page).html, isFirst: true))\
            \(part(.customer, side.customer))\
            \(part(.acts, "\(side.acts)\(side.matters)\(isUnsorted ? nil : category)\(assignment)"))\
            \(part(.similar, similar))
            """
    }

    private var tabs: HTML {
        let links = Part.allCases.map { part -> HTML in
            """
            <a href="#\(part.id)" data-shortcut="\(part.key)" data-key-words="\(t(part.word))">\(t(part.word))\(count(part))</a>
            """
        }
        return "<nav class=\"parts beside\" data-behaviour=\"parts\" aria-label=\"\(t(.caseParts))\">\(links)</nav>"
    }

    /// On a phone the same tabs stand above the story, which is the first of them.
    static func above(_ page: CasePages) -> HTML {
        let t = page.t
        let links = Part.allCases.map { part -> HTML in
            "<a href=\"#\(part.id)\">\(t(part.word))\(CasePartPages(page: page, category: nil, assignment: nil).owed(part))</a>"
        }
        return """
            <nav class="parts above" data-behaviour="parts" aria-label="\(t(.caseParts))">\
            <a href="#case">\(t(.caseStory))</a>\(links)</nav>
            """
    }

    private func part(_ part: Part, _ content: HTML, isFirst: Bool = false) -> HTML {
        "<div class=\"part\(isFirst ? " here" : "")\" id=\"\(part.id)\">\(content)</div>"
    }

    private func count(_ part: Part) -> HTML? {
        part == .similar ? "<span class=\"figure\" id=\"similar-count\"></span>" : owed(part)
    }

    /// How many clauses are owed now, where one is broken in the colour of it and in words; how much else the customer
    /// waits for.
    private func owed(_ part: Part) -> HTML? {
        if part == .customer, !page.view.others.isEmpty {
            return " <span class=\"figure\" title=\"\(t(.caseOthersOpen))\">\(String(page.view.others.count))</span>"
        }
        let owed = page.view.obligations.filter(\.isOpen)
        guard part == .clauses, !owed.isEmpty else { return nil }
        let isBroken = owed.contains { $0.pausedSince == nil && $0.dueAt < page.viewer.now }
        return """
             <span class="figure\(isBroken ? " broken" : "")"\
            \(isBroken ? " title=\"\(t(.clauseBroken))\"" as HTML : .empty)>\(String(owed.count))</span>
            """
    }

    private var similar: HTML {
        """
        <div hx-get="/search/similar?case=\(page.record.id.rawValue)" hx-trigger="load" hx-swap="innerHTML">\
        <noscript><p><a href="/search?\(FormData(["q": [page.record.report.subject]]).canonical)">\(t(.similarSearch))</a></p>\
        </noscript></div>
        """
    }
}
