import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Web

/// What a token may do is what its person may do now, whatever was once.
@Suite struct ApiRightsTests {
    /// The right to use the interface is asked at every request: whoever lost it has no programs any more, nor are theirs
    /// told anything.
    @Test(arguments: TestDatabase.engines)
    func whoeverLosesTheInterfaceHasNoProgramsAnyMore(engine: Engine) async throws {
        try await ApiHouse.open(on: engine, isOpen: { $0.holds(.useInterface) }) { house in
            let boss = try await house.who(.useInterface, .readCase)
            let token = try await house.token(of: boss)
            _ = try await house.database.write { tx in
                try tx.webhooks.subscribe(
                    to: "https://a.example/", kinds: [.caseReported], secret: "s", by: tx.actor(boss))
            }
            #expect(try await house.call(.get, "/cases", token: token).status == 200)
            _ = try await house.registerCase()
            try await Self.tell(house)
            let agent = try await house.database.read { tx in
                try house.department.staff.values.sorted { $0.rawValue < $1.rawValue }.first {
                    let actor = try tx.actor($0)
                    return actor.holds(.readCase) && !actor.holds(.useInterface)
                }
            }
            let other = try await house.token(of: try #require(agent))
            #expect(try await house.call(.get, "/cases", token: other).status == 401)

            // Their post is over: the message that waits is not sent, and no other is laid down.
            try await house.database.write { tx in
                try tx.execute("UPDATE appointment SET ends_at = \(tx.now) WHERE staff_id = \(boss)")
            }
            house.clock.advance(by: .seconds(1))
            #expect(try await house.call(.get, "/cases", token: token).status == 401)
            _ = try await house.registerCase()
            try await Self.tell(house)
            let sent = Counter()
            let courier = WebhookCourier(house.database) { _, _, _ in
                await sent.add()
                return nil
            }
            _ = try await courier.sendDue()
            #expect(await sent.count == 0)
        }
    }

    /// A password that an administrator resets, and leaving, end tokens and webhooks with the sessions; a new one of
    /// one's own leaves them, says which, and one press takes them back.
    @Test(arguments: TestDatabase.engines)
    func tokensEndWithAResetAndAreNamedByAChange(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.useInterface, .readCase)
            func give() async throws -> String {
                _ = try await house.database.write { tx in
                    try tx.webhooks.subscribe(
                        to: "https://crm.example/hook", kinds: [.caseReported], secret: "s", by: tx.actor(person))
                }
                return try await house.token(of: person)
            }
            let first = try await give()
            let page = try await house.page(.get, "/me", as: person)
            #expect(page.text.contains("https://crm.example/hook") && page.text.contains("/me/programs/ending"))
            #expect(try await house.call(.get, "/me", token: first).status == 200)
            let passwords = PasswordThread(cost: PasswordCost(memory: 64, passes: 1, lanes: 1))
            let own = try await passwords.hash("一句自己记得住的话")
            try await house.database.write { tx in
                var staff = try tx.staff.require(person)
                staff.choose(password: own)
                try tx.staff.save(staff)
            }
            #expect(try await house.call(.get, "/me", token: first).status == 200, "one's own change leaves them")
            #expect(try await house.page(.post, "/me/programs/ending", as: person).status.code == 303)
            #expect(try await house.call(.get, "/me", token: first).status == 401)
            #expect(try await house.database.read { tx in try tx.webhooks.countActive(of: person) } == 0)
            let after = try await house.page(.get, "/me", as: person)
            #expect(!after.text.contains("/me/programs/ending"))

            let second = try await give()
            try await house.database.write { tx in
                try tx.staff.resetPassword(of: person, to: own, by: .house, under: PostsInForce(tx: tx))
                var staff = try tx.staff.require(person)
                staff.choose(password: own)
                try tx.staff.save(staff)
            }
            #expect(try await house.call(.get, "/me", token: second).status == 401)
            #expect(try await house.database.read { tx in try tx.webhooks.countActive(of: person) } == 0)

            let third = try await give()
            try await house.database.write { tx in
                try tx.staff.deactivate(person, by: .house, under: PostsInForce(tx: tx))
                try tx.staff.reactivate(person, with: own, by: .house, under: PostsInForce(tx: tx))
                var staff = try tx.staff.require(person)
                staff.choose(password: own)
                try tx.staff.save(staff)
            }
            #expect(try await house.call(.get, "/me", token: third).status == 401, "back, and their old doors are not")
            let acts = try await house.database.read { tx in
                try tx.events.about(Subject(.staff, person.rawValue)).filter {
                    $0.details["change"] == "programs_ended"
                }
            }
            #expect(acts.count == 3)
        }
    }

    /// A state that a program names says nothing of a record it may not see: it is not there, right or wrong state.
    @Test(arguments: TestDatabase.engines)
    func aStateSaysNothingOfWhatOneMayNotSee(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let token = try await house.token(of: house.person("jiangnan"))
            let kinds = records.kinds.filter { ["/cases", "/contacts", "/messages", "/customers"].contains($0.prefix) }
            #expect(kinds.count == 4)
            var seen = 0
            for route in house.routes where route.hasPrefix("POST /api/v1/") {
                guard let kind = records.kind(of: route), kinds.contains(where: { $0.prefix == kind.prefix }) else {
                    continue
                }
                let path = String(route.dropFirst("POST /api/v1".count)).replacing(
                    "{part}", with: kind.parts["part"] ?? "x")
                house.clock.advance(by: .seconds(1))
                let statuses = try await [kind.id, "018f-nobody"].asyncMap { id in
                    try await house.call(
                        .post, path.replacing("{id}", with: id), token: token, #"{"kind":"note","text":"x"}"#,
                        headers: [.ifMatch: "\"wrong\""]
                    ).status
                }
                #expect(statuses[0] == statuses[1] && [403, 404, 422].contains(statuses[0]), "\(path): \(statuses)")
                if statuses[0] == 404 { seen += 1 }
            }
            #expect(seen > 20, "\(seen)")
        }
    }

    /// The same request under the same key is done once; whoever lost the right meanwhile is not told the answer again.
    @Test(arguments: TestDatabase.engines)
    func aKeptAnswerIsNotToldToWhoeverLostTheRight(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .workCase)
            let unit = try await house.unit(of: person)
            let token = try await house.token(of: person)
            let key: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "order-9"]
            let body = ApiTests.complaint(in: unit)
            let first = try await house.call(.post, "/cases", token: token, body, headers: key)
            #expect(first.status == 201)
            let again = try await house.call(.post, "/cases", token: token, body, headers: key)
            #expect(again.text == first.text)
            // Their post is over, and they hold one without any right to cases.
            try await house.database.write { tx in
                try tx.execute("UPDATE appointment SET post = 'administrator' WHERE staff_id = \(person)")
            }
            let refused = try await house.call(.post, "/cases", token: token, body, headers: key)
            let id = try #require(first["id"])
            #expect(refused.status == 403 && !refused.text.contains(id), "\(refused.text)")
            #expect(refused.text.contains("您的权限有变化"))
            #expect(
                try await house.database.read { tx in
                    try tx.execute("SELECT id FROM service_case ORDER BY id LIMIT 9").count
                } == 1)
        }
    }

    /// A cursor that we did not write is refused with a sentence, by every list of the interface and every page.
    @Test(arguments: TestDatabase.engines)
    func aCursorThatIsNoneIsRefusedByEveryList(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let boss = try await house.who(.useInterface, .readCase)
            let token = try await house.token(of: boss)
            // A number and an id with a null byte, bytes that are no UTF-8, an id of many megabytes' kind.
            let cursors = [
                Secrets.hex(Array("1767600000000 a\u{0}b".utf8)), Secrets.hex(Array("1 ".utf8) + [0xFF, 0xFE]),
                Secrets.hex(Array("1767600000000 李".utf8)), "zz", "31", "20",
            ]
            var walked = 0
            for route in house.routes where route.hasPrefix("GET /api/v1/") && !route.contains("{") {
                let path = String(route.dropFirst("GET /api/v1".count))
                house.clock.advance(by: .seconds(1))
                guard try await house.call(.get, path, token: token).status == 200 else { continue }
                for cursor in cursors {
                    house.clock.advance(by: .milliseconds(200))
                    let answer = try await house.call(.get, "\(path)?cursor=\(cursor)", token: token)
                    // A list that is answered whole knows no cursor, and says so.
                    #expect([200, 400, 422].contains(answer.status), "\(path) \(cursor): \(answer.text)")
                    if answer.status == 400 { walked += 1 }
                }
            }
            #expect(walked >= 60, "\(walked)")
            for cursor in ["1767600000000.a%00b", "1.%FF", "x.y", "1.%E6%9D%8E"] {
                for side in ["after", "before"] {
                    let page = try await house.page(.get, "/cases?view=all&\(side)=\(cursor)", as: boss)
                    #expect([200, 400].contains(page.status.code), "\(cursor): \(page.status)")
                }
            }
        }
    }

    private static func tell(_ house: ApiHouse) async throws {
        _ = try await house.database.write { tx in try tx.seals.sealWaiting(limit: 1000) }
        while try await house.database.write({ tx in try tx.webhooks.tell() }) {}
    }
}

extension Array {
    fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async rethrows -> [T] {
        var made: [T] = []
        for element in self { made.append(try await body(element)) }
        return made
    }
}

private actor Counter {
    var count = 0
    func add() { count += 1 }
}
