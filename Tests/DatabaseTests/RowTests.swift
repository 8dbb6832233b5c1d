import Database
import Kernel
import Testing
import Testkit

struct RowTests {
    @Test(arguments: TestDatabase.engines)
    func everyTypeComesBackAsItWentIn(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [everyType]) { database in
            try await database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO thing (id, name, size, weight, ready, made_at, data)
                    VALUES (\(Thing.ID("t1")), \("杯子"), \(-7), \(2.5), \(true), \(tx.now), \([1, 2] as [UInt8]))
                    """
                )
                try tx.execute("INSERT INTO thing (id) VALUES ('t2')")
            }
            let rows = try await database.read { tx in
                try tx.execute("SELECT id, name, size, weight, ready, made_at, data FROM thing ORDER BY id LIMIT 10")
            }
            let (full, empty) = (rows[0], rows[1])
            #expect(try full.id("id") == Thing.ID("t1"))
            #expect(try full.text("name") == "杯子")
            #expect(try full.int("size") == -7)
            #expect(try full.integer("size") == -7)
            #expect(try full.real("weight") == 2.5)
            #expect(try full.bool("ready"))
            #expect(try full.instant("made_at") == TimeMachine.start)
            #expect(try full.bytes("data") == [1, 2])
            #expect(full["name"] == .text("杯子"))

            #expect(try empty.text(ifPresent: "name") == nil)
            #expect(try empty.int(ifPresent: "size") == nil)
            #expect(try empty.integer(ifPresent: "size") == nil)
            #expect(try empty.real(ifPresent: "weight") == nil)
            #expect(try empty.bool(ifPresent: "ready") == nil)
            #expect(try empty.instant(ifPresent: "made_at") == nil)
            #expect(try empty.bytes(ifPresent: "data") == nil)
            #expect(try empty.id(ifPresent: "name") as Thing.ID? == nil)
            #expect(try full.text(ifPresent: "name") == "杯子")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aRowThatIsNotWhatTheCodeExpectsIsCorrupt(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [everyType]) { database in
            let row = try await database.write { tx in
                try tx.execute("INSERT INTO thing (id, size) VALUES ('t', 2) RETURNING id, size, name")[0]
            }
            #expect(throws: Corrupt(column: "weight", value: nil)) { try row.real("weight") }
            #expect(throws: Corrupt(column: "weight", value: nil)) { try row.real(ifPresent: "weight") }
            #expect(throws: Corrupt(column: "name", value: .null)) { try row.text("name") }
            #expect(throws: Corrupt(column: "id", value: .text("t"))) { try row.int("id") }
            #expect(throws: Corrupt(column: "size", value: .integer(2))) { try row.bool("size") }
        }
    }

    @Test func aComplaintDoesNotRepeatPersonalData() {
        let corrupt = Corrupt(column: "phone", value: .text("13800138000"))
        #expect(corrupt.description == "column phone holds a text")
    }

    @Test(arguments: TestDatabase.engines)
    func anErrorDoesNotRepeatPersonalData(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [everyType]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    for _ in 0..<2 { try tx.execute("INSERT INTO thing (id) VALUES (\("13800138000"))") }
                }
            }
            #expect(error?.kind == .unique)
            #expect(error?.message.contains("13800138000") == false)
        }
    }
}

private struct Thing: Entity {}

private let everyType = Migration(
    name: "thing",
    statements: [
        """
        CREATE TABLE thing (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT,
            size BIGINT,
            weight DOUBLE PRECISION,
            ready INTEGER CHECK (ready IN (0, 1)),
            made_at BIGINT,
            data BYTEA
        )
        """
    ])
