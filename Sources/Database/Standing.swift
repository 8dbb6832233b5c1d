import Kernel

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
        let stamp: Identifier<StandingMemory> = ids.make()
        try execute(
            """
            INSERT INTO standing (name, stamp) VALUES (\(facts.name), \(stamp.rawValue))
            ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp
            """
        )
        state.stamps = nil
    }

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
