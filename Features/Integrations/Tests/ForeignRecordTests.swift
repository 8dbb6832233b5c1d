import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import Testkit
import Testing

@testable import Desk
@testable import Web

/// Ids of others' records answer 404: for every route that takes one, and for every role that may not see it. The
/// routes are those of the whole house, so a new one is walked as soon as it is there.
@Suite struct ForeignRecordTests {
    /// Whose records are looked after by unit, by the first part of their address.
    private static let records = ["cases"]

    @Test(arguments: TestDatabase.engines)
    func aCaseOfAnotherUnitIsNotThereForAnybody(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            let id = try await Self.caseOf("tianye", in: "binjiang", house)
            let strangers = try await Self.strangers(to: id, house)
            #expect(strangers.count >= 5, "posts of the other estate: \(strangers.count)")
            let routes = house.routes.filter { route in
                Self.records.contains { route.contains("/\($0)/{id}") } && !route.hasPrefix("HEAD")
            }
            #expect(routes.count > 60, "both the pages and the interface: \(routes.count)")
            for person in strangers {
                let token = try await house.token(of: person)
                for route in routes {
                    let parts = route.split(separator: " ").map(String.init)
                    let path = parts[1].replacing("{id}", with: id.rawValue).replacing(/\{\w+\}/) { _ in "018f0000" }
                    let method = HTTPRequest.Method(parts[0]) ?? .get
                    let status =
                        path.hasPrefix("/api/v1")
                        ? try await house.call(
                            method, String(path.dropFirst(7)), token: token, method == .get ? nil : Self.body
                        ).status
                        : Int(try await house.page(method, path, as: person).status.code)
                    // 422: the form could not be read, and nothing was looked up. 403: the right is lacking altogether.
                    #expect([403, 404, 422].contains(status), "\(route) as \(person): \(status)")
                    if method == .get { #expect(status == 404, "\(route) as \(person): \(status)") }
                }
            }
        }
    }

    /// Fields by the hundred: what an act wants is among them, so that it comes to the question whether one may.
    private static let body = """
        {"severity":"ordinary","verdict":"founded","reason":"x","department":"x","text":"x","kind":"note","to":"x",
        "known":"x","due":"2030-01-01T00:00:00Z","until":"2030-01-01T00:00:00Z","notice":"x","result":"reached",
        "answer":"accepted","solution":"x","target":"direct","person":"x","value":"1","category":"x","evaluation":"x",
        "lesson":"x","reaction":"understood","cause":"x","root_cause":"x"}
        """

    private static func caseOf(_ account: String, in unit: String, _ house: ApiHouse) async throws -> Case.ID {
        let person = house.person(account)
        let unit = house.department.units[unit] ?? "none"
        return try await house.database.write { tx in
            try tx.cases.register(
                Intake(
                    unit: unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                    complainant: "周建国", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
                    report: Case.Report(
                        subject: "楼道灯不亮", content: "三天未修", demand: "尽快修好", category: "设施设备", product: "楼道灯",
                        place: "1栋2单元301"), promise: nil), by: tx.actor(person)
            ).id
        }
    }

    private static func strangers(to id: Case.ID, _ house: ApiHouse) async throws -> [Staff.ID] {
        try await house.database.read { tx in
            let record = try tx.cases.require(id)
            return try house.department.staff.values.sorted { $0.rawValue < $1.rawValue }.filter { person in
                try !tx.actor(person).may(.readCase, in: record.unit, isOwn: record.concerns(person))
            }
        }
    }
}
