import Kernel
import Synchronization

/// Facts that nearly every act asks for and that change a few times a month: the tree of the units, the editions of the
/// handbooks. Each connection keeps what it read, under the stamp of the last change.
///
///     let tree = try tx.standing(UnitTree.standing)     // from memory, unless it has changed
///     try tx.renew(UnitTree.standing)                   // after a change, in its transaction
///
/// The stamps lie in the database, are drawn by chance and are read once in a transaction: a change is seen with the
/// snapshot it belongs to, on every node, and one that is undone leaves nothing behind.
public struct Standing<Value: Sendable>: Sendable {
    let name: String
    let load: @Sendable (Transaction) throws -> Value

    public init(_ name: String, load: @escaping @Sendable (Transaction) throws -> Value) {
        self.name = name
        self.load = load
    }
}

/// Where the stamps lie.
public enum StandingSchema {
    public static let migrations = [
        Migration(
            name: "standing",
            statements: ["CREATE TABLE standing (name TEXT NOT NULL PRIMARY KEY, stamp TEXT NOT NULL)"])
    ]
}

extension Transaction {
    /// Costs one short question in a transaction, however many facts are asked for.
    public func standing<Value>(_ facts: Standing<Value>) throws -> Value {
        let stamp = try stamps()[facts.name] ?? ""
        if let kept = connection.standing.find(facts.name, as: Value.self), kept.stamp == stamp { return kept.value }
        let value = try facts.load(self)
        connection.standing.keep(StandingMemory.Kept(stamp: stamp, value: value), as: facts.name)
        return value
    }

    /// Tells every node that these facts are others from this transaction on.
    public func renew<Value>(_ facts: Standing<Value>) throws {
        try execute(
            """
            INSERT INTO standing (name, stamp) VALUES (\(facts.name), \(freshStamp))
            ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp
            """
        )
        state.stamps = nil
    }

    /// A long list that belongs to one row and is shown again and again (the shifts of a roster), kept in memory under the
    /// stamp which that row carries. Whoever changes the list draws the row a new stamp in the same transaction
    /// (`freshStamp`). Of such lists a node keeps the last `ListMemory.most`, whichever connection asked.
    ///
    /// - Parameter fits: what is made of more than the list is kept with that, and made anew where it differs.
    public func list<Value: Sendable>(
        _ name: String, under stamp: String, where fits: (Value) -> Bool = { _ in true }, load: () throws -> Value
    ) rethrows -> Value {
        if let kept = connection.lists.find(name, under: stamp, as: Value.self), fits(kept) { return kept }
        let value = try load()
        connection.lists.keep(value, as: name, under: stamp)
        return value
    }

    /// A stamp that no row has carried.
    public var freshStamp: String { (ids.make() as Identifier<ListMemory>).rawValue }

    private func stamps() throws -> [String: String] {
        if let known = state.stamps { return known }
        let rows = try execute("SELECT name, stamp FROM standing ORDER BY name LIMIT 100")
        let stamps = Dictionary(try rows.map { (try $0.text("name"), try $0.text("stamp")) }) { $1 }
        state.stamps = stamps
        return stamps
    }
}

/// What one connection has read of standing facts; used by its thread alone.
final class StandingMemory {
    final class Kept<Value> {
        let stamp: String
        let value: Value

        init(stamp: String, value: Value) {
            self.stamp = stamp
            self.value = value
        }
    }

    private var facts: [String: AnyObject] = [:]

    func find<Value>(_ name: String, as: Value.Type) -> Kept<Value>? { facts[name] as? Kept<Value> }

    func keep<Value>(_ kept: Kept<Value>, as name: String) { facts[name] = kept }
}

/// The long lists that the connections of one database keep together.
final class ListMemory: Sendable {
    /// Of three rosters, their shifts and what was found of them.
    static let most = 6

    private struct Kept {
        let name: String
        let stamp: String
        let value: any Sendable
    }

    /// The one asked for last is last.
    private let lists = Mutex<[Kept]>([])

    func find<Value: Sendable>(_ name: String, under stamp: String, as: Value.Type) -> Value? {
        lists.withLock { lists in
            guard let place = lists.firstIndex(where: { $0.name == name && $0.stamp == stamp }) else { return nil }
            let kept = lists.remove(at: place)
            lists.append(kept)
            return kept.value as? Value
        }
    }

    func keep(_ value: any Sendable, as name: String, under stamp: String) {
        lists.withLock { lists in
            lists.removeAll { $0.name == name }
            lists.append(Kept(name: name, stamp: stamp, value: value))
            if lists.count > Self.most { lists.removeFirst() }
        }
    }
}
