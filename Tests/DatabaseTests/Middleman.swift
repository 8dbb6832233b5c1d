import Foundation
import Synchronization

/// Somebody between the house and its server, on loopback, who passes everything on until the house says a word: from then
/// on that link stands, takes everything in and passes nothing on. Links that are made later are passed on.
final class Middleman: Sendable {
    private let socket: Int32
    private let server: Int
    private let word: String
    private let open = Mutex<Set<Int32>>([])
    private let port: Int

    init(before url: String, silentAfter word: String) throws {
        guard let server = URLComponents(string: url)?.port else { throw CocoaError(.fileReadUnknown) }
        self.server = server
        self.word = word
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let socket = socket
        port = Self.withLoopback(port: 0) { plain, length in
            bind(socket, plain, length) == 0 && listen(socket, 16) == 0 ? Self.port(of: socket) : 0
        }
        guard port > 0 else { throw CocoaError(.fileReadUnknown) }
        Thread { [self] in takeIn() }.start()
    }

    /// The address of the server, by way of this one.
    func url(_ url: String) -> String {
        var parts = URLComponents(string: url)
        parts?.port = port
        return parts?.string ?? url
    }

    func close() {
        shutdown(socket, Int32(SHUT_RDWR))
        Foundation.close(socket)
        for link in open.withLock({ $0 }) { shutdown(link, Int32(SHUT_RDWR)) }
    }

    private func takeIn() {
        while true {
            let house = accept(socket, nil, nil)
            guard house >= 0 else { return }
            let beyond = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            let isThere = Self.withLoopback(port: server) { plain, length in connect(beyond, plain, length) } == 0
            guard isThere else { continue }
            open.withLock { $0.formUnion([house, beyond]) }
            let silence = Silence()
            Thread { [self] in pass(from: house, to: beyond, silence, listensForWord: true) }.start()
            Thread { [self] in pass(from: beyond, to: house, silence, listensForWord: false) }.start()
        }
    }

    private func pass(from one: Int32, to other: Int32, _ silence: Silence, listensForWord: Bool) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(one, &bytes, bytes.count)
            guard count > 0 else { break }
            if listensForWord, String(decoding: bytes[..<count], as: UTF8.self).contains(word) { silence.begin() }
            if !silence.isKept { _ = bytes.withUnsafeBytes { write(other, $0.baseAddress!, count) } }
        }
        shutdown(other, Int32(SHUT_RDWR))
    }

    private static func port(of socket: Int32) -> Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isKnown = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) == 0 }
        }
        return isKnown ? Int(UInt16(bigEndian: address.sin_port)) : 0
    }

    private static func withLoopback<Value>(
        port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

/// Whether one link, in both directions, has fallen silent.
private final class Silence: Sendable {
    private let state = Mutex(false)

    var isKept: Bool { state.withLock { $0 } }

    func begin() { state.withLock { $0 = true } }
}
