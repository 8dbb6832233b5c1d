import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

public import Web

/// What the server answered, body included.
public struct TestResponse: Sendable {
    public let status: HTTPResponse.Status
    public let headers: HTTPFields
    public let body: ByteBuffer

    public var text: String { String(buffer: body) }
}

/// Speaks HTTP/1.1 to a real server on loopback, one connection a request: what a browser would get, byte by byte.
public struct TestClient: Sendable {
    public let port: Int

    /// `Host` is `localhost`, unless the headers of the request say otherwise.
    public func execute(
        uri: String, method: HTTPRequest.Method, headers: HTTPFields = [:], body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var sent = HTTPHeaders([("Host", "localhost"), ("Connection", "close")])
            for field in headers { sent.add(name: field.name.rawName, value: field.value) }
            if let body { sent.replaceOrAdd(name: "Content-Length", value: String(body.readableBytes)) }
            let head = HTTPRequestHead(
                version: .http1_1, method: HTTPMethod(rawValue: method.rawValue), uri: uri, headers: sent)
            let parts: [HTTPClientRequestPart] =
                [.head(head)] + (body.map { [.body(.byteBuffer($0))] } ?? []) + [.end(nil)]
            do {
                // All at once: a server that has answered and gone must not be found gone by our last, empty part.
                try await outbound.write(contentsOf: parts)
            } catch ChannelError.ioOnClosedChannel {
                // It answered before it had heard us out, as it may: the answer is there to be read.
            }
            return try await Self.answer(from: inbound)
        }
    }

    private static func answer(
        from inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>
    ) async throws -> TestResponse {
        var status = HTTPResponse.Status.internalServerError
        var fields = HTTPFields()
        var body = ByteBuffer()
        for try await part in inbound {
            switch part {
            case .head(let head):
                status = HTTPResponse.Status(code: Int(head.status.code))
                for (name, value) in head.headers {
                    if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
                }
            case .body(var piece): body.writeBuffer(&piece)
            case .end: return TestResponse(status: status, headers: fields, body: body)
            }
        }
        return TestResponse(status: status, headers: fields, body: body)
    }
}

/// Opens the house on a free port of loopback for the length of a test.
public func withServer(_ web: WebServer, _ test: @Sendable @escaping (TestClient) async throws -> Void) async throws {
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let application = web.application { port in
        found.yield(port ?? 0)
        found.finish()
    }
    var configuration = ServiceGroupConfiguration(services: [application], logger: Logger(label: "test"))
    configuration.maximumGracefulShutdownDuration = .seconds(1)
    let services = ServiceGroup(configuration: configuration)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await services.run() }
        var failure: (any Error)?
        for await port in ports {
            do { try await test(TestClient(port: port)) } catch { failure = error }
        }
        // Asked, not cut off: a connection that was accepted and not served yet would end the process (swift-nio 2637).
        await services.triggerGracefulShutdown()
        while let result = await group.nextResult() {
            if case .failure(let error) = result, !(error is CancellationError) { failure = failure ?? error }
        }
        if let failure { throw failure }
    }
}
