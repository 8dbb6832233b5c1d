import Hummingbird
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
            try await plain.write(CompressingWriter(writer: writer, stream: try DeflateStream.ofPage()))
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
