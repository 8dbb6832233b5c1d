import Database
import Kernel
import Testing
import Testkit

@testable import Desk

/// How a case is found again.
@Suite struct CaseListTests {
    @Test(arguments: TestDatabase.engines)
    func aCaseIsFoundByNumberSubjectProductAndTelephone(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            let number = try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).number
            }
            let zone = Zone.shanghai
            for (typed, isFound) in [
                (number, true), ("变形", true), ("羽绒服", true), ("羽绒服 变形", true), ("13800138000", true),
                ("138 0013 8000", true), ("8000", true), ("退货", true), ("羽绒服 退货", true), ("缩水", false),
                ("羽绒服 缩水", false), ("8001", false), ("", true),
            ] {
                let lines = try await desk.database.read { tx in
                    try tx.caseLists.page(
                        CaseFilter(view: .open, search: typed), reach: .all, for: desk.agent,
                        today: zone.today(at: tx.now), limit: 10, offset: 0
                    ).lines
                }
                #expect(lines.map(\.number) == (isFound ? [number] : []), "«\(typed)»")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodySeesCasesBeyondTheirReach(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                _ = try tx.cases.register(intake, by: actor)
            }
            let today = Zone.shanghai.today(at: desk.clock.now)
            let seen = try await desk.database.read { tx in
                try [UnitReach.own, .some(["unit-elsewhere"]), .nothing].map { reach in
                    try tx.caseLists.page(
                        CaseFilter(view: .open), reach: reach, for: "staff-stranger", today: today, limit: 10, offset: 0
                    ).total
                }
            }
            #expect(seen == [0, 0, 0])
        }
    }
}
