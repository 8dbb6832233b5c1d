import Handbook
import Kernel
import Web

/// The address of a report and its question, both ways.
enum AdherenceForms {
    /// How an address says that nobody in particular owed it or did it.
    private static let nobody = "-"

    /// What is left out is as usual; what cannot be read is told beside its field.
    static func query(_ typed: FormData, today: Day, in t: Language) throws(Invalid) -> AdherenceQuery {
        let (from, to, handbook, unit, isUnitAlone, person, clause, outcome, grouping) = try form(
            typed.optionalDay("from"), typed.optionalDay("to"), typed.optional("handbook", max: 60),
            typed.optionalIdentifier("unit", of: Unit.self), typed.ticked("alone"), typed.optional("person", max: 64),
            typed.optional("clause", max: 20), typed.optionalChoice("outcome", of: Adherence.Outcome.self),
            typed.optionalChoice("by", of: Adherence.Grouping.self))
        var query = AdherenceQuery.usual(today: to ?? today)
        if let from { query.from = from }
        if to == nil { query.to = max(query.from, today) }
        guard query.from <= query.to else { throw Invalid(["to": t(.adherencePeriodOrder)]) }
        guard query.from.distance(to: query.to) < AdherenceQuery.mostDays else {
            throw Invalid(["from": t(.adherencePeriodLength, String(AdherenceQuery.mostDays))])
        }
        query.handbook = handbook
        query.unit = unit
        query.isUnitAlone = isUnitAlone
        query.person = person.map { $0 == nobody ? .nobody : .staff(Staff.ID($0)) }
        query.clause = clause
        query.outcome = outcome
        query.grouping = grouping ?? .clause
        return query
    }

    /// The fields as the form and the address name them; what is not asked for is left out.
    static func fields(_ query: AdherenceQuery) -> [String: String] {
        var fields = [
            "from": query.from.description, "to": query.to.description, "by": query.grouping.rawValue,
        ]
        fields["handbook"] = query.handbook
        fields["unit"] = query.unit?.rawValue
        fields["alone"] = query.isUnitAlone ? "1" : nil
        fields["clause"] = query.clause
        fields["outcome"] = query.outcome?.rawValue
        switch query.person {
        case nil: break
        case .nobody: fields["person"] = nobody
        case .staff(let id): fields["person"] = id.rawValue
        }
        return fields
    }

    static func address(_ path: String, _ query: AdherenceQuery) -> String {
        let fields = FormData(fields(query).mapValues { [$0] })
        return "\(path)?\(fields.replacing("by", with: query.grouping.rawValue))"
    }

    static func reportAddress(_ query: AdherenceQuery) -> String { address("/adherence", query) }

    static func recordsAddress(_ query: AdherenceQuery, _ outcome: Adherence.Outcome? = nil) -> String {
        var query = query
        query.outcome = outcome
        return address("/adherence/records", query)
    }
}
