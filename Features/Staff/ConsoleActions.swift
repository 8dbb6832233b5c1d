package import Database
import Handbook
package import Kernel

/// What `qingting user …` does: whoever runs the machine sets the house up, and opens its door again when nobody else
/// can. The same acts, refusals and records as on the pages; only the authority is another one (`Mandate.house`).
///
/// Refuses what cannot be read with `Invalid`, all problems at once, in English; the rest with the refusals of the
/// pages.
package struct StaffConsole: Sendable {
    let database: any Database
    let passwords: PasswordThread
    var posts: @Sendable (Transaction) -> any PostCatalogue = { PostsInForce(tx: $0) }

    package init(_ database: any Database) {
        self.init(database: database, passwords: PasswordThread())
    }

    init(database: any Database, passwords: PasswordThread) {
        self.database = database
        self.passwords = passwords
    }

    /// A person as `user list` prints them.
    package struct Line: Equatable, Sendable, Encodable {
        package let account: String
        package let name: String
        /// `clerk@shanghai-02`
        package let posts: [String]
        package let joinedOn: String
        package let isActive: Bool
    }

    /// An account and the password that opens the door once; it is told this once, and nowhere kept.
    package struct Given: Equatable, Sendable, Encodable {
        package let account: String
        package let password: String
    }

    /// At most 500, by name.
    package func list(matching text: String = "", includingLeft: Bool = false) async throws -> [Line] {
        try await database.read { tx in
            let filter = StaffFilter(text: text, isActive: includingLeft ? nil : true)
            let people = try tx.staff.list(filter, within: .all, limit: 500, offset: 0).people
            let held = Dictionary(
                grouping: try tx.appointments.inForce(of: people.map(\.id), at: tx.now), by: \.staff)
            let codes = Dictionary(uniqueKeysWithValues: try tx.units.all().map { ($0.id, $0.code) })
            return people.map { person in
                Line(
                    account: person.account.text, name: person.name,
                    posts: (held[person.id] ?? []).map { "\($0.post)@\(codes[$0.unit] ?? "?")" },
                    joinedOn: person.joinedOn.description, isActive: person.isActive)
            }
        }
    }

    package func add(
        account: String, name: String, phone: String? = nil, language: Language = .chinese, post: String, unit: String,
        zone: Zone = .shanghai
    ) async throws -> Given {
        let typed = try form(
            Self.account(account), Self.name(name), Self.phone(phone))
        let password = try Password.initial()
        let hash = try await passwords.hash(password)
        try await database.write { [posts] tx in
            _ = try tx.staff.welcome(
                Newcomer(
                    account: typed.0, name: typed.1, phone: typed.2, language: language,
                    joinedOn: zone.day(of: tx.now), post: post, unit: tx.units.require(code: unit).id),
                password: hash, by: .house, under: posts(tx))
        }
        return Given(account: typed.0.text, password: password)
    }

    package func resetPassword(account: String) async throws -> Given {
        let account = try form(Self.account(account))
        let password = try Password.initial()
        let hash = try await passwords.hash(password)
        try await database.write { [posts] tx in
            try tx.staff.resetPassword(
                of: tx.staff.require(account: account).id, to: hash, by: .house, under: posts(tx))
        }
        return Given(account: account.text, password: password)
    }

    package func deactivate(account: String) async throws {
        let account = try form(Self.account(account))
        try await database.write { [posts] tx in
            try tx.staff.deactivate(tx.staff.require(account: account).id, by: .house, under: posts(tx))
        }
    }

    package func appoint(account: String, post: String, unit: String) async throws {
        let account = try form(Self.account(account))
        try await database.write { [posts] tx in
            _ = try tx.appointments.appoint(
                tx.staff.require(account: account).id, to: post, in: tx.units.require(code: unit).id, from: tx.now,
                by: .house, under: posts(tx))
        }
    }

    /// Founds a unit: the first one of a new house has no `parent` and names its handbook.
    package func foundUnit(
        code: String, name: String, kind: String, parent: String? = nil, handbook: String? = nil
    ) async throws {
        let typed = try form(Self.unitCode(code), Self.name(name), Self.kind(kind))
        try await database.write { tx in
            _ = try tx.units.found(
                UnitPlan(
                    code: typed.0, name: typed.1, kind: typed.2,
                    parent: parent.map { try tx.units.require(code: $0).id }, handbook: handbook),
                by: .house)
        }
    }

    /// The kinds of unit that `foundUnit` knows.
    package static let unitKinds = Unit.Kind.allCases.map(\.rawValue)
}

/// What was typed behind the options of a command.
extension StaffConsole {
    private static func account(_ typed: String) -> Field<Account> {
        Account(typed: typed).map { .good($0) }
            ?? .bad(name: "account", problem: Language.english(.personAccountProblem))
    }

    private static func unitCode(_ typed: String) -> Field<String> {
        Account(typed: typed).map { .good($0.text) } ?? .bad(name: "code", problem: Language.english(.unitCodeProblem))
    }

    private static func name(_ typed: String) -> Field<String> {
        (1...50).contains(typed.count) ? .good(typed) : .bad(name: "name", problem: Language.english(.consoleName))
    }

    private static func phone(_ typed: String?) -> Field<PhoneNumber?> {
        guard let typed else { return .good(nil) }
        return PhoneNumber(typed: typed).map { .good($0) }
            ?? .bad(name: "phone", problem: Language.english(.consolePhone))
    }

    private static func kind(_ typed: String) -> Field<Unit.Kind> {
        Unit.Kind(rawValue: typed).map { .good($0) }
            ?? .bad(name: "kind", problem: Language.english(.consoleKind, unitKinds.joined(separator: ", ")))
    }
}
