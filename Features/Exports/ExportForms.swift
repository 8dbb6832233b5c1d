import Handbook
import Kernel
import Web

/// Text to values: what is taken out, and the filters of the lists as their addresses have them.
enum ExportForms {
    /// A reason says something.
    static let shortestReason = 4
    /// Characters of the address of a list.
    static let longestQuery = 2000

    enum Decision: String, CaseIterable, Sendable { case approved, declined }

    static func wish(_ typed: FormData, in t: Language) throws(Invalid) -> ExportWish {
        guard let list = ExportList.find(typed.text("list")) else { throw Invalid(["list": t(.exportListUnknown)]) }
        let wanted = Set(typed.all("column"))
        let columns = list.columns.map(\.code).filter { wanted.contains($0) }
        var problems: [String: String] = [:]
        if columns.isEmpty { problems["column"] = t(.exportColumnsMissing) }
        let unknown = wanted.subtracting(list.columns.map(\.code)).sorted()
        if !unknown.isEmpty {
            problems["column"] = t(
                .exportColumnsUnknown, unknown.joined(separator: ", ").shortened,
                list.columns.map(\.code).joined(separator: ", "))
        }
        let reason = typed.text("reason")
        if (1..<shortestReason).contains(reason.count) { problems["reason"] = t(.exportReasonShort) }
        let said: String
        do { said = try form(typed.required("reason", max: 200)) } catch {
            throw Invalid(problems.merging(error.problems) { _, new in new })
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        return ExportWish(
            list: list.code, query: String(typed.text("query").prefix(longestQuery)), columns: columns, reason: said,
            reveals: typed.sent("reveals") != nil, language: t)
    }

    static func decision(_ typed: FormData, in t: Language) throws(Invalid) -> (Decision, String) {
        let (decision, text) = try form(
            typed.choice("decision", of: Decision.self), typed.optional("text", max: 200))
        if decision == .declined, text == nil { throw Invalid(["text": t(.exportDeclineText)]) }
        return (decision, text ?? "")
    }

    /// The address of a list without its page number.
    static func query(of query: FormData) -> String {
        query.replacing("page", with: "").prefix(longestQuery).description
    }

    /// The address of the form for a list as it is shown now.
    static func address(_ list: String, _ query: FormData) -> String {
        "/exports/new?\(FormData(["list": [list], "query": [self.query(of: query)]]).replacing("", with: ""))"
    }

    static func read(_ query: String, zone: Zone = .shanghai) -> FormData {
        (try? FormData(urlEncoded: query.utf8, zone: zone)) ?? .empty
    }

    static func contactFilter(_ query: String, today: Day, zone: Zone) -> ContactFilter {
        let typed = read(query)
        var filter = ContactFilter(view: ContactFilter.View(rawValue: typed.text("view")) ?? .mine)
        if filter.view == .calls { filter.calls = CallQuery(typed, today: today).condition(in: zone) }
        return filter
    }

    /// The period and the narrowing of the reports; what cannot be read is the last thirty days.
    static func figureQuery(_ query: String, today: Day) -> FigureQuery {
        (try? FigureForms.query(read(query), today: today, in: .chinese)) ?? FigureQuery.usual(today: today)
    }

    /// What was searched for, which kind of it, and how it was narrowed.
    static func search(_ query: String) -> (query: SearchQuery, kind: SearchKind, filter: SearchFilter) {
        let typed = read(query)
        return (SearchForms.query(typed), SearchForms.tab(typed)?.kind ?? .matter, SearchForms.filter(typed))
    }

    /// The unit and the day of a log; without them those that its page shows first.
    static func dayOfUnit(_ query: String) -> (unit: Unit.ID?, day: Day?) {
        let typed = read(query)
        let unit = typed.text("unit").prefix(64)
        return (unit.isEmpty ? nil : Unit.ID(String(unit)), Day(iso: typed.text("day")))
    }

    static func customerFilter(_ query: String) -> CustomerFilter { CustomerForms.filter(read(query)) }

    /// The text and the category that the case library is narrowed by.
    static func libraryFilter(_ query: String) -> (text: String, category: String) {
        let typed = read(query)
        return (String(typed.text("q").prefix(60)), typed.text("category"))
    }

    static func caseFilter(_ query: String) -> CaseFilter { CaseFilter(read(query)) }

    static func adherenceQuery(_ query: String, today: Day, in t: Language) -> AdherenceQuery {
        (try? AdherenceForms.query(read(query), today: today, in: t)) ?? .usual(today: today)
    }

    static func staffFilter(_ query: String) -> StaffFilter {
        let typed = read(query)
        var filter = StaffFilter(text: String(typed.text("q").prefix(StaffFilter.longestText)))
        filter.unit = typed.text("unit").isEmpty ? nil : Unit.ID(String(typed.text("unit").prefix(64)))
        filter.isActive = typed.text("left").isEmpty
        return filter
    }

    static func eventFilter(_ query: String, zone: Zone, in t: Language) -> EventFilter {
        (try? AuditForms.filter(read(query, zone: zone), zone: zone, in: t)) ?? EventFilter()
    }

}
