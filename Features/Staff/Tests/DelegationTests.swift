import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

private typealias Posts = TestOffice.TestPosts

@Suite("Posts lent, and who stands where")
struct DelegationTests {
    @Test(arguments: TestDatabase.engines)
    func aPostOnLoanWorksFromItsFirstInstantToItsLast(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let lin = try await office.hire("lin", "林静", as: "manager", in: TestOffice.east)
            let chen = try await office.hire("chen", "陈晨")
            let start = office.time.now + .hours(1)
            try await lend(of: lin, to: chen, from: start, to: start + .hours(8), in: office)

            func mayDecide() async throws -> Bool {
                try await office.actor(chen).may(.decideCase, in: TestOffice.sh2, isOwn: false)
            }
            #expect(try await !mayDecide())
            office.time.set(to: start)
            #expect(try await mayDecide())
            let actor = try await office.actor(chen)
            #expect(actor.mainHolding?.post.code == "clerk")
            #expect(actor.holdings.last?.lentBy == lin)
            #expect(actor.compensationLimit(in: TestOffice.sh2) == .yuan(1000))
            office.time.set(to: start + .hours(8) - .milliseconds(1))
            #expect(try await mayDecide())
            office.time.set(to: start + .hours(8))
            #expect(try await !mayDecide())
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aLoanEndsEarlyWhenItIsTakenBackOrItsGiverLosesThePost(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let lin = try await office.hire("lin", "林静", as: "manager", in: TestOffice.east)
            let chen = try await office.hire("chen", "陈晨")
            let now = office.time.now
            let loan = try await lend(of: lin, to: chen, from: now, to: now + .days(7), in: office)
            let giver = try await office.actor(lin)
            office.time.advance(by: .hours(1))
            try await office.write { tx in try tx.delegations.end(loan, by: giver, under: Posts()) }
            #expect(try await office.actor(chen).holdings.count == 1)
            await #expect(throws: Delegation.Refusal.alreadyEnded) {
                try await office.write { tx in try tx.delegations.end(loan, by: giver, under: Posts()) }
            }

            try await lend(of: lin, to: chen, from: office.time.now, to: now + .days(7), in: office)
            #expect(try await office.actor(chen).holdings.count == 2)
            try await office.write { tx throws in
                let held = try #require(try tx.appointments.open(of: lin, at: tx.now).first)
                try tx.appointments.end(held.id, at: tx.now, by: .house, under: Posts())
            }
            #expect(try await office.actor(chen).holdings.count == 1)
        }
    }

    @Test func nobodyLendsWhatTheyDoNotHoldOrLendsItToThemselves() async throws {
        try await TestOffice.open { office in
            let lin = try await office.hire("lin", "林静", as: "manager", in: TestOffice.east)
            let chen = try await office.hire("chen", "陈晨")
            let zhou = try await office.hire("zhou", "周敏")
            let now = office.time.now
            try await lend(of: lin, to: chen, from: now, to: now + .days(2), in: office)

            await #expect(throws: Delegation.Refusal.toOneself) {
                try await lend(of: lin, to: lin, from: now, to: now + .days(1), in: office)
            }
            await #expect(throws: Delegation.Refusal.endsBeforeItStarts) {
                try await lend(of: lin, to: zhou, from: now + .days(1), to: now, in: office)
            }
            await #expect(throws: Delegation.Refusal.tooLong(days: Delegation.longestDays)) {
                try await lend(of: lin, to: zhou, from: now, to: now + .days(400), in: office)
            }
            // What Chen has on loan from Lin stays Lin's appointment.
            let onLoan = try await office.actor(chen)
            let clerk = try await office.actor(zhou)
            let held = try await office.read { tx in try #require(try tx.appointments.open(of: lin, at: tx.now).first) }
            await #expect(throws: NotAllowed.self) {
                try await office.write { tx throws in
                    _ = try tx.delegations.give(
                        Loan(appointment: held.id, recipient: chen, from: now, to: now + .days(1), reason: "代班"),
                        by: clerk, under: Posts())
                }
            }
            await #expect(throws: Delegation.Refusal.toOwnAccount) {
                try await office.write { tx throws in
                    _ = try tx.delegations.give(
                        Loan(appointment: held.id, recipient: chen, from: now, to: now + .days(1), reason: "代班"),
                        by: onLoan, under: Posts())
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPostNobodyHoldsHereIsLookedForAbove(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let boss = try await office.hire("boss", "高总", as: "director", in: TestOffice.hq)
            let lin = try await office.hire("lin", "林静", as: "manager", in: TestOffice.east)
            office.time.advance(by: .hours(1))
            let wang = try await office.hire("wang", "王海", as: "shopkeeper", in: TestOffice.sh1)
            let ding = try await office.hire("ding", "丁一", as: "shopkeeper", in: TestOffice.sh2)
            let chen = try await office.hire("chen", "陈晨", as: "clerk", in: TestOffice.sh1)
            try await office.read { tx throws in
                let posts = tx.appointments
                #expect(try posts.holders(of: "manager", in: TestOffice.sh1, at: tx.now) == [lin])
                #expect(try posts.holders(of: "shopkeeper", in: TestOffice.sh2, at: tx.now) == [ding])
                #expect(try posts.holders(of: "shopkeeper", in: TestOffice.east, at: tx.now) == [])
                #expect(try posts.holders(of: "shopkeeper", in: TestOffice.sh1, at: tx.now - .minutes(1)) == [])
                #expect(try posts.superiors(of: chen, at: tx.now, under: Posts()) == [wang])
                #expect(try posts.superiors(of: wang, at: tx.now, under: Posts()) == [lin])
                #expect(try posts.superiors(of: boss, at: tx.now, under: Posts()) == [])
                // No shopkeeper above: the clerk of the region answers to the manager.
                #expect(try posts.dutySupervisor(of: TestOffice.sh2, at: tx.now, under: Posts()) == nil)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theDutySupervisorIsWhoStandsInElseTheLongestInOffice(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let first = try await office.hire("first", "冯一", as: "duty", in: TestOffice.sh2)
            office.time.advance(by: .hours(1))
            try await office.hire("second", "冯二", as: "duty", in: TestOffice.sh2)
            let third = try await office.hire("third", "冯三", in: TestOffice.sh2)
            func onDuty() async throws -> Staff.ID? {
                try await office.read { tx throws in
                    try tx.appointments.dutySupervisor(of: TestOffice.sh2, at: tx.now, under: Posts())
                }
            }
            #expect(try await onDuty() == first)
            let now = office.time.now
            try await lend(of: first, to: third, from: now, to: now + .hours(2), in: office)
            #expect(try await onDuty() == third)
            office.time.advance(by: .hours(2))
            #expect(try await onDuty() == first)
        }
    }
}

@discardableResult
private func lend(
    of giver: Staff.ID, to recipient: Staff.ID, from start: Instant, to end: Instant, in office: TestOffice
) async throws -> Delegation.ID {
    try await office.write { tx throws in
        let held = try #require(try tx.appointments.open(of: giver, at: tx.now).first)
        return try tx.delegations.give(
            Loan(appointment: held.id, recipient: recipient, from: start, to: end, reason: "年假"),
            by: tx.actor(giver, under: Posts()), under: Posts()
        ).id
    }
}
