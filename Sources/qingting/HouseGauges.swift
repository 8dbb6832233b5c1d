import Database
import Desk
import Kernel
import Web

extension Metrics {
    /// What a monitor sees of chores, outbox and chain. Each gauge looks for itself, which costs a few small reads a
    /// scrape; where the database does not answer, they are left out.
    func add(houseOf database: any Database, _ chores: RunningChores) throws {
        func add(_ name: String, _ help: String, _ value: @escaping @Sendable (HouseCondition) -> Double) throws {
            try gauge("qingting_\(name)", help: help) {
                (try? await HouseCondition(of: database, chores: chores)).map(value)
            }
        }
        try add("chores_ailing", "Chores that fail again and again, or that nobody runs.") {
            Double($0.chores.count(where: \.needsAttention))
        }
        try add("events_unsealed", "Events that wait for their seal.") { Double($0.unsealed) }
        try add("outbox_dead", "Messages that were given up.") { Double($0.outbox.dead) }
        try add("outbox_waiting", "Messages that wait for their delivery.") { Double($0.outbox.waiting) }
        try add("outbox_oldest_seconds", "Since when the longest waiting message has been due.") { condition in
            condition.outbox.oldestDue.map { max(0, Double((condition.readAt - $0).milliseconds) / 1000) } ?? 0
        }
    }
}
