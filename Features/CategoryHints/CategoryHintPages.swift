import Handbook
import Kernel
import Web

/// The hint beside a form: what the text may be about, how surely, and one key to take it.
struct CategoryHintPages {
    let viewer: Viewer

    private var t: Language { viewer.language }

    /// Inside the form of a matter. Asks again as one writes; without JavaScript a button asks.
    func beside(_ answer: CategoryHintAnswer?, chosen: String) -> HTML {
        """
        <div class="category-hint" aria-live="polite" data-behaviour="category-hint" hx-post="/category-hints" \
        hx-trigger="input from:closest form delay:700ms, load" hx-include="closest form" hx-target="this" \
        hx-swap="innerHTML">\(answer.map { line($0, chosen: chosen, isForm: true) })</div>\
        <noscript><button type="submit" name="check" value="1" class="btn btn-ghost">\(t(.hintAsk))</button></noscript>
        """
    }

    /// `isForm`: taken by sending the form; else by the behaviour, which only fills the field.
    func line(_ answer: CategoryHintAnswer, chosen: String, isForm: Bool = false) -> HTML {
        switch answer {
        case .nothingYet: return .empty
        case .unsure: return "<span class=\"soft\">\(t(.hintUnsure))</span>"
        case .off(let reason): return "<span class=\"soft\">\(t(.hintOff, sentence(reason)))</span>"
        case .hint(let hint):
            let kept: HTML = """
                <input type="hidden" name="hint" value="\(hint.category)">\
                <input type="hidden" name="hint_training" value="\(hint.training.rawValue)">\
                <input type="hidden" name="hint_percent" value="\(String(hint.percent))">
                """
            if chosen == hint.category {
                return "\(StateBadge(.done, t(.hintTaken, hint.category)).html)\(kept)"
            }
            let button: HTML =
                isForm
                ? """
                <button type="submit" name="take_hint" value="\(hint.category)" class="btn btn-usual">\
                \(t(.hintTake, hint.category))</button>
                """
                : """
                <button type="button" id="take-hint" data-take-hint="\(hint.category)" data-shortcut="0" class="btn btn-usual">\
                \(t(.hintTake, hint.category))<kbd>Alt 0</kbd></button>
                """
            return """
                \(button) \
                <span class="soft">\(t(.hintConfidence, String(hint.percent)))\
                \(hint.because.isEmpty ? "" : t(.hintBecause, hint.because.joined(separator: t(.listGap))))</span>\(kept)
                """
        }
    }

    /// Beside a case: its category, with a hint where it has none.
    func part(_ answer: CategoryHintAnswer?, record: Case, handbook: Handbook, typed: Typed?) -> HTML {
        let known = record.report.category
        let form = Controls(typed ?? Typed(["category": known]), in: t, prefix: "category-")
        let categories = handbook.categories.map { Choice($0, $0) }
        let field =
            categories.isEmpty
            ? form.text("category", t(.caseCategory), required: true, max: 40)
            : form.select("category", t(.caseCategory), categories, required: true, blank: "")
        let body = viewer.form(
            to: "/cases/\(record.id.rawValue)/category",
            """
            \(answer.map { "<div class=\"category-hint\" data-behaviour=\"category-hint\">\(line($0, chosen: typed?["category"] ?? known))</div>" as HTML })\
            \(field)\(viewer.submit(t(.hintSetCategory), .usual))
            """)
        let folded: HTML =
            known.isEmpty
            ? body
            : """
            <p>\(known)</p><details class="more"\(attribute: "open", if: typed != nil)>\
            <summary>\(t(.hintChangeCategory))</summary>\(body)</details>
            """
        return "<section class=\"panel\"><h2>\(t(.caseCategory))</h2>\(folded)</section>"
    }

    func sentence(_ reason: CategoryHintStanding.Reason, names: [Staff.ID: String] = [:]) -> String {
        switch reason {
        case .switchedOff(let by, let at):
            t(.hintSwitchedOff, names[by] ?? t(.hintManager), at.dateAndTime(in: viewer.zone))
        case .tooFew(let cases, let needed): t(.hintTooFew, String(cases), String(needed))
        case .inaccurate(let accuracy, let needed):
            t(.hintInaccurate, Self.percent(accuracy), Self.percent(needed))
        case .untrained: t(.hintUntrained)
        }
    }

    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}
