import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// A handover is short, and the work is begun at once: both are measured (GAME-52).
@Suite struct HandoverPaceTests {
    private static func at(_ hour: Int, _ minute: Int) -> Instant {
        Zone.shanghai.instant(HandoverStage.tuesday, TimeOfDay(minutes: hour * 60 + minute))
    }

    private static func taking(
        offered: Instant, arrived: Instant, taken: Instant, begins: Instant?, first: Instant?
    ) -> HandoverPace.Taking {
        HandoverPace.Taking(
            offeredAt: offered, arrivedAt: arrived, takenAt: taken, beginsAt: begins, firstTaskAt: first)
    }

    /// The night between two shifts is nobody's time, nor are the minutes before the shift begins.
    @Test func onlyWhenBothAreThereTheTimeRuns() throws {
        let evening = Self.at(9, 0) - .hours(12)
        let takings = [
            Self.taking(
                offered: evening, arrived: Self.at(8, 45), taken: Self.at(8, 50), begins: Self.at(9, 0),
                first: Self.at(9, 7)),
            Self.taking(
                offered: Self.at(8, 58), arrived: Self.at(8, 40), taken: Self.at(9, 10), begins: Self.at(9, 0),
                first: Self.at(9, 11)),
            Self.taking(
                offered: evening, arrived: Self.at(8, 50), taken: Self.at(8, 51), begins: Self.at(9, 0),
                first: Self.at(8, 55)),
            Self.taking(
                offered: evening, arrived: Self.at(8, 50), taken: Self.at(8, 50), begins: nil, first: nil),
        ]
        #expect(takings.map(\.handover) == [.minutes(5), .minutes(12), .minutes(1), .minutes(0)])
        #expect(takings.map(\.firstTask) == [.minutes(7), .minutes(1), .minutes(0), nil])
        let pace = try #require(HandoverPace("u", takings))
        #expect(pace.handover.count == 4 && pace.handover.median == .minutes(5))
        #expect(pace.handover.longest == .minutes(12))
        #expect(pace.firstTask?.count == 3 && pace.firstTask?.median == .minutes(1))
        #expect(HandoverPace("u", []) == nil)
        #expect(HandoverPace("u", [takings[3]])?.firstTask == nil, "nothing was done is no time at all")
    }

    /// From the records: who settles handovers reads it on their page, others do not.
    @Test(arguments: TestDatabase.engines)
    func whoeverSettlesHandoversReadsIt(engine: Engine) async throws {
        try await HandoverStage.open(engine) { desk in
            desk.clock.set(to: RosteredDesk.hours(HandoverStage.monday).upperBound - .minutes(10))
            let sheet = try await desk.act(as: HandoverStage.zhao) { tx, actor in try tx.handovers.open(by: actor) }
            let statement = try await HandoverStage.statement(desk)
            try await desk.act(as: HandoverStage.zhao) { tx, actor in
                try tx.handovers.offer(sheet.id, statement, by: actor)
            }
            #expect(try await Self.paces(desk).isEmpty, "nobody has taken over")
            desk.clock.set(to: Self.at(8, 48))
            try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.accept(sheet.id, by: actor) }
            #expect(try await Self.paces(desk).first?.firstTask == nil)
            for (minute, person) in [(2, HandoverStage.feng), (6, HandoverStage.chen), (30, HandoverStage.chen)] {
                desk.clock.set(to: Self.at(9, minute))
                _ = try await desk.database.write { tx in
                    try tx.record(
                        .caseAccepted, about: Subject(.serviceCase, "case-1"), in: RosteredDesk.unit, by: person)
                }
            }
            let pace = try #require(try await Self.paces(desk).first)
            #expect(pace.unit == RosteredDesk.unit && pace.handover.count == 1 && pace.handover.longest == .minutes(0))
            #expect(pace.firstTask?.longest == .minutes(6), "the first of whoever took over")
            let web = try WebServer.ofTest(desk.clock)
            HandoverRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).add(to: web.signedIn)
            try await withServer(web) { client in
                let page = try await client.get("/handovers", as: RosteredDesk.supervisor)
                #expect(page.text.contains("接班到办第一件事") && page.text.contains("一般 6 分钟，最长 6 分钟"))
                #expect(try await !client.get("/handovers", as: HandoverStage.chen).text.contains("接班到办第一件事"))
            }
        }
    }

    private static func paces(_ desk: RosteredDesk) async throws -> [HandoverPace] {
        try await desk.database.read { tx in try tx.handovers.paces(in: [RosteredDesk.unit]) }
    }
}
