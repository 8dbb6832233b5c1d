import Database
import Handbook
import Hummingbird
import Kernel
import Sheets
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// A roster goes out as a sheet and comes back.
@Suite struct RosterTableTests {
    /// Out as xlsx, read by the house's own reader, brought back: the same shifts, and not one of them made anew.
    @Test(arguments: TestDatabase.engines)
    func whatGoesOutComesBack(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let sheet = try await desk.act { tx, actor in
                let view = try tx.rosters.view(id, from: nil, for: actor)
                return RosterTableSheet(view, accounts: try tx.signInNames(of: view.people.map(\.id)), in: .chinese)
            }
            let bytes = try await SheetWriter.bytes { writer in
                try writer.begin("排班表", sheet.columns, hasFilter: false)
                for row in sheet.rows { try writer.write(row) }
            }
            var rows: [SheetRow] = []
            try SheetFile(bytes).rows { rows.append($0) }
            let before = try await desk.database.read { tx in try tx.shifts.of(id).map(\.id) }
            let read = rows
            let count = try await desk.act { tx, actor in try tx.rosters.bring(read, to: id, version: 1, by: actor) }
            let after = try await desk.database.read { tx in try tx.shifts.of(id).map(\.id) }
            #expect(count == 84 && before == after)
            // One code changed, one taken away: two cells differ.
            var changed = rows
            let row = try #require(changed.firstIndex { $0[1] == "a1" })
            changed[row].cells[3] = "早"
            changed[row].cells[5] = ""
            let told = changed
            try await desk.act { tx, actor in _ = try tx.rosters.bring(told, to: id, version: nil, by: actor) }
            let days = try await desk.database.read { tx in try tx.shifts.of(id).filter { $0.staff == "a1" }.map(\.day)
            }
            #expect(days.count == 13 && days.first == RosterDesk.first)
        }
    }

    /// A sheet speaks of its own people and days and of nobody else's; a code that is no longer used is read where it stands.
    @Test(arguments: TestDatabase.engines)
    func aSmallSheetTouchesNothingElse(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            try await desk.act { tx, actor in
                try tx.rosters.retire(template: try #require(shift.template), by: actor)
                let rows = [
                    SheetRow(number: 1, cells: ["人员", "账号", "班组", "2026-11-02", "2026-11-04"]),
                    SheetRow(number: 2, cells: ["客服a1", "a1", "A", "-", "D"]),
                ]
                #expect(try tx.rosters.bring(rows, to: id, version: nil, by: actor) == 83)
            }
            let shifts = try await desk.database.read { tx in try tx.shifts.of(id) }
            #expect(shifts.count == 83 && !shifts.contains { $0.id == shift.id })
        }
    }

    /// Every bad cell is told at once, by its name on the sheet; the draft is as it was (no half-done).
    @Test(arguments: TestDatabase.engines)
    func everyProblemIsToldByItsCell(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let id = try await desk.month()
            let rows = [
                SheetRow(number: 1, cells: ["人员", "账号", "班组", "2026-11-02", "2026-11-03", "2026-02-31"]),
                SheetRow(number: 2, cells: ["客服a1", "a1", "A", "D", "X"]),
                SheetRow(number: 3, cells: ["谁", "nobody", "", "D", ""]),
                SheetRow(number: 4, cells: ["客服a1", "a1", "A", "D", ""]),
                SheetRow(number: 5, cells: ["客服b1", "b1", "B", "D+早", "-"]),
            ]
            do {
                try await desk.act { tx, actor in _ = try tx.rosters.bring(rows, to: id, version: nil, by: actor) }
                Issue.record("brought in")
            } catch let unreadable as RosterTable.Unreadable {
                #expect(
                    unreadable.problems.map { "\($0.cell) \($0.matter)" } == [
                        "F1 unknownDay(\"2026-02-31\")", "E2 unknownCode(\"X\")", "B3 unknownPerson(\"nobody\")",
                        "A4 personTwice(\"客服a1\")",
                    ])
            }
            let mended = [rows[0], rows[4]].map { SheetRow(number: $0.number, cells: Array($0.cells.prefix(5))) }
            do {
                try await desk.act { tx, actor in _ = try tx.rosters.bring(mended, to: id, version: nil, by: actor) }
                Issue.record("two shifts at once")
            } catch let unreadable as RosterTable.Unreadable {
                #expect(unreadable.problems.map(\.matter) == [.overlap] && unreadable.problems[0].cell == "D5")
            }
            let shifts = try await desk.database.read { tx in try tx.shifts.of(id) }
            #expect(shifts.count == 84, "nothing was changed")
        }
    }

    /// The pages: the sheet is fetched, a file without days is refused with a sentence, a published roster is not filled.
    @Test(arguments: TestDatabase.engines)
    func thePagesOfSheetsAndProposals(engine: Engine) async throws {
        try await RosterRouteTests.open(engine) { client, desk in
            let leader = RosterDesk.leader
            let id = try await desk.month()
            let file = try await client.get("/rosters/\(id)/table.xlsx", as: leader)
            #expect(file.status == .ok && file.headers[.contentType]?.contains("spreadsheetml") == true)
            #expect(try await client.get("/rosters/\(id)/table", as: leader).text.contains("表格导入导出"))
            #expect(try await client.get("/rosters/\(id)/table", as: RosterDesk.stranger).status == .notFound)
            let page = try await client.get("/rosters/\(id)/proposal", as: leader)
            #expect(page.status == .ok && page.text.contains("开始计算"))
            let bad = try await client.post("/rosters/\(id)/proposal", [("seconds", "4")], as: leader)
            #expect(bad.status == .unprocessableContent)
            #expect(
                try await client.post("/rosters/\(id)/proposal", [("seconds", "5")], as: leader).status == .seeOther)
            #expect(try await client.get("/rosters/\(id)/proposal", as: leader).text.contains("排队中"))
            #expect(
                try await client.post("/rosters/\(id)/proposal", [("seconds", "5")], as: leader).status == .conflict)
            #expect(try await client.post("/rosters/\(id)/proposal/stopping", [], as: leader).status == .seeOther)
            #expect(try await client.get("/rosters/\(id)/proposal", as: "a1").status == .notFound)
            let terms = try await client.get("/roster-terms/\(RosterDesk.unit)", as: leader)
            #expect(terms.status == .ok && terms.text.contains("夜班不均"))
            let typed = [
                ("share", "90"), ("within", "15"), ("patience", ""), ("occupancy", "85"), ("shrinkage", "10"),
                ("handling", "240"), ("cases", "10"), ("least", "2"), ("cover", "40"), ("spare", "1"), ("wish", "20"),
                ("nights", "1"), ("weekends", "1"), ("evenness", "1"), ("pattern", "2000"),
            ]
            let refused = try await client.post("/roster-terms/\(RosterDesk.unit)", typed, as: leader)
            #expect(refused.status == .unprocessableContent && refused.text.contains("240"), "what was typed is kept")
            let good = typed.dropLast() + [("pattern", "5")]
            #expect(
                try await client.post("/roster-terms/\(RosterDesk.unit)", Array(good), as: leader).status == .seeOther)
            #expect(
                try await desk.database.read { tx in try tx.staffingTerms.of(RosterDesk.unit).handling } == 240)
            #expect(try await client.get("/shift-wishes", as: "a1").status == .ok)
            let wish = [("day", "2026-11-05"), ("kind", "off"), ("code", ""), ("strength", "3")]
            #expect(try await client.post("/shift-wishes", wish, as: "a1").status == .seeOther)
            #expect(try await client.get("/shift-wishes", as: "a1").text.contains("2026-11-05"))
            let past = [("day", "2026-10-01"), ("kind", "off"), ("code", ""), ("strength", "3")]
            #expect(try await client.post("/shift-wishes", past, as: "a1").status == .conflict)
        }
    }
}
