import Dispatch
import Foundation
import Kernel

/// Speaks to clamd over its unix socket: `INSTREAM` (clamd(8)), piece after piece, and one line of answer.
///
/// Every step has an end: a scanner that hangs is a scanner that is away, and the file waits.
package final class ScannerThread: Sendable {
    package enum Verdict: Equatable, Sendable {
        case clean
        case infected(String)
    }

    /// Away, busy or not willing: try later. Never «clean».
    package struct Away: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    private let path: String
    private let queue = DispatchQueue(label: "qingting.scanner", qos: .utility)

    /// seconds for one piece or for the verdict
    private static let patience = 60

    package init(socket path: String) { self.path = path }

    /// `piece` answers the bytes from the first piece on, nothing after the last.
    func scan(_ piece: @Sendable (Int) async throws -> [UInt8]?) async throws -> Verdict {
        let conversation = try await run { [path] in try Conversation(path, Self.patience) }
        try await run { try conversation.send(Array("zINSTREAM\0".utf8)) }
        var number = 0
        while let bytes = try await piece(number) {
            number += 1
            try await run {
                let length = UInt32(bytes.count).bigEndian
                try conversation.send(withUnsafeBytes(of: length) { Array($0) } + bytes)
            }
        }
        let answer = try await run {
            try conversation.send([0, 0, 0, 0])
            return try conversation.answer()
        }
        return try Self.verdict(of: answer)
    }

    /// What it calls itself, for `doctor`: `ClamAV 1.4.6/27000/…`.
    package func version() async throws -> String {
        try await run { [path] in
            let conversation = try Conversation(path, 5)
            try conversation.send(Array("zVERSION\0".utf8))
            return try conversation.answer()
        }
    }

    /// `stream: OK`, `stream: Eicar-Test FOUND`, or a complaint that ends with `ERROR`.
    static func verdict(of answer: String) throws(Away) -> Verdict {
        guard answer.hasPrefix("stream: ") else { throw Away(description: "it answered '\(answer.prefix(200))'") }
        let said = answer.dropFirst("stream: ".count)
        if said == "OK" { return .clean }
        if said.hasSuffix(" FOUND") { return .infected(String(said.dropLast(" FOUND".count).prefix(200))) }
        throw Away(description: "it answered '\(said.prefix(200))'")
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}

/// One connection, used on the scanner's queue alone.
private final class Conversation: @unchecked Sendable {
    private let descriptor: Int32

    init(_ path: String, _ patience: Int) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw ScannerThread.Away(description: "the path of the socket is too long")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Self.away() }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else {
            let error = Self.away()
            close(descriptor)
            throw error
        }
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            // No SIGPIPE when it has hung up: an error, like any other.
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Self.away() }
            sent += count
        }
    }

    /// Up to the NUL or the end; an answer is one short line.
    func answer() throws -> String {
        var text: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1024)
        while text.count < 4096 {
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count >= 0 else { throw Self.away() }
            text += piece.prefix(count)
            if count == 0 || text.contains(0) { break }
        }
        return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    deinit { close(descriptor) }

    private static func away() -> ScannerThread.Away {
        ScannerThread.Away(description: String(cString: strerror(errno)))
    }
}
