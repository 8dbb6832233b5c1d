import Kernel
import Web

/// The address of a search, both ways. What cannot be read is as if it had not been asked.
enum SearchForms {
    static func query(_ typed: FormData) -> SearchQuery { SearchQuery(typed.text("q")) }

    static func tab(_ typed: FormData) -> SearchTab? { SearchTab(rawValue: typed.text("kind")) }

    static func filter(_ typed: FormData) -> SearchFilter {
        let unit = typed.text("unit")
        return SearchFilter(
            period: SearchFilter.Period(rawValue: typed.text("period")) ?? .any,
            unit: unit.isEmpty ? nil : Unit.ID(String(unit.prefix(64))),
            progress: SearchFilter.Progress(rawValue: typed.text("progress")))
    }

    static func cursor(_ typed: FormData) -> SearchNumber? {
        Int64(typed.text("before")).flatMap { $0 > 0 ? SearchNumber(value: $0) : nil }
    }

    static func address(_ query: SearchQuery, _ tab: SearchTab?, _ filter: SearchFilter, before: SearchNumber? = nil)
        -> String
    {
        var fields = ["q": [query.typed]]
        if let tab { fields["kind"] = [tab.rawValue] }
        if filter.period != .any { fields["period"] = [filter.period.rawValue] }
        if let unit = filter.unit { fields["unit"] = [unit.rawValue] }
        if let progress = filter.progress { fields["progress"] = [progress.rawValue] }
        return "/search?\(FormData(fields).replacing("before", with: before.map { String($0.value) } ?? ""))"
    }
}
