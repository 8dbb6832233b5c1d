import Database
import Handbook
import Kernel

/// The posts of each unit: those of the handbook in force there, at the instant of the transaction.
struct PostsInForce: PostCatalogue {
    let tx: Transaction
    /// Of which time; nothing: now.
    var instant: Instant?

    func post(_ code: String, in unit: Unit.ID) throws -> Post? { try handbook(in: unit)?.post(code) }

    func posts(in unit: Unit.ID) throws -> [Post] { try handbook(in: unit)?.posts ?? [] }

    private func handbook(in unit: Unit.ID) throws -> Handbook? {
        let code = try tx.units.handbookCode(of: unit)
        guard let version = try tx.handbooks.inForce(code, at: instant ?? tx.now) else { return nil }
        return try tx.handbooks.handbook(of: version)
    }
}

extension Transaction {
    /// The person with what they hold now, by the handbooks in force.
    func actor(_ id: Staff.ID) throws -> Actor { try actor(id, under: PostsInForce(tx: self)) }

    /// What `actor(_:)` answers of each of these people, in their order: three questions for two hundred of them. Whoever is
    /// not known is not among them.
    func actors(of people: [Staff.ID]) throws -> [Actor] {
        let catalogue = PostsInForce(tx: self)
        var actors: [Actor] = []
        for start in stride(from: 0, to: people.count, by: 200) {
            let some = people[start..<min(start + 200, people.count)]
            let known = try staff.find(some)
            let active = known.values.filter(\.isActive).map(\.id).sorted { $0.rawValue < $1.rawValue }
            let own = Dictionary(grouping: try appointments.inForce(of: active, at: now), by: \.staff)
            let lent = Dictionary(grouping: try delegations.inForce(to: active, at: now), by: \.recipient)
            for id in some {
                guard let person = known[id] else { continue }
                let held = try own[id, default: []].compactMap {
                    try holding($0.post, in: $0.unit, lentBy: nil, under: catalogue)
                }
                let onLoan = try lent[id, default: []].compactMap {
                    try holding($0.post, in: $0.unit, lentBy: $0.giver, under: catalogue)
                }
                actors.append(Actor(staff: person, holdings: held + onLoan))
            }
        }
        return actors
    }

    /// A person with what they held and could do at an instant, whatever has become of them since.
    func actor(_ id: Staff.ID, at instant: Instant) throws -> Actor {
        try actor(id, at: instant, under: PostsInForce(tx: self, instant: instant))
    }

    /// Where each of these people has the post that is shown beside their name: two questions for two hundred of them.
    /// Whoever has nothing but posts on loan is asked for alone; whoever has left is nowhere.
    func homes(of people: [Staff.ID]) throws -> [Staff.ID: Unit.ID] {
        let catalogue = PostsInForce(tx: self)
        var known: [String: Bool] = [:]
        var homes: [Staff.ID: Unit.ID] = [:]
        for start in stride(from: 0, to: people.count, by: 200) {
            let active = try staff.find(people[start..<min(start + 200, people.count)]).values.filter(\.isActive)
                .map(\.id).sorted { $0.rawValue < $1.rawValue }
            for held in try appointments.inForce(of: active, at: now) where homes[held.staff] == nil {
                let key = "\(held.unit) \(held.post)"
                let isPost = try known[key] ?? (catalogue.post(held.post, in: held.unit) != nil)
                known[key] = isPost
                if isPost { homes[held.staff] = held.unit }
            }
            for person in active where homes[person] == nil { homes[person] = try actor(person).mainHolding?.unit }
        }
        return homes
    }
}

extension Appointments {
    func dutySupervisor(of unit: Unit.ID, at instant: Instant) throws -> Staff.ID? {
        try dutySupervisor(of: unit, at: instant, under: PostsInForce(tx: tx))
    }
}
