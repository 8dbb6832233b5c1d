/// What the database answered instead of rows. The same mistake has the same kind on both engines.
///
/// The message may be logged: it names tables, columns and constraints, and leaves out the values of the row.
public struct DatabaseError: Error, Equatable, CustomStringConvertible {
    public enum Kind: String, Sendable {
        /// A second row with the same key.
        case unique
        /// A row that points at nothing, or is still pointed at.
        case foreignKey
        /// A CHECK, a NOT NULL or the type of a column said no.
        case check
        /// Two writers collided twenty times in a row: try later.
        case serialization
        /// Somebody else held the lock, the statement took too long or the line was too long: try later.
        case busy
        /// No room on the disk.
        case full
        /// A write inside `read`, or a database that may not be written.
        case readOnly
        /// The database cannot be reached, or the link broke; if that was during the commit, the message says that
        /// its outcome is unknown.
        case unavailable
        /// A mistake of the programmer, mostly: bad SQL, a type outside the portable dialect.
        case other
    }

    public let kind: Kind
    public let message: String

    public init(kind: Kind, message: String) {
        self.kind = kind
        self.message = message
    }

    /// How the message of an error begins that came while a commit was on its way (`unavailable`).
    public static let unknownOutcome = "the outcome of the commit is unknown"

    public var description: String { "database error (\(kind.rawValue)): \(message)" }
}
