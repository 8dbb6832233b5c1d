import Database
import Kernel
import Testing
import Testkit

struct NumberRowsTests {
    @Test(arguments: TestDatabase.engines)
    func manyRowsOfNumbersComeOutAsTheyWentIn(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [pairs]) { database in
            try await database.write { tx in
                var rows = NumberRows(columns: 2)
                rows.append(-1, .min)
                rows.append(0, .max)
                for n in 1...45_000 { rows.append(Int64(n), Int64(n) * -3) }
                #expect(rows.count == 45_002)
                try tx.insert("INSERT INTO pair (id, value)", rows)
                try tx.insert("INSERT INTO pair (id, value)", NumberRows(columns: 2))
            }
            let (count, sum, least, most) = try await database.read { tx in
                var (count, sum): (Int, Int64) = (0, 0)
                try tx.fold("SELECT id, value FROM pair WHERE id > 0 ORDER BY id LIMIT 50000", columns: 2) { row in
                    count += 1
                    sum += row[1]
                }
                let rows = try tx.execute("SELECT value FROM pair WHERE id < 1 ORDER BY id LIMIT 2")
                return (count, sum, try rows[0].integer("value"), try rows[1].integer("value"))
            }
            #expect(count == 45_000)
            #expect(sum == -3 * 45_000 * 45_001 / 2)
            #expect(least == .min)
            #expect(most == .max)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aRowThatIsThereAlreadyIsRefusedOrPassedOverAsTheTailSays(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [pairs]) { database in
            var rows = NumberRows(columns: 2)
            rows.append(1, 10)
            rows.append(2, 20)
            let first = rows
            try await database.write { tx in try tx.insert("INSERT INTO pair (id, value)", first) }
            await #expect(throws: DatabaseError.self) {
                try await database.write { tx in try tx.insert("INSERT INTO pair (id, value)", first) }
            }
            rows.append(3, 30)
            let more = rows
            try await database.write { tx in
                try tx.insert("INSERT INTO pair (id, value)", more, "ON CONFLICT (id) DO NOTHING")
            }
            let count = try await database.read { tx in
                try tx.execute("SELECT COUNT(*) AS n FROM pair").first?.int("n")
            }
            #expect(count == 3)
        }
    }

    private var pairs: Migration {
        Migration(
            name: "pairs",
            statements: ["CREATE TABLE pair (id BIGINT NOT NULL PRIMARY KEY, value BIGINT NOT NULL)"])
    }
}
