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
        let found = try await database.read { tx -> (ApiToken, Staff)? in
            guard let token = try tx.apiTokens.find(hash: hash), token.isValid(at: now),
                let person = try tx.staff.find(token.staff), person.isActive, !person.mustChoosePassword,
                isOpen(try tx.actor(person.id))
            else { return nil }
            return (token, person)
        }
        guard let (token, person) = found else { return nil }
        if token.usedAt.map({ $0 + ApiToken.notesUse <= now }) ?? true {
            // A note for the owner, no part of the act: where the disk refuses it, what needs no disk goes on.
            try? await database.write { tx in try tx.apiTokens.noteUse(token.id) }
        }
        return ApiCaller(
            viewer: Viewer(
                id: person.id.rawValue, name: person.name, post: "", unit: "", language: person.language, session: "",
                csrf: "", now: now, zone: zone, address: address),
            token: token.id.rawValue, scopes: Set(token.scopes.compactMap(ApiScope.init)))
    }
}
