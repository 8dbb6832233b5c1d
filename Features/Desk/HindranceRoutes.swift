public import Database
import HTTPTypes
import Kernel
public import Web

/// How a database that does not hold is told to people and programs: what became of the act, and what to do. One that fails
/// over is back after a few seconds.
extension DatabaseError: Hindrance {
    public var hindrance: Hindering? {
        switch kind {
        case .full: Hindering(.noRoom, .diskFull, seconds: 60)
        case .unavailable where message.hasPrefix(DatabaseError.unknownOutcome):
            Hindering(.serviceUnavailable, .outcomeUnknown, seconds: 2)
        case .unavailable: Hindering(.serviceUnavailable, .databaseAway, seconds: 2)
        case .busy, .serialization: Hindering(.serviceUnavailable, .databaseBusy, seconds: 2)
        case .unique, .foreignKey, .check, .readOnly, .other: nil
        }
    }
}

extension HTTPResponse.Status {
    fileprivate static let noRoom = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
