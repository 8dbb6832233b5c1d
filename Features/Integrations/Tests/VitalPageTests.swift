import Database
import HTTPTypes
import Kernel
import Testkit
import Testing

@testable import Desk

/// 运行状况 as a page.
@Suite struct VitalPageTests {
    /// Whoever looks after the machine sees the page; whoever works with cases does not, and it says which right is missing.
    @Test(arguments: TestDatabase.engines)
    func thePageIsForWhoeverLooksAfterTheMachine(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            try await RunningChores([.delivery([])], on: house.database).register()
            let empty = try await house.page(.get, "/vitals", as: house.person("admin"))
            #expect(empty.status == .ok && empty.text.contains("系统启动一分钟后"))
            let care = VitalCare(
                house.database, node: "a:1", version: "9.9", slow: .zero, ids: .counting(), clock: house.clock.clock
            ) { _, _, _ in }
            _ = try await care.around("GET /cases/{id}", isFailure: { (_: Int) in true }) {
                try await house.database.read { tx in try tx.execute("SELECT id FROM unit").count }
            }
            try await care.round(memory: 50_000_000, streams: 2)
            for span in ["day", "week", "%3Cscript%3E"] {
                let page = try await house.page(.get, "/vitals?span=\(span)", as: house.person("admin"))
                #expect(page.status == .ok)
                #expect(page.text.contains("GET /cases/{id}") && page.text.contains("SELECT id FROM unit"))
                #expect(
                    page.text.contains("50 MB") && page.text.contains("outbox.deliver") && page.text.contains("9.9"))
            }
            let other = try await house.page(.get, "/vitals", as: house.person("tianye"))
            #expect(other.status == .forbidden && other.text.contains("查看运行状况"))
        }
    }
}
