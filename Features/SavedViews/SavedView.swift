import Handbook
import Kernel

/// A list of cases somebody wants to see again: a filter with a name. One's own, or shared with a unit and all below it.
struct SavedView: Entity {
    let id: ID
    let owner: Staff.ID
    /// The team that sees it too; nothing while it is one's own.
    var unit: Unit.ID?
    var name: String
    /// The filter as an address prints it.
    var query: String
    /// The place in the column, from above.
    var position: Int

    /// More views than anybody looks through.
    static let mostOfOne = 30
    static let longestName = 24
    static let longestQuery = 2000

    enum Refusal: Error, Equatable {
        case tooMany(Int)
        case notYours
    }
}
