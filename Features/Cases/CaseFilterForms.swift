import Handbook
import Kernel
import Web

/// The filter and the query of an address, one the other's inverse. What an address says that is no filter is passed
/// over: an old link shows a wider list, never an error.
extension CaseFilter {
    init(_ query: FormData) {
        func text(_ name: String) -> String {
            let plain = query.text(name).unicodeScalars.filter { $0.properties.generalCategory != .control }
            return String(String(String.UnicodeScalarView(plain)).prefix(Self.longestText))
        }
        func choices<Value: RawRepresentable & Hashable>(_ name: String) -> [Value] where Value.RawValue == String {
            Self.few(query.all(name).compactMap(Value.init(rawValue:)))
        }
        self.init(
            view: View(rawValue: query.text("view")) ?? .open, search: text("q"), types: choices("type"),
            states: choices("state"), severities: choices("severity"), grades: choices("grade"),
            channels: choices("channel"),
            sources: choices("source"),
            units: Self.few(query.all("unit").filter { !$0.isEmpty && $0.count <= 64 }.map { Unit.ID($0) }),
            handlers: Self.few(query.all("handler").compactMap { Person($0) }),
            receivers: Self.few(query.all("receiver").compactMap { Person($0) }), category: text("category"),
            product: text("product"), customer: text("customer").isEmpty ? nil : Customer.ID(text("customer")),
            reportedFrom: When(query.text("from")), reportedTo: When(query.text("to")),
            dueBefore: When(query.text("due")), breached: text("breached"), order: Order(rawValue: query.text("sort")))
    }

    /// A query as it was printed. One that cannot be read is the widest list.
    init(address: String) { self.init((try? FormData(urlEncoded: address.utf8)) ?? .empty) }

    /// `view=open&type=complaint&state=investigating`: the same text for the same filter.
    var query: String { FormData(values).replacing("", with: "") }

    var values: [String: [String]] {
        var values: [String: [String]] = ["view": [view.rawValue]]
        func add(_ name: String, _ texts: [String]) { if !texts.isEmpty { values[name] = texts } }
        func add(_ name: String, _ text: String?) { if let text, !text.isEmpty { values[name] = [text] } }
        add("q", search)
        add("type", types.map(\.rawValue))
        add("state", states.map(\.rawValue))
        add("severity", severities.map(\.rawValue))
        add("grade", grades.map(\.rawValue))
        add("channel", channels.map(\.rawValue))
        add("source", sources.map(\.rawValue))
        add("unit", units.map(\.rawValue))
        add("handler", handlers.map(\.text))
        add("receiver", receivers.map(\.text))
        add("category", category)
        add("product", product)
        add("customer", customer?.rawValue)
        add("from", reportedFrom?.text)
        add("to", reportedTo?.text)
        add("due", dueBefore?.text)
        add("breached", breached)
        add("sort", order?.rawValue)
        return values
    }

    /// The names of its conditions in an address.
    static let names = [
        "view", "q", "type", "state", "severity", "grade", "channel", "source", "unit", "handler", "receiver",
        "category",
        "product", "customer", "from", "to", "due", "breached", "sort",
    ]

    private static func few<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return Array(values.filter { seen.insert($0).inserted }.prefix(mostValues))
    }
}

extension CaseFilter.Person {
    init?(_ text: String) {
        switch text {
        case "": return nil
        case "me": self = .me
        case "nobody": self = .nobody
        default:
            guard text.count <= 64 else { return nil }
            self = .staff(Staff.ID(text))
        }
    }

    var text: String {
        switch self {
        case .me: "me"
        case .nobody: "nobody"
        case .staff(let id): id.rawValue
        }
    }
}

extension CaseFilter.When {
    /// `2026-11-25` or `7d`
    init?(_ text: String) {
        if let day = Day(iso: text) {
            self = .day(day)
        } else if text.hasSuffix("d"), let count = Int(text.dropLast()), (0...CaseFilter.mostDays).contains(count) {
            self = .days(count)
        } else {
            return nil
        }
    }

    var text: String {
        switch self {
        case .day(let day): day.description
        case .days(let count): "\(count)d"
        }
    }
}

extension CaseCursor {
    init?(_ query: FormData) {
        if let after = CaseCursor(query.text("after")) {
            self = after
        } else if let before = CaseCursor(query.text("before"), isBackward: true) {
            self = before
        } else {
            return nil
        }
    }
}
