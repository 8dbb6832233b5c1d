import Database
import Kernel
import Testing
import Testkit

struct FullDiskTests {
    /// SQLite may undo the whole group on its own then; the house says so and goes on.
    @Test func aFullDiskIsReportedAndNothingEarlierIsLost() async throws {
        try await withStock(.sqlite) { database in
            try await database.write { try $0.put(3, of: "mug") }
            try await database.write { try $0.execute("PRAGMA max_page_count = 40") }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { tx in
                    try tx.put(4, of: "mug")
                    for number in 1...1000 { try tx.add("item \(number) \(String(repeating: "x", count: 1000))") }
                }
            }
            #expect(error?.kind == .full)
            try await database.write { try $0.add("cup") }
            #expect(try await database.read { try $0.pieces(of: "mug") } == 3)
            #expect(try await database.read { try $0.pieces(of: "cup") } == 0)
        }
    }
}
