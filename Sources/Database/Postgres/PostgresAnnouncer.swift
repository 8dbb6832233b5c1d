import Kernel

/// Tells the other nodes what was committed, from one connection of its own, many topics at a time.
///
/// `NOTIFY` inside the writers' own transactions would make the server commit them one after another (measured:
/// 570 commits/s instead of 3,600). So the topics are sent right after the commit, and again until the server has taken
/// them: to hear something twice harms nobody. A node that dies in that instant loses a hint, never a fact: pages ask
/// again when their stream begins anew.
final class PostgresAnnouncer: Sendable {
    private let line = Line<Topics>()
    private let bell = Bell()

    private struct Topics: Sendable {
        let texts: [String]
    }

    /// How long to wait before trying a server that is away, in milliseconds.
    private static let pause: Int32 = 500

    init(_ address: PostgresAddress, _ heard: Announcements) {
        line.serve(by: 1, named: "postgres-announcer") { [bell] line in
            var connection: PostgresConnection?
            while let first = line.next() {
                var told = TopicsToTell(first.texts)
                var attempt = 1
                while true {
                    while told.count < TopicsToTell.limit, let more = line.nextInLine() { told.add(more.texts) }
                    do {
                        let open = try connection ?? PostgresConnection(address)
                        connection = open
                        try open.announce(told.texts)
                        break
                    } catch { connection = nil }
                    // A link that broke while nobody used it is replaced at once. A server that is away is waited for, and
                    // our own listeners are told meanwhile: what they look at may be read from elsewhere.
                    if attempt == 2 { heard.tell([Announcement.anything]) }
                    if attempt > 1, bell.wait(milliseconds: Self.pause) { break }
                    attempt += 1
                }
            }
        }
    }

    /// A line that is full means that nobody hears us anyway.
    func tell(_ topics: [String]) {
        guard !topics.isEmpty else { return }
        try? line.add(Topics(texts: topics))
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

/// What one transaction of the announcer tells: each topic once, and instead of very many that everybody look again.
struct TopicsToTell {
    static let limit = Announcement.limit

    private(set) var texts: [String] = []
    private var known: Set<String> = []

    var count: Int { texts.count }

    init(_ texts: [String]) { add(texts) }

    mutating func add(_ more: [String]) {
        guard texts != [Announcement.anything] else { return }
        for text in more where known.insert(text).inserted {
            if texts.count > Self.limit {
                texts = [Announcement.anything]
                known = [Announcement.anything]
                return
            }
            texts.append(text)
        }
    }
}

extension PostgresConnection {
    fileprivate func announce(_ topics: [String]) throws(DatabaseError) {
        try control(.beginReadCommitted)
        for topic in topics { _ = try run("SELECT pg_notify($1, $2)", [.text(channel), .text(topic)]) }
        try commit()
    }
}
