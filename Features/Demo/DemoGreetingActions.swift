package import Database
package import Handbook

/// What the command line asks before it plays a history, and says to somebody who wants to look around.
extension DemoDepartment {
    /// Whether there is a department in this database already, be it a demo or not.
    package static func isHere(in database: any Database) async throws -> Bool {
        try await database.read { tx in try !tx.units.all().isEmpty }
    }

    /// Who may sign in: account, name and the title of the post, those at the desk first.
    package static func accounts(
        of code: String, from shelf: PackShelf
    ) throws -> [(account: String, name: String, post: String)] {
        guard let pack = DemoPack.named(code) else { throw DemoRefusal.noSuchPack(code) }
        let handbook = try shelf.handbook(code)
        return pack.people.map { ($0.account, $0.name, handbook.post($0.post)?.title ?? $0.post) }
    }
}
