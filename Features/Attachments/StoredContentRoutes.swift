import Database
import Hummingbird
import Kernel
import Web

extension Workplace {
    /// The bytes of a stored content, all or a range of them, piece by piece; a browser is told to save them, or plays
    /// them in a sandbox.
    func send(
        _ content: StoredContent, named name: FileName, asRecording: Bool = false, _ request: Request
    ) -> Response {
        let size = content.size
        let range = ByteRange(header: request.headers[.range], size: size)
        var headers = Self.sandboxed(content.mime)
        headers[.acceptRanges] = "bytes"
        let encoded = URLEncoding.encoded(name.description)
        headers[.contentDisposition] = "\(asRecording ? "inline" : "attachment"); filename*=UTF-8''\(encoded)"
        switch range {
        case .all: return Response(status: .ok, headers: headers, body: bytes(of: content, 0...(size - 1)))
        case .part(let part):
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound)/\(size)"
            return Response(status: .partialContent, headers: headers, body: bytes(of: content, part))
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(size)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
    }

    /// Whatever a browser makes of it, it makes it alone: no script, no form, no frame of ours around it.
    static func sandboxed(_ type: String) -> HTTPFields {
        [
            .contentType: type,
            .contentSecurityPolicy: "default-src 'none'; media-src 'self'; sandbox; frame-ancestors 'none'",
        ]
    }

    private func bytes(of content: StoredContent, _ range: ClosedRange<Int>) -> ResponseBody {
        let database = database
        return ResponseBody(contentLength: range.count) { writer in
            let length = StoredContent.pieceLength
            for number in (range.lowerBound / length)...(range.upperBound / length) {
                let piece = try await database.read { tx in try tx.contents.piece(number, of: content.digest) }
                guard let piece else { throw ContentIncomplete(digest: content.digest) }
                let start = max(0, range.lowerBound - number * length)
                let end = min(piece.count, range.upperBound - number * length + 1)
                try await writer.write(ByteBuffer(bytes: piece[start..<end]))
            }
            try await writer.finish(nil)
        }
    }
}
