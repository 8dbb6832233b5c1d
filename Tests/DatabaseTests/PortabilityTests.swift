import Database
import Kernel
import Testing
import Testkit

struct PortabilityTests {
    @Test(arguments: TestDatabase.engines)
    func bothEnginesAnswerAsExpected(engine: Engine) async throws {
        try await withDatabase(engine, migrations: portabilityTables) { database in
            for question in portabilityBattery {
                let answer = try await answer(question, database)
                #expect(answer == question.answer(of: engine), "\(question.name), \(engine)")
            }
        }
    }

    @Test func everyDifferenceIsStatedOnce() {
        let names = portabilityBattery.map(\.name)
        #expect(Set(names).count == names.count)
        // An architecture that says "one SQL, two engines" can afford a short list.
        #expect(portabilityBattery.filter { $0.sqlite != $0.postgres }.count == 13)
    }

    private func answer(_ question: Question, _ database: any Database) async throws -> String {
        let sql = question.sql
        do {
            return try await database.write { tx in try tx.execute(sql).map(\.spoken).joined(separator: " | ") }
        } catch let error as DatabaseError {
            return "ERROR \(error.kind)"
        }
    }
}

extension Row {
    fileprivate var spoken: String {
        names.map { name in
            switch self[name] {
            case .null: "\(name)=NULL"
            case .integer(let number): "\(name)=\(number)"
            case .real(let number): "\(name)=\(number)"
            case .text(let text): "\(name)='\(text)'"
            case .blob(let bytes): "\(name)=\(bytes)"
            }
        }.joined(separator: " ")
    }
}
