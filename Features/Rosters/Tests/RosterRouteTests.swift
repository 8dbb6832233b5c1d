import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The pages as a browser meets them.
@Suite struct RosterRouteTests {
    @Test(arguments: TestDatabase.engines)
    func aLeaderMakesPublishesAndChangesAMonth(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let leader = RosterDesk.leader
            let terms = try await client.get("/rosters/terms/\(RosterDesk.unit)", as: leader)
            #expect(terms.status == .ok && terms.text.contains("上1休1"))
            let pattern = try await desk.database.read { tx in
                try tx.rotationPatterns.of(RosterDesk.unit).first { $0.name == "上1休1" }?.id.rawValue ?? ""
            }
            let bad = try await client.post(
                "/rosters", [("unit", RosterDesk.unit.rawValue), ("from", "2026-11-02"), ("until", "2026-02-31")],
                as: leader)
            #expect(bad.status == .unprocessableContent && bad.text.contains("2026-02-31"), "what was typed is kept")
            let bare = try await client.post(
                "/rosters", [("unit", RosterDesk.unit.rawValue), ("from", "2027-01-04"), ("until", "2027-01-31")],
                as: leader)
            let empty = try #require(bare.headers[.location])
            let nothing = try await client.get(empty, as: leader)
            #expect(nothing.text.contains("还没有排班：1月4日–1月31日") && !nothing.text.contains("\(empty)/check"))
            let checked = try await client.post("\(empty)/check", [("version", "1")], as: leader)
            #expect(checked.status == .conflict, "nobody has looked at an empty month")
            let again = try await client.get("/rosters/new?unit=\(RosterDesk.unit)", as: leader)
            #expect(!again.text.contains("接着排"), "the draft is of another month")
            let made = try await client.post(
                "/rosters",
                [
                    ("unit", RosterDesk.unit.rawValue), ("from", "2026-11-02"), ("until", "2026-11-29"),
                    ("pattern", pattern),
                ], as: leader)
            let url = try #require(made.headers[.location])
            // GAME-28, GAME-49, MART-13: hours without a supervisor on duty are shown before publication, and filled at once.
            let unmanned = try await client.get(url, as: leader)
            #expect(unmanned.text.contains("2026-11-29 09:00-21:00") && unmanned.text.contains("§11.7"))
            #expect(unmanned.text.contains("\(url)/duties/filling"))
            let filled = try await client.post("\(url)/duties/filling", [("version", "1")], as: leader)
            #expect(filled.status == .seeOther)
            let draft = try await client.get(url, as: leader)
            #expect(draft.text.contains("逐条核对，没有问题"))
            #expect(!draft.text.contains("/duties/filling"), "nothing is asked that nobody has")
            let second = try await client.get("/rosters/new?unit=\(RosterDesk.unit)", as: leader)
            #expect(second.text.contains("已有草稿") && second.text.contains("href=\"\(url)\""), "one goes on with it")
            #expect(
                draft.text.contains("class=\"free-hours\"") && draft.text.contains("selected>D "), "a shift is chosen")
            #expect(draft.text.contains("value=\"2026-11-02\""), "the first day on which it can be arranged")
            let part = try await client.get("\(url)?view=week&from=2026-11-09", as: leader)
            #expect(part.text.contains("<b>11月9日–11月15日</b>"), "which days they are is said")
            #expect(try await client.get(url, as: "a1").status == .notFound, "a draft is not for everybody")
            let stale = try await client.post("\(url)/publication", [("version", "9")], as: leader)
            #expect(stale.status == .conflict && stale.text.contains("同事刚改过"))
            #expect(try await client.post("\(url)/publication", [("version", "2")], as: leader).status == .seeOther)
            #expect(try await client.get(url, as: "a1").status == .ok)
            // The grid's dragging: refused without a reason, with the sentence beside the grid.
            let move = [("staff", "a1"), ("day", "2026-11-02"), ("to", "second"), ("on", "2026-11-02")]
            let silent = try await client.post("\(url)/moves", move, as: leader)
            #expect(silent.status == .conflict && silent.text.contains("改动要写明原因"))
            let moved = try await client.post(
                "\(url)/moves",
                move + [("reason", "顶班"), ("view", "week"), ("first", "2026-11-02"), ("last", "2026-11-08")], as: leader
            )
            let answer = try JSONDecoder().decode(MoveAnswer.self, from: Data(moved.text.utf8))
            #expect(moved.status == .ok && answer.version == 4)
            #expect(answer.cells.map { "\($0.staff) \($0.day)" } == ["a1 2026-11-02", "second 2026-11-02"])
            #expect(answer.cells[0].html == "<td></td>" && answer.cells[1].html.contains("09:00-21:00"))
            #expect(answer.sums.keys.sorted() == ["a1", "second"] && answer.feet.map(\.day) == ["2026-11-02"])
            #expect(!answer.found.isEmpty)
            // What the page shows anew is what the answer said.
            let week = try await client.get("\(url)?view=week&from=2026-11-02", as: leader)
            for cell in answer.cells { #expect(week.text.contains(cell.html)) }
            for (person, hours) in answer.sums {
                let row = try #require(week.text.components(separatedBy: "data-staff=\"\(person)\"").dropFirst().first)
                let end = try #require(row.components(separatedBy: "</tr>").first)
                #expect(end.contains("<td class=\"sum\">\(hours)</td>"), "\(person)")
            }
            let lost = try await client.post("\(url)/moves", [("staff", "a1"), ("day", "昨天"), ("on", "")], as: leader)
            #expect(lost.status == .unprocessableContent && lost.text.contains("refusal"))
            #expect(try await client.get(url, as: leader).text.contains("顶班"))
            for part in [
                "?view=week", "?view=day", "?view=coverage", "/people/b1", "/open", "/forms/F-60", "/forms/F-49",
            ] {
                #expect(try await client.get("\(url)\(part)", as: leader).status == .ok, "\(part)")
            }
            #expect(try await client.get("\(url)/forms/F-60.pdf", as: leader).status == .ok)
            #expect(try await client.post("\(url)/moves", move, as: "a1").status == .forbidden)
            #expect(try await client.get(url, as: RosterDesk.stranger).status == .notFound)
        }
    }

    /// What was typed comes back with what is wrong with it; nothing fails as a fault.
    @Test(arguments: TestDatabase.engines)
    func whatWasTypedIsKept(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let leader = RosterDesk.leader
            let url = "/rosters/\(try await desk.month())"
            let terms = "/rosters/terms/\(RosterDesk.unit)"
            let day = try await desk.template("D").rawValue
            let shift = [("staff", "new"), ("day", "2026-11-02"), ("template", day), ("post", "VIP 席")]
            for (mentor, sentence) in [("new", "带教人不能是本人"), ("nobody", "带教人不是这个单位的人")] {
                let answer = try await client.post("\(url)/shifts", shift + [("mentor", mentor)], as: leader)
                #expect(answer.status == .conflict && answer.text.contains(sentence) && answer.text.contains("VIP 席"))
            }
            let bad = try await client.post(
                "\(url)/shifts", [("staff", "a1"), ("day", "2026-02-31"), ("template", day), ("post", "VIP 席")],
                as: leader)
            #expect(bad.status == .unprocessableContent && bad.text.contains("VIP 席"))
            let group = try await client.post(
                "\(url)/shifts", [("staff", ""), ("day", "2026-11-03"), ("template", day), ("group", "nowhere")],
                as: leader)
            #expect(group.status == .notFound)
            let duty = [
                ("kind", "duty"), ("day", "2026-11-02"), ("hours", "09:00-21:00"), ("primary", "a1"), ("backup", "a1"),
                ("phone", "81234567"),
            ]
            let refused = try await client.post("\(url)/duties", duty, as: leader)
            #expect(refused.status == .conflict && refused.text.contains("81234567"))
            for code in ["*", "A+", "休"] {
                let answer = try await client.post(
                    "\(terms)/templates",
                    [("code", code), ("name", "怪班"), ("english", ""), ("hours", "09:00-18:00"), ("break", "60")],
                    as: leader)
                #expect(answer.status == .unprocessableContent && answer.text.contains("怪班"), "\(code)")
            }
            let named = try await client.post(
                "\(terms)/groups", [("name", "夜鹰组"), ("minimum", "许多"), ("target", "2")], as: leader)
            #expect(named.status == .unprocessableContent && named.text.contains("夜鹰组"))
            let pattern = [("name", "月末轮"), ("cycle", "D 休"), ("anchor", "2026-11-02")]
            let half = try await client.post("\(terms)/patterns", pattern + [("edge", "早")], as: leader)
            #expect(half.status == .unprocessableContent && half.text.contains("月末轮"))
            #expect(
                try await client.post("\(terms)/patterns", pattern + [("edge", "早"), ("edge-days", "3")], as: leader)
                    .status == .seeOther)
            #expect(try await client.get(terms, as: leader).text.contains("3/3 早"))
            let minute = try await client.get("/duties/\(RosterDesk.unit)?at=2026-02-31T10:00", as: leader)
            #expect(minute.status == .unprocessableContent && minute.text.contains("2026-02-31"))
        }
    }

    /// Whoever works already, an hour that does not exist, a group of nobody, a pattern without a day off: each is refused with a
    /// sentence, and what was typed stays.
    @Test(arguments: TestDatabase.engines)
    func whatCannotBeWorkedIsSaidOnThePage(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let leader = RosterDesk.leader
            func told(_ url: String, _ form: [(String, String)], _ words: String...) async throws {
                let answer = try await client.post(url, form, as: leader)
                #expect(answer.status == .conflict, "\(url)")
                for word in words { #expect(answer.text.contains(word), "«\(word)» is not on \(url)") }
            }
            let month = "/rosters/\(try await desk.month())/shifts"
            let twice = [("staff", "a1"), ("day", "2026-11-02"), ("hours", "18:00-22:00"), ("post", "盘点")]
            try await told(month, twice, "同一人在", "已有班", "18:00-22:00", "盘点")

            // Summer time began in China on 14 April 1991, at two.
            let spring = Day(1991, 4, 14)
            let old = try await desk.act { tx, actor in
                try tx.rosters.make(in: RosterDesk.unit, spring...spring, by: [], by: actor).id
            }
            let never = [("staff", "a1"), ("day", "1991-04-14"), ("hours", "02:00-03:00"), ("post", "夜盘")]
            try await told("/rosters/\(old)/shifts", never, "1991-04-14 因夏令时拨快", "02:00-03:00", "夜盘")

            let (nobody, before) = try await desk.database.read { tx in
                (
                    try tx.rotationPatterns.of(RosterDesk.unit).first { $0.name == "三班倒" }?.id.rawValue ?? "",
                    try tx.rosters.of(RosterDesk.unit, limit: 12).count
                )
            }
            let turns = [
                ("unit", RosterDesk.unit.rawValue), ("from", "2026-12-07"), ("until", "2026-12-20"),
                ("pattern", nobody),
            ]
            try await told("/rosters", turns, "班组“D”在这段时间没有人", "2026-12-07")
            let after = try await desk.database.read { tx in try tx.rosters.of(RosterDesk.unit, limit: 12).count }
            #expect(before == 2 && after == 2, "nothing is made by half")

            let restless = [("name", "天天上"), ("cycle", "D"), ("anchor", "2026-11-02")]
            try await told("/rosters/terms/\(RosterDesk.unit)/patterns", restless, "从不休息", "天天上")
        }
    }

    /// A shift that is moved or taken off, a duty that is taken back: what was typed and why not stand at the form.
    @Test(arguments: TestDatabase.engines)
    func smallFormsComeBackWhereTheyStand(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let leader = RosterDesk.leader
            let id = try await desk.published()
            let url = "/rosters/\(id)"
            let (shift, duty) = try await desk.act { tx, actor in
                try tx.duties.arrange(
                    .duty, .at(18)..<(.at(22)), on: RosterDesk.first, primary: "a1", backup: nil, phone: "8123", in: id,
                    because: "排值班", version: nil, by: actor)
                let shift = try tx.shifts.of(id, on: RosterDesk.first...RosterDesk.first).first { $0.staff == "a1" }
                return (
                    try #require(shift).id.rawValue, try #require(try tx.duties.of(id).first { $0.isLive }).id.rawValue
                )
            }
            let bad = try await client.post(
                "\(url)/shifts/\(shift)/move", [("staff", "a2"), ("day", "2026-02-31"), ("reason", "换到周二")],
                as: leader)
            #expect(bad.status == .unprocessableContent && bad.text.contains("换到周二"))
            #expect(bad.text.contains("value=\"2026-02-31\"") && bad.text.contains("<details class=\"more\" open>"))
            let late = try await client.post(
                "\(url)/shifts/\(shift)/move",
                [("staff", "a2"), ("day", "2026-11-03"), ("reason", "换到周二"), ("version", "99")], as: leader)
            #expect(late.status == .conflict && late.text.contains("同事刚改过") && late.text.contains("换到周二"))
            let opened = late.text.components(separatedBy: "<details class=\"more\" open>")
            #expect(opened.count == 2 && opened.last?.prefix(600).contains("同事刚改过") == true, "at the form")
            let off = try await client.post(
                "\(url)/shifts/\(shift)/removal", [("reason", "调去新线"), ("version", "99")], as: leader)
            #expect(off.status == .conflict && off.text.contains("调去新线") && off.text.contains("同事刚改过"))
            let back = try await client.post(
                "\(url)/duties/\(duty)/removal", [("reason", "另有安排"), ("version", "99")], as: leader)
            #expect(back.status == .conflict && back.text.contains("另有安排") && back.text.contains("同事刚改过"))
            let gone = try await client.post(
                "\(url)/shifts/nowhere/removal", [("reason", "调去新线")], as: leader)
            #expect(gone.status == .notFound)
        }
    }

    /// Of a cell with two shifts a drag does not say which: neither moves, and the sentence says where each can be changed.
    @Test(arguments: TestDatabase.engines)
    func aCellWithTwoShiftsIsNotGuessedAt(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let id = try await desk.month()
            try await desk.act { tx, actor in
                try tx.rosters.add(
                    ShiftPlan(
                        staff: "a1", template: nil, hours: TimeOfDay.at(21)..<TimeOfDay.at(23), day: RosterDesk.first,
                        group: nil, line: nil, post: "盘点", mentor: nil), to: id, because: "", version: nil, by: actor)
            }
            let move = [("staff", "a1"), ("day", "2026-11-02"), ("to", "second"), ("on", "2026-11-02")]
            let refused = try await client.post("/rosters/\(id)/moves", move, as: RosterDesk.leader)
            #expect(refused.status == .conflict && refused.text.contains("有 2 个不同的班"))
            let left = try await desk.database.read { tx in
                try tx.shifts.of(id, on: RosterDesk.first...RosterDesk.first).count { $0.staff == "a1" }
            }
            #expect(left == 2)
        }
    }

    /// GAME-17: whoever checks hears how much was found.
    @Test(arguments: TestDatabase.engines)
    func whoeverChecksHearsHowMuchWasFound(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let id = try await desk.month()
            let shift = try await desk.shift(of: "a1", on: RosterDesk.first, in: id)
            try await desk.act { tx, actor in
                try tx.rosters.takeOff(shift.id, of: id, opens: false, because: "", version: nil, by: actor)
            }
            let count = try await desk.database.read { tx in
                try tx.rosters.findings(of: tx.rosters.require(id)).count
            }
            let checked = try await client.post("/rosters/\(id)/check", [], as: RosterDesk.leader)
            let said = URLEncoding.encode("已核对，有 \(count) 处提示。")
            #expect(checked.status == .seeOther && count > 0)
            #expect(checked.headers[values: .setCookie].contains { $0.contains(said) })
        }
    }

    /// What was typed stays where another roster of the unit is being searched for.
    @Test(arguments: TestDatabase.engines)
    func theSecondsThatWereTypedStay(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let (one, other) = (try await desk.month(), try await desk.month())
            try await desk.act { tx, actor in _ = try tx.rosterProposals.ask(one, seconds: 30, by: actor) }
            let refused = try await client.post(
                "/rosters/\(other)/proposal", [("seconds", "123")], as: RosterDesk.leader)
            #expect(refused.status == .conflict && refused.text.contains("value=\"123\""))
        }
    }

    /// F-60: what has been published is found however many drafts lie on top, and last year's by turning the page.
    @Test(arguments: TestDatabase.engines)
    func theThirteenthRosterIsFoundToo(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let old = try await desk.published()
            try await desk.act { tx, actor in
                for number in 1...RosterShelf.size {
                    let first = RosterDesk.first.advanced(by: number * 28)
                    _ = try tx.rosters.make(in: RosterDesk.unit, first...first.advanced(by: 27), by: [], by: actor)
                }
            }
            let link = "/rosters/\(old.rawValue)\""
            #expect(try await client.get("/rosters", as: "a1").text.contains(link), "drafts are not hers to see")
            let list = try await client.get("/rosters", as: RosterDesk.leader).text
            #expect(!list.contains(link) && list.contains("更早的排班表"))
            let earlier = try await client.get("/rosters?unit=\(RosterDesk.unit)&page=2", as: RosterDesk.leader).text
            #expect(earlier.contains(link) && earlier.contains("较新的排班表") && !earlier.contains("更早的排班表"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everybodySeesTheirShiftsAndTheirCalendar(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            _ = try await desk.published()
            let mine = try await client.get("/shifts?month=2026-11-01", as: "a1")
            #expect(mine.text.contains("14 个班，154 小时"))
            let made = try await client.post("/shifts/feed", [], as: "a1")
            let address = try #require(made.text.firstMatch(of: /\/shift-calendars\/[0-9a-f]{48}/)?.output)
            let calendar = try await client.execute(uri: String(address), method: .get)
            #expect(calendar.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
            #expect(try await client.execute(uri: "/shift-calendars/0000", method: .get).status == .notFound)
            #expect(
                try await client.get("/duties/\(RosterDesk.unit)?at=2026-11-02T12:00", as: "a1").text.contains("客服a1"))
            // MART-13: who is on duty has its place among the tabs; there it is that of one's own unit.
            #expect(mine.text.contains("href=\"/duties\""))
            let here = try await client.get("/duties?at=2026-11-02T12:00", as: "a1")
            #expect(here.status == .ok && here.text.contains("客服a1") && here.text.contains("客服中心"))
            #expect(try await client.get("/duties?at=2026-02-31T12:00", as: "a1").status == .unprocessableContent)
            let other = try await client.get("/duties", as: RosterDesk.stranger)
            #expect(other.status == .ok && other.text.contains("另一中心"))
        }
    }

    /// SOFT-66: from one's own duties one comes to who is on duty then and, while it can be written, to the log; whoever reads
    /// a roster takes it with them as a table.
    @Test(arguments: TestDatabase.engines)
    func oneComesToWhatOneHasToDo(engine: Engine) async throws {
        try await Self.open(engine) { client, desk in
            let id = try await desk.month()
            try await desk.act { tx, actor in
                try tx.duties.arrange(
                    .duty, .at(9)..<(.at(21)), on: RosterDesk.first, primary: "a1", backup: nil, phone: "8001", in: id,
                    because: "", version: nil, by: actor)
                try tx.rosters.publish(id, version: nil, by: actor)
            }
            let page = "/duties/\(RosterDesk.unit.rawValue)"
            let early = try await client.get("/shifts", as: "a1").text
            #expect(early.contains("\(page)?at=2026-11-02T09:00") && !early.contains("\(page)/log"))
            desk.clock.advance(by: RosterDesk.at(2, 10) - desk.clock.now)
            #expect(try await client.get("/shifts", as: "a1").text.contains("\(page)/log?day=2026-11-02"))
            #expect(try await client.get("/rosters/\(id)", as: "a1").text.contains("/rosters/\(id)/table.xlsx"))
            let made = try await client.get("/rosters/\(id)", as: RosterDesk.leader).text
            #expect(made.contains("/rosters/\(id)/table\""), "whoever makes it has the page of the table")
        }
    }

    static func open(
        _ engine: Engine, _ body: @Sendable @escaping (TestClient, RosterDesk) async throws -> Void
    ) async throws {
        try await RosterDesk.open(on: engine) { desk in
            let web = try WebServer.ofTest(desk.clock)
            let workplace = Workplace(database: desk.database, idleMinutes: 0)
            RosterRoutes(desk: workplace).add(to: web.signedIn)
            RosterProposalRoutes(desk: workplace).add(to: web.signedIn)
            DutyRoutes(desk: workplace).add(to: web.signedIn)
            ShiftFeedRoutes(desk: workplace).add(to: web.visitors)
            try await withServer(web) { client in try await body(client, desk) }
        }
    }
}

private struct MoveAnswer: Decodable {
    struct Cell: Decodable {
        let staff: String
        let day: String
        let html: String
    }

    struct Foot: Decodable {
        let day: String
        let present: Int
        let short: Bool
    }

    let version: Int
    let cells: [Cell]
    let sums: [String: String]
    let feet: [Foot]
    let found: String
}
