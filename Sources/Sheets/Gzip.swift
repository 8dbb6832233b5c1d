import CZlib

/// A table that was sent packed (RFC 1952), unpacked within the limits: what grows beyond them is refused while it grows.
enum Gzip {
    static let signature: [UInt8] = [0x1F, 0x8B]

    static func unpack(_ bytes: [UInt8], limits: SheetLimits) throws(SheetFault) -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window, + 16: a gzip header is expected (zlib.h).
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .damaged
        }
        defer { inflateEnd(&stream) }
        var input = bytes
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        var answer = Z_OK
        let fault = input.withUnsafeMutableBufferPointer { source -> SheetFault? in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(clamping: source.count)
            repeat {
                let made = piece.withUnsafeMutableBufferPointer { target -> Int in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    answer = inflate(&stream, Z_NO_FLUSH)
                    return target.count - Int(stream.avail_out)
                }
                output += piece[..<made]
                let isSwollen =
                    output.count > limits.innocentBytes && output.count / max(1, source.count) > limits.ratio
                if output.count > limits.bytes || isSwollen {
                    return .swells(limit: isSwollen ? limits.innocentBytes : limits.bytes)
                }
                // Nothing came of what is left: the file ends too early.
                if answer == Z_BUF_ERROR || (answer == Z_OK && made == 0 && stream.avail_in == 0) { return .damaged }
            } while answer == Z_OK
            return answer == Z_STREAM_END ? nil : .damaged
        }
        if let fault { throw fault }
        return output
    }
}
