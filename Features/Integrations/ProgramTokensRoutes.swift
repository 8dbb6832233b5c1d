import Database
import Handbook
import Kernel
import Web

/// From the token of a program to the person in whose name it acts, as long as a post of theirs lets programs in. One
/// short read a request, a write at most once a minute.
struct ProgramTokens: ApiTokens {
    let database: any Database
    let zone: Zone
    /// Who may have programs at all; asked at every request, for a right that is gone is gone at once.
    var isOpen: @Sendable (Actor) -> Bool = { $0.holds(.useInterface) }

    func caller(token: String, address: String, at now: Instant) async throws -> ApiCaller? {
        let hash = Secrets.sha256(ofText: token)
        let found = try await database.read { tx -> (ApiToken, Actor)? in
            guard let token = try tx.apiTokens.find(hash: hash), token.isValid(at: now),
                let person = try tx.staff.find(token.staff), person.isActive, !person.mustChoosePassword
            else { return nil }
            let actor = try tx.actor(person, at: now, under: PostsInForce(tx: tx))
            return isOpen(actor) ? (token, actor) : nil
        }
        guard let (token, actor) = found else { return nil }
        if token.usedAt.map({ $0 + ApiToken.notesUse <= now }) ?? true {
            // A note for the owner, no part of the act: where the disk refuses it, what needs no disk goes on.
            try? await database.write { tx in try tx.apiTokens.noteUse(token.id) }
        }
        var viewer = Viewer(
            id: actor.staff.id.rawValue, name: actor.staff.name, post: "", unit: "", language: actor.staff.language,
            session: "", csrf: "", now: now, zone: zone, address: address)
        viewer.person = actor
        return ApiCaller(
            viewer: viewer, token: token.id.rawValue, scopes: Set(token.scopes.compactMap(ApiScope.init)))
    }
}
