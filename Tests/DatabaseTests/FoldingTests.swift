import Database
import Kernel
import Testing
import Testkit

struct FoldingTests {
    @Test(arguments: TestDatabase.engines)
    func numbersAreReadRowByRow(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [numbers]) { database in
            try await database.write { tx in
                let rows = (1...20_000).map { n -> [Cell] in
                    [.integer(Int64(n)), .integer(Int64(n % 7) - 3), .text("n\(n)")]
                }
                try tx.insert("INSERT INTO number (id, value, name)", rows: rows)
            }
            let (rows, sum, last) = try await database.read { tx in
                var (sum, last): (Int64, Int64) = (0, 0)
                let rows = try tx.fold(
                    "SELECT id, value FROM number WHERE id > \(100) ORDER BY id LIMIT 30000", columns: 2
                ) { row in
                    sum += row[1]
                    #expect(row[0] > last)
                    last = row[0]
                }
                return (rows, sum, last)
            }
            #expect(rows == 19_900)
            #expect(last == 20_000)
            var wanted: Int64 = 0
            for number in 101...20_000 { wanted += Int64(number % 7) - 3 }
            #expect(sum == wanted)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theLargestAndTheSmallestNumberAndSmallColumnsComeWhole(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [numbers]) { database in
            let found = try await database.write { tx in
                try tx.insert(
                    "INSERT INTO number (id, value, small, name)",
                    rows: [
                        [.integer(1), .integer(.max), .integer(-5), .text("")],
                        [.integer(2), .integer(.min), .integer(7), .text("")],
                    ])
                var found: [Int64] = []
                try tx.fold("SELECT value, small FROM number ORDER BY id LIMIT 10", columns: 2) { found += $0 }
                return found
            }
            #expect(found == [.max, -5, .min, 7])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nothingIsNoRowAndABoundNULLIsFine(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [numbers]) { database in
            let rows = try await database.read { tx in
                let nobody: Int64? = nil
                return try tx.fold(
                    "SELECT id FROM number WHERE id = \(nobody) OR id = \(3 as Int64) ORDER BY id LIMIT 10", columns: 1
                ) { _ in Issue.record("a row of an empty table") }
            }
            #expect(rows == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsNoWholeNumberIsCorruptAndTheTransactionGoesOn(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [numbers]) { database in
            let sum = try await database.write { tx in
                try tx.insert(
                    "INSERT INTO number (id, value, name, weight)",
                    rows: [
                        [.integer(1), .integer(4), .text("四"), .real(0.5)],
                        [.integer(2), .null, .text("无"), .real(1.5)],
                        [.integer(3), .integer(6), .text("六"), .real(2.5)],
                    ])
                #expect(throws: Corrupt(column: "value", value: .null)) {
                    try tx.fold("SELECT id, value FROM number ORDER BY id LIMIT 10", columns: 2) { _ in }
                }
                #expect(throws: Corrupt(column: "name", value: .text("四"))) {
                    try tx.fold("SELECT name FROM number ORDER BY id LIMIT 10", columns: 1) { _ in }
                }
                #expect(throws: Corrupt(column: "weight", value: .real(0.5))) {
                    try tx.fold("SELECT weight FROM number ORDER BY id LIMIT 10", columns: 1) { _ in }
                }
                var sum: Int64 = 0
                try tx.fold(
                    "SELECT value FROM number WHERE value IS NOT NULL ORDER BY id LIMIT 10", columns: 1
                ) { sum += $0[0] }
                return sum
            }
            #expect(sum == 10)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoeverStopsInTheMiddleIsHeardAndTheRestIsForgotten(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [numbers]) { database in
            try await database.write { tx in
                let rows = (1...3000).map { n -> [Cell] in [.integer(Int64(n)), .integer(1), .text("")] }
                try tx.insert("INSERT INTO number (id, value, name)", rows: rows)
            }
            let (seen, all) = try await database.read { tx in
                var seen = 0
                #expect(throws: NotToday()) {
                    try tx.fold("SELECT id FROM number ORDER BY id LIMIT 5000", columns: 1) { _ in
                        seen += 1
                        if seen == 10 { throw NotToday() }
                    }
                }
                var all = 0
                try tx.fold("SELECT id FROM number ORDER BY id LIMIT 5000", columns: 1) { _ in all += 1 }
                return (seen, all)
            }
            #expect(seen == 10)
            #expect(all == 3000)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodyAsksForAnotherAnswerInTheMiddleOfOne(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [numbers]) { database in
            let after = try await database.write { tx in
                try tx.insert(
                    "INSERT INTO number (id, value, name)", rows: [[.integer(1), .integer(1), .text("")]])
                try tx.fold("SELECT id FROM number ORDER BY id LIMIT 10", columns: 1) { _ in
                    #expect(throws: DatabaseError.self) { try tx.execute("SELECT 1 AS one") }
                    #expect(throws: DatabaseError.self) { try tx.savepoint {} }
                }
                return try tx.execute("SELECT id FROM number ORDER BY id LIMIT 10").count
            }
            #expect(after == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anotherNumberOfColumnsAndAWriteInAReadAreRefused(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [numbers]) { database in
            try await database.write { tx in
                try tx.insert(
                    "INSERT INTO number (id, value, name)", rows: [[.integer(1), .integer(1), .text("")]])
            }
            let width = await #expect(throws: DatabaseError.self) {
                try await database.read { tx in
                    try tx.fold("SELECT id, value FROM number ORDER BY id LIMIT 10", columns: 3) { _ in }
                }
            }
            #expect(width?.kind == .other)
            let control = await #expect(throws: DatabaseError.self) {
                try await database.read { tx in try tx.fold("COMMIT", columns: 1) { _ in } }
            }
            #expect(control?.kind == .other)
            let writing = await #expect(throws: DatabaseError.self) {
                try await database.read { tx in
                    try tx.fold("UPDATE number SET value = 2 WHERE id = 1 RETURNING id", columns: 1) { _ in }
                }
            }
            #expect(writing?.kind == .readOnly)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aStatementThatFailsSpoilsTheTransactionLikeAnyOther(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [numbers]) { database in
            await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    _ = try? tx.fold("SELECT nowhere FROM number ORDER BY id LIMIT 1", columns: 1) { _ in }
                    try tx.execute("SELECT 1 AS one")
                }
            }
            let one = try await database.read { tx in try tx.execute("SELECT 1 AS one").first?.int("one") }
            #expect(one == 1)
        }
    }
}

private let numbers = Migration(
    name: "number",
    statements: [
        """
        CREATE TABLE number (
            id BIGINT NOT NULL PRIMARY KEY,
            value BIGINT,
            small INTEGER,
            weight DOUBLE PRECISION,
            name TEXT NOT NULL
        )
        """
    ])
