import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// What is written is read back, and only rosters people work by answer who works when.
@Suite struct RosterStoreTests {
    @Test(arguments: TestDatabase.engines)
    func whatIsWrittenIsReadBack(engine: Engine) async throws {
        try await Self.withUnit(engine) { database in
            try await database.write { tx in
                let template = ShiftTemplate(
                    id: "t-d", unit: Self.unit, code: "D", chinese: "白班", english: "Day", starts: .at(9),
                    lengthMinutes: 720, breakMinutes: 60, isNight: false)
                try tx.shiftTemplates.insert(template)
                #expect(try tx.shiftTemplates.of(Self.unit) == [template])
                let group = ShiftGroup(id: "g-a", unit: Self.unit, name: "A", minimum: 2, target: 2)
                try tx.shiftGroups.insert(group)
                let member = ShiftGroup.Member(id: "m-1", group: "g-a", staff: "lin", from: Self.first, until: nil)
                try tx.shiftGroups.insert(member)
                #expect(try tx.shiftGroups.of(Self.unit) == [group])
                #expect(try tx.shiftGroups.members(of: Self.unit, on: Self.first...Self.first) == [member])
                let before = Self.first.advanced(by: -1)
                #expect(try tx.shiftGroups.members(of: Self.unit, on: before...before) == [])
                let pattern = try RotationPattern(
                    id: "p-1", unit: Self.unit, name: "上1休1", anchor: Self.first, cycle: ["D", nil], days: .every,
                    edge: .init(code: "D", first: 5, last: 0), offsets: ["g-a": 1])
                try tx.rotationPatterns.insert(pattern)
                #expect(try tx.rotationPatterns.of(Self.unit) == [pattern])
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func draftsAnswerNobody(engine: Engine) async throws {
        try await Self.withUnit(engine) { database in
            try await database.write { tx in
                var roster = try Roster.make(
                    id: "r", unit: Self.unit, from: Self.first, until: Self.first.advanced(by: 29), by: "lin",
                    at: tx.now)
                try tx.rosters.insert(roster)
                let nine = Zone.shanghai.instant(Self.first, .at(9))
                let span = nine..<(nine + .hours(12))
                let shift = ShiftAssignment(
                    id: "s-1", roster: "r", unit: Self.unit, staff: "lin", day: Self.first, span: span,
                    breakMinutes: 60,
                    enteredBy: "lin", enteredAt: tx.now)
                let open = shift.handed(to: nil, as: .roster, id: "s-2", by: "lin", at: tx.now)
                try tx.shifts.insert([shift, open])
                let duty = try DutyAssignment.arrange(
                    id: "d-1", in: roster, kind: .supervisor, day: Self.first, span: span, primary: "lin",
                    backup: "chen", phone: "8001", beside: [], in: .shanghai, by: "lin", at: tx.now)
                try tx.duties.insert([duty])
                #expect(try tx.shifts.of("r") == [shift, open])
                #expect(try tx.shifts.at(Self.unit, nine) == [])
                #expect(try tx.duties.at(Self.unit, nine, .supervisor) == nil)
                try roster.publish(by: "lin", at: tx.now)
                try tx.rosters.save(roster)
                #expect(try tx.rosters.binding(on: Self.unit, days: Self.first...Self.first) == [roster])
                #expect(try tx.shifts.at(Self.unit, nine) == [shift, open])
                #expect(try tx.shifts.at(Self.unit, span.upperBound) == [], "it has ended")
                #expect(try tx.shifts.of("lin", between: span) == [shift])
                #expect(try tx.shifts.open(in: [Self.unit], after: nine - .hours(1), limit: 10) == [open])
                #expect(try tx.duties.at(Self.unit, nine, .supervisor) == duty)
                #expect(try tx.duties.of("chen", between: span) == [duty])
                var back = shift
                let other = shift.handed(to: "chen", as: .cover, id: "s-3", by: nil, at: tx.now)
                try tx.shifts.insert([other])
                try back.takeBack(for: .leave, by: "lin", at: tx.now, replacedBy: "s-3")
                try tx.shifts.save(back)
                #expect(try tx.shifts.of("lin", between: span) == [])
                #expect(try tx.shifts.of(["lin", "chen"], between: span) == ["chen": [other]])
                #expect(try tx.shifts.covering(Self.unit, span, withTakenBack: true) == [back, open, other])
                try tx.rosters.note(
                    .leave, on: "r", of: "lin", day: Self.first, was: "D", became: "", because: "病假", by: "lin")
                #expect(try tx.rosters.changes(of: "r", limit: 10).map(\.reason) == ["病假"])
            }
        }
    }

    static let unit: Desk.Unit.ID = "unit-main"
    static let first = Day(2026, 11, 1)

    static func withUnit(_ engine: Engine, _ body: @Sendable (any Database) async throws -> Void) async throws {
        try await withDatabase(engine, migrations: Schema.migrations) { database in
            try await database.write { tx in
                try tx.found(Self.unit, "客服中心", by: "base")
                for (id, name) in [("lin", "林"), ("chen", "陈")] as [(Staff.ID, String)] {
                    try tx.staff.add(
                        Staff.join(
                            id: id, account: Account(stored: id.rawValue), name: name, phone: nil, language: .chinese,
                            password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1)))
                }
            }
            try await body(database)
        }
    }
}
