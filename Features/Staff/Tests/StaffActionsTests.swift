import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

private typealias Posts = TestOffice.TestPosts

@Suite("People and posts")
struct StaffActionsTests {
    @Test(arguments: TestDatabase.engines)
    func anAccountExistsOnceWhateverItsSpelling(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            try await office.hire("chen", "陈晨")
            await #expect(throws: Staff.Refusal.accountTaken("chen")) {
                try await office.hire("ＣＨＥＮ", "陈成")
            }
            let people = try await office.read { tx throws in
                try tx.staff.list(StaffFilter(), within: .all, limit: 10, offset: 0)
            }
            #expect(people.total == 1)
        }
    }

    @Test func nobodyGivesAPostToThemselves() async throws {
        try await TestOffice.open { office in
            let boss = try await office.actor(office.hire("boss", "高总", as: "director", in: TestOffice.hq))
            await #expect(throws: Appointment.Refusal.ownPost) {
                try await appoint(boss.staff.id, "auditor", TestOffice.hq, by: boss, in: office)
            }
            await #expect(throws: Staff.Refusal.ownAccount) {
                try await office.write { tx throws in
                    try tx.staff.deactivate(boss.staff.id, by: .person(boss), under: Posts())
                }
            }
        }
    }

    @Test func nobodyHandsOutMoreThanTheyHave() async throws {
        try await TestOffice.open { office in
            let wang = try await office.actor(office.hire("wang", "王海", as: "shopkeeper", in: TestOffice.sh1))
            let lin = try await office.actor(office.hire("lin", "林静", as: "manager", in: TestOffice.east))
            let chen = try await office.hire("chen", "陈晨")
            await #expect(throws: NotAllowed(permission: .manageStaff, isElsewhere: true)) {
                try await appoint(chen, "clerk", TestOffice.sh2, by: wang, in: office)
            }
            await #expect(throws: Appointment.Refusal.widerThanOwn) {
                try await appoint(chen, "auditor", TestOffice.sh1, by: wang, in: office)
            }
            await #expect(throws: Appointment.Refusal.noSuchPost("duty", known: TestOffice.TestPosts.spoken)) {
                try await appoint(chen, "duty", TestOffice.sh1, by: lin, in: office)
            }
            try await appoint(chen, "shopkeeper", TestOffice.sh2, by: lin, in: office)
            await #expect(throws: Appointment.Refusal.alreadyHeld) {
                try await appoint(chen, "shopkeeper", TestOffice.sh2, by: lin, in: office)
            }
            // A clerk may not appoint at all.
            let clerk = try await office.actor(office.hire("zhou", "周敏"))
            await #expect(throws: NotAllowed(permission: .manageStaff, isElsewhere: false)) {
                try await appoint(chen, "clerk", TestOffice.sh1, by: clerk, in: office)
            }
        }
    }

    @Test func whoManagesOneShopCannotOpenTheDoorOfTheirDirector() async throws {
        try await TestOffice.open { office in
            let wang = try await office.actor(office.hire("wang", "王海", as: "shopkeeper", in: TestOffice.sh1))
            let boss = try await office.hire("boss", "高总", as: "director", in: TestOffice.hq)
            let foreign = try await office.hire("ding", "丁一", in: TestOffice.sh2)
            let chen = try await office.hire("chen", "陈晨")
            let hash = try await TestOffice.passwords.hash("given by Wang")
            func reset(_ id: Staff.ID) async throws {
                try await office.write { tx throws in
                    try tx.staff.resetPassword(of: id, to: hash, by: .person(wang), under: Posts())
                }
            }
            await #expect(throws: Staff.Refusal.unknown) { try await reset(foreign) }
            await #expect(throws: Staff.Refusal.unknown) { try await reset(boss) }
            _ = try await office.write { tx throws in
                try tx.appointments.appoint(
                    boss, to: "shopkeeper", in: TestOffice.sh1, from: tx.now, by: .house, under: Posts())
            }
            await #expect(throws: NotAllowed.self) { try await reset(boss) }
            // What is lent to somebody opens the same doors.
            let zhao = try await office.hire("zhao", "赵越")
            _ = try await office.write { tx throws in
                let held = try #require(
                    try tx.appointments.open(of: boss, at: tx.now).first { $0.post == "director" })
                return try tx.delegations.give(
                    Loan(
                        appointment: held.id, recipient: zhao, from: tx.now, to: tx.now + .hours(8), reason: "出差"),
                    by: tx.actor(boss, under: Posts()), under: Posts())
            }
            await #expect(throws: NotAllowed.self) { try await reset(zhao) }
            try await reset(chen)
            #expect(try await office.read { tx in try tx.staff.require(chen).mustChoosePassword })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoLeavesLosesPostsLoansAndSessionsAtOnce(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let boss = try await office.actor(office.hire("boss", "高总", as: "director", in: TestOffice.hq))
            let lin = try await office.hire("lin", "林静", as: "manager", in: TestOffice.east)
            let chen = try await office.hire("chen", "陈晨")
            let seat = try await office.signIn.signIn(account: "lin", password: TestOffice.password, at: .desk)
            let held = try await office.read { tx in try #require(try tx.appointments.open(of: lin, at: tx.now).first) }
            _ = try await office.write { tx throws in
                try tx.delegations.give(
                    Loan(
                        appointment: held.id, recipient: chen, from: tx.now, to: tx.now + .days(3), reason: "出差"),
                    by: boss, under: Posts())
            }
            office.time.advance(by: .hours(1))
            try await office.write { tx in try tx.staff.deactivate(lin, by: .person(boss), under: Posts()) }
            try await office.read { tx throws in
                #expect(try tx.sessions.standing(of: lin, under: .house).isEmpty)
                #expect(try tx.sessions.require(seat.session.id).endedBy == .manager)
                #expect(try tx.appointments.history(of: lin).map(\.to) == [tx.now])
                #expect(try tx.delegations.history(of: chen).map(\.endedAt) == [tx.now])
                #expect(try tx.appointments.holders(of: "manager", in: TestOffice.sh1, at: tx.now) == [])
                let acts = try tx.events.about(Subject(.staff, lin.rawValue)).compactMap { $0.details["act"] }
                #expect(acts == ["joined", "appointed", "appointment_ended", "deactivated"])
                let kinds = try tx.events.about(Subject(.staff, lin.rawValue)).map(\.kind)
                #expect(kinds.filter { $0 == .delegationEnded }.count == 1)
            }
            let hash = try await TestOffice.passwords.hash("the first one again")
            try await office.write { tx throws in
                try tx.staff.reactivate(lin, with: hash, by: .person(boss), under: Posts())
            }
            #expect(try await office.actor(lin).holdings.isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theListFindsByNameOrAccountWithinTheReachAndTakesWildcardsLiterally(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let wang = try await office.actor(office.hire("wang", "王海", as: "shopkeeper", in: TestOffice.sh1))
            try await office.hire("chen_1", "陈晨", in: TestOffice.sh1)
            try await office.hire("chenx1", "陈成", in: TestOffice.sh2)
            func names(_ filter: StaffFilter, _ reach: UnitReach) async throws -> [String] {
                try await office.read { tx throws in
                    try tx.staff.list(filter, within: reach, limit: 10, offset: 0).people.map(\.name)
                }
            }
            #expect(try await names(StaffFilter(text: "陈"), .all) == ["陈成", "陈晨"])
            #expect(try await names(StaffFilter(text: "CHEN_1"), .all) == ["陈晨"])
            #expect(try await names(StaffFilter(text: "%"), .all) == [])
            #expect(try await names(StaffFilter(text: "陈"), wang.units(permitting: .manageStaff)) == ["陈晨"])
            #expect(try await names(StaffFilter(unit: TestOffice.sh2), .all) == ["陈成"])
            #expect(try await names(StaffFilter(isActive: false), .all) == [])
            #expect(try await names(StaffFilter(), .own) == [])
            #expect(try await names(StaffFilter(), .nothing) == [])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func unitsFormATreeAndInheritTheirHandbook(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let lin = try await office.actor(office.hire("lin", "林静", as: "manager", in: TestOffice.east))
            let shop = UnitPlan(code: "sh3", name: "上海三店", kind: .store, parent: TestOffice.east, handbook: nil)
            let founded = try await office.write { tx in try tx.units.found(shop, by: .person(lin)) }
            try await office.read { tx throws in
                #expect(try tx.units.handbookCode(of: founded.id) == "chain")
                #expect(try tx.units.handbookCode(of: TestOffice.sh2) == "shop")
                #expect(try tx.units.ancestors(of: founded.id) == [TestOffice.east, TestOffice.hq])
                #expect(
                    try Set(tx.units.descendants(of: TestOffice.hq))
                        == [TestOffice.east, TestOffice.sh1, TestOffice.sh2, founded.id])
                #expect(try tx.units.all().map(\.code) == ["hq", "east", "sh1", "sh2", "sh3"])
                #expect(throws: Unit.Refusal.unknown) { try tx.units.handbookCode(of: "nowhere") }
            }
            func found(_ plan: UnitPlan, by mandate: Mandate) async throws {
                _ = try await office.write { tx in try tx.units.found(plan, by: mandate) }
            }
            await #expect(throws: Unit.Refusal.codeTaken("sh3")) { try await found(shop, by: .person(lin)) }
            await #expect(throws: NotAllowed.self) {
                try await found(
                    UnitPlan(code: "x", name: "X", kind: .store, parent: TestOffice.hq, handbook: nil), by: .person(lin)
                )
            }
            await #expect(throws: NotAllowed.self) {
                try await found(
                    UnitPlan(code: "y", name: "Y", kind: .headquarters, parent: nil, handbook: "chain"),
                    by: .person(lin))
            }
            await #expect(throws: Unit.Refusal.handbookMissing) {
                try await found(
                    UnitPlan(code: "z", name: "Z", kind: .headquarters, parent: nil, handbook: nil), by: .house)
            }
        }
    }

    @Test func aPostEndsNowOrLaterAndOnlyOnce() async throws {
        try await TestOffice.open { office in
            let boss = try await office.actor(office.hire("boss", "高总", as: "director", in: TestOffice.hq))
            let chen = try await office.hire("chen", "陈晨")
            let held = try await office.read { tx in try #require(try tx.appointments.open(of: chen, at: tx.now).first)
            }
            let tomorrow = office.time.now + .days(1)
            func end(at end: Instant) async throws {
                try await office.write { tx throws in
                    try tx.appointments.end(held.id, at: end, by: .person(boss), under: Posts())
                }
            }
            await #expect(throws: Appointment.Refusal.endsBeforeItStarts) {
                try await end(at: office.time.now - .hours(1))
            }
            try await end(at: tomorrow)
            #expect(try await office.actor(chen).holdings.count == 1)
            office.time.set(to: tomorrow)
            #expect(try await office.actor(chen).holdings.isEmpty)
            await #expect(throws: Appointment.Refusal.alreadyEnded) { try await end(at: tomorrow + .days(1)) }
        }
    }
}

private func appoint(
    _ id: Staff.ID, _ post: String, _ unit: Unit.ID, by actor: Actor, in office: TestOffice
) async throws {
    _ = try await office.write { tx throws in
        try tx.appointments.appoint(id, to: post, in: unit, from: tx.now, by: .person(actor), under: Posts())
    }
}
