import Database
import Handbook
import Kernel
import Web

/// From the token of a cookie to the person who sits there. Two short reads a request; a write at most once a minute,
/// and one when a screen locks itself.
struct StaffSessions: Sessions {
    let database: any Database
    let rules: SessionRules
    /// The zone of the house, in which people read and type times.
    let zone: Zone
    /// Which posts there are: of the handbooks in force, unless a test says otherwise.
    var posts: @Sendable (Transaction) -> any PostCatalogue = { PostsInForce(tx: $0) }

    func viewer(token: String, address: String, agent: String, at now: Instant) async throws -> Viewer? {
        let token = SessionToken(text: token)
        let place = Workstation(address: address, agent: agent)
        let found = try await database.read { tx in try sitting(token, at: place, now: now, in: tx) }
        guard let found else { return nil }
        try await note(found, at: now)
        return found.viewer
    }

    /// What a page asks for by itself keeps no session awake; a screen that has been left alone locks all the same.
    func viewer(unattended token: String, address: String, agent: String, at now: Instant) async throws -> Viewer? {
        let token = SessionToken(text: token)
        let place = Workstation(address: address, agent: agent)
        let found = try await database.read { tx in try sitting(token, at: place, now: now, in: tx) }
        if let found, found.standing == .locked { try await note(found, at: now) }
        return found?.viewer
    }

    private struct Sitting: Sendable {
        let viewer: Viewer
        let session: Session
        let standing: Session.Standing
    }

    private func sitting(_ token: SessionToken, at place: Workstation, now: Instant, in tx: Transaction) throws
        -> Sitting?
    {
        guard let session = try tx.sessions.find(tokenHash: token.hash),
            Secrets.areEqual(Array(session.agentHash.utf8), Array(place.agentHash.utf8)),
            let person = try tx.staff.find(session.staff), person.isActive
        else { return nil }
        let standing = session.standing(at: now, under: rules)
        guard standing != .over else { return nil }
        let actor = try tx.actor(person, at: now, under: posts(tx))
        let unit = try actor.mainHolding.flatMap { try tx.units.find($0.unit) }
        var viewer = Viewer(
            id: person.id.rawValue, name: person.name,
            post: actor.mainHolding?.post.title(in: person.language) ?? "",
            unit: unit?.name ?? "", language: person.language,
            theme: Web.Theme(rawValue: person.theme.rawValue) ?? .auto,
            session: session.id.rawValue, csrf: token.formSecret,
            isLocked: standing == .locked || person.mustChoosePassword, now: now, zone: zone, address: place.address)
        viewer.person = actor
        return Sitting(viewer: viewer, session: session, standing: standing)
    }

    private func note(_ sitting: Sitting, at now: Instant) async throws {
        let session = sitting.session
        switch sitting.standing {
        case .locked where session.lockedAt == nil:
            try await database.write { [rules] tx in try tx.sessions.lockIdle(session.id, at: now, under: rules) }
        case .open where session.seenAt + rules.notes <= now:
            // Where the disk refuses the note, reading goes on; a screen that should lock still does not open.
            try? await database.write { [rules] tx in try tx.sessions.note(session.id, at: now, under: rules) }
        case .locked, .open, .over: break
        }
    }
}
