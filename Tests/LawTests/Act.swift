import Database
import Handbook
import Kernel
import Testkit

@testable import Desk

/// One thing that people do. It is made in two moments, as with a page: somebody looks and chooses, and what they chose
/// is done a little later, when the world may have gone on.
///
///     Act("compensate", 4) { room in
///         guard let record = try room.anyCase() else { return nil }
///         let wish = …
///         return room.by(.workCase, on: record) { tx, actor in try tx.cases.compensate(record.id, wish, by: actor) }
///     }
///
/// A new feature adds its acts to a list of its own, and the list to `Act.all`. A body knows nothing but its
/// transaction, and answers the same whenever it is run on the same rows.
struct Act: Sendable {
    let name: String
    let weight: Int
    let choose: @Sendable (Room) throws -> Deed?

    init(_ name: String, _ weight: Int, _ choose: @Sendable @escaping (Room) throws -> Deed?) {
        self.name = name
        self.weight = weight
        self.choose = choose
    }

    static let all = onTheWay + onTalk + onHands + onMatters + onMoney + onShifts + beside + ofTheHouse

    /// By weight.
    static func draw(from acts: [Act], _ dice: inout SeededDice) -> Act {
        var left = Int.random(in: 0..<acts.map(\.weight).reduce(0, +), using: &dice)
        for act in acts {
            left -= act.weight
            if left < 0 { return act }
        }
        return acts[0]
    }
}

/// What was chosen: who does it, and what. The answer is a word that must be the same when it is done again.
struct Deed: Sendable {
    let person: Staff.ID
    let body: @Sendable (Transaction, Actor) throws -> String
}

/// Where somebody stands who chooses: what they see, and their dice.
final class Room {
    let tx: Transaction
    let department: Department
    /// Whose turn it is.
    let person: Staff.ID
    var dice: SeededDice

    init(_ tx: Transaction, _ department: Department, _ person: Staff.ID, _ dice: SeededDice) {
        self.tx = tx
        self.department = department
        self.person = person
        self.dice = dice
    }

    var now: Instant { tx.now }

    func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &dice) < share }
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
    func one<Value>(of values: [Value]) -> Value? { values.randomElement(using: &dice) }

    /// The cases that everybody works at this moment: few, so that people meet.
    func cases() throws -> [Case] {
        try tx.execute(
            """
            SELECT id FROM service_case WHERE state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
            ORDER BY id DESC LIMIT 10
            """
        ).map { try tx.cases.require($0.id("id")) }
    }

    func anyCase(_ isMeant: (Case) -> Bool = { _ in true }) throws -> Case? { one(of: try cases().filter(isMeant)) }

    /// Mostly one that is open, now and then one that is over.
    func someCase() throws -> Case? {
        chance(0.9) ? try anyCase() : try overCase(in: "archived", "merged", "withdrawn")
    }

    func overCase(in states: String...) throws -> Case? {
        let found = try tx.execute(
            "SELECT id FROM service_case WHERE state IN \(list: states) ORDER BY changed_at DESC, id DESC LIMIT 6")
        return try one(of: found).map { try tx.cases.require($0.id("id")) }
    }

    func rows(_ question: SQL) throws -> [Row] { try tx.execute(question) }

    func colleague() -> Staff.ID { one(of: department.people)?.id ?? person }

    /// Mostly somebody who may, now and then whoever comes by.
    func by(
        _ permission: Permission, in unit: Desk.Unit.ID, but others: [Staff.ID?] = [],
        _ body: @Sendable @escaping (Transaction, Actor) throws -> Void
    ) -> Deed {
        let able = department.able(permission, in: unit, but: others)
        return done(by: chance(0.9) ? one(of: able) ?? person : person, body)
    }

    func by(
        _ permission: Permission, on record: Case, _ body: @Sendable @escaping (Transaction, Actor) throws -> Void
    ) -> Deed { by(permission, in: record.unit, body) }

    /// Whoever has it in hand, mostly.
    func byHandler(of record: Case, _ body: @Sendable @escaping (Transaction, Actor) throws -> Void) -> Deed {
        chance(0.7) ? done(by: record.handler ?? record.firstReceiver, body) : by(.workCase, on: record, body)
    }

    func done(by person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> Void) -> Deed {
        Deed(person: person) { tx, actor in
            try body(tx, actor)
            return "done"
        }
    }

    /// What the house does by itself; the answer is how much.
    func house(_ body: @Sendable @escaping (Transaction) throws -> String) -> Deed {
        Deed(person: person) { tx, _ in try body(tx) }
    }
}
