import Kernel
import Testing
import Testkit

@testable import Database

/// A link that stands and says nothing (decision 0065).
@Suite(.enabled(if: TestDatabase.postgresURL != nil))
struct SilentLinkTests {
    /// Nobody knows whether it happened; but nobody waits for it as for a standby that is away, ten minutes.
    @Test func aCommitOfWhichTheServerKnowsNothingIsGivenUp() async throws {
        try await withSchema { url, schema in
            let middleman = try Middleman(before: url, silentAfter: "COMMIT")
            defer { middleman.close() }
            let connection = try link(middleman.url(url), schema)
            try connection.runOnce("CREATE TABLE stock (pieces INTEGER)")
            let error = #expect(throws: DatabaseError.self) {
                try connection.control(.beginSerializable)
                try connection.runOnce("INSERT INTO stock VALUES (1)")
                try connection.commit()
            }
            #expect(error?.kind == .unavailable)
            #expect(error?.message.contains("the outcome of the commit is unknown") == true)
        }
    }

    /// As one that waits for its standby: the server is at work on it, and says so to whoever asks.
    @Test func aCommitThatTakesItsTimeIsWaitedFor() async throws {
        try await withSchema { url, schema in
            let connection = try link(url, schema)
            for statement in [
                "CREATE TABLE stock (pieces INTEGER)",
                """
                CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(2); RETURN NULL; END $$
                """,
                """
                CREATE CONSTRAINT TRIGGER slowly AFTER INSERT ON stock DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION take_time()
                """,
                "BEGIN", "INSERT INTO stock VALUES (1)",
            ] { try connection.runOnce(statement) }
            try connection.commit()
            #expect(try connection.run(text: "SELECT pieces FROM stock", []).first?.int("pieces") == 1)
        }
    }

    private func link(_ url: String, _ schema: String) throws -> PostgresConnection {
        var address = PostgresAddress(url: url, schema: schema, patience: .seconds(20))
        address.longestSilence = .milliseconds(500)
        return try PostgresConnection(address)
    }
}
