import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Who is on duty: said by themselves, corrected by a supervisor, ended by a chore (SOFT-70, GEN3-02).
@Suite struct PresenceTests {
    @Test func aStayGoesFromHereToAwayAndBackAndEndsOnce() throws {
        let now = TimeMachine.start
        var stay = Presence.begin(id: "p", of: "wang", in: "east", by: nil, at: now)
        #expect(throws: Presence.Refusal.notAway) { try stay.comeBack() }
        try stay.leave(at: now + .minutes(5))
        #expect(!stay.isHere && !stay.isOver)
        #expect(throws: Presence.Refusal.awayAlready) { try stay.leave(at: now) }
        try stay.comeBack()
        try stay.end(.person, at: now + .hours(8))
        #expect(throws: Presence.Refusal.notOnDuty) { try stay.end(.idle, at: now) }
        #expect(throws: Presence.Refusal.notOnDuty) { try stay.leave(at: now) }
    }

    @Test func itLapsesByIdlenessByTheEndOfTheLastSessionAndByItsLength() {
        let now = TimeMachine.start
        let own = Presence.begin(id: "p", of: "wang", in: "east", by: nil, at: now)
        let entered = Presence.begin(id: "p", of: "wang", in: "east", by: "boss", at: now)
        let rules = PresenceRules.house
        func lapsed(_ presence: Presence, _ traces: SessionTraces, after time: Duration) -> Presence.Ending? {
            presence.lapsed(traces, at: now + time, under: rules)
        }
        #expect(lapsed(own, SessionTraces(seenAt: now + .minutes(20)), after: .minutes(79)) == nil)
        #expect(lapsed(own, SessionTraces(seenAt: now + .minutes(20)), after: .minutes(80)) == .idle)
        #expect(lapsed(own, SessionTraces(endedAt: now + .minutes(5)), after: .minutes(14)) == nil)
        #expect(lapsed(own, SessionTraces(endedAt: now + .minutes(5)), after: .minutes(15)) == .idle)
        #expect(lapsed(own, SessionTraces(), after: .minutes(10)) == .idle)
        #expect(lapsed(own, SessionTraces(seenAt: now + .hours(12)), after: .hours(12)) == .longest)
        #expect(lapsed(entered, SessionTraces(), after: .hours(11)) == nil)
        #expect(lapsed(entered, SessionTraces(), after: .hours(12)) == .longest)
    }

    @Test(arguments: TestDatabase.engines)
    func peopleSayThatTheyAreHereAndTheChoreThatTheyAreGone(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.start(floor.wang)
            await #expect(throws: Presence.Refusal.onDutyAlready) { try await floor.start(floor.wang) }
            let began = floor.clock.now
            #expect(try await floor.isOnDuty(floor.wang, at: began))
            try await floor.act(as: floor.wang) { tx, actor in try tx.presence.leave(by: actor) }
            #expect(try await !floor.isOnDuty(floor.wang, at: floor.clock.now))
            try await floor.act(as: floor.wang) { tx, actor in try tx.presence.comeBack(by: actor) }
            // No session at all: ten minutes after they came, they are gone.
            floor.clock.advance(by: .minutes(9))
            #expect(try await floor.lapse() == 0)
            floor.clock.advance(by: .minutes(1))
            #expect(try await floor.lapse() == 1)
            #expect(try await !floor.isOnDuty(floor.wang, at: floor.clock.now))
            #expect(try await floor.isOnDuty(floor.wang, at: began + .minutes(3)), "they were then")
            let kinds = try await floor.read { tx in
                try tx.events.about(Subject(.staff, floor.wang.rawValue)).map(\.kind)
            }
            #expect(kinds == [.presenceBegan, .presenceAway, .presenceBack, .presenceEnded])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aSessionInUseKeepsAPersonOnDuty(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.start(floor.wang)
            floor.clock.advance(by: .minutes(30))
            try await floor.act(as: floor.wang) { tx, actor in
                let session = Session.start(
                    id: "session", of: actor.staff.id, at: Workstation(address: "::1", agent: "test"), now: tx.now)
                try tx.sessions.add(session, tokenHash: "hash")
            }
            floor.clock.advance(by: .minutes(59))
            #expect(try await floor.lapse() == 0)
            floor.clock.advance(by: .minutes(1))
            #expect(try await floor.lapse() == 1)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aSupervisorCorrectsAndNobodyElse(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            await #expect(throws: NotAllowed.self) {
                try await floor.act(as: floor.chen) { tx, actor in
                    try tx.presence.correct(floor.wang, isOnDuty: true, because: "忘了点", by: actor)
                }
            }
            try await floor.act(as: floor.supervisor) { tx, actor in
                try tx.presence.correct(floor.wang, isOnDuty: true, because: "忘了点", by: actor)
            }
            #expect(try await floor.isOnDuty(floor.wang, at: floor.clock.now))
            try await floor.act(as: floor.supervisor) { tx, actor in
                try tx.presence.correct(floor.wang, isOnDuty: false, because: "已离岗", by: actor)
            }
            #expect(try await !floor.isOnDuty(floor.wang, at: floor.clock.now))
        }
    }

    /// GAME-50, SOFT-70: what is asked of who begins and who goes home is not passed by correcting oneself, neither with
    /// one's own hand nor with that of whom one lent the post.
    @Test(arguments: TestDatabase.engines)
    func nobodyCorrectsTheirOwnDuty(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            await #expect(throws: Presence.Refusal.ownAct) {
                try await floor.act(as: floor.supervisor) { tx, actor in
                    try tx.presence.correct(floor.supervisor, isOnDuty: true, because: "忘了点", by: actor)
                }
            }
            try await floor.start(floor.supervisor)
            await #expect(throws: Presence.Refusal.ownAct) {
                try await floor.act(as: floor.supervisor) { tx, actor in
                    try tx.presence.correct(floor.supervisor, isOnDuty: false, because: "先走了", by: actor)
                }
            }
            #expect(try await floor.isOnDuty(floor.supervisor, at: floor.clock.now))
            try await floor.act(as: floor.supervisor) { tx, actor in
                let held = try #require(try tx.appointments.open(of: actor.staff.id, at: tx.now).first)
                _ = try tx.delegations.give(
                    Loan(
                        appointment: held.id, recipient: floor.chen, from: tx.now, to: tx.now + .days(7), reason: "外出"),
                    by: actor, under: PostsInForce(tx: tx))
            }
            await #expect(throws: NotAllowed.self, "by the lender's own post") {
                try await floor.act(as: floor.chen) { tx, actor in
                    try tx.presence.correct(floor.supervisor, isOnDuty: false, because: "先走了", by: actor)
                }
            }
            try await floor.act(as: floor.chen) { tx, actor in
                try tx.presence.correct(floor.wang, isOnDuty: true, because: "忘了点", by: actor)
            }
        }
    }

    /// Going home with a promise that falls due tonight: handed over, or a reason (SOFT-70).
    @Test(arguments: TestDatabase.engines)
    func whoeverGoesHomeIsShownWhatTheyHavePromised(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.start(floor.wang, floor.chen)
            let id = try await floor.register()
            try await floor.act(as: floor.supervisor) { tx, actor in
                try tx.cases.assign(id, to: floor.wang, because: "由你来办", by: actor)
            }
            try await floor.act(as: floor.wang) { tx, actor in
                _ = try tx.cases.promise("今晚回电", due: tx.now + .hours(3), isAgreed: true, on: id, by: actor)
            }
            await #expect(throws: Presence.Refusal.promisesOpen(1)) {
                try await floor.act(as: floor.wang) { tx, actor in try tx.presence.end(by: actor) }
            }
            try await floor.act(as: floor.wang) { tx, actor in
                try tx.presence.end(handing: [id: floor.chen], because: "我下班了", known: "客户等回电", by: actor)
            }
            #expect(try await floor.case(id).transfer?.to == floor.chen)
            #expect(try await !floor.isOnDuty(floor.wang, at: floor.clock.now))
            try await floor.act(as: floor.chen) { tx, actor in try tx.cases.signTransfer(id, by: actor) }
            try await floor.act(as: floor.chen) { tx, actor in
                try tx.presence.end(because: "已与客户说好明早回电", by: actor)
            }
            #expect(try await !floor.isOnDuty(floor.chen, at: floor.clock.now))
        }
    }
}

extension Floor {
    func isOnDuty(_ person: Staff.ID, at instant: Instant) async throws -> Bool {
        try await read { tx in try tx.presence.isOnDuty(person, at: instant) }
    }

    func lapse() async throws -> Int { try await database.write { tx in try tx.presence.endLapsed() } }
}
