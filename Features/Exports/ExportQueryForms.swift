import Handbook
import Kernel
import Web

/// What a program says of the list it wants. At a page an address that is no filter shows a wider list, and the person
/// sees that it does; a program would take the whole list for the part, so each condition has to be understood.
extension ExportForms {
    /// Refuses names that the list does not know, and values that it would pass over.
    static func refuseUnknown(_ typed: FormData, today: Day, zone: Zone, in t: Language) throws(Invalid) {
        guard let list = ExportList.find(typed.text("list")) else { return }
        let address = typed.text("query")
        guard address.count <= longestQuery else { throw Invalid(["query": t(.exportQueryLong, String(longestQuery))]) }
        guard let query = try? FormData(urlEncoded: address.utf8, language: t, zone: zone) else {
            throw Invalid(["query": t(.exportQueryUnreadable)])
        }
        let known = conditions(of: list, today: today, zone: zone)
        let unknown = query.names.filter { !known.contains($0) }
        guard unknown.isEmpty else {
            throw Invalid([
                "query": known.isEmpty
                    ? t(.exportQueryNone, unknown.joined(separator: ", ").shortened)
                    : t(
                        .exportQueryUnknown, unknown.joined(separator: ", ").shortened,
                        known.joined(separator: ", "))
            ])
        }
        do { try parse(query, of: list, today: today, zone: zone, in: t) } catch {
            let said = error.problems.sorted { $0.key < $1.key }.map { t(.exportQueryProblem, $0.key, $0.value) }
            throw Invalid(["query": said.joined(separator: t(.exportDetailComma))])
        }
    }

    /// The conditions of a list, as its form asks for them.
    static func conditions(of list: ExportList, today: Day, zone: Zone) -> [String] {
        // The filter of cases reads each field by itself; its own spelling is what it knows.
        if list.code == "cases" { return CaseFilter.names }
        let probe = FieldProbe()
        try? parse(FormData(noting: probe), of: list, today: today, zone: zone, in: .english)
        return probe.shapes.map(\.name)
    }

    private static func parse(
        _ query: FormData, of list: ExportList, today: Day, zone: Zone, in t: Language
    ) throws(Invalid) {
        switch list.code {
        case "cases": try refuseDropped(query, in: t)
        case "customers":
            _ = try form(
                query.optional("q", max: CustomerQuery.longest), query.optionalChoice("kind", of: Customer.Kind.self),
                query.optionalChoice("grade", of: Customer.Grade.self),
                query.optionalChoice("state", of: CustomerFilter.State.self), flag("mine", query, in: t))
        case "obligations": _ = try AdherenceForms.query(query, today: today, in: t)
        case "figures": _ = try FigureForms.query(query, today: today, in: t)
        case "events": _ = try AuditForms.filter(query, zone: zone, in: t)
        case "people":
            _ = try form(
                query.optional("q", max: StaffFilter.longestText), query.optionalIdentifier("unit", of: Unit.self),
                flag("left", query, in: t))
        case "contacts":
            let view = try form(query.optionalChoice("view", of: ContactFilter.View.self))
            if let other = query.names.first(where: { $0 != "view" }), view != .calls {
                throw Invalid([other: t(.exportQueryCalls)])
            }
            try calls(query, today: today, in: t)
        case "library": _ = try form(query.optional("q", max: 60), query.optional("category", max: 40))
        case "quality": _ = try form(query.optional("q", max: 60))
        case "dispatches", "daily-reports", "day-plans":
            _ = try form(query.optionalIdentifier("unit", of: Unit.self), query.optionalDay("day"))
        case "found":
            _ = try form(
                query.required("q", max: SearchQuery.longest), query.optionalChoice("kind", of: SearchTab.self),
                query.optionalChoice("period", of: SearchFilter.Period.self),
                query.optionalIdentifier("unit", of: Unit.self),
                query.optionalChoice("progress", of: SearchFilter.Progress.self))
        default: break
        }
    }

    /// The period and the narrowing of the calls that came about.
    private static func calls(_ query: FormData, today: Day, in t: Language) throws(Invalid) {
        let (from, to, _, _, _, _) = try form(
            query.optionalDay("from"), query.optionalDay("to"), query.optionalChoice("errand", of: Contact.Errand.self),
            query.optional("mood", max: 20), flag("reached", query, in: t), flag("converted", query, in: t))
        _ = try form(
            query.optionalChoice("satisfaction", of: Satisfaction.self), query.optional("objection", max: 40),
            query.optional("answer", max: 300), flag("worked", query, in: t))
        let asked = CallQuery(query, today: today)
        guard from == nil || from == asked.from, to == nil || to == asked.to else {
            throw Invalid(["from": t(.exportQueryPeriod, String(CallQuery.mostDays))])
        }
    }

    /// Said, it holds: whoever says «0» did not mean that it does.
    private static func flag(_ name: String, _ query: FormData, in t: Language) -> Field<String?> {
        query.optionalValue(name, or: t(.exportQueryFlag)) { ["1", "true", "yes", "on"].contains($0) ? $0 : nil }
    }

    /// A value that is not in the filter's own spelling of itself was passed over.
    private static func refuseDropped(_ query: FormData, in t: Language) throws(Invalid) {
        let understood = CaseFilter(query).values
        var problems: [String: String] = [:]
        for name in query.names {
            let dropped = query.all(name).filter { !$0.isEmpty && understood[name]?.contains($0) != true }
            if let first = dropped.first { problems[name] = t(.exportQueryValue, first.shortened) }
        }
        guard problems.isEmpty else { throw Invalid(problems) }
    }
}
