import Synchronization

/// What a monitor may ask of a running house, as Prometheus reads it (text format 0.0.4).
public final class Metrics: Sendable {
    /// The name is none (`[a-zA-Z_:][a-zA-Z0-9_:]*`), or somebody has it already.
    public enum Refusal: Error, Equatable {
        case badName(String)
        case nameTaken(String)
    }

    private let families = Mutex<[String: any MetricFamily]>([:])

    public init() {}

    /// Counts up. `metrics.counter("qingting_mails_total", help: "Mails sent.", labels: ["kind"])`
    public func counter(_ name: String, help: String, labels: [String] = []) throws(Refusal) -> Counter {
        try register(Counter(name: name, help: help, labels: labels), labels)
    }

    /// Sorts what is measured into buckets. `bounds` rise; one beyond the last is always there.
    public func histogram(
        _ name: String, help: String, bounds: [Double], labels: [String] = []
    ) throws(Refusal) -> Histogram {
        try register(Histogram(name: name, help: help, bounds: bounds, labels: labels), labels)
    }

    /// Asked when somebody looks: chores that wait, the length of the outbox. nil is left out of the answer.
    public func gauge(_ name: String, help: String, _ read: @escaping @Sendable () async -> Double?) throws(Refusal) {
        _ = try register(Gauge(name: name, help: help, read: read), [])
    }

    public func text() async -> String {
        var text = ""
        for family in families.withLock({ $0.sorted { $0.key < $1.key }.map(\.value) }) {
            text += "# HELP \(family.name) \(family.help.filter { !$0.isNewline })\n"
            text += "# TYPE \(family.name) \(family.kind)\n"
            for line in await family.lines() { text += "\(line)\n" }
        }
        return text
    }

    private func register<Family: MetricFamily>(_ family: Family, _ labels: [String]) throws(Refusal) -> Family {
        for name in [family.name] + labels where !Metrics.isName(name) { throw .badName(name) }
        let isTaken = families.withLock { families in
            guard families[family.name] == nil else { return true }
            families[family.name] = family
            return false
        }
        if isTaken { throw .nameTaken(family.name) }
        return family
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
    }
}

/// One name with all its series.
protocol MetricFamily: Sendable {
    var name: String { get }
    var help: String { get }
    var kind: String { get }
    func lines() async -> [String]
}

/// Series of one name that differ in their labels. Bounded: a label that people can make up (an address, a name) must
/// not fill the memory; what comes after the thousandth is counted under `other`.
struct SeriesKey: Hashable, Comparable {
    let values: [String]

    static let most = 1000

    static func < (a: SeriesKey, b: SeriesKey) -> Bool { a.values.lexicographicallyPrecedes(b.values) }

    static func admitted<Value>(_ values: [String], to series: [SeriesKey: Value]) -> SeriesKey {
        let key = SeriesKey(values: values)
        guard series[key] == nil, series.count >= most else { return key }
        return SeriesKey(values: values.map { _ in "other" })
    }

    /// `{route="/cases",status="200"}`
    func text(_ names: [String], and more: (String, String)? = nil) -> String {
        let pairs = Array(zip(names, values)) + (more.map { [$0] } ?? [])
        guard !pairs.isEmpty else { return "" }
        return "{\(pairs.map { "\($0.0)=\"\(SeriesKey.escaped($0.1))\"" }.joined(separator: ","))}"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
