import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import Testkit
import Testing

@testable import Desk
@testable import Web

/// A program asks for an exception of the same records as a person does: what refuses it names its clause (GAME-18, GAME-66).
@Suite struct ExceptionApiTests {
    @Test(arguments: TestDatabase.engines)
    func anExceptionIsAskedForOfARoster(engine: Engine) async throws {
        try await ApiHouse.open(on: engine) { house in
            let person = try await house.who(.reassignCase, .createCase)
            let (roster, clause) = try await house.database.write { tx in
                let unit = try #require(try tx.units(for: tx.actor(person), permitting: .reassignCase).first?.id)
                let today = Zone.shanghai.day(of: tx.now)
                let roster = try tx.rosters.make(
                    in: unit, today.advanced(by: 7)...today.advanced(by: 13), by: [], by: tx.actor(person))
                let clause = try #require(try tx.rosters.setting(of: unit).rules.first?.clause.number)
                return (roster.id, clause)
            }
            let token = try await house.token(of: person, [.readWork, .writeWork])
            let asked = try await house.call(
                .post, "/exceptions", token: token,
                #"{"roster":"\#(roster)","clause":["\#(clause)"],"reason":"停业盘点"}"#)
            #expect(asked.status == 201, "\(asked.text)")
            let waiting = try await house.call(.get, "/exceptions", token: token)
            #expect(waiting["entries.0.subject"] == roster.rawValue && waiting["entries.0.subjectKind"] == "roster")
            #expect(waiting["entries.0.clause"] == clause)
            let unknown = try await house.call(
                .post, "/exceptions", token: token, #"{"swap":"none","clause":"\#(clause)","reason":"急事"}"#)
            #expect(unknown.status == 404, "\(unknown.text)")
            let nothing = try await house.call(.post, "/exceptions", token: token, #"{"reason":"急事"}"#)
            #expect(nothing.status == 422 && nothing.text.contains("#/clause"), "\(nothing.text)")
            let fields = try await ApiHouse.operations().first { $0.name == "exception.ask" }?.body ?? []
            #expect(fields.filter(\.isRequired).map(\.name).sorted() == ["clause", "reason"])
        }
    }
}
