import Outgoing
import Testing
import Testkit

/// What becomes of a letter, over a real line: whoever is at the other end may be slow, silent, talkative or false.
@Suite struct PostOfficeTests {
    private static func letter(to url: String, body: String = "{}") -> Letter {
        Letter(url: url, headers: [("Content-Type", "application/json"), ("webhook-id", "7")], body: body)
    }

    private static func office(patience: Int = 5000) -> PostOffice {
        PostOffice(patience: patience, mayReach: { $0 == "127.0.0.1" })
    }

    @Test func aLetterArrivesAsItWasWritten() async throws {
        try await withReceiver({ _ in .answers(204) }) { receiver in
            let body = #"{"subject":"羽绒服 𠮷 䶮","n":1}"#
            let receipt = await Self.office().send(Self.letter(to: receiver.url, body: body))
            #expect(receipt == .heard(status: 204) && receipt.failure == nil)
            let heard = try #require(receiver.heard.first)
            #expect(heard.line == "POST /hook HTTP/1.1")
            #expect(heard.body == body)
            #expect(heard.headers["content-type"] == "application/json" && heard.headers["webhook-id"] == "7")
            #expect(heard.headers["user-agent"] == "Qingting")
        }
    }

    @Test(arguments: [400, 404, 410, 500, 503])
    func anAnswerThatIsNoYesIsNotHeard(status: Int) async throws {
        try await withReceiver({ _ in .answers(status) }) { receiver in
            let receipt = await Self.office().send(Self.letter(to: receiver.url))
            #expect(receipt == .turnedAway(status: status) && receipt.failure == "answered \(status)")
        }
    }

    /// Where it points may lie inside the house: nobody goes there (SSRF).
    @Test(arguments: [301, 302, 307, 308])
    func nobodyIsFollowedElsewhere(status: Int) async throws {
        try await withReceiver({ _ in .answers(200) }) { inside in
            try await withReceiver({ _ in .answers(status, headers: ["Location: \(inside.url)"]) }) { receiver in
                #expect(await Self.office().send(Self.letter(to: receiver.url)) == .turnedAway(status: status))
                #expect(inside.heard.isEmpty)
            }
        }
    }

    @Test(arguments: [Receiver.Manner.isSilent, .drips])
    func whoeverTakesTooLongIsNotWaitedFor(manner: Receiver.Manner) async throws {
        try await withReceiver({ _ in manner }) { receiver in
            guard case .unreachable = await Self.office(patience: 300).send(Self.letter(to: receiver.url)) else {
                Issue.record("an answer that never ended was taken for one")
                return
            }
        }
    }

    @Test func aVeryLongAnswerIsHeardAndNotRead() async throws {
        let size = 10 << 20
        try await withReceiver({ _ in .answers(200, body: size) }) { receiver in
            #expect(await Self.office().send(Self.letter(to: receiver.url)) == .heard(status: 200))
            #expect(receiver.taken < size, "all of it was taken in")
        }
    }

    /// Several slow receivers do not stand in the way of the others for longer than their turn.
    @Test func manyLettersGoAFewAtATime() async throws {
        try await withReceiver({ number in number % 5 == 0 ? .isSilent : .answers(200) }) { receiver in
            let office = Self.office(patience: 300)
            let receipts = await withTaskGroup(of: Receipt.self) { group in
                for _ in 0..<20 { group.addTask { await office.send(Self.letter(to: receiver.url)) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(receipts.count { $0 == .heard(status: 200) } == 16)
            #expect(receiver.heard.count == 20)
        }
    }

    @Test func whoeverHangsUpIsUnreachable() async throws {
        try await withReceiver({ _ in .hangsUp }) { receiver in
            guard case .unreachable = await Self.office().send(Self.letter(to: receiver.url)) else {
                Issue.record("nothing was answered")
                return
            }
        }
    }

    @Test func anAddressThatMayNotBeReachedIsNotEvenConnectedTo() async throws {
        try await withReceiver({ _ in .answers(200) }) { receiver in
            let office = PostOffice { $0 != "127.0.0.1" }
            #expect(await office.send(Self.letter(to: receiver.url)) == .forbiddenAddress)
            // The same by its name: what counts is where the name points.
            let named = receiver.url.replacing("127.0.0.1", with: "localhost")
            let receipt = await PostOffice { !["127.0.0.1", "::1"].contains($0) }.send(Self.letter(to: named))
            #expect(receipt == .forbiddenAddress && receiver.heard.isEmpty)
        }
    }

    @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/"])
    func onlyTheWebIsSpoken(url: String) async {
        guard case .unreachable = await Self.office().send(Self.letter(to: url)) else {
            Issue.record("\(url) was reached")
            return
        }
    }

    @Test func whoIsNotThereIsUnreachable() async {
        guard case .unreachable = await Self.office().send(Self.letter(to: "http://127.0.0.1:1/hook")) else {
            Issue.record("nobody listens on port 1")
            return
        }
    }
}
