import Handbook
import Kernel

/// A post as one person holds it now, and the units it reaches from where it is held.
struct Holding: Equatable, Sendable {
    enum Reach: Equatable, Sendable {
        case all
        case some(Set<Unit.ID>)
        /// Only what is the person's own, in whichever unit it lies.
        case own
    }

    let post: Post
    let unit: Unit.ID
    let reach: Reach
    /// Whose post it is, where it is held on loan.
    let lentBy: Staff.ID?

    /// What is one's own lies within every reach: a wider post takes nothing away from a narrower one.
    func covers(_ unit: Unit.ID, isOwn: Bool) -> Bool {
        switch reach {
        case .all: true
        case .some(let units): isOwn || units.contains(unit)
        case .own: isOwn
        }
    }
}

extension Holding {
    /// Whether the authority of the post counts for records of a unit: an authority given for one shop is none in another.
    fileprivate func grants(in unit: Unit.ID) -> Bool {
        switch reach {
        case .all: true
        case .some(let units): units.contains(unit)
        case .own: self.unit == unit
        }
    }
}

/// The person acting now, with the posts held at this instant. Made anew for every request that reads and in every
/// transaction that writes, so a right that was taken away is gone with the next click.
struct Actor: Equatable, Sendable {
    let staff: Staff
    /// Own posts first, the longest held first; then those on loan.
    let holdings: [Holding]
    /// Words about which the page has warned this person before this act; nil where nobody sits there to be warned
    /// (programs, imports, timers).
    var warned: Set<String>?
    /// What the person has open, for the strip above every page; filled in where a page is made.
    var tabs: [CaseTab] = []

    var posts: [Post] { holdings.map(\.post) }

    /// The same person without what one of the parties has lent them: in a matter of theirs it is none, or they would decide
    /// it by another's hand (GAME-60, STYLE «nobody approves their own act»).
    func apart(from parties: [Staff.ID]) -> Actor {
        var actor = Actor(
            staff: staff, holdings: holdings.filter { !($0.lentBy.map { parties.contains($0) } ?? false) })
        actor.warned = warned
        actor.tabs = tabs
        return actor
    }

    /// The post shown beside the name.
    var mainHolding: Holding? { holdings.first }

    func holds(_ permission: Permission) -> Bool { holdings.contains { $0.post.permissions.contains(permission) } }

    func may(_ permission: Permission, in unit: Unit.ID, isOwn: Bool) -> Bool {
        holdings.contains { $0.post.permissions.contains(permission) && $0.covers(unit, isOwn: isOwn) }
    }

    /// For lists: the units whose records the person may see, or change, by this permission.
    func units(permitting permission: Permission) -> UnitReach {
        var units: Set<Unit.ID> = []
        var isOwnOnly = false
        for holding in holdings where holding.post.permissions.contains(permission) {
            switch holding.reach {
            case .all: return .all
            case .some(let some): units.formUnion(some)
            case .own: isOwnOnly = true
            }
        }
        if !units.isEmpty { return .some(units.sorted { $0.rawValue < $1.rawValue }) }
        return isOwnOnly ? .own : .nothing
    }

    /// How much compensation the person may grant alone on a record of this unit: the highest limit of the posts that
    /// reach it (CHAIN-56). Posts for one's own records count: the act on the record has been authorised before.
    func compensationLimit(in unit: Unit.ID, of kind: CompensationKind) -> Money {
        Money(fen: holdings.filter { $0.grants(in: unit) }.map { $0.post.compensationLimit(of: kind) }.max() ?? 0)
    }

    func compensationLimit(in unit: Unit.ID) -> Money {
        Money(fen: holdings.filter { $0.grants(in: unit) }.map(\.post.compensationLimit).max() ?? 0)
    }
}

/// How far a permission reaches, for the condition of a list. The records that are the person's own are theirs to see
/// in every case but `nothing`.
enum UnitReach: Equatable, Sendable {
    case all
    /// Never empty.
    case some([Unit.ID])
    case own
    /// The person does not have the permission at all.
    case nothing

    func contains(_ unit: Unit.ID) -> Bool {
        switch self {
        case .all: true
        case .some(let units): units.contains(unit)
        case .own, .nothing: false
        }
    }
}

/// The person lacks a right.
struct NotAllowed: Error, Equatable {
    let permission: Permission
    /// The person has the right, but not here.
    let isElsewhere: Bool
}

/// The one question «may they?», asked by every action before it changes or shows anything.
///
/// `isOwn` says that the person received the record, handles it or is asked to decide on it; whether that is so, the
/// record knows. Records named in passing (the unit a case is sent to) are authorised by a call of their own.
func authorize(_ actor: Actor, _ permission: Permission, in unit: Unit.ID, isOwn: Bool) throws(NotAllowed) {
    guard actor.may(permission, in: unit, isOwn: isOwn) else {
        throw NotAllowed(permission: permission, isElsewhere: actor.holds(permission))
    }
}

extension Actor {
    /// What a person may do, and where: the same text as long as nothing of it changes.
    var rightsDigest: String {
        let lines = holdings.map { holding in
            let reach =
                switch holding.reach {
                case .all: "all"
                case .some(let units): units.map(\.rawValue).sorted().joined(separator: ",")
                case .own: "own"
                }
            let permissions = holding.post.permissions.map(\.rawValue).sorted().joined(separator: ",")
            return "\(holding.post.code) \(holding.unit) \(reach) \(permissions)"
        }
        return Secrets.sha256(ofText: lines.sorted().joined(separator: "\n"))
    }
}
