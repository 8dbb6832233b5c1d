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

    /// A person with what they held and could do at an instant, whatever has become of them since.
    func actor(_ id: Staff.ID, at instant: Instant) throws -> Actor {
        try actor(id, at: instant, under: PostsInForce(tx: self, instant: instant))
    }
}

extension Appointments {
    func dutySupervisor(of unit: Unit.ID, at instant: Instant) throws -> Staff.ID? {
        try dutySupervisor(of: unit, at: instant, under: PostsInForce(tx: tx))
    }
}
