import Foundation
import Synchronization

/// Rings once. Wakes a thread that waits for a socket or for time to pass, so that nobody has to look every so often.
final class Bell: Sendable {
    /// A pipe: readable once the bell has rung. Both ends are -1 where the system has no more of them.
    private let reader: Int32
    private let writer: Int32
    private let rung = Mutex(false)

    init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) != 0 { ends = [-1, -1] }
        reader = ends[0]
        writer = ends[1]
    }

    deinit {
        close(reader)
        close(writer)
    }

    var hasRung: Bool { rung.withLock { $0 } }

    func ring() {
        let isFirst = rung.withLock { rung in
            defer { rung = true }
            return !rung
        }
        if isFirst { _ = write(writer, "!", 1) }
    }

    /// What ended a wait.
    enum Waking { case rang, readable, quiet }

    /// Waits until the bell rings, the socket has something to read, or the time is over.
    func wait(forReading socket: Int32, milliseconds: Int32) -> Waking { wait(socket, milliseconds) }

    /// True if the bell rang before the time was over.
    func wait(milliseconds: Int32) -> Bool { wait(-1, milliseconds) == .rang }

    private func wait(_ socket: Int32, _ milliseconds: Int32) -> Waking {
        // `poll` passes over descriptors below zero.
        var descriptors = [
            pollfd(fd: reader, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
        ]
        poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        return hasRung ? .rang : descriptors[1].revents != 0 ? .readable : .quiet
    }
}
