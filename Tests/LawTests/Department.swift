import Database
import Handbook
import Kernel
import Testkit

@testable import Desk
@testable import Deskkit

/// Twenty people of a service department with two stores, under the handbook of a chain with short limits, so that they
/// are met often. The same in every database of a run.
struct Department: Sendable {
    struct Colleague: Sendable {
        let id: Staff.ID
        let post: Post
        let unit: Desk.Unit.ID
    }

    static let main: Desk.Unit.ID = "unit-main"
    static let stores: [Desk.Unit.ID] = ["unit-east", "unit-west"]
    static let size = 20

    let handbook: Handbook
    let people: [Colleague]
    private let texts: [PackText]

    init() throws {
        texts =
            try HousePacks.lineage("chain-retail") + [PackText(file: "laws.yaml", text: Self.pack)]
        handbook = try HousePacks.handbook(of: texts)
        let posts = Dictionary(uniqueKeysWithValues: handbook.posts.map { ($0.code, $0) })
        people = Self.staffing.flatMap { code, unit, count in
            (1...count).compactMap { number in
                posts[code].map { Colleague(id: Staff.ID("\(code)-\(unit)-\(number)"), post: $0, unit: unit) }
            }
        }
    }

    private static let staffing: [(String, Desk.Unit.ID, Int)] = [
        ("general-manager", main, 1), ("executive", main, 1), ("manager", main, 2), ("supervisor", main, 3),
        ("agent", main, 6), ("records", main, 1), ("member-specialist", main, 1), ("store-manager", stores[0], 1),
        ("store-manager", stores[1], 1), ("store-agent", stores[0], 2), ("store-agent", stores[1], 1),
    ]

    private static let pack = """
        handbook: laws
        extends: chain-retail
        document: {title: 并发检验手册, number: LAW-1, version: "1.0", effective: 2026-01-01}
        posts:
          manager: {export-limit: 60}
          supervisor: {export-limit: 12}
        """

    func furnish(_ tx: Transaction) throws {
        let edition = try tx.issue(handbook, texts, digest: "digest-laws-\(handbook.clauses.count)")
        try tx.found(Self.main, code: "main", "客服部", by: "laws")
        for store in Self.stores {
            try tx.units.add(
                try Desk.Unit.found(
                    id: store, code: store.rawValue, name: "门店", kind: .store, under: Self.main, handbook: nil))
        }
        for person in people {
            try tx.join(
                person.id, "\(person.post.title)\(person.id)", as: person.post.code, in: person.unit, reading: edition)
        }
        guard let supervisor = people.first(where: { $0.post.code == "supervisor" }) else { return }
        if let manager = people.first(where: { $0.post.code == "manager" }) { try roster(tx, by: manager.id) }
        var complaints = Condition()
        complaints.types = [.complaint]
        let plan = LinePlan(
            unit: Self.main, name: "投诉线", isOpen: true, condition: complaints, categories: [],
            needs: [], method: .roundRobin, keepsFirstReceiver: false, prefersLastHandler: true, prefersNearest: false,
            minutesToTake: 5, refusalsAllowed: 2)
        let line = try tx.lines.found(plan, by: tx.actor(supervisor.id))
        for agent in people where agent.post.code == "agent" {
            try tx.presence.begin(by: tx.actor(agent.id))
            try tx.lines.admit(agent.id, weight: 1, ceiling: 6, to: line.id, by: tx.actor(supervisor.id))
        }
    }

    /// Whoever may do this in a unit.
    func able(_ permission: Permission, in unit: Desk.Unit.ID, but others: [Staff.ID?] = []) -> [Staff.ID] {
        people.filter { person in
            person.post.permissions.contains(permission) && (person.unit == unit || person.unit == Self.main)
                && !others.contains(person.id)
        }.map(\.id)
    }

    func person(_ id: Staff.ID?) -> Colleague? { people.first { $0.id == id } }
}
