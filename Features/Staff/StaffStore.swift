import Database
import Kernel

/// The people, as the database keeps them.
struct StaffMembers {
    let tx: Transaction

    func find(_ id: Staff.ID) throws -> Staff? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Staff.init(row:))
    }

    func require(_ id: Staff.ID) throws -> Staff {
        guard let person = try find(id) else { throw Staff.Refusal.unknown }
        return person
    }

    func find(account: Account) throws -> Staff? {
        try tx.execute("\(Self.select) WHERE account = \(account.text)").first.map(Staff.init(row:))
    }

    func require(account: Account) throws -> Staff {
        guard let person = try find(account: account) else { throw Staff.Refusal.unknown }
        return person
    }

    /// People by id, for names beside records; at most as many as are asked for, which is at most 500.
    func find(_ ids: some Sequence<Staff.ID>) throws -> [Staff.ID: Staff] {
        let ids = Array(Set(ids)).sorted { $0.rawValue < $1.rawValue }.prefix(500)
        guard !ids.isEmpty else { return [:] }
        let people = try tx.execute("\(Self.select) WHERE id IN \(list: Array(ids)) ORDER BY id LIMIT 500")
            .map(Staff.init(row:))
        return Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) })
    }

    func add(_ person: Staff) throws {
        try tx.execute(
            """
            INSERT INTO staff (id, account, name, phone, language, theme, password, must_choose_password,
                               password_given_at, pin, is_active, joined_on)
            VALUES (\(person.id), \(person.account.text), \(person.name), \(person.phone),
                    \(person.language.rawValue), \(person.theme.rawValue), \(person.password.encoded),
                    \(person.mustChoosePassword), \(person.passwordGivenAt), \(person.pin?.encoded),
                    \(person.isActive), \(person.joinedOn))
            """
        )
    }

    /// What a person or a colleague may change; account, name and day of joining stay.
    func save(_ person: Staff) throws {
        try tx.execute(
            """
            UPDATE staff
            SET language = \(person.language.rawValue), theme = \(person.theme.rawValue),
                password = \(person.password.encoded), must_choose_password = \(person.mustChoosePassword),
                password_given_at = \(person.passwordGivenAt), pin = \(person.pin?.encoded), is_active = \(person.isActive)
            WHERE id = \(person.id)
            """
        )
    }

    static let select: SQL = """
        SELECT id, account, name, phone, language, theme, password, must_choose_password, password_given_at, pin,
               is_active, joined_on
        FROM staff
        """
}

extension Transaction {
    var staff: StaffMembers { StaffMembers(tx: self) }
}

extension Staff {
    init(row: Row) throws {
        let language = try row.text("language")
        let theme = try row.text("theme")
        let joined = try row.text("joined_on")
        guard let language = Language(rawValue: language) else {
            throw Corrupt(column: "language", value: .text(language))
        }
        guard let theme = Theme(rawValue: theme) else { throw Corrupt(column: "theme", value: .text(theme)) }
        guard let joined = Day(iso: joined) else { throw Corrupt(column: "joined_on", value: .text(joined)) }
        self.init(
            id: try row.id("id"), account: Account(stored: try row.text("account")), name: try row.text("name"),
            phone: try row.text(ifPresent: "phone").map(PhoneNumber.init(stored:)), joinedOn: joined,
            language: language, theme: theme,
            hashes: (
                PasswordHash(encoded: try row.text("password")),
                try row.text(ifPresent: "pin").map(PasswordHash.init(encoded:))
            ),
            mustChoosePassword: try row.bool("must_choose_password"),
            passwordGivenAt: try row.instant(ifPresent: "password_given_at"), isActive: try row.bool("is_active"))
    }
}
