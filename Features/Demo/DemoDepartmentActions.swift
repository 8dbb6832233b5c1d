import Database
import Handbook
package import Kernel

/// An organisation that works by a pack, with its people in office: what a history is played in.
package struct DemoDepartment: Sendable {
    let pack: DemoPack
    let version: HandbookVersion.ID
    let handbook: Handbook
    let hours: BusinessCalendar
    /// By their codes.
    let units: [String: Unit.ID]
    /// By their accounts; who joins later is not among them yet.
    let staff: [String: Staff.ID]

    /// Everybody's; it is public and stands on the page of sign-in of a demo, so it guards nothing.
    package static let password = "Qingting-demo"
    /// Of those at the desk.
    package static let pin = "246810"

    package var organisation: String { pack.organisation }
}

package enum DemoRefusal: Error, Equatable, CustomStringConvertible {
    case noSuchPack(String)
    /// There are units already: a demo is never played into a department that works.
    case notEmpty
    /// The clock stands later than the history begins.
    case clockIsAhead(Instant)

    package var description: String {
        switch self {
        case .noSuchPack(let code): "there is no demo for the pack '\(code)'"
        case .notEmpty: "there is a department in this database already"
        case .clockIsAhead(let instant): "the clock stands at \(instant.milliseconds), after the history begins"
        }
    }
}

extension DemoDepartment {
    /// Units, handbook and people, all at the instant of the database's clock. Refuses a database that is not empty.
    static func found(
        _ pack: DemoPack, from shelf: PackShelf, in database: any Database, passwords: PasswordThread
    ) async throws -> DemoDepartment {
        guard try await !isHere(in: database) else { throw DemoRefusal.notEmpty }
        let texts = try shelf.lineage(pack.code)
        var secrets: [String: DemoSecrets] = [:]
        for person in pack.people where !person.isNewcomer {
            secrets[person.account] = try await DemoSecrets(of: person, passwords)
        }
        return try await database.write { [secrets] tx in try tx.found(pack, texts, secrets) }
    }
}

/// What opens the door for one person.
struct DemoSecrets: Sendable {
    let password: PasswordHash
    let pin: PasswordHash?

    init(of person: DemoPerson, _ passwords: PasswordThread) async throws {
        password = try await passwords.hash(DemoDepartment.password)
        pin = person.isAtTheDesk ? try await passwords.hash(DemoDepartment.pin) : nil
    }
}

extension Transaction {
    fileprivate func found(
        _ pack: DemoPack, _ texts: [PackText], _ secrets: [String: DemoSecrets]
    ) throws -> DemoDepartment {
        var units: [String: Unit.ID] = [:]
        for unit in pack.units {
            let plan = UnitPlan(
                code: unit.code, name: unit.name, kind: unit.kind, parent: unit.parent.flatMap { units[$0] },
                handbook: unit.parent == nil ? pack.code : nil)
            units[unit.code] = try self.units.found(plan, by: .house).id
        }
        let version = try handbooks.install(texts)
        let handbook = try handbooks.handbook(of: version)
        var staff: [String: Staff.ID] = [:]
        for person in pack.people {
            guard let secrets = secrets[person.account] else { continue }
            staff[person.account] = try welcome(person, secrets, in: units[person.unit], by: .house).id
        }
        guard let root = pack.units.first.flatMap({ units[$0.code] }) else { throw NotFound() }
        if let author = pack.people.first.flatMap({ staff[$0.account] }) {
            for (title, text) in DemoPhrases.quickTexts {
                try quickTexts.save(QuickText(id: ids.make(), owner: author, unit: root, title: title, text: text))
            }
        }
        return DemoDepartment(
            pack: pack, version: version.id, handbook: handbook,
            hours: try calendars.calendar(of: root, under: handbook), units: units, staff: staff)
    }

    /// Somebody joins, with a password and perhaps a PIN of their own choice.
    func welcome(
        _ person: DemoPerson, _ secrets: DemoSecrets, in unit: Unit.ID?, by mandate: Mandate
    ) throws -> Staff {
        guard let unit, let account = Account(typed: person.account) else { throw NotFound() }
        let today = Zone.shanghai.day(of: now)
        var staff = try self.staff.welcome(
            Newcomer(
                account: account, name: person.name, phone: person.phone, language: .chinese,
                joinedOn: person.isNewcomer ? today : today.advanced(by: -person.daysInOffice), post: person.post,
                unit: unit, from: person.isNewcomer ? now : now - .days(person.daysInOffice)),
            password: secrets.password, by: mandate, under: PostsInForce(tx: self))
        staff.choose(password: secrets.password)
        staff.choose(pin: secrets.pin)
        try self.staff.save(staff)
        return staff
    }
}

extension DemoPerson {
    /// Different for each, and the same every time: between half a year and nine years, from the letters of the account.
    fileprivate var daysInOffice: Int { 180 + account.utf8.reduce(7) { ($0 * 31 + Int($1)) % 3000 } }

    /// Of the same range that is given to nobody as those of the customers.
    fileprivate var phone: PhoneNumber? {
        PhoneNumber(typed: "1390000\(1000 + account.utf8.reduce(3) { ($0 * 37 + Int($1)) % 9000 })")
    }
}
