import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import NIOCore
import Testkit
import Testing

@testable import Desk
@testable import Deskkit
@testable import Web

/// A program can work the parts of a case by the ids it was answered with, print its forms, and read wall and accuracy.
@Suite struct ApiPartsTests {
    /// CHAIN-56, GAME-96: asked for, granted by another, delivered; each step by the id of the answer before.
    @Test(arguments: TestDatabase.engines)
    func aCompensationIsGrantedAndDeliveredByItsId(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let id = try await house.registerCase()
            let agent = try await house.who(.createCase)
            let manager = try await house.who(.approveCompensation, .workCase, .decideCase)
            let (asking, granting) = (try await house.token(of: agent), try await house.token(of: manager))
            let asked = try await house.call(
                .post, "/cases/\(id)/compensations", token: asking,
                #"{"kind":"refund","value":"20.00","reason":"质量问题","budget":"售后费用"}"#)
            let part = try #require(asked["compensations.0.id"], "\(asked.text)")
            if asked["compensations.0.approvedAt"] == nil {
                let granted = try await house.call(
                    .post, "/cases/\(id)/compensations/\(part)/approval", token: granting, "{}")
                #expect(granted["compensations.0.approvedBy"] == manager.rawValue, "\(granted.text)")
            }
            let delivered = try await house.call(
                .post, "/cases/\(id)/compensations/\(part)/delivery", token: asking,
                #"{"received_by":"李秀英","proof":"SF123"}"#)
            #expect(delivered["compensations.0.deliveredAt"] != nil, "\(delivered.text)")
            #expect(delivered["compensations.0.proof"] == "SF123")
            #expect(delivered["compensations.0.budget"] == "售后费用")
            #expect(delivered["compensations.0.receivedBy"] == "李**", "whoever signed is masked")
        }
    }

    /// CHAIN-101: a form comes as a PDF, and is on record as printed.
    @Test(arguments: TestDatabase.engines)
    func aFormIsPrintedByAProgram(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let id = try await house.registerCase()
            let token = try await house.token(of: try await house.who(.createCase))
            let forms = try await house.call(.get, "/cases/\(id)/forms", token: token)
            #expect(forms.list("entries").count == CaseForm.allCases.count, "\(forms.text)")
            for form in ["cases/\(id)/forms/F-12.pdf", "cases/\(id)/forms/F-10.pdf", "forms/F-14.pdf"] {
                let response = try await house.client.execute(
                    uri: "/api/v1/\(form)", method: .get, headers: [.authorization: "Bearer \(token)"])
                #expect(response.status == .ok && response.headers[.contentType] == "application/pdf", "\(form)")
                #expect(response.body.readableBytesView.starts(with: "%PDF-".utf8))
            }
            #expect(try await house.call(.get, "/cases/none/forms/F-12.pdf", token: token).status == 404)
            let prints = try await house.database.read { tx in
                try tx.events.about(Subject(.serviceCase, id.rawValue), limit: 50).filter { $0.kind == .paperPrinted }
            }
            #expect(prints.map { $0.details["text"] } == ["F-12 pdf", "F-10 pdf"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theWallAndTheAccuracyOfHintsAreRead(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            _ = try await house.registerCase()
            let supervisor = try await house.who(.reassignCase, .readAdherence)
            let token = try await house.token(of: supervisor)
            let wall = try await house.call(.get, "/wall", token: token)
            #expect(wall.status == 200 && wall["open"] == "1", "\(wall.text)")
            #expect(wall["queues.0.waiting"] == "1")
            let hints = try await house.call(.get, "/category-hints", token: token)
            #expect(
                hints.status == 200 && hints.text.contains("\"isOn\":false") && hints["threshold"] == "0.6",
                "\(hints.text)")
            let agent = try await house.token(of: try await house.who(.createCase), [.readCases])
            #expect(try await house.call(.get, "/wall", token: agent).status == 403, "the scope is lacking")
        }
    }

    /// GAME-28, CHAIN-82, MART-26: what a unit's day came to, for whoever leads it, by its own scopes.
    @Test(arguments: TestDatabase.engines)
    func theDayOfAUnitIsRead(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let leader = try await house.who(.giveDispatch, .readReports, .approveAbsence)
            let (unit, agent) = (try await house.unit(of: leader), try await house.who(.createCase))
            try await house.database.write { tx in try tx.leaveDay(of: unit, by: leader, worker: agent) }
            let token = try await house.token(of: leader, [.readWork, .readReports])
            let told = try await house.call(.get, "/dispatches?unit=\(unit)", token: token)
            #expect(told["entries.0.text"] == "先处理排队最久的" && told["entries.0.state"] == "given", "\(told.text)")
            let reports = try await house.call(.get, "/daily-reports?unit=\(unit)", token: token)
            #expect(
                reports["entries.0.problems"] == "系统慢" && reports["entries.0.figures.0.value"] == "4", "\(reports.text)"
            )
            #expect(reports["entries.0.plan.0"] == "回访三家")
            let steps = try await house.call(.get, "/day-steps?unit=\(unit)", token: token)
            #expect(steps["entries.0.name"] == "清点推车" && steps["entries.0.expected"] == "120", "\(steps.text)")
            let before = try await house.call(.get, "/dispatches?unit=\(unit)&day=2020-01-01", token: token)
            #expect(before.status == 200 && before.list("entries").isEmpty, "\(before.text)")
            let narrow = try await house.token(of: leader, [.readCases])
            let own = try await house.token(of: agent)
            for path in ["/dispatches", "/daily-reports", "/day-steps"] {
                #expect(try await house.call(.get, path, token: narrow).status == 403, "the scope is lacking: \(path)")
                let status = try await house.call(.get, path, token: own).status
                #expect(status == 403 || status == 404, "leads nobody: \(path)")
            }
        }
    }

    /// MART-13, SOFT-66: a telephone exchange asks whom to ring, for now or for any minute.
    @Test(arguments: TestDatabase.engines)
    func whoIsOnDutyIsRead(engine: Engine) async throws {
        try await ApiHouse.open(.gameSupport, on: engine) { house in
            let leader = try await house.who(.giveDispatch, .readReports, .approveAbsence)
            let unit = try await house.unit(of: leader)
            let token = try await house.token(of: leader, [.readWork])
            let now = try await house.call(.get, "/units/\(unit)/duty", token: token)
            #expect(now["entries.0.kind"] == "duty" && now["entries.0.because"] == "nobody", "\(now.text)")
            #expect(now["entries.1.kind"] == "supervisor", "\(now.text)")
            let later = try await house.call(.get, "/units/\(unit)/duty?at=2030-01-01T20:00:00Z", token: token)
            #expect(later["entries.0.at"]?.hasPrefix("2030-01-01T20:00:00") == true, "\(later.text)")
            let wrong = try await house.call(.get, "/units/\(unit)/duty?at=2030-02-31T20:00", token: token)
            #expect(wrong.status == 422, "\(wrong.text)")
            #expect(try await house.call(.get, "/units/elsewhere/duty", token: token).status == 404)
        }
    }

    /// A condition that nobody knows is told, not passed over as if all were meant.
    @Test(arguments: TestDatabase.engines)
    func aConditionThatNobodyKnowsIsTold(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let token = try await house.token(of: try await house.who(.createCase))
            let answer = try await house.call(.get, "/cases?q=abc", token: token)
            #expect(answer.status == 422 && answer["errors.0.pointer"]?.hasSuffix("q") == true, "\(answer.text)")
            #expect(answer.text.contains("reported_from"), "what there is, is named: \(answer.text)")
            #expect(try await house.call(.get, "/me?x=1", token: token).status == 422)
        }
    }

    /// A null byte in a form of the page: the page again, everything kept, and a sentence at the field.
    @Test(arguments: TestDatabase.engines)
    func aNullByteInAFormKeepsThePage(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase)
            let unit = try await house.unit(of: person)
            let page = try await house.page(
                .post, "/cases", as: person,
                "_csrf=secret&unit=\(unit)&type=complaint&source=direct&channel=phone&severity=ordinary"
                    + "&complainant=Anna&phone=13800138000&subject=a%00b&content=knots&demand=refund-please")
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("空字符") && page.text.contains("refund-please") && page.text.contains("\"ab\""))
            let long = String(repeating: "x", count: 5 << 20)
            let large = try await house.page(.post, "/cases", as: person, "_csrf=secret&content=\(long)")
            #expect(large.status == .contentTooLarge && large.text.contains("1024 KB"))
            #expect(large.text.contains("<nav"), "inside the frame of the house")
        }
    }

    /// X-22: list, filter, export and reports call a type as the pack does, and offer none that it does not take.
    @Test(arguments: TestDatabase.engines)
    func theTypesAreCalledAsThePackCallsThem(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.createCase, .readAdherence)
            let unit = try await house.unit(of: person)
            try await house.database.write { tx in
                _ = try tx.cases.register(
                    Intake(
                        unit: unit, type: .suggestion, source: .direct, channel: .phone, severity: .ordinary,
                        complainant: "李秀英", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
                        report: Case.Report(subject: "增设试衣间", content: "周末排队", demand: "增设", product: "门店"),
                        promise: nil),
                    by: tx.actor(person))
            }
            let list = try await house.page(.get, "/cases?view=all", as: person).text
            #expect(list.contains("意见") && !list.contains(">建议"), "the list and its filter")
            for other in ["报修", "纠纷", "申告", "待上门", "待签协议"] { #expect(!list.contains(other), "\(other)") }
            for address in ["/reports", "/reports/volume?by=type"] {
                let report = try await house.page(.get, address, as: person).text
                #expect(report.contains("意见") && !report.contains("报修") && !report.contains("建议"), "\(address)")
            }
            let found = try await house.page(
                .get, "/search?q=%E8%AF%95%E8%A1%A3%E9%97%B4&kind=cases", as: person)
            #expect(!found.text.contains("· 建议"))
            let handbook = try await house.database.read { tx in try tx.handbooks.inForce(in: unit) }
            let names = CaseTypeNames(try #require(handbook))
            #expect(names.types == [.enquiry, .complaint, .suggestion, .registration])
            #expect(names.states.contains(.assessing) && !names.states.contains(.arriving))
        }
    }
}
