import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Duty slots made from the rule that asks for them (SOFT-66, MART-13).
@Suite struct DutySlotTests {
    /// Whoever works then comes first, else whoever has had the fewest; nobody who is away; the next is behind.
    @Test func whoWorksThenComesFirst() {
        func hours(_ day: Int, _ from: Int, _ until: Int) -> Range<Instant> {
            let day = Day(2026, 11, day)
            return Zone.shanghai.instant(day, .at(from))..<Zone.shanghai.instant(day, .at(until))
        }
        let slots = (2...5).map {
            DutySlots.Slot(kind: .supervisor, day: Day(2026, 11, $0), span: hours($0, 9, 21), asksBackup: true)
        }
        let plan = DutySlots(
            people: [.supervisor: ["x", "y", "z"]], working: ["z": [hours(4, 9, 21)]], away: ["x": [hours(3, 0, 24)]])
        let taken = plan.taken(slots)
        #expect(taken.map(\.primary) == ["x", "y", "z", "x"])
        #expect(taken.map(\.backup) == ["y", "z", "x", "y"])
        #expect(DutySlots(people: [:], working: [:], away: [:]).taken(slots).isEmpty, "nobody may: it stays empty")
    }

    /// Nights and weekends have somebody and somebody behind: filled at once, then nothing is asked any more.
    @Test(arguments: TestDatabase.engines)
    func aMonthOfDutiesIsFilledByTheHandbook(engine: Engine) async throws {
        try await RosterDesk.open(on: engine, pack: "software-support", posts: ["agent", "senior-engineer"]) { desk in
            let id = try await desk.act { tx, actor in
                try tx.rosters.make(
                    in: RosterDesk.unit, RosterDesk.first...RosterDesk.first.advanced(by: 6), by: [], by: actor
                ).id
            }
            let before = try await desk.database.read { tx in try Self.unmanned(id, tx) }
            #expect(before > 0)
            let (arranged, empty) = try await desk.act { tx, actor in try tx.duties.fill(id, version: 1, by: actor) }
            #expect(arranged > 0 && empty == 0)
            #expect(try await desk.database.read { tx in try Self.unmanned(id, tx) } == 0)
            await #expect(throws: DutyAssignment.Refusal.nothingAsked) {
                try await desk.act { tx, actor in _ = try tx.duties.fill(id, version: nil, by: actor) }
            }
            let duties = try await desk.database.read { tx in try tx.duties.of(id) }
            #expect(duties.allSatisfy { $0.backup != nil && $0.backup != $0.primary })
            #expect(Set(duties.map(\.primary)).count > 1, "they take turns")
        }
    }

    /// MART-13, SOFT-66: the night over the edge of two rosters is somebody's already, and nobody else's.
    @Test(arguments: TestDatabase.engines)
    func aNightOverTheEdgeIsArrangedOnce(engine: Engine) async throws {
        try await RosterDesk.open(on: engine, pack: "software-support", posts: ["agent", "senior-engineer"]) { desk in
            func make(_ first: Day) async throws -> Roster.ID {
                try await desk.act { tx, actor in
                    try tx.rosters.make(in: RosterDesk.unit, first...first.advanced(by: 6), by: [], by: actor).id
                }
            }
            let (sunday, monday) = (RosterDesk.first.advanced(by: 6), RosterDesk.first.advanced(by: 7))
            let night = RosterDesk.at(8, 18)..<RosterDesk.at(9, 9)
            let (before, after) = (try await make(RosterDesk.first), try await make(monday))
            func empty() async throws -> Int {
                try await desk.database.read { tx in
                    try tx.rosters.findings(of: tx.rosters.require(after)).count {
                        if case .dutyUnmanned(_, let hours) = $0.matter { hours.overlaps(night) } else { false }
                    }
                }
            }
            #expect(try await empty() == 1)
            try await desk.act { tx, actor in
                try tx.duties.insert([
                    DutyAssignment(
                        id: tx.ids.make(), roster: before, unit: RosterDesk.unit, kind: .duty, day: sunday, span: night,
                        primary: "a1", backup: "a2", phone: "", enteredBy: actor.staff.id, enteredAt: tx.now)
                ])
                var roster = try tx.rosters.require(before)
                try roster.publish(by: actor.staff.id, at: tx.now)
                try tx.rosters.save(roster)
            }
            #expect(try await empty() == 0)
            await #expect(throws: DutyAssignment.Refusal.overlap(night)) {
                try await desk.act { tx, actor in
                    try tx.duties.arrange(
                        .duty, .at(0)..<(.at(9)), on: monday, primary: "b1", backup: "b2", phone: "", in: after,
                        because: "", version: nil, by: actor)
                }
            }
            let filled = try await desk.act { tx, actor in
                _ = try tx.duties.fill(after, version: nil, by: actor)
                return try tx.duties.of(after)
            }
            #expect(!filled.isEmpty && filled.allSatisfy { !$0.span.overlaps(night) })
        }
    }

    private static func unmanned(_ id: Roster.ID, _ tx: Transaction) throws -> Int {
        try tx.rosters.findings(of: tx.rosters.require(id)).count {
            switch $0.matter {
            case .dutyUnmanned, .dutyWithoutBackup: true
            default: false
            }
        }
    }
}
