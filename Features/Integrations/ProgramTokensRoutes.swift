import Database
import Kernel
import Web

/// From the token of a program to the person in whose name it acts. One short read a request, a write at most once a
/// minute.
struct ProgramTokens: ApiTokens {
    let database: any Database
    let zone: Zone

    func caller(token: String, address: String, at now: Instant) async throws -> ApiCaller? {
        let hash = Secrets.sha256(ofText: token)
        let found = try await database.read { tx -> (ApiToken, Staff)? in
            guard let token = try tx.apiTokens.find(hash: hash), token.isValid(at: now),
                let person = try tx.staff.find(token.staff), person.isActive, !person.mustChoosePassword
            else { return nil }
            return (token, person)
        }
        guard let (token, person) = found else { return nil }
        if token.usedAt.map({ $0 + ApiToken.notesUse <= now }) ?? true {
            try await database.write { tx in try tx.apiTokens.noteUse(token.id) }
        }
        return ApiCaller(
            viewer: Viewer(
                id: person.id.rawValue, name: person.name, post: "", unit: "", language: person.language, session: "",
                csrf: "", now: now, zone: zone, address: address),
            token: token.id.rawValue, scopes: Set(token.scopes.compactMap(ApiScope.init)))
    }
}
