import Handbook
import Kernel
import Web

/// The page of the search, and the earlier cases beside a case being written.
struct SearchPages {
    let view: SearchView
    let viewer: Viewer
    var types = CaseTypeNames.plain

    private var t: Language { viewer.language }

    var content: HTML {
        """
        \(form)\(view.isReading ? Remark(.waiting, "<p>\(t(.searchReading))</p>").html : nil)\
        \(view.query.isEmpty ? EmptyState(icon: "search", t(.searchBegin)).html : answers)
        """
    }

    private var form: HTML {
        let typed = Typed([
            "period": view.filter.period.rawValue, "unit": view.filter.unit?.rawValue ?? "",
            "progress": view.filter.progress?.rawValue ?? "",
        ])
        let controls = Controls(typed, in: t)
        return """
            <form method="get" action="/search" class="find" role="search">\
            <input class="form-control" type="search" name="q" value="\(view.query.typed)" \
            maxlength="\(SearchQuery.longest)" placeholder="\(t(.searchHint))" aria-label="\(t(.searchTitle))" \
            autofocus><button class="btn btn-primary">\(t(.searchGo))</button>\
            <input type="hidden" name="kind" value="\(view.tab.rawValue)">\
            <div class="narrow">\
            \(controls.select("period", t(.searchPeriod), SearchFilter.Period.allCases.map { Choice($0.rawValue, t($0.word)) }))\
            \(controls.select("progress", t(.searchProgress), SearchFilter.Progress.allCases.map { Choice($0.rawValue, t($0.word)) }, blank: t(.searchAnyProgress)))\
            \(view.units.count < 2 ? nil : controls.select("unit", t(.searchUnit), view.units.prefix(500).map { Choice($0.id.rawValue, $0.name) }, blank: t(.searchAnyUnit)))\
            </div></form>
            """
    }

    private var answers: HTML { "\(kinds)\(found)" }

    private var kinds: HTML {
        let links = SearchTab.allCases.map { tab -> HTML in
            let url = SearchForms.address(view.query, tab, view.filter)
            return """
                <a href="\(url)"\(tab == view.tab ? " aria-current=\"page\"" as HTML : .empty)>\(t(tab.word)) \
                <b class="figure">\(view.counts[tab]?.text ?? "0")</b></a>
                """
        }
        return "<nav class=\"tabs\" aria-label=\"\(t(.searchKinds))\">\(links)</nav>"
    }

    private var found: HTML {
        switch view.tab {
        case .matter, .entry, .lesson:
            guard !view.page.hits.isEmpty || view.page.isCut else { return none }
            return "<ol class=\"found\">\(view.page.hits.map(hit))</ol>\(further)"
        case .clause:
            guard !view.clauses.isEmpty else { return none }
            let lines = view.clauses.map { clause -> HTML in
                """
                <li><a href="/handbook#c-\(clause.number)">§\(clause.number)</a>\
                <p>\(SearchPages.marked(clause.excerpt))</p></li>
                """
            }
            return "<ol class=\"found\">\(lines)</ol>"
        case .customer:
            guard !view.customers.isEmpty else { return none }
            let lines = view.customers.map { customer -> HTML in
                """
                <li><strong>\(customer.name.masked)</strong> \(customer.phone?.description ?? "") \
                \(customer.memberNumber) \
                <a href="\(SearchForms.address(view.query, .matter, view.filter))">\(t(.searchCustomerCases))</a></li>
                """
            }
            return "<ol class=\"found\">\(lines)</ol>"
        }
    }

    private var none: HTML { EmptyState(icon: "search", t(.searchNone, view.query.typed)).html }

    private func hit(_ hit: SearchHit) -> HTML {
        let type = CaseType(rawValue: hit.type).map { t(types.word($0)) } ?? hit.type
        return """
            <li><a href="/cases/\(hit.record.rawValue)"><strong>\(hit.subject)</strong></a> \
            \(StateBadge(hit.state.tone, t(hit.state.word)).html)\
            <p>\(SearchPages.marked(hit.excerpt))</p>\
            <small>\(hit.caseNumber) · \(type) · \(view.unitNames[hit.unit] ?? "") · \
            \(hit.number.instant.dateAndTime(in: viewer.zone))</small></li>
            """
    }

    private var further: HTML? {
        guard let next = view.page.next else { return nil }
        let url = SearchForms.address(view.query, view.tab, view.filter, before: next)
        guard view.page.isCut else { return "<p>\(linkButton(t(.searchOlder), url: url))</p>" }
        let time = next.instant.dateAndTime(in: viewer.zone)
        return "<p class=\"soft\">\(t(.searchCut, time))</p><p>\(linkButton(t(.searchFurther), url: url))</p>"
    }

    /// What was found stands out; a number that happens to stand beside it does not.
    static func marked(_ excerpt: Excerpt) -> HTML {
        HTML(
            excerpt.pieces.map { piece -> HTML in
                piece.isFound ? "<mark>\(piece.text)</mark>" : "\(Cover.numbersOnly(piece.text))"
            })
    }

    /// Beside the form of a matter: earlier ones like it, asked again as one writes.
    static func similarWhileWriting(in t: Language) -> HTML {
        """
        <div hx-post="/search/similar" hx-trigger="input from:.intake delay:700ms" \
        hx-include=".intake [name=subject], .intake [name=content], .intake [name=demand], .intake [name=product]" \
        hx-swap="innerHTML"><section class="panel"><h2>\(t(.similarTitle))</h2>\
        <p class="soft">\(t(.similarNone))</p></section></div>
        """
    }

    /// Beside a case: how many there are stands on the tab.
    static func similarBeside(_ cases: [SimilarCase], in t: Language) -> HTML {
        """
        \(cases.isEmpty ? "<p class=\"soft\">\(t(.similarNothing))</p>" : similar(cases, in: t))\
        <span class="figure" id="similar-count" hx-swap-oob="true">\(cases.isEmpty ? "" : String(cases.count))</span>
        """
    }

    static func similar(_ cases: [SimilarCase], in t: Language) -> HTML {
        guard !cases.isEmpty else { return .empty }
        let lines = cases.map { found -> HTML in
            """
            <li><a href="/cases/\(found.record.rawValue)" target="_blank"><strong>\(found.subject)</strong></a> \
            <small>\(found.number)\(found.category.isEmpty ? "" : " · \(found.category)")</small> \
            \(StateBadge(found.state.tone, t(found.state.word)).html)\
            \(found.solution.isEmpty ? nil : "<p>\(t(.similarSolution))\(String(found.solution.prefix(160)))</p>" as HTML)\
            \(found.lesson.isEmpty ? nil : "<p>\(t(.similarLesson))\(String(found.lesson.prefix(160)))</p>" as HTML)</li>
            """
        }
        return """
            <section class="panel similar" aria-live="polite"><h2>\(t(.similarTitle))</h2>\
            <ul class="found">\(lines)</ul></section>
            """
    }
}
