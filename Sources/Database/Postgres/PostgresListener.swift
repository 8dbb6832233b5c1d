import CPostgres
import Foundation
import Kernel
import Synchronization

/// The one connection that hears what all nodes announce, and the thread that waits on it.
final class PostgresListener: Sendable {
    private let address: PostgresAddress
    private let heard: Announcements
    private let bell: Bell
    /// Carries one job at most: the listening itself. It gives the thread its beginning and its end.
    private let line = Line<PostgresListening>()

    init(_ address: PostgresAddress, _ heard: Announcements) {
        self.address = address
        self.heard = heard
        bell = Bell()
    }

    /// Returns when the house is listening: what is committed from now on is heard.
    func start() async throws {
        line.serve(by: 1, named: "postgres-listener") { line in
            while let listening = line.next() { listening.run() }
        }
        try await withCheckedThrowingContinuation { (started: CheckedContinuation<Void, any Error>) in
            let listening = PostgresListening { [address, heard, bell] in
                do {
                    let connection = try listen(address)
                    started.resume()
                    passOn(from: connection, address, to: heard, until: bell)
                } catch {
                    started.resume(throwing: error)
                }
            }
            do { try line.add(listening) } catch { started.resume(throwing: error) }
        }
    }

    func stop() {
        bell.ring()
        line.close()
    }

    func stopAndWait() async {
        bell.ring()
        await line.closeAndWait()
    }
}

private struct PostgresListening: Sendable {
    let run: @Sendable () -> Void
}

/// How long to wait before trying a server that is away, in milliseconds; doubled up to the last.
private let pauses: (first: Int32, last: Int32) = (250, 8000)

private func listen(_ address: PostgresAddress) throws(DatabaseError) -> PostgresConnection {
    let connection = try PostgresConnection(address)
    try connection.runOnce("LISTEN \(quoted(address.channel))")
    return connection
}

/// Hears until the bell rings. After a broken link it tells everybody to look again: something may have been missed.
private func passOn(
    from first: PostgresConnection, _ address: PostgresAddress, to heard: Announcements, until bell: Bell
) {
    var connection: PostgresConnection? = first
    var pause = pauses.first
    while !bell.hasRung {
        if let open = connection {
            if bell.wait(orReadable: PQsocket(open.link)) { continue }
            heard.tell(topics(on: open.link))
            if PQstatus(open.link) != CONNECTION_OK { connection = nil }
        } else if !bell.wait(milliseconds: pause) {
            connection = try? listen(address)
            pause = connection == nil ? min(pause * 2, pauses.last) : pauses.first
            if connection != nil { heard.tell([Announcement.anything]) }
        }
    }
}

private func topics(on link: OpaquePointer) -> [String] {
    var topics: [String] = []
    PQconsumeInput(link)
    while let notice = PQnotifies(link) {
        topics.append(String(cString: notice.pointee.extra))
        PQfreemem(notice)
    }
    return topics
}
