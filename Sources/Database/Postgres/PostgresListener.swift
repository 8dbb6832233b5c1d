import CPostgres
import Foundation
import Kernel
import Synchronization

/// The one connection that hears what all nodes announce, and the thread that waits on it.
final class PostgresListener: Sendable {
    private let ear: PostgresEar
    private let bell: Bell
    /// Carries one job at most: the listening itself. It gives the thread its beginning and its end.
    private let line = Line<PostgresListening>()

    init(_ address: PostgresAddress, _ heard: Announcements, chance: @escaping @Sendable () -> Double) {
        bell = Bell()
        ear = PostgresEar(address: address, heard: heard, bell: bell, chance: chance)
    }

    /// Returns when the house is listening: what is committed from now on is heard.
    func start() async throws {
        line.serve(by: 1, named: "postgres-listener") { line in
            while let listening = line.next() { listening.run() }
        }
        try await withCheckedThrowingContinuation { (started: CheckedContinuation<Void, any Error>) in
            let listening = PostgresListening { [ear] in
                do {
                    let connection = try ear.listen()
                    started.resume()
                    ear.passOn(from: connection)
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

/// What the listener's thread does: hear, and find the way back when it hears no more.
struct PostgresEar: Sendable {
    let address: PostgresAddress
    let heard: Announcements
    let bell: Bell
    let chance: @Sendable () -> Double

    /// How long to wait before trying a server that is away, in milliseconds; doubled up to the last, which is short,
    /// since all pages of this node are behind for as long.
    private static let pauses: (first: Int32, last: Int32) = (250, 2000)
    /// After so long without a word the server is asked whether it is still there, and given so long to answer.
    private static let quiet: Int32 = 10_000
    private static let patience = Duration.seconds(5)

    func listen() throws(DatabaseError) -> PostgresConnection {
        let connection = try PostgresConnection(address)
        try connection.runOnce("LISTEN \(quoted(address.channel))")
        return connection
    }

    /// Hears until the bell rings. After a broken link it tells everybody to look again: something may have been missed.
    func passOn(from first: PostgresConnection) {
        var connection: PostgresConnection? = first
        var pause = Self.pauses.first
        while !bell.hasRung {
            if let open = connection {
                if !isAlive(open.link) { connection = nil }
                heard.tell(topics(on: open.link))
            } else if !bell.wait(milliseconds: spread(pause)) {
                connection = try? listen()
                pause = connection == nil ? min(pause * 2, Self.pauses.last) : Self.pauses.first
                if connection != nil { heard.tell([Announcement.anything]) }
            }
        }
    }

    /// Nodes that lost the same server at the same moment do not all come back at the same moment.
    private func spread(_ pause: Int32) -> Int32 { Int32(Double(pause) * (0.5 + chance())) }

    /// Waits for something to read. Nothing said and nobody there look alike on a link that was cut without a word: after
    /// a while the server is asked. One that has become a standby will not announce anything more.
    private func isAlive(_ link: OpaquePointer) -> Bool {
        switch bell.wait(forReading: PQsocket(link), milliseconds: Self.quiet) {
        case .rang: return true
        case .readable: return PQconsumeInput(link) == 1 && PQstatus(link) == CONNECTION_OK
        case .quiet:
            guard PQsendQuery(link, "SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END") == 1 else { return false }
            return answerComes(on: link) && isPrimary(link)
        }
    }

    private func answerComes(on link: OpaquePointer) -> Bool {
        let end = ContinuousClock.now + Self.patience
        while PQisBusy(link) == 1 {
            let left = (end - ContinuousClock.now).milliseconds
            guard left > 0 else { return false }
            switch bell.wait(forReading: PQsocket(link), milliseconds: Int32(clamping: left)) {
            case .readable: if PQconsumeInput(link) == 0 { return false }
            case .rang, .quiet: return bell.hasRung
            }
        }
        return true
    }

    private func isPrimary(_ link: OpaquePointer) -> Bool {
        var isPrimary = false
        while PQisBusy(link) == 0, let result = PQgetResult(link) {
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_TUPLES_OK, let value = PQgetvalue(result, 0, 0) {
                isPrimary = value.pointee == CChar(bitPattern: UInt8(ascii: "0"))
            }
        }
        return isPrimary || bell.hasRung
    }

    private func topics(on link: OpaquePointer) -> [String] {
        var topics: [String] = []
        while let notice = PQnotifies(link) {
            topics.append(String(cString: notice.pointee.extra))
            PQfreemem(notice)
        }
        return topics
    }
}
