import Hummingbird
import Testing
import Testkit

@testable import Web

struct MetricsTests {
    @Test func theTextIsWhatPrometheusReads() async throws {
        let metrics = Metrics()
        let mails = try metrics.counter("mails_total", help: "Mails sent.", labels: ["kind"])
        mails.add(labels: ["sms \"1\"\\\n"])
        mails.add(2, labels: ["letter"])
        let waits = try metrics.histogram("wait_seconds", help: "Waiting.", bounds: [1, 5])
        for seconds in [0.5, 1, 3, 60] { waits.observe(seconds) }
        try metrics.gauge("outbox", help: "Waiting.") { 7 }
        try metrics.gauge("unknown", help: "Nobody knows.") { nil }
        #expect(
            await metrics.text() == """
                # HELP mails_total Mails sent.
                # TYPE mails_total counter
                mails_total{kind="letter"} 2
                mails_total{kind="sms \\"1\\"\\\\\\n"} 1
                # HELP outbox Waiting.
                # TYPE outbox gauge
                outbox 7.0
                # HELP unknown Nobody knows.
                # TYPE unknown gauge
                # HELP wait_seconds Waiting.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="1.0"} 2
                wait_seconds_bucket{le="5.0"} 3
                wait_seconds_bucket{le="+Inf"} 4
                wait_seconds_sum 64.5
                wait_seconds_count 4

                """)
    }

    @Test(arguments: ["", "9lives", "with space", "a-b", "汉字", "a{b}"])
    func aNameThatPrometheusCannotReadIsRefused(_ name: String) {
        #expect(throws: Metrics.Refusal.badName(name)) { try Metrics().counter(name, help: "") }
    }

    @Test func aNameIsGivenOnce() throws {
        let metrics = Metrics()
        _ = try metrics.counter("a", help: "")
        #expect(throws: Metrics.Refusal.nameTaken("a")) { try metrics.gauge("a", help: "") { 1 } }
    }

    @Test func aLabelThatPeopleCanMakeUpDoesNotFillTheMemory() throws {
        let counter = try Metrics().counter("a", help: "", labels: ["who"])
        for number in 0..<3000 { counter.add(labels: ["\(number)"]) }
        #expect(counter.lines().count == 1001)
        #expect(counter.lines().contains("a{who=\"other\"} 2000"))
    }

    @Test func requestsAreCountedByTheirPatternNotTheirAddress() async throws {
        let metrics = Metrics()
        try await withHouse(metrics: metrics) { client in
            _ = try await client.execute(uri: "/desk?x=1", method: .get, headers: signedIn())
            _ = try await client.execute(uri: "/made/up/1", method: .get)
            _ = try await client.execute(uri: "/made/up/2", method: .get)
        }
        let text = await metrics.text()
        #expect(text.contains("qingting_http_requests_total{route=\"/desk\",method=\"GET\",status=\"200\"} 1"))
        #expect(text.contains("qingting_http_requests_total{route=\"NotFound\",method=\"GET\",status=\"404\"} 2"))
        #expect(text.contains("qingting_http_request_duration_seconds_count{route=\"/desk\"} 1"))
        #expect(text.contains("qingting_open_streams 0.0"))
    }

    @Test func onlyTheMonitorMayRead() async throws {
        var settings = WebSettings.anyPort
        settings.monitors = [try #require(AddressRange("10.0.0.0/8"))]
        try await withHouse(settings) { client in
            let response = try await client.execute(uri: "/metrics", method: .get)
            #expect(response.status == .notFound)
        }
    }

    @Test func theHouseIsReadyWhenAllItNeedsIs() async throws {
        try await withHouse(ready: [Readiness("database", isReady: true), Readiness("handbook", isReady: false)]) {
            client in
            let response = try await client.execute(uri: "/readyz", method: .get)
            #expect(response.status == .serviceUnavailable)
            #expect(response.text == "database ok\nhandbook not ready\n")
            #expect(try await client.execute(uri: "/healthz", method: .get).text == "ok\n")
        }
    }
}
