import Kernel

/// Tells the other nodes what was committed, from one connection of its own, many topics at a time.
///
/// `NOTIFY` inside the writers' own transactions would make the server commit them one after another (measured:
/// 570 commits/s instead of 3,600). So the topics are sent right after the commit. A node that dies in that instant
/// loses a hint, never a fact: pages ask again when their stream begins anew.
final class PostgresAnnouncer: Sendable {
    private let line = Line<Topics>()

    private struct Topics: Sendable {
        let texts: [String]
    }

    /// Topics sent in one transaction.
    private static let batch = 256

    init(_ address: PostgresAddress, _ heard: Announcements) {
        line.serve(by: 1, named: "postgres-announcer") { line in
            var connection: PostgresConnection?
            while let first = line.next() {
                var topics = first.texts
                while topics.count < Self.batch, let more = line.nextInLine() { topics += more.texts }
                do {
                    let open = try connection ?? PostgresConnection(address)
                    connection = open
                    try open.announce(topics.uniqued())
                } catch {
                    // The server is away: our own listeners are told to look again, the others will be by their link.
                    connection = nil
                    heard.tell([Announcement.anything])
                }
            }
        }
    }

    /// A line that is full means that nobody hears us anyway.
    func tell(_ topics: [String]) {
        guard !topics.isEmpty else { return }
        try? line.add(Topics(texts: topics))
    }

    func stop() { line.close() }

    func stopAndWait() async { await line.closeAndWait() }
}

extension PostgresConnection {
    fileprivate func announce(_ topics: [String]) throws(DatabaseError) {
        try control(.beginReadCommitted)
        for topic in topics { _ = try run("SELECT pg_notify($1, $2)", [.text(channel), .text(topic)]) }
        try commit()
    }
}

extension [String] {
    fileprivate func uniqued() -> [String] {
        var known: Set<String> = []
        return filter { known.insert($0).inserted }
    }
}
