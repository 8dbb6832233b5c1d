import Hummingbird
import NIOCore

/// Bounds what nobody reads: the body of a `GET`, one of a type that is no form, what follows after «too large» or «too
/// slow». The framework would take and throw it away after the answer, however long it were and however slowly it came.
///
///     read to its end ─────────────────────────────▶ the answer as it is, the connection goes on
///     the rest is announced and short ─────────────▶ the answer, the rest is passed over, the connection goes on
///     the rest is long, or nobody says how long ───▶ the answer says `Connection: close`; what still comes is passed
///                                                    over within `UnreadLimits`, then the connection ends
///
/// Something is passed over in every case: a browser reads an answer only once it has sent all, and a connection that ends
/// with bytes unread takes the sentence with it. Requests without a body (RFC 9112, 6.3) pass by untouched.
struct UnreadBodies: RouterMiddleware {
    let limits: UnreadLimits

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        guard request.hasBody else { return try await next(request, context) }
        var request = request
        let body = HeardBody(request.body)
        request.body = RequestBody(asyncSequence: body)
        let response = try await next(request, context)
        if await body.isOver { return response }
        // Who has been told that they are too slow has been waited for.
        guard response.status != .requestTimeout else { return response.last {} }
        if let announced = request.announcedLength, announced <= limits.short {
            return response.then { try await body.passOver(within: limits) }
        }
        return response.last { try await body.passOver(within: limits) }
    }
}

/// How much of an unread body is passed over before the connection ends.
struct UnreadLimits: Sendable {
    /// An announced body up to this costs no connection: programs send `{}` with everything.
    var short = 1 << 20
    /// A film from a telephone, sent whole before the browser looks for the answer.
    var most = 256 << 20
    var longest = Duration.seconds(120)
}

/// A body that remembers whether it was read to its end. One reads after the other: the house, then whoever passes over.
actor HeardBody: AsyncSequence {
    private var parts: RequestBody.AsyncIterator
    private(set) var isOver = false

    init(_ body: RequestBody) { parts = body.makeAsyncIterator() }

    struct Iterator: AsyncIteratorProtocol {
        let body: HeardBody

        func next() async throws -> ByteBuffer? { try await body.next() }
    }

    nonisolated func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    func next() async throws -> ByteBuffer? {
        guard !isOver else { return nil }
        var parts = parts
        let part = try await parts.next(isolation: self)
        self.parts = parts
        isOver = part == nil
        return part
    }

    /// Reads what still comes and keeps none of it. Refuses with `tooLarge` or `tooSlow`.
    func passOver(within limits: UnreadLimits) async throws {
        let begun = ContinuousClock.now
        var pace = BodyPace(begun: begun)
        var length = 0
        while let part = try await next() {
            try pace.take(part.readableBytes)
            length += part.readableBytes
            guard length <= limits.most else { throw RequestRefused.tooLarge(limit: limits.most) }
            guard ContinuousClock.now - begun < limits.longest else { throw RequestRefused.tooSlow }
        }
    }
}

extension Request {
    fileprivate var hasBody: Bool { headers[.transferEncoding] != nil || announcedLength.map { $0 > 0 } ?? false }

    fileprivate var announcedLength: Int? { headers[.contentLength].flatMap { Int($0) } }
}

extension Response {
    /// The same answer, and something to do once it is written. A body that throws is how the framework is told to end a
    /// connection: whoever waits for the answer has it by then.
    fileprivate func then(_ act: @escaping @Sendable () async throws -> Void) -> Response {
        var response = self
        let said = body
        response.body = ResponseBody(contentLength: said.contentLength) { writer in
            try await said.write(writer)
            try await act()
        }
        return response
    }

    /// The same, and after it no other on this connection.
    fileprivate func last(_ act: @escaping @Sendable () async throws -> Void) -> Response {
        var response = then {
            try await act()
            throw ConnectionEnds()
        }
        response.headers[.connection] = "close"
        return response
    }
}

private struct ConnectionEnds: Error {}
