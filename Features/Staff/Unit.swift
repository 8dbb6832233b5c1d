import Kernel

/// A part of the organisation: the headquarters, a region, a store, an estate, a department, a shift group.
///
/// Units form a tree. Each works by the handbook it names, or by that of the nearest unit above it which names one
/// (capabilities C01). A unit is never moved: its history would lose the calendar and the handbook it was kept by.
struct Unit: Entity {
    enum Kind: String, CaseIterable, Sendable {
        case headquarters
        case region
        case store
        case estate
        case department
        case group
    }

    enum Refusal: Error, Equatable {
        /// The topmost unit must name a handbook: there is nobody above it to inherit one from.
        case handbookMissing
        case codeTaken(String)
        /// No edition of such a handbook was ever brought into the house.
        case handbookUnknown(String)
        case unknown
        case tooDeep(Int)
        /// Everybody keeps the whole tree in mind: it must end somewhere.
        case tooMany(Int)
    }

    /// A tree deeper than this is a mistake of typing, not an organisation.
    static let deepest = 20
    /// Units of one organisation, all of which a page may show and a connection remembers.
    static let most = 5000

    let id: ID
    /// Short and unique, for imports and the command line: `shanghai-02`.
    let code: String
    let name: String
    let kind: Kind
    let parent: ID?
    /// The code of the pack it works by; nothing means that of the unit above.
    let handbook: String?

    static func found(
        id: ID, code: String, name: String, kind: Kind, under parent: ID?, handbook: String?
    ) throws(Refusal) -> Unit {
        guard parent != nil || handbook != nil else { throw .handbookMissing }
        return Unit(id: id, code: code, name: name, kind: kind, parent: parent, handbook: handbook)
    }
}
