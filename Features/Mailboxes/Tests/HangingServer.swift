import Foundation

/// A mail server that takes a caller in and then says nothing at all, until it is closed.
final class HangingServer: Sendable {
    let port: Int
    private let socket: Int32

    init() throws {
        let made = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place -> Int32 in
                guard bind(made, place, length) == 0, listen(made, 8) == 0 else { return -1 }
                return getsockname(made, place, &length)
            }
        }
        guard result == 0 else { throw CocoaError(.fileReadUnknown) }
        socket = made
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Waits for somebody to call; answers the line, to be closed.
    func called() async -> Int32 {
        await withCheckedContinuation { waiting in
            DispatchQueue.global().async { [socket] in waiting.resume(returning: accept(socket, nil, nil)) }
        }
    }

    static func hangUp(_ line: Int32) { close(line) }

    deinit { close(socket) }
}
