import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Web

/// Two people at one case: they see each other, and neither saves over the other unawares.
@Suite struct CaseCompanyTests {
    @Test(arguments: TestDatabase.engines)
    func peopleAtACaseSeeEachOtherAndWhoIsWriting(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let other = desk.who(.decideCase)
            let name = try await desk.database.read { tx in try tx.staff.require(other).name }
            #expect(try await house.post("/cases/\(id)/watch", [("typing", "0")], as: other).text.isEmpty)
            let seen = try await house.post("/cases/\(id)/watch", [("typing", "0")], as: desk.agent).text
            #expect(seen.contains("\(name) 也在看"))
            _ = try await house.post("/cases/\(id)/watch", [("typing", "1")], as: other)
            #expect(try await house.get("/cases/\(id)/watch", as: desk.agent).text.contains("\(name) 正在填写"))
            #expect(
                try await house.get("/cases/\(id)", as: desk.agent).text.contains("\(name) 正在填写"), "without script too")
            // Whoever says nothing more has gone.
            desk.clock.advance(by: .seconds(46))
            #expect(try await house.get("/cases/\(id)/watch", as: desk.agent).text.isEmpty)
            desk.clock.advance(by: .minutes(11))
            try await desk.database.write { tx in
                #expect(try Chore.watchForgetting.isNeeded(tx))
                _ = try Chore.watchForgetting.work(tx)
                #expect(try tx.watchers.standing(id, other) == nil)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aBeatThatSaysNothingNewIsNotWritten(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            let id = try await desk.registered(.complaint)
            func beat(_ isTyping: Bool) async throws -> Instant? {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.watchers.beat(id, isTyping: isTyping, by: actor)
                    return try tx.watchers.standing(id, actor.staff.id)?.seenAt
                }
            }
            let first = try await beat(false)
            desk.clock.advance(by: .seconds(5))
            #expect(try await beat(false) == first, "too soon to be written")
            #expect(try await beat(true) != first, "news is")
            desk.clock.advance(by: .seconds(16))
            let later = try await beat(true)
            #expect(later != nil && later != first)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.watchers.leave(id, by: actor)
                #expect(try tx.watchers.standing(id, actor.staff.id) == nil)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aStrangerIsNeitherSeenNorSees(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            try await desk.addStranger()
            #expect(try await house.post("/cases/\(id)/watch", [("typing", "1")], as: "stranger").status == .notFound)
            #expect(try await house.get("/cases/\(id)/watch", as: "stranger").status == .notFound)
            #expect(try await house.get("/palette?case=\(id)", as: "stranger").text.contains("data-act") == false)
            #expect(try await house.get("/quick-texts/choices?case=\(id)", as: "stranger").status == .notFound)
        }
    }

    /// The later save is held back once, with both texts; sent from the page that shows the change, it goes.
    @Test(arguments: TestDatabase.engines)
    func aSaveOverANewerChangeShowsBothTexts(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let page = try await house.get("/cases/\(id)", as: desk.agent).text
            let seen = try #require(page.hidden("_seen"))
            let other = desk.who(.decideCase, .workCase, but: desk.agent)
            try await desk.act(as: other) { tx, actor in
                try tx.cases.inform(id, "我刚给客户打过电话", by: actor)
            }
            // A note beside the matter is in nobody's way.
            let note = [("kind", "note"), ("text", "记一笔"), ("_seen", seen)]
            #expect(try await house.post("/cases/\(id)/entries", note, as: desk.agent).status == .seeOther)

            let mine = [("kind", "call"), ("text", "我也来告知进度"), ("_seen", seen)]
            let held = try await house.post("/cases/\(id)/entries", mine, as: desk.agent)
            #expect(held.status == .conflict)
            #expect(held.text.contains("已被同事更改"))
            #expect(held.text.contains("<blockquote>我刚给客户打过电话</blockquote>"))
            #expect(held.text.contains("<blockquote>我也来告知进度</blockquote>"))
            #expect(held.text.contains("我也来告知进度</textarea>"))
            let now = try #require(held.text.hidden("_seen"))
            #expect(now != seen)
            let again = [("kind", "call"), ("text", "我也来告知进度"), ("_seen", now)]
            #expect(try await house.post("/cases/\(id)/entries", again, as: desk.agent).status == .seeOther)

            // A step whose form is gone by now: what was typed is still there to be read.
            let old = [("severity", "ordinary"), ("reason", "写了很久的理由"), ("_seen", seen)]
            let step = try await house.post("/cases/\(id)/severity", old, as: desk.agent)
            #expect(step.status == .conflict && step.text.contains("<blockquote>写了很久的理由</blockquote>"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theListOneCameFromIsKeptThroughAnAct(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let page = try await house.get("/cases/\(id)?list=view%3Dmine%26type%3Dcomplaint", as: desk.agent).text
            let list = try #require(page.hidden("_list"))
            #expect(list.contains("type=complaint"))
            let done = try await house.post(
                "/cases/\(id)/acceptance", [("severity", "ordinary"), ("_list", list)], as: desk.agent)
            #expect(done.headers[.location]?.contains("list=") == true)
            let refused = try await house.post(
                "/cases/\(id)/acceptance", [("severity", "ordinary"), ("_list", list)], as: desk.agent)
            #expect(refused.status == .conflict && refused.text.hidden("_list") == list)
        }
    }
}

/// The cases one has open.
@Suite struct CaseTabTests {
    @Test(arguments: TestDatabase.engines)
    func lookingOpensATabAPeekDoesNotAndItSurvives(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            let (first, second) = (try await desk.registered(.complaint), try await desk.registered(.enquiry))
            _ = try await house.get("/cases/\(first)?peek=1", as: desk.agent)
            #expect(try await desk.tabs(of: desk.agent).isEmpty)
            _ = try await house.get("/cases/\(first)", as: desk.agent)
            let page = try await house.get("/cases/\(second)", as: desk.agent).text
            #expect(page.contains("打开的工单 2"))
            #expect(page.contains("data-shortcut=\"> <\"") && page.contains("data-shortcut=\"w\""), "both ways")
            #expect(try await desk.tabs(of: desk.agent).map(\.id) == [first, second])
            #expect(try await house.get("/cases", as: desk.agent).text.contains("打开的工单 2"), "on every page")
            #expect(try await desk.tabs(of: desk.who(.decideCase)).isEmpty, "one's own")

            _ = try await house.post("/cases/\(first)/draft", [("kind", "note"), ("text", "写到一半")], as: desk.agent)
            desk.clock.advance(by: .days(3))
            let other = desk.who(.decideCase, .workCase, but: desk.agent)
            try await desk.act(as: other) { tx, actor in try tx.cases.inform(second, "已告知", by: actor) }
            let tabs = try await desk.tabs(of: desk.agent)
            #expect(tabs.map(\.hasDraft) == [true, false])
            #expect(tabs.map(\.isLate) == [true, true])
            #expect(tabs.map(\.hasNews) == [false, true])
            _ = try await house.get("/cases/\(second)", as: desk.agent)
            #expect(try await desk.tabs(of: desk.agent).map(\.hasNews) == [false, false], "looked at, it is no news")

            // The one at hand is closed: the next one opens.
            let closed = try await house.post(
                "/case-tabs/\(second)/closing", [("here", second.rawValue)], as: desk.agent)
            #expect(closed.headers[.location] == "/cases/\(first)")
            let last = try await house.post("/case-tabs/\(first)/closing", [("here", first.rawValue)], as: desk.agent)
            #expect(last.headers[.location] == "/cases")
            #expect(try await desk.tabs(of: desk.agent).isEmpty)
            let draft = try await desk.database.read { tx in try tx.cases.parts(of: first).draft(of: desk.agent) }
            #expect(draft?.text == "写到一半", "a draft stays with its case")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theyAreBoundedAndADraftIsTheLastToMakeRoom(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            var ids: [Case.ID] = []
            for _ in 0...CaseTab.most { ids.append(try await desk.registered(.enquiry)) }
            try await desk.act(as: desk.agent) { [ids] tx, actor in
                try tx.cases.keepDraft(ids[0], "未写完", as: .note, by: actor)
            }
            for id in ids {
                desk.clock.advance(by: .seconds(1))
                try await desk.act(as: desk.agent) { tx, actor in try tx.caseTabs.open(id, by: actor) }
            }
            let open = try await desk.tabs(of: desk.agent).map(\.id)
            #expect(open == [ids[0]] + ids.dropFirst(2))
            try await desk.act(as: desk.agent) { [ids] tx, actor in
                try tx.caseTabs.closeAll(but: ids[3], by: actor)
                #expect(try tx.caseTabs.of(actor).map(\.id) == [ids[3]])
            }
        }
    }

    /// A right that is taken away takes the tab away.
    @Test(arguments: TestDatabase.engines)
    func whatOneMayNoLongerReadIsNoTab(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            let id = try await desk.registered(.complaint)
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.caseTabs.open(id, by: actor)
                let bare = Actor(staff: actor.staff, holdings: [])
                #expect(try tx.caseTabs.of(bare).isEmpty)
                #expect(throws: NotFound.self) { try tx.caseTabs.open(id, by: bare) }
            }
        }
    }
}

extension TestDesk {
    func tabs(of person: Staff.ID) async throws -> [CaseTab] {
        try await database.read { tx in try tx.caseTabs.of(tx.actor(person)) }
    }

    func addStranger() async throws {
        try await database.write { tx in
            try tx.staff.add(
                Staff.join(
                    id: "stranger", account: Account(stored: "stranger"), name: "路人", phone: nil, language: .chinese,
                    password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1)))
        }
    }
}

extension String {
    /// The value of the first hidden field of a name.
    func hidden(_ name: String) -> String? {
        guard let start = firstRange(of: "name=\"\(name)\" value=\"")?.upperBound else { return nil }
        return self[start...].firstIndex(of: "\"").map { String(self[start..<$0]).replacing("&amp;", with: "&") }
    }
}
