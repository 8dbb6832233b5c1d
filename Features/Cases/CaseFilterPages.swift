import Handbook
import Kernel
import Web

/// What a filter's chips and its panel need to be told in names.
struct CaseFilterNames: Sendable {
    var people: [Staff.ID: String] = [:]
    var units: [Unit.ID: String] = [:]
    var customers: [Customer.ID: Customer] = [:]
    /// What the panel offers to choose from.
    var colleagues: [Choice] = []
    var reachedUnits: [Choice] = []
    var categories: [String] = []
    var types = CaseTypeNames.plain
}

/// Above the list: the search, the chips, the panel with every filter, and the totals under them.
struct CaseFilterPages {
    let filter: CaseFilter
    let names: CaseFilterNames
    let language: Language

    private var t: Language { language }

    static func url(_ filter: CaseFilter) -> String { "/cases?\(filter.query)" }

    /// `saver` keeps the list as it is filtered under a name.
    func html(saver: HTML) -> HTML { "<div class=\"list-head\">\(search)\(panel)</div>\(chips(saver))" }

    private var search: HTML {
        """
        <form method="get" action="/cases" class="search" role="search">\(hidden(except: ["q", "sort"]))\
        <input class="form-control" type="search" name="q" value="\(filter.search)" \
        maxlength="\(CaseFilter.longestText)" placeholder="\(t(.caseSearch))" aria-label="\(t(.caseSearch))" \
        data-shortcut="/">\
        <select class="form-select" name="sort" aria-label="\(t(.listSort))" data-behaviour="send-form">\
        \(orders.map { order -> HTML in
            "<option value=\"\(order.rawValue)\"\(attribute: "selected", if: order == filter.sorting)>\(t(order.word))</option>"
        })</select><button class="btn btn-usual">\(t(.caseSearchGo))</button></form>
        """
    }

    private var orders: [CaseFilter.Order] { filter.view.isOpen ? CaseFilter.Order.allCases : [.newest, .oldest] }

    private func hidden(except names: Set<String>) -> [HTML] {
        filter.values.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }.flatMap { name, values in
            values.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" as HTML }
        }
    }
}

/// The chips: what is in use, each with its way out.
extension CaseFilterPages {
    private func chips(_ saver: HTML) -> HTML {
        let fields = filter.fields
        guard !fields.isEmpty else { return .empty }
        let chips = fields.map { field -> HTML in
            let text = "\(t(field.word))\(t(.filterColon))\(value(of: field))"
            return """
                <li class="chip"><span>\(text)</span><a href="\(Self.url(filter.without(field)))" \
                aria-label="\(t(.listRemove, text))" data-chip>\(Icon("x").html)</a></li>
                """
        }
        let clear: HTML =
            fields.count > 1
            ? "<li><a class=\"chip-clear\" href=\"\(Self.url(filter.bare))\">\(t(.listClear))</a></li>" : .empty
        return """
            <div class="chip-line"><ul class="filter-chips" aria-label="\(t(.listFilters))" \
            data-behaviour="filter-chips">\(chips)\(clear)</ul>\(saver)</div>
            """
    }

    func value(of field: CaseFilter.Field) -> String {
        func joined(_ words: [Word]) -> String { words.map { t($0) }.joined(separator: t(.filterComma)) }
        return switch field {
        case .search: filter.search
        case .type: joined(filter.types.map(names.types.word))
        case .state: joined(filter.states.map(\.word))
        case .severity: joined(filter.severities.map(\.word))
        case .grade: joined(filter.grades.map(\.word))
        case .channel: joined(filter.channels.map(\.word))
        case .source: joined(filter.sources.map(\.word))
        case .unit: filter.units.map { names.units[$0] ?? t(.filterUnknown) }.joined(separator: t(.filterComma))
        case .handler: people(filter.handlers)
        case .receiver: people(filter.receivers)
        case .category: filter.category
        case .product: filter.product
        case .customer: filter.customer.flatMap { names.customers[$0] }?.name.masked ?? t(.filterUnknown)
        case .reported: reported
        case .due: filter.dueBefore.map(due) ?? ""
        case .breached: "§\(filter.breached)"
        }
    }

    private func people(_ people: [CaseFilter.Person]) -> String {
        people.map { person in
            switch person {
            case .me: t(.filterMe)
            case .nobody: t(.caseNobody)
            case .staff(let id): names.people[id] ?? t(.filterUnknown)
            }
        }.joined(separator: t(.filterComma))
    }

    private var reported: String {
        switch (filter.reportedFrom, filter.reportedTo) {
        case (nil, nil): ""
        case (.days(let count)?, nil): t(.filterLastDays, String(count))
        case (let from?, nil): t(.filterSince, text(from))
        case (nil, let to?): t(.filterUntil, text(to))
        case (let from?, let to?): t(.filterBetween, text(from), text(to))
        }
    }

    private func text(_ when: CaseFilter.When) -> String {
        switch when {
        case .day(let day): day.description
        case .days(0): t(.filterToday)
        case .days(let count): t(.filterDaysAgo, String(count))
        }
    }

    private func due(_ when: CaseFilter.When) -> String {
        switch when {
        case .day(let day): day.description
        case .days(0): t(.filterToday)
        case .days(let count): t(.filterInDays, String(count))
        }
    }
}

/// The panel: every filter in one form, opened with `f`.
extension CaseFilterPages {
    private var panel: HTML {
        let form = Controls(typed, in: t, prefix: "filter-")
        func boxes<Value: CaseIterable & RawRepresentable>(
            _ name: String, _ label: Word, _ values: [Value] = Array(Value.allCases), _ word: (Value) -> Word
        ) -> HTML where Value.RawValue == String {
            form.checkboxes(name, t(label), values.map { Choice($0.rawValue, t(word($0))) })
        }
        // What is chosen already is offered too, whichever pack it came from.
        let types = CaseType.allCases.filter { names.types.types.contains($0) || filter.types.contains($0) }
        let states = Case.State.allCases.filter { names.types.states.contains($0) || filter.states.contains($0) }
        let people = [Choice("me", t(.filterMe)), Choice("nobody", t(.caseNobody))] + names.colleagues
        return """
            <details class="filter-panel" data-behaviour="closes"><summary class="btn btn-usual" data-shortcut="f" \
            aria-label="\(t(.listFilter))">\(Icon("filter").html)\(t(.listFilter))<kbd>f</kbd></summary>\
            <form method="get" action="/cases" class="filter-form">\(hidden(except: Self.inPanel))\
            \(boxes("type", .filterType, types, names.types.word))\
            \(boxes("state", .caseState, states, \.word))\
            \(boxes("severity", .caseSeverity) { (severity: Severity) in severity.word })\
            \(boxes("grade", .caseGrade) { (grade: CustomerGrade) in grade.word })\
            \(boxes("channel", .caseChannel) { (channel: Channel) in channel.word })\
            \(boxes("source", .caseSource) { (source: CaseSource) in source.word })\
            <div class="fields">\
            \(names.reachedUnits.count > 1 ? form.select("unit", t(.filterUnit), names.reachedUnits, blank: t(.filterAny)) : nil)\
            \(form.select("handler", t(.caseHandler), people, blank: t(.filterAnyone)))\
            \(form.select("receiver", t(.filterReceiver), people.filter { $0.value != "nobody" }, blank: t(.filterAnyone)))\
            \(names.categories.isEmpty ? form.text("category", t(.caseCategory), max: 40) : form.select("category", t(.caseCategory), names.categories.map { Choice($0, $0) }, blank: t(.filterAny)))\
            \(form.text("product", t(.caseProduct), max: 80))\
            \(form.text("breached", t(.filterBreached), max: 20, placeholder: t(.filterClause)))\
            \(form.text("from", t(.filterFrom), max: 10, placeholder: t(.filterDate)))\
            \(form.text("to", t(.filterTo), max: 10, placeholder: t(.filterDate)))\
            \(form.text("due", t(.filterDue), max: 10, placeholder: t(.filterDate)))</div>\
            <div class="line"><button class="btn btn-primary">\(t(.listApply))</button>\
            \(filter.fields.isEmpty ? nil : "<a class=\"btn btn-ghost\" href=\"\(Self.url(filter.bare))\">\(t(.listClear))</a>" as HTML)\
            </div></form></details>
            """
    }

    private static let inPanel: Set<String> = [
        "type", "state", "severity", "grade", "channel", "source", "unit", "handler", "receiver", "category", "product",
        "breached", "from", "to", "due",
    ]

    private var typed: Typed { Typed(FormData(filter.values)) }
}

/// The totals under the filter, each leading to its own list where there is one of exactly these cases.
struct CaseTotalsPages {
    let totals: CaseTotals
    let filter: CaseFilter
    let language: Language

    var html: HTML {
        let t = language
        func figure(_ text: String, _ count: Int, _ tone: String, to list: CaseFilter?) -> HTML {
            guard count > 0 else { return .empty }
            let text: HTML = "<span class=\"\(tone)\">\(text)</span>"
            guard let list, list != filter else { return "<li>\(text)</li>" }
            return "<li><a href=\"\(CaseFilterPages.url(list))\">\(text)</a></li>"
        }
        // Under «open» and «all», the overdue are exactly those of the view «overdue» with the same filters.
        let isWide = [.open, .all].contains(filter.view)
        let count =
            totals.isBounded ? t(.totalMore, String(CaseTotals.bound)) : t(.totalCount, String(totals.count))
        let severities = [Severity.major, .serious].map { severity -> HTML in
            let count = totals.bySeverity[severity] ?? 0
            return figure(
                t(.totalSeverity, t(severity.word), CaseTotals.told(count)), count, "plain",
                to: with { $0.severities = [severity] })
        }
        return """
            <ul class="totals" aria-label="\(t(.totalLabel))"><li><b>\(count)</b></li>\
            \(figure(t(.totalLate, CaseTotals.told(totals.late)), totals.late, "late", to: isWide ? with { $0.view = .late } : nil))\
            \(figure(t(.totalToday, CaseTotals.told(totals.dueToday)), totals.dueToday, "today", to: isWide ? with { $0.view = .today } : nil))\
            \(severities)\
            \(figure(t(.totalUnassigned, CaseTotals.told(totals.unassigned)), totals.unassigned, "plain", to: filter.view.isOpen ? with { $0.handlers = [.nobody] } : nil))</ul>
            """
    }

    private func with(_ change: (inout CaseFilter) -> Void) -> CaseFilter {
        var list = filter
        change(&list)
        return list
    }
}
