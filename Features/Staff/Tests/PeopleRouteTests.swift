import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

@Suite("Pages about people, over HTTP")
struct PeopleRouteTests {
    /// Every route × every post × a colleague of one's own shop and one of another: read the difference before you
    /// believe it.
    @Test func whoMayReachWhatIsWhatWeReviewed() async throws {
        try await TestHouse.open { house in
            let office = house.office
            var browsers: [(name: String, browser: Browser)] = []
            for (post, unit) in [
                ("director", TestOffice.hq), ("manager", TestOffice.east), ("shopkeeper", TestOffice.sh1),
                ("clerk", TestOffice.sh1), ("auditor", TestOffice.hq),
            ] {
                try await office.hire("m.\(post)", "甲\(post)", as: post, in: unit)
                browsers.append((post, try await house.browser(of: "m.\(post)")))
            }
            try await office.hire("m.locked", "乙", as: "director", in: TestOffice.hq)
            browsers.append(("locked", try await house.browser(of: "m.locked")))
            _ = try await browsers[5].browser.post("/lock")
            browsers.append(("nobody", Browser(client: house.client)))
            let recipient = try await office.hire("m.recipient", "丙", in: TestOffice.sh1)

            var lines: [String] = []
            for route in Route.all {
                for (place, unit) in route.isAboutSomebody
                    ? [("near", TestOffice.sh1), ("far", TestOffice.sh2)] : [("", TestOffice.sh1)]
                {
                    var cells: [String] = []
                    for (name, browser) in browsers {
                        let target = try await Target.hire(in: unit, lentTo: recipient, office)
                        let answer = try await route.ask(browser, target, recipient)
                        cells.append("\(name) \(answer.status.code)")
                    }
                    lines.append("\(route.name) \(place)\n    \(cells.joined(separator: " · "))")
                }
            }
            golden(lines.joined(separator: "\n"), named: "routes")
        }
    }

    @Test func everythingThatIsWrongWithANewcomerIsSaidAtOnceAndNothingTypedIsLost() async throws {
        try await TestHouse.open { house in
            try await house.office.hire("boss", "高总", as: "director", in: TestOffice.hq)
            let boss = try await house.browser(of: "boss")
            let bad = try await boss.post(
                "/people",
                [
                    "account": "李娜 <x>", "name": "", "phone": "abc", "language": "fr", "joined_on": "2026-02-30",
                    "unit": "",
                ])
            #expect(bad.status == .unprocessableContent)
            #expect(bad.text.contains("有 7 处需要修改"))
            #expect(bad.text.contains("李娜 &lt;x&gt;") && bad.text.contains("value=\"abc\""))

            let taken = ["account": "BOSS", "name": "高二", "language": "zh-CN", "unit": "sh1", "post": "clerk"]
            let refused = try await boss.post("/people", taken)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("账号 boss 已有人使用") && refused.text.contains("value=\"高二\""))
        }
    }

    @Test func whatPeopleTypeIsNeverMarkup() async throws {
        try await TestHouse.open { house in
            let id = try await house.office.hire(
                "eve", "<script>alert(1)</script>\"'", as: "director", in: TestOffice.hq)
            let browser = try await house.browser(of: "eve")
            for page in ["/people?q=%3Cb%3E", "/people/\(id)", "/me", "/lock"] {
                if page == "/lock" { _ = try await browser.post("/lock") }
                let text = try await browser.get(page).text
                #expect(!text.contains("<script>alert") && !text.contains("<b>\""), "\(page)")
            }
        }
    }

    @Test func aFullNumberIsShownForAReasonAndWrittenDown() async throws {
        try await TestHouse.open { house in
            let chen = try await house.office.hire("chen", "陈晨")
            try await house.office.hire("wang", "王海", as: "shopkeeper", in: TestOffice.sh1)
            let wang = try await house.browser(of: "wang")
            #expect(try await wang.get("/people/\(chen)").text.contains("138****8000"))
            #expect(try await wang.get("/people").text.contains("138****8000"))
            let bare = try await wang.post("/people/\(chen)/phone-reveal", ["reason": ""])
            #expect(bare.status == .forbidden && bare.text.contains("请写明查看完整号码的原因"))
            let shown = try await wang.post("/people/\(chen)/phone-reveal", ["reason": "夜班联系"])
            #expect(shown.text.contains("13800138000"))
            let event = try await house.office.read { tx throws in
                try tx.events.about(Subject(.staff, chen.rawValue)).last
            }
            #expect(event?.kind.rawValue == "personal_data.revealed")
            #expect(event?.details == ["field": "phone", "reason": "夜班联系"])
            for _ in 2...StaffReveal.hourlyLimit {
                _ = try await wang.post("/people/\(chen)/phone-reveal", ["reason": "夜班联系"])
            }
            #expect(try await wang.post("/people/\(chen)/phone-reveal", ["reason": "夜班联系"]).status == .forbidden)
            house.time.advance(by: .hours(1))
            _ = try await wang.post("/unlocking", ["secret": TestOffice.password])
            #expect(try await wang.post("/people/\(chen)/phone-reveal", ["reason": "夜班联系"]).status == .ok)
        }
    }

    @Test func aPostIsLentFromOnesOwnPage() async throws {
        try await TestHouse.open { house in
            let wang = try await house.office.hire("wang", "王海", as: "shopkeeper", in: TestOffice.sh1)
            let chen = try await house.office.hire("chen", "陈晨")
            let browser = try await house.browser(of: "wang")
            let held = try await house.office.read { tx throws in
                try #require(try tx.appointments.open(of: wang, at: tx.now).first)
            }
            var loan = ["appointment": held.id.rawValue, "recipient": chen.rawValue, "from": "2026-01-06T09:00"]
            let bad = try await browser.post("/people/\(wang)/delegations", loan)
            #expect(bad.status == .unprocessableContent && bad.text.contains("value=\"2026-01-06T09:00\""))
            loan["to"] = "2026-01-05T09:00"
            loan["reason"] = "年假"
            #expect(try await browser.post("/people/\(wang)/delegations", loan).status == .conflict)
            loan["to"] = "2026-01-09T18:00"
            #expect(try await browser.post("/people/\(wang)/delegations", loan).location == "/people/\(wang)")
            #expect(try await browser.get("/people/\(wang)").text.contains("王海 请 陈晨 代理"))
            // What is lent for one person's post is not lent through another's page.
            #expect(try await browser.post("/people/\(chen)/delegations", loan).status == .notFound)
        }
    }
}

/// Somebody to whom a route does something, anew for every question.
private struct Target {
    let id: Staff.ID
    let appointment: Appointment.ID
    let delegation: Delegation.ID

    static func hire(in unit: Unit.ID, lentTo recipient: Staff.ID, _ office: TestOffice) async throws -> Target {
        let number = try await office.read { tx throws in try tx.execute("SELECT id FROM staff").count }
        let id = try await office.hire("t\(number)", "丁\(number)", in: unit)
        return try await office.write { tx throws in
            let held = try #require(try tx.appointments.open(of: id, at: tx.now).first)
            let loan = Loan(
                appointment: held.id, recipient: recipient, from: tx.now, to: tx.now + .days(1), reason: "年假")
            let given = try tx.delegations.give(
                loan, by: tx.actor(id, under: TestOffice.TestPosts()), under: TestOffice.TestPosts())
            return Target(id: id, appointment: held.id, delegation: given.id)
        }
    }
}

/// One address of this feature and a good form for it.
private struct Route {
    let name: String
    var fields: @Sendable (Target, Staff.ID) -> [String: String] = { _, _ in [:] }

    var isAboutSomebody: Bool { name.contains("{") }

    static let all = [
        Route(name: "GET /people"), Route(name: "GET /people/new"), Route(name: "GET /people/units/new"),
        Route(name: "GET /me"), Route(name: "POST /me/theme") { _, _ in ["theme": "auto"] },
        Route(name: "POST /people") { target, _ in
            ["account": "n\(target.id)", "name": "新人", "language": "zh-CN", "unit": "sh1", "post": "clerk"]
        },
        Route(name: "POST /people/units") { target, _ in
            ["code": "u\(target.id)", "name": "新店", "kind": "store", "parent": "east"]
        },
        Route(name: "GET /people/{id}"),
        Route(name: "POST /people/{id}/appointments") { _, _ in ["unit": "sh1", "post": "shopkeeper"] },
        Route(name: "POST /people/{id}/delegations") { target, recipient in
            [
                "appointment": target.appointment.rawValue, "recipient": recipient.rawValue,
                "from": "2026-01-06T09:00", "to": "2026-01-07T09:00", "reason": "年假",
            ]
        },
        Route(name: "POST /people/{id}/phone-reveal") { _, _ in ["reason": "联系"] },
        Route(name: "POST /people/{id}/password-reset"),
        Route(name: "POST /people/{id}/sessions/ending"),
        Route(name: "POST /people/{id}/deactivation"),
        Route(name: "POST /people/{id}/reactivation"),
        Route(name: "POST /people/appointments/{appointment}/ending"),
        Route(name: "POST /people/delegations/{delegation}/ending"),
    ]

    func ask(_ browser: Browser, _ target: Target, _ recipient: Staff.ID) async throws -> TestResponse {
        let parts = name.split(separator: " ")
        let uri = String(parts[1]).replacing("{id}", with: target.id.rawValue)
            .replacing("{appointment}", with: target.appointment.rawValue)
            .replacing("{delegation}", with: target.delegation.rawValue)
        return parts[0] == "GET" ? try await browser.get(uri) : try await browser.post(uri, fields(target, recipient))
    }
}
