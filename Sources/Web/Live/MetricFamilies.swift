import Synchronization

public final class Counter: MetricFamily {
    let name: String
    let help: String
    let kind = "counter"
    private let labels: [String]
    private let series = Mutex<[SeriesKey: Int]>([:])

    init(name: String, help: String, labels: [String]) {
        self.name = name
        self.help = help
        self.labels = labels
    }

    /// `labels` are the values, in the order of the names.
    public func add(_ count: Int = 1, labels: [String] = []) {
        series.withLock { series in
            series[SeriesKey.admitted(labels, to: series), default: 0] += count
        }
    }

    func lines() -> [String] {
        series.withLock { $0 }.sorted { $0.key < $1.key }.map { "\(name)\($0.key.text(labels)) \($0.value)" }
    }
}

public final class Histogram: MetricFamily {
    let name: String
    let help: String
    let kind = "histogram"
    private let labels: [String]
    private let bounds: [Double]
    private let series = Mutex<[SeriesKey: Buckets]>([:])

    private struct Buckets {
        var counts: [Int]
        var sum = 0.0
    }

    init(name: String, help: String, bounds: [Double], labels: [String]) {
        self.name = name
        self.help = help
        self.bounds = bounds.sorted()
        self.labels = labels
    }

    public func observe(_ value: Double, labels: [String] = []) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        series.withLock { series in
            let key = SeriesKey.admitted(labels, to: series)
            series[key, default: Buckets(counts: Array(repeating: 0, count: bounds.count + 1))].counts[bucket] += 1
            series[key]?.sum += value
        }
    }

    /// Prometheus wants every bucket to hold the ones below it.
    func lines() -> [String] {
        series.withLock { $0 }.sorted { $0.key < $1.key }.flatMap { key, buckets in
            var below = 0
            let steps = zip(bounds.map { "\($0)" } + ["+Inf"], buckets.counts).map { bound, count in
                below += count
                return "\(name)_bucket\(key.text(labels, and: ("le", bound))) \(below)"
            }
            return steps + [
                "\(name)_sum\(key.text(labels)) \(buckets.sum)", "\(name)_count\(key.text(labels)) \(below)",
            ]
        }
    }
}

final class Gauge: MetricFamily {
    let name: String
    let help: String
    let kind = "gauge"
    private let read: @Sendable () async -> Double?

    init(name: String, help: String, read: @escaping @Sendable () async -> Double?) {
        self.name = name
        self.help = help
        self.read = read
    }

    func lines() async -> [String] {
        guard let value = await read() else { return [] }
        return ["\(name) \(value)"]
    }
}
