import Database
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

@Suite("Through the door, over HTTP")
struct DoorJourneyTests {
    @Test(arguments: TestDatabase.engines)
    func aPersonSignsInLocksTheScreenAndComesBackToWhereTheyWere(engine: Engine) async throws {
        try await TestHouse.open(engine) { house in
            try await house.office.hire("chen", "陈晨", pin: "482915")
            let browser = Browser(client: house.client)
            let sent = try await browser.get("/me")
            #expect(sent.location == "/sign-in?next=%2Fme")

            let wrong = try await browser.post("/sign-in", ["account": "chen", "password": "nope", "next": "/me"])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("账号或密码不正确"))
            #expect(wrong.text.contains("value=\"chen\"") && !wrong.text.contains("nope"))
            #expect(browser.token == nil)

            let right = try await browser.post(
                "/sign-in", ["account": "chen", "password": TestOffice.password, "next": "/me"])
            #expect(right.location == "/me")
            let cookie = right.headers[values: .setCookie].first { $0.hasPrefix("qingting=") } ?? ""
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
            #expect(try await browser.get("/me").text.contains("陈晨"))

            #expect(try await browser.post("/lock").location == "/lock")
            #expect(try await browser.get("/me").location == "/lock?next=%2Fme")
            let locked = try await browser.get("/lock?next=%2Fme").text
            #expect(locked.contains("陈晨") && !locked.contains("13800138000") && !locked.contains("门店客服"))
            #expect(try await browser.post("/unlocking", ["secret": "000000"]).status == .unprocessableContent)
            #expect(try await browser.post("/unlocking", ["secret": "482915", "next": "/me"]).location == "/me")
            #expect(try await browser.get("/me").status == .ok)

            #expect(try await browser.post("/sign-out").location == "/sign-in")
            #expect(browser.token == nil)
        }
    }

    /// A page that refreshes itself, beats and listens, with nobody before it, locks like any other after a quarter of an
    /// hour; a hand at the mouse keeps it open (peers §4.2, S14).
    @Test(arguments: TestDatabase.engines)
    func whatThePageAsksForByItselfKeepsNobodyAwake(engine: Engine) async throws {
        try await TestHouse.open(engine) { house in
            try await house.office.hire("chen", "陈晨", pin: "482915")
            let browser = try await house.browser(of: "chen")
            let time = house.office.time
            for _ in 0..<20 {
                time.advance(by: .minutes(1))
                #expect(try await browser.post("/me/awake").status == .noContent)
            }
            for minute in 1...14 {
                time.advance(by: .minutes(1))
                let asked = try await browser.get("/me", unattended: true)
                #expect(asked.status == .ok, "after \(minute) minutes")
            }
            time.advance(by: .minutes(1))
            #expect(try await browser.get("/me", unattended: true).location == "/lock?next=%2Fme")
            #expect(try await browser.get("/me").location == "/lock?next=%2Fme")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nothingOfTheFormerPersonRemainsAtASharedDesk(engine: Engine) async throws {
        try await TestHouse.open(engine) { house in
            try await house.office.hire("chen", "陈晨", pin: "482915")
            try await house.office.hire("zhou", "周敏", pin: "730264")
            let desk = try await house.browser(of: "chen")
            let former = try #require(desk.token)

            let page = try await desk.get("/switch")
            #expect(page.status == .ok && !page.text.contains("陈晨"))
            // Going back does not help: the screen is locked.
            #expect(try await desk.get("/me").location == "/lock?next=%2Fme")

            #expect(
                try await desk.post("/switch", ["account": "zhou", "secret": "482915"]).status == .unprocessableContent)
            #expect(desk.token == former)
            #expect(try await desk.post("/switch", ["account": "zhou", "secret": "730264"]).location == "/")
            #expect(desk.token != nil && desk.token != former)
            let mine = try await desk.get("/me").text
            #expect(mine.contains("周敏") && !mine.contains("陈晨"))

            let old = Browser(client: house.client, token: former)
            #expect(try await old.get("/me").location == "/sign-in?next=%2Fme")
            // A form that was open on the former person's page carries the wrong secret.
            let stale = try await desk.post(
                "/me/theme", ["theme": "dark"], secret: SessionToken(text: former).formSecret)
            #expect(stale.status == .forbidden)
        }
    }

    @Test func aStolenCookieIsWorthNothingInAnotherBrowser() async throws {
        try await TestHouse.open { house in
            try await house.office.hire("chen", "陈晨")
            let browser = try await house.browser(of: "chen")
            let thief = Browser(client: house.client, token: browser.token, agent: "curl/8")
            #expect(try await thief.get("/me").location == "/sign-in?next=%2Fme")
            #expect(try await browser.get("/me").status == .ok)
        }
    }

    @Test func anIdleScreenLocksAndABusyOneDoesNotUntilTheShiftIsOver() async throws {
        try await TestHouse.open { house in
            try await house.office.hire("chen", "陈晨")
            let browser = try await house.browser(of: "chen")
            for _ in 1...48 {
                house.time.advance(by: .minutes(14))
                #expect(try await browser.get("/me").status == .ok)
            }
            house.time.advance(by: .minutes(15))
            #expect(try await browser.get("/me").location == "/lock?next=%2Fme")
            // Locked it stays, however often one looks.
            #expect(try await browser.get("/me").location == "/lock?next=%2Fme")
            #expect(try await browser.post("/unlocking", ["secret": TestOffice.password]).location == "/")
            house.time.advance(by: .minutes(33))
            #expect(try await browser.get("/me").location == "/sign-in?next=%2Fme")
        }
    }

    @Test func aRequestIsNotedOnceAMinute() async throws {
        try await TestHouse.open { house in
            try await house.office.hire("chen", "陈晨")
            let browser = try await house.browser(of: "chen")
            let start = house.time.now
            func seen() async throws -> Instant? {
                try await house.office.read { tx throws in
                    try tx.execute("SELECT seen_at FROM session").first?.instant("seen_at")
                }
            }
            house.time.advance(by: .seconds(59))
            _ = try await browser.get("/me")
            #expect(try await seen() == start)
            house.time.advance(by: .seconds(1))
            _ = try await browser.get("/me")
            #expect(try await seen() == start + .seconds(60))
        }
    }

    @Test func aFirstPasswordLeadsNowhereButToThePageOnWhichToChooseOnesOwn() async throws {
        try await TestHouse.open { house in
            try await house.office.hire("boss", "高总", as: "director", in: TestOffice.hq)
            let boss = try await house.browser(of: "boss")
            let added = try await boss.post(
                "/people",
                ["account": "Li.Na", "name": "李娜", "language": "zh-CN", "unit": "sh1", "post": "clerk"])
            #expect(added.status == .ok && added.text.contains("李娜"))
            let codes = added.text.split(separator: "<code>").dropFirst().map { String($0.prefix { $0 != "<" }) }
            #expect(codes.first == "li.na")

            let li = try await house.browser(of: "LI.NA", password: try #require(codes.last))
            #expect(try await li.get("/people").location == "/lock?next=%2Fpeople")
            #expect(try await li.post("/me/theme", ["theme": "dark"]).location?.hasPrefix("/lock") == true)
            #expect(try await li.get("/lock").text.contains("设置新密码"))
            // A screen that has locked itself is opened by the password that was given, not by a new one.
            house.office.time.advance(by: .minutes(20))
            let locked = try await li.post(
                "/first-password", ["password": "别人的新密码一二三四", "again": "别人的新密码一二三四", "next": "/people"])
            #expect(locked.location == "/lock")
            #expect(try await li.get("/lock").text.contains("设置新密码") == false)
            _ = try await li.post("/unlocking", ["secret": try #require(codes.last), "next": "/"])
            let short = try await li.post("/first-password", ["password": "li.na1", "again": "li.na1"])
            #expect(short.status == .unprocessableContent)
            #expect(short.text.contains("至少 10 个字") && short.text.contains("不能含有账号"))
            let unlike = try await li.post("/first-password", ["password": "一二三四五六七八九十", "again": "x"])
            #expect(unlike.text.contains("两次输入不一致"))
            let chosen = try await li.post(
                "/first-password", ["password": "一二三四五六七八九十", "again": "一二三四五六七八九十", "next": "/people"])
            #expect(chosen.location == "/people")
            #expect(try await li.get("/people").status == .ok)
        }
    }

    /// A token that somebody saw, or set, before the password was chosen is worth nothing after it (session fixation).
    @Test(arguments: TestDatabase.engines)
    func aNewPasswordGivesTheBrowserAnotherToken(engine: Engine) async throws {
        try await TestHouse.open(engine) { house in
            try await house.office.hire("chen", "陈晨")
            let browser = try await house.browser(of: "chen")
            let phone = try await house.browser(of: "chen")
            let former = try #require(browser.token)
            let wrong = try await browser.post(
                "/me/password", ["password": "春眠不觉晓处处闻啼鸟", "again": "春眠不觉晓处处闻啼鸟", "current": "wrong"])
            #expect(wrong.status == .unprocessableContent && browser.token == former)
            let chosen = try await browser.post(
                "/me/password",
                ["password": "春眠不觉晓处处闻啼鸟", "again": "春眠不觉晓处处闻啼鸟", "current": TestOffice.password])
            #expect(chosen.location == "/me")
            #expect(browser.token != former && browser.token?.count == 43)
            #expect(try await browser.get("/me").status == .ok)
            #expect(try await phone.get("/me").location == "/sign-in?next=%2Fme")
            let thief = Browser(client: house.client, token: former, agent: browser.agent)
            #expect(try await thief.get("/me").location == "/sign-in?next=%2Fme")
            // A page that was open before carries the former secret: it is refused with a sentence, not obeyed.
            let stale = try await browser.post(
                "/me/theme", ["theme": "dark"], secret: SessionToken(text: former).formSecret)
            #expect(stale.status == .forbidden)
            // A PIN is no password: the token stays.
            let now = browser.token
            _ = try await browser.post(
                "/me/pin", ["pin": "482915", "again": "482915", "current": "春眠不觉晓处处闻啼鸟"])
            #expect(browser.token == now)
        }
    }

    /// A first password lapses after three days, is told so to nobody who does not know it, and the page says whom to ask.
    @Test(arguments: TestDatabase.engines)
    func aFirstPasswordLapsesAndThePageSaysWhomToAsk(engine: Engine) async throws {
        try await TestHouse.open(engine) { house in
            try await house.office.hire("boss", "高总", as: "director", in: TestOffice.hq)
            let boss = try await house.browser(of: "boss")
            let added = try await boss.post(
                "/people",
                ["account": "li.na", "name": "李娜", "language": "zh-CN", "unit": "sh1", "post": "clerk"])
            #expect(added.text.contains("72 小时内有效"))
            let first = try #require(Self.password(on: added.text))
            house.time.advance(by: .hours(72) - .milliseconds(1))
            let inTime = try await house.browser(of: "li.na", password: first)
            #expect(try await inTime.get("/lock").text.contains("设置新密码"))

            house.time.advance(by: .milliseconds(1))
            let late = Browser(client: house.client)
            let wrong = try await late.post("/sign-in", ["account": "li.na", "password": "nope"])
            #expect(wrong.text.contains("账号或密码不正确") && !wrong.text.contains("过期"))
            let lapsed = try await late.post("/sign-in", ["account": "li.na", "password": first])
            #expect(lapsed.status == .unprocessableContent && late.token == nil)
            #expect(lapsed.text.contains("发出后 72 小时内有效。请联系给您密码的主管"))
            // Whoever sat down in time may finish.
            let chosen = try await inTime.post(
                "/first-password", ["password": "一二三四五六七八九十", "again": "一二三四五六七八九十"])
            #expect(chosen.location == "/")

            // Another one, and another clock.
            let id = try await house.office.read { tx in
                try tx.staff.require(account: Account(stored: "li.na")).id
            }
            let boss2 = try await house.browser(of: "boss")
            let reset = try await boss2.post("/people/\(id)/password-reset")
            let second = try #require(Self.password(on: reset.text))
            house.time.advance(by: .hours(80))
            let boss3 = try await house.browser(of: "boss")
            #expect(try await boss3.get("/people").text.contains("初始密码已过期"))
            #expect(
                try await late.post("/sign-in", ["account": "li.na", "password": second]).status
                    == .unprocessableContent)
        }
    }

    private static func password(on page: String) -> String? {
        page.split(separator: "<code>").dropFirst().map { String($0.prefix { $0 != "<" }) }.last
    }

    @Test func tooManyTriesAreToldHowLongToWait() async throws {
        try await TestHouse.open { house in
            let browser = Browser(client: house.client)
            for _ in 1...5 { _ = try await browser.post("/sign-in", ["account": "chen", "password": "x"]) }
            let refused = try await browser.post("/sign-in", ["account": "CHEN ", "password": "x"])
            #expect(refused.status == .tooManyRequests)
            #expect(refused.headers[.retryAfter] == "30")
            #expect(refused.text.contains("30 秒后再试"))
        }
    }

    @Test func nobodyIsSentOutOfTheHouse() async throws {
        try await TestHouse.open { house in
            try await house.office.hire("chen", "陈晨")
            for next in ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"] {
                let browser = Browser(client: house.client)
                let sent = try await browser.post(
                    "/sign-in", ["account": "chen", "password": TestOffice.password, "next": next])
                #expect(sent.location == "/", "\(next)")
                let theme = try await browser.post(
                    "/me/theme", ["theme": "dark"], headers: [.referer: "http://evil.example/?a=://localhost.example/x"]
                )
                #expect(theme.location == "/")
                let back = try await browser.post(
                    "/me/language", ["language": "en"], headers: [.referer: "http://localhost/people?unit=sh1"])
                #expect(back.location == "/people?unit=sh1")
                _ = try await browser.post("/me/language", ["language": "zh-CN"])
            }
        }
    }

    @Test func theLanguageOfTheDoorIsRemembered() async throws {
        try await TestHouse.open { house in
            let browser = Browser(client: house.client)
            let chosen = try await browser.get("/sign-in?language=en&next=/me")
            #expect(chosen.location == "/sign-in?next=%2Fme")
            #expect(chosen.headers[values: .setCookie].contains { $0.hasPrefix("qingting-language=en") })
        }
    }
}
