import Database
import Foundation
import Kernel
import Testkit

@testable import Desk

/// A second department in which the same acts are done one after another, with the same ids at the same instants.
///
/// SQLite has one writer: the order is known. PostgreSQL promises that there is an order, and does not say which; but it
/// is known what each act saw. So an order is looked for that agrees with that and in which everybody gets the answers
/// that they got, beginning with the order in which the acts were over.
final class Mirror {
    private let path: String
    private let marks: Marks
    private let time = TimeMachine()
    private var database: SQLiteDatabase
    private(set) var tables: [String] = []

    /// Orders tried for one wave before it is said that there is none.
    private static let mostOrders = 40

    init(at path: String, _ marks: Marks) async throws {
        self.path = path
        self.marks = marks
        database = try SQLiteDatabase(path: path, readers: 1, clock: time.clock, ids: marks.ids)
        try await database.migrate(Schema.migrations)
        tables = try await database.read { tx in try Rows.compared(tx) }
    }

    func found(_ department: Department, number: Int, at instant: Instant) async throws {
        time.set(to: instant)
        try await database.write { [marks] tx in try marks.within(number) { try department.furnish(tx) } }
    }

    func close() async { await database.close() }

    /// `events` says what was written down under an act, in either department.
    func follow(_ wave: [Witness], as concurrent: any Database) async throws -> [String] {
        let written = try await Self.events(of: wave, in: concurrent)
        let after = try await concurrent.read { [tables] tx in try Rows(tables, of: tx) }
        guard wave.contains(where: { $0.snapshot != nil }) else {
            if let found = try await play(wave.sorted { $0.number < $1.number }, written) { return [found.said] }
            return after.differences(from: try await rows())
        }
        try await keepCopy()
        var ordering = Ordering(wave)
        var last: [String] = []
        for _ in 0..<Self.mostOrders {
            guard let order = ordering.first else { break }
            let found = try await play(order, written)
            last = if let found { [found.said] } else { after.differences(from: try await rows()) }
            if last.isEmpty { return [] }
            guard ordering.goOn(after: found?.witness, in: order) else { break }
            try await takeCopy()
        }
        return ["no order of the wave gives the same; of the last one tried:"] + last
    }

    private func rows() async throws -> Rows { try await database.read { [tables] tx in try Rows(tables, of: tx) } }

    /// One after another; the first that was answered otherwise ends it. Whoever was refused changed nothing, and may have
    /// stood anywhere after what they saw.
    private func play(
        _ order: [Witness], _ written: [Int: [String]]
    ) async throws -> (witness: Witness?, said: String)? {
        var refused = order.filter { !$0.isDone }
        var ahead = order.filter(\.isDone)
        var told: [Int: String] = [:]
        while true {
            var waiting: [Witness] = []
            for witness in refused {
                guard !ahead.contains(where: witness.saw) else {
                    waiting.append(witness)
                    continue
                }
                let outcome = await again(witness, isKept: false)
                if try await isSame(outcome, witness.outcome) { continue }
                told[witness.number] = "\(witness.label): \(witness.outcome), in line \(outcome)"
                waiting.append(witness)
            }
            refused = waiting
            guard let next = ahead.first else { break }
            ahead.removeFirst()
            let outcome = await again(next, isKept: true)
            guard try await isSame(outcome, next.outcome) else {
                return (next, "\(next.label): \(next.outcome), in line \(outcome)")
            }
            let events = try await Self.events(of: [next], in: database)[next.number] ?? []
            guard events == written[next.number] ?? [] else {
                return (next, "\(next.label) wrote down \(written[next.number] ?? []), in line \(events)")
            }
        }
        return refused.first.map { (nil, told[$0.number] ?? "\($0.label) saw what never was") }
    }

    private func again(_ witness: Witness, isKept: Bool) async -> Witness.Outcome {
        time.set(to: witness.at)
        return await Doing(database: database, marks: marks).repeated(witness, isKept: isKept)
    }

    /// A refusal may name a number, and these are drawn in another order.
    private func isSame(_ one: Witness.Outcome, _ other: Witness.Outcome) async throws -> Bool {
        func plain(_ outcome: Witness.Outcome) -> Witness.Outcome {
            guard case .refused(let text) = outcome else { return outcome }
            return .refused(text.replacing(/\d{8}-\d+|K\d+|A\d{4}-\d+/) { _ in "№" })
        }
        return plain(one) == plain(other)
    }

    private static func events(of wave: [Witness], in database: any Database) async throws -> [Int: [String]] {
        let numbers = wave.filter(\.isDone).map(\.number)
        return try await database.read { tx in
            let names = try Numbers(tx)
            return Dictionary(
                uniqueKeysWithValues: try numbers.map { number in
                    let (from, to) = (Marks.name(number, 0), Marks.name(number, 999))
                    let events = try tx.execute(
                        """
                        SELECT id, kind, subject_id, actor_id, at, details FROM event
                        WHERE id >= \(from) AND id <= \(to) ORDER BY id LIMIT 1000
                        """)
                    return (
                        number,
                        events.map { row in
                            ["id", "kind", "subject_id", "actor_id", "at", "details"].map {
                                names.replaced(in: row[$0])
                            }
                            .joined(separator: " ")
                        }
                    )
                })
        }
    }

    private func keepCopy() async throws {
        try? FileManager.default.removeItem(atPath: path + ".copy")
        try await database.backUp(to: path + ".copy")
    }

    private func takeCopy() async throws {
        await database.close()
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
        try FileManager.default.copyItem(atPath: path + ".copy", toPath: path)
        database = try SQLiteDatabase(path: path, readers: 1, clock: time.clock, ids: marks.ids)
    }
}

/// Orders of a wave that agree with what each act saw.
struct Ordering {
    private let wave: [Witness]
    /// Who must stand before whom, because of answers that came out otherwise.
    private var before: [Int: Set<Int>] = [:]
    private var dice = SeededDice(seed: 1)
    private var isShuffled = false

    init(_ wave: [Witness]) { self.wave = wave.sorted { $0.completed < $1.completed } }

    /// The next order to try; nothing where the demands contradict each other.
    var first: [Witness]? {
        mutating get {
            var left = isShuffled ? wave.shuffled(using: &dice) : wave
            var order: [Witness] = []
            while !left.isEmpty {
                let place = left.firstIndex { next in
                    !left.contains { other in
                        other.number != next.number
                            && (next.saw(other) || before[next.number]?.contains(other.number) == true)
                    }
                }
                guard let place else { return nil }
                order.append(left.remove(at: place))
            }
            return order
        }
    }

    /// `witness` was answered otherwise than in the crowd: then it stood before one of those that it did not see. Where
    /// only the rows came out otherwise, any other order may be the one.
    mutating func goOn(after witness: Witness?, in order: [Witness]) -> Bool {
        guard let witness, let place = order.firstIndex(where: { $0.number == witness.number }) else {
            isShuffled = true
            return true
        }
        for other in order[..<place].reversed() where other.isDone && !witness.saw(other) {
            guard before[other.number]?.contains(witness.number) != true else { continue }
            let kept = before
            before[other.number, default: []].insert(witness.number)
            if first != nil { return true }
            before = kept
        }
        isShuffled = true
        return true
    }
}
