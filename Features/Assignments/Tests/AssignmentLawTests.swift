import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// What holds whatever happens on the floor: people come and go while cases are assigned.
@Suite struct AssignmentLawTests {
    /// Law (SOFT-70, GEN3-02, clause 5.6): at no instant is a case offered to, or put into the hands of, somebody who is
    /// not on duty, whoever comes, steps away, goes home or is corrected while cases are placed, taken, refused, handed on.
    @Test(arguments: TestDatabase.engines, [UInt64(3), 17])
    func noCaseIsEverPlacedWithSomebodyOffDuty(engine: Engine, seed: UInt64) async throws {
        try await Floor.open(on: engine) { floor in
            let people = [floor.wang, floor.chen, floor.receiver]
            try await floor.line(seed.isMultiple(of: 2) ? .roundRobin : .leastLoad, members: people) {
                $0.refusalsAllowed = 2
                $0.keepsFirstReceiver = seed == 17
            }
            try await floor.start(floor.receiver)
            var dice = SeededDice(seed: seed)
            var cases: [Case.ID] = []
            // Offers that were looked at, and cases that changed hands.
            var tried = 0
            var handlers: [Case.ID: Staff.ID] = [:]
            for _ in 0..<100 {
                floor.clock.advance(by: .seconds(Int64.random(in: 5...240, using: &dice)))
                let person = people[Int.random(in: 0..<people.count, using: &dice)]
                let record = cases.isEmpty ? nil : cases[Int.random(in: 0..<cases.count, using: &dice)]
                switch Int.random(in: 0..<12, using: &dice) {
                case 0, 1, 10, 11: try await floor.come(person)
                case 2: try await floor.attempt(as: person) { tx, actor in try tx.presence.leave(by: actor) }
                case 3: try await floor.attempt(as: person) { tx, actor in try tx.presence.comeBack(by: actor) }
                case 4:
                    try await floor.attempt(as: floor.supervisor) { tx, actor in
                        try tx.presence.correct(person, isOnDuty: false, because: "已下班", by: actor)
                    }
                case 5, 6: cases.append(try await floor.register())
                case 7:
                    try await floor.attempt(as: person) { tx, actor in
                        for offer in try tx.assignments.openOffers(to: person).prefix(1) {
                            _ = try tx.assignments.take(offer.id, by: actor)
                        }
                    }
                case 8:
                    try await floor.attempt(as: person) { tx, actor in
                        for offer in try tx.assignments.openOffers(to: person).prefix(1) {
                            try tx.assignments.refuse(offer.id, because: "正忙", by: actor)
                        }
                    }
                default:
                    guard let record else { continue }
                    try await floor.attempt(as: floor.supervisor) { tx, actor in
                        try tx.cases.assign(record, to: person, because: "由你来办", by: actor)
                    }
                }
                if Int.random(in: 0..<3, using: &dice) == 0 { try await floor.chores() }
                let seen = try await floor.look(at: cases, among: people)
                for (id, standing) in seen.cases {
                    if let offered = standing.offered {
                        tried += 1
                        #expect(seen.here.contains(offered), "an open offer lies with somebody who is gone")
                    }
                    if let handler = standing.handler, let former = handlers[id], former != handler {
                        tried += 1
                        #expect(seen.here.contains(handler), "a case went to somebody who was not there")
                    }
                    handlers[id] = standing.handler
                }
            }
            #expect(cases.count > 5 && tried > 2, "the dice have tried something")
        }
    }

    /// The exception of clause 5.6: whoever is off duty gets a case only where that was asked for and approved by
    /// another, and once.
    @Test(arguments: TestDatabase.engines)
    func anExceptionLetsOneCaseGoToSomebodyOffDutyOnce(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            try await floor.start(floor.receiver)
            let id = try await floor.register()
            let wang = floor.wang
            @Sendable func assign() async throws {
                try await floor.act(as: floor.supervisor) { tx, actor in
                    try tx.cases.assign(id, to: wang, because: "只有她懂方言", by: actor)
                }
            }
            let refusal = try #require(await #expect(throws: GateRefusal.self) { try await assign() })
            #expect(refusal.objections.map(\.clause) == ["5.6"])
            try await floor.act(as: floor.supervisor) { tx, actor in
                try tx.exceptions.request(
                    ["5.6"], of: id, obligation: nil, because: "客户只讲方言，王芳今晚可办", by: actor)
            }
            await #expect(throws: GateRefusal.self) { try await assign() }
            let asked = try #require(
                try await floor.read { tx in
                    try tx.exceptions.about(Subject(.serviceCase, id.rawValue)).first?.id
                })
            await #expect(throws: (any Error).self, "nobody approves their own") {
                try await floor.act(as: floor.supervisor) { tx, actor in
                    try tx.exceptions.approve(asked, saying: "", by: actor)
                }
            }
            try await floor.act(as: floor.people["manager"] ?? "") { tx, actor in
                try tx.exceptions.approve(asked, saying: "同意", by: actor)
            }
            try await assign()
            #expect(try await floor.case(id).handler == wang)
            let outcomes = try await floor.owed("assignment.on-duty", on: id).map { obligation in
                if case .ended(let outcome, _, _) = obligation.state { outcome.rawValue } else { "open" }
            }
            #expect(outcomes.contains("exempted"), "\(outcomes)")
            // Once: the next time it is asked again.
            try await floor.act(as: floor.supervisor) { [receiver = floor.receiver] tx, actor in
                try tx.cases.assign(id, to: receiver, because: "回到本班", by: actor)
            }
            await #expect(throws: GateRefusal.self) { try await assign() }
        }
    }

    /// MART-13: of two supervisors the one who is on duty owes what waits.
    @Test(arguments: TestDatabase.engines)
    func theSupervisorWhoIsHereIsTheOneOnDuty(engine: Engine) async throws {
        try await Floor.open(on: engine) { floor in
            let second: Staff.ID = "staff-second"
            try await floor.act(as: floor.supervisor) { [unit = floor.unit] tx, _ in
                let staff = Staff.join(
                    id: second, account: Account(stored: "second"), name: "组长乙", phone: nil, language: .chinese,
                    password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                try tx.staff.add(staff)
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: "appointment-second", staff, to: "supervisor", in: unit, from: tx.now - .days(1), by: nil))
            }
            func supervisor() async throws -> Staff.ID? {
                try await floor.read { [unit = floor.unit] tx in
                    try tx.appointments.dutySupervisor(of: unit, at: tx.now)
                }
            }
            #expect(try await supervisor() == floor.supervisor, "nobody is here: the first")
            try await floor.start(second)
            #expect(try await supervisor() == second)
            try await floor.line(.leastLoad, members: [floor.wang])
            let id = try await floor.register()
            #expect(try await floor.owed("case.assign", on: id).map(\.owedByStaff) == [second])
            try await floor.start(floor.supervisor)
            #expect(try await supervisor() == floor.supervisor)
            try await floor.act(as: floor.supervisor) { tx, actor in try tx.presence.leave(by: actor) }
            #expect(try await supervisor() == second, "a short absence counts")
        }
    }
}

extension Floor {
    /// What may well be refused: nobody can leave who is not there.
    fileprivate func attempt(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> Void
    ) async throws {
        do {
            try await act(as: person, body)
        } catch is Presence.Refusal, is GateRefusal, is Case.Refusal, is Offer.Refusal {
            return
        }
    }

    fileprivate func come(_ person: Staff.ID) async throws {
        try await attempt(as: person) { tx, actor in try tx.presence.begin(by: actor) }
    }

    /// Who is here, and with whom each case lies: of one instant.
    fileprivate func look(
        at cases: [Case.ID], among people: [Staff.ID]
    ) async throws -> (here: Set<Staff.ID>, cases: [(Case.ID, (offered: Staff.ID?, handler: Staff.ID?))]) {
        try await read { tx in
            let standings = try cases.map { id in
                (id, (offered: try tx.assignments.openOffer(of: id)?.staff, handler: try tx.cases.require(id).handler))
            }
            return (try tx.presence.onDuty(among: people), standings)
        }
    }
}
