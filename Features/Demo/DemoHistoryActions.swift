package import Database
package import Handbook
package import Kernel

/// A month of work, played: every act at its instant, the house's own chores in between.
package struct DemoHistory: Sendable {
    /// What came of it.
    package struct Summary: Equatable, Sendable {
        package let organisation: String
        package let cases: Int
        package let events: Int
        package let obligations: Int
    }

    /// So many days before its end it begins: the report shows thirty days, today included.
    static let days = 29
    /// Five or so for each person at the desk in a week: enough to fill every page.
    package static let usualCases = 140

    /// Where the clock of the database must stand at first: eight in the morning of the first of thirty days.
    package static func beginning(before now: Instant) -> Instant {
        Zone.shanghai.instant(Zone.shanghai.day(of: now).advanced(by: -days), .at(8))
    }

    /// Founds the department of a pack in an empty, migrated database and plays its month until `now`, at which the clock
    /// stands afterwards. The same seed and the same end make the same history.
    ///
    /// Refuses an unknown pack, a database that is not empty and a clock that stands too late (`DemoRefusal`). An
    /// objection of the handbook that the play does not expect ends it (`DemoTrouble`).
    @discardableResult
    package static func play(
        _ pack: String, from shelf: PackShelf, into database: any Database, clock: SimulatedClock, until now: Instant,
        dice seed: UInt64 = 20_260, cases: Int = usualCases
    ) async throws -> Summary {
        try await play(
            pack, from: shelf, into: database, clock: clock, until: now, dice: seed, cases: cases,
            passwords: PasswordThread())
    }

    static func play(
        _ code: String, from shelf: PackShelf, into database: any Database, clock: SimulatedClock, until now: Instant,
        dice seed: UInt64, cases: Int, passwords: PasswordThread
    ) async throws -> Summary {
        guard let pack = DemoPack.named(code) else { throw DemoRefusal.noSuchPack(code) }
        let beginning = beginning(before: now)
        guard clock.now <= beginning else { throw DemoRefusal.clockIsAhead(clock.now) }
        clock.move(to: beginning)
        let department = try await DemoDepartment.found(pack, from: shelf, in: database, passwords: passwords)
        var secrets: [String: DemoSecrets] = [:]
        for person in pack.people where person.isNewcomer {
            secrets[person.account] = try await DemoSecrets(of: person, passwords)
        }
        var player = DemoPlayer(
            department, in: database, clock: clock, until: now, cases: cases, dice: DemoDice(seed: seed), secrets)
        try await player.play()
        let count = try await database.read { tx in try DemoReadings(tx: tx).count() }
        return Summary(
            organisation: pack.organisation, cases: count.cases, events: count.events, obligations: count.obligations)
    }
}

/// The play cannot go on: a refusal that was not in the plot. It is a mistake of the demo or of the program, and is told
/// rather than stepped over.
struct DemoTrouble: Error, CustomStringConvertible {
    let deed: String
    let fate: DemoFate
    let at: Instant
    let cause: String

    var description: String { "\(fate) at \(at.milliseconds): \(deed) was refused: \(cause)" }
}
