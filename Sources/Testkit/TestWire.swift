import NIOCore
import NIOPosix

/// A bare line to the server: bytes as they are, for what no browser would say.
///
///     try await client.wire { wire in
///         try await wire.say("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
///         let answer = try await wire.answer()
///     }
public struct TestWire {
    private var heard: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let channel: any Channel
    private var rest = ""

    fileprivate init(
        _ heard: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        _ channel: any Channel
    ) {
        self.heard = heard
        self.channel = channel
    }

    /// Returns once the system has taken the bytes.
    public func say(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

    /// The same piece again and again, until the other side has gone: how many the system took. After `most` it is still
    /// there. Each piece waits for the one before: a line that takes all that is put into it would tell how busy this
    /// program is, not how long the other side listens.
    public func sayUntilNobodyListens(_ piece: String, atMost most: Int) async -> Int {
        let piece = ByteBuffer(string: piece)
        for count in 0..<most {
            do { try await channel.writeAndFlush(piece) } catch { return count }
        }
        return most
    }

    /// One answer with its body, whose length it says.
    public mutating func answer() async throws -> String {
        while true {
            if let end = rest.firstRange(of: "\r\n\r\n") {
                let length =
                    rest[..<end.lowerBound].lowercased().firstMatch(of: /content-length: (\d+)/)
                    .flatMap { Int($0.1) } ?? 0
                let body = rest[end.upperBound...].utf8
                if body.count >= length {
                    let answer = String(rest[..<end.upperBound]) + String(decoding: body.prefix(length), as: UTF8.self)
                    rest = String(decoding: body.dropFirst(length), as: UTF8.self)
                    return answer
                }
            }
            guard let more = try await heard.next() else { throw WireEnded(said: rest) }
            rest += String(buffer: more)
        }
    }

    /// All that still comes. A line that is cut ends it like one that is closed.
    public mutating func untilTheEnd() async throws -> String {
        do {
            while let more = try await heard.next() { rest += String(buffer: more) }
        } catch is IOError {}
        return rest
    }
}

/// The server closed before it had answered.
public struct WireEnded: Error {
    public let said: String
}

extension TestClient {
    public func wire(_ talk: @Sendable (inout TestWire) async throws -> Void) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await channel.executeThenClose { inbound, _ in
            var wire = TestWire(inbound.makeAsyncIterator(), channel.channel)
            try await talk(&wire)
        }
    }
}
