import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// The plans of the lists, as each engine would read a large department: along an index, in the order of the page.
@Suite struct CaseListPlanTests {
    static let filters: [(String, CaseFilter)] = [
        ("open", CaseFilter()),
        ("mine", CaseFilter(view: .mine)),
        ("due today", CaseFilter(view: .today)),
        ("overdue, serious", CaseFilter(view: .late, severities: [.serious])),
        ("open, newest first", CaseFilter(order: .newest)),
        ("open, many fields", CaseFilter(types: [.complaint], channels: [.phone], handlers: [.nobody], category: "其他")),
        ("all", CaseFilter(view: .all)),
        ("all, oldest first", CaseFilter(view: .all, order: .oldest)),
        (
            "all, complaints by phone",
            CaseFilter(view: .all, types: [.complaint], channels: [.phone], sources: [.store])
        ),
        ("all of a customer", CaseFilter(view: .all, customer: "customer-1")),
        ("all handled by somebody", CaseFilter(view: .all, handlers: [.staff("staff-1")])),
        ("all received by me", CaseFilter(view: .all, receivers: [.me])),
        ("all of a unit", CaseFilter(view: .all, units: ["unit-main"])),
        ("all of a category", CaseFilter(view: .all, types: [.complaint], category: "其他")),
        ("all of a product", CaseFilter(view: .all, category: "其他", product: "羽绒服")),
        ("all major ones", CaseFilter(view: .all, severities: [.major])),
        ("withdrawn and referred", CaseFilter(view: .all, states: [.withdrawn, .referred])),
        ("archived in a week", CaseFilter(view: .archived, reportedFrom: .days(7), reportedTo: .days(0))),
        ("a clause broken", CaseFilter(view: .all, breached: "3.2")),
        ("a text", CaseFilter(view: .all, search: "羽绒服 变形")),
    ]

    @Test(arguments: TestDatabase.engines)
    func everyFilterIsReadAlongAnIndex(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                _ = try tx.cases.register(intake, by: actor)
            }
            let reader = CaseReader(staff: "staff-1", reach: .all, zone: .shanghai)
            let plans = try await desk.database.read { tx in
                try Self.filters.flatMap { name, filter in
                    let lists = tx.caseLists
                    let place = CaseCursor(key: 1, id: "case-1")
                    return [
                        (
                            "\(name): a page deep down",
                            try lists.pageQuery(filter, for: reader, from: place, limit: 50, offset: 0)
                        ),
                        ("\(name): the totals", try lists.totalsQuery(filter, for: reader)),
                    ]
                }.map { name, query in "\(name)\n\(try tx.plan(of: query))" }.joined(separator: "\n\n")
            }
            golden(plans, named: "list-plans-\(engine.rawValue)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoSeesOnlyTheirOwnReadsOnlyTheirOwn(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            let plan = try await desk.database.read { tx in
                try tx.plan(
                    of: try tx.caseLists.pageQuery(
                        CaseFilter(view: .all), for: CaseReader(staff: "staff-1", reach: .own, zone: .shanghai),
                        from: nil, limit: 50, offset: 0))
            }
            golden(plan, named: "list-plan-own-\(engine.rawValue)")
        }
    }
}

extension Transaction {
    /// As text. PostgreSQL would read a table of one row whole; it is told to plan as for a large one.
    func plan(of query: SQL) throws -> String {
        switch engine {
        case .sqlite:
            return try execute("EXPLAIN QUERY PLAN \(query)").map { "  \(try $0.text("detail"))" }.joined(
                separator: "\n")
        case .postgres:
            try execute("SET LOCAL enable_seqscan = off")
            try execute("SET LOCAL enable_bitmapscan = off")
            return try execute("EXPLAIN (COSTS OFF) \(query)").map { "  \(try $0.text("QUERY PLAN"))" }
                .filter { line in !["Filter:", "Key:"].contains { line.contains($0) } }.joined(separator: "\n")
        }
    }
}
