import Kernel
import Web

/// One matter beside a case: what is known of it and the acts that add to it. A matter of which nothing is known yet is
/// no panel; its acts wait with all the others, so that the page shows what there is and not what there could be.
struct CaseMatterPanelPages {
    let title: Word
    let known: HTML?
    let acts: HTML?

    init(_ title: Word, _ known: HTML?, acts: HTML? = nil) {
        self.title = title
        self.known = known
        self.acts = acts
    }

    /// Nothing where there are no lines.
    static func list(_ lines: [HTML]) -> HTML? {
        lines.isEmpty ? nil : "<ul class=\"plain-list\">\(lines)</ul>"
    }

    func panel(in t: Language) -> HTML {
        guard let known else { return .empty }
        return "<section class=\"panel\"><h2>\(t(title))</h2>\(known)\(acts)</section>"
    }

    var waitingActs: HTML? { known == nil ? acts : nil }
}
