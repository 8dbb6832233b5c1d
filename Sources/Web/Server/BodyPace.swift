import Hummingbird
import NIOCore

/// How fast a body has to come: slower than a telephone's worst line is somebody who only wants to hold a place. Whoever
/// sends nothing at all any more is ended by the framework.
struct BodyPace {
    /// So long anything goes.
    static let grace = Duration.seconds(30)
    static let bytesPerSecond = 100

    private let begun: ContinuousClock.Instant
    private var received = 0

    init(begun: ContinuousClock.Instant = .now) { self.begun = begun }

    mutating func take(_ count: Int, at now: ContinuousClock.Instant = .now) throws(RequestRefused) {
        received += count
        let seconds = (now - begun) / .seconds(1)
        if seconds > Self.grace / .seconds(1), Double(received) < seconds * Double(Self.bytesPerSecond) {
            throw .tooSlow
        }
    }
}

extension Request {
    /// The whole body, which must not be longer than `limit` (`NIOTooManyBytesError`) nor come by the drop.
    func wholeBody(upTo limit: Int) async throws -> ByteBuffer {
        var pace = BodyPace()
        var whole = ByteBuffer()
        for try await part in body {
            try pace.take(part.readableBytes)
            guard whole.readableBytes + part.readableBytes <= limit else { throw NIOTooManyBytesError(maxBytes: limit) }
            whole.writeImmutableBuffer(part)
        }
        return whole
    }
}
