import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// The report on the command line, for people and for programs.
struct ReportTests {
    @Test(arguments: TestDatabase.engines)
    func theReportTellsTheSameAsThePage(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            department.time.advance(by: .hours(5))
            try await department.happens(.caseAccepted)
            try await department.happens(.caseReplied)
            try await department.step(against: "3.1")

            let report = try await department.database.adherenceReport(of: "ledger")
            golden(report.text(.chinese), named: "adherence-by-clause")
            golden(report.json(), named: "adherence-by-clause-json")
            let people = try await department.database.adherenceReport(of: "ledger", by: .person)
            golden(people.text(.english), named: "adherence-by-person")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aHandbookNobodyWorksByIsRefused(engine: Engine) async throws {
        try await Department.open(engine) { department in
            await #expect(throws: NoHandbookInForce(code: "nowhere")) {
                try await department.database.adherenceReport(of: "nowhere")
            }
        }
    }
}
