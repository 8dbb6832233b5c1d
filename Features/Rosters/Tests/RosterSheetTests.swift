import Database
import Handbook
import Kernel
import Press
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// What a roster's page and its form say of what was changed and of what was found (F-60, GAME-17).
@Suite struct RosterSheetTests {
    /// The latest changes are there, however many there were before them, and the rest is counted.
    @Test(arguments: TestDatabase.engines)
    func theLatestChangesAreOnThePage(engine: Engine) async throws {
        try await RosterRouteTests.open(engine) { client, desk in
            let id = try await desk.published()
            try await desk.act { tx, actor in
                for number in 1...53 {
                    try tx.rosters.note(
                        .moved, on: id, of: "a1", day: RosterDesk.first, was: "", became: "", because: "原因\(number)。",
                        by: actor.staff.id)
                }
            }
            let page = try await client.get("/rosters/\(id)", as: RosterDesk.leader).text
            #expect(page.contains("原因53。") && page.contains("原因4。") && !page.contains("原因3。"))
            #expect(page.contains("较早的 3 条见 F-60"))
            let form = try await client.get("/rosters/\(id)/forms/F-60", as: RosterDesk.leader).text
            #expect(form.contains("原因1。") && form.contains("原因53。") && !form.contains("没有印出"))
        }
    }

    /// The form says the same whoever prints it: that somebody rests too little, or that a group is short.
    @Test(arguments: TestDatabase.engines)
    func theFormSaysWhatWasFoundWhoeverPrintsIt(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.published()
            // One of two is away on the first day, and nobody stands there instead.
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            try await desk.database.write { tx in
                var shift = shift
                try shift.takeBack(for: .leave, by: RosterDesk.leader, at: tx.now)
                try tx.shifts.save(shift)
            }
            let sentences = try await desk.act(as: RosterDesk.leader) { tx, actor in
                "\(try tx.rosters.sheet(id, .roster, for: actor, in: .chinese).paper.blocks)"
            }
            let printed = try await desk.act(as: "b1") { tx, actor in
                "\(try tx.rosters.sheet(id, .roster, for: actor, in: .chinese).paper.blocks)"
            }
            #expect(sentences.contains("只有 1 人，最低 2 人"))
            #expect(printed.contains("只有 1 人，最低 2 人") && !printed.contains("没有问题"))
            #expect(printed.contains("班组") && printed.contains("当值主管："), "whose group, and who leads")
            let view = try await desk.act(as: "b1") { tx, actor in try tx.rosters.view(id, from: nil, for: actor) }
            #expect(view.findings.isEmpty, "on the page they are for whoever can do something about them")
        }
    }
}
