import Database
import Handbook
import Kernel
import Testing
import Testkit
import Web

@testable import Desk

/// What a person sees first in the morning: what is owed, by them or by a post they hold.
struct MyDayTests {
    @Test(arguments: TestDatabase.engines)
    func whatIsOwedIsGroupedByWhenItIsDue(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            department.time.advance(by: .hours(5))
            let (day, now) = try await department.day(of: Department.zhang)

            let today = Zone.shanghai.today(at: now)
            let groups = day.owed.map { "\($0.obligation.clause) \($0.group(today: today))" }
            #expect(groups == ["2.1 late", "2.2 later", "3.4 later"])
            let first = try #require(day.owed.first)
            #expect(first.used == 1.25)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatAPostOwesIsSeenByItsNearestHoldersAlone(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseJudged)
            #expect(try await department.clauses(of: Department.li) == ["2.9"], "the manager above the unit")
            #expect(try await department.clauses(of: Department.wang) == [])
            #expect(try await department.clauses(of: Department.qian) == [])

            try await department.write { tx in
                let nearer = try tx.staff.require(Department.zhao)
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: "appointment-nearer", nearer, to: "manager", in: Department.east, from: tx.now, by: nil))
            }
            #expect(try await department.clauses(of: Department.li) == [], "the unit has a manager of its own now")
            #expect(try await department.clauses(of: Department.zhao) == ["2.9"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatPausesIsNotLate(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            try await department.happens(.caseSuspended)
            department.time.advance(by: .days(30))
            let (day, now) = try await department.day(of: Department.zhang)

            let resting = try #require(day.owed.first { $0.obligation.clause == "3.4" })
            #expect(resting.group(today: Zone.shanghai.today(at: now)) == .later)
            #expect(resting.used == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func promisesChecksAndExceptionsHaveAPlaceOfTheirOwn(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.promiseMade, item: "promise-1", promised: TimeMachine.start + .hours(30))
            _ = try await department.write { tx in try tx.obligations.openRounds() }
            _ = try await department.ask("3.2")

            let (agent, _) = try await department.day(of: Department.zhang)
            #expect(agent.promises.map(\.obligation.clause) == ["2.10"])
            #expect(agent.exceptions.isEmpty, "one's own request is not one's own to decide")
            let (supervisor, _) = try await department.day(of: Department.wang)
            #expect(supervisor.checks.map(\.obligation.clause) == ["1.2"])
            #expect(supervisor.checks.first?.label?.title == "东部")
            #expect(supervisor.exceptions.map(\.request.clause) == ["3.2"])
            let (stranger, _) = try await department.day(of: Department.zhao)
            #expect(stranger.isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func thePageNamesWhatIsOwedWithItsClauseAndEscapesWhatPeopleTyped(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            _ = try await department.write { tx in try tx.obligations.openRounds() }
            _ = try await department.act(as: Department.zhang) { tx, actor in
                try tx.exceptions.request(
                    "3.2", of: tx.owing(), obligation: nil, because: "<script>alert(1)</script>", by: actor)
            }
            let (own, now) = try await department.day(of: Department.zhang)
            let page = MyDayPages(day: own, viewer: .zhang(at: now)).content.description
            #expect(page.contains("首次回复客户"))
            #expect(page.contains("/handbook/version-1#c-2.2"))
            #expect(page.contains("data-live=\"staff:staff-zhang case:case-1\""))

            let (above, _) = try await department.day(of: Department.wang)
            let his = MyDayPages(day: above, viewer: .zhang(at: now)).content.description
            #expect(his.contains("&lt;script&gt;"))
            #expect(!his.contains("<script>"))
            #expect(his.contains("name=\"holds\" value=\"no\""))
        }
    }

    @Test func anEmptyDayTeaches() {
        let page = MyDayPages(day: MyDay(lines: [], exceptions: [], notices: []), viewer: .zhang(at: TimeMachine.start))
        #expect(page.content.description.contains("现在没有要做的事"))
        #expect(page.lead.description == "早上好，张三。 2026年1月5日(周一)")
    }
}

extension Department {
    func day(of person: Staff.ID) async throws -> (MyDay, Instant) {
        try await act(as: person) { tx, actor in (try tx.myDay(of: actor), tx.now) }
    }

    fileprivate func clauses(of person: Staff.ID) async throws -> [String] {
        try await day(of: person).0.owed.map(\.obligation.clause)
    }
}

extension Viewer {
    static func zhang(at now: Instant) -> Viewer {
        Viewer(
            id: Department.zhang.rawValue, name: "张三", post: "客服专员", unit: "东部", session: "session-1", csrf: "secret",
            now: now, zone: .shanghai, address: "127.0.0.1")
    }
}
