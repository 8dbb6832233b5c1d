import Kernel

/// Those who work in turns together 班组: A, B, C (GAME-17, GAME-18), with how many must be there when the group works.
struct ShiftGroup: Entity {
    enum Refusal: Error, Equatable {
        case unknown
        case nameTaken(String)
        /// Is in a group of the unit in those days already.
        case memberAlready(String)
        case noMember
        case tooMany(Int)
        /// Turns in a pattern that is still used: its name.
        case inPattern(String)
        /// A handbook's groups stand for lines that neither the unit nor one above it has: their names.
        case unknownLines([String])
    }

    /// Of one unit, retired ones included.
    static let most = 60
    static let mostMembers = 500

    let id: ID
    let unit: Unit.ID
    var name: String
    /// The line of work it stands for; nothing: whatever comes.
    var line: Line.ID?
    /// Fewer than this when the group works is a block (GAME-18, GAME-66).
    var minimum: Int
    /// So many there should be.
    var target: Int
    var retiredAt: Instant?

    var isRetired: Bool { retiredAt != nil }

    struct Member: Entity {
        let id: ID
        let group: ShiftGroup.ID
        let staff: Staff.ID
        let from: Day
        /// The last day, it included; nothing: until further notice.
        var until: Day?

        func belongs(on day: Day) -> Bool { from <= day && until.map { day <= $0 } ?? true }

        func overlaps(_ other: Member) -> Bool {
            other.until.map { from <= $0 } ?? true && until.map { other.from <= $0 } ?? true
        }
    }
}
