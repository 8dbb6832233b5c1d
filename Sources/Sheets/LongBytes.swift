import CZlib
import Glibc

/// Gives the next bytes of something long, at most as many as there is room for; none at its end.
public typealias ByteSource = (UnsafeMutableRawBufferPointer) throws -> Int

/// A file that cannot be opened or read.
public struct UnreadableFile: Error, Equatable, Sendable {
    public let path: String
    /// As the system says it.
    public let reason: String
}

/// A file as a source of bytes; closed when nobody reads it any more.
final class OpenFile {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws(UnreadableFile) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw UnreadableFile(path: path, reason: String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    func read(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Glibc.read(descriptor, room.baseAddress, room.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw UnreadableFile(path: path, reason: String(cString: strerror(errno))) }
        }
    }
}

/// Unpacks what was packed (RFC 1952) while it is read, several packs one behind another too. What grows beyond the limits is
/// refused while it grows.
final class Unpacking {
    private let source: ByteSource
    private let limits: LongLimits
    private var packed: [UInt8]
    private var pending: Range<Int>
    private var stream = z_stream()
    private var hasEnded = false
    private var taken = 0
    private var given = 0

    /// - Parameter beginning: what was read of it already.
    init(_ source: @escaping ByteSource, beginning: [UInt8], limits: LongLimits) throws(SheetFault) {
        self.source = source
        self.limits = limits
        packed = beginning + [UInt8](repeating: 0, count: max(0, (1 << 16) - beginning.count))
        pending = 0..<beginning.count
        taken = beginning.count
        // 15 bits of window, + 16: a gzip header is expected (zlib.h).
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .damaged
        }
    }

    deinit { inflateEnd(&stream) }

    func read(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
        while !room.isEmpty {
            if pending.isEmpty {
                let count = try packed.withUnsafeMutableBytes { try source($0) }
                pending = 0..<count
                taken += count
            }
            if pending.isEmpty {
                guard hasEnded else { throw SheetFault.damaged }
                return 0
            }
            if hasEnded {
                // Zeros behind the last pack are padding.
                guard packed[pending].contains(where: { $0 != 0 }) else {
                    pending = pending.upperBound..<pending.upperBound
                    continue
                }
                guard inflateReset(&stream) == Z_OK else { throw SheetFault.damaged }
                hasEnded = false
            }
            let made = try inflate(into: room)
            if made > 0 { return made }
        }
        return 0
    }

    private func inflate(into room: UnsafeMutableRawBufferPointer) throws -> Int {
        let (answer, left, made) = packed.withUnsafeMutableBufferPointer { packed in
            stream.next_in = packed.baseAddress?.advanced(by: pending.lowerBound)
            stream.avail_in = UInt32(pending.count)
            stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.avail_out = UInt32(clamping: room.count)
            let room = Int(stream.avail_out)
            let answer = CZlib.inflate(&stream, Z_NO_FLUSH)
            return (answer, Int(stream.avail_in), room - Int(stream.avail_out))
        }
        pending = (pending.upperBound - left)..<pending.upperBound
        given += made
        switch answer {
        case Z_STREAM_END: hasEnded = true
        case Z_OK: break
        case Z_BUF_ERROR where pending.isEmpty: break
        default: throw SheetFault.damaged
        }
        if given > limits.unpackedBytes { throw SheetFault.swells(limit: limits.unpackedBytes) }
        if given > limits.innocentBytes, given / max(1, taken) > limits.ratio {
            throw SheetFault.swells(limit: limits.innocentBytes)
        }
        return made
    }
}
