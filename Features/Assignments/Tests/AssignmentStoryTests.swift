import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// From registration to whoever takes it, on both engines, with a clock in the hand.
@Suite struct AssignmentStoryTests {
    /// Offered, taken: the handler is new, the first receiver stays answerable (SOFT-60), the clocks go along.
    @Test(arguments: TestDatabase.engines)
    func aCaseIsOfferedAndTaken(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.line(.roundRobin, members: [floor.wang, floor.chen])
            try await floor.start(floor.wang, floor.chen)
            let id = try await floor.register()
            let offer = try #require(try await floor.openOffer(of: id))
            #expect(offer.because.line == "投诉线")
            #expect(try await floor.case(id).handler == floor.receiver, "until somebody takes it")
            try await floor.act(as: offer.staff) { tx, actor in _ = try tx.assignments.take(offer.id, by: actor) }
            let record = try await floor.case(id)
            #expect(record.handler == offer.staff && record.firstReceiver == floor.receiver)
            let owed = try await floor.read { tx in try tx.obligations.open(of: record.subject) }
            #expect(owed.filter { $0.owedBy == .handler }.allSatisfy { $0.owedByStaff == offer.staff })
            #expect(try await floor.kinds(of: id).suffix(2) == [.caseOffered, .caseTaken])
            await #expect(throws: Offer.Refusal.answered(.taken)) {
                try await floor.act(as: offer.staff) { tx, actor in _ = try tx.assignments.take(offer.id, by: actor) }
            }
        }
    }

    /// Cases of a line on which nobody is on duty, however many, keep no other case waiting.
    @Test(arguments: TestDatabase.engines)
    func aLineWithoutPeopleKeepsNobodyElseWaiting(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.line(.roundRobin, members: [floor.wang])
            var ids: [Case.ID] = []
            for _ in 0..<3 { ids.append(try await floor.register()) }
            for id in ids { #expect(try await floor.assignment(of: id)?.state == .pooled) }
            var tried: Set<Case.ID> = []
            for _ in 0..<3 {
                let next = try await floor.database.write { tx in
                    _ = try tx.assignments.retry(limit: 1)
                    return try tx.execute("SELECT case_id FROM case_assignment WHERE tried_at = \(tx.now)")
                        .map { try $0.id("case_id") as Case.ID }
                }
                tried.formUnion(next)
                floor.clock.advance(by: .minutes(1))
            }
            #expect(tried == Set(ids), "each in its turn")
        }
    }

    /// Refusing needs a reason, goes to the next, and in the end to the supervisor on duty, who owes it (MART-13).
    @Test(arguments: TestDatabase.engines)
    func whatIsRefusedGoesToTheNextAndInTheEndToTheSupervisor(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.line(.roundRobin, members: [floor.wang, floor.chen]) { $0.refusalsAllowed = 2 }
            try await floor.start(floor.wang, floor.chen)
            let id = try await floor.register()
            let first = try #require(try await floor.openOffer(of: id))
            await #expect(throws: Offer.Refusal.unknown) {
                try await floor.act(as: first.staff == floor.wang ? floor.chen : floor.wang) { tx, actor in
                    _ = try tx.assignments.take(first.id, by: actor)
                }
            }
            try await floor.refuse(first, "正在通话")
            let second = try #require(try await floor.openOffer(of: id))
            #expect(second.staff != first.staff)
            try await floor.refuse(second, "不熟悉")
            #expect(try await floor.openOffer(of: id) == nil)
            #expect(try await floor.assignment(of: id)?.pool == .refused)
            let owed = try await floor.owed("case.assign", on: id)
            #expect(owed.count == 1 && owed[0].owedBy == .dutySupervisor && owed[0].isOpen)
            try await floor.act(as: floor.supervisor) { tx, actor in
                try tx.cases.assign(id, to: floor.wang, because: "由你来办", by: actor)
            }
            #expect(try await floor.owed("case.assign", on: id)[0].state.isKept)
            #expect(try await floor.assignment(of: id)?.state == .taken)
            #expect(try await floor.read { tx in try tx.assignments.reassignments(of: id).count } == 1)
        }
    }

    /// Nobody on duty: the case waits, the supervisor owes it, and it is offered as soon as somebody is there (GEN3-02).
    @Test(arguments: TestDatabase.engines)
    func whatComesWhenNobodyIsThereWaitsForTheFirstWhoIs(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.line(.leastLoad, members: [floor.wang])
            let id = try await floor.register()
            #expect(try await floor.assignment(of: id)?.pool == .nobody)
            #expect(try await floor.owed("case.assign", on: id).count == 1)
            try await floor.chores()
            #expect(try await floor.openOffer(of: id) == nil)
            try await floor.start(floor.wang)
            try await floor.chores()
            #expect(try await floor.openOffer(of: id)?.staff == floor.wang)
            #expect(try await floor.owed("case.assign", on: id)[0].state.isKept)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsNotTakenInTimeGoesToTheNext(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.line(.roundRobin, members: [floor.wang, floor.chen])
            try await floor.start(floor.wang, floor.chen)
            let id = try await floor.register()
            let first = try #require(try await floor.openOffer(of: id))
            floor.clock.advance(by: .minutes(4))
            try await floor.chores()
            #expect(try await floor.openOffer(of: id)?.id == first.id)
            floor.clock.advance(by: .minutes(1))
            try await floor.chores()
            let second = try #require(try await floor.openOffer(of: id))
            #expect(second.staff != first.staff)
            floor.clock.advance(by: .minutes(5))
            try await floor.chores()
            #expect(try await floor.assignment(of: id)?.pool == .nobody, "everybody has been asked")
        }
    }

    /// Going home passes on what one has not taken yet.
    @Test(arguments: TestDatabase.engines)
    func whoeverStepsAwayHasNothingOfferedAnyMore(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.line(.roundRobin, members: [floor.wang, floor.chen])
            try await floor.start(floor.wang, floor.chen)
            let id = try await floor.register()
            let first = try #require(try await floor.openOffer(of: id))
            try await floor.act(as: first.staff) { tx, actor in try tx.presence.leave(by: actor) }
            let second = try #require(try await floor.openOffer(of: id))
            #expect(second.staff != first.staff)
        }
    }

    /// Twenty cases at once, room for seven: never more than the ceiling, on either engine.
    @Test(arguments: TestDatabase.engines)
    func twentyCasesAtOnceNeverExceedTheCeiling(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.line(.leastLoad, members: [floor.wang, floor.chen]) { _ in }
            try await floor.act(as: floor.supervisor) { tx, actor in
                let line = try tx.lines.list(in: nil)[0].id
                try tx.lines.admit(floor.wang, weight: 1, ceiling: 3, to: line, by: actor)
                try tx.lines.admit(floor.chen, weight: 1, ceiling: 4, to: line, by: actor)
            }
            try await floor.start(floor.wang, floor.chen)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { _ = try await floor.register() } }
                try await group.waitForAll()
            }
            let loads = try await floor.read { tx in try tx.assignments.loads(of: [floor.wang, floor.chen]) }
            #expect(loads == [floor.wang: 3, floor.chen: 4])
            let waiting = try await floor.read { tx in try tx.assignments.waitingForSomebody(limit: 100).count }
            #expect(waiting == 13)
        }
    }

    /// The last handler of the same customer, and the agent of a key customer (SOFT-64).
    @Test(arguments: TestDatabase.engines)
    func aCustomerComesBackToWhomTheyKnow(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.line(.roundRobin, members: [floor.wang, floor.chen]) { $0.prefersLastHandler = true }
            try await floor.start(floor.wang, floor.chen)
            for _ in 0..<3 {
                let id = try await floor.register()
                let offer = try #require(try await floor.openOffer(of: id))
                try await floor.act(as: offer.staff) { tx, actor in _ = try tx.assignments.take(offer.id, by: actor) }
            }
            let id = try await floor.register()
            let offer = try #require(try await floor.openOffer(of: id))
            #expect(offer.because.ground == .lastHandler)
            let other = offer.staff == floor.wang ? floor.chen : floor.wang
            try await floor.act(as: floor.supervisor) { tx, actor in
                try tx.cases.assign(id, to: other, because: "换人", by: actor)
                try tx.assignments.dedicate(handlerOf: id, isDedicated: true, by: actor)
            }
            let next = try await floor.register()
            let given = try #require(try await floor.openOffer(of: next))
            #expect(given.staff == other && given.because.ground == .dedicated)
        }
    }

    /// The clause of the packs: no transfer and no reassignment to somebody off duty, unless an exception is approved.
    @Test(arguments: TestDatabase.engines)
    func nobodysCaseGoesToSomeoneOffDuty(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            let id = try await floor.register()
            // Nobody has ever said they were on duty: there is nothing to go by.
            try await floor.act(as: floor.supervisor) { tx, actor in
                try tx.cases.assign(id, to: floor.wang, because: "试", by: actor)
            }
            try await floor.start(floor.wang)
            await #expect(throws: GateRefusal.self) {
                try await floor.act(as: floor.supervisor) { tx, actor in
                    try tx.cases.assign(id, to: floor.chen, because: "他懂", by: actor)
                }
            }
            await #expect(throws: GateRefusal.self) {
                try await floor.act(as: floor.wang) { tx, actor in
                    try tx.cases.transfer(id, to: floor.chen, because: "他懂", known: "无", by: actor)
                }
            }
            try await floor.start(floor.chen)
            try await floor.act(as: floor.supervisor) { tx, actor in
                try tx.cases.assign(id, to: floor.chen, because: "他懂", by: actor)
            }
            #expect(try await floor.case(id).handler == floor.chen)
        }
    }

    /// One click back within ten minutes, even to somebody who has gone home meanwhile; then it no longer counts.
    @Test(arguments: TestDatabase.engines)
    func aReassignmentCanBeTakenBackForTenMinutes(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.start(floor.wang, floor.chen)
            let id = try await floor.register()
            func assign(_ person: Staff.ID) async throws -> Reassignment.ID {
                try await floor.act(as: floor.supervisor) { tx, actor in
                    try tx.cases.assign(id, to: person, because: "快到期了", by: actor)
                    return try #require(try tx.assignments.reassignments(of: id).last).id
                }
            }
            func undo(_ reassignment: Reassignment.ID) async throws {
                try await floor.act(as: floor.supervisor) { tx, actor in
                    try tx.assignments.undo(reassignment, because: "撤销", by: actor)
                }
            }
            let first = try await assign(floor.wang)
            try await undo(first)
            #expect(try await floor.case(id).handler == floor.receiver)
            await #expect(throws: Offer.Refusal.notUndoable) { try await undo(first) }
            let second = try await assign(floor.chen)
            floor.clock.advance(by: .minutes(11))
            await #expect(throws: Offer.Refusal.notUndoable) { try await undo(second) }
            let counts = try await floor.read { tx in
                try tx.assignmentReport(during: tx.now - .days(1)..<tx.now + .days(1), in: nil)
            }
            #expect(counts.first { $0.staff == floor.chen }?.given == 1)
            #expect(counts.first { $0.staff == floor.wang }?.given ?? 0 == 0, "what was taken back does not count")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func linesAreKeptByThoseWhoReassign(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            await #expect(throws: NotAllowed.self) {
                try await floor.act(as: floor.wang) { tx, actor in
                    _ = try tx.lines.found(floor.plan(.weighted), by: actor)
                }
            }
            try await floor.line(.weighted, members: [floor.wang]) { plan in
                plan.needs = [Line.Need(skill: "粤语", level: 2)]
                plan.condition.channels = [.phone]
                plan.categories = ["其他"]
            }
            try await floor.act(as: floor.supervisor) { tx, actor in
                let line = try #require(try tx.lines.list(in: nil).first)
                #expect(line.needs == [Line.Need(skill: "粤语", level: 2)] && line.method == .weighted)
                #expect(line.condition.channels == [.phone] && line.categories == ["其他"])
                #expect(throws: Line.Refusal.nameTaken) { _ = try tx.lines.found(floor.plan(.weighted), by: actor) }
                try tx.skills.grant("粤语", level: 3, to: floor.wang, by: actor)
                #expect(try tx.skills.of([floor.wang]) == [floor.wang: ["粤语": 3]])
            }
            try await floor.start(floor.wang)
            let id = try await floor.register()
            #expect(try await floor.openOffer(of: id)?.because.skills == ["粤语"])
        }
    }
}

extension Obligation.State {
    fileprivate var isKept: Bool { if case .ended(.kept, _, _) = self { true } else { false } }
}
