import Handbook
import Kernel
import Web

/// The address of a report and its question, both ways.
enum FigureForms {
    static func query(_ typed: FormData, today: Day, in t: Language) throws(Invalid) -> FigureQuery {
        let (from, to, unit, type, dimension, key) = try form(
            typed.optionalDay("from"), typed.optionalDay("to"), typed.optionalIdentifier("unit", of: Unit.self),
            typed.optionalChoice("type", of: CaseType.self), typed.optionalChoice("by", of: FigureDimension.self),
            typed.optional("key", max: 120))
        var query = FigureQuery.usual(today: to ?? today)
        if let from { query.from = from }
        if to == nil { query.to = max(query.from, today) }
        guard query.from <= query.to else { throw Invalid(["to": t(.figurePeriodOrder)]) }
        guard query.days <= FigureQuery.mostDays else {
            throw Invalid(["from": t(.figurePeriodLength, String(FigureQuery.mostDays))])
        }
        query.unit = unit
        query.type = type?.rawValue
        query.dimension = dimension
        // Sent and empty means: those that say nothing.
        query.key = typed.sent("key") == nil ? nil : key ?? ""
        return query
    }

    static func fields(_ query: FigureQuery) -> [String: String] {
        var fields = ["from": query.from.description, "to": query.to.description]
        fields["unit"] = query.unit?.rawValue
        fields["type"] = query.type
        fields["by"] = query.dimension?.rawValue
        fields["key"] = query.key
        return fields
    }

    static func reportAddress(_ query: FigureQuery) -> String {
        var query = query
        query.dimension = nil
        query.key = nil
        return address("/reports", fields(query))
    }

    /// How a long report is asked for: its figures alone, or the page with them, however long one waits.
    enum Counted: String, CaseIterable {
        case part, whole
    }

    static func countedAddress(_ query: FigureQuery, _ counted: Counted) -> String {
        "\(reportAddress(query))&counted=\(counted.rawValue)"
    }

    static func breakdownAddress(_ figure: Figure, by dimension: FigureDimension, _ query: FigureQuery) -> String {
        var query = query
        query.dimension = dimension
        query.key = nil
        return address("/reports/\(figure.rawValue)", fields(query))
    }

    /// The rows behind a figure, or behind one line of it.
    static func listAddress(_ figure: Figure, _ part: FigurePart, _ query: FigureQuery) -> String {
        var fields = fields(query)
        if query.key == nil { fields["by"] = nil }
        fields["part"] = part == .whole ? nil : part.rawValue
        return address("/reports/\(figure.rawValue)/rows", fields)
    }

    private static func address(_ path: String, _ fields: [String: String]) -> String {
        "\(path)?\(FormData(fields.mapValues { [$0] }).replacing("page", with: ""))"
    }
}
