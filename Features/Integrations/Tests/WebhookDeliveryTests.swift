import Database
import Foundation
import Handbook
import Kernel
import Outgoing
import Testkit
import Testing

@testable import Desk
@testable import Web

/// The whole way of a webhook: the act, the outbox, the courier, libcurl, and a receiver on a real line.
@Suite struct WebhookDeliveryTests {
    /// 24 bytes, as the standard writes them.
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    @Test(arguments: TestDatabase.engines)
    func whatArrivesCanBeVerifiedByWhoeverKnowsTheSecret(engine: Engine) async throws {
        try await withReceiver({ _ in .answers(200) }) { receiver in
            try await Self.open(engine, telling: receiver) { house in
                #expect(try await Self.courier(house).sendDue() == 1)
                let heard = try #require(receiver.heard.first)
                // As docs/api.md tells receivers: HMAC-SHA-256 over id.timestamp.body, in base64.
                let (id, time) = (heard.headers["webhook-id"] ?? "", heard.headers["webhook-timestamp"] ?? "")
                let signed = "\(id).\(time).\(heard.body)"
                let expected = Secrets.base64(
                    Secrets.hmac(
                        Array(signed.utf8), key: try #require(Secrets.bytes(base64: String(Self.secret.dropFirst(6))))))
                #expect(heard.headers["webhook-signature"] == "v1,\(expected)")
                #expect(heard.headers["webhook-timestamp"] == String(house.clock.now.milliseconds / 1000))
                let event = try JSONSerialization.jsonObject(with: Data(heard.body.utf8)) as? [String: Any]
                #expect(event?["kind"] as? String == "case.reported")
                #expect(try await Self.outbox(house).waiting == 0)
            }
        }
    }

    /// The example that Standard Webhooks 1.0 publishes with its libraries: whoever uses them can check ours.
    @Test func theSignatureIsTheOneOfTheStandard() {
        let message = WebhookMessage(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: #"{"test": 2432232314}"#, secret: Self.secret)
        let headers = Dictionary(
            uniqueKeysWithValues: message.headers(at: Instant(milliseconds: 1_614_265_330_000)))
        #expect(headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    /// A minute, two, four …: until it is heard, and under the same id.
    @Test(arguments: TestDatabase.engines)
    func whoFailsIsAskedAgainLaterAndLater(engine: Engine) async throws {
        let answers: [Receiver.Manner] = [.answers(500), .isSilent, .hangsUp, .answers(302, headers: ["Location: /"])]
        try await withReceiver({ $0 < answers.count ? answers[$0] : .answers(200) }) { receiver in
            try await Self.open(engine, telling: receiver) { house in
                let courier = Self.courier(house)
                for (tried, pause) in [1, 2, 4, 8].enumerated() {
                    let sent = try await courier.sendDue()
                    #expect(sent == 1, "try \(tried)")
                    house.clock.advance(by: .seconds(pause * 60 - 1))
                    #expect(try await courier.sendDue() == 0, "too early after try \(tried)")
                    house.clock.advance(by: .seconds(1))
                }
                #expect(try await courier.sendDue() == 1)
                house.clock.advance(by: .days(1))
                #expect(try await courier.sendDue() == 0)
                #expect(receiver.heard.count == answers.count + 1)
                #expect(Set(receiver.heard.compactMap { $0.headers["webhook-id"] }).count == 1)
                // The signature is of the moment of sending: a receiver may refuse what is old.
                #expect(Set(receiver.heard.compactMap { $0.headers["webhook-timestamp"] }).count == 5)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatWasGivenUpIsSeenAndRevivedByAPerson(engine: Engine) async throws {
        try await withReceiver({ $0 < OutboxMessage.mostAttempts ? .answers(503) : .answers(200) }) { receiver in
            try await Self.open(engine, telling: receiver) { house in
                let courier = Self.courier(house)
                for _ in 0..<OutboxMessage.mostAttempts {
                    #expect(try await courier.sendDue() == 1)
                    house.clock.advance(by: .days(1))
                }
                #expect(try await courier.sendDue() == 0, "given up")
                let console = OutboxConsole(house.database)
                let dead = try await console.givenUp()
                #expect(dead.count == 1 && dead.first?.lastError == "answered 503" && dead.first?.attempts == 10)
                #expect(try await console.revive(dead.first?.id) == 1)
                #expect(try await courier.sendDue() == 1)
                #expect(try await console.givenUp().isEmpty)
                #expect(receiver.heard.count == OutboxMessage.mostAttempts + 1)
            }
        }
    }

    /// An address inside the house is not called, whatever was written down (peers §4.2).
    @Test func anAddressInsideTheHouseIsNotCalled() async throws {
        try await withReceiver({ _ in .answers(200) }) { receiver in
            try await Self.open(.sqlite, telling: receiver) { house in
                let office = PostOffice(mayReach: AddressRange.isPublic)
                let courier = WebhookCourier(house.database) { url, headers, body in
                    await office.send(Letter(url: url, headers: headers, body: body)).failure
                }
                #expect(try await courier.sendDue() == 1)
                #expect(receiver.heard.isEmpty)
                let reason = try await house.database.read { tx in
                    try tx.execute("SELECT last_error FROM outbox WHERE kind = 'webhook' LIMIT 1").first?
                        .text("last_error")
                }
                #expect(reason?.contains("webhook-networks") == true, "\(reason ?? "")")
            }
        }
    }

    /// A department with one webhook, and one case that was just registered.
    private static func open(
        _ engine: Engine, telling receiver: Receiver, _ body: @Sendable @escaping (ApiHouse) async throws -> Void
    ) async throws {
        let url = receiver.url
        try await ApiHouse.open(on: engine) { house in
            let boss = try await house.who(.useInterface, .readCase)
            _ = try await house.database.write { tx in
                try tx.webhooks.subscribe(to: url, kinds: [.caseReported], secret: secret, by: tx.actor(boss))
            }
            _ = try await house.registerCase()
            _ = try await house.database.write { tx in try tx.seals.sealWaiting(limit: 1000) }
            while try await house.database.write({ tx in try tx.webhooks.tell() }) {}
            try await body(house)
        }
    }

    private static func courier(_ house: ApiHouse) -> WebhookCourier {
        let office = PostOffice(patience: 400, mayReach: { $0 == "127.0.0.1" })
        return WebhookCourier(house.database) { url, headers, body in
            await office.send(Letter(url: url, headers: headers, body: body)).failure
        }
    }

    private static func outbox(_ house: ApiHouse) async throws -> OutboxCounts {
        try await house.database.read { tx in try tx.outbox.counts() }
    }
}
