import CZlib
import Kernel
import NIOCore

/// Compresses at start what is served again and again, as small as it gets in good time. Answers nil where that gains
/// nothing.
func gzip(_ bytes: [UInt8]) -> [UInt8]? {
    guard let stream = try? DeflateStream(level: 6),
        let whole = try? stream.compress(ByteBuffer(bytes: bytes), isLast: true), whole.readableBytes < bytes.count
    else { return nil }
    return Array(whole.readableBytesView)
}

/// One gzip stream, piece by piece.
final class DeflateStream {
    struct Failed: Error, Equatable { let code: Int32 }

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let head = UnsafeMutablePointer<gz_header>.allocate(capacity: 1)
    private let comment: UnsafeMutablePointer<UInt8>
    private static let longestComment = 64

    /// For a page: the fastest, a tenth more bytes for a third of the time. In its head stands a comment of random length:
    /// the length of a page then says less of what is in it.
    static func ofPage() throws -> DeflateStream {
        try DeflateStream(level: Z_BEST_SPEED, comment: Int(try Secrets.random(bytes: 1)[0]) % longestComment)
    }

    init(level: Int32, comment length: Int = 0) throws {
        comment = .allocate(capacity: length + 1)
        comment.initialize(repeating: UInt8(ascii: "-"), count: length)
        comment[length] = 0
        head.initialize(to: gz_header())
        if length > 0 { head.pointee.comment = comment }
        stream.initialize(to: z_stream())
        // 15 bits of window, + 16 for the gzip header (zlib.h).
        let code = deflateInit2_(
            stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
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
