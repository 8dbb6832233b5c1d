import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Web

/// «Required before close» holds on every path (0.3 of the issue; GAME-94, GEN1-05): page, many at once, program, table
/// and timer are refused by the same clauses, and none of them leaves a trace.
@Suite struct ClosingPathTests {
    @Test(arguments: TestDatabase.engines)
    func everyPathIsRefusedByTheSameClauses(engine: Engine) async throws {
        for pack in [DemoPack.chainRetail, .gameSupport] {
            try await ApiHouse.open(pack, on: engine) { house in
                let person = try await house.who(.createCase, .workCase, .summariseCase)
                let unit = try await house.unit(of: person)
                let id = try await house.database.write { tx in
                    try tx.cases.register(Self.intake(unit), by: tx.actor(person)).id
                }
                let lesson = Closing(category: "其他", evaluation: "已处理", lesson: "无")
                let said = try await house.clauses(of: id, closing: lesson, by: person)
                #expect(!said.isEmpty, "\(pack): this handbook asks something before a close")
                let before = try await house.trace(of: id)

                let page = try await house.client.execute(
                    uri: "/cases/\(id)/archive", method: .post,
                    headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
                    body: lesson.form)
                #expect(page.status == .conflict)
                for clause in said { #expect(page.text.contains(clause), "\(pack), page: §\(clause)") }

                let many = try await house.client.execute(
                    uri: "/case-batches", method: .post,
                    headers: [.cookie: "qingting=\(person)", .contentType: "application/x-www-form-urlencoded"],
                    body: lesson.batch(of: id))
                for clause in said { #expect(many.text.contains(clause), "\(pack), many: §\(clause)") }

                let token = try await house.token(of: person)
                let program = try await house.call(
                    .post, "/cases/\(id)/archive", token: token, lesson.json, headers: [.acceptLanguage: "zh-CN"])
                #expect(program.status == 409)
                #expect(
                    said.contains(program["clause"] ?? "") || said.allSatisfy(program.text.contains), "\(program.text)")

                for _ in 0..<3 {
                    house.clock.advance(by: .days(2))
                    try await RunningChores(Chore.features, on: house.database).register()
                    try await RunningChores(Chore.features, on: house.database).runDue()
                }
                let state = try await house.database.read { tx in try tx.cases.require(id).state }
                #expect(!state.isOver, "\(pack): no timer closes what a person may not")
                #expect(
                    try await house.trace(of: id) == before,
                    "\(pack): nothing of the attempts is left")

                // From a table: closed elsewhere, but reported under our handbook, so it is asked the same.
                let brought = try await house.database.write { tx -> [String] in
                    let actor = try tx.actor(person)
                    var intake = Self.intake(unit)
                    intake.promise = nil
                    do {
                        _ = try tx.cases.prepare(
                            BroughtCase(
                                intake: intake, reportedAt: tx.now - .hours(2), handler: nil,
                                closing: BroughtCase.Closing(at: tx.now, solution: "", evaluation: "已处理", lesson: "无")),
                            of: nil, at: tx.cases.desk(of: unit, for: actor))
                        return []
                    } catch let refusal as GateRefusal {
                        return refusal.objections.map(\.clause)
                    }
                }
                #expect(Set(said).isSubset(of: brought), "\(pack), table: \(said) is refused by \(brought)")
            }
        }
    }

    private static func intake(_ unit: Desk.Unit.ID) -> Intake {
        Intake(
            unit: unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary, complainant: "李秀英",
            phone: PhoneNumber(typed: "138 0013 8000"), memberNumber: "M-1001",
            report: Case.Report(
                subject: "羽绒服洗后变形", content: "按标签手洗后充绒结块。", demand: "退货", category: "其他", product: "羽绒服",
                place: "南京路店", organisation: "个人", specialNeeds: "无"), promise: nil)
    }

    fileprivate struct Closing: Sendable {
        let category: String
        let evaluation: String
        let lesson: String

        var form: ByteBuffer {
            body([("category", category), ("evaluation", evaluation), ("lesson", lesson)])
        }

        func batch(of id: Case.ID) -> ByteBuffer {
            body([
                ("id", id.rawValue), ("act", "archive"), ("asked", "1"), ("category", category),
                ("evaluation", evaluation), ("lesson", lesson), ("query", "view=open"),
            ])
        }

        var json: String {
            "{\"category\":\"\(category)\",\"evaluation\":\"\(evaluation)\",\"lesson\":\"\(lesson)\"}"
        }

        private func body(_ fields: [(String, String)]) -> ByteBuffer {
            ByteBuffer(
                string: (fields + [("_csrf", "secret")]).map { "\(URLEncoding.encode($0))=\(URLEncoding.encode($1))" }
                    .joined(separator: "&"))
        }
    }
}

extension ApiHouse {
    /// By which clauses the act itself is refused.
    fileprivate func clauses(of id: Case.ID, closing: ClosingPathTests.Closing, by person: Staff.ID) async throws
        -> [String]
    {
        do {
            try await database.write { tx in
                try tx.cases.archive(
                    id, evaluation: closing.evaluation, lesson: closing.lesson, category: closing.category,
                    by: tx.actor(person))
            }
            return []
        } catch let refusal as GateRefusal {
            return refusal.objections.map(\.clause)
        }
    }

    /// What happened to a case, apart from its clocks.
    fileprivate func trace(of id: Case.ID) async throws -> [String] {
        try await database.read { tx in
            try tx.events.about(Subject(.serviceCase, id.rawValue)).map(\.kind.rawValue)
                .filter { !$0.hasPrefix("obligation.") && !$0.hasPrefix("case.offer") && $0 != "case.pooled" }
        }
    }
}
