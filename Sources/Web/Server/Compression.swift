import CZlib
import Hummingbird
import Kernel
import NIOCore

/// Sends pages and JSON compressed to whoever takes that: a day's page is a tenth as long on its way to a telephone.
/// What was compressed at start, streams of events and files are sent as they are.
struct Compression: RouterMiddleware {
    /// Below this a packet holds it anyhow.
    private static let shortest = 1000

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard Self.isText(response), response.headers[.contentEncoding] == nil else { return response }
        response.headers[.vary] = [response.headers[.vary], "Accept-Encoding"].compactMap(\.self).joined(
            separator: ", ")
        guard Self.takesGzip(request.headers[.acceptEncoding]), response.body.contentLength ?? .max >= Self.shortest
        else { return response }
        let plain = response.body
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = nil
        response.body = ResponseBody { writer in
            try await plain.write(CompressingWriter(writer: writer, stream: try DeflateStream()))
        }
        return response
    }

    private static func isText(_ response: Response) -> Bool {
        guard let type = response.headers[.contentType] else { return false }
        return ["text/html", "application/json", "application/problem+json"].contains { type.hasPrefix($0) }
    }

    /// RFC 9110 §12.5.3: `gzip;q=0` means not.
    static func takesGzip(_ field: String?) -> Bool {
        guard let field, field.utf8.count <= 200 else { return false }
        return field.lowercased().split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { String($0).trimmed }
            guard parts.first == "gzip" else { return false }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return weight ?? 1 > 0
        }
    }
}

/// Hands on what the stream makes of the pieces of a body.
private struct CompressingWriter: ResponseBodyWriter {
    var writer: any ResponseBodyWriter
    let stream: DeflateStream

    mutating func write(_ buffer: ByteBuffer) async throws {
        let piece = try stream.compress(buffer, isLast: false)
        if piece.readableBytes > 0 { try await writer.write(piece) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await writer.write(try stream.compress(ByteBuffer(), isLast: true))
        try await writer.finish(trailingHeaders)
    }
}

/// One gzip stream, piece by piece. In its head stands a comment of random length: the length of a page then says less of
/// what is in it.
private final class DeflateStream {
    struct Failed: Error, Equatable { let code: Int32 }

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let head = UnsafeMutablePointer<gz_header>.allocate(capacity: 1)
    private let comment: UnsafeMutablePointer<UInt8>
    private static let longestComment = 64

    init() throws {
        let length = Int(try Secrets.random(bytes: 1)[0]) % Self.longestComment
        comment = .allocate(capacity: length + 1)
        comment.initialize(repeating: UInt8(ascii: "-"), count: length)
        comment[length] = 0
        head.initialize(to: gz_header())
        head.pointee.comment = comment
        stream.initialize(to: z_stream())
        // 15 bits of window, + 16 for the gzip header (zlib.h). The fastest: a tenth more bytes for a third of the time.
        let code = deflateInit2_(
            stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw Failed(code: code) }
        deflateSetHeader(stream, head)
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        head.deallocate()
        comment.deallocate()
    }

    func compress(_ input: ByteBuffer, isLast: Bool) throws -> ByteBuffer {
        var input = input
        var output = ByteBuffer()
        let bound = Int(deflateBound(stream, UInt(input.readableBytes))) + 64
        try input.withUnsafeMutableReadableBytes { source in
            stream.pointee.next_in = source.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_in = UInt32(source.count)
            repeat {
                let code = output.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { target -> (Int, Int32) in
                    stream.pointee.next_out = target.bindMemory(to: UInt8.self).baseAddress
                    stream.pointee.avail_out = UInt32(target.count)
                    let code = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    return (target.count - Int(stream.pointee.avail_out), code)
                }
                guard code >= 0 || code == Z_BUF_ERROR else { throw Failed(code: code) }
            } while stream.pointee.avail_out == 0
        }
        return output
    }
}

extension ByteBuffer {
    /// Writes into room for so many bytes; the body says how many it wrote, and anything else.
    fileprivate mutating func writeWithUnsafeMutableBytes(
        minimumWritableBytes room: Int, _ body: (UnsafeMutableRawBufferPointer) -> (Int, Int32)
    ) -> Int32 {
        var said: Int32 = 0
        writeWithUnsafeMutableBytes(minimumWritableBytes: room) { target in
            let (written, other) = body(target)
            said = other
            return written
        }
        return said
    }
}
