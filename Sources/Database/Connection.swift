import Foundation
import Kernel

/// One link to an engine, used by one thread at a time. Two implementations; everything above them is shared.
protocol Connection: AnyObject {
    var engine: Engine { get }

    var standing: StandingMemory { get }

    var lists: ListMemory { get }

    /// Runs one statement of a body. It is prepared once and kept, found again by what it says.
    func run(_ statement: SQL, _ values: [Cell]) throws(DatabaseError) -> [Row]

    /// Runs one statement of a body whose columns are whole numbers, and hands its rows over one after another. The body says
    /// nothing on this link meanwhile.
    func fold(
        _ statement: SQL, _ values: [Cell], columns: Int, _ body: (UnsafeBufferPointer<Int64>) throws -> Void
    ) throws -> Int

    /// Inserts many rows, never none: `head` names table and columns, `tail` what becomes of a row that is there already.
    func runMany(_ head: SQL, _ rows: [[Cell]], _ tail: SQL) throws(DatabaseError)

    /// The same for rows of whole numbers.
    func runMany(_ head: SQL, _ rows: NumberRows, _ tail: SQL) throws

    /// Runs one statement that is said once in a lifetime: a step of a migration.
    func runOnce(_ text: String) throws(DatabaseError)

    func control(_ word: Control) throws(DatabaseError)

    /// Rows that may wait until the commit (SQLite); of PostgreSQL there are never any.
    var late: LateRows { get set }
}

/// Where transactions begin and end. A body has no way to say these words.
enum Control: String {
    case savepoint = "SAVEPOINT part"
    case release = "RELEASE SAVEPOINT part"
    case rollbackToSavepoint = "ROLLBACK TO SAVEPOINT part"
    case commit = "COMMIT"
    case rollback = "ROLLBACK"

    /// One writer in a group of neighbours (SQLite).
    case beginGroup = "BEGIN IMMEDIATE"
    case enterGroup = "SAVEPOINT member"
    case leaveGroup = "RELEASE SAVEPOINT member"
    case undoMember = "ROLLBACK TO SAVEPOINT member"
    case beginSnapshot = "BEGIN DEFERRED"

    case beginSerializable = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
    case beginRepeatableRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    /// Only for migrations, which wait for a lock first and must then see what the winner did.
    case beginReadCommitted = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
}

/// A body that said `COMMIT` would take its neighbours with it. Looked at once per statement, when it is prepared.
func refuseTransactionControl(_ text: String) throws(DatabaseError) {
    let word = text.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
    let refused = ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "ATTACH", "DETACH"]
    if refused.contains(word) {
        throw DatabaseError(kind: .other, message: "\(word) belongs to the database; a body uses tx.savepoint")
    }
}

/// PostgreSQL cannot keep a NUL in a text, SQLite keeps NaN as NULL: neither passes, on either engine.
func refuseValuesTheEnginesKeepDifferently(_ values: [Cell]) throws(DatabaseError) {
    for (index, value) in values.enumerated() {
        switch value {
        case .text(let text) where text.hasNUL:
            throw DatabaseError(kind: .check, message: "value $\(index + 1) is a text with a NUL character")
        case .real(let number) where !number.isFinite:
            throw DatabaseError(kind: .check, message: "value $\(index + 1) is not a finite number")
        case .null, .integer, .real, .text, .blob: continue
        }
    }
}

/// The columns of a statement, whose names differ: built once and shared by all its rows.
func distinct(_ names: [String]) throws(DatabaseError) -> Columns {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
        throw DatabaseError(kind: .other, message: "two columns of the answer are called \(name)")
    }
    return Columns(names)
}

extension String {
    /// Every text that is bound is looked through: all of its bytes at once, not one after another.
    fileprivate var hasNUL: Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
        } ?? utf8.contains(0)
    }
}
