import Handbook
import Kernel
import Web

/// What a register asks beyond the matter itself, where the handbook has a use for it: the questions of the category
/// (SOFT-58), what the customer expects (SOFT-16), our opinion apart from the facts (GEN2-15), the service level
/// (SOFT-64, GEN4-02). The register of cases and the page of a call show the same.
struct CaseIntakeFieldPages {
    let handbook: Handbook
    let typed: Typed
    let language: Language
    /// A customer who is on file brings their own level.
    var isKnown = false

    static let mostDetails = 12

    private var t: Language { language }

    var html: HTML { "\(questions)\(opinions)" }

    /// What the category asks; it changes with the category.
    var questions: HTML? {
        handbook.details.isEmpty
            ? nil
            : """
            <div id="details" hx-get="/cases/details" hx-trigger="change from:[name=category], change from:[name=unit]" \
            hx-include="[name=category], [name=unit]" hx-swap="innerHTML" aria-live="polite">\(details)</div>
            """
    }

    var opinions: HTML {
        let form = Controls(typed, in: t)
        return """
            <div class="split">\
            \(asksExpectation ? form.text("expectation", t(.caseExpectation), max: 400) : nil)\
            \(form.text("opinion", t(.caseOpinion), max: 1000, hint: t(.caseOpinionHint)))\
            \(asksGrade && !isKnown ? form.select("grade", t(.caseGrade), grades, hint: t(.caseGradeHint)) : nil)</div>
            """
    }

    /// 必问项 of the category that is chosen; each says by its own name what it asks.
    var details: HTML {
        let form = Controls(typed, in: t)
        let names = (handbook.details[typed["category"]] ?? []).prefix(Self.mostDetails)
        guard !names.isEmpty else { return .empty }
        let fields = names.enumerated().map { index, name -> HTML in
            "\(form.hidden("detail_name_\(index)", name))\(form.text("detail_\(index)", name, max: 200))"
        }
        return """
            <fieldset class="matches"><legend>\(t(.detailsLabel))</legend>\
            <div class="split">\(fields)</div></fieldset>
            """
    }

    private var asksExpectation: Bool { handbook.gates().contains { $0.1 == .correctiveAction } }

    private var asksGrade: Bool {
        handbook.clauses.contains { clause in
            if case .deadline(let deadline) = clause.enforcement { return !deadline.condition.grades.isEmpty }
            return false
        }
    }

    private var grades: [Choice] {
        ([.ordinary] + CustomerGrade.allCases.filter { $0 != .ordinary }).map { Choice($0.rawValue, t($0.word)) }
    }
}
