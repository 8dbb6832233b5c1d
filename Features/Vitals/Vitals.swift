import Kernel

/// Work of the house: an answer to somebody, or a chore.
struct VitalWork: Hashable, Comparable, Sendable {
    enum Kind: String, CaseIterable, Sendable { case route, chore }

    let kind: Kind
    /// `GET /cases/{id}` or `outbox.deliver`: a pattern, nothing of anybody.
    let name: String

    static func < (a: VitalWork, b: VitalWork) -> Bool { (a.kind.rawValue, a.name) < (b.kind.rawValue, b.name) }
}

/// A statement that was slow, for the work that had it run: its words, without its values.
struct SlowStatement: Equatable, Sendable {
    let work: VitalWork
    let statement: String
    var count = 0
    var milliseconds: Int64 = 0
    var longest: Int64 = 0

    /// What is kept of its words.
    static let longestText = 2000

    mutating func add(_ elapsed: Duration) {
        count += 1
        milliseconds += elapsed.milliseconds
        longest = max(longest, elapsed.milliseconds)
    }
}

/// One running program.
struct VitalNode: Equatable, Sendable {
    typealias ID = Identifier<VitalNode>

    let id: ID
    /// Host and port, as far as the node knows them.
    let name: String
    let version: String
    let startedAt: Instant
    var seenAt: Instant

    /// A node says once a minute that it is there.
    func isThere(at now: Instant) -> Bool { now - seenAt < .minutes(3) }
}

/// What one node has counted of one quarter of an hour.
struct VitalQuarter: Equatable, Sendable {
    /// The beginning, a full quarter of an hour since 1970.
    let at: Instant
    var works: [VitalWork: WorkCount] = [:]
    var statements: [SlowStatement] = []
    /// The most memory held and the most pages that listened, of what was looked at once a minute.
    var memory: Int64 = 0
    var streams = 0

    static let length = Duration.minutes(15)

    static func beginning(of instant: Instant) -> Instant {
        let past = instant.milliseconds % length.milliseconds
        return Instant(milliseconds: instant.milliseconds - (past < 0 ? past + length.milliseconds : past))
    }

    /// All its work together.
    func sum(of kind: VitalWork.Kind) -> WorkCount {
        works.reduce(into: WorkCount()) { sum, work in if work.key.kind == kind { sum += work.value } }
    }
}

/// How far back somebody looks.
enum VitalSpan: String, CaseIterable, Sendable {
    case day, week

    var length: Duration { self == .day ? .days(1) : .days(7) }
    /// One point of the chart.
    var step: Duration { self == .day ? VitalQuarter.length : .hours(2) }
}

/// What the page shows of a stretch of time.
struct VitalReport: Sendable {
    struct Point: Equatable, Sendable {
        let at: Instant
        let count: WorkCount
    }

    let span: VitalSpan
    let nodes: [VitalNode]
    let works: [VitalWork: WorkCount]
    let statements: [SlowStatement]
    /// Answers over time, without a gap, the oldest first.
    let points: [Point]
    let memory: Int64
    let streams: Int

    /// Lines of a table.
    static let mostLines = 50

    func sum(of kind: VitalWork.Kind) -> WorkCount {
        works.reduce(into: WorkCount()) { sum, work in if work.key.kind == kind { sum += work.value } }
    }

    /// What took the most time first.
    func lines(of kind: VitalWork.Kind) -> [(work: VitalWork, count: WorkCount)] {
        works.filter { $0.key.kind == kind }.map { (work: $0.key, count: $0.value) }.sorted { a, b in
            a.count.total != b.count.total ? a.count.total > b.count.total : a.work < b.work
        }
    }
}
