import Database
import Handbook
import Kernel

extension Transaction {
    /// The person with what they hold at `now`, on loan included. Somebody who left holds nothing.
    /// Costs two reads, and one for each unit in which a post reaches the units below.
    func actor(_ id: Staff.ID, under catalogue: any PostCatalogue) throws -> Actor {
        let person = try staff.require(id)
        guard person.isActive else { return Actor(staff: person, holdings: []) }
        return try actor(person, at: now, under: catalogue)
    }

    /// What a person held at an instant, whether they are still here or not.
    func actor(_ id: Staff.ID, at instant: Instant, under catalogue: any PostCatalogue) throws -> Actor {
        try actor(staff.require(id), at: instant, under: catalogue)
    }

    /// The same, where the person is in hand: two questions, and those of the catalogue.
    func actor(_ person: Staff, at instant: Instant, under catalogue: any PostCatalogue) throws -> Actor {
        let own = try appointments.inForce(of: [person.id], at: instant).compactMap { held in
            try holding(held.post, in: held.unit, lentBy: nil, under: catalogue)
        }
        let lent = try delegations.inForce(to: person.id, at: instant).compactMap { held in
            try holding(held.post, in: held.unit, lentBy: held.giver, under: catalogue)
        }
        return Actor(staff: person, holdings: own + lent)
    }

    /// A post with its reach from a unit; nothing where the handbook knows no such post.
    func holding(
        _ code: String, in unit: Unit.ID, lentBy giver: Staff.ID?, under catalogue: any PostCatalogue
    ) throws -> Holding? {
        guard let post = try catalogue.post(code, in: unit) else { return nil }
        let reach: Holding.Reach =
            switch post.scope {
            case .all: .all
            case .region: .some(Set(try units.descendants(of: unit) + [unit]))
            case .unit: .some([unit])
            case .own: .own
            }
        return Holding(post: post, unit: unit, reach: reach, lentBy: giver)
    }
}

/// Who stands where: the people behind a post, a duty, a superior.
extension Appointments {
    /// Somebody who holds a post, by appointment or on loan.
    fileprivate struct Holder {
        let staff: Staff.ID
        let unit: Unit.ID
        let since: Instant
        let isOnLoan: Bool
    }

    /// The people who hold a post for a unit: those of the unit itself, else of the nearest unit above that has any.
    /// The longest in office first, then those who have it on loan.
    func holders(of post: String, in unit: Unit.ID, at instant: Instant) throws -> [Staff.ID] {
        try nearest([post], to: unit, at: instant).map(\.staff).uniqued()
    }

    /// The 当值主管 of a unit (MART-13): of those who hold such a post nearest to it, whoever stands in for another, else
    /// the longest in office.
    func dutySupervisor(
        of unit: Unit.ID, at instant: Instant, under catalogue: any PostCatalogue
    ) throws -> Staff.ID? {
        // Whoever the published duty table names goes before whoever merely holds the post.
        let chain = try tx.units.chain(from: unit).map(\.id)
        let arranged = try tx.duties.at(chain, instant).filter { $0.kind == .supervisor }
        for unit in chain {
            if let duty = arranged.first(where: { $0.unit == unit }),
                let person = try tx.duties.answering(duty, at: instant)
            {
                return person
            }
        }
        let posts = try catalogue.posts(in: unit).filter(\.isDutySupervisor).map(\.code)
        let holders = try nearest(posts, to: unit, at: instant)
        // Of several, the one who is here (MART-13); of another minute nobody knows where they were or will be.
        let here = !tx.presence.speaks(for: instant) ? [] : try tx.presence.onDuty(among: holders.map(\.staff))
        let order = holders.filter(\.isOnLoan) + holders
        return (order.first { here.contains($0.staff) } ?? order.first)?.staff
    }

    /// The people above a person: who holds the superior post of each post the person holds, nearest first. A superior
    /// post that nobody holds is passed over for the one above it. Never the person.
    func superiors(of person: Staff.ID, at instant: Instant, under catalogue: any PostCatalogue) throws -> [Staff.ID] {
        try inForce(of: [person], at: instant).flatMap { held -> [Staff.ID] in
            var above = try catalogue.post(held.post, in: held.unit)?.superior
            var passed: Set<String> = []
            while let code = above, passed.insert(code).inserted {
                let holders = try holders(of: code, in: held.unit, at: instant).filter { $0 != person }
                if !holders.isEmpty { return holders }
                above = try catalogue.post(code, in: held.unit)?.superior
            }
            return []
        }.uniqued()
    }

    private func nearest(_ posts: [String], to unit: Unit.ID, at instant: Instant) throws -> [Holder] {
        let chain = try tx.units.chain(from: unit).map(\.id)
        guard !posts.isEmpty, !chain.isEmpty else { return [] }
        let holders = try holders(of: posts, in: chain, at: instant)
        guard let nearest = chain.first(where: { unit in holders.contains { $0.unit == unit } }) else { return [] }
        return holders.filter { $0.unit == nearest }
    }

    private func holders(of posts: [String], in units: [Unit.ID], at instant: Instant) throws -> [Holder] {
        let own = try tx.execute(
            """
            SELECT appointment.staff_id, appointment.unit_id, appointment.starts_at
            FROM appointment JOIN staff ON staff.id = appointment.staff_id
            WHERE appointment.unit_id IN \(list: units) AND appointment.post IN \(list: posts) AND staff.is_active = 1
              AND appointment.starts_at <= \(instant)
              AND (appointment.ends_at IS NULL OR \(instant) < appointment.ends_at)
            ORDER BY appointment.starts_at, appointment.id
            LIMIT 1000
            """
        ).map { try Holder(row: $0, isOnLoan: false) }
        let lent = try tx.execute(
            """
            SELECT delegation.to_staff_id AS staff_id, delegation.unit_id, delegation.starts_at
            FROM delegation JOIN staff AS recipient ON recipient.id = delegation.to_staff_id
            WHERE delegation.unit_id IN \(list: units) AND delegation.post IN \(list: posts)
              AND recipient.is_active = 1 AND \(Delegations.works(at: instant))
            ORDER BY delegation.starts_at, delegation.id
            LIMIT 1000
            """
        ).map { try Holder(row: $0, isOnLoan: true) }
        return own + lent
    }
}

extension Appointments.Holder {
    fileprivate init(row: Row, isOnLoan: Bool) throws {
        self.init(
            staff: try row.id("staff_id"), unit: try row.id("unit_id"), since: try row.instant("starts_at"),
            isOnLoan: isOnLoan)
    }
}

extension Array where Element: Hashable {
    /// Each once, where it stands first.
    func uniqued() -> [Element] {
        var known: Set<Element> = []
        return filter { known.insert($0).inserted }
    }
}
