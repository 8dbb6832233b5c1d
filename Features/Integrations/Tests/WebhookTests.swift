import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import Synchronization
import Testkit
import Testing

@testable import Desk
@testable import Web

/// Events leave the house signed, until they have been heard.
@Suite struct WebhookTests {
    private struct Sent: Sendable {
        let url: String
        let headers: [String: String]
        let body: String
    }

    /// What stands at the other end, and hears.
    private final class Listener: Sendable {
        let heard = Mutex<[Sent]>([])

        var send: WebhookCourier.Send {
            { url, headers, body in
                self.heard.withLock {
                    $0.append(Sent(url: url, headers: Dictionary(uniqueKeysWithValues: headers), body: body))
                }
                return nil
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aRegisteredCaseIsToldSignedAndOnce(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let boss = try await house.who(.useInterface, .readCase)
            let hook = try await house.database.write { tx in
                try tx.webhooks.subscribe(
                    to: "https://crm.example/hook", kinds: [.caseReported], secret: "whsec_abc", by: tx.actor(boss))
            }
            let id = try await house.registerCase()
            let listener = Listener()
            try await tell(house)
            let courier = WebhookCourier(house.database, send: listener.send)
            #expect(try await courier.sendDue() == 1)
            #expect(try await courier.sendDue() == 0)

            let sent = try #require(listener.heard.withLock { $0.first })
            #expect(sent.url == hook.url)
            #expect(sent.body.contains(id.rawValue) && sent.body.contains("case.reported"))
            #expect(!sent.body.contains("13800138000") && !sent.body.contains("李秀英"), "no personal data")
            let signed = "\(sent.headers["webhook-id"] ?? "").\(sent.headers["webhook-timestamp"] ?? "").\(sent.body)"
            let expected = Secrets.base64(Secrets.hmac(Array(signed.utf8), key: Array("whsec_abc".utf8)))
            #expect(sent.headers["webhook-signature"] == "v1,\(expected)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoDoesNotHearIsToldAgainUnderTheSameId(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let boss = try await house.who(.useInterface, .readCase)
            _ = try await house.database.write { tx in
                try tx.webhooks.subscribe(
                    to: "https://crm.example/hook", kinds: [.caseReported], secret: "whsec_abc", by: tx.actor(boss))
            }
            _ = try await house.registerCase()
            try await tell(house)
            let deaf = WebhookCourier(house.database) { _, _, _ in "answered 503" }
            #expect(try await deaf.sendDue() == 1)
            #expect(try await deaf.sendDue() == 0, "it waits before it tries again")
            house.clock.advance(by: .hours(1))
            let listener = Listener()
            #expect(try await WebhookCourier(house.database, send: listener.send).sendDue() == 1)
            house.clock.advance(by: .days(1))
            #expect(try await WebhookCourier(house.database, send: listener.send).sendDue() == 0)
            #expect(listener.heard.withLock { $0.count } == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func twoNodesSendEachMessageOnce(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let boss = try await house.who(.useInterface, .readCase)
            _ = try await house.database.write { tx in
                try tx.webhooks.subscribe(
                    to: "https://crm.example/hook", kinds: [.caseReported], secret: "whsec_abc", by: tx.actor(boss))
            }
            for _ in 0..<30 { _ = try await house.registerCase() }
            try await tell(house)
            let listener = Listener()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        let courier = WebhookCourier(house.database, send: listener.send)
                        while try await courier.sendDue() > 0 {}
                    }
                }
                try await group.waitForAll()
            }
            let ids = listener.heard.withLock { $0.compactMap { $0.headers["webhook-id"] } }
            #expect(ids.count == 30 && Set(ids).count == 30)
        }
    }

    @Test func whatWasStoppedHearsNothingMoreAndNobodyStopsWhatIsNotTheirs() async throws {
        try await ApiHouse.open { house in
            let boss = try await house.who(.useInterface, .readCase)
            let other = house.person("admin")
            let hook = try await house.database.write { tx in
                try tx.webhooks.subscribe(
                    to: "https://crm.example/hook", kinds: [.caseReported], secret: "s", by: tx.actor(boss))
            }
            if other != boss {
                await #expect(throws: Webhook.Refusal.unknown) {
                    try await house.database.write { tx in try tx.webhooks.stop(hook.id, by: tx.actor(other)) }
                }
            }
            _ = try await house.registerCase()
            try await tell(house)
            try await house.database.write { tx in try tx.webhooks.stop(hook.id, by: tx.actor(boss)) }
            let listener = Listener()
            _ = try await WebhookCourier(house.database, send: listener.send).sendDue()
            #expect(listener.heard.withLock { $0.isEmpty })
        }
    }

    /// A receiver that does not answer, with a pile before it, keeps nobody waiting but itself: the others are told while
    /// it is still being waited for. It is left alone for a while, longer each time, and its pile is not tried one by one.
    @Test(arguments: TestDatabase.engines)
    func whoIsSlowKeepsNobodyWaitingButThemselves(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let boss = try await house.who(.useInterface, .readCase)
            for name in ["slow", "quick"] {
                _ = try await house.database.write { tx in
                    try tx.webhooks.subscribe(
                        to: "https://\(name).example/hook", kinds: [.caseReported], secret: "s", by: tx.actor(boss))
                }
            }
            for _ in 0..<30 { _ = try await house.registerCase() }
            try await tell(house)
            let listener = Listener()
            let (told, tell) = AsyncStream.makeStream(of: Void.self)
            let tried = Mutex(0)
            let courier = WebhookCourier(house.database) { url, headers, body in
                guard url.contains("slow") else {
                    let failure = await listener.send(url, headers, body)
                    if listener.heard.withLock({ $0.count }) == 30 { tell.finish() }
                    return failure
                }
                // Silent until all the others have heard: would they wait for it, nobody would ever go on.
                tried.withLock { $0 += 1 }
                for await _ in told {}
                return "no answer within 10 s"
            }
            #expect(try await courier.sendDue() == 31)
            #expect(tried.withLock { $0 } == 1 && listener.heard.withLock { $0.count } == 30)
            #expect(try await courier.sendDue() == 0, "it is left alone for a while")
            house.clock.advance(by: .minutes(1))
            #expect(try await courier.sendDue() == 1)
            house.clock.advance(by: .minutes(1))
            #expect(try await courier.sendDue() == 0, "and for longer the second time")
            house.clock.advance(by: .minutes(1))
            #expect(try await courier.sendDue() == 1)
        }
    }

    /// A receiver that has not heard thousands of messages hears no more, and its person is told.
    @Test func whoNeverHearsIsStopped() async throws {
        try await ApiHouse.open { house in
            let boss = try await house.who(.useInterface, .readCase)
            let hook = try await house.database.write { tx in
                try tx.webhooks.subscribe(
                    to: "https://dead.example/hook", kinds: [.caseReported], secret: "s", by: tx.actor(boss))
            }
            _ = try await house.registerCase()
            try await tell(house)
            _ = try await WebhookCourier(house.database) { _, _, _ in "answered 503" }.sendDue()
            try await house.database.write { tx in
                let event = try tx.execute("SELECT id FROM event ORDER BY at, id LIMIT 1").first?.text("id") ?? ""
                for _ in 0...Webhook.mostWaiting {
                    try tx.outbox.add(
                        WebhookDelivery.kind, "\(hook.id) \(event)", of: Event.ID(event), to: hook.id.rawValue)
                }
            }
            _ = try await house.registerCase()
            try await tell(house)
            let (stopped, notices) = try await house.database.read { tx in
                (
                    try tx.webhooks.find(hook.id)?.isActive,
                    try tx.execute(
                        "SELECT payload FROM outbox WHERE kind = 'notice' AND payload = \(boss) LIMIT 9"
                    ).count
                )
            }
            #expect(stopped == false && notices >= 1)
        }
    }

    /// What people do at their desks is not for programs, whoever asks for it and by which way.
    @Test(arguments: TestDatabase.engines)
    func onlyWhatHappensToCasesIsTold(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let boss = try await house.who(.useInterface, .readCase)
            let token = try await house.token(of: boss)
            let kinds = EventKind.allCases.filter { !$0.isForPrograms }
            #expect(kinds.contains(.staffChanged) && kinds.contains(.personalDataRevealed))
            for kind in kinds {
                // More kinds than a program may ask for in a minute.
                house.clock.advance(by: .seconds(1))
                let answer = try await house.call(
                    .post, "/webhooks", token: token, #"{"url":"https://a.example/","kinds":["\#(kind.rawValue)"]}"#)
                #expect(answer.status == 422, "\(kind.rawValue)")
                let page = try await house.page(
                    .post, "/integrations/webhooks", as: boss,
                    "_csrf=secret&url=https://a.example/&kinds=\(kind.rawValue)")
                #expect(page.status.code == 422, "\(kind.rawValue)")
            }
            await #expect(throws: Webhook.Refusal.noEvents) {
                try await house.database.write { tx in
                    _ = try tx.webhooks.subscribe(
                        to: "https://a.example/", kinds: [.staffChanged], secret: "s", by: tx.actor(boss))
                }
            }
            // One from before that rule listens to nothing of it.
            try await house.database.write { tx in
                try tx.webhooks.insert(
                    Webhook(
                        id: "old", staff: boss, url: "https://a.example/", kinds: [.staffChanged, .caseReported],
                        secret: "s", createdAt: tx.now))
                try tx.record(.staffChanged, about: Subject(.staff, boss.rawValue), in: nil, by: boss)
            }
            _ = try await house.registerCase()
            try await tell(house)
            let listener = Listener()
            _ = try await WebhookCourier(house.database, send: listener.send).sendDue()
            #expect(listener.heard.withLock { $0.map(\.body) }.allSatisfy { $0.contains("case.reported") })
            #expect(listener.heard.withLock { $0.count } == 1)
        }
    }

    /// The secret of a webhook is told once, and is in no kept answer.
    @Test(arguments: TestDatabase.engines)
    func theSecretOfAWebhookIsNowhereKeptBesideIt(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let boss = try await house.who(.useInterface, .readCase)
            let token = try await house.token(of: boss)
            let body = #"{"url":"https://a.example/","kinds":["case.reported"]}"#
            let key: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "hook-1"]
            let first = try await house.call(.post, "/webhooks", token: token, body, headers: key)
            let secret = try #require(first["secret"])
            #expect(first.status == 201 && secret.hasPrefix("whsec_"))
            let again = try await house.call(.post, "/webhooks", token: token, body, headers: key)
            #expect(again.status == 201 && again["id"] == first["id"] && again["secret"] == nil)
            let kept = try await house.database.read { tx in
                try tx.execute("SELECT body FROM api_reply LIMIT 9").map { try $0.text("body") }
            }
            #expect(kept.count == 1 && !kept.joined().contains(secret))
        }
    }

    @Test(arguments: [
        "ftp://x.example", "https://", "https://user:pass@x.example/", "javascript:alert(1)", "https://例子.example/",
        "http://:80/",
        "https://x.example/\u{1}", "//x.example", "https://x.example/" + String(repeating: "a", count: 500),
    ])
    func anAddressThatIsNoneIsRefused(url: String) {
        #expect(!Webhook.isAddress(url))
    }

    @Test(arguments: [
        "127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "fe80::1", "fec0::1", "fd00::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "nonsense",
    ])
    func noWebhookReachesIntoTheHouse(address: String) {
        #expect(!AddressRange.isPublic(address))
    }

    @Test func aPublicAddressIsPublic() {
        #expect(AddressRange.isPublic("8.8.8.8") && AddressRange.isPublic("2400:3200::1"))
    }

    private func tell(_ house: ApiHouse) async throws {
        _ = try await house.database.write { tx in try tx.seals.sealWaiting(limit: 1000) }
        while try await house.database.write({ tx in try tx.webhooks.tell() }) {}
    }
}
