import Testing
import Testkit

@testable import Web

/// Bodies that nobody reads, said byte by byte: no browser would.
@Suite(.timeLimit(.minutes(1)))
struct UnreadBodyTests {
    private static let limits = UnreadLimits(short: 1_000, most: 100_000, longest: .seconds(60))

    @Test func aShortBodyThatNobodyReadsIsPassedOverAndTheConnectionGoesOn() async throws {
        try await withHouse(Self.settings()) { client in
            try await client.wire { wire in
                try await wire.say("GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
                let first = try await wire.answer()
                #expect(first.hasPrefix("HTTP/1.1 200") && !first.lowercased().contains("connection: close"))
                try await wire.say(String(repeating: "x", count: 1_000))
                try await wire.say("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try await wire.answer().hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    /// The answer comes at once and says that it is the last; a hundred thousand bytes later the connection is gone.
    @Test(arguments: ["Content-Length: 50000000", "Transfer-Encoding: chunked"])
    func aLongOneEndsTheConnection(_ length: String) async throws {
        try await withHouse(Self.settings()) { client in
            try await client.wire { wire in
                try await wire.say("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\(length)\r\n\r\n")
                let answer = try await wire.answer()
                #expect(answer.hasPrefix("HTTP/1.1 200") && answer.lowercased().contains("connection: close"))
                let sent = await wire.sayUntilNobodyListens(
                    length.hasPrefix("T")
                        ? "400\r\n\(String(repeating: "x", count: 1_024))\r\n"
                        : String(repeating: "x", count: 1_024), atMost: 50_000)
                #expect(sent < 50_000, "\(sent) pieces were taken")
            }
        }
    }

    /// A browser reads once it has sent everything: the sentence must be there then, and the bytes must be gone.
    @Test func whoSendsTooMuchIsHeardOutAndReadsTheSentence() async throws {
        var settings = Self.settings()
        settings.unread.most = 4 << 20
        try await withHouse(settings) { client in
            try await client.wire { wire in
                let size = 2 << 20
                try await wire.say(Self.form(size))
                try await wire.say(String(repeating: "x", count: size))
                let said = try await wire.untilTheEnd()
                #expect(said.hasPrefix("HTTP/1.1 413") && said.lowercased().contains("connection: close"))
                #expect(said.contains("一次提交的文字最多 1024 KB"))
            }
        }
    }

    @Test func whatFollowsTooLargeEndsTheConnection() async throws {
        try await withHouse(Self.settings()) { client in
            try await client.wire { wire in
                try await wire.say(Self.form(50_000_000))
                #expect(try await wire.answer().hasPrefix("HTTP/1.1 413"))
                let sent = await wire.sayUntilNobodyListens(String(repeating: "x", count: 1_024), atMost: 48_000)
                #expect(sent < 48_000, "\(sent) pieces were taken")
            }
        }
    }

    /// A type that is no form is refused unread.
    @Test func whatIsNoFormIsNotWaitedForLongerThanAllowed() async throws {
        var settings = Self.settings()
        settings.unread.longest = .zero
        try await withHouse(settings) { client in
            try await client.wire { wire in
                try await wire.say(
                    "POST /notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 9000\r\n\r\n"
                )
                #expect(try await wire.answer().hasPrefix("HTTP/1.1 303"))
                try await wire.say("x")
                #expect(try await wire.untilTheEnd() == "")
            }
        }
    }

    @Test func aFormThatIsReadChangesNothingOfTheConnection() async throws {
        try await withHouse(Self.settings()) { client in
            try await client.wire { wire in
                for _ in 1...2 {
                    try await wire.say("\(Self.form(9))account=x")
                    let answer = try await wire.answer()
                    #expect(answer.hasPrefix("HTTP/1.1 200") && !answer.lowercased().contains("connection: close"))
                }
            }
        }
    }

    @Test func aBodyThatComesByTheDropIsTooSlowAfterHalfAMinute() throws {
        let begun = ContinuousClock.now
        var pace = BodyPace(begun: begun)
        try pace.take(1, at: begun + .seconds(30))
        #expect(throws: RequestRefused.tooSlow) { try pace.take(1, at: begun + .milliseconds(30_001)) }
        var telephone = BodyPace(begun: begun)
        for second in 1...3_600 { try telephone.take(101, at: begun + .seconds(second)) }
    }

    private static func settings() -> WebSettings {
        var settings = WebSettings.anyPort
        settings.unread = limits
        return settings
    }

    private static func form(_ length: Int) -> String {
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: \(length)\r\n\r\n"
    }
}
