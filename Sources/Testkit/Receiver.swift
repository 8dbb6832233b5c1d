import Foundation
import Synchronization

/// Somebody at the other end of a line, on loopback, who hears what is sent and behaves as told. It speaks just enough
/// HTTP/1.1 to be badly behaved on purpose, and has threads of its own, so that it answers whatever the test waits for.
///
///     try await withReceiver({ _ in .answers(200) }) { receiver in … receiver.heard … }
public final class Receiver: Sendable {
    /// How one request is answered.
    public enum Manner: Sendable {
        /// with this status, these further header lines, and a body of so many bytes
        case answers(Int, headers: [String] = [], body: Int = 0)
        /// takes everything in and says nothing
        case isSilent
        /// says its answer a byte at a time, and never ends
        case drips
        /// goes away without a word
        case hangsUp
    }

    /// One request, as it came.
    public struct Heard: Sendable {
        /// `POST /hook HTTP/1.1`
        public let line: String
        /// by their names in lower case
        public let headers: [String: String]
        public let body: String
    }

    public let port: Int
    private let socket: Int32
    private let manner: @Sendable (Int) -> Manner
    private let state = Mutex(State())

    private struct State {
        var heard: [Heard] = []
        var open: Set<Int32> = []
        var isClosed = false
        /// bytes of bodies that were taken off our hands
        var taken = 0
    }

    public var heard: [Heard] { state.withLock { $0.heard } }
    /// How much of its answers the other side took.
    public var taken: Int { state.withLock { $0.taken } }
    public var url: String { "http://127.0.0.1:\(port)/hook" }

    /// `manner` is asked with the number of the request, from 0.
    public init(_ manner: @Sendable @escaping (Int) -> Manner) throws {
        self.manner = manner
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                bind(socket, plain, length) == 0 && listen(socket, 64) == 0 && getsockname(socket, plain, &length) == 0
            }
        }
        guard isOpen else { throw NoReceiver(code: errno) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(socket, nil, nil)
                guard connection >= 0 else { return }
                Thread.detachNewThread { [self] in serve(connection) }
            }
        }
    }

    public func close() {
        let open = state.withLock { state in
            state.isClosed = true
            return state.open
        }
        // What waits in `accept` or `recv` wakes up; each connection is closed by the thread that has it.
        shutdown(socket, Int32(SHUT_RDWR))
        for connection in open { shutdown(connection, Int32(SHUT_RDWR)) }
        Foundation.close(socket)
    }

    private func serve(_ connection: Int32) {
        defer { Foundation.close(connection) }
        let isWelcome = state.withLock { state in
            if !state.isClosed { state.open.insert(connection) }
            return !state.isClosed
        }
        defer { state.withLock { _ = $0.open.remove(connection) } }
        guard isWelcome, let request = read(connection) else { return }
        let number = state.withLock { state in
            state.heard.append(request)
            return state.heard.count - 1
        }
        switch manner(number) {
        case .answers(let status, let headers, let size):
            let lines = ["HTTP/1.1 \(status) Said", "Content-Length: \(size)", "Connection: close"] + headers
            guard write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8), connection) else { return }
            let piece = [UInt8](repeating: 0x2E, count: 16 * 1024)
            var left = size
            while left > 0, write(Array(piece.prefix(left)), connection) {
                left -= min(left, piece.count)
                let sent = size - left
                state.withLock { $0.taken = max($0.taken, sent) }
            }
        case .isSilent: waitForEnd(connection)
        case .drips:
            guard write(Array("HTTP/1.1 200 Said\r\nX-Slow: ".utf8), connection) else { return }
            while write([0x2E], connection) { Thread.sleep(forTimeInterval: 0.02) }
        case .hangsUp: return
        }
    }

    private func read(_ connection: Int32) -> Heard? {
        var bytes: [UInt8] = []
        let end: [UInt8] = [13, 10, 13, 10]
        var headLength: Int?
        while headLength == nil {
            guard bytes.count < 65_536, let more = receive(connection) else { return nil }
            bytes += more
            headLength = bytes.indices.dropLast(3).first { Array(bytes[$0..<($0 + 4)]) == end }
        }
        guard let headLength else { return nil }
        let lines = String(decoding: bytes[..<headLength], as: UTF8.self).split(separator: "\r\n").map(String.init)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
        var body = Array(bytes[(headLength + 4)...])
        let length = headers["content-length"].flatMap(Int.init) ?? 0
        while body.count < length {
            guard let more = receive(connection) else { return nil }
            body += more
        }
        return Heard(line: lines.first ?? "", headers: headers, body: String(decoding: body, as: UTF8.self))
    }

    private func receive(_ connection: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = recv(connection, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    private func waitForEnd(_ connection: Int32) { while receive(connection) != nil {} }

    private func write(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}

/// The system gave no socket to listen on.
struct NoReceiver: Error {
    let code: Int32
}

/// Stands at the other end for the length of a test.
public func withReceiver(
    _ manner: @Sendable @escaping (Int) -> Receiver.Manner, _ test: (Receiver) async throws -> Void
) async throws {
    let receiver = try Receiver(manner)
    defer { receiver.close() }
    try await test(receiver)
}
