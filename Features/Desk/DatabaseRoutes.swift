public import Database
public import Web

/// The database is away, or could not do it now: asked again, it may. Where the message says that the outcome of a commit
/// is unknown, the act may have happened; a program repeats it under the same `Idempotency-Key`, a person looks first.
extension DatabaseError: Passing {
    public var isPassing: Bool {
        switch kind {
        case .unavailable, .busy, .serialization: true
        case .unique, .foreignKey, .check, .full, .readOnly, .other: false
        }
    }
}
