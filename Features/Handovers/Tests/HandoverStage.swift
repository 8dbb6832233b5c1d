import Database
import Handbook
import Kernel
import Testkit

@testable import Desk
@testable import Deskkit

/// Monday, 5 January: agents 1 and 2 work nine to nine; on Tuesday agents 3 and 4.
enum HandoverStage {
    static let (monday, tuesday) = (Day(2026, 1, 5), Day(2026, 1, 6))
    static let (wang, zhao, chen, feng) = (
        RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3), RosteredDesk.agent(4)
    )

    static func open(
        _ engine: Engine, _ body: @Sendable @escaping (RosteredDesk) async throws -> Void
    ) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", wang, monday)
            try await desk.shift("s-2", zhao, monday)
            try await desk.shift("s-3", chen, tuesday)
            try await desk.shift("s-4", feng, tuesday)
            try await body(desk)
        }
    }

    /// Everything stated; one headset short, the air conditioning at fault.
    static func statement(_ desk: RosteredDesk, headsets: Int = 3) async throws -> HandoverStatement {
        let items = try await desk.database.read { tx in
            try tx.absenceGround(of: RosteredDesk.unit).handbook.handoverItems(leaving: false, at: .department)
        }
        var statement = HandoverStatement()
        statement.lines = items.map { item in
            let isAir = item.code == "air"
            let actual = item.code == "headsets" ? headsets : item.expected
            return HandoverSheet.Line(
                code: item.code, name: item.name, part: item.part,
                standing: item.part == .count ? .counted : item.part == .check ? .done : isAir ? .fault : .fine,
                expected: item.expected, actual: item.part == .count ? actual : nil, measure: item.measure,
                remark: isAir ? "不制冷" : "")
        }
        statement.none = [.difficulties, .staffing]
        return statement
    }

    static func rules(_ desk: RosteredDesk, _ subject: Subject) async throws -> [String: String] {
        let ledger = try await desk.database.read { tx in try tx.obligations.all(of: subject) }
        return Dictionary(
            ledger.map { obligation in
                let end = if case .ended(let outcome, _, _) = obligation.state { outcome.rawValue } else { "open" }
                return (obligation.rule.name, end)
            }
        ) { first, last in "\(first), \(last)" }
    }

    static let intake = Intake(
        unit: RosteredDesk.unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
        complainant: "李先生", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
        report: Case.Report(
            subject: "充值没到账", content: "昨天充的没到", demand: "尽快补上", category: "充值与道具", product: "星海", place: ""),
        promise: nil)
}
