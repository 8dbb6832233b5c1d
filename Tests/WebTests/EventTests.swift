import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Web

/// A stream that is not closed would wait for ever: the limit turns that into a failure.
@Suite(.timeLimit(.minutes(1)))
struct EventTests {
    @Test func anOpenPageHearsWhatTheDatabaseAnnounces() async throws {
        let hub = EventHub()
        try await withHouse(hub: hub) { client in
            async let page = client.execute(
                uri: "/events?topic=case&topic=roster%3A3&topic=secret", method: .get, headers: signedIn())
            while hub.crowd == 0 { await Task.yield() }
            let (announcements, committed) = AsyncStream.makeStream(of: String.self)
            for text in ["case:7 closed", "roster:4", "secret", "roster:3", " "] { committed.yield(text) }
            committed.finish()
            await hub.feed(from: announcements)
            hub.beat()
            hub.close()
            let response = try await page
            #expect(response.headers[.contentType] == "text/event-stream; charset=utf-8")
            #expect(
                response.text == """
                    retry: 2797

                    event: case
                    data: case:7

                    event: roster:3
                    data: 

                    : here


                    """)
        }
        #expect(hub.crowd == 0)
    }

    @Test(arguments: ["/events", "/events?topic=", "/events?" + (1...21).map { "topic=t\($0)" }.joined(separator: "&")])
    func noTopicAndMoreThanTwentyAreRefused(_ uri: String) async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: uri, method: .get, headers: signedIn())
            #expect(response.status == .badRequest)
        }
    }

    @Test func aTopicThatIsNotForThisPersonIsNotTold() async throws {
        try await withHouse { client in
            let response = try await client.execute(uri: "/events?topic=secret", method: .get, headers: signedIn())
            #expect(response.status == .forbidden)
            let stranger = try await client.execute(
                uri: "/events?topic=case", method: .get, headers: [.accept: "text/event-stream"])
            #expect(stranger.status == .unauthorized)
        }
    }

    @Test func aPageThatDoesNotReadLosesTheOldestAndNothingElse() async throws {
        let hub = EventHub()
        let subscription = try hub.subscribe(["case"], for: "wangfang")
        for number in 0..<1000 { hub.publish("case", data: "\(number)") }
        hub.close()
        var heard: [EventHub.Message] = []
        for await message in subscription.messages { heard.append(message) }
        #expect(heard == (744..<1000).map { .topic("case", data: "\($0)") })
    }

    /// A link to the database that broke may have lost something: no page stays behind, however many there are.
    @Test func whenSomethingMayHaveBeenMissedEverybodyLooksAgain() async throws {
        let hub = EventHub()
        let pages = try (1...EventHub.wave + 1).map { number in
            try hub.subscribe(["case:\(number)", "wall"], for: "person-\(number)")
        }
        let (announcements, committed) = AsyncStream.makeStream(of: String.self)
        committed.yield("*")
        committed.finish()
        await hub.feed(from: announcements)
        hub.close()
        for (number, page) in zip(1..., pages) {
            var heard: [EventHub.Message] = []
            for await message in page.messages { heard.append(message) }
            #expect(heard == [.topic("case:\(number)", data: ""), .topic("wall", data: "")])
        }
    }

    @Test func streamsComeAgainOneAfterAnother() {
        let moments = (1...2000).map(EventRoutes.comeAgain)
        #expect(moments.allSatisfy { (2000..<5000).contains($0) })
        let most = Dictionary(grouping: moments) { $0 / 100 }.values.map(\.count).max() ?? 0
        #expect(most <= 80, "in a tenth of a second: \(most) of 2000")
    }

    @Test func aPageThatGoesAwayIsForgotten() async throws {
        let hub = EventHub()
        let reading = Task {
            guard let subscription = try? hub.subscribe(["case"], for: "wangfang") else { return }
            for await _ in subscription.messages {}
        }
        while hub.crowd == 0 { await Task.yield() }
        reading.cancel()
        await reading.value
        #expect(hub.crowd == 0)
    }

    /// A stream stays open for as long as somebody likes: one person holds forty places on a node, and gets one back with
    /// each page that is closed.
    @Test func onePersonHasSoManyStreamsAndOthersAreNotConcerned() throws {
        let hub = EventHub()
        var pages = try (1...EventHub.usualPerPerson).map { _ in try hub.subscribe(["case"], for: "wangfang") }
        #expect(throws: StreamRefused.tooMany(limit: 40)) { _ = try hub.subscribe(["case"], for: "wangfang") }
        pages.append(try hub.subscribe(["case"], for: "lijing"))
        hub.forget(pages[0].id)
        hub.forget(pages[0].id)
        pages.append(try hub.subscribe(["case"], for: "wangfang"))
        #expect(throws: StreamRefused.tooMany(limit: 40)) { _ = try hub.subscribe(["wall"], for: "wangfang") }
        hub.close()
        pages = [try hub.subscribe(["case"], for: "wangfang")]
        #expect(hub.crowd == 1)
        _ = pages
    }

    @Test func aNodeHasSoManyStreamsInAll() throws {
        let hub = EventHub()
        let pages = try (0..<EventHub.largestCrowd).map { try hub.subscribe(["case"], for: "person-\($0 / 40)") }
        #expect(hub.crowd == pages.count)
        #expect(throws: StreamRefused.houseIsFull) { _ = try hub.subscribe(["case"], for: "late") }
    }

    @Test func onePageTooManyIsToldSo() async throws {
        let hub = EventHub()
        let pages = try (1...EventHub.usualPerPerson).map { _ in
            try hub.subscribe(["case"], for: TestSessions.viewer().id)
        }
        try await withHouse(hub: hub) { client in
            let refused = try await client.execute(
                uri: "/events?topic=case", method: .get, headers: signedIn(as: "wangfang", json))
            #expect(refused.status == .tooManyRequests)
            #expect(refused.text.contains("您同时打开的页面超过 40 个"))
        }
        #expect(hub.crowd == pages.count)
    }

    @Test func aLineEndInATopicBeginsNoOtherField() {
        #expect(
            EventRoutes.text(of: .topic("a\nevent: b", data: "x\r\ny\nz"))
                == "event: aevent: b\ndata: x\ndata: y\ndata: z\n\n")
    }
}
